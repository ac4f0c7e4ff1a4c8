"""What stands in the sheet stays while the store cannot know better: rows go only when all was collected."""

import shutil

import pytest

TABS = ("RAW_주문", "RAW_주문품목", "RAW_방문")


def _standing(made) -> dict[str, int]:
    return {title: len(made.values(title)) for title in TABS}


def _lose_the_store(made) -> None:
    shutil.rmtree(made.folder / "state")


@pytest.mark.parametrize("path", ["*/admin/shops", "*/admin/orders", "/cafe24*"])
def test_a_lost_store_and_a_vendor_that_refuses_empty_no_tab(made, slept, path):
    assert made.run_here().code == 0
    before = _standing(made)
    _lose_the_store(made)
    made.fault("status", path, status=403, times=1000)
    assert made.run_here().code == 77
    assert _standing(made) == before
    made.undisturbed()
    assert made.run_here().code == 0
    assert made.faults_of_the_sheet() == []


def test_a_changed_collection_that_fails_keeps_what_the_old_one_brought(made, slept):
    assert made.run_here().code == 0
    before = _standing(made)
    text = made.schedule.read_text(encoding="utf-8")
    made.schedule.write_text(text.replace("embed: [items]", "embed: [items, buyer]"), encoding="utf-8")
    made.fault("status", "*/admin/orders", status=503, times=1000)
    assert made.run_here().code == 69
    assert _standing(made) == before
    made.undisturbed()
    made.advance(2 / 60)
    assert made.run_here().code == 0
    assert made.faults_of_the_sheet() == []


def test_a_lost_hmac_key_is_said_before_any_customer_gets_another_key(made, slept):
    assert made.run_here().code == 0
    (made.credentials / "hmac.key").unlink()
    told = made.run_here()
    assert told.code == 78
    assert "hmac.key" in told.words
    assert not (made.credentials / "hmac.key").exists()
