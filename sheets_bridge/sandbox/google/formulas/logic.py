"""Functions of truth: choices, errors caught, what a value is, names given."""

from collections.abc import Callable, Iterator, Mapping

from .declared import MANY, Function, each, lazy, whole
from .frame import Frame, over
from .grammar import Constant, Name, Node, Place
from .kinds import Array, Fault, Result, Scalar, is_number, sound, truth_of, whole_of


def _if(frame: Frame, condition: Node, then: Node, otherwise: Node | None = None) -> Result:
    found, other = _choice(frame, condition), otherwise or Constant(False)
    if isinstance(found, Array):
        return over(_either, [found, frame.work(then), frame.work(other)])
    return frame.work(then if truth_of(found) else other)


def _choice(frame: Frame, condition: Node) -> Result:
    found = frame.work(condition)
    return found if frame.spreads else frame.single(found)


def _either(condition: Scalar, then: Scalar, otherwise: Scalar) -> Scalar:
    return then if truth_of(condition) else otherwise


def _ifs(frame: Frame, *given: Node) -> Result:
    if len(given) % 2:
        raise Fault("N_A")
    if not given:
        return Fault("N_A")
    found = _choice(frame, given[0])
    if isinstance(found, Array):
        return over(_either, [found, frame.work(given[1]), _ifs(frame, *given[2:])])
    return frame.work(given[1]) if truth_of(found) else _ifs(frame, *given[2:])


def _catching(catches: Callable[[Fault], bool]) -> Callable[..., Result]:
    def caught(frame: Frame, value: Node, otherwise: Node | None = None) -> Result:
        found, other = frame.work(value), otherwise or Constant(None)
        if isinstance(found, Array) and found.place and not frame.spreads:
            found = frame.single(found)
        if isinstance(found, Array):
            if not any(isinstance(cell, Fault) and catches(cell) for column in found.columns for cell in column):
                return found
            return over(lambda cell, instead: instead if _is(cell) else cell, [found, frame.work(other)])
        return frame.work(other) if _is(found) else found

    def _is(cell: Scalar) -> bool:
        return isinstance(cell, Fault) and catches(cell)

    return caught


def _truths(given: tuple[Result, ...]) -> Iterator[bool]:
    """Texts and blanks in ranges do not count; nothing left to count is an error."""
    told = False
    for value in given:
        for cell in value.cells() if isinstance(value, Array) else (value,):
            if isinstance(value, Array) and (cell is None or isinstance(cell, str)):
                continue
            told = True
            yield truth_of(cell)
    if not told:
        raise Fault("VALUE")


def _choose(frame: Frame, place: Node, *given: Node) -> Result:
    at = whole_of(frame.single(frame.work(place)))
    if not 1 <= at <= len(given):
        raise Fault("NUM")
    return frame.work(given[at - 1])


def _let(frame: Frame, *given: Node) -> Result:
    if len(given) % 2 == 0:
        raise Fault("N_A")
    for name, value in zip(given[:-1:2], given[1:-1:2], strict=True):
        if not isinstance(name, Name):
            raise Fault("NAME")
        frame = frame.naming(name.name, frame.work(value))
    return frame.work(given[-1])


def _array_formula(frame: Frame, node: Node) -> Result:
    found = frame.spread().work(node)
    # A bare range fills cells here: it is no longer the range that a single cell is picked of.
    return Array(found.columns) if isinstance(found, Array) and isinstance(node, Place) else found


def _asking(holds: Callable[[Scalar], bool]) -> Function:
    return each(holds, 1)


LOGIC: Mapping[str, Function] = {
    "IF": lazy(_if, 2, 3),
    "IFS": lazy(_ifs, 2, MANY),
    "IFERROR": lazy(_catching(lambda _: True), 1, 2),
    "IFNA": lazy(_catching(lambda fault: fault.code == "N_A"), 1, 2),
    "AND": whole(lambda *given: all(list(_truths(given))), 1, MANY),
    "OR": whole(lambda *given: any(list(_truths(given))), 1, MANY),
    "NOT": each(lambda value: not truth_of(value), 1),
    "ISBLANK": _asking(lambda value: value is None),
    "ISNUMBER": _asking(is_number),
    "ISTEXT": _asking(lambda value: isinstance(value, str)),
    "ISERROR": _asking(lambda value: isinstance(value, Fault)),
    "ISNA": _asking(lambda value: isinstance(value, Fault) and value.code == "N_A"),
    "N": each(lambda value: (int(value) if isinstance(value, bool) else value) if is_figure(value) else 0, 1),
    "NA": lazy(lambda _: Fault("N_A"), 0),
    "TRUE": lazy(lambda _: True, 0),
    "FALSE": lazy(lambda _: False, 0),
    "CHOOSE": lazy(_choose, 2, MANY),
    "LET": lazy(_let, 3, MANY),
    "ARRAYFORMULA": lazy(_array_formula, 1),
}


def is_figure(value: Scalar) -> bool:
    """Whether N gives it as a number. Raises Fault."""
    return isinstance(sound(value), int | float)
