"""What is written on the boards: notices, reviews of what was delivered, questions with answers, comments."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count, takewhile

from sheets_bridge.sandbox.story.chance import chance, often, one_of
from sheets_bridge.sandbox.story.facts import Article, Board, Comment
from sheets_bridge.sandbox.story.life import Life, Line
from sheets_bridge.sandbox.story.model import Person
from sheets_bridge.sandbox.story.moments import midnight
from sheets_bridge.sandbox.story.shops import Trade

NOTICES, REVIEWS, QUESTIONS, PRIVATE = 1, 4, 6, 9
# The spec's 게시판 분류; a shop starts with these boards under these numbers.
_OPERATION, _PRODUCT, _CONSULTATION = 1, 5, 7
_BOARDS = (
    (NOTICES, _OPERATION, "공지사항", "Notices"),
    (REVIEWS, _PRODUCT, "상품 사용후기", "Reviews"),
    (QUESTIONS, _PRODUCT, "상품 Q&A", "Product Q&A"),
    (PRIVATE, _CONSULTATION, "1:1 맞춤상담", "Private questions"),
)
_REVIEW_SHARE, _QUESTION_SHARE, _PRIVATE_SHARE, _COMMENT_SHARE = 0.12, 0.03, 0.015, 0.25
_RATINGS = (5, 5, 5, 5, 4, 4, 3, 2, 1)
_PRAISE = (
    "배송 빠르고 좋아요 👍",
    "=재구매 의사 있음",
    "향이 은은해요.\n다음에도 살게요",
    "그냥 그래요",
    "@모두 추천합니다",
)
_PRAISE_ABROAD = ("Arrived fast, love it", "=Would buy again", "Nice scent.\nWill order again", "So-so")
_NOTICE_DAYS = 12
_COMMENTS_FROM = 11
"""Above 1, the smallest cursor that the list of comments takes: what comes after it is all there is."""


@dataclass(frozen=True)
class Draft:
    """An article before it has its number; `answer` is when the mall answers beneath it."""

    article: Article
    answer: datetime | None = None
    comment: datetime | None = None


def boards_of(trade: Trade) -> tuple[Board, ...]:
    """Return the shop's boards."""
    return tuple(Board(no, kind, korean if trade.korean else english) for no, kind, korean, english in _BOARDS)


def drafts_of(trade: Trade, lives: Iterable[Life]) -> Iterator[Draft]:
    """Return what the customers of these orders will write."""
    for life in lives:
        rng = chance("talk", life.order.order_id)
        if often(rng, _QUESTION_SHARE):
            yield _question(trade, life, QUESTIONS)
        if often(rng, _PRIVATE_SHARE):
            yield _question(trade, life, PRIVATE)
        for line in life.lines:
            if "delivered" in line.moments and not line.item.gift and often(rng, _REVIEW_SHARE):
                yield _review(trade, life, line)


def notices_of(trade: Trade, first_day: date, now: datetime) -> list[Draft]:
    """Return the mall's notices until `now`."""
    begins = midnight(first_day) + timedelta(hours=10)
    moments = takewhile(lambda when: when <= now, (begins + timedelta(days=_NOTICE_DAYS * n) for n in count()))
    return [_notice(trade, when) for when in moments]


def numbered(drafts: Iterable[Draft], now: datetime) -> tuple[list[Article], list[Comment]]:
    """Return what stands on one board at `now`: articles and answers numbered as they came, comments likewise."""
    there = sorted((one for one in drafts if one.article.written <= now), key=lambda one: one.article.written)
    events = [(one.article.written, at, False) for at, one in enumerate(there)]
    events += [(one.answer, at, True) for at, one in enumerate(there) if one.answer and one.answer <= now]
    numbers = {(at, answer): number for number, (_, at, answer) in enumerate(sorted(events), 1)}
    articles = [_at(there[at], numbers, at, answer, now) for (at, answer) in numbers]
    said = sorted((one.comment, at) for at, one in enumerate(there) if one.comment and one.comment <= now)
    comments = [
        _comment(there[at], numbers[at, False], number, when) for number, (when, at) in enumerate(said, _COMMENTS_FROM)
    ]
    return articles, comments


def _at(draft: Draft, numbers: dict[tuple[int, bool], int], at: int, answer: bool, now: datetime) -> Article:
    one = draft.article
    facts = {name: value for name, value in vars(one).items() if name not in ("article_no", "parent_no")}
    parent = numbers[at, False]
    answered = draft.answer if draft.answer and draft.answer <= now else None
    if not answer:
        return Article(**facts | {"article_no": parent, "parent_no": parent, "answered": answered})
    by_mall = {"written": draft.answer, "person": None, "rating": 0, "order_id": "", "content": "답변드립니다."}
    title = f"Re: {one.title}"
    return Article(**facts | by_mall | {"title": title, "article_no": numbers[at, True], "parent_no": parent})


def _comment(draft: Draft, article_no: int, number: int, when: datetime) -> Comment:
    rng = chance("comment", draft.article.order_id, draft.article.written)
    by_mall = often(rng, 0.6)
    person, said = (None, "감사합니다 🙇") if by_mall else (draft.article.person, "추가로 남겨요")
    return Comment(draft.article.board_no, article_no, number, when, person, said)


def _review(trade: Trade, life: Life, line: Line) -> Draft:
    rng = chance("review", life.order.order_id, line.item.item_no)
    written = line.moments["delivered"] + timedelta(minutes=30 + rng.randrange(14 * 1440))
    content = one_of(rng, _PRAISE if trade.korean else _PRAISE_ABROAD)
    title = line.item.product_name if often(rng, 0.3) else content.split("\n")[0]
    article = _article(life, REVIEWS, written, title, content, line.item.product_no)
    comment = written + timedelta(hours=1 + rng.randrange(72)) if often(rng, _COMMENT_SHARE) else None
    return Draft(Article(**vars(article) | {"rating": one_of(rng, _RATINGS)}), comment=comment)


def _question(trade: Trade, life: Life, board_no: int) -> Draft:
    """A question; the private ones carry a name and a telephone number in their text, as such questions do."""
    rng = chance("question", board_no, life.order.order_id)
    written = life.order.ordered + timedelta(minutes=10 + rng.randrange(3 * 1440))
    asker, product_no = life.order.person, life.lines[0].item.product_no
    title = "재입고 문의" if trade.korean else "When is it back?"
    content = f"{asker.name}입니다. {asker.cellphone}로 연락 주세요." if board_no == PRIVATE else title
    article = _article(life, board_no, written, title, content, product_no)
    return Draft(article, written + timedelta(hours=2 + rng.randrange(40)) if often(rng, 0.8) else None)


def _article(life: Life, board_no: int, written: datetime, title: str, content: str, product_no: int) -> Article:
    order, hidden = life.order, board_no == PRIVATE
    kept = order.order_id if board_no == REVIEWS else ""
    return Article(
        board_no, 0, 0, written, order.person, title, content, 0, product_no, kept, hidden, order.from_mobile
    )


def _notice(trade: Trade, when: datetime) -> Draft:
    title = f"{when:%m월} 휴무 안내" if trade.korean else f"Holidays {when:%m}"
    nobody: Person | None = None
    return Draft(Article(NOTICES, 0, 0, when, nobody, title, f"{title}\n{when:%Y-%m-%d}", 0, 0, "", False, False))
