"""Mutations of arithmetic: operators, signs, terms, factors, constants and conditions.

Each takes a site and yields possible replacements, as source text.
"""

import ast
from collections.abc import Iterator

from grader.authoring.power.sites import Site

_ARITHMETIC = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**"}
_COMPARISONS = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
_WHOLE = frozenset({"dim", "axis", "correction", "random_state", "n_components"})
_COUNTS = frozenset({"Linear", "range", "gather", "unsqueeze", "size", "stack"})


def written(node: ast.AST) -> str:
    """The text of an expression, in parentheses."""
    return f"({ast.unparse(node)})"


def operators(site: Site) -> Iterator[str]:
    """Another arithmetic operator, or the operands of one that does not commute swapped."""
    match site.node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            own, a, b = _ARITHMETIC[type(op)], written(left), written(right)
            yield from (f"{a} {other} {b}" for other in "+-*/" if other != own)
            if own in ("-", "/", "**"):
                yield f"{b} {own} {a}"
        case ast.BinOp(left=left, op=ast.BitAnd(), right=right):
            yield f"{written(left)} | {written(right)}"


def brackets(site: Site) -> Iterator[str]:
    """Another operator, or the same one, without the parentheses around its operands."""
    match site.node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            for sign in dict.fromkeys(["+", "-", "*", "/", _ARITHMETIC[type(op)]]):
                yield f"{ast.unparse(left)} {sign} {ast.unparse(right)}"


def signs(site: Site) -> Iterator[str]:
    """The other sign."""
    match site.node, site.parent:
        case ast.UnaryOp(op=ast.USub(), operand=inner), _ if not isinstance(inner, ast.Constant):
            yield written(inner)
        case (ast.Name() | ast.Call()) as node, parent:
            subtracted = isinstance(parent, (ast.UnaryOp, ast.BinOp)) and _is_signed(parent, node)
            if site.scope.is_numeric(node) and not (subtracted or site.is_measured):
                yield f"-{written(node)}"
        case ast.BinOp() as node, ast.Call() | ast.Assign() | ast.Return():
            if site.scope.is_numeric(node):
                yield f"-{written(node)}"


def dropped(site: Site) -> Iterator[str]:
    """One term of a sum, one factor of a product, one function of a chain left out."""
    match site.node:
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            yield from (written(left), f"-{written(right)}")
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            yield from (written(left), f"1 / {written(right)}")
        case ast.BinOp(left=left, op=ast.Pow()):
            yield written(left)
        case ast.BinOp(left=left, right=right):
            yield from (written(left), written(right))
        case ast.Call(func=ast.Attribute(value=base)) if site.scope.is_tensor(base):
            yield written(base)
        case ast.Call(args=[first, *_]) if site.scope.is_numeric(first):
            yield written(first)
        case ast.Attribute(value=base, attr="T"):
            yield written(base)


def constants(site: Site) -> Iterator[str]:
    """Another number: 0, 1, the other sign, one more, one less, double, half, a little more."""
    if isinstance(site.parent, ast.UnaryOp):
        return
    match site.node:
        case ast.Constant(value=bool() as value):
            yield repr(not value)
        case ast.Constant(value=int() | float() as value):
            yield from _other(value, whole=_is_whole(site.parent))
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
            yield from _other(-value, whole=_is_whole(site.parent))
        case ast.Attribute(attr="pi") as node:
            yield from ("1", "3.14", "3.14159", f"2 * {ast.unparse(node)}")


def comparisons(site: Site) -> Iterator[str]:
    """Another comparison."""
    match site.node:
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARISONS:
            for other in _COMPARISONS.values():
                if other != _COMPARISONS[type(op)]:
                    yield f"{written(left)} {other} {written(right)}"


def conditions(site: Site) -> Iterator[str]:
    """A condition that is always or never true, or its negation."""
    node, parent = site.node, site.parent
    is_test = isinstance(parent, (ast.If, ast.IfExp)) and parent.test is node
    is_question = isinstance(node, ast.Call) and ast.unparse(node.func) == "isinstance"
    if is_test or is_question:
        yield from ("True", "False")
        yield ast.unparse(node.operand) if isinstance(node, ast.UnaryOp) else f"not {written(node)}"


def protected(site: Site) -> Iterator[str]:
    """A small number added before a logarithm or to a divisor."""
    for small in ("1e-12", "1e-06"):
        match site.node:
            case ast.Call(func=ast.Attribute(value=base, attr="log"), args=[]):
                yield f"({written(base)} + {small}).log()"
            case ast.Call(func=ast.Attribute(value=ast.Name(id="np"), attr="log"), args=[inner]):
                yield f"np.log({written(inner)} + {small})"
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                if not site.scope.is_number(right):
                    yield f"{written(left)} / ({written(right)} + {small})"


OPERATORS = (operators, brackets, signs, dropped, constants, comparisons, conditions, protected)


def _is_signed(parent: ast.UnaryOp | ast.BinOp, node: ast.AST) -> bool:
    """Whether the sign of a node is its parent's, so that changing the parent is the same."""
    if isinstance(parent, ast.UnaryOp):
        return isinstance(parent.op, ast.USub)
    return isinstance(parent.op, (ast.Add, ast.Sub)) and parent.right is node


def _is_whole(parent: ast.AST) -> bool:
    """Whether a number is a dimension, an index or a count: only integers make sense."""
    match parent:
        case ast.keyword(arg=name):
            return name in _WHOLE
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in _COUNTS
        case ast.Subscript() | ast.Slice():
            return True
    return False


def _other(value: float, *, whole: bool) -> Iterator[str]:
    found: list[float] = [0, 1, -value, value + 1, value - 1, 2 * value]
    if not whole:
        found += [value / 2, value * 1.0001]
    yield from (repr(other) for other in dict.fromkeys(found) if other != value)
