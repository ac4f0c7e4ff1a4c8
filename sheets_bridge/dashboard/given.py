"""What a dashboard is drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass

from sheets_bridge.dashboard.grouping import Ranges


@dataclass(frozen=True)
class Given:
    """What is known of a spreadsheet when its dashboard is drawn or mended."""

    language: str
    titles: Mapping[str, str]
    """Report → the title of its tab in the schedule, for the reports that are to stand on this spreadsheet."""
    ranges: Mapping[str, Ranges]
    """Report → the columns of its tab; only those that stand by now."""
    decimals: bool = False
    """Whether a shop's money has decimals."""
    vat_included: bool = False
    time_zone: str = "Asia/Seoul"
