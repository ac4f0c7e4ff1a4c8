"""batchUpdate requests about conditional formats: rules of a tab that have no id, only a place in its list."""

from .book import Book
from .looks import tidy
from .refusal import invalid
from .sheet import Json, Sheet
from .ties import shown


def add_rule(book: Book, request: Json) -> Json:
    """addConditionalFormatRule at `index`, by default before all others."""
    rule = _checked(book, request.get("rule"))
    sheet = book.edit(rule["ranges"][0]["sheetId"])
    index = request.get("index") or 0
    _check_index(index, len(sheet.rules) + 1)
    sheet.rules = [*sheet.rules[:index], rule, *sheet.rules[index:]]
    return {}


def _checked(book: Book, wanted: Json | None) -> Json:
    """The rule as it is kept: its ranges name their tab, which is one for all of them."""
    rule: Json = tidy(wanted or {})
    if not rule.get("ranges"):
        raise invalid("At least one range must be specified.")
    if ("booleanRule" in rule) == ("gradientRule" in rule):
        raise invalid("Exactly one of booleanRule or gradientRule must be specified.")
    ranges = [{**one, "sheetId": book.grid_range(one)[0].id} for one in rule["ranges"]]
    if len({one["sheetId"] for one in ranges}) > 1:
        raise invalid("All ranges of a conditional format rule must be on the same sheet.")
    return {**rule, "ranges": ranges}


def _check_index(index: int, count: int) -> None:
    if not 0 <= index < count:
        raise invalid(f"No conditional format at index: {index}")


def update_rule(book: Book, request: Json) -> Json:
    """updateConditionalFormatRule: a new rule in the place of the one at `index`, or the same one moved."""
    index, target = request.get("index") or 0, request.get("newIndex")
    sheet = book.edit(_rule_sheet(book, request).id)
    _check_index(index, len(sheet.rules))
    old, others = sheet.rules[index], [*sheet.rules[:index], *sheet.rules[index + 1 :]]
    if target is not None:
        _check_index(target, len(sheet.rules))
        sheet.rules = [*others[:target], old, *others[target:]]
        return {"newRule": shown(old), "newIndex": target, "oldIndex": index}
    new = _checked(book, request.get("rule"))
    if new["ranges"][0]["sheetId"] != sheet.id:
        raise invalid("The rule must stay on its sheet.")
    sheet.rules = [*others[:index], new, *others[index:]]
    return {"newRule": shown(new), "newIndex": index, "oldRule": shown(old)}


def _rule_sheet(book: Book, request: Json) -> Sheet:
    """The tab of an update: named outright where a rule is moved, else the one its new ranges are on."""
    if request.get("newIndex") is None and request.get("rule"):
        ranges = request["rule"].get("ranges") or [{}]
        return book.sheet(ranges[0].get("sheetId"))
    return book.sheet(request.get("sheetId"))


def delete_rule(book: Book, request: Json) -> Json:
    """deleteConditionalFormatRule: the rules after it move up."""
    sheet, index = book.edit(request.get("sheetId")), request.get("index") or 0
    _check_index(index, len(sheet.rules))
    gone = sheet.rules[index]
    sheet.rules = [one for one in sheet.rules if one is not gone]
    return {"rule": shown(gone)}
