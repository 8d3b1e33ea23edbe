"""Finding the blanks that a learner's file still has, without running it."""

import ast
import warnings
from collections.abc import Iterator

from grader.source.model import Blank
from grader.source.names import NESTED, bindings, same_scope

BLANKS = {"grader.blank", "grader.blanks.blank"}


def unfilled(text: str) -> tuple[Blank, ...]:
    """Return the calls of the `blank` that a file imports from `grader`, in order.

    Calls that are never reached do not count: those after a `return`, and those in a function that
    is redefined. Neither do other functions named `blank`, comments and strings. A prompt that is
    not a plain string is returned as "".

    Args:
        text: any text.

    Raises:
        SyntaxError: it is not valid Python, or so deeply nested that it cannot be read.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text.removeprefix("\ufeff"))
        found = [*_calls(tree, {}, "")]
        dead = set(_dead(tree)) if found else set()
        alive = [call for call in found if call[0] not in dead]
        calls = sorted(alive, key=lambda call: _place(call[0]))
    except (ValueError, RecursionError, MemoryError) as error:
        raise SyntaxError("the file is not text, or is nested too deeply") from error
    return tuple(
        Blank(_prompt(call), call.lineno, call.end_lineno or call.lineno, function)
        for call, function in calls
    )


def _calls(scope: ast.AST, outer: dict[str, str], function: str) -> Iterator[tuple[ast.Call, str]]:
    """Yield the calls of `blank` in a scope, each with the name of the function around it.

    Args:
        scope: a module, class, function or lambda.
        outer: what the imported names around it refer to, such as `grader.blank`.
        function: the qualified name of the scope, empty for the module.
    """
    nodes = [node for child in ast.iter_child_nodes(scope) for node in same_scope(child)]
    names = dict(outer)
    for node in nodes:
        names |= _imported(node)
        if not isinstance(node, ast.alias):
            for name in bindings(node):
                names.pop(name, None)
    # The methods of a class do not see names that its body binds.
    visible = outer if isinstance(scope, ast.ClassDef) else names
    for node in nodes:
        if isinstance(node, ast.Call) and _origin(node.func, names) in BLANKS:
            yield node, function
        elif isinstance(node, NESTED):
            name = getattr(node, "name", "")
            yield from _calls(node, visible, ".".join(filter(None, (function, name))))


def _dead(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that never run: after a jump, or in a function that is redefined."""
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody"):
            suite = getattr(node, field, None)
            for statement in _unreached(suite if isinstance(suite, list) else []):
                yield from ast.walk(statement)


def _unreached(suite: list[ast.stmt]) -> Iterator[ast.stmt]:
    jumps = (ast.Return, ast.Raise, ast.Break, ast.Continue)
    end = next((i for i, one in enumerate(suite) if isinstance(one, jumps)), len(suite))
    yield from suite[end + 1 :]
    last: dict[str, ast.stmt] = {}
    for statement in suite[:end]:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            if statement.name in last and not statement.decorator_list:
                yield last[statement.name]
            last[statement.name] = statement


def _imported(node: ast.AST) -> dict[str, str]:
    """Return what the names that an import statement binds refer to."""
    match node:
        case ast.Import(names=names):
            return {
                alias.asname or root: alias.name if alias.asname else root
                for alias in names
                for root in [alias.name.partition(".")[0]]
            }
        case ast.ImportFrom(module=str(module), names=names, level=0):
            if names[0].name == "*":
                return {"blank": "grader.blank"} if module == "grader" else {}
            return {alias.asname or alias.name: f"{module}.{alias.name}" for alias in names}
    return {}


def _origin(function: ast.expr, names: dict[str, str]) -> str:
    """Return the dotted path of a called name through the imports, or ""."""
    match function:
        case ast.Name(id=name):
            return names.get(name, "")
        case ast.Attribute(value=value, attr=attribute):
            return f"{_origin(value, names)}.{attribute}"
    return ""


def _prompt(call: ast.Call) -> str:
    given = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "prompt")]
    match given[:1]:
        case [ast.Constant(value=str(prompt))]:
            return prompt
    return ""


def _place(node: ast.expr) -> tuple[int, int]:
    return node.lineno, node.col_offset
