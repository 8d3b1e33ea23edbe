"""Changes of statements: variables, conditions, parts of a result, and what comes too early."""

import ast
import textwrap
from collections.abc import Iterator
from itertools import combinations

from grader.judging.diagnosis.repair.sites import Change, Site, shown


def exchanged(site: Site) -> Iterator[Change]:
    """Two arguments of the function exchanged wherever it uses them."""
    match site.node, site.parent:
        case ast.stmt(), ast.FunctionDef(args=given) as function if site.node is _first(function):
            names = [argument.arg for argument in given.args if argument.arg != "self"]
            for a, b in combinations(names, 2):
                other = {a: b, b: a}
                places = tuple(
                    (node, other[node.id])
                    for node in ast.walk(function)
                    if isinstance(node, ast.Name) and node.id in other
                )
                if places:
                    says = (
                        f"`{a}` and `{b}` are exchanged from line {function.lineno} on: the other "
                        "way around every answer is right."
                    )
                    yield Change("", says, places)


def variable(site: Site) -> Iterator[Change]:
    """Another variable of the function."""
    match site.node:
        case ast.Name(id=name) if name in site.names:
            says = (
                f"`{name}` does not belong in {site.around}: with another variable of yours every "
                "answer is right."
            )
            yield from (Change(other, says) for other in sorted(site.names) if other != name)
        case ast.Attribute(value=ast.Name(id="self")) as node:
            others = {
                ast.unparse(other)
                for function in site.definition.functions
                for other in ast.walk(function)
                if isinstance(other, ast.Attribute) and ast.unparse(other.value) == "self"
            }
            says = (
                f"`{ast.unparse(node)}` does not belong in {site.around}: with another attribute "
                "every answer is right."
            )
            yield from (Change(o, says) for o in sorted(others) if o != ast.unparse(node))


def parts(site: Site) -> Iterator[Change]:
    """The parts of a tuple or the arguments of a call exchanged; one part alone."""
    match site.node:
        case ast.Tuple(elts=elements) | ast.Call(args=elements) if len(elements) > 1:
            what = "parts" if isinstance(site.node, ast.Tuple) else "arguments"
            for a, b in combinations(range(len(elements)), 2):
                codes = [site.code(element) for element in elements]
                codes[a], codes[b] = codes[b], codes[a]
                code = f"({', '.join(codes)})"
                if isinstance(site.node, ast.Call):
                    words = "".join(f", {ast.unparse(word)}" for word in site.node.keywords)
                    code = f"{ast.unparse(site.node.func)}{code[:-1]}{words})"
                says = (
                    f"Two {what} of {site.place} are exchanged: the other way around every answer "
                    "is right."
                )
                yield Change(code, says)
    match site.node, site.parent:
        case ast.Tuple(elts=elements), ast.Return():
            for element in elements:
                says = f"{site.place} returns too much: {shown(element)} alone is the right answer."
                yield Change(site.code(element), says)


def condition(site: Site) -> Iterator[Change]:
    """A condition the other way around, or one case for all."""
    match site.node, site.parent:
        case ast.IfExp(body=body, orelse=other), _:
            for kept in (body, other):
                says = (
                    f"The condition of {site.place} is wrong: with {shown(kept)} always, every "
                    "answer is right."
                )
                yield Change(site.code(kept), says)
        case ast.expr() as node, ast.If(test=test) | ast.IfExp(test=test) if test is node:
            says = f"The condition {site.place} is wrong: turned around, every answer is right."
            yield Change(f"(not {site.code(node)})", says)
            for constant, when in (("True", "always"), ("False", "never")):
                says = (
                    f"The condition {site.place} is wrong: if it {when} holds, every answer is "
                    "right."
                )
                yield Change(constant, says)


def joined(site: Site) -> Iterator[Change]:
    """One of several conditions left out."""
    match site.node:
        case ast.BoolOp(values=values):
            for kept in values:
                says = (
                    f"The condition {site.place} is wrong: with {shown(kept)} alone every answer "
                    "is right."
                )
                yield Change(site.code(kept), says)


def branch_left_out(site: Site) -> Iterator[Change]:
    """An `if` without `else`, left out."""
    match site.node:
        case ast.If(test=test, orelse=[]):
            says = (
                f"What is done where {shown(test)} holds, at line {test.lineno}, does not belong "
                "there: without it every answer is right."
            )
            yield Change("pass", says)


def left_out(site: Site) -> Iterator[Change]:
    """A statement that does something, left out."""
    match site.node:
        case ast.Expr() | ast.AugAssign() | ast.Assign():
            if isinstance(site.node, ast.Assign) and not _is_overwriting(site):
                return
            says = (
                f"The statement {site.place} does not belong there: without it every answer is "
                "right."
            )
            yield Change("pass", says)


def too_early(site: Site) -> Iterator[Change]:
    """A return inside a loop, after it."""
    match site.node:
        case ast.For(body=[*before, ast.Return() as last], orelse=[]) if before:
            loop = site.definition.code(site.node)
            returned = site.definition.code(last)
            indent = " " * site.node.col_offset
            says = f"`return` at line {last.lineno} ends the loop: after it every answer is right."
            head = loop[: loop.rindex(returned)].rstrip()
            yield Change(f"{head}\n{indent}{textwrap.dedent(returned)}", says)


def _is_overwriting(site: Site) -> bool:
    """Whether an assignment changes something that exists: `x = x.clamp(0)`, `a[0] = 1`."""
    if not isinstance(site.node, ast.Assign):
        return False
    [target, *_] = site.node.targets
    used = {node.id for node in ast.walk(site.node.value) if isinstance(node, ast.Name)}
    return not isinstance(target, ast.Name | ast.Tuple) or ast.unparse(target) in used


def _first(function: ast.FunctionDef) -> ast.stmt:
    """The first statement of a function, after its docstring."""
    documented = ast.get_docstring(function, clean=False) is not None and len(function.body) > 1
    return function.body[documented]
