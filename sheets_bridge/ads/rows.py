"""Records of a medium into rows of our ad tables."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sheets_bridge.ads.media import VAT, Medium
from sheets_bridge.day_plan import settled
from sheets_bridge.model import Pull, Record, Row, Table, Value
from sheets_bridge.normalizing import Field, compiled

_FIGURES = ("impressions", "clicks", "cost", "conversions", "conversion_value")


def normalizer(
    table: Table, medium: Medium, pull: Pull, now: datetime, fields: Mapping[str, Field]
) -> Callable[[Record], Row]:
    """How a record of `medium` becomes a row of `table`.

    `fields` says how columns are read; one it does not name has the medium's own word, or is blank. A figure that it
    names and a record leaves out is 0: media omit what did not happen; one it does not name nobody knows. What is
    derived (`settings`) is still blank.
    """
    of_medium: Mapping[str, Value] = {
        "conversion_kind": medium.conversion_kind,
        "conversion_date_basis": medium.conversion_date_basis,
        "attribution_window": medium.attribution_window,
        "vat_included": VAT[medium.vat_included],
        "currency": medium.currency,
    }
    known = {column.id for column in table.columns}
    named = {id_: field for id_, field in fields.items() if id_ in known}
    own = [column.id for column in table.columns if column.id not in named]
    day = table.position(table.day or "")
    told: dict[str, Value] = {
        **of_medium,
        "account": pull.account,
        "shop_no": pull.shop_no,
        "medium": medium.label,
        "account_id": str(pull.shop_no),
    }
    fixed: Sequence[Value] = [told.get(id_) for id_ in own]
    make, status = compiled(table, own, named), table.position(table.status or "")
    zeros = [table.position(id_) for id_ in _FIGURES if id_ in named]

    def row(record: Record) -> Row:
        made = list(make(record, fixed))
        for at in zeros:
            if made[at] is None:
                made[at] = 0
        made[status] = settled(str(made[day]), now, medium.restated)
        return tuple(made)

    return row
