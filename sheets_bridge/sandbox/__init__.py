"""A pretend mall, its statistics and a Google-Sheets-compatible server, over real HTTP on loopback.

A wing of its own: it imports nothing of the product and the product imports nothing of it (only `cli` starts it),
so that the two are independent readings of the same wire facts.
"""
