"""Changes of arithmetic: operators, terms, signs, numbers, parentheses and comparisons."""

import ast
import math
from collections.abc import Iterator

from grader.judging.diagnosis.code.source import called
from grader.judging.diagnosis.repair.sites import OPERATORS, Change, Site, shown

_COUNTS = {"len", "dim", "size", "numel", "ndimension"}
"""Calls whose number has no sign to be wrong."""

_COLLECTING = {"append", "add", "extend"}
"""Calls that keep what they are given: another sign only makes it another thing to find again."""

_COMPARISONS = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip


def operator(site: Site) -> Iterator[Change]:
    """Another operator, or the two sides exchanged."""
    match site.node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            own, a, b = OPERATORS[type(op)], site.code(left), site.code(right)
            says = f"The operator of {site.place} is wrong: with another one every answer is right."
            for other in "|&" if own in "|&" else "+-*/":
                if other != own:
                    yield Change(f"({a} {other} {b})", says)
            if own in ("-", "/", "**", "@"):
                yield Change(
                    f"({b} {own} {a})",
                    f"The two sides of {site.place} are exchanged: the other way around every "
                    "answer is right.",
                )


def left_out(site: Site) -> Iterator[Change]:
    """One side of an operation alone."""
    match site.node:
        case ast.BinOp(op=ast.Mod()):
            return  # odd for even, which leads astray
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            sign = "-" if isinstance(op, ast.Sub) else ""
            inverse = "1 / " if isinstance(op, ast.Div) else ""
            for kept, code, other in (
                (left, site.code(left), right),
                (right, f"({inverse}{sign}{site.code(right)})", left),
            ):
                if not (kept is right and isinstance(op, ast.Pow)):
                    yield Change(
                        code,
                        f"{shown(other)} does not belong in {site.place}: without it every answer "
                        "is right.",
                    )


def sign(site: Site) -> Iterator[Change]:
    """The other sign."""
    match site.node:
        case ast.UnaryOp(op=ast.USub(), operand=inner) if not isinstance(inner, ast.Constant):
            says = f"The minus sign of {site.place} is wrong: without it every answer is right."
            yield Change(site.code(inner), says)
        case ast.Name() | ast.Call() | ast.BinOp() if _has_a_sign(site):
            says = f"{site.place} has the wrong sign: with a minus before it every answer is right."
            yield Change(f"(-{site.code(site.node)})", says)


def constant(site: Site) -> Iterator[Change]:
    """Another number, or the other truth value."""
    match site.node, site.parent:
        case _, ast.UnaryOp(op=ast.USub()) | ast.Compare(ops=[ast.Eq() | ast.NotEq()]):
            return  # another number would only make the comparison never hold
        case ast.Constant(value=bool() as value), _:
            says = f"`{value}` in {site.around} is wrong: with `{not value}` every answer is right."
            yield Change(repr(not value), says)
        case (ast.Constant() | ast.UnaryOp(op=ast.USub(), operand=ast.Constant())) as node, _:
            number = ast.literal_eval(node)
            if type(number) not in (int, float):
                return
            if isinstance(site.parent, ast.Compare) and not number:
                return  # nor would that of a sign
            says = (
                f"The number {ast.unparse(node)} in {site.around} is wrong: with another one every "
                "answer is right."
            )
            alike = _alike(site, node)
            everywhere = (
                f"The number {ast.unparse(node)} at {_lines(alike)} is wrong: with another one "
                "every answer is right."
            )
            for other in _others(number, site.numbers):
                yield Change(f"({other!r})", says)
                if len(alike) > 1:
                    places = tuple((one, f"({other!r})") for one in alike)
                    yield Change("", everywhere, places)


def grouping(site: Site) -> Iterator[Change]:
    """The parentheses of two operations set otherwise."""
    match site.node:
        case ast.BinOp(left=ast.BinOp(left=a, op=first, right=b), op=second, right=c):
            yield from _grouped(site, (a, first, b, second, c), left=False)
    match site.node:
        case ast.BinOp(left=a, op=first, right=ast.BinOp(left=b, op=second, right=c)):
            yield from _grouped(site, (a, first, b, second, c), left=True)


def comparison(site: Site) -> Iterator[Change]:
    """Another comparison."""
    match site.node:
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARISONS:
            says = f"The comparison {site.place} is wrong: with another one every answer is right."
            for other in _COMPARISONS.values():
                if other != _COMPARISONS[type(op)]:
                    yield Change(f"({site.code(left)} {other} {site.code(right)})", says)


def _grouped(
    site: Site,
    parts: tuple[ast.expr, ast.operator, ast.expr, ast.operator, ast.expr],
    *,
    left: bool,
) -> Iterator[Change]:
    a, first, b, second, c = parts
    if type(first) not in OPERATORS or type(second) not in OPERATORS:
        return
    x, y, z = site.code(a), site.code(b), site.code(c)
    one, two = OPERATORS[type(first)], OPERATORS[type(second)]
    code = f"(({x} {one} {y}) {two} {z})" if left else f"({x} {one} ({y} {two} {z}))"
    says = f"{site.place} is grouped wrongly: with other parentheses every answer is right."
    yield Change(code, says)


def _has_a_sign(site: Site) -> bool:
    """Whether a minus before a place says something; what is changed in place would be a copy."""
    if site.in_test or isinstance(site.parent, ast.UnaryOp | ast.Attribute | ast.Compare):
        return False
    if isinstance(site.parent, ast.Subscript) and isinstance(site.parent.ctx, ast.Store):
        return False
    if isinstance(site.parent, ast.Call) and called(site.parent) in _COLLECTING:
        return False
    return called(site.node) not in _COUNTS and not any(
        isinstance(node, ast.Compare) for node in ast.walk(site.node)
    )


def _alike(site: Site, node: ast.expr) -> tuple[ast.expr, ...]:
    """Every place where the same number is written."""
    code = ast.dump(node)
    found = (n for function in site.definition.functions for n in ast.walk(function))
    return tuple(n for n in found if isinstance(n, ast.expr) and ast.dump(n) == code)


def _lines(nodes: tuple[ast.expr, ...]) -> str:
    lines = sorted({node.lineno for node in nodes})
    return f"line{'s' * (len(lines) > 1)} {' and '.join(map(str, lines))}"


def _others(value: float, numbers: tuple[float, ...]) -> Iterator[float]:
    negative = [-number for number in numbers]
    found = [
        *numbers,
        *negative,
        math.e,
        0,
        1,
        2,
        -1,
        0.5,
        -value,
        value + 1,
        value - 1,
        2 * value,
        value / 2,
    ]
    if value:
        found.append(1 / value)
    yield from (other for other in dict.fromkeys(found) if other != value)
