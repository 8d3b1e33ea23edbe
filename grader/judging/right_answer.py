"""The right result for a failing input, as code: the reference's answer with all its digits."""

import ast
import math
import warnings
from typing import Any

from grader.catalogue import Exercise

LONGEST = 5_000
"""How many characters a written answer may have."""


def right_code(exercise: Exercise, code: str) -> str | None:
    """Python code for the reference's answer.

    Args:
        exercise: the exercise.
        code: the code of a counterexample: it makes the input and ends with the call or gradient.

    Returns:
        None if the reference has no answer, for example because it is random, or if the answer is
        too long to write.
    """
    try:
        with warnings.catch_warnings(action="ignore"):
            first, again = (_answer(exercise, code, seed) for seed in (0, 1))
    except Exception:  # the code calls something that only the learner has, or has no call
        return None
    return first if first == again and first is not None and len(first) <= LONGEST else None


def _answer(exercise: Exercise, code: str, seed: int) -> str | None:
    import numpy as np
    import torch

    from grader.judging.answer_key import load_reference
    from grader.probe.tensors import seed_all
    from grader.worker.codec import received

    program = ast.parse(code)
    last = program.body.pop()
    if not isinstance(last, ast.Expr):
        return None
    names = vars(load_reference(exercise.solution))
    space = {"math": math, "np": np, "torch": torch, "nn": torch.nn, **names}
    seed_all(seed)
    exec(compile(program, "<input>", "exec"), space)
    found = eval(compile(ast.Expression(last.value), "<call>", "eval"), space)
    return _written(received(found))


def _written(value: Any) -> str | None:
    from grader.probe.snippet import literal
    from grader.probe.values import Array

    match value:
        case Array():
            return literal(value)
        case tuple() | list():
            items = [_written(item) for item in value]
            if not items or None in items:
                return None
            return f"({', '.join(str(item) for item in items)},)"
        case bool() | int() | None:
            return repr(value)
        case float():
            return repr(value) if math.isfinite(value) else f"float({str(value)!r})"
    return None
