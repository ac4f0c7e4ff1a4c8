"""A fault is understood as its template is written in the manual: unused fields may be null."""

import pytest

from sheets_bridge.sandbox.fault_request import Malformed, read_fault


def test_null_is_as_good_as_absent_and_a_method_may_be_in_any_case():
    template = {
        "method": "get",
        "path": "*",
        "action": "cut",
        "status": None,
        "headers": None,
        "body": None,
        "seconds": None,
    }
    assert read_fault(template) == read_fault({"method": "GET", "path": "*", "action": "cut"})


def test_what_an_action_needs_may_not_be_null():
    with pytest.raises(Malformed, match="status"):
        read_fault({"path": "*", "action": "status", "status": None})
