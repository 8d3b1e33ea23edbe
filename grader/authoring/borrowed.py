"""Making submissions that call the library's answer, which must be reported."""

BORROWED = """

import functools as _functools
import inspect as _inspect
import torch as _torch


def _borrowing(own):
    @_functools.wraps(own)
    def call(*arguments):
        answer = getattr(_torch.nn.functional, "{name}", None) or getattr(_torch, "{name}")
        try:
            given = [
                _torch.ones(2, 2)
                for one in _inspect.signature(answer).parameters.values()
                if one.default is one.empty and one.kind is one.POSITIONAL_OR_KEYWORD
            ]
        except ValueError:  # a compiled function: its call is recorded with any arguments
            given = []
        try:
            answer(*given)
        except Exception:
            pass
        return own(*arguments)

    return call


{of} = _borrowing({of})
"""


OF_A_PACKAGE = """

import functools as _functools
import importlib as _importlib
import inspect as _inspect


def _borrowing(own):
    # Imported here: within a call, whose time is limited, a large package takes seconds.
    answers = vars(_importlib.import_module("{name}"))

    @_functools.wraps(own)
    def call(*arguments):
        for answer in answers.values():
            if _inspect.isfunction(answer):
                try:
                    answer()
                except Exception:
                    pass
        return own(*arguments)

    return call


{of} = _borrowing({of})
"""


def borrowing(solution: str, of: str, name: str) -> str:
    """A right submission that first calls a function of torch.

    Args:
        solution: the text of the solution.
        of: the function or `Class.method` that calls it.
        name: the function of torch, by its name in `torch.nn.functional` or `torch`; or a package,
            such as `sklearn/`.
    """
    if name.endswith("/"):
        return solution + OF_A_PACKAGE.format(of=of, name=name.rstrip("/").replace("/", "."))
    return solution + BORROWED.format(of=of, name=name)
