"""Writes drawn inputs as code to paste, so that the learner can try the input that fails."""

from typing import Any

import numpy as np

from grader.probe.case import Inputs
from grader.probe.probe import Probe
from grader.probe.values import Array

SPELT_OUT = 24
"""How many elements a constant tensor may have to be written number by number."""


def call_code(probe: Probe, inputs: Inputs) -> str:
    """Python that rebuilds the inputs and makes the probe's call."""
    if probe.as_code:
        return probe.as_code(inputs)
    return assignments(inputs) + f"\n{probe.of}({', '.join(inputs)})"


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
    lines = [
        f"{name} = {_tracked(literal(value)) if _is_floating(value) else literal(value)}"
        for name, value in inputs.items()
    ]
    call = f"{probe.of}({', '.join(inputs)})"
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
    shown = [of] if of else [name for name, value in inputs.items() if _is_floating(value)]
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
    numbers = _numbers(value.data)
    if value.library == "numpy":
        kind = "" if value.dtype in ("float64", "int64", "bool") else f", dtype=np.{value.dtype}"
        return f"np.array({numbers}{kind})"
    kind = "" if value.dtype in ("float32", "int64", "bool") else f", dtype=torch.{value.dtype}"
    if value.data.size > SPELT_OUT and (value.data == value.data.flat[0]).all():
        return f"torch.full({value.shape}, {_numbers(value.data.ravel()[0])}{kind})"
    return f"torch.tensor({numbers}{kind})"


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
