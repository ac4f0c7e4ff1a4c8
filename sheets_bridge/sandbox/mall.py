"""One pretend mall as the wires see it: its name, its story, its time, its logins."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from sheets_bridge.sandbox.cafe24.grants import Grants
from sheets_bridge.sandbox.cafe24.standing import Standing
from sheets_bridge.sandbox.drift import Drift
from sheets_bridge.sandbox.limits import Switch
from sheets_bridge.sandbox.story.annals import Annals
from sheets_bridge.sandbox.story.audience import Audience
from sheets_bridge.sandbox.story.model import DayOfVisits, Order, Shop


class Telling(Protocol):
    """What a wire asks of a story; `now` is an aware KST moment."""

    @property
    def shops(self) -> tuple[Shop, ...]:
        """All shops of the mall, the inactive ones too."""

    @property
    def annals(self) -> Annals:
        """What the mall's admin lists beside orders."""

    def orders(self, now: datetime, shop_no: int) -> tuple[Order, ...]:
        """The orders of a shop as they stand at `now`."""

    def switch(self, shop_no: int, *, active: bool) -> None:
        """Let the mall close a shop, or open it again."""

    def visits(self, now: datetime, shop_no: int, day: date) -> DayOfVisits | None:
        """The traffic of a shop on a day as known at `now`; None where there is none."""

    def audience(self, shop_no: int) -> Audience | None:
        """Who visits a shop and where from; None where it has no traffic."""


@dataclass(frozen=True)
class Mall:
    """A mall and everything its APIs answer from."""

    name: str
    story: Telling
    grants: Grants
    now: Callable[[], datetime]
    standing: Standing = field(default_factory=Standing)
    drift: Drift = field(default_factory=Drift)
    analytics: Switch = field(default_factory=Switch)
    """Whether the mall uses 카페24 애널리틱스 at all."""

    def shop(self, shop_no: int) -> Shop | None:
        """The shop with that number, active or not."""
        return next((shop for shop in self.story.shops if shop.shop_no == shop_no), None)
