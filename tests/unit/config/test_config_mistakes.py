"""Every mistake a schedule can hold: its line, its path and the nearest right word."""

import pytest

GOOGLE = "google: credentials/google.json"
EVERY = "every: 15 minutes"
STREAMS = "streams: [mymall.orders]"
TAB = "Orders: {table: orders}"
SHEET = "spreadsheet: 1aBcDeFgHiJkLmNoPqRsTuVwXyZ"
CLIENT = "client: credentials/cafe24-client.json"
SECOND = "\n  other:\n    every: 1 hour\n    streams: [mymall.visitors]\n    tabs:\n      "
LOOPBACK = "endpoints: {google: http://127.0.0.1:1, cafe24: http://localhost:1, "
MORE = LOOPBACK + "cafe24_analytics: 'http://[::1]:1', "

SINGLE = [
    (GOOGLE, "gogle: x", '2 gogle: no key "gogle" here; did you mean "google"?'),
    (GOOGLE, "", '1: "google" is missing'),
    (GOOGLE, "google:", "2 google: a value is missing"),
    (GOOGLE, "google: [a]", "2 google: a single value is expected here"),
    (GOOGLE, GOOGLE + "\n" + GOOGLE, "3 google: stands here twice, first on line 2"),
    (GOOGLE, "google: ${NOT_SET}", "2 google: the environment variable NOT_SET is not set"),
    (GOOGLE, "google: ${a b}", "2 google: write an environment variable as ${NAME}"),
    (GOOGLE, "google: &a x", "2: an anchor (&name) is not taken here"),
    (GOOGLE, "google: !!str x", "2: a tag (!name) is not taken here"),
    (GOOGLE, 'google: "\\0"', "2: this text holds a control character"),
    (GOOGLE, GOOGLE + "\n[a]: b", "3: a key must be a plain word; quote a text that begins with { or ["),
    (GOOGLE, GOOGLE + "\ntimezone: UTC", "3 timezone: days are counted in Korean time here"),
    (GOOGLE, GOOGLE + "\nlanguage: kr", '3 language: no language "kr"; possible here: en, ko'),
    (GOOGLE, GOOGLE + "\nlanguage: no", '3 language: no language "no"; possible here: en, ko'),
    (SHEET, "", '1: "spreadsheet" is missing'),
    (SHEET, "spreadsheet: my sheet", "1 spreadsheet: this is no address of a Google sheet"),
    (SHEET, "spreadsheet: SPREADSHEET_ID", "1 spreadsheet: put your sheet's address here"),
    (
        SHEET,
        "spreadsheet: https://docs.google.com/spreadsheets/d/e/2PACX-1v/pubhtml",
        "1 spreadsheet: this is the address of a published",
    ),
    (SHEET, SHEET + "\nspreadsheets: {a: 1aBcDeFgHiJkLmNoPqRsTuVwXyZ}", '2 spreadsheets: either "spreadsheet" or'),
    (SHEET, "spreadsheets:", "1 spreadsheets: name at least one spreadsheet:"),
    ("source: cafe24", "source: cafe42", '5 accounts.mymall.source: no source "cafe42"; did you mean "cafe24"?'),
    ("source: cafe24", "sorce: cafe24", '5 accounts.mymall.sorce: no key "sorce" here; did you mean "source"?'),
    (CLIENT, CLIENT + "\n    shops: all", "7 accounts.mymall.shops: write active, or a list of shop numbers"),
    (CLIENT, CLIENT + "\n    shops: [1, 0]", "7 accounts.mymall.shops[1]: a shop number is a whole number"),
    (CLIENT, CLIENT + "\n    shops: [1, 1]", "7 accounts.mymall.shops: a shop number stands here twice"),
    (CLIENT, CLIENT + "\n    history: 2024-13-01", "7 accounts.mymall.history: write a day such as 2024-01-01"),
    (CLIENT, CLIENT + "\n    history: 1999-01-01", "7 accounts.mymall.history: no mall's history begins in 1999"),
    (EVERY, "", "8 jobs.orders: when shall it run?"),
    (EVERY, EVERY + '\n    at: "07:00"', "8 jobs.orders: only one of every, at can stand here"),
    (EVERY, "every: quarter", "9 jobs.orders.every: write a number and a unit"),
    (EVERY, "every: 15 minuts", '9 jobs.orders.every: no unit "minuts"; did you mean "minutes"?'),
    (EVERY, "every: 30 seconds", "9 jobs.orders.every: a job runs at most every minute"),
    (EVERY, "every: 40 days", "9 jobs.orders.every: a job runs at most every minute"),
    (EVERY, "at: 570", '9 jobs.orders.at: this is no time of day; did you mean "09:30"?'),
    (EVERY, "at: 25200", '9 jobs.orders.at: this is no time of day; did you mean "07:00"?'),
    (EVERY, "at: 0930", '9 jobs.orders.at: this is no time of day; did you mean "09:30"?'),
    (EVERY, "at: noon", '9 jobs.orders.at: write hours and minutes in quotes, such as "07:00"'),
    (
        EVERY,
        "cron: 0 7 * * 1-5",
        '9 jobs.orders.cron: write days of the week by name, "mon-fri" or "sat,sun", in place of "1-5"',
    ),
    (EVERY, "cron: 0 7 31 2 *", "9 jobs.orders.cron: this moment never comes: no such month has a day 31"),
    (EVERY, "cron: 0 7 31 4,jun *", "9 jobs.orders.cron: this moment never comes: no such month has a day 31"),
    (EVERY, "cron: 0 7 * *", "9 jobs.orders.cron: write five fields"),
    (EVERY, "cron: 0 24 * * *", '9 jobs.orders.cron: "24" is no hour (0 to 23)'),
    (STREAMS, "streams: mymall.orders", "10 jobs.orders.streams: a list is expected here"),
    (STREAMS, "streams: []", "10 jobs.orders.streams: a list is expected here"),
    (STREAMS, "streams: [orders]", "10 jobs.orders.streams[0]: write the account and the stream with a dot"),
    (
        STREAMS,
        "streams: [mymal.orders]",
        '10 jobs.orders.streams[0]: no account "mymal" under accounts; did you mean "mymall"?',
    ),
    (
        STREAMS,
        "streams:\n      - {stream: mymall.order}",
        '11 jobs.orders.streams[0].stream: no stream "order" at source cafe24; did you mean "orders"?',
    ),
    (
        STREAMS,
        "streams: [mymall.orders, {stream: mymall.orders, embed: [items]}]",
        "10 jobs.orders.streams[1]: this job has mymall.orders already",
    ),
    (
        STREAMS,
        "streams: [{stream: mymall.orders, embed: [item]}]",
        '10 jobs.orders.streams[0].embed[0]: the stream orders has no embed "item"; did you mean "items"?',
    ),
    (
        STREAMS,
        "streams: [{stream: mymall.orders, filter: {order_statu: N10}}]",
        '10 jobs.orders.streams[0].filter.order_statu: the stream orders has no filter "order_statu"; '
        'did you mean "order_status"?',
    ),
    (
        STREAMS,
        "streams: [mymall.orders, {stream: mymall.visitors, fields: [a]}]",
        "10 jobs.orders.streams[1].fields: the stream visitors takes no fields",
    ),
    (
        STREAMS,
        "streams: [mymall.visitors]",
        '12 jobs.orders.tabs.Orders.table: no stream of this job fills the table "orders"; '
        "add mymall.orders to its streams",
    ),
    (TAB, "", "11 jobs.orders.tabs: name at least one tab:"),
    (TAB, "Orders:", '12 jobs.orders.tabs.Orders: "table" is missing'),
    (TAB, "Orders: {table: order}", '12 jobs.orders.tabs.Orders.table: no table "order"; did you mean "orders"?'),
    (TAB, "Orders: {table: orders, keep: 0 days}", "12 jobs.orders.tabs.Orders.keep: write whole days"),
    (TAB, "Orders: {table: orders, keep: 30 hours}", "12 jobs.orders.tabs.Orders.keep: write whole days"),
    (
        TAB,
        "Orders: {table: orders, on: mian}",
        '12 jobs.orders.tabs.Orders.on: no spreadsheet "mian"; did you mean "main"?',
    ),
    (
        TAB,
        "Orders: {table: orders, columns: [order_id, order_idd]}",
        '12 jobs.orders.tabs.Orders.columns[1]: the table orders has no column "order_idd"; did you mean "order_id"?',
    ),
    (
        TAB,
        "Orders: {table: orders, columns: [주문번호]}",
        '12 jobs.orders.tabs.Orders.columns[0]: the table orders has no column "주문번호"; did you mean "order_id"?',
    ),
    (
        TAB,
        "Orders: {table: orders, columns: [paid, paid]}",
        '12 jobs.orders.tabs.Orders.columns[1]: the column "paid" stands here twice',
    ),
    (
        TAB,
        "Orders: {table: orders, columns: [receiver_area]}",
        '12 jobs.orders.tabs.Orders.columns[0]: the column "receiver_area" needs the embed "receivers": '
        "{stream: mymall.orders, embed: [items, receivers]}",
    ),
    (TAB, '"Or:ders": {table: orders}', "12 jobs.orders.tabs.Or:ders: a tab's title holds none of : ! ' / \\ [ ] * ?"),
    (TAB, '" Orders": {table: orders}', "12 jobs.orders.tabs.Orders: a tab's title neither begins nor ends"),
    (TAB, "O" * 51 + ": {table: orders}", f"12 jobs.orders.tabs.{'O' * 51}: a tab's title has at most 50 characters"),
    (
        TAB,
        TAB + "\n      ORDERS: {table: orders}",
        "13 jobs.orders.tabs.ORDERS: this spreadsheet has a tab of this title already, on line 12",
    ),
    (
        TAB,
        TAB + SECOND + "orders: {table: visitors}",
        "17 jobs.other.tabs.orders: this spreadsheet has a tab of this title already, on line 12",
    ),
    (
        TAB,
        "주문: {table: orders}\n      \u110c\u116e\u1106\u116e\u11ab: {table: orders}",
        "13 jobs.orders.tabs.\u110c\u116e\u1106\u116e\u11ab: this spreadsheet has a tab of this title already",
    ),
    (
        GOOGLE,
        GOOGLE + "\nendpoints: {gogle: https://a.example}",
        '3 endpoints.gogle: no endpoint "gogle"; did you mean "google"?',
    ),
    (
        GOOGLE,
        GOOGLE + "\nendpoints: {google: a.example}",
        "3 endpoints.google: write an address that begins with https://",
    ),
    (GOOGLE, GOOGLE + "\nendpoints: {google: 'https://[a'}", "3 endpoints.google: write an address that begins"),
    (
        GOOGLE,
        GOOGLE + "\nendpoints: {google: http://a.example}",
        "3 endpoints.google: http is taken on this machine only",
    ),
    (
        GOOGLE,
        GOOGLE + "\nendpoints: {google: 'https://me@a.example'}",
        "3 endpoints.google: an address has no user name here",
    ),
    (
        GOOGLE,
        f"{GOOGLE}\n{LOOPBACK}clock: http://127.0.0.1:1}}",
        "3 endpoints.clock: a clock is only taken where every endpoint is given and on this machine; "
        "not so: cafe24_analytics",
    ),
    (
        GOOGLE,
        f"{GOOGLE}\n{MORE}clock: https://a.example}}",
        "3 endpoints.clock: a clock is only taken where every endpoint is given and on this machine; not so: clock",
    ),
]


@pytest.mark.parametrize(("old", "new", "mistake"), SINGLE)
def test_a_mistake_is_told_once_with_its_line_path_and_nearest_word(mistakes_of, changed, old, new, mistake):
    first, *rest = mistakes_of(changed(old, new))
    assert first.startswith(f"schedule.yaml:{mistake}")
    assert not any(line.startswith("schedule.yaml") for line in rest)


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ("accounts: {}\njobs: {}\n", ["accounts: name at least one account", "jobs: name at least one job"]),
        ("accounts:\njobs:\n", ["accounts: name at least one account", "jobs: name at least one job"]),
    ],
)
def test_empty_accounts_and_jobs_show_an_example(mistakes_of, text, mistakes):
    lines = "\n".join(mistakes_of(text))
    assert all(mistake in lines for mistake in mistakes)
    assert "    mymall:\n      source: cafe24" in lines
    assert "    orders:\n      {every: 15 minutes, " in lines


def test_an_empty_file_names_what_a_schedule_needs(mistakes_of):
    assert [line.partition(": ")[2] for line in mistakes_of("")] == [
        '"google" is missing',
        '"accounts" is missing',
        '"jobs" is missing',
        '"spreadsheet" is missing: the address of your Google sheet',
    ]


def test_all_mistakes_come_at_once_in_the_order_of_the_file(mistakes_of, changed):
    found = mistakes_of(
        changed(SHEET, "spreadsheet: x", "source: cafe24", "source: cafe", EVERY, "every: 1 dya", TAB, "T: {}")
    )
    assert [line.split(": ")[0].split(":")[1] for line in found] == [
        "1 spreadsheet",
        "5 accounts.mymall.source",
        "9 jobs.orders.every",
        "12 jobs.orders.tabs.T",
    ]


def test_several_spreadsheets_need_on_for_every_tab(mistakes_of, changed):
    text = changed(SHEET, "spreadsheets: {a: 1aBcDeFgHiJkLmNoPqRsTuVwXyZ, b: 2aBcDeFgHiJkLmNoPqRsTuVwXyZ}")
    assert mistakes_of(text) == ['schedule.yaml:12 jobs.orders.tabs.Orders: "on" is missing: which of a, b is it on?']


def test_one_spreadsheet_under_two_names_is_told(mistakes_of, changed):
    twins = "spreadsheets:\n  a: 1aBcDeFgHiJkLmNoPqRsTuVwXyZ\n  b: 1aBcDeFgHiJkLmNoPqRsTuVwXyZ"
    found = mistakes_of(changed(SHEET, twins, "{table: orders}", "{table: orders, on: a}"))
    assert found == ['schedule.yaml:3 spreadsheets.b: this is the same spreadsheet as "a"']


@pytest.mark.parametrize("name", ["MyMall", "m", "my_mall", "my.mall", "-mall", "a" * 64])
def test_an_account_that_is_no_mall_id_is_refused(mistakes_of, changed, name):
    lines = mistakes_of(changed("mymall:", f"{name}:"))
    assert lines[0].startswith(f"schedule.yaml:4 accounts.{name}: an account is named by its mall id")


def test_anchors_aliases_and_second_documents_are_all_named(mistakes_of):
    lines = mistakes_of("google: &a x\njobs: *a\n---\nx: 1\n")
    assert [line[:16] for line in lines] == ["schedule.yaml:1:", "schedule.yaml:2:", "schedule.yaml:3:"]


def test_what_a_variable_holds_is_never_shown(mistakes_of, changed):
    lines = mistakes_of(changed("source: cafe24", "source: ${SECRET}"), SECRET="hush")
    assert lines == ["schedule.yaml:5 accounts.mymall.source: what ${SECRET} holds cannot be taken here"]


def test_a_clock_is_taken_where_every_endpoint_is_on_this_machine(schedule_of, changed):
    schedule = schedule_of(changed(GOOGLE, f"{GOOGLE}\n{MORE}clock: http://127.0.0.1:1/sandbox/clock/}}"))
    assert schedule.endpoints["clock"] == "http://127.0.0.1:1/sandbox/clock"
