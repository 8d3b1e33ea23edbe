"""Expressions in other forms with the same meaning.

Each form takes an expression and yields possible replacements, as source text.
"""

import ast
from collections.abc import Iterator

from grader.authoring.power.operators.arithmetic import written
from grader.authoring.power.scope import MODULES, Scope

_METHODS = {
    "torch": frozenset(
        {"abs", "clamp", "exp", "expm1", "gather", "log", "log1p", "masked_fill", "mean", "median"}
        | {"sigmoid", "sign", "softmax", "sqrt", "square", "sum", "var"}
    ),
    "numpy": frozenset({"mean", "sum"}),
}
"""Operations that a library has both as a method and as a function."""

_MIRRORED = {ast.Lt: ">", ast.LtE: ">=", ast.Gt: "<", ast.GtE: "<=", ast.Eq: "=="}


def forms(node: ast.expr, scope: Scope) -> Iterator[str]:
    """All replacements of an expression."""
    for form in (commuted, subtracted, scaled, squared, called, spelt_out, reduced, compared):
        yield from form(node, scope)


def commuted(node: ast.expr, scope: Scope) -> Iterator[str]:
    """`a + b` and `b + a`, `a * b` and `b * a`."""
    match node:
        case ast.BinOp(left=left, op=ast.Add() | ast.Mult() as op, right=right):
            if scope.is_numeric(left) and scope.is_numeric(right):
                sign = "+" if isinstance(op, ast.Add) else "*"
                yield f"{written(right)} {sign} {written(left)}"


def subtracted(node: ast.expr, scope: Scope) -> Iterator[str]:
    """`a - b`, `-(b - a)` and `-b + a`."""
    match node:
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            yield f"-({written(right)} - {written(left)})"
            yield f"-{written(right)} + {written(left)}"
        case ast.UnaryOp(op=ast.USub(), operand=inner) if not isinstance(inner, ast.Constant):
            yield f"-1 * {written(inner)}"


def scaled(node: ast.expr, scope: Scope) -> Iterator[str]:
    """`x / 2`, `x * 0.5` and `0.5 * x`, which round in the same way."""
    match node:
        case ast.BinOp(left=left, op=ast.Div(), right=ast.Constant(value=2)):
            yield from (f"0.5 * {written(left)}", f"{written(left)} * 0.5")
        case ast.BinOp(left=ast.Constant(value=0.5), op=ast.Mult(), right=right):
            yield f"{written(right)} / 2"
        case ast.BinOp(left=ast.Constant(value=2), op=ast.Mult(), right=right):
            yield f"{written(right)} + {written(right)}"


def squared(node: ast.expr, scope: Scope) -> Iterator[str]:
    """`x.square()`, `x ** 2`, `x.pow(2)` and `x * x`."""
    match node:
        case ast.Call(func=ast.Attribute(value=base, attr="square"), args=[]):
            power = written(base)
        case ast.BinOp(left=base, op=ast.Pow(), right=ast.Constant(value=2)):
            power = written(base)
        case _:
            return
    yield from (f"{power} ** 2", f"{power} ** 2.0")
    if scope.library == "torch" and not scope.is_number(base):
        yield from (f"{power}.pow(2)", f"torch.square({power})")
    if isinstance(base, ast.Name):
        yield f"{power} * {power}"


def called(node: ast.expr, scope: Scope) -> Iterator[str]:
    """`x.log()` and `torch.log(x)`."""
    module = "torch" if scope.library == "torch" else "np"
    match node:
        case ast.Call(func=ast.Attribute(value=base, attr=name), args=args, keywords=keywords):
            if name not in _METHODS[scope.library]:
                return
            if not (isinstance(base, ast.Name) and base.id in MODULES):
                yield f"{module}.{name}({_listed(base, *args, *keywords)})"
            elif base.id == module:
                yield f"{written(args[0])}.{name}({_listed(*args[1:], *keywords)})"


def spelt_out(node: ast.expr, scope: Scope) -> Iterator[str]:
    """A function in terms of others, such as `x.expm1()` as `x.exp() - 1`."""
    match node:
        case ast.Call(func=ast.Attribute(value=base, attr="expm1"), args=[]):
            yield f"{written(base)}.exp() - 1"
        case ast.Call(func=ast.Attribute(value=base, attr="log1p"), args=[]):
            yield f"(1 + {written(base)}).log()"
        case ast.Call(func=ast.Attribute(attr="logsigmoid"), args=[inner]):
            yield f"-F.softplus(-{written(inner)})"
            # `minimum` and not `clamp`, whose gradient at 0 is another one.
            x = written(inner)
            yield f"torch.minimum({x}, torch.zeros_like({x})) - {x}.abs().neg().exp().log1p()"
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id="F"), attr="log_softmax"),
            args=[inner],
            keywords=[ast.keyword(arg="dim", value=dim)],
        ):
            yield f"{written(inner)} - {written(inner)}.logsumexp({_listed(dim)}, keepdim=True)"
        case ast.Call(func=ast.Attribute(value=base, attr="clamp"), keywords=[keyword]):
            if ast.unparse(keyword) == "min=0":
                yield f"torch.relu({ast.unparse(base)})"
                yield f"torch.where({written(base)} > 0, {ast.unparse(base)}, 0.0)"
            elif keyword.arg == "min":
                yield f"{written(base)}.clamp_min({ast.unparse(keyword.value)})"
        case ast.Call(func=ast.Attribute(value=base, attr="sqrt"), args=[]):
            yield f"{written(base)} ** 0.5"


def reduced(node: ast.expr, scope: Scope) -> Iterator[str]:
    """`mean` as sum and count; a full reduction after flattening."""
    match node:
        case ast.Call(func=ast.Attribute(value=base, attr="mean"), args=[], keywords=[]):
            in_torch = scope.library == "torch"
            count, dimension = ("numel()", "dim") if in_torch else ("size", "axis")
            if isinstance(base, ast.Name) and base.id in scope.tensors:
                yield f"{base.id}.sum() / {base.id}.{count}"
            yield f"{written(base)}.reshape(-1).mean(0)"
            yield f"{written(base)}.reshape(-1).mean({dimension}=-1)"
        case ast.Call(func=ast.Attribute(value=base, attr="sum"), args=[], keywords=[]):
            if scope.library == "torch" and scope.is_tensor(base):
                yield f"{written(base)}.flatten().sum(0)"
        case ast.Call(func=ast.Attribute(value=base, attr="numel"), args=[]):
            if isinstance(base, ast.Name):
                yield f"{base.id}.shape.numel()"
                yield f"len({base.id}.reshape(-1))"


def compared(node: ast.expr, scope: Scope) -> Iterator[str]:
    """`a < b` and `b > a`; the branches of a condition the other way round."""
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _MIRRORED:
            yield f"{written(right)} {_MIRRORED[type(op)]} {written(left)}"
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield f"{written(orelse)} if not {written(test)} else {written(body)}"


def _listed(*nodes: ast.AST) -> str:
    return ", ".join(map(ast.unparse, nodes))
