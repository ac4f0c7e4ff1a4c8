"""What a mall's admin lists beside orders: goods, members, coupons, boards, partners, as they stand at a moment.

Moments are rounded down as for orders; everything is drawn when it is asked for, each day once.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache

from sheets_bridge.sandbox.story import club, partners, promotions, shelf, talk
from sheets_bridge.sandbox.story.club import Signed
from sheets_bridge.sandbox.story.facts import (
    Article,
    Board,
    Brand,
    Category,
    Comment,
    Coupon,
    Good,
    Group,
    Issue,
    Member,
    Origin,
    Supplier,
)
from sheets_bridge.sandbox.story.moments import at_step
from sheets_bridge.sandbox.story.shops import KOREAN, SHOPS
from sheets_bridge.sandbox.story.tale import Tale
from sheets_bridge.sandbox.story.talk import Draft

_DEFAULT_SHOP = SHOPS[0].shop_no


class Annals:
    """The lists of one mall; a shop that has never traded has nothing but its boards and groups."""

    def __init__(self, seed: int, tales: Mapping[int, Tale]) -> None:
        """`tales` are the shops that trade."""
        self._seed, self._tales = seed, tales
        self._goods: Callable[[datetime, int], tuple[Good, ...]] = lru_cache(maxsize=4)(self._draw_goods)
        self._sold: Callable[[datetime], Counter[str]] = lru_cache(maxsize=2)(self._count_sold)
        self._signed: Callable[[int, date], tuple[Signed, ...]] = lru_cache(maxsize=None)(self._draw_signed)
        self._before: Callable[[int], tuple[Signed, ...]] = lru_cache(maxsize=None)(self._draw_before)
        self._members: Callable[[datetime, int], tuple[Member, ...]] = lru_cache(maxsize=2)(self._draw_members)
        self._issued: Callable[[int, date], tuple[Issue, ...]] = lru_cache(maxsize=None)(self._draw_issues)
        self._drafts: Callable[[int, date], tuple[Draft, ...]] = lru_cache(maxsize=None)(self._draw_drafts)
        self._talk: Callable[[datetime, int], _Talk] = lru_cache(maxsize=2)(self._draw_talk)

    def goods(self, now: datetime, shop_no: int) -> tuple[Good, ...]:
        """Every product with its stock, by number."""
        return self._goods(at_step(now), shop_no) if shop_no in self._tales else ()

    def categories(self, shop_no: int) -> tuple[Category, ...]:
        """The categories, parents before children."""
        return shelf.categories_of(self._tales[shop_no].trade) if shop_no in self._tales else ()

    def brands(self, now: datetime, shop_no: int) -> tuple[Brand, ...]:
        """The brands, with how many products of now bear them."""
        if shop_no not in self._tales:
            return ()
        tale = self._tales[shop_no]
        return shelf.brands_of(tale.trade, self.goods(now, shop_no), tale.first_day)

    def members(self, now: datetime, shop_no: int) -> tuple[Member, ...]:
        """Who has signed up, in the order they did."""
        return self._members(at_step(now), shop_no) if shop_no in self._tales else ()

    def groups(self, shop_no: int) -> tuple[Group, ...]:
        """The customer groups."""
        return club.groups_of(self._tales[shop_no].trade if shop_no in self._tales else KOREAN)

    def coupons(self, shop_no: int) -> tuple[Coupon, ...]:
        """The coupons, deleted ones too."""
        tale = self._tales.get(shop_no)
        return promotions.coupons_of(tale.trade, tale.first_day) if tale else ()

    def issues(self, now: datetime, shop_no: int) -> list[Issue]:
        """Every coupon in somebody's hands, by its number."""
        tale, step = self._tales.get(shop_no), at_step(now)
        if tale is None:
            return []
        # a coupon is taken up to a day before the order it pays for
        drawn = (issue for day in tale.days(step.date() + timedelta(days=1)) for issue in self._issued(shop_no, day))
        there = (promotions.issue_at(issue, step) for issue in drawn if issue.issued <= step)
        return sorted(there, key=lambda issue: issue.issue_no)

    def boards(self, shop_no: int) -> tuple[Board, ...]:
        """The boards."""
        return talk.boards_of(self._tales[shop_no].trade if shop_no in self._tales else KOREAN)

    def articles(self, now: datetime, shop_no: int, board_no: int) -> list[Article]:
        """What was written on a board, by number."""
        return self._talk(at_step(now), shop_no)[board_no][0] if shop_no in self._tales else []

    def comments(self, now: datetime, shop_no: int, board_no: int) -> list[Comment]:
        """What was said beneath the articles of a board, by number."""
        return self._talk(at_step(now), shop_no)[board_no][1] if shop_no in self._tales else []

    def suppliers(self, shop_no: int) -> tuple[Supplier, ...]:
        """The suppliers."""
        tale = self._tales.get(shop_no)
        return partners.suppliers_of(tale.trade, tale.first_day) if tale else ()

    def origins(self, now: datetime) -> tuple[Origin, ...]:
        """The warehouses of the mall: they belong to no shop."""
        return partners.origins_of(self.goods(now, _DEFAULT_SHOP))

    def _draw_goods(self, now: datetime, shop_no: int) -> tuple[Good, ...]:
        tale = self._tales[shop_no]
        drawn_from = shelf.Shelf(self._seed, tale.trade, tale.goods, tale.first_day)
        return shelf.goods_on(drawn_from, self._sold(now), now)

    def _count_sold(self, now: datetime) -> Counter[str]:
        """Pieces of each variant that were paid for and have not come back: all shops sell from one stock."""
        sold: Counter[str] = Counter()
        for tale in self._tales.values():
            for order in tale.orders(now):
                if order.paid == "T":
                    for item in order.items:
                        if not item.canceled and not item.return_confirmed:
                            sold[item.variant_code] += item.quantity
        return sold

    def _draw_signed(self, shop_no: int, day: date) -> tuple[Signed, ...]:
        tale = self._tales[shop_no]
        orders = (life.order for life in tale.lives(day))
        return tuple(club.signed_on(self._seed, tale.trade, day, tale.crowd(day), orders))

    def _draw_before(self, shop_no: int) -> tuple[Signed, ...]:
        tale = self._tales[shop_no]
        return tuple(club.signed_before(self._seed, tale.trade, tale.first_day, tale.crowd))

    def _everybody(self, shop_no: int, last: date) -> Iterator[Signed]:
        yield from self._before(shop_no)
        for day in self._tales[shop_no].days(last):
            yield from self._signed(shop_no, day)

    def _draw_members(self, now: datetime, shop_no: int) -> tuple[Member, ...]:
        return club.members_of(self._everybody(shop_no, now.date()), self._tales[shop_no].orders(now), now)

    def _draw_issues(self, shop_no: int, day: date) -> tuple[Issue, ...]:
        orders = (life.order for life in self._tales[shop_no].lives(day))
        return tuple(promotions.issues_of(self.coupons(shop_no), orders, self._signed(shop_no, day)))

    def _draw_drafts(self, shop_no: int, day: date) -> tuple[Draft, ...]:
        tale = self._tales[shop_no]
        return tuple(talk.drafts_of(tale.trade, tale.lives(day)))

    def _draw_talk(self, now: datetime, shop_no: int) -> "_Talk":
        tale = self._tales[shop_no]
        by_board: dict[int, list[Draft]] = defaultdict(list)
        by_board[talk.NOTICES] = talk.notices_of(tale.trade, tale.first_day, now)
        for day in tale.days(now.date()):
            for draft in self._drafts(shop_no, day):
                by_board[draft.article.board_no].append(draft)
        return {board.board_no: talk.numbered(by_board[board.board_no], now) for board in self.boards(shop_no)}


_Talk = dict[int, tuple[list[Article], list[Comment]]]
