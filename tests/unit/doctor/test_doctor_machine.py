"""Python's packages, the clock, the disk: judged without asking the machine."""

from datetime import timedelta
from pathlib import Path

import pytest

from sheets_bridge.cli.doctor.disk import kind_of_disk
from sheets_bridge.cli.doctor.machine import judged, unfit_packages

_MOUNTS = """overlay / overlay rw 0 0
drvfs /mnt/c 9p rw 0 0
server:/home /home/shared nfs4 rw 0 0
"""


def test_packages_that_are_missing_or_of_another_version_are_named() -> None:
    installed = {"click": "8.1.7", "gspread": "5.0.0"}.get
    unfit = unfit_packages(["click>=8.1,<9", "gspread==6.2.1", "flask>=3.0,<4"], installed)
    assert [str(one) for one in unfit] == ["gspread is 5.0.0, wanted ==6.2.1", "flask is missing"]


@pytest.mark.parametrize(
    ("off", "grade"),
    [
        (timedelta(seconds=59), "ok"),
        (timedelta(seconds=-59), "ok"),
        (timedelta(minutes=2), "warning"),
        (timedelta(minutes=-2), "warning"),
        (timedelta(minutes=6), "wrong"),
        (timedelta(hours=-9), "wrong"),
    ],
)
def test_a_clock_is_judged_by_how_far_it_is_off(off: timedelta, grade: str) -> None:
    assert judged(off).grade == grade


def test_a_clock_that_is_off_says_in_which_direction() -> None:
    assert "360 s ahead" in str(judged(timedelta(minutes=6)).seen)
    assert "360 s behind" in str(judged(timedelta(minutes=-6)).seen)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/me/mall", "overlay"),
        ("/mnt/c/Users/me/mall", "9p"),
        ("/mnt/cd/mall", "overlay"),
        ("/home/shared/mall/state", "nfs4"),
    ],
)
def test_a_folder_lies_on_the_nearest_disk_above_it(folder: str, kind: str) -> None:
    assert kind_of_disk(Path(folder), _MOUNTS) == kind


def test_a_machine_that_tells_no_disks_has_none_that_is_wrong() -> None:
    assert kind_of_disk(Path("/anywhere"), "") == ""
