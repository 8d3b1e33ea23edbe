"""What the checks of every head share."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np

from grader.probe.case import Inputs
from grader.probe.methods import method, method_code
from grader.probe.probe import Driver
from grader.probe.strategies import torch_array


def along(*factors: float) -> Callable[[Inputs], Inputs]:
    """Make a batch of multiples of its first row: some large, some very negative layer outputs."""

    def batch(inputs: Inputs) -> Inputs:
        return {**inputs, "x": torch_array(np.outer(factors, inputs["x"].data[0]) + 0.0)}

    return batch


def evaluating(name: str, *, gradient: bool) -> Driver:
    """Drive a method as `modules.method` does, of a module in evaluation mode."""
    owner = name.partition(".")[0]
    drive = method(name, gradient=gradient)

    def drive_evaluating(impl: Any, **inputs: Any) -> Any:
        def build(*sizes: int) -> Any:
            module = getattr(impl, owner)(*sizes)
            module.eval()
            return module

        return drive(SimpleNamespace(**{owner: build}), **inputs)

    return drive_evaluating


def pasted_evaluating(name: str) -> Callable[[Inputs], str]:
    """How to write such a call as code."""
    return _pasted_after(name, "head.eval()")


def pasted_frozen(name: str) -> Callable[[Inputs], str]:
    """How to write a call of `methods.frozen` as code."""
    return _pasted_after(name, "head.requires_grad_(False)")


def _pasted_after(name: str, first: str) -> Callable[[Inputs], str]:
    as_code = method_code(name)

    def show(inputs: Inputs) -> str:
        *lines, call = as_code(inputs).split("\n")
        return "\n".join([*lines, first, call])

    return show
