"""Which rows of the store stand on a tab."""

from collections.abc import Sequence

from sheets_bridge.config import Job, StreamUse, TabUse
from sheets_bridge.model import NO_SHOP
from sheets_bridge.sync.computing import fills, pulls_of, shop_pulls
from sheets_bridge.sync.typed_pulls import number_of
from sheets_bridge.sync.world import World


def feeding(job: Job, tab: TabUse, world: World) -> Sequence[StreamUse]:
    """The streams without which a tab does not hold all its rows."""
    report = world.reports.get(tab.table)
    if report is None:
        return [use for use in job.streams if fills(world, use, tab.table)]
    return [use for use in tab.feeds if any(fills(world, use, table) for table in report.needs)]


def pulls(tab: TabUse, fed_by: Sequence[StreamUse], world: World) -> Sequence[int]:
    """The pulls whose rows stand on a tab, for the shops their accounts name."""
    if tab.table in world.inputs:
        return [number_of(world, tab)]
    report = world.reports.get(tab.table)
    if report is None:
        return [pull for use in fed_by for pull in shop_pulls(world, use).values()]
    computed = pulls_of(world.store, report, tab.feeds)
    if report.own:
        return list(computed.values())
    named = {account: world.accounts[account].shops for account, _ in computed}
    return [pull for (account, shop), pull in computed.items()
            if named[account] == "active" or shop in (NO_SHOP, *named[account])]  # fmt: skip
