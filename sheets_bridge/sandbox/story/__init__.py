"""The story of the sandbox: a seed gives a whole believable mall, and it goes on living."""

from sheets_bridge.sandbox.story.story import Story

__all__ = ["Story"]
