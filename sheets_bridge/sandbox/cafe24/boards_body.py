"""Boards, articles and comments as Cafe24 writes them (reference 7.16 to 7.18): their authors are personal data."""

from typing import Any

from sheets_bridge.sandbox.cafe24.wire import dice, flag, zoned
from sheets_bridge.sandbox.story.facts import Article, Board, Comment
from sheets_bridge.sandbox.story.model import Person

_MALL = "관리자"
_UNSET = (
    "is_member_buy member_write_after use_member_write_period member_write_period is_guest_buy guest_write_after "
    "use_guest_write_period guest_write_period product_info_option post_length_limit post_min_length post_editable"
)
_PROTECTION = {"is_use": "T", "partial_character_display": 1, "alternative_text_display": ""}

_BOARD: dict[str, Any] = {
    "use_additional_board": "F",
    "use_board": "T",
    "use_display": "T",
    "use_top_image": "F",
    "top_image_url": "",
    "use_report": "F",
    "use_writer_block": "F",
    "display_order": 1,
    "attached_file": "T",
    "attached_file_size_limit": 10485760,
    "article_display_type": "A",
    "image_display": "T",
    "image_resize": 600,
    "use_category": "F",
    "categories": [],
    "secret_only": "F",
    "admin_confirm": "F",
    "comment_author_display": "N",
    "comment_author_protection": {**_PROTECTION, "author_name_type": "count"},
    "spam_auto_prevention": {"apply_scope": ["post_actions"], "member_scope": "N"},
    "reply_feature": "T",
    "write_permission": "M",
    "write_member_group_no": [],
    "write_permission_extra": dict.fromkeys(_UNSET.split()),
    "reply_permission": "M",
    "reply_member_group_no": [],
    "author_display": "N",
    "author_protection": {**_PROTECTION, "comment_writer_name_type": "count"},
    "board_guide": "",
    "use_comment": "T",
    "admin_title_fixed": {"is_use": "F", "admin_title_list": [], "staff_skip_post_title": "F"},
    "admin_reply_fixed": {"is_use": "F", "admin_reply_list": [], "staff_skip_reply_title": "F"},
    "input_form": {"is_use": "F", "input_form_title": [], "enable_input_form_title": []},
    "page_size": 10,
    "product_page_size": 10,
    "page_display_count": 10,
}


def board_body(shop_no: int, board: Board) -> dict[str, Any]:
    """A board with its settings."""
    what = {
        "shop_no": shop_no,
        "board_no": board.board_no,
        "board_type": board.board_type,
        "board_name": board.name,
    }
    return what | _BOARD | {"display_order": board.board_no, "secret_only": flag(board.board_no == 9)}


def article_body(shop_no: int, article: Article) -> dict[str, Any]:
    """An article; an answer points to the article it stands beneath."""
    answer = article.article_no != article.parent_no
    return {
        "shop_no": shop_no,
        "article_no": article.article_no,
        "parent_article_no": article.parent_no,
        "board_no": article.board_no,
        "product_no": article.product_no,
        "category_no": 0,
        "board_category_no": 0,
        "reply_sequence": 2 if answer else 1,
        "reply_depth": 1 if answer else 0,
        "created_date": zoned(article.written),
        **_author(article.person),
        "title": article.title,
        "content": article.content,
        "supplier_id": "",
        "client_ip": _address(article.person),
        "nick_name": "",
        "rating": article.rating,
        **_marks(article),
        "order_id": article.order_id,
        "attach_file_urls": [],
        "hit": dice("hit", article.board_no, article.article_no) % 500,
        "reply": "F",
        "reply_user_id": "",
        "reply_status": "C" if article.answered else "N",
        "naverpay_review_id": "",
        "display_time": "F",
        "display_time_start_hour": 0,
        "display_time_end_hour": 0,
    }


def comment_body(shop_no: int, comment: Comment) -> dict[str, Any]:
    """A comment beneath an article."""
    author = _author(comment.person)
    return {
        "shop_no": shop_no,
        "board_no": comment.board_no,
        "article_no": comment.article_no,
        "comment_no": comment.comment_no,
        "content": comment.content,
        "writer": author["writer"],
        "member_id": author["member_id"],
        "created_date": zoned(comment.written),
        "client_ip": _address(comment.person),
        "rating": 0,
        "secret": "F",
        "parent_comment_no": None,
        "input_channel": "P",
        "attach_file_urls": [],
    }


def _author(person: Person | None) -> dict[str, str]:
    if person is None:
        return {"writer": _MALL, "writer_email": "", "member_id": "admin"}
    return {"writer": person.name, "writer_email": person.email, "member_id": person.member_id}


def _marks(article: Article) -> dict[str, str]:
    return {
        "reply_mail": "N",
        "display": "T",
        "secret": flag(article.secret),
        "notice": flag(article.board_no == 1),
        "fixed": "F",
        "deleted": "F",
        "input_channel": "M" if article.mobile else "P",
    }


def _address(person: Person | None) -> str:
    """An address of the block that stands for nobody (RFC 5737)."""
    return f"192.0.2.{dice('ip', person.email) % 254 + 1}" if person else "192.0.2.255"
