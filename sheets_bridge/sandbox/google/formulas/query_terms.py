"""What a query is made of: terms that give a column of values, conditions that keep rows, the clauses."""

from dataclasses import dataclass

AGGREGATES = ("sum", "count", "avg", "min", "max")
SIGNS = {"+": "sum", "-": "difference", "*": "product", "/": "quotient", "%": "modulo"}
"""Arithmetic sign → the name of its function, which stands in the headers Google makes."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name (`B`, `Col2`)."""

    name: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written out; days and times of day are serial numbers."""

    value: str | int | float | bool
    written: str
    """As Google writes it in a header."""


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One of AGGREGATES over a column."""

    kind: str
    of: Column


@dataclass(frozen=True, slots=True)
class Call:
    """A scalar function, arithmetic included."""

    name: str
    given: "tuple[Term, ...]"


Term = Column | Literal | Aggregate | Call


@dataclass(frozen=True, slots=True)
class Compare:
    """`sign` is `=`, `!=`, `<`, `<=`, `>`, `>=`, `contains`, `starts with`, `ends with`, `matches` or `like`."""

    sign: str
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Blank:
    """`is null`."""

    of: Term


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition."""

    of: "Condition"


@dataclass(frozen=True, slots=True)
class Joined:
    """Conditions joined by `and` or `or`."""

    word: str
    parts: "tuple[Condition, ...]"


Condition = Compare | Blank | Not | Joined


@dataclass(frozen=True, slots=True)
class Query:
    """A query as written; whether its columns exist is not known here."""

    select: tuple[Term, ...] = ()
    """Empty for `*`."""
    where: Condition | None = None
    group: tuple[Term, ...] = ()
    order: tuple[tuple[Term, bool], ...] = ()
    """Term, whether the greatest comes first."""
    limit: int | None = None
    offset: int = 0
    labels: tuple[tuple[Term, str], ...] = ()


def parts(term: Term) -> list[Term]:
    """The term and all terms inside it."""
    inner = term.given if isinstance(term, Call) else (term.of,) if isinstance(term, Aggregate) else ()
    return [term, *(one for each in inner for one in parts(each))]


def aggregates(term: Term) -> list[Aggregate]:
    """The aggregations inside a term."""
    return [one for one in parts(term) if isinstance(one, Aggregate)]


def sides(condition: Condition | None) -> list[Term]:
    """The terms that a condition looks at."""
    match condition:
        case Compare(_, left, right):
            return [left, right]
        case Blank(of):
            return [of]
        case Not(inner):
            return sides(inner)
        case Joined(_, joined):
            return [term for part in joined for term in sides(part)]
    return []


def spelled(term: Term) -> str:
    """The term as Google spells it in its refusals (`sum(`B`)`)."""
    match term:
        case Column(name):
            return f"`{name}`"
        case Literal(_, written):
            return written
        case Aggregate(kind, of):
            return f"{kind}({spelled(of)})"
        case Call(name, given):
            return f"{name}({', '.join(map(spelled, given))})"
