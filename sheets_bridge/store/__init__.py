"""The local database: rows, cursors, tabs and the run ledger.

`Store` opens it and owns transactions; `landing` puts rows in, `selection` takes a tab's rows out, `tabs` remembers
what a sheet was seen to hold, `marks` which writer's marks on it are ours, `ledger` what each run came to.
"""

from sheets_bridge.store.database import Store

__all__ = ["Store"]
