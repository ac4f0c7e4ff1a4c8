"""The catalogue of the pretend mall: products with codes, prices per shop, options and popularity."""

import unicodedata
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from sheets_bridge.sandbox.story.chance import chance
from sheets_bridge.sandbox.story.shops import Trade
from sheets_bridge.sandbox.story.wares import GIFT_WARE, OPTIONS, SUPPLIERS, WARES

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Option:
    """One variant of a product; `surcharge` in the shop's smallest unit."""

    variant_code: str
    text: str
    surcharge: int


@dataclass(frozen=True)
class Product:
    """One product as one shop sells it; `price` in the shop's smallest unit."""

    product_no: int
    product_code: str
    name: str
    price: int
    options: tuple[Option, ...]
    supplier_id: str
    supplier_name: str
    preorder: bool


@dataclass(frozen=True)
class Catalogue:
    """What one shop sells, most popular products weighing most."""

    products: tuple[Product, ...]
    weights: tuple[float, ...]
    """Cumulated popularity, one for each product."""
    gift: Product

    def choose(self, rng: Random, count: int) -> list[Product]:
        """Choose up to `count` different products."""
        chosen = {bisect(self.weights, rng.random() * self.weights[-1]) for _ in range(count)}
        return [self.products[index] for index in sorted(chosen)]


def catalogue_of(seed: int, trade: Trade) -> Catalogue:
    """Draw the catalogue of one shop; both shops of a mall sell the same products."""
    rng = chance(seed, "catalogue")
    products = tuple(_product(seed, trade, index) for index in range(len(WARES)))
    popularity = [1 / rank**0.8 for rank in range(1, len(WARES) + 1)]
    rng.shuffle(popularity)
    return Catalogue(products, tuple(accumulate(popularity)), _gift(trade))


def _product(seed: int, trade: Trade, index: int) -> Product:
    korean, english, won, kind = WARES[index]
    rng = chance(seed, "product", index)
    number = 10 + index * 3 + rng.randrange(3)
    won += rng.randrange(-5, 6) * 100
    supplier_id, *supplier = SUPPLIERS[rng.randrange(len(SUPPLIERS))]
    code = code_of(number)
    return Product(
        product_no=number,
        product_code=code,
        name=unicodedata.normalize("NFC", korean if trade.korean else english),
        price=trade.priced(won),
        options=_options(trade, code, kind),
        supplier_id=supplier_id,
        supplier_name=supplier[0] if trade.korean else supplier[1],
        preorder=korean.startswith("[예약판매]"),
    )


def _options(trade: Trade, code: str, kind: str) -> tuple[Option, ...]:
    return tuple(
        Option(f"{code}000{_LETTERS[index]}", korean if trade.korean else english, trade.priced(won))
        for index, (korean, english, won) in enumerate(OPTIONS[kind])
    )


def _gift(trade: Trade) -> Product:
    name = GIFT_WARE[0] if trade.korean else GIFT_WARE[1]
    supplier_id, *supplier = SUPPLIERS[0]
    code = code_of(9)
    return Product(
        9, code, name, 0, (Option(f"{code}000A", "", 0),), supplier_id, supplier[0 if trade.korean else 1], False
    )


def code_of(number: int) -> str:
    """Return the product code of a product number: `P` and seven letters, counted in twenty-sixes."""
    letters = ""
    for _ in range(3):
        number, rest = divmod(number, 26)
        letters = _LETTERS[rest] + letters
    return "P0000" + letters
