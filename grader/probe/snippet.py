"""Writes drawn inputs as code to paste, so that the learner can try the input that fails."""

import ast
import builtins
import inspect
import textwrap
from collections.abc import Callable
from functools import cache
from typing import Any, TypeGuard

import numpy as np

from grader.probe.case import Inputs
from grader.probe.probe import Driver, Probe
from grader.probe.values import Array

SPELT_OUT = 24
"""How many elements a constant tensor may have to be written number by number."""

LARGE = 300
"""How many elements at least are written as a cycle, if they are one."""


def call_code(probe: Probe, inputs: Inputs) -> str:
    """Python that rebuilds the inputs and makes the probe's call."""
    if probe.as_code:
        return probe.as_code(inputs)
    call = _as_written(probe.drive) or _call(probe, inputs)
    return f"{assignments(inputs)}\n{call}"


def _call(probe: Probe, inputs: Inputs) -> str:
    passed = (f"{name} * 1" if name in probe.computed else name for name in inputs)
    return f"{probe.of}({', '.join(passed)})"


def amid_other_calls_code(function: str) -> Callable[[Inputs], str]:
    """Make a function that writes what `drivers.amid_other_calls` does."""

    def as_code(inputs: Inputs) -> str:
        reversed_ = {
            name: f"{name}.flip({tuple(range(value.data.ndim))})"
            for name, value in inputs.items()
            if isinstance(value, Array) and value.data.ndim
        }
        reverse = [f"{name}.copy_({other})" for name, other in reversed_.items()]
        call = f"{function}({', '.join(inputs)})"
        other_call = f"{function}({', '.join(reversed_.get(name, name) for name in inputs)})"
        lines = [assignments(inputs), *reverse, call, *reverse]
        return "\n".join([*lines, f"answer = {call}", other_call, "answer"])

    return as_code


@cache
def _as_written(driver: Driver) -> str | None:
    """What a law does with its inputs, by its source; None if it needs anything else."""
    try:
        [law] = ast.parse(textwrap.dedent(inspect.getsource(driver))).body
    except (OSError, SyntaxError, TypeError, ValueError):  # not written as a function
        return None
    if not isinstance(law, ast.FunctionDef) or not ast.get_docstring(law):
        return None
    known = {"torch", "np", *vars(builtins), *(argument.arg for argument in law.args.args)}
    known |= {node.attr for node in ast.walk(law) if _is_of_impl(node)}
    does = [_Pasted().visit(line) for line in law.body[1:] if not isinstance(line, ast.Import)]
    names = [node for line in does for node in ast.walk(line) if isinstance(node, ast.Name)]
    known |= {node.id for node in names if isinstance(node.ctx, ast.Store)}
    if not known.issuperset(node.id for node in names):
        return None
    return "\n".join(map(ast.unparse, does))


def _is_of_impl(node: ast.AST) -> TypeGuard[ast.Attribute]:
    """Whether it is a function of the submission, which a law names `impl.f`."""
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "impl"
    )


class _Pasted(ast.NodeTransformer):
    """Turns the body of a law into lines to paste: `return impl.f(x)` is `f(x)`."""

    def visit_Return(self, node: ast.Return) -> ast.AST:
        return ast.Expr(self.visit(node.value)) if node.value else node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        if _is_of_impl(node):
            return ast.Name(node.attr, node.ctx)
        return self.generic_visit(node)


def gradient_code(probe: Probe, inputs: Inputs, output: Any, of: str | None) -> str:
    """Python that rebuilds the inputs, makes the call and computes the gradient that was compared.

    It differentiates the same weighted sum as `drivers.gradients`.

    Args:
        probe: the probe of a function.
        inputs: its arguments.
        output: what the call returned: a tensor that is not a loss is weighted before it is summed.
        of: the input whose gradient was wrong, or None for all.
    """
    if probe.as_code:
        return (
            f"{probe.as_code(inputs)}  # then the gradient of twice that for {of or 'each input'}"
        )
    tracked = [
        name
        for name, value in inputs.items()
        if _is_floating(value) and not (probe.alone and of not in (None, name))
    ]
    lines = [
        f"{name} = {_tracked(literal(value)) if name in tracked else literal(value)}"
        for name, value in inputs.items()
    ]
    call = _call(probe, inputs)
    if isinstance(output, Array) and not output.shape:
        lines.append(f"(2 * {call}).backward()")
    elif isinstance(output, Array):
        weights = f"2 * torch.arange({output.data.size}).cos().reshape({output.shape})"
        lines += [f"weights = {weights}", f"({call} * weights).sum().backward()"]
    else:
        weights = "2 * (torch.arange(o.numel()) + 0.7 * i).cos().reshape(o.shape)"
        lines += [
            f"outputs = {call}",
            f"weights = [{weights} for i, o in enumerate(outputs)]",
            "sum((o * w).sum() for o, w in zip(outputs, weights)).backward()",
        ]
    shown = [of] if of else tracked
    return "\n".join([*lines, ", ".join(f"{name}.grad" for name in shown)])


def _tracked(tensor: str) -> str:
    return f"{tensor[:-1]}, requires_grad=True)"


def _is_floating(value: Any) -> bool:
    return isinstance(value, Array) and value.library == "torch" and value.data.dtype.kind == "f"


def assignments(inputs: Inputs) -> str:
    """One line of Python for each input."""
    return "\n".join(f"{name} = {literal(value)}" for name, value in inputs.items())


def literal(value: Any) -> str:
    """Python that makes the value."""
    if not isinstance(value, Array):
        return repr(value)
    if period := _period(value.data):
        cycle = f"np.resize({_numbers(value.data.ravel()[:period])}, {value.shape})"
        made = "torch.tensor" if value.library == "torch" else "np.array"
        return f"{made}({cycle}{_dtype_code(value)})"
    numbers = _numbers(value.data)
    if value.library == "numpy":
        return f"np.array({numbers}{_dtype_code(value)})"
    kind = "" if value.dtype in ("float32", "int64", "bool") else f", dtype=torch.{value.dtype}"
    if value.data.size > SPELT_OUT and (value.data == value.data.flat[0]).all():
        return f"torch.full({value.shape}, {_numbers(value.data.ravel()[0])}{kind})"
    return f"torch.tensor({numbers}{kind})"


def _dtype_code(value: Array) -> str:
    """The argument for a dtype that NumPy, or a tensor of its arrays, does not have anyway."""
    if value.dtype in ("float64", "int64", "bool"):
        return ""
    return f", dtype={'torch' if value.library == 'torch' else 'np'}.{value.dtype}"


def _period(data: np.ndarray[Any, Any]) -> int:
    """After how many numbers a large array repeats them; 0 if it is small or does not."""
    flat = data.ravel()
    if flat.size < LARGE or (flat == flat[0]).all():
        return 0
    periods = range(2, SPELT_OUT + 1)
    return next((n for n in periods if (flat[n:] == flat[:-n]).all()), 0)


def size_of(inputs: Inputs) -> tuple[int, int]:
    """How long inputs are to read: their number of elements, then the length of their code."""
    elements = sum(value.data.size for value in inputs.values() if isinstance(value, Array))
    return elements, len(assignments(inputs))


def _numbers(data: np.ndarray[Any, Any]) -> str:
    if data.dtype == np.float32:
        return _nested(data, lambda x: repr(float(str(x))))
    return _nested(data, lambda x: repr(x.item()))


def _nested(data: np.ndarray[Any, Any], write: Any) -> str:
    if data.ndim == 0:
        return str(write(data[()])).replace("inf", "float('inf')")
    return "[" + ", ".join(_nested(row, write) for row in data) + "]"
