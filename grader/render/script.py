"""A failing input as a program: it loads the learner's code, makes the input, and calls the code.

Both forms run outside the grader, in the learner's own Python, where a debugger works.
"""

import ast
from pathlib import Path

from grader.render.markdown import sanitise
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


_PLAIN = '''
def plain(text):
    """Spell out characters that move the cursor or hide text."""
    return "".join(c if c == "\\n" or c.isprintable() else ascii(c)[1:-1] for c in str(text))

'''

_CALL = """
try:
{steps}
except Exception as error:
    import sys
    import traceback

    print(plain("".join(traceback.format_exception(error))), end="")
    print("`import pdb; pdb.pm()` takes you to the line that raised it.")
    sys.last_exc = sys.last_value = error
    sys.last_type, sys.last_traceback = type(error), error.__traceback__
else:
    print(plain(f"result = {{result}}"))
"""


def prompt_script(check: CheckResult, path: Path, expected: str | None = None) -> str:
    """A program that leaves the learner at a prompt with the input and the result.

    Args:
        check: a check with a counterexample.
        path: the learner's file.
        expected: Python code for the right result, if it is known.
    """
    setup, call = _split(check)
    lines = [_prelude(check, path)]
    if expected:
        lines.append(f"expected = {expected}")
    if call:
        # All of it, because the lines before a gradient call the learner's code as well.
        steps = "\n".join(f"    {line}" for line in [*setup, f"result = {call}"])
        lines.append(_PLAIN + _CALL.format(steps=steps))
        lines += ['print(f"expected = {expected}")'] if expected else []
    else:
        lines += setup
    return "\n".join([*lines, *_comments(check), ""])


def pytest_file(check: CheckResult, path: Path, expected: str | None = None) -> str:
    """A test that fails like the check.

    Args:
        check: a check with a counterexample.
        path: the learner's file.
        expected: Python code for the right result, if it is known.
    """
    setup, call = _split(check)
    body = [*setup, f"result = {call}" if call else "result = None", "print(result)"]
    if call and expected:
        body += [f"expected = {expected}", f"torch.testing.assert_close({_close(expected)})"]
    indented = [f"    {line}" for line in body]
    name = "".join(c if c.isalnum() else "_" for c in check.name)
    doc = f'    """{_quoted(check.expected)}"""'
    return "\n".join([_prelude(check, path), "", f"def test_{name}():", doc, *indented, ""])


def _close(expected: str) -> str:
    """How result and expected are compared: as accurately as the check does."""
    accuracy = "rtol=1e-9, atol=2e-8" if "float64" in expected else "rtol=1e-4, atol=1e-4"
    if expected.startswith("np."):
        accuracy = "rtol=1e-6, atol=1e-9"
    if _is_number(expected):
        return f"float(result), float(expected), {accuracy}"
    return f"result, expected, {accuracy}, equal_nan=True"


def _split(check: CheckResult) -> tuple[list[str], str]:
    """The lines that make the input, and the last line if it is an expression."""
    code = check.counterexample.code if check.counterexample else ""
    lines = code.split("\n") if code else []
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
    return [f"# {name}: {_line(value)}" for name, value in pairs if value]


def _prelude(check: CheckResult, path: Path) -> str:
    title = _quoted(f"{check.name}: {check.message}")
    return _PRELUDE.format(title=title, path=str(path.absolute()))


def _quoted(text: str) -> str:
    return _line(text).replace("\\", "\\\\").replace('"', "'")


def _line(text: str) -> str:
    """Text that may come from a submission, on one line of printable characters."""
    return sanitise(" ".join(text.split()))


def _is_number(code: str) -> bool:
    try:
        return isinstance(ast.literal_eval(code), (int, float))
    except (ValueError, SyntaxError):
        return code.startswith("float(")
