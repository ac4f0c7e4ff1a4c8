"""Lines that a tab people type into is offered: what a report found that nobody has said anything of."""

from collections.abc import Mapping, Sequence

from sheets_bridge.inputs import Input
from sheets_bridge.inputs.checking import Typed
from sheets_bridge.join_keys import join_key
from sheets_bridge.sync.world import World

_MOST = 50
"""So many at once: a tab full of questions is answered by nobody."""

_Line = Mapping[str, str]


def offers(world: World, input_: Input, typed: Mapping[int, Typed]) -> Sequence[_Line]:
    """The lines to write beneath those that stand there; as the report saw them when it was computed last.

    One stands already, completed or not, where a line has its first column and no other value in the rest.
    """
    offered = input_.offered
    if offered is None or offered.table not in world.store.tables:
        return []
    ids, names = list(offered.columns), ", ".join(f'"{name}"' for name in offered.columns.values())
    found = world.store.query(
        f'SELECT DISTINCT {names} FROM "{offered.table}" WHERE {offered.where} ORDER BY {names}'  # noqa: S608
    )
    standing = [tuple(join_key(cells.get(id_)) for id_ in ids) for cells in typed.values()]
    lines = [row for row in found if not any(_covers(line, tuple(map(join_key, row))) for line in standing)]
    return [_line(ids, row) for row in lines[:_MOST]]


def _covers(line: Sequence[str | None], offer: Sequence[str | None]) -> bool:
    return line[0] == offer[0] and all(told in (None, asked) for told, asked in zip(line[1:], offer[1:], strict=True))


def _line(ids: Sequence[str], row: Sequence[object]) -> _Line:
    return {id_: str(value) for id_, value in zip(ids, row, strict=True) if value is not None}
