"""`disconnect` of an ad medium: the keys are gone here, and what is left to do there is said."""

from media_bench import Brand


def test_the_keys_are_deleted_here_and_what_still_opens_there_is_said(brand: Brand) -> None:
    brand.with_keys("${BRAND_SECRET}", "--ad-account", "all")
    brand.with_keys("wrong-secret-words")
    assert len(list(brand.mall.credentials.glob("brand.*"))) == 2
    told = brand.mall.command("disconnect", "pretend_ads", "brand", "--yes", "--json")
    assert told.json == {"account": "brand", "was_connected": True, "revoked": False, "exit_code": 0}
    assert "At Pretend Ads they still open everything: revoke them where you made them." in told.text
    assert "take it out of schedule.yaml (ads)" in told.text
    assert list(brand.mall.credentials.glob("brand.*")) == []
    assert not brand.login["connected"]
    brand.mall.secrets.add("wrong-secret-words")


def test_what_never_was_connected_has_nothing_to_end(brand: Brand) -> None:
    told = brand.mall.command("disconnect", "pretend_ads", "brand", "--yes", "--json")
    assert (told.exit_code, told.json["was_connected"]) == (0, False)
    assert "was not connected" in told.text
