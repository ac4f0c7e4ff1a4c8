"""The pretend Cafe24 Analytics: all its resources, told from one story of visits."""

from sheets_bridge.sandbox.analytics.routes import create_analytics

__all__ = ["create_analytics"]
