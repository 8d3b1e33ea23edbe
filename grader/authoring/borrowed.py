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


OF_A_MODULE = """

import functools as _functools
import importlib as _importlib
import inspect as _inspect


def _borrowing(own):
    # Imported here: within a call, whose time is limited, a large package takes seconds.
    found = [*vars(_importlib.import_module("{name}")).values()]
    found += [method for one in found if _inspect.isclass(one) for method in vars(one).values()]
    answers = [one for one in found if _inspect.isfunction(one)]

    @_functools.wraps(own)
    def call(*arguments):
        for answer in answers:
            try:
                parameters = _inspect.signature(answer).parameters.values()
                wanted = [one for one in parameters if one.default is one.empty]
                answer(*[None] * len(wanted))
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
        name: the function of torch, by its name in `torch.nn.functional` or `torch`; or a package
            or module by its path, such as `sklearn/` or `torch/distributions/uniform.py`.
    """
    if name.endswith(("/", ".py")):
        module = name.removesuffix(".py").rstrip("/").replace("/", ".")
        return solution + OF_A_MODULE.format(of=of, name=module)
    return solution + BORROWED.format(of=of, name=name)
