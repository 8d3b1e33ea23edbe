"""Numbers as people write them: `0.5`, `1/2`, `5e-1`, `-log(2)`, `2*sqrt(2)`."""

import ast
import math
import operator
import warnings
from collections.abc import Callable

from grader.quiz.errors import AnswerError

_LONGEST = 80  # keeps the nesting of an expression, and so the recursion below, small

_BINARY: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_UNARY: dict[type[ast.unaryop], Callable[[float], float]] = {
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
}
_FUNCTIONS = {"exp": math.exp, "ln": math.log, "log": math.log, "sqrt": math.sqrt}
_CONSTANTS = {"e": math.e, "pi": math.pi}


def parse_number(text: str) -> float:
    """The value of a number or of a small expression in numbers.

    It takes decimal numbers, `+ - * / ^` with parentheses, `pi`, `e`, `exp`, `log` (natural; also
    `ln`) and `sqrt`. Nothing is evaluated as Python.

    Raises:
        AnswerError: the text is not such an expression, or has no finite real value.
    """
    if len(text) > _LONGEST:
        raise AnswerError(f"Answer with a number of at most {_LONGEST} characters.")
    expression = text.strip().replace("−", "-").replace("^", "**")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # from the parser, about spellings that are refused below anyway
            value = _value(ast.parse(expression, mode="eval").body)
    except (SyntaxError, ValueError, RecursionError):
        hint = " Use a point as the decimal mark." if "," in text else ""
        raise AnswerError(f"Answer with a number such as 0.5, 1/2, 5e-1 or log(2).{hint}") from None
    except ArithmeticError:
        raise AnswerError("Answer with a finite number.") from None
    if not math.isfinite(value):
        raise AnswerError("Answer with a finite number.")
    return value


def _value(node: ast.expr) -> float:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return float(number)
        case ast.Name(id=name) if name in _CONSTANTS:
            return _CONSTANTS[name]
        case ast.UnaryOp(op=op, operand=operand) if type(op) in _UNARY:
            return _UNARY[type(op)](_value(operand))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            result = _BINARY[type(op)](_value(left), _value(right))
            if isinstance(result, complex):
                raise ArithmeticError
            return result
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in _FUNCTIONS:
            return _FUNCTIONS[name](_value(argument))
    raise ValueError
