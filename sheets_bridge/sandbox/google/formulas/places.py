"""Functions of where a formula stands, of when it is worked out, and of ranges' sizes."""

from collections.abc import Mapping
from datetime import timedelta

from ..typed import EPOCH
from .declared import Function, lazy, whole
from .frame import Frame, over
from .grammar import Node, Place
from .kinds import Array, Fault, Result, array_of
from .texts import formatted


def _row(frame: Frame, node: Node | None = None) -> Result:
    top, height, _, _ = _spot(frame, node)
    if frame.spreads and height > 1:
        return Array([list(range(top + 1, top + 1 + height))])
    return top + 1


def _column(frame: Frame, node: Node | None = None) -> Result:
    _, _, left, width = _spot(frame, node)
    if frame.spreads and width > 1:
        return Array([[left + 1 + at] for at in range(width)])
    return left + 1


def _spot(frame: Frame, node: Node | None) -> tuple[int, int, int, int]:
    """Row, height, column and width of a reference, of the formula's own cell without one."""
    if node is None:
        return frame.row, 1, frame.column, 1
    if not isinstance(node, Place):
        raise Fault("N_A")
    reach = node.reference.reach()
    array = array_of(frame.work(node))
    return reach.top, array.height, reach.left, array.width


def _rows(frame: Frame, node: Node) -> int:
    return _size(frame, node)[0]


def _columns(frame: Frame, node: Node) -> int:
    return _size(frame, node)[1]


def _size(frame: Frame, node: Node) -> tuple[int, int]:
    if isinstance(node, Place):
        return frame.known.size(frame.sheet_id, node.reference)
    found = frame.work(node)
    if isinstance(found, Fault):
        raise Fault(found.code)
    array = array_of(found)
    return array.height + array.tail, array.width


def _today(frame: Frame) -> int:
    return (frame.known.now().date() - EPOCH.date()).days


def _now(frame: Frame) -> float:
    return (frame.known.now().replace(tzinfo=None) - EPOCH) / timedelta(days=1)


def _text(frame: Frame, value: Node, pattern: Node) -> Result:
    given = [frame.work(value), frame.work(pattern)]
    if not frame.spreads:
        given = [frame.single(one) for one in given]
    return over(lambda one, told: formatted(one, told, frame.known.locale), given)


PLACES: Mapping[str, Function] = {
    "ROW": lazy(_row, 0, 1),
    "COLUMN": lazy(_column, 0, 1),
    "ROWS": lazy(_rows, 1),
    "COLUMNS": lazy(_columns, 1),
    "TODAY": lazy(_today, 0),
    "NOW": lazy(_now, 0),
    "TEXT": lazy(_text, 2),
    "SPARKLINE": whole(lambda *_: None, 1, 2),
}
