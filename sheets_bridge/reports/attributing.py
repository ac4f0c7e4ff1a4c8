"""Which ad led to which sale: the queries of reports that stand on it, and what they read (docs/reports-ads.md)."""

from sheets_bridge.reports.written import query

READS = ("orders", "refunds", "ad_stats", "channel_map", "campaign_map")
"""What the matching reads beside `order_sources`, without which it says nothing."""
NEEDS = ("order_sources",)


def attributed(*names: str) -> str:
    """The SQL of the named files after that of the matching, which gives them `attributed`, a row per order."""
    return f"{query('channel_habits')},\n{query('shop_currency', 'attribution', *names)}"


def told_days(table: str) -> str:
    """The SQL that says which days the media tell in `table`, and which the mall tells of its orders, and why not."""
    return query("performance_days").replace("{table}", table)


def performance(
    *names: str, grain: tuple[str, ...], known: str, table: str = "ad_stats", only_ads: bool = False
) -> str:
    """What ads cost beside what they sold, a row per day and `grain`, which are columns of `told`.

    `names` are the files that make `told`; `known` is its column that says whether a line is one that ads may cost;
    `table` is where media tell of it.
    """
    places = {
        "grain": ", ".join(grain),
        "named": ", ".join(f"f.{name}" for name in grain),
        "known": known,
        "only": "AND f.of_medium NOT IN ('비광고', '미매핑')" if only_ads else "",
        **{f"same_{one}": _same(one, grain) for one in "wt"},
    }
    written = "\n".join((attributed(*names), told_days(table), query("performance")))
    for name, text in places.items():
        written = written.replace(f"{{{name}}}", text)
    return written


def _same(alias: str, grain: tuple[str, ...]) -> str:
    return " AND ".join(f"{alias}.{name} = f.{name}" for name in ("account", "shop_no", "date", *grain))
