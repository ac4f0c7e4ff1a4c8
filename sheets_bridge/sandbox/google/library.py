"""The spreadsheets of the server: which there are, whose they are, and who may read or write them."""

import hashlib
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from .book import Book, new_book
from .refusal import denied, not_found
from .sheet import Json

MIME = "application/vnd.google-apps.spreadsheet"
WRITERS = {"owner", "writer", "organizer", "fileOrganizer"}


def file_id() -> str:
    """A new id of 44 characters, as Google's spreadsheets have them."""
    return f"1{secrets.token_urlsafe(33)}"[:44].replace("-", "a").replace("_", "b")


def permission_id(who: str) -> str:
    """The id of a permission: the same for the same person."""
    return str(int.from_bytes(hashlib.sha256(who.encode()).digest()[:8]) % 10**20).zfill(20)


@dataclass(slots=True)
class Entry:
    """A spreadsheet file: its book, its permissions (Drive's objects) and when it was made and changed."""

    book: Book
    created: str
    modified: str
    permissions: list[Json] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    comments: list[Json] = field(default_factory=list)

    def role(self, account: str) -> str:
        """The account's role; empty where the file is not shared with it."""
        for one in self.permissions:
            if one.get("emailAddress") == account or one["type"] == "anyone":
                role: str = one["role"]
                return role
        return ""

    def owner(self) -> str:
        """The e-mail address of the file's owner."""
        return next((one["emailAddress"] for one in self.permissions if one["role"] == "owner"), "")

    def opened_by(self, account: str) -> Book:
        """The book as that account sees it: what may be edited and what is shown of protections depends on who asks."""
        self.book.caller, self.book.owner = account, self.owner()
        return self.book


class Library:
    """All files, and the lock under which every call runs."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.lock = threading.RLock()
        self.entries: dict[str, Entry] = {}
        self._now = now

    def stamp(self) -> str:
        """Now, as Drive writes moments."""
        return self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"

    def create(self, title: str, owner: str, locale: str, time_zone: str, tab: str) -> Entry:
        """A new file with one empty tab, owned by `owner`."""
        book = new_book(file_id(), title, locale, time_zone, tab)
        return self.put(book, owner)

    def put(self, book: Book, owner: str) -> Entry:
        """Keep a book as a file of `owner`'s."""
        book.now = self._now
        entry = Entry(book, self.stamp(), self.stamp(), [user_permission(owner, "owner")])
        self.entries[book.id] = entry
        return entry

    def owner(self, book_id: str) -> str:
        """The owner of a file; empty where there is no such file."""
        return self.entries[book_id].owner() if book_id in self.entries else ""

    def entry(self, book_id: str, account: str, write: bool) -> Entry:
        """The file, if the account may do that with it: else 404 or 403."""
        entry = self.entries.get(book_id)
        if entry is None:
            raise not_found()
        role = entry.role(account)
        if not role or (write and role not in WRITERS):
            raise denied()
        return entry


def user_permission(email: str, role: str) -> Json:
    """The Drive permission of one person."""
    return {
        "kind": "drive#permission",
        "id": permission_id(email),
        "type": "user",
        "emailAddress": email,
        "role": role,
        "displayName": email.partition("@")[0],
    }
