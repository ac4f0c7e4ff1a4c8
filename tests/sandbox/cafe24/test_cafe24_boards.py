"""The pretend Cafe24's boards: reviews of what was delivered, questions with answers, comments."""

import pytest
from cafe24_living import START, let_pass, living, rows, story

YEAR = {"start_date": "2025-11-02", "end_date": "2026-11-01"}


@pytest.fixture(scope="module")
def mall():
    return living()


def articles(mall, board_no, **query):
    found, offset = [], 0
    while page := rows(mall, f"boards/{board_no}/articles", limit=100, offset=offset, **query):
        found, offset = found + page, offset + 100
    return found


def test_the_usual_boards_are_there_with_reviews_as_number_4(mall):
    boards = {one["board_no"]: one["board_name"] for one in rows(mall, "boards", limit=1)}
    assert boards == {1: "공지사항", 4: "상품 사용후기", 6: "상품 Q&A", 9: "1:1 맞춤상담"}
    kinds = {one["board_no"]: one["board_type"] for one in rows(mall, "boards", limit=1)}
    assert kinds == {1: 1, 4: 5, 6: 5, 9: 7}  # 운영, 상품, 상품, 1:1상담
    assert mall.get("boards/4").get_json()["board"]["board_no"] == 4
    assert mall.get("boards/5/articles").status_code == 404


def test_a_review_names_a_delivered_item_of_its_author(mall):
    orders = {order.order_id: order for order in story().orders(START, 1)}
    reviews = articles(mall, 4, **YEAR)
    assert len(reviews) > 50
    for one in reviews:
        order = orders[one["order_id"]]
        delivered = [item.delivered for item in order.items if item.product_no == one["product_no"] and item.delivered]
        assert min(delivered).isoformat() < one["created_date"]
        assert (one["writer"], one["writer_email"]) == (order.person.name, order.person.email)
        assert 1 <= one["rating"] <= 5


def test_numbers_stay_while_more_is_written():
    mall = living()
    now = {one["article_no"]: one["title"] for one in articles(mall, 4, **YEAR)}
    let_pass(mall, 24 * 5)
    later = {
        one["article_no"]: one["title"] for one in articles(mall, 4, start_date="2025-12-01", end_date="2026-11-06")
    }
    assert len(later) > len(now)
    assert {no: later[no] for no in now} == now


def test_a_window_of_a_year_is_too_long_and_the_end_needs_its_start(mall):
    assert "1 year" in mall.refused("boards/4/articles", 422, start_date="2025-11-01", end_date="2026-11-01")
    assert "(parameter.start_date)" in mall.refused("boards/4/articles", 422, end_date="2026-11-01")


def test_answers_stand_beneath_their_questions(mall):
    found = {one["article_no"]: one for one in articles(mall, 6, **YEAR)}
    answers = [one for one in found.values() if one["reply_depth"]]
    assert answers
    for one in answers:
        question = found[one["parent_article_no"]]
        assert (question["reply_status"], one["writer"]) == ("C", "관리자")
        assert question["created_date"] < one["created_date"]
    waiting = articles(mall, 6, **YEAR, reply_status="N")
    assert {one["reply_status"] for one in waiting} == {"N"}


def test_private_questions_carry_a_name_and_a_telephone_number(mall):
    question = next(one for one in articles(mall, 9, **YEAR) if not one["reply_depth"])
    assert question["secret"] == "T"
    assert question["writer"] in question["content"]
    assert "010-0000-" in question["content"]


def test_comments_of_a_board_are_read_by_a_cursor_with_the_link_inside_the_row(mall):
    answer = mall.get("boards/4/comments", limit=100).get_json()
    assert answer.keys() == {"comments"}
    newest = answer["comments"]
    assert newest[0]["comment_no"] > newest[-1]["comment_no"]
    assert newest[0]["links"][0]["rel"] == "next"
    found, last = [], 1
    while page := rows(mall, "boards/4/comments", since_comment_no=last, limit=7):
        assert page[0]["comment_no"] > last
        found, last = found + page, page[-1]["comment_no"]
    assert [one["comment_no"] for one in found] == sorted(
        one.comment_no for one in story().annals.comments(START, 1, 4)
    )
    assert "(parameter.since_comment_no)" in mall.refused("boards/4/comments", 422, since_comment_no=0)


def test_comments_of_an_article_are_those_of_the_board(mall):
    of_board = rows(mall, "boards/4/comments", limit=100)
    article = of_board[0]["article_no"]
    beneath = rows(mall, f"boards/4/articles/{article}/comments")
    assert beneath
    assert [one["comment_no"] for one in beneath] == [
        one["comment_no"] for one in reversed(of_board) if one["article_no"] == article
    ]
    assert mall.get("boards/4/articles/99999/comments").status_code == 404
