"""A shop's list of products with their stock, consistent with what was ordered: categories and brands with it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sheets_bridge.sandbox.story.catalogue import Catalogue, Option, Product
from sheets_bridge.sandbox.story.chance import chance, often
from sheets_bridge.sandbox.story.facts import Brand, Category, Good, Stock
from sheets_bridge.sandbox.story.launches import Launch, launches
from sheets_bridge.sandbox.story.moments import midnight
from sheets_bridge.sandbox.story.shops import Trade
from sheets_bridge.sandbox.story.wares import BRANDS, CATEGORIES, CATEGORY_OF_KIND, WARES

ORIGIN_CODES = ("W000000A", "W000000B")
_UNCOUNTED = 0.08
"""Share of variants whose stock nobody counts (재고관리 사용안함)."""


@dataclass(frozen=True)
class Shelf:
    """What a list of products is drawn from."""

    seed: int
    trade: Trade
    goods: Catalogue
    first_day: date


def goods_on(shelf: Shelf, sold: Mapping[str, int], now: datetime) -> tuple[Good, ...]:
    """Return every product there is at `now`, by number; `sold` counts the pieces of each variant that went out."""
    usual = [_usual(shelf, product, sold) for product in (shelf.goods.gift, *shelf.goods.products)]
    new = [_launched(shelf, launch, now) for launch in launches(shelf.trade, shelf.first_day, now)]
    return tuple(sorted((*usual, *new), key=lambda good: good.product.product_no))


def categories_of(trade: Trade) -> tuple[Category, ...]:
    """Return the shop's categories, parents before children."""
    names = {number: korean if trade.korean else english for number, _, korean, english in CATEGORIES}
    parents = {number: parent for number, parent, _, _ in CATEGORIES}
    return tuple(
        Category(number, parents[number], _path(number, parents, names), number != CATEGORIES[-1][0], order)
        for order, number in enumerate(names)
    )


def brands_of(trade: Trade, goods: tuple[Good, ...], first_day: date) -> tuple[Brand, ...]:
    """Return the shop's brands with how many of `goods` bear them."""
    counts = Counter(good.brand_code for good in goods)
    created = midnight(first_day) - timedelta(days=300)
    return tuple(
        Brand(code, korean if trade.korean else english, used, counts[code], created)
        for code, korean, english, used in BRANDS
    )


def _path(number: int, parents: Mapping[int, int], names: Mapping[int, str]) -> tuple[tuple[int, str], ...]:
    above = _path(parents[number], parents, names) if parents[number] in names else ()
    return (*above, (number, names[number]))


def _usual(shelf: Shelf, product: Product, sold: Mapping[str, int]) -> Good:
    rng = chance(shelf.seed, "shelf", product.product_no)
    created = midnight(shelf.first_day) - timedelta(days=rng.randrange(30, 700), minutes=rng.randrange(1440))
    gift = product is shelf.goods.gift
    kind = "none" if gift else WARES[shelf.goods.products.index(product)][3]
    money = shelf.trade.money
    return Good(
        product=product,
        price=money(product.price),
        retail_price=money(0 if often(rng, 0.6) else product.price * 5 // 4),
        supply_price=money(product.price * 45 // 100),
        created=created,
        updated=created + timedelta(days=rng.randrange(30), minutes=rng.randrange(1440)),
        display=not gift,
        selling=True,
        category_no=CATEGORY_OF_KIND[kind],
        brand_code=BRANDS[rng.randrange(len(BRANDS) - 1)][0],
        stock=tuple(_stock(shelf, option, sold.get(option.variant_code, 0)) for option in product.options),
    )


def _launched(shelf: Shelf, launch: Launch, now: datetime) -> Good:
    product, money = launch.product, shelf.trade.money
    cheaper = now >= launch.marked_down
    left = Stock(product.options[0], money(0), True, 0 if cheaper else 30, 5, ORIGIN_CODES[1])
    return Good(
        product=product,
        price=money(product.price * 4 // 5 if cheaper else product.price),
        retail_price=money(product.price),
        supply_price=money(product.price * 45 // 100),
        created=launch.created,
        updated=launch.marked_down if cheaper else launch.created,
        display=True,
        selling=not cheaper,
        category_no=CATEGORY_OF_KIND["none"],
        brand_code=BRANDS[0][0],
        stock=(left,),
    )


def _stock(shelf: Shelf, option: Option, sold: int) -> Stock:
    """Return what is left of a variant: a delivery fills the shelf up again whenever it is empty."""
    rng = chance(shelf.seed, "stock", option.variant_code)
    full, counted = rng.randrange(40, 400), not often(rng, _UNCOUNTED)
    return Stock(
        option=option,
        additional=shelf.trade.money(option.surcharge),
        counted=counted,
        quantity=full - sold % full if counted else 0,
        safety=full // 10,
        origin_code=ORIGIN_CODES[rng.randrange(len(ORIGIN_CODES))],
    )
