"""Field masks held against the shape they select from: names that are not there are refused as Google refuses them."""

from sheets_bridge.sandbox.google.masks import Mask
from sheets_bridge.sandbox.google.refusal import Refusal, invalid

from .fields import Field, fields, is_message

_ALL = "*"


def check_answer_mask(mask: Mask, message: str) -> None:
    """Refuse a `fields` parameter that names what the answer cannot have."""
    wrong = _unknown(mask, message)
    if wrong is None:
        return
    path = ".".join(field.name if isinstance(field, Field) else field for field in wrong)
    text = f"Error expanding 'fields' parameter. Cannot find matching fields for path '{path}'."
    detail = {
        "@type": "type.googleapis.com/google.rpc.BadRequest",
        "fieldViolations": [{"field": path, "description": text}],
    }
    raise Refusal(400, "Request contains an invalid argument.", "INVALID_ARGUMENT", [detail])


def check_update_mask(mask: Mask, message: str) -> None:
    """Refuse the `fields` of an update that names what the object cannot have."""
    wrong = _unknown(mask, message)
    if wrong is not None:
        raise invalid("Invalid field: " + ".".join(one.snake if isinstance(one, Field) else one for one in wrong))


def _unknown(mask: Mask, message: str) -> list[Field | str] | None:
    """The path of the first name that has no field; None where all have one."""
    known = fields(message)
    for name, deeper in mask.items():
        if name == _ALL:
            continue
        field = known.get(name)
        if field is None:
            return [name]
        wrong = _below(deeper, field)
        if wrong is not None:
            return [field, *wrong]
    return None


def _below(mask: Mask, field: Field) -> list[Field | str] | None:
    if not mask or field.many == "{" or field.kind == "any":
        return None
    return _unknown(mask, field.kind) if is_message(field.kind) else [next(iter(mask))]
