"""All small changes of a definition, the likeliest first."""

import ast
from collections.abc import Callable, Iterator, Sequence

from grader.judging.diagnosis.code.source import called
from grader.judging.diagnosis.repair import arithmetic, calls, statements
from grader.judging.diagnosis.repair.definitions import Definition, Edit
from grader.judging.diagnosis.repair.sites import Change, Site, is_module

Kind = Callable[[Site], Iterator[Change]]

KINDS: tuple[Kind, ...] = (
    statements.exchanged,
    calls.left_out,
    calls.keyword_left_out,
    statements.branch_left_out,
    arithmetic.left_out,
    arithmetic.grouping,
    calls.reach,
    arithmetic.sign,
    arithmetic.operator,
    arithmetic.constant,
    calls.dimension,
    calls.other_function,
    calls.counted,
    statements.variable,
    statements.parts,
    arithmetic.comparison,
    statements.condition,
    statements.joined,
    statements.left_out,
    statements.too_early,
    calls.degrees_of_freedom,
    calls.step_missing,
)
"""In this order: what stands too much is found oftener than what is missing."""

OF_CONDITIONS = {
    arithmetic.constant,
    arithmetic.comparison,
    statements.variable,
    statements.condition,
    statements.joined,
}
"""What is said of a condition before anything else: most other changes only make it never hold."""


def edits(
    definition: Definition, numbers: tuple[float, ...], kinds: Sequence[Kind] = KINDS
) -> Iterator[Edit]:
    """Every change of one place of a definition.

    Args:
        definition: what is changed.
        numbers: constants that the right answer uses.
        kinds: which changes, the likeliest first.
    """
    for site in _sites(definition, numbers):
        for rank, kind in enumerate(kinds):
            for change in kind(site):
                places = change.places or ((site.node, change.code),)
                text = definition.with_code(*places)
                later = site.in_test and not (kind in OF_CONDITIONS or _joins(site.node))
                yield Edit(text, change.says, rank + later * len(KINDS))


def _sites(definition: Definition, numbers: tuple[float, ...]) -> Iterator[Site]:
    if not definition.functions:  # a constant of the module
        value: ast.expr = definition.node.value  # type: ignore[attr-defined]
        yield from _inside(definition, definition.node, numbers, frozenset(), [value])
    for function in definition.functions:
        parameters = (a.arg for a in ast.walk(function.args) if isinstance(a, ast.arg))
        assigned = (
            node.id
            for node in ast.walk(function)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        )
        names = frozenset([*parameters, *assigned]) - {"self"}
        yield from _inside(definition, function, numbers, names, function.body)


def _inside(
    definition: Definition,
    parent: ast.AST,
    numbers: tuple[float, ...],
    names: frozenset[str],
    children: list[ast.AST] | list[ast.stmt] | list[ast.expr],
    in_test: bool = False,
) -> Iterator[Site]:
    for node in children:
        if isinstance(node, ast.JoinedStr) or _is_docstring(node) or _is_module(node):
            continue
        stored = isinstance(getattr(node, "ctx", None), ast.Store)
        decides = in_test or node is _test(parent)
        if isinstance(node, ast.expr | ast.stmt) and not stored:
            yield Site(definition, node, parent, numbers, names, decides)
        skipped = getattr(node, "annotation", None), getattr(node, "returns", None)
        inner = [child for child in ast.iter_child_nodes(node) if child not in skipped]
        yield from _inside(definition, node, numbers, names, inner, decides)


def _test(node: ast.AST) -> ast.AST | None:
    """The condition of an `if`, a `while` or a `where`."""
    if called(node) == "where" and isinstance(node, ast.Call) and len(node.args) == 3:
        return node.args[0]
    return getattr(node, "test", None)


def _joins(node: ast.AST) -> bool:
    """Whether it joins two masks: one of them may be too much."""
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr)


def _is_module(node: ast.AST) -> bool:
    return isinstance(node, ast.Name | ast.Attribute) and is_module(node)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
