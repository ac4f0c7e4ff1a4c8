"""The log: no planted secret reaches any output, lines are in the reader's language, files rotate and stay private."""

import json
import logging
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from sheets_bridge.cli import logs
from sheets_bridge.config import Log
from sheets_bridge.errors import StateError
from sheets_bridge.messages import say, translation
from sheets_bridge.model import KST

SECRET = "s3cr3t-of-the-app"
TOKEN = "Bearer abcDEF123456"
KO, EN = translation("ko"), translation("en")
_log = logging.getLogger("sheets_bridge.somewhere")


@pytest.fixture(autouse=True)
def as_before():
    """Logging as it was: a handler of ours would write for every test that follows."""
    root, ours = logging.getLogger(), logging.getLogger("sheets_bridge")
    handlers, levels = root.handlers[:], (root.level, ours.level)
    yield
    logging.captureWarnings(capture=False)
    for handler in [one for one in root.handlers if one not in handlers]:
        root.removeHandler(handler)
        handler.close()
    root.handlers[:] = handlers
    root.setLevel(levels[0])
    ours.setLevel(levels[1])


@pytest.fixture
def log(tmp_path):
    return Log(tmp_path / "state" / "logs" / "sheets-bridge.log", keep=2)


def failed(secret):
    try:
        try:
            raise OSError(f"wrote {secret}")
        except OSError as error:
            raise ValueError(f"asked with {TOKEN}") from error
    except ValueError:
        _log.exception("a fault with %s", secret)


def everything(capsys, log):
    return capsys.readouterr().err + log.file.read_text("utf-8")


def test_a_planted_secret_reaches_no_output_however_it_was_logged(log, capsys):
    logs.log_as_daemon(log, EN)
    logs.learn(SECRET)
    _log.warning("plain %s", SECRET)
    _log.warning(f"in the line {SECRET}")
    _log.warning("a mapping %(word)s", {"word": SECRET})
    _log.error("%s", say("{who}: {error}", who=SECRET, error=ValueError(TOKEN)))
    _log.error("too many %s", SECRET, TOKEN)
    _log.error("none for %s and %d", SECRET)
    _log.warning("where", stack_info=True)
    logging.getLogger("a.library").error("refused: refresh_token=%s", "Zyx987wvu")
    failed(SECRET)
    told = everything(capsys, log)
    for secret in (SECRET, "abcDEF123456", "Zyx987wvu"):
        assert secret not in told
    for word in ("plain ***", "in the line ***", "a mapping ***", "too many", "ValueError", "Traceback", "none for"):
        assert told.count(word) >= 2, word
    assert "--- Logging error ---" not in told


def test_what_was_learned_stays_secret_when_the_log_is_set_up_anew(log, capsys):
    logs.log_to_stderr(EN)
    logs.learn(SECRET)
    logs.log_as_daemon(log, EN)
    _log.warning("again %s", SECRET)
    assert SECRET not in everything(capsys, log)


@pytest.mark.parametrize(("translate", "words"), [(KO, "6.5초 뒤에 다시 시도합니다"), (EN, "Trying again in 6.5 s.")])
def test_a_sentence_is_in_the_readers_language(log, capsys, translate, words):
    logs.log_as_daemon(log, translate)
    _log.warning("%s", say("{problem} Trying again in {seconds} s.", problem="503.", seconds=6.5))
    _log.info("%s", say("{problem} Trying again in {seconds} s.", problem="504.", seconds=6.5))
    assert everything(capsys, log).count(words) == 4


def test_a_line_says_when_in_korean_time_and_how_bad(log, capsys):
    logs.log_as_daemon(log, EN)
    before = datetime.now(KST).replace(microsecond=0)
    _log.info("hello")
    line = log.file.read_text("utf-8").splitlines()[-1]
    day, time, level, words = line.split(" ", 3)
    assert (level, words) == ("INFO", "hello")
    assert before <= datetime.fromisoformat(f"{day} {time}+09:00") <= datetime.now(KST)


def test_a_command_says_warnings_only_and_plainly(capsys):
    logs.log_to_stderr(EN)
    _log.info("not for people at a terminal")
    _log.warning("look at this")
    assert capsys.readouterr().err == "look at this\n"


def test_json_lines_parse_and_hold_traces_without_secrets(tmp_path, capsys):
    log = Log(tmp_path / "logs" / "one.log", json=True)
    logs.log_as_daemon(log, KO)
    logs.learn(SECRET)
    line = "{job}: {outcome} in {seconds} s; rows read {read}, landed {landed}, written {written}."
    _log.info("%s", say(line, job="주문", outcome=say("all well"), seconds=1.5, read=1, landed=2, written=3))
    failed(SECRET)
    told = [json.loads(line) for line in log.file.read_text("utf-8").splitlines()]
    assert told == [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["level"], line["where"]) for line in told] == [("INFO", _log.name), ("ERROR", _log.name)]
    assert told[0]["message"].startswith("주문: 정상")
    assert datetime.fromisoformat(told[0]["at"]).utcoffset() == timedelta(hours=9)
    assert "Traceback" in told[1]["trace"]
    assert SECRET not in log.file.read_text("utf-8")


def test_each_day_has_a_file_of_its_own_private_and_only_so_many_are_kept(log):
    logs.log_as_daemon(log, EN)
    (kept,) = [one for one in logging.getLogger().handlers if hasattr(one, "rolloverAt")]
    for day in range(4):
        kept.rolloverAt = int(datetime.now(KST).timestamp()) - 86400 * (4 - day)
        _log.info("day %s", day)
    files = sorted(log.file.parent.iterdir())
    assert len(files) == 1 + log.keep
    assert {oct(file.stat().st_mode & 0o777) for file in files} == {"0o600"}
    assert log.file.read_text("utf-8").endswith("day 3\n")
    assert "day 3" not in "".join(file.read_text("utf-8") for file in files if file != log.file)


def test_a_log_that_stood_open_to_all_is_made_private(log):
    log.file.parent.mkdir(parents=True)
    log.file.write_text("before\n")
    log.file.chmod(0o644)
    logs.log_as_daemon(log, EN)
    assert oct(log.file.stat().st_mode & 0o777) == "0o600"
    assert log.file.read_text() == "before\n"


def test_a_log_that_cannot_be_written_is_said_with_what_to_do(tmp_path):
    (tmp_path / "state").write_text("no folder")
    with pytest.raises(StateError, match=r"under log: in schedule\.yaml"):
        logs.log_as_daemon(Log(tmp_path / "state" / "logs" / "x.log"), EN)


CRASH = """
import sys, threading
from sheets_bridge import cli
sys.argv = ["sheets-bridge", "--version"]
try:
    cli.main()
except SystemExit:
    pass
from sheets_bridge.cli import logs
from sheets_bridge.messages import translation
if {set_up}:
    logs.log_to_stderr(translation("ko"))
    logs.learn("{secret}")
def crash():
    raise RuntimeError("held {secret} and {token} and client_secret={secret}")
one = threading.Thread(target=crash)
one.start()
one.join()
crash()
"""


@pytest.mark.parametrize("set_up", [True, False])
def test_a_crash_of_a_thread_or_of_the_process_tells_no_secret(set_up):
    secret = SECRET if set_up else "ya29.known-by-its-looks"
    script = CRASH.format(secret=secret, token=TOKEN, set_up=set_up)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 1
    assert done.stderr.count("RuntimeError") >= 2
    assert secret not in done.stderr.replace(script, "")
    assert "abcDEF123456" not in done.stderr
    assert ("sheets_bridge 자체의 오류" in done.stderr) is set_up
