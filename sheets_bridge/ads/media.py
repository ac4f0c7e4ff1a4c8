"""A medium in the words of our tables: what is the same for all its rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Vat = Literal["included", "excluded"]

BLANK = "-"
"""An id that a row has none of: a key is never blank."""
VAT: Mapping[bool | None, str] = {True: "포함", False: "별도", None: "미확인"}
"""What stands in `vat_included`: whether the cost as reported has it in it."""

CLICK_DAY, PURCHASE_DAY, MIXED, UNKNOWN = "클릭일", "전환일", "혼합", "미확인"
"""Which day a purchase is counted on."""

AD, AD_GROUP, CAMPAIGN, WHOLE_ACCOUNT = "소재", "광고그룹", "캠페인", "광고계정"
"""What a row of `ad_stats` tells of."""

PC, MOBILE, TABLET, TV, ANY_DEVICE = "PC", "모바일", "태블릿", "TV", "전체"


@dataclass(frozen=True)
class Medium:
    """What is the same for every row of a medium, unless a field of the record says otherwise."""

    label: str
    """What stands in `medium`."""
    restated: int
    """So many days, the newest included, may still change."""
    conversion_kind: str = "구매"
    conversion_date_basis: str = UNKNOWN
    attribution_window: str | None = None
    vat_included: bool | None = None
    currency: str = "KRW"
