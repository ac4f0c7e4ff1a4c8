"""What Google refuses of a query that reads well: columns that are not there, clauses that do not fit each other."""

from collections.abc import Mapping

from .query_terms import Call, Column, Query, Term, aggregates, sides, spelled
from .query_text import refused
from .query_values import kind_of


def check(query: Query, kinds: Mapping[str, str]) -> None:
    """Raises ValueError, in Google's words, for a query that cannot run over columns of these kinds."""
    for term in _terms(query):
        kind_of(term, kinds)
    _check_places(query)
    if any(map(aggregates, query.select)):
        _check_grouping(query)
    elif query.group:
        raise refused("CANNOT_GROUP_WITHOUT_AGG")
    _check_labels(query)


def _terms(query: Query) -> list[Term]:
    named = [term for term, _ in (*query.order, *query.labels)]
    return [*query.select, *sides(query.where), *query.group, *named]


def _check_places(query: Query) -> None:
    places = (("CANNOT_BE_IN_GROUP_BY", query.group), ("CANNOT_BE_IN_WHERE", sides(query.where)))
    for code, terms in places:
        for one in (one for term in terms for one in aggregates(term)):
            raise refused(code, spelled(one))
    chosen = {one for term in query.select for one in aggregates(term)}
    for one in (one for term, _ in query.order for one in aggregates(term) if one not in chosen):
        raise refused("AGG_IN_ORDER_NOT_IN_SELECT", spelled(one))


def _check_grouping(query: Query) -> None:
    """Beside aggregations every selected column is grouped by, and rows are ordered by what is selected."""
    for term in query.select:
        for name in _loose(term, query.group):
            raise refused("ADD_COL_TO_GROUP_BY_OR_AGG", name)
    for term, _ in query.order:
        if term not in query.select:
            raise refused("COL_IN_ORDER_MUST_BE_IN_SELECT", spelled(term))


def _loose(term: Term, group: tuple[Term, ...]) -> list[str]:
    """Names of columns in a term that are neither grouped by nor aggregated."""
    if term in group:
        return []
    if isinstance(term, Column):
        return [term.name]
    return [name for inner in term.given for name in _loose(inner, group)] if isinstance(term, Call) else []


def _check_labels(query: Query) -> None:
    for term, _ in query.labels:
        if query.select and term not in query.select:
            raise refused("LABEL_COL_NOT_IN_SELECT", spelled(term))
