"""The invented people behind a mall's orders, and everywhere they must not be found."""

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

from system_mall import EARLY, Mall
from system_sheet import Sheet

from sheets_bridge.sandbox.story import Story
from sheets_bridge.sandbox.story.model import Order, Person
from sheets_bridge.source import Stream
from sheets_bridge.sources.cafe24 import SOURCE


class People:
    """Who ordered and who received at a mall."""

    def __init__(self, mall: Mall, days: int, orders_per_day: int, seed: int = 1) -> None:
        self.story = story = Story(mall.name, seed=seed, start=EARLY, days=days, orders_per_day=orders_per_day)
        self.orders: list[Order] = [
            order for shop in story.shops if shop.active for order in story.orders(EARLY, shop.shop_no)
        ]

    def placed(self) -> Iterator[tuple[Person, set[str]]]:
        """Each member with the numbers of the orders they placed."""
        for member in dict.fromkeys(order.person for order in self.orders if order.person.member_id):
            yield member, {order.order_id for order in self.orders if order.person.member_id == member.member_id}

    def wrote(self) -> list[Person]:
        """The members who joined and wrote something on a board of the first shop."""
        annals = self.story.annals
        joined = {member.person.member_id for member in annals.members(EARLY, 1)}
        articles = [one for board in annals.boards(1) for one in annals.articles(EARLY, 1, board.board_no)]
        return [one.person for one in articles if one.person and one.person.member_id in joined]

    def received_from_others(self) -> Iterator[tuple[Person, str]]:
        """Each receiver of somebody else's order, and its number, whose phone nobody else has."""
        for order in self.orders:
            phones = [one.cellphone for other in self.orders for one in (other.person, other.receiver)]
            if order.receiver.cellphone != order.person.cellphone and phones.count(order.receiver.cellphone) == 1:
                yield order.receiver, order.order_id

    def touched_by(self, person: Person) -> set[str]:
        """The numbers of all orders that somebody of this person's member id, address or phone has to do with."""
        mine = {person.member_id, person.email, person.cellphone}
        return {
            order.order_id for order in self.orders
            for one in (order.person, order.receiver) if mine & {one.member_id, one.email, one.cellphone}
        }  # fmt: skip

    def seeded(self) -> dict[str, set[str]]:
        """Every word that would give a person away, by kind: grows with what the story invents of people."""
        people = {one for order in self.orders for one in (order.person, order.receiver)}
        phones = {one.cellphone for one in people}
        return {
            "names": {one.name for one in people},
            "phones": phones | {phone.replace("-", "") for phone in phones},
            "e-mails": {one.email for one in people},
            "addresses": {address for one in people for address in (one.address1, one.address2) if address},
            "member ids": {one.member_id for one in people if one.member_id},
            "messages": {order.shipping_message for order in self.orders if order.shipping_message},
        }


def people(mall: Mall) -> People:
    """The people of the small mall that tests are handed."""
    return People(mall, days=6, orders_per_day=4)


def shows_people(mall: Mall, privacy: str, columns: str) -> None:
    """Have the schedule ask for the people of orders, and the orders' tab show some of their columns."""
    mall.edit("embed: [items]", "embed: [items, buyer, receivers]")
    mall.edit("{table: orders}", f"{{table: orders, {columns}}}")
    mall.edit("\nendpoints:", f"\n{privacy}\nendpoints:")


def seeded_everywhere(mall: Mall) -> dict[str, set[str]]:
    """Every personal value the mall has answered with so far, by kind, as it tells itself."""
    told = mall.control("GET", "truth/personal")
    return {kind: set(words) for kind, words in told.items() if isinstance(words, list)}


def shows_everything(mall: Mall, more: str = "", only: Collection[str] = SOURCE.streams) -> None:
    """Have the schedule pull every declared stream, of an app that may read all of them, and show each on a tab."""
    mall.control("POST", "app", {"scopes": ["mall.read_privacy"], "restricted": True})
    others = [stream for stream in SOURCE.streams.values() if stream.id != "orders" and stream.id in only]
    streams = "".join(f"\n      - {_written(mall, stream)}" for stream in others)
    tables = [table.id for stream in others for table in stream.tables]
    tabs = "".join(f"\n      {table}: {{table: {table}}}" for table in tables)
    mall.edit(f"streams: [{mall.name}.visitors]", f"streams:{streams}")
    mall.edit("\n      RAW_방문: {table: visitors}", tabs)
    mall.edit("embed: [items]", "embed: [items, buyer, receivers]")
    mall.edit("\nendpoints:", f"\n{more}\nendpoints:")


def _written(mall: Mall, stream: Stream) -> str:
    """A stream with all that it can embed."""
    embed = f", embed: [{', '.join(sorted(stream.embeds))}]" if stream.embeds else ""
    return f"{{stream: {mall.name}.{stream.id}{embed}}}"


def places(mall: Mall, sheet: Sheet) -> dict[str, bytes]:
    """Everything that rests or was said: each file of the installation but the keys, all cells, all output."""
    files = [file for file in Path(mall.folder).rglob("*") if file.is_file() and mall.credentials not in file.parents]
    cells = sheet.asked("GET", "", params={"includeGridData": "true"})
    return {
        **{str(file.relative_to(mall.folder)): file.read_bytes() for file in files},
        **{f"{file.name}/{name}": content for file in files for name, content in _unpacked(file)},
        "the spreadsheet": "\n".join(sorted(set(_texts(cells)))).encode(),
        "what was said": "".join(told.out + told.err for told in mall.told).encode(),
    }


def _unpacked(file: Path) -> Iterator[tuple[str, bytes]]:
    """What lies in an archive: compressed, nobody would be found."""
    if is_zipfile(file):
        with ZipFile(file) as packed:
            yield from ((name, packed.read(name)) for name in packed.namelist())


def _texts(told: Any) -> Iterator[str]:
    """Every text in an answer of Google's, keys included: values as typed and as shown, notes, titles, metadata."""
    if isinstance(told, dict):
        for name, value in told.items():
            yield name
            yield from _texts(value)
    elif isinstance(told, list):
        for one in told:
            yield from _texts(one)
    else:
        yield str(told)


def found(mall: Mall, sheet: Sheet, seeded: dict[str, set[str]]) -> dict[str, set[str]]:
    """Which kinds of seeded words are found where. Words of some formats are written as JSON would escape them too."""
    met: dict[str, set[str]] = {}
    for place, content in places(mall, sheet).items():
        for kind, words in seeded.items():
            if any(form in content for word in words for form in {word.encode(), json.dumps(word)[1:-1].encode()}):
                met.setdefault(place, set()).add(kind)
    return met
