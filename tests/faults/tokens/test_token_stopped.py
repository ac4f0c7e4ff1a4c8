"""A stop asked for while a renewal waits to be sent again: the login is none the worse."""

import pytest

from sheets_bridge.api.wire import open_session, sender
from sheets_bridge.tokens import Login, TokenEndpoint, Vault


class Stop(BaseException):
    """What a daemon raises in a wait once it is to end."""


def _stopped(_seconds):
    raise Stop


@pytest.fixture
def stopping(server, clock, folder, login):
    """A login of a process that is stopped in each of its waits."""
    client = login._endpoint.client

    def make():
        return Login(
            Vault(folder, "mymall"), TokenEndpoint(server.url, client), sender(open_session()), clock, _stopped
        )

    return make


def test_however_often_a_renewal_is_stopped_in_its_wait_the_login_stays_good(server, clock, stopping, open_login):
    clock.pass_by(hours=3)
    for _ in range(6):
        server.script = ["status:429 busy"]
        with pytest.raises(Stop):
            stopping().access_token()
        assert stopping().life().lost is None
    assert open_login().access_token() == server.issued[-2]
    assert (server.rotations, server.reuses) == (2, 0)


def test_a_stop_in_the_wait_hides_no_doubt_that_was_there_before(server, clock, stopping, folder):
    clock.pass_by(hours=3)
    server.script = ["drop"]
    with pytest.raises(Exception, match="not known"):
        stopping().access_token()
    clock.pass_by(minutes=2)
    server.script = ["status:429 busy"]
    with pytest.raises(Stop):
        stopping().access_token()
    assert len(Vault(folder, "mymall").read().doubts) == 1
