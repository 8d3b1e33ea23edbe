"""Submissions made from a solution by writing one of its functions another way."""

import ast
import inspect
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any


def substitute(solution: str, of: str, write: Callable[..., Any]) -> str:
    """The text of a submission: the solution, with one part replaced.

    Args:
        solution: the text of the solution.
        of: the function, class or `Class.method` to replace.
        write: what replaces it: a function or class at the top level of its module. It may use the
            modules that its own file imports, except those of this project.
    """
    code = textwrap.dedent(inspect.getsource(write))
    tree = ast.parse(code).body[0]
    assert isinstance(tree, (ast.FunctionDef, ast.ClassDef))
    body = "\n".join(code.split("\n")[tree.lineno - 1 :])
    imports = _imports(Path(inspect.getfile(write)))
    return f"{solution}\n\n{imports}\n\n\n{body}\n\n{of} = {write.__name__}\n"


def _imports(path: Path) -> str:
    text = path.read_text("utf-8")
    found = [n for n in ast.parse(text).body if isinstance(n, (ast.Import, ast.ImportFrom))]
    return "\n".join(ast.unparse(node) for node in found if not _ours(node))


def _ours(node: ast.Import | ast.ImportFrom) -> bool:
    names = (
        [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
    )
    return any(name.partition(".")[0] in ("grader", "tests") for name in names)
