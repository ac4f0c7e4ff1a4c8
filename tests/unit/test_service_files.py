"""The unit and the container file agree with the program they start."""

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from sheets_bridge.cli.commands import commands
from sheets_bridge.cli.doctor import CHECKS
from sheets_bridge.daemon import Daemon
from sheets_bridge.errors import Busy, ConfigError, LoginNeeded, Refused, StateError, Unavailable
from sheets_bridge.messages import translation

ROOT = Path(__file__).parents[2]
UNIT = (ROOT / "docs" / "sheets-bridge.service").read_text("utf-8")
CONTAINER = (ROOT / "docs" / "Containerfile").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
_FOLDER = "/srv/sheets-bridge"


def unit() -> dict[str, str]:
    """The settings of the unit; each stands once."""
    pairs = [line.split("=", 1) for line in UNIT.splitlines() if line and line[0] not in "#["]
    assert len({name for name, _ in pairs}) == len(pairs)
    return dict(pairs)  # type: ignore[arg-type]


def container(instruction: str) -> list[str]:
    """What follows an instruction of the container file, continued lines joined."""
    lines = CONTAINER.replace("\\\n", " ").splitlines()
    return [line.split(maxsplit=1)[1] for line in lines if line.startswith(f"{instruction} ")]


def takes(words: list[str]) -> bool:
    """Whether the command line knows these words."""
    done = CliRunner().invoke(commands(translation("en")), [*words, "--help"])
    return done.exit_code == 0


def test_the_unit_starts_a_command_that_is_installed_and_known() -> None:
    path, *words = shlex.split(unit()["ExecStart"])
    name = Path(path).name
    assert path == f"{_FOLDER}/.venv/bin/{name}"
    assert name in PROJECT["scripts"]
    assert (Path(sys.executable).parent / name).exists()
    assert takes(words)
    assert not takes(["no-such-command"])


def test_the_unit_restarts_what_may_mend_itself_and_leaves_what_a_person_must_mend() -> None:
    told = unit()
    never = {int(code) for code in told["RestartPreventExitStatus"].split()}
    assert never == {ConfigError.exit_code, LoginNeeded.exit_code, Refused.exit_code}
    assert not never & {Unavailable.exit_code, StateError.exit_code, Busy.exit_code}
    assert told["Restart"] == "on-failure"


def test_the_unit_gives_the_daemon_the_time_it_takes_to_end_and_to_beat() -> None:
    told = unit()
    assert told["Type"] == "notify"
    assert int(told["TimeoutStopSec"]) > Daemon.__dataclass_fields__["deadline"].default
    assert int(told["WatchdogSec"]) > 60 * Daemon.__dataclass_fields__["every"].default
    assert "-HUP" in told["ExecReload"]


def test_the_unit_lets_the_daemon_write_where_it_must_and_nowhere_else() -> None:
    told = unit()
    assert told["ReadWritePaths"].split() == [f"{_FOLDER}/credentials", f"{_FOLDER}/state"]
    assert (told["ProtectSystem"], told["NoNewPrivileges"], told["PrivateTmp"], told["UMask"]) == (
        "strict", "yes", "yes", "0077")  # fmt: skip


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd's own judge")
def test_systemd_finds_nothing_to_complain_about(tmp_path: Path) -> None:
    installed = UNIT.replace(f"{_FOLDER}/.venv/bin/", f"{Path(sys.executable).parent}/").replace(_FOLDER, str(tmp_path))
    file = tmp_path / "sheets-bridge.service"

    def judged(text: str) -> str:
        file.write_text(re.sub(r"(?m)^User=.*", "User=root", text), "utf-8")
        command = ["systemd-analyze", "verify", "--man=no", str(file)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        return "\n".join(line for line in (done.stdout + done.stderr).splitlines() if "sheets-bridge.service" in line)

    assert judged(installed) == ""
    assert "RestrctRealtime" in judged(installed.replace("RestrictRealtime", "RestrctRealtime"))


def test_the_way_in_the_page_puts_folder_and_user_into_the_unit(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "service.md").read_text("utf-8")
    (command, korean) = re.findall(r"^(sed .*?) \| sudo tee", page, re.MULTILINE)
    assert command == korean
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "sheets-bridge.service").write_text(UNIT, "utf-8")
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=30)
    assert _FOLDER not in done.stdout
    assert f"ExecStart={tmp_path}/.venv/bin/sheets-bridge daemon" in done.stdout
    assert "User=sheets-bridge" not in done.stdout


def test_the_container_starts_a_command_that_is_known_as_nobody_special() -> None:
    (entry,), (words,) = container("ENTRYPOINT"), container("CMD")
    assert re.findall(r'"([^"]+)"', entry)[0] in PROJECT["scripts"]
    assert takes(re.findall(r'"([^"]+)"', words))
    assert container("USER")[-1].split(":")[0] not in ("0", "root")
    assert container("STOPSIGNAL") == ["SIGTERM"]
    assert container("VOLUME") == ['["/data"]']
    assert container("WORKDIR")[-1] == "/data"


def test_the_containers_health_is_a_check_the_doctor_knows() -> None:
    command = container("HEALTHCHECK")[0].partition("CMD ")[2].split(" || ")[0]
    name, *words = shlex.split(command)
    assert name in PROJECT["scripts"]
    assert takes(words)
    assert words[:2] == ["doctor", "--only"]
    assert words[2] in {check.id for check in CHECKS}


def test_the_container_copies_what_the_build_reads_and_has_a_python_we_take() -> None:
    copied = {word for line in container("COPY") for word in line.split()[:-1]}
    assert copied == {"pyproject.toml", PROJECT["readme"], "schedule.yaml", "sheets_bridge"}
    assert all((ROOT / name).exists() for name in copied)
    (image,) = container("FROM")
    major, minor = map(int, re.findall(r"python:(\d+)\.(\d+)", image)[0])
    least = re.findall(r">=(\d+)\.(\d+)", PROJECT["requires-python"])[0]
    assert (major, minor) >= tuple(map(int, least))
