"""`connect` of an ad medium: keys typed or from a file, tried by one harmless call, ad accounts picked and written."""

from pathlib import Path

from media_bench import CLIENT_SECRET, ONE, SECRET, TWO, Brand

TYPED = "77\n${BRAND_SECRET}\n\n"


def test_keys_are_asked_for_one_by_one_and_the_accounts_found_are_picked(brand: Brand) -> None:
    before = brand.mall.schedule.read_text("utf-8")
    told = brand.connect(typed=TYPED + "2\n")
    assert told.exit_code == 0, told.text
    for words in ("Tools → API", "The customer number", "The spare secret (Enter leaves it out)", "1001", "모람뷰티"):
        assert words in told.text
    assert brand.keys.items() >= {"customer": "77", "secret": "${BRAND_SECRET}"}.items()
    assert brand.ring.stat().st_mode & 0o077 == 0
    after = brand.mall.schedule.read_text("utf-8")
    assert after == before.replace("# 견본\n", "# 견본\n    ad_accounts: [1002]\n")
    assert f"schedule.yaml, line {brand.mall.line_of('ad_accounts')}: ad_accounts: [1002]" in told.text
    assert "Connected brand to Pretend Ads: Moram US (1002)." in told.text
    assert brand.medium.paths() == ["/accounts", "/lasting", "/ends", "/report"]
    assert (brand.login["connected"], brand.waiting) == (True, ["ads"])


def test_all_of_them_by_enter_or_by_option_or_by_their_numbers(brand: Brand) -> None:
    assert brand.connect(typed=TYPED + "\n").exit_code == 0
    assert brand.picked == "ad_accounts: [1001, 1002]"
    assert brand.with_keys(SECRET, "--ad-account", "1002").exit_code == 0
    assert brand.picked == "ad_accounts: [1002]"
    assert brand.with_keys(SECRET, "--ad-account", "all").exit_code == 0
    assert brand.picked == "ad_accounts: [1001, 1002]"


def test_the_only_account_is_taken_by_itself(brand: Brand) -> None:
    brand.medium.accounts = [ONE]
    assert brand.with_keys().exit_code == 0
    assert brand.picked == "ad_accounts: [1001]"


def test_a_wrong_answer_is_asked_for_again(brand: Brand) -> None:
    told = brand.connect(typed=TYPED + "3\n1 2\n")
    assert told.exit_code == 0
    assert "does not list the ad account 3; it lists 1001, 1002" in told.text
    assert brand.picked == "ad_accounts: [1001, 1002]"


def test_what_stands_is_kept_by_enter_and_shown_where_it_is_no_secret(brand: Brand) -> None:
    brand.with_keys(SECRET, "--ad-account", "1002")
    told = brand.connect(typed="\n\n\n\n")
    assert told.exit_code == 0, told.text
    for words in ("The customer number (Enter keeps 77)", "The secret (Enter keeps what stands)", "[1002]"):
        assert words in told.text
    assert (brand.keys["secret"], brand.picked) == (SECRET, "ad_accounts: [1002]")
    assert "schedule.yaml says it already" in told.text


def test_an_optional_key_is_taken_out_by_a_dash(brand: Brand) -> None:
    assert brand.connect("--ad-account", "all", typed="77\n${BRAND_SECRET}\nspare-words\n").exit_code == 0
    assert brand.keys["spare"] == "spare-words"
    assert brand.connect(typed="\n\n-\n\n").exit_code == 0
    assert "spare" not in brand.keys


def test_keys_that_are_refused_change_nothing_and_the_right_ones_need_not_be_typed_again(brand: Brand) -> None:
    told = brand.with_keys("wrong-secret-words", "--ad-account", "all")
    assert told.exit_code == 77
    assert "sheets-bridge connect pretend_ads brand" in told.text
    assert (brand.keys, brand.picked, brand.login["connected"]) == ({}, None, False)
    brand.mall.secrets.add("wrong-secret-words")
    told = brand.connect(typed="\n${BRAND_SECRET}\n\n\n")
    assert told.exit_code == 0
    assert "Enter keeps 77" in told.text
    assert [one.name for one in brand.mall.credentials.glob("*.tried*")] == []


def test_keys_in_use_stay_in_use_when_others_are_refused(brand: Brand) -> None:
    brand.with_keys(SECRET, "--ad-account", "all")
    assert brand.with_keys("wrong-secret-words").exit_code == 77
    assert (brand.keys["secret"], brand.login["connected"]) == (SECRET, True)
    brand.mall.secrets.add("wrong-secret-words")


def test_a_missing_right_is_named(brand: Brand) -> None:
    brand.medium.status["/accounts"] = 403
    told = brand.with_keys()
    assert (told.exit_code, brand.picked) == (77, None)
    assert "needs the right “reports”" in told.text


def test_a_right_that_only_reading_needs_is_named_too_and_the_login_stands(brand: Brand) -> None:
    brand.medium.status["/report"] = 403
    told = brand.with_keys(SECRET, "--ad-account", "all")
    assert told.exit_code == 77
    assert "/report needs the right “reports”" in told.text
    assert (brand.login["connected"], brand.picked) == (True, "ad_accounts: [1001, 1002]")


def test_a_medium_that_is_away_is_tried_later_with_the_keys_typed(brand: Brand) -> None:
    brand.medium.status["/accounts"] = 503
    assert brand.connect(typed=TYPED).exit_code == 69
    del brand.medium.status["/accounts"]
    assert brand.connect("--ad-account", "all", typed="\n\n\n").exit_code == 0


def test_a_login_that_sees_no_account_says_where_to_give_it_one(brand: Brand) -> None:
    brand.medium.accounts = []
    told = brand.with_keys()
    assert (told.exit_code, brand.keys) == (77, {})
    assert "lists no ad account" in told.text


def test_an_account_of_another_login_is_refused_and_all_leaves_it_out(brand: Brand) -> None:
    other = "accounts:\n  agency:\n    source: pretend_ads\n    ad_accounts: [1001]\n"
    brand.mall.edit("accounts:\n", other)
    told = brand.with_keys(SECRET, "--ad-account", "1001")
    assert told.exit_code == 78
    assert "1001 stands under agency already; its cost would be added twice" in told.text
    told = brand.connect(typed=TYPED + "\n")
    assert told.exit_code == 0
    assert "stands under agency already" in told.text
    assert "\n    ad_accounts: [1002]" in brand.mall.schedule.read_text("utf-8")
    brand.medium.accounts = [ONE]
    told = brand.with_keys()
    assert told.exit_code == 78
    assert "added twice" in told.text


def test_where_nobody_can_type_it_says_how_else(brand: Brand) -> None:
    told = brand.connect()
    assert told.exit_code == 77
    assert "--from-file FILE with customer, secret, spare as JSON" in told.text
    told = brand.with_keys()
    assert told.exit_code == 78
    assert "--ad-account NUMBER" in told.text


def test_a_file_of_keys_may_come_by_stdin_and_name_the_environment(brand: Brand) -> None:
    told = brand.connect(
        "--from-file", "-", "--ad-account", "all", typed='{"customer": 77, "secret": "${BRAND_SECRET}"}'
    )
    assert told.exit_code == 0, told.text
    assert brand.keys["secret"] == "${BRAND_SECRET}"


def test_a_file_that_lacks_a_key_or_has_another_is_refused_by_name(brand: Brand, tmp_path: Path) -> None:
    told = brand.connect("--from-file", str(brand.keys_file()))
    assert (told.exit_code, "lacks: secret" in told.text) == (78, True)
    told = brand.connect("--from-file", str(brand.keys_file(secret=SECRET, sceret="x")))
    assert (told.exit_code, "holds sceret" in told.text) == (78, True)
    (tmp_path / "odd.json").write_text(f'["{SECRET}"')
    told = brand.connect("--from-file", str(tmp_path / "odd.json"))
    assert (told.exit_code, "no JSON object" in told.text) == (78, True)
    assert brand.connect("--from-file", str(tmp_path / "none.json")).exit_code == 78


def test_when_keys_end_is_told_and_kept(brand: Brand) -> None:
    brand.medium.ends = "2026-12-01T00:00:00+00:00"
    told = brand.with_keys(SECRET, "--ad-account", "all")
    assert "These keys end at 2026-12-01 09:00 KST" in told.text
    assert brand.login["until"] == "2026-12-01T00:00:00+00:00"
    brand.medium.status["/ends"] = 503
    told = brand.with_keys(SECRET)
    assert told.exit_code == 0
    assert "not known when the keys end" in told.text
    assert brand.login["until"] is None


def test_the_page_to_agree_on_is_shown_and_what_comes_back_makes_the_login(agreeing: Brand) -> None:
    keys = agreeing.mall.folder / "app.json"
    keys.write_text(f'{{"app": "the-app", "client_secret": "{CLIENT_SECRET}"}}')
    printed = agreeing.connect("--from-file", str(keys), "--print-url")
    address = printed.out.strip()
    assert address.startswith(f"{agreeing.medium.address}/agree?app=the-app&state=")
    assert (agreeing.keys, agreeing.login["connected"]) == ({}, False)
    agreeing.medium.codes["code-of-one-minute"] = SECRET
    landed = f"https://brand.example/?code=code-of-one-minute&{address.partition('?')[2].partition('&')[2]}"
    told = agreeing.connect("--landed", landed, "--ad-account", "all")
    assert told.exit_code == 0, told.text
    assert agreeing.keys.items() >= {"app": "the-app", "client_secret": CLIENT_SECRET, "secret": SECRET}.items()
    assert agreeing.picked == "ad_accounts: [1001, 1002]"
    # Once more needs no consent while the login works, and one where it does not.
    assert agreeing.connect(typed="\n\n\n").exit_code == 0
    agreeing.medium.secrets.clear()
    told = agreeing.connect(typed="\n\n")
    assert told.exit_code == 77
    assert "--landed URL within ten minutes" in told.text


def test_an_old_or_a_foreign_address_is_refused_with_the_mediums_own_command(agreeing: Brand) -> None:
    keys = agreeing.mall.folder / "app.json"
    keys.write_text(f'{{"app": "the-app", "client_secret": "{CLIENT_SECRET}"}}')
    assert agreeing.connect("--from-file", str(keys), "--print-url").exit_code == 0
    for landed in ("https://brand.example/?code=c&state=other", "https://brand.example/?error=access_denied"):
        told = agreeing.connect("--landed", landed)
        assert told.exit_code == 77
        assert "sheets-bridge connect pretend_consent brand" in told.text
        assert "Cafe24" not in told.text


def test_options_of_the_other_way_are_usage_errors(brand: Brand) -> None:
    for words in (("--print-url",), ("--landed", "https://x.example"), ("--code", "c")):
        assert brand.connect(*words).exit_code == 2
    mall = brand.mall
    assert mall.command("connect", "cafe24", mall.name, "--ad-account", "1").exit_code == 2
    assert mall.command("connect", "cafe24", mall.name, "--from-file", "x.json").exit_code == 2


def test_a_closed_account_is_shown_as_such_and_may_be_picked(brand: Brand) -> None:
    brand.medium.accounts = [ONE, TWO | {"open": False}]
    told = brand.connect(typed=TYPED + "1002\n")
    assert "closed" in told.text
    assert brand.picked == "ad_accounts: [1002]"


def test_a_secret_that_soon_passes_is_changed_into_one_that_lasts_unless_the_environment_holds_it(brand: Brand) -> None:
    brand.mall.secrets.add("s3cret-that-lasts")
    brand.medium.secrets.add("s3cret-that-lasts")
    brand.medium.lasts = "s3cret-that-lasts"
    assert brand.with_keys("${BRAND_SECRET}", "--ad-account", "all").exit_code == 0
    assert brand.keys["secret"] == "${BRAND_SECRET}"
    assert brand.with_keys(SECRET).exit_code == 0
    assert brand.keys["secret"] == "s3cret-that-lasts"
    brand.medium.status["/lasting"] = 403
    told = brand.with_keys(SECRET)
    assert (told.exit_code, brand.keys["secret"]) == (0, SECRET)
    assert "So the keys stay as they are." in told.text
