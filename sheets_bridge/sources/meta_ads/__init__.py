"""Meta (Facebook and Instagram ads): the Insights of the Graph API (reference: ad-media §3)."""

from sheets_bridge import ads
from sheets_bridge.day_plan import DayPlan
from sheets_bridge.source import Source, Stream
from sheets_bridge.sources.meta_ads.connection import ENDPOINTS, connect, limits, notices, shops
from sheets_bridge.sources.meta_ads.insights import probe, read
from sheets_bridge.sources.meta_ads.logins import KEYS
from sheets_bridge.sources.meta_ads.rows import MEDIUM, normalize
from sheets_bridge.tables import AD_STATS

# Figures change within minutes for the newest days and stand still after 28 (reference §3.4). Read are: yesterday and
# today each time, seven days once a day, and once a week so far back that a day is read once more when it is final.
_WEEK = 7
_DAYS = DayPlan(restated=1, daily=_WEEK, weekly=MEDIUM.restated + _WEEK, longest=14, replaces=True)
_REACH_DAYS = 1120
"""37 months, less the days by which months differ: a day too many is refused (error 3018)."""

SOURCE = Source(
    id="meta_ads",
    label="Meta",
    endpoints=ENDPOINTS,
    connect=connect,
    shops=shops,
    keys=KEYS,
    limits=limits,
    notices=notices,
    streams={
        "ads": Stream(
            id="ads",
            ko="메타 광고",
            tables=(AD_STATS,),
            scopes=("ads_read",),
            plan=_DAYS.plan,
            windows=_DAYS.asked,
            read=read,
            normalize=normalize,
            origin=ads.origin,
            probe=probe,
            right="ads_read",
            reach=_REACH_DAYS,
            marks={"medium": MEDIUM.label},
            derive=ads.derivation,
        )
    },
)
