"""The shops of the pretend mall, with what sets each one's trade apart."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from sheets_bridge.sandbox.story.model import Shop
from sheets_bridge.sandbox.story.moments import FINDABLE_WITHOUT_A_DATE

_WON_PER_CENT = 13


@dataclass(frozen=True)
class Trade:
    """How one shop trades: its share of the mall's orders, its money and its delivery."""

    shop: Shop
    share: float
    decimals: int
    """Digits after the point; amounts are counted in the smallest unit (won, cent)."""
    free_shipping_from: int
    shipping_fee: int
    days_to_door: tuple[int, ...]
    conversion: float
    """Orders per visit."""
    days_without_traffic: float
    findable_undated: timedelta = FINDABLE_WITHOUT_A_DATE
    """How late after its order something may change that leaves no date behind."""

    @property
    def korean(self) -> bool:
        """Tell whether names on this shop's orders are Korean."""
        return self.shop.language == "ko_KR"

    def even(self, amount: int) -> int:
        """Round a discount down as the shop counts them: to ten won, to one cent."""
        return amount // 10 * 10 if self.decimals == 0 else amount

    def priced(self, won: int) -> int:
        """Return a price of `won` in the smallest unit (cents end in 0 or 5, as shops like it)."""
        return won if self.decimals == 0 else won // _WON_PER_CENT // 5 * 5

    def money(self, amount: int) -> Decimal:
        """Return an amount counted in the smallest unit as money."""
        return Decimal(amount).scaleb(-self.decimals)


KOREAN = Trade(
    shop=Shop(1, "모람 뷰티", "KRW", "ko_KR", True),
    share=0.8,
    decimals=0,
    free_shipping_from=50_000,
    shipping_fee=3_000,
    days_to_door=(1, 1, 1, 2, 2, 3),
    conversion=0.022,
    days_without_traffic=0.0,
)
GLOBAL = Trade(
    shop=Shop(2, "Moram Beauty Global", "USD", "en_US", True),
    share=0.2,
    decimals=2,
    free_shipping_from=8_000,
    shipping_fee=1_250,
    days_to_door=(5, 6, 6, 7, 8, 9, 12),
    conversion=0.013,
    days_without_traffic=0.025,
)
CLOSED_SHOP = Shop(3, "モラム ビューティー", "JPY", "ja_JP", False)

TRADES = {trade.shop.shop_no: trade for trade in (KOREAN, GLOBAL)}
SHOPS = (KOREAN.shop, GLOBAL.shop, CLOSED_SHOP)
