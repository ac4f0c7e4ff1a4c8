"""Formulas of plain arithmetic (`=1+1`, `= 1 / 1024`); anything else shows the error an unknown name shows."""

import ast
import operator
from collections.abc import Callable

from ..cells import Formula, check_length, number

_BINARY: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_UNARY: dict[type[ast.unaryop], Callable[[float], float]] = {ast.UAdd: operator.pos, ast.USub: operator.neg}
_DEEPEST = 200


def evaluate(text: str) -> Formula:
    """The formula with what it comes to; `text` begins with `=`."""
    check_length(text)
    body = text[1:].strip()
    if len(body) > _DEEPEST:
        return Formula(text, error="NAME")
    try:
        return Formula(text, number(_amount(ast.parse(body, mode="eval").body)))
    except (SyntaxError, ValueError):
        return Formula(text, error="ERROR")
    except LookupError:
        return Formula(text, error="NAME")
    except ZeroDivisionError:
        return Formula(text, error="DIVIDE_BY_ZERO")


def _amount(node: ast.expr) -> float:
    if isinstance(node, ast.Constant) and type(node.value) in {int, float}:
        return float(node.value)  # type: ignore[arg-type]
    if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        return _BINARY[type(node.op)](_amount(node.left), _amount(node.right))
    if isinstance(node, ast.UnaryOp) and type(node.op) in _UNARY:
        return _UNARY[type(node.op)](_amount(node.operand))
    raise LookupError(ast.dump(node))
