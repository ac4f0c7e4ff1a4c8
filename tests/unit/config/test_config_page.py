"""`page:` of the schedule: off where it is absent, on at a port, and wrong with its line."""

import pytest
from config_small import SMALL, Mistakes, Reads

from sheets_bridge.config import Page


def test_no_page_is_up_unless_it_is_asked_for(schedule_of: Reads) -> None:
    assert schedule_of(SMALL).page is None


def test_a_page_has_a_port(schedule_of: Reads) -> None:
    assert schedule_of(SMALL + "page: {port: 8484}\n").page == Page(8484)


@pytest.mark.parametrize("port", ["0", "80", "1023", "65536", "abc", "-1", "8484.5", "0x2124", "１２３４５"])
def test_what_is_no_port_is_refused_with_its_line(mistakes_of: Mistakes, port: str) -> None:
    (line,) = mistakes_of(SMALL + f"page:\n  port: {port}\n")
    assert line == "schedule.yaml:14 page.port: a port is a whole number from 1024 to 65535, such as 8484"


def test_a_page_without_a_port_and_a_mistyped_one_are_named(mistakes_of: Mistakes) -> None:
    assert mistakes_of(SMALL + "page:\n") == ['schedule.yaml:13 page: "port" is missing']
    (line,) = mistakes_of(SMALL + "page: {prot: 8484}\n")
    assert line.endswith('did you mean "port"?')
    (line,) = mistakes_of(SMALL + "pages: {port: 8484}\n")
    assert line.endswith('did you mean "page"?')
