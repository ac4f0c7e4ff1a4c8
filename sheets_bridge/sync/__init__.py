"""The one data path: land (source → store), publish (store → sheet), a run that does both. Start reading at `run`."""

from sheets_bridge.sync.run import Ask, Run, World, run

__all__ = ["Ask", "Run", "World", "run"]
