"""Starting and stopping the sandbox."""

from datetime import datetime

import pytest
import requests

from sheets_bridge.sandbox.server import Settings, start


@pytest.fixture
def small():
    """Starts small sandboxes and stops them at the end."""
    running = []

    def begin(**settings):
        running.append(start(Settings(days=2, orders_per_day=1, **settings)))
        return running[-1]

    yield begin
    for one in running:
        one.stop()


def clock(running):
    return requests.get(running.endpoints["clock"], timeout=5).json()["now"]


def test_a_stopped_sandbox_frees_its_port_and_may_be_stopped_again(small):
    first = small()
    first.stop()
    first.stop()
    with pytest.raises(requests.exceptions.ConnectionError):
        clock(first)
    assert isinstance(first.port, int)
    assert small(port=first.port).port == first.port


def test_a_taken_port_is_an_error(small):
    with pytest.raises(OSError, match="in use"):
        small(port=small().port)


def test_two_sandboxes_keep_their_own_time_and_their_own_clients(small):
    first, second = small(), small()
    requests.post(f"http://127.0.0.1:{first.port}/sandbox/advance", json={"hours": 24}, timeout=5)
    assert clock(first)[:10] == "2026-11-02"
    assert clock(second)[:10] == "2026-11-01"
    assert first.client.client_secret != second.client.client_secret


def test_a_start_without_a_zone_is_korean_time(small):
    assert clock(small(start=datetime(2026, 3, 1, 8))).startswith("2026-03-01T08:00:0")  # noqa: DTZ001


def test_secrets_do_not_show_when_a_running_sandbox_is_printed(small):
    running = small()
    assert running.client.client_secret not in repr(running)
    assert running.google_token not in repr(running)


def test_another_mall_name_is_served_under_that_name(small):
    running = small(mall="othermall")
    oauth = f"{running.endpoints['cafe24']}/othermall/api/v2/oauth/token/scopes"
    assert requests.get(oauth, timeout=5).status_code == 401
