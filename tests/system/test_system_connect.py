"""`connect`: the consent of a mall's main operator, and everything that can be wrong with what was pasted."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from system_mall import Mall, Told

PASTED_AGAIN = "sheets-bridge connect cafe24 samplemall"


def address_of(mall: Mall) -> str:
    """A new consent address."""
    told = mall.command("connect", "cafe24", mall.name, "--print-url")
    assert told.exit_code == 0, told.text
    return told.out.strip()


def land(mall: Mall, address: str) -> Told:
    """Give the address landed on."""
    return mall.command("connect", "cafe24", mall.name, "--landed", address)


def connected(mall: Mall) -> bool:
    """Whether the product believes in a login."""
    return bool(mall.command("status", "--json").json["accounts"][0]["connected"])


def test_print_url_prints_the_address_and_nothing_else(unconnected: Mall) -> None:
    told = unconnected.process("connect", "cafe24", unconnected.name, "--print-url")
    address = urlsplit(told.out.strip())
    assert (told.exit_code, len(told.out.splitlines())) == (0, 1)
    assert f"{address.scheme}://{address.netloc}{address.path}".startswith(unconnected.running.endpoints["cafe24"])
    asked = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert asked["redirect_uri"] == unconnected.running.client.redirect_uri
    assert len(asked["state"]) >= 20
    assert not connected(unconnected)


def test_the_address_landed_on_connects_in_a_process_of_its_own(unconnected: Mall) -> None:
    landed = unconnected.consent(address_of(unconnected))
    told = unconnected.process("connect", "cafe24", unconnected.name, "--landed", landed)
    assert told.exit_code == 0, told.text
    assert connected(unconnected)
    assert unconnected.ran("visitors")["outcome"] == "ok"


def test_a_pasted_address_connects(unconnected: Mall) -> None:
    with unconnected.opened("connect", "cafe24", unconnected.name) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        landed = unconnected.consent(process.stdout.readline().strip())
        process.stdin.write(f"  {landed[:60]}\t{landed[60:]}  \n")
        process.stdin.flush()
    assert process.returncode == 0
    assert connected(unconnected)


def test_something_else_pasted_is_refused_with_the_way_to_try_again(unconnected: Mall) -> None:
    told = unconnected.command("connect", "cafe24", unconnected.name, typed="https://brand.example/?x=1\n")
    assert told.exit_code == 77
    assert "대표운영자" in told.text
    assert not connected(unconnected)


def test_the_bare_code_connects(unconnected: Mall) -> None:
    code = parse_qs(urlsplit(unconnected.consent(address_of(unconnected))).query)["code"][0]
    assert unconnected.command("connect", "cafe24", unconnected.name, "--code", code).exit_code == 0
    assert connected(unconnected)


def test_an_address_with_another_state_is_refused_and_the_right_one_still_works(unconnected: Mall) -> None:
    landed = unconnected.consent(address_of(unconnected))
    told = land(unconnected, re.sub(r"state=[^&]*", "state=forged", landed))
    assert told.exit_code == 77
    assert PASTED_AGAIN in told.text
    assert not connected(unconnected)
    assert land(unconnected, landed).exit_code == 0


def test_a_newer_address_makes_the_older_void(unconnected: Mall) -> None:
    older = address_of(unconnected)
    newer = address_of(unconnected)
    assert land(unconnected, unconnected.consent(older)).exit_code == 77
    assert land(unconnected, unconnected.consent(newer)).exit_code == 0


def test_a_state_older_than_ten_minutes_is_refused(unconnected: Mall) -> None:
    address = address_of(unconnected)
    unconnected.advance(minutes=11)
    told = land(unconnected, unconnected.consent(address))
    assert told.exit_code == 77
    assert PASTED_AGAIN in told.text
    assert not connected(unconnected)


def test_a_state_of_nine_minutes_still_works(unconnected: Mall) -> None:
    address = address_of(unconnected)
    unconnected.advance(minutes=9)
    assert land(unconnected, unconnected.consent(address)).exit_code == 0


def test_a_code_older_than_a_minute_is_refused_with_the_way_to_a_new_one(unconnected: Mall) -> None:
    landed = unconnected.consent(address_of(unconnected))
    unconnected.advance(minutes=2)
    told = land(unconnected, landed)
    assert told.exit_code == 77
    assert PASTED_AGAIN in told.text
    assert not connected(unconnected)


def test_an_address_works_once(unconnected: Mall) -> None:
    landed = unconnected.consent(address_of(unconnected))
    assert land(unconnected, landed).exit_code == 0
    assert land(unconnected, landed).exit_code == 77
    assert connected(unconnected)


def test_a_refused_consent_says_so_and_leaves_an_earlier_login_alone(mall: Mall) -> None:
    client = mall.running.client
    state = parse_qs(urlsplit(address_of(mall)).query)["state"][0]
    told = land(mall, f"{client.redirect_uri}?error=access_denied&error_description=no&state={state}")
    assert told.exit_code == 77
    assert "access_denied" in told.text
    assert PASTED_AGAIN in told.text
    assert mall.ran("visitors")["outcome"] == "ok"


def test_an_operator_who_does_not_agree_is_told_what_to_do(unconnected: Mall) -> None:
    landed = unconnected.consent(address_of(unconnected), decision="refuse")
    told = land(unconnected, landed)
    assert told.exit_code == 77
    assert "access_denied" in told.text


@pytest.mark.parametrize("pasted", ["", "hello", "https://brand.example/cafe24/landed", "https://[half"])
def test_what_is_no_landing_address_is_refused(unconnected: Mall, pasted: str) -> None:
    address_of(unconnected)
    assert land(unconnected, pasted).exit_code == 77


def test_an_unknown_mall_is_refused_naming_those_there_are(unconnected: Mall) -> None:
    told = unconnected.command("connect", "cafe24", "othermall", "--print-url")
    assert told.exit_code == 78
    assert "othermall" in told.text
    assert unconnected.name in told.text


def test_an_unknown_source_is_refused_naming_those_there_are(unconnected: Mall) -> None:
    told = unconnected.command("connect", "cafe42", unconnected.name, "--print-url")
    assert told.exit_code == 78
    assert "cafe24" in told.text


def test_two_ways_at_once_are_a_usage_error(unconnected: Mall) -> None:
    assert unconnected.command("connect", "cafe24", unconnected.name, "--print-url", "--code", "x").exit_code == 2
