"""The fixtures of the spreadsheet room's tests."""

from spreadsheet_bench import client, fresh, fresh_google, hands, person, room, served, stage

__all__ = ["client", "fresh", "fresh_google", "hands", "person", "room", "served", "stage"]
