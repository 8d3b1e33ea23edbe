"""Making submissions from a solution by replacing one of its functions."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from grader.source.functions import first_line
from grader.source.names import bindings


def substitute(solution: str, of: str, write: Callable[..., Any]) -> str:
    """The text of a submission: the solution, with one part replaced.

    Args:
        solution: the text of the solution.
        of: the function, class or `Class.method` to replace.
        write: the replacement: a function or class at the top level of its module. It may use the
            modules that its file imports, except those of this project, and the functions of its
            file whose names start with `_`.

    Raises:
        ValueError: the solution has another definition of such a helper.
    """
    code = textwrap.dedent(inspect.getsource(write))
    tree = ast.parse(code).body[0]
    assert isinstance(tree, (ast.FunctionDef, ast.ClassDef))
    body = "\n".join(code.split("\n")[tree.lineno - 1 :])
    text = Path(inspect.getfile(write)).read_text("utf-8")
    helpers = "".join(f"{helper}\n\n\n" for helper in _helpers(text, tree, solution))
    return f"{solution}\n\n{_imports(text)}\n\n\n{helpers}{body}\n\n{of} = {write.__name__}\n"


_parsed = cache(ast.parse)
"""A file of answers and a solution are read again for each substitution; nothing changes a tree."""


def _imports(text: str) -> str:
    found = [n for n in _parsed(text).body if isinstance(n, (ast.Import, ast.ImportFrom))]
    return "\n".join(ast.unparse(node) for node in found if not _ours(node))


def _ours(node: ast.Import | ast.ImportFrom) -> bool:
    names = (
        [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
    )
    return any(name.partition(".")[0] in ("grader", "tests") for name in names)


def _helpers(text: str, user: ast.AST, solution: str) -> Iterator[str]:
    """The code of each helper that something uses, directly or through another one, in order."""
    known = {
        node.name: node
        for node in _parsed(text).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("_")
    }
    used: set[str] = set()
    users = [user]
    while users:
        found = {node.id for node in ast.walk(users.pop()) if isinstance(node, ast.Name)}
        fresh = (found & known.keys()) - used
        used |= fresh
        users += [known[name] for name in fresh]
    taken = {name for node in _parsed(solution).body for name in bindings(node)}
    for name, node in known.items():
        if name in used:
            code = "\n".join(text.split("\n")[first_line(node) - 1 : node.end_lineno])
            if code in solution:  # from a substitution before this one
                continue
            if name in taken:
                raise ValueError(f"The solution defines {name} too; rename the helper.")
            yield code
