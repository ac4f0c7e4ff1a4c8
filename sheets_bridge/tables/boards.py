"""What people write on a mall's boards."""

from sheets_bridge.model import Column, Personal, Table
from sheets_bridge.tables.columns import (
    ACCOUNT,
    CUSTOMER_KEY,
    DAY,
    MOMENT,
    NUMBER,
    ORDER_ID,
    PRODUCT_NO,
    SHOP_NO,
    TEXT,
)

_BOARD_NO = Column("board_no", TEXT, "게시판 번호", "Board no.")
_BOARD_NAME = Column("board_name", TEXT, "게시판", "Board")

BOARDS = Table(
    id="boards",
    key=("account", "shop_no", "board_no"),
    columns=(
        ACCOUNT,
        SHOP_NO,
        _BOARD_NO,
        _BOARD_NAME,
        Column("board_type", TEXT, "게시판 분류 코드", "Board type code"),
        Column("board_type_name", TEXT, "게시판 분류", "Board type"),
        Column("use_board", TEXT, "사용", "In use"),
        Column("use_display", TEXT, "표시", "Displayed"),
        Column("display_order", NUMBER, "표시 순서", "Display order"),
    ),
)

_WRITTEN = (
    ACCOUNT,
    SHOP_NO,
    _BOARD_NO,
    Column("article_no", TEXT, "글 번호", "Article no."),
    _BOARD_NAME,
    Column("created_date", DAY, "작성일", "Written date"),
    Column("created_at", MOMENT, "작성일시", "Written at"),
    PRODUCT_NO,
    ORDER_ID,
    Column("rating", NUMBER, "평점", "Rating"),
    Column("hit", NUMBER, "조회수", "Views"),
    Column("parent_article_no", TEXT, "원글 번호", "Parent article no."),
    Column("reply_depth", NUMBER, "답변 단계", "Reply depth"),
    Column("reply_status", TEXT, "답변 상태", "Reply status"),
    Column("input_channel", TEXT, "작성 기기", "Written on"),
    Column("naverpay_review_id", TEXT, "네이버페이 리뷰", "Naver Pay review"),
    Column("display", TEXT, "게시", "Displayed"),
    Column("secret", TEXT, "비밀글", "Secret"),
    Column("notice", TEXT, "공지", "Notice"),
    Column("deleted", TEXT, "삭제", "Deleted"),
    CUSTOMER_KEY,
    Column("writer", TEXT, "작성자", "Writer", default=False, personal=Personal("name")),
    Column("title", TEXT, "제목", "Title", default=False, embed="title", personal=Personal("text")),
    Column("content", TEXT, "내용", "Content", default=False, embed="content", personal=Personal("text")),
)
_KEY = ("account", "shop_no", "board_no", "article_no")

REVIEWS = Table(id="reviews", key=_KEY, day="created_date", columns=_WRITTEN)
ARTICLES = Table(id="articles", key=_KEY, day="created_date", columns=_WRITTEN)
