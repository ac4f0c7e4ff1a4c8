"""The slice of Drive v3 that gspread uses: files, their permissions, copies and exports."""

import re
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request

from .accounts import Accounts
from .csv_files import exported, imported
from .library import MIME, WRITERS, Entry, Library, file_id, permission_id, user_permission
from .masks import Mask, parse_mask, select
from .refusal import DriveRefusal, Refusal, as_drive
from .sheet import Json
from .sheets_api import answer, json_body, refused

_NAMED = re.compile(r"name\s*=\s*(['\"])((?:\\.|(?!\1).)*)\1")
_IN_FOLDER = re.compile(r"parents\s+in\s+(['\"])((?:\\.|(?!\1).)*)\1|(['\"])((?:\\.|(?!\3).)*)\3\s+in\s+parents")
_MOST_FILES = 1000
_DEFAULT_FIELDS = "kind,id,name,mimeType"
_ACCOUNT = "google_account"


def drive_blueprint(library: Library, accounts: Accounts) -> Blueprint:
    """The routes `/google/drive/v3/files…`."""
    routes = Blueprint("google_drive", __name__)
    drive = Drive(library)
    prefix = "/google/drive/v3/files"
    for path, verb, view in (
        ("", "GET", drive.files),
        ("", "POST", drive.create),
        ("/<file>", "GET", drive.file),
        ("/<file>", "PATCH", drive.rename),
        ("/<file>", "DELETE", drive.delete),
        ("/<file>/copy", "POST", drive.copy),
        ("/<file>/export", "GET", drive.export),
        ("/<file>/comments", "GET", drive.comments),
        ("/<file>/comments", "POST", drive.comment),
        ("/<file>/permissions", "GET", drive.permissions),
        ("/<file>/permissions", "POST", drive.share),
        ("/<file>/permissions/<permission>", "DELETE", drive.unshare),
    ):
        routes.add_url_rule(prefix + path, f"{view.__name__}", _called(library, accounts, view), methods=[verb])
    upload = _called(library, accounts, drive.upload)
    routes.add_url_rule("/google/upload/drive/v2/files/<file>", "upload", upload, methods=["PUT"])
    return routes


def _called(library: Library, accounts: Accounts, view: Callable[..., Response]) -> Callable[..., Response]:
    """A view that is given the caller's account, under the lock, its refusals as answers."""

    def call(**path: str) -> Response:
        try:
            account = accounts.account(request.headers.get("Authorization", ""))
            with library.lock:
                return view(account, **path)
        except Refusal as refusal:
            return refused(as_drive(refusal))

    return call


def _shown(entry: Entry, fields: str | None) -> Any:
    whole = {
        "kind": "drive#file",
        "id": entry.book.id,
        "name": entry.book.properties["title"],
        "mimeType": MIME,
        "createdTime": entry.created,
        "modifiedTime": entry.modified,
        "parents": entry.parents,
        "permissions": entry.permissions,
    }
    return select(whole, parse_mask(fields or _DEFAULT_FIELDS))


def _quoted(pattern: re.Pattern[str], wanted: str) -> str | None:
    """The text in quotes that a clause of `q` compares with; None where `q` has no such clause."""
    found = pattern.search(wanted)
    text = next((one for one in found.groups()[1::2] if one is not None), None) if found else None
    return None if text is None else re.sub(r"\\(.)", r"\1", text)


def _page(files: list[Json]) -> Json:
    """One page of a list, with the token of the next where there is more."""
    size, token = request.args.get("pageSize", "100"), request.args.get("pageToken") or "0"
    if not size.isdecimal() or not 1 <= int(size) <= _MOST_FILES:
        raise DriveRefusal(400, f"Invalid value '{size}'. Values must be within the range: [1, 1000]", "badRequest")
    if not token.isdecimal():
        raise DriveRefusal(400, "Invalid Value", "invalid", "pageToken")
    start, end = int(token), int(token) + int(size)
    return {"files": files[start:end], **({"nextPageToken": str(end)} if end < len(files) else {})}


class Drive:
    """Drive over one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def _entry(self, file: str, account: str) -> Entry:
        """The file; Drive says 404 for what is not there and for what is not shared alike."""
        entry = self._library.entries.get(file)
        if entry is None or not entry.role(account):
            raise DriveRefusal(404, f"File not found: {file}.", "notFound", "fileId")
        return entry

    def files(self, account: str) -> Response:
        """files.list: the spreadsheets shared with the caller, newest first, by name and folder where `q` has them."""
        wanted = request.args.get("q", "")
        name, folder = _quoted(_NAMED, wanted), _quoted(_IN_FOLDER, wanted)
        found = [
            entry
            for entry in self._library.entries.values()
            if entry.role(account)
            and name in (None, entry.book.properties["title"])
            and (folder is None or folder in entry.parents)
        ]
        newest = [_shown(entry, "*") for entry in sorted(found, key=lambda entry: entry.modified, reverse=True)]
        whole = {"kind": "drive#fileList", "incompleteSearch": False, **_page(newest)}
        fields = request.args.get("fields") or f"kind,nextPageToken,incompleteSearch,files({_DEFAULT_FIELDS})"
        return answer(select(whole, parse_mask(fields)))

    def create(self, account: str) -> Response:
        """files.create: an empty spreadsheet as an account with an English locale gets it."""
        body = json_body()
        entry = self._library.create(body.get("name") or "Untitled", account, "en_US", "Etc/GMT", "Sheet1")
        entry.parents = body.get("parents") or []
        return answer(_shown(entry, request.args.get("fields")))

    def file(self, account: str, file: str) -> Response:
        """files.get."""
        return answer(_shown(self._entry(file, account), request.args.get("fields")))

    def rename(self, account: str, file: str) -> Response:
        """files.update, of the name only."""
        entry = self._entry(file, account)
        name = json_body().get("name")
        if name:
            entry.book.properties = {**entry.book.properties, "title": name}
        return answer(_shown(entry, request.args.get("fields")))

    def delete(self, account: str, file: str) -> Response:
        """files.delete: only by its owner."""
        if self._entry(file, account).role(account) != "owner":
            raise DriveRefusal(403, _NOT_ALLOWED, "insufficientFilePermissions")
        del self._library.entries[file]
        return Response(status=204, content_type="text/html")

    def copy(self, account: str, file: str) -> Response:
        """files.copy: a file of the caller's with the same tabs."""
        source = self._entry(file, account).book
        twin = source.fork()
        twin.id = file_id()
        name = json_body().get("name") or f"Copy of {source.properties['title']}"
        twin.properties = {**source.properties, "title": name}
        return answer(_shown(self._library.put(twin, account), request.args.get("fields")))

    def export(self, account: str, file: str) -> Response:
        """files.export of the first tab as CSV or TSV; other forms are not offered here."""
        book = self._entry(file, account).book
        kind = request.args.get("mimeType", "")
        if kind not in _DELIMITERS:
            raise DriveRefusal(400, "The requested conversion is not supported.", "badRequest", "convertTo")
        return Response(exported(book, _DELIMITERS[kind]), content_type=kind)

    def upload(self, account: str, file: str) -> Response:
        """files.update of Drive v2 with a CSV to convert: what gspread's import_csv calls."""
        entry = self._entry(file, account)
        if entry.role(account) not in WRITERS:
            raise DriveRefusal(403, _NOT_ALLOWED, "insufficientFilePermissions")
        twin = entry.opened_by(account).fork()
        imported(twin, request.get_data(cache=False).decode("utf-8-sig", "replace"))
        entry.book.adopt(twin)
        entry.modified = self._library.stamp()
        shown = {"kind": "drive#file", "id": file, "title": twin.properties["title"], "mimeType": MIME}
        return answer({**shown, "createdDate": entry.created, "modifiedDate": entry.modified})

    def comments(self, account: str, file: str) -> Response:
        """comments.list."""
        whole = {"kind": "drive#commentList", "comments": self._entry(file, account).comments}
        return answer(select(whole, _required_fields()))

    def comment(self, account: str, file: str) -> Response:
        """comments.create."""
        entry, body, mask = self._entry(file, account), json_body(), _required_fields()
        if not body.get("content"):
            raise DriveRefusal(400, "Comment content is required.", "required", "comment.content")
        kept = {name: body[name] for name in ("content", "anchor") if body.get(name)}
        made = {"kind": "drive#comment", "id": permission_id(f"{file}{len(entry.comments)}"), **kept}
        entry.comments = [*entry.comments, made]
        return answer(select(made, mask))

    def permissions(self, account: str, file: str) -> Response:
        """permissions.list."""
        whole = {"kind": "drive#permissionList", "permissions": self._entry(file, account).permissions}
        return answer(select(whole, parse_mask(request.args.get("fields") or "*")))

    def share(self, account: str, file: str) -> Response:
        """permissions.create: for a person, a group, a domain or anyone."""
        entry, body = self._entry(file, account), json_body()
        who = body.get("emailAddress") or body.get("domain") or "anyone"
        given = user_permission(who, body.get("role") or "reader")
        if body.get("type") != "user":
            given = {"kind": given["kind"], "id": permission_id(who), "type": body.get("type"), "role": given["role"]}
            given |= {name: body[name] for name in ("emailAddress", "domain") if body.get(name)}
        entry.permissions = [*(one for one in entry.permissions if one["id"] != given["id"]), given]
        return answer(select(given, parse_mask(request.args.get("fields") or "kind,id,type,role")))

    def unshare(self, account: str, file: str, permission: str) -> Response:
        """permissions.delete."""
        entry = self._entry(file, account)
        kept = [one for one in entry.permissions if one["id"] != permission]
        if len(kept) == len(entry.permissions):
            raise DriveRefusal(404, f"Permission not found: {permission}.", "notFound", "permissionId")
        entry.permissions = kept
        return Response(status=204, content_type="text/html")


def _required_fields() -> Mask:
    """The mask of a comments call, which Drive does not answer without."""
    fields = request.args.get("fields")
    if not fields:
        raise DriveRefusal(400, "The 'fields' parameter is required for this method.", "required", "fields")
    return parse_mask(fields)


_NOT_ALLOWED = "The user does not have sufficient permissions for this file."
_DELIMITERS = {"text/csv": ",", "text/tab-separated-values": "\t"}
