"""What stands in a sheet, or anywhere, against the facts of the story: any kind, under whatever labels a tab has."""

from collections.abc import Iterable, Mapping
from typing import Any

from system_mall import Mall
from system_sheet import Sheet, same_cell, sheet_cell

_MOST_TOLD = 6


def fact_differences(sheet: Sheet, title: str, kind: str, labels: Mapping[str, str], **only: Any) -> list[str]:
    """Where a tab does not show the truth of a kind; `labels` says under which header each fact stands, key first.

    `only` keeps the facts with these values (`shop_no=1`) or those a question is true of.
    """
    names, told = sheet.mall.keyed_truth(kind)
    facts = [one for one in told if all(_meant(one[name], value) for name, value in only.items())]
    wanted = [{label: sheet_cell(one[name]) for name, label in labels.items()} for one in facts]
    key = [label for name, label in labels.items() if name in names]
    shown = sheet.records(title)
    by_key = {tuple(row.get(label) for label in key): row for row in shown}
    found = [] if len(shown) == len(wanted) else [f"{len(shown)} rows, not {len(wanted)}"]
    for row in wanted:
        name = tuple(row[label] for label in key)
        cells = by_key.get(name, {})
        found += [f"{name} {label}: {cells.get(label)!r}, not {cell!r}"
                  for label, cell in row.items() if not same_cell(cells.get(label), cell)]  # fmt: skip
    return found[:_MOST_TOLD]


def _meant(value: Any, only: Any) -> bool:
    return bool(only(value) if callable(only) else value == only)


def personal_values(mall: Mall, kinds: Iterable[str] = ("names", "phones", "emails", "addresses")) -> set[str]:
    """Every personal value of these kinds that the wires have told so far."""
    told = mall.control("GET", "truth/personal")
    return {value for kind in kinds for value in told[kind]}


def personal_found(mall: Mall, text: str) -> list[str]:
    """The personal values that stand in a text: none may, in the default profile."""
    return sorted(value for value in personal_values(mall) if value in text)
