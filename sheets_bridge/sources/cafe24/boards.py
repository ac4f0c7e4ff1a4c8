"""Boards and what people write on them, their names masked (reference: cafe24-admin §7.16-7.17)."""

from collections.abc import Callable, Mapping

from sheets_bridge import values
from sheets_bridge.day_plan import DayPlan
from sheets_bridge.model import Record, Table
from sheets_bridge.sources.cafe24.declared import Days, Listing, Pages
from sheets_bridge.sources.cafe24.list_rows import customer_key
from sheets_bridge.sources.cafe24.listing import stream
from sheets_bridge.tables import ARTICLES, BOARDS, REVIEWS

_SCOPE = ("mall.read_community",)
_LESS_THAN_A_YEAR = 364
_OF_PRODUCTS = "5"
_KINDS: Mapping[str, str] = {
    "1": "운영", "2": "일반", "3": "자료실", _OF_PRODUCTS: "상품", "4": "기타", "6": "갤러리", "7": "1:1상담",
    "11": "한줄메모",
}  # fmt: skip


def _kind(raw: object) -> str | None:
    code = values.text(raw)
    return _KINDS.get(code, code) if code else None


def _product_no(raw: object) -> str | None:
    """Numbers begin at 1: an article about no product may say 0."""
    return None if raw in (0, "0") else values.text(raw)


def _rating(raw: object) -> int | None:
    """Stars are 1 to 5: whoever gave none, in a question or an answer, did not give 0."""
    return values.integer(raw) or None


def _is_of_products(board: Record) -> bool:
    return values.text(board.get("board_type")) == _OF_PRODUCTS


_BOARDS = Listing(
    "/boards",
    BOARDS,
    {
        "board_no": (values.required, "board_no"),
        "board_name": (values.text, "board_name"),
        "board_type": (values.text, "board_type"),
        "board_type_name": (_kind, "board_type"),
        "use_board": (values.text, "use_board"),
        "use_display": (values.text, "use_display"),
        "display_order": (values.integer, "display_order"),
    },
    pages=None,
)


def _articles(table: Table, chosen: Callable[[Record], bool]) -> Listing:
    """The articles of some boards. Answers and hidden ones are dated by nothing, hence the long readings."""
    return Listing(
        "/boards/{board_no}/articles",
        table,
        {
            "board_no": (values.required, "board_no"),
            "article_no": (values.required, "article_no"),
            "created_date": (values.day, "created_date"),
            "created_at": (values.moment, "created_date"),
            "product_no": (_product_no, "product_no"),
            "rating": (_rating, "rating"),
            **{name: (values.integer, name) for name in ("hit", "reply_depth")},
            **{
                name: (values.text, name)
                for name in (
                    "board_name", "order_id", "parent_article_no", "reply_status", "input_channel",
                    "naverpay_review_id", "display", "secret", "notice", "deleted",
                )
            },
        },
        pages=Pages(limit=100, ceiling=8_000),
        days=Days(
            DayPlan(restated=7, replaces=True, longest=_LESS_THAN_A_YEAR, daily=35, weekly=_LESS_THAN_A_YEAR - 1),
            "created_date",
        ),
        each=_BOARDS,
        chosen=chosen,
        carried=("board_name",),
        masked={name: name for name in ("writer", "title", "content")},
        made={"customer_key": customer_key},
        kept_back=frozenset({"title", "content"}),
    )  # fmt: skip


STREAMS = (
    stream("boards", "게시판", _BOARDS, _SCOPE),
    stream("reviews", "상품 후기·문의", _articles(REVIEWS, _is_of_products), _SCOPE),
    stream("articles", "게시글", _articles(ARTICLES, lambda board: not _is_of_products(board)), _SCOPE),
)
