"""Tabs that are drawn once and live by formulas: the dashboard, and the builder of tagged addresses. No I/O."""

from sheets_bridge.dashboard.blocks import NEEDS
from sheets_bridge.dashboard.board import dashboard
from sheets_bridge.dashboard.given import Given
from sheets_bridge.dashboard.utm import utm_builder

__all__ = ["NEEDS", "Given", "dashboard", "utm_builder"]
