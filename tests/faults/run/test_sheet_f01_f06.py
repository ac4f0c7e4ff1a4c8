"""F1 to F6: answers that are lost, late or never come, and people who sort while we write.

A write of rows may be sent again, for it says at which absolute places whole rows stand; but whatever had to wait looks
back first (F1, F2). A call is tried five times, a tab is gone at twice: after that the run says so and ends (F3).
"""

import random
import socket
import threading
import time
from contextlib import contextmanager

import pytest
from run_people import OLD, add_notes, append, delete_row, do, meanwhile, notes_of, outdate, sent, sort, write

from sheets_bridge.errors import Unavailable
from sheets_bridge.retry import ATTEMPTS, LONGEST_WAIT_SECONDS
from sheets_bridge.spreadsheet import Spreadsheet, connect
from sheets_bridge.spreadsheet.google import DEADLINE

ORDERS, VISITS = "RAW_주문", "RAW_방문"
WRITE, CHANGE, READ = "/values:batchUpdate", ":batchUpdate", "*:batchGetByDataFilter"
LOST = {
    "answer lost": {"action": "lost_answer"},
    "answer cut": {"action": "cut"},
    "503 after it was done": {"action": "status", "status": 503, "applied": True},
}
NEVER = {
    "reset": {"action": "reset"},
    "503": {"action": "status", "status": 503},
    "500": {"action": "status", "status": 500},
    "502 with a page": {"action": "status", "status": 502, "body": "<html>Bad Gateway</html>"},
}


def _right(made, told):
    assert (told.code, made.faults_of_the_sheet()) == (0, []), told.words


@pytest.mark.parametrize("fault", LOST.values(), ids=LOST)
def test_f01_answer_lost_after_commit_is_success_without_a_second_write(filled, fault):
    outdate(filled, ORDERS)
    filled.fault(path="*" + WRITE, **fault)
    told = filled.run_here("orders")
    assert sent(filled, WRITE) == 1
    _right(filled, told)


def test_f01_answer_lost_after_rows_were_removed_removes_no_others(filled):
    do(filled, append(filled, VISITS, "ROWS", 2))
    _, *rows = filled.values(VISITS)
    filled.google("PUT", f"/values/'{VISITS}'!A{len(rows) + 2}", params={"valueInputOption": "RAW"},
                  json={"values": rows[:2]})  # fmt: skip
    filled.control("DELETE", "calls")
    filled.fault("lost_answer", f"*/{filled.running.spreadsheet_id}{CHANGE}")
    _right(filled, filled.run_here("visitors"))
    assert sent(filled, f"{filled.running.spreadsheet_id}{CHANGE}") == 1


@pytest.mark.parametrize("fault", NEVER.values(), ids=NEVER)
def test_f02_answer_lost_before_commit_is_written_once_more(filled, fault):
    outdate(filled, ORDERS)
    filled.fault(path="*" + WRITE, **fault)
    told = filled.run_here("orders")
    assert sent(filled, WRITE) == 2
    _right(filled, told)


def test_f03_failures_before_and_after_commit_in_any_order_are_lived_through(filled):
    for seed in range(5):
        dice = random.Random(seed)
        outdate(filled, ORDERS)
        for nth in range(1, ATTEMPTS):
            status, applied = dice.choice([500, 502, 503]), dice.random() < 0.5
            filled.fault("status", "*" + WRITE, nth=nth, status=status, applied=applied)
        told = filled.run_here("orders")
        filled.undisturbed()
        _right(filled, told)
        assert sent(filled, WRITE) <= ATTEMPTS


@pytest.mark.parametrize("applied", [True, False])
def test_f03_failures_without_end_are_given_up_with_69_within_ten_minutes(filled, applied):
    outdate(filled, ORDERS)
    filled.fault("status", "*" + WRITE, status=503, times=1000, applied=applied)
    told = filled.run_here("orders")
    assert told.code == (0 if applied else 69)
    assert sent(filled, WRITE) <= 2 * ATTEMPTS
    assert sum(filled.waits) <= 600
    filled.undisturbed()
    _right(filled, filled.run_here("orders"))


@pytest.mark.parametrize(
    ("asked", "waited"), [("9", 9.0), ("100000", LONGEST_WAIT_SECONDS), ("-3", 61.0), (None, 61.0)]
)
@pytest.mark.parametrize("path", ["*" + WRITE, "*" + CHANGE, READ])
def test_f04_too_many_requests_are_waited_for_as_told_and_the_run_goes_on(filled, path, asked, waited):
    outdate(filled, VISITS)
    do(filled, delete_row(filled, VISITS, 3))
    filled.fault("status", path, status=429, headers={"Retry-After": asked} if asked else {}, times=2)
    told = filled.run_here("visitors")
    assert filled.waits.count(waited) == 2 or path == "*" + CHANGE
    _right(filled, told)


@contextmanager
def _answering(words):
    """A server that takes what is sent and says `words`, one every hundredth of a second; how often it was asked."""
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                asked.append(connection)
                threading.Thread(target=_speak, args=(connection, words), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", asked
        server.shutdown(socket.SHUT_RDWR)
    for connection in asked:
        connection.close()


def _speak(connection, words):
    try:
        connection.recv(65536)
        for word in words:
            connection.send(word)
            time.sleep(0.01)
    except OSError:
        pass  # hung up on, as it should be


TRICKLE = [b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n", *[b" "] * 500]


@pytest.mark.parametrize("words", [[], TRICKLE], ids=["silent", "trickling"])
def test_f05_a_server_that_never_ends_its_answer_is_given_up(filled, words):
    with _answering(words) as (address, asked):
        client = connect(filled.credentials / "google.json", address, sleep=filled.waits.append, deadline=0.1)
        began = time.monotonic()
        with pytest.raises(Unavailable):
            Spreadsheet(client, "any").look()
        assert time.monotonic() - began < 3
        assert len(asked) == ATTEMPTS


def test_f05_silence_is_borne_for_a_minute_and_a_whole_call_for_three(filled):
    client = connect(filled.credentials / "google.json", "http://127.0.0.1:9", sleep=filled.waits.append)
    assert (client.timeout, DEADLINE) == ((10, 60), 180)


def _google_calls(made):
    """The paths of the calls of a run that has rows to write again."""
    outdate(made, ORDERS, 2)
    assert made.run_here("orders").code == 0
    return [call["path"] for call in made.calls("google")]


def _mixed(made, before):
    """Rows that are neither as they were nor as they are to be."""
    at = made._columns_of(ORDERS)[0].index("order_status_name")
    fine = {key: (row, (*row[:at], OLD, *row[at + 1 :])) for key, row in before.items()}
    return [key for key, row in made.shown(ORDERS) if row not in fine[key]]


def test_f06_rows_sorted_before_any_call_of_a_run_are_written_where_they_went(filled):
    notes, before = add_notes(filled, ORDERS, "주문번호"), filled.truth(ORDERS)
    for n, path in enumerate(_google_calls(filled), 1):
        if not path.endswith(WRITE):
            outdate(filled, ORDERS, 2)
            order = ("DESCENDING", "ASCENDING")[n % 2]
            meanwhile(filled, "/google/*", sort(filled, ORDERS, order=order), nth=n)
            told = filled.run_here("orders")
            filled.undisturbed()
            assert _mixed(filled, before) == [], path
            _right(filled, told)
            assert notes_of(filled, ORDERS, "주문번호") == notes


def test_f06_rows_sorted_in_the_moment_between_the_last_look_and_the_write_are_right_after_the_next_run(filled):
    before = filled.truth(ORDERS)
    outdate(filled, ORDERS, 2)
    meanwhile(filled, "*" + WRITE, sort(filled, ORDERS))
    assert filled.run_here("orders").code == 0
    assert _mixed(filled, before) == []
    _right(filled, filled.run_here("orders"))


def _once_refused(made, ending, request):
    """Somebody does it while a call waits that was sent already: there are waits before that too."""
    still = [request]

    def act():
        if still and sent(made, ending):
            do(made, still.pop())

    return act


@pytest.mark.parametrize("fault", [NEVER["503"], {"action": "status", "status": 429}], ids=["503", "429"])
def test_f06_rows_sorted_while_a_write_waits_are_written_where_they_went(filled, fault):
    notes = add_notes(filled, ORDERS, "주문번호")
    outdate(filled, ORDERS, 2)
    filled.fault(path="*" + WRITE, **fault)
    filled.while_waiting = _once_refused(filled, WRITE, sort(filled, ORDERS))
    _right(filled, filled.run_here("orders"))
    assert notes_of(filled, ORDERS, "주문번호") == notes


def test_f06_rows_sorted_while_a_removal_waits_take_no_others_note_with_them(filled):
    header, *rows = filled.values(ORDERS)
    filled.edit("{table: orders}", "{table: orders, keep: 3 days}")
    do(filled, append(filled, ORDERS, "COLUMNS"))
    do(filled, write(filled, ORDERS, 0, len(header), "메모", *[""] * (len(rows) - 1), "마지막 주문"))
    last = rows[-1][header.index("주문번호")]
    filled.control("DELETE", "calls")
    filled.fault("status", f"*/{filled.running.spreadsheet_id}{CHANGE}", status=429)
    filled.while_waiting = _once_refused(filled, f"{filled.running.spreadsheet_id}{CHANGE}", sort(filled, ORDERS))
    assert filled.run_here("orders").code == 0
    assert notes_of(filled, ORDERS, "주문번호") == {last: "마지막 주문"}
    assert 0 < len(filled.shown(ORDERS)) < len(rows)
