"""What the visits of a day looked at: product pages, carts, and the shop's other pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate, pairwise

from sheets_bridge.sandbox.story.catalogue import Catalogue, Product, catalogue_of
from sheets_bridge.sandbox.story.chance import chance
from sheets_bridge.sandbox.story.shops import Trade
from sheets_bridge.sandbox.story.wares import CATEGORIES, CATEGORY_OF_KIND, WARES

DETAIL_PAGE = "/product/detail.html"
_DETAIL_SHARE = 0.46
_PAGES = (
    # page, its share of what is not a product page, share of the visits that see it
    ("/index.html", 0.30, 0.62),
    ("/product/list.html", 0.33, 0.41),
    ("/product/search.html", 0.09, 0.14),
    ("/order/basket.html", 0.10, 0.12),
    ("/order/orderform.html", 0.05, 0.05),
    ("/member/login.html", 0.07, 0.09),
    ("/myshop/index.html", 0.03, 0.03),
    ("/board/product/list.html", 0.03, 0.04),
)
_DETAIL_REACH = 0.71
_NAMES = {number: names for number, _, *names in CATEGORIES}


@dataclass(frozen=True)
class Looks:
    """How often one product was looked at and put into a cart."""

    product: Product
    views: int
    carts: int


@dataclass(frozen=True)
class Page:
    """How often one page was seen, in how many visits, of which first visits."""

    url: str
    views: int
    visits: int
    first_visits: int


@dataclass(frozen=True)
class Seen:
    """The visits of a day (of one kind of device) in sum."""

    visits: int
    first_visits: int
    page_views: int


class Browsing:
    """What one shop's visits look at: popular products more, each day a little otherwise."""

    def __init__(self, seed: int, trade: Trade) -> None:
        self._seed, self._trade = seed, trade
        self.goods: Catalogue = catalogue_of(seed, trade)
        self._weights = lru_cache(maxsize=800)(self._draw)

    def products(self, day: date, seen: Seen, orders: Mapping[int, int]) -> list[Looks]:
        """Return every product that was looked at; each was in a cart for each of its `orders` (by product number)."""
        marks = self._weights(day)
        pages = int(seen.page_views * _DETAIL_SHARE)
        shares = (int(pages * after / marks[-1]) - int(pages * before / marks[-1]) for before, after in pairwise(marks))
        looks = [
            _looks(product, views, orders.get(product.product_no, 0))
            for product, views in zip(self.goods.products, shares, strict=True)
        ]
        return [one for one in looks if one.views]

    def pages(self, seen: Seen, products: list[Looks]) -> list[Page]:
        """Return every page that was seen; together they are the page views of the day."""
        detail = min(seen.page_views, sum(one.views for one in products))
        left = seen.page_views - detail
        marks = [0, *accumulate(share for _, share, _ in _PAGES)]
        counts = [
            round(left * after / marks[-1]) - round(left * before / marks[-1]) for before, after in pairwise(marks)
        ]
        pages = [(DETAIL_PAGE, detail, _DETAIL_REACH)]
        pages += [(url, count, reach) for (url, _, reach), count in zip(_PAGES, counts, strict=True)]
        return [_page(url, count, reach, seen) for url, count, reach in pages if count]

    def category(self, product: Product) -> tuple[int, str]:
        """Return number and name of the category a product stands in."""
        number = CATEGORY_OF_KIND[WARES[self.goods.products.index(product)][3]]
        korean, english = _NAMES[number]
        return number, korean if self._trade.korean else english

    def _draw(self, day: date) -> list[float]:
        rng = chance(self._seed, self._trade.shop.shop_no, day, "looks")
        popularity = (after - before for before, after in pairwise([0.0, *self.goods.weights]))
        return [0.0, *accumulate(weight * rng.uniform(0.6, 1.4) for weight in popularity)]


def _looks(product: Product, views: int, orders: int) -> Looks:
    carts = max(orders, views * (4 + product.product_no % 9) // 100)
    return Looks(product, max(views, carts), carts)


def _page(url: str, count: int, reach: float, seen: Seen) -> Page:
    visits = min(count, round(seen.visits * reach) or 1, seen.visits)
    return Page(url, count, visits, visits * seen.first_visits // seen.visits)
