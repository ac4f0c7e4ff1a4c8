"""Boards, what is written on them and beneath it (reference 7.16 to 7.18); reviews are the articles of board 4."""

from collections.abc import Iterable

from sheets_bridge.sandbox.cafe24.ask import Ask, Resource
from sheets_bridge.sandbox.cafe24.asked import Query
from sheets_bridge.sandbox.cafe24.boards_body import article_body, board_body, comment_body
from sheets_bridge.sandbox.cafe24.filters import Filter, Test, above, among, between, containing, moment, shared
from sheets_bridge.sandbox.cafe24.listing import Body, Listing, Pages, found
from sheets_bridge.sandbox.cafe24.refusal import unprocessable
from sheets_bridge.sandbox.cafe24.wire import flag
from sheets_bridge.sandbox.story.facts import Article, Board, Comment

_SCOPE = "mall.read_community"
_DAYS_OF_A_YEAR = 365
_SEARCHED = {
    "subject": lambda one: one.title,
    "content": lambda one: one.content,
    "writer_name": lambda one: one.person.name if one.person else "",
    "member_id": lambda one: one.person.member_id if one.person else "",
}

BOARDS: Listing[Board] = Listing(
    envelope="boards",
    facts=lambda ask: ask.mall.story.annals.boards(ask.shop_no),
    body=lambda ask, board: board_body(ask.shop_no, board),
)


def _board(ask: Ask) -> Board:
    """The board of the path. Raises Refusal 404."""
    boards = {one.board_no: one for one in ask.mall.story.annals.boards(ask.shop_no)}
    return found(boards.get(ask.number("board_no")))


def _one_board(ask: Ask) -> Body:
    return {"board": board_body(ask.shop_no, _board(ask))}


def _articles(ask: Ask) -> Iterable[Article]:
    """The articles of the path's board, newest first."""
    return ask.mall.story.annals.articles(ask.now, ask.shop_no, _board(ask).board_no)[::-1]


def _under_a_year(query: Query) -> None:
    if "start_date" in query and "end_date" in query:
        days = moment(query, "end_date") - moment(query, "start_date")
        if days.days >= _DAYS_OF_A_YEAR:
            raise unprocessable("The search period must be less than 1 year.", "end_date")


def _searched(query: Query) -> Test[Article] | None:
    text_of = _SEARCHED.get(query.get("search", ""))
    return containing("keyword", text_of)(query) if text_of else None


_FILTERS: tuple[Filter[Article], ...] = (
    _under_a_year,
    _searched,
    between("start_date", "end_date", lambda one: one.written),
    among("article_no", lambda one: one.article_no),
    shared("board_category_no", "0"),
    among("product_no", lambda one: one.product_no),
    among("has_product", lambda one: flag(bool(one.product_no))),
    among("input_channel", lambda one: "M" if one.mobile else "P"),
    among("reply_status", lambda one: "C" if one.answered else "N"),
    among("is_notice", lambda one: flag(one.board_no == 1)),
    shared("is_display", "T"),
    shared("attached_file", "F"),
)

ARTICLES: Listing[Article] = Listing(
    envelope="articles",
    facts=_articles,
    body=lambda ask, one: article_body(ask.shop_no, one),
    filters=_FILTERS,
    pages=Pages(100),
    links=True,
)


def _comments(ask: Ask) -> Iterable[Comment]:
    """The comments of a whole board: newest first, rising behind a cursor."""
    comments = ask.mall.story.annals.comments(ask.now, ask.shop_no, _board(ask).board_no)
    return comments if "since_comment_no" in ask.query else comments[::-1]


def _linked(ask: Ask, comment: Comment) -> Body:
    """A comment of a whole board: the link stands inside the row (reference 5)."""
    link = f"{ask.address}?since_comment_no={comment.comment_no}&limit={ask.query.get('limit', '10')}"
    return comment_body(ask.shop_no, comment) | {"links": [{"rel": "next", "href": link}]}


BOARD_COMMENTS: Listing[Comment] = Listing(
    envelope="comments",
    facts=_comments,
    body=_linked,
    filters=(above("since_comment_no", lambda one: one.comment_no, least=1),),
    pages=Pages(100, furthest=None),
)


def _beneath(ask: Ask) -> list[Comment]:
    """The comments beneath the path's article. Raises Refusal 404."""
    article = found(next((one for one in _articles(ask) if one.article_no == ask.number("article_no")), None))
    comments = ask.mall.story.annals.comments(ask.now, ask.shop_no, article.board_no)
    return [one for one in comments if one.article_no == article.article_no]


ARTICLE_COMMENTS: Listing[Comment] = Listing(
    envelope="comments",
    facts=_beneath,
    body=lambda ask, one: comment_body(ask.shop_no, one),
    filters=(among("comment_no", lambda one: one.comment_no),),
    pages=Pages(100),
)

RESOURCES = {
    "boards": Resource(_SCOPE, BOARDS.page),
    "boards/{board_no}": Resource(_SCOPE, _one_board),
    "boards/{board_no}/articles": Resource(_SCOPE, ARTICLES.page),
    "boards/{board_no}/comments": Resource(_SCOPE, BOARD_COMMENTS.page),
    "boards/{board_no}/articles/{article_no}/comments": Resource(_SCOPE, ARTICLE_COMMENTS.page),
}
