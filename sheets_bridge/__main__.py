"""`python -m sheets_bridge` is `sheets-bridge`."""

from sheets_bridge.cli import main

main()
