"""A failing input as a program of its own: the learner's code loaded, the input made, the call.

Both forms run outside the grader, in a Python of the learner's, where a debugger works.
"""

import ast
from pathlib import Path

from grader.verdict import CheckResult

_PRELUDE = '''"""{title}"""

import importlib.util
import math

import numpy as np
import torch
from torch import nn

path = {path!r}
spec = importlib.util.spec_from_file_location("submission", path)
submission = importlib.util.module_from_spec(spec)
spec.loader.exec_module(submission)
globals().update({{k: v for k, v in vars(submission).items() if not k.startswith("__")}})
'''


def prompt_script(check: CheckResult, path: Path) -> str:
    """A program that leaves the learner at a prompt with the input and the result at hand.

    Args:
        check: a check with a counterexample.
        path: the learner's file.
    """
    setup, call = _split(check)
    lines = [_prelude(check, path), *setup]
    if call:
        lines += ["try:", f"    result = {call}", "except Exception:"]
        lines += ["    import traceback", "", "    traceback.print_exc()", "else:"]
        lines += ["    print('result =', result)"]
    return "\n".join([*lines, *_comments(check), ""])


def pytest_file(check: CheckResult, path: Path) -> str:
    """A test that fails as the check does.

    Args:
        check: a check with a counterexample.
        path: the learner's file.
    """
    setup, call = _split(check)
    body = [*setup, f"result = {call}" if call else "result = None", "print(result)"]
    expected = check.counterexample.expected if check.counterexample else None
    if expected and _is_literal(expected):
        body += [
            f"expected = {expected}",
            "np.testing.assert_allclose(np.asarray(result, dtype=float), expected, rtol=1e-4)",
        ]
    indented = [f"    {line}" for line in body]
    name = "".join(c if c.isalnum() else "_" for c in check.name)
    doc = f'    """{_quoted(check.expected)}"""'
    return "\n".join([_prelude(check, path), "", f"def test_{name}():", doc, *indented, ""])


def _split(check: CheckResult) -> tuple[list[str], str]:
    """The lines that make the input, and the last one if it is an expression."""
    code = check.counterexample.code if check.counterexample else ""
    lines = code.splitlines()
    try:
        last = ast.parse(code).body[-1]
    except (SyntaxError, IndexError):
        return [f"# {line}" for line in lines], ""
    if isinstance(last, ast.Expr):
        return lines[: last.lineno - 1], ast.unparse(last)
    return lines, ""


def _comments(check: CheckResult) -> list[str]:
    shown = check.counterexample
    if shown is None:
        return []
    pairs = (("yours", shown.got), ("right", shown.expected), ("difference", shown.difference))
    return [f"# {name}: {value}" for name, value in pairs if value]


def _prelude(check: CheckResult, path: Path) -> str:
    title = _quoted(f"{check.name}: {check.message}")
    return _PRELUDE.format(title=title, path=str(path.absolute()))


def _quoted(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace('"', "'")


def _is_literal(text: str) -> bool:
    try:
        ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return False
    return True
