"""Ways to call an implementation that many checks share; they run in worker and judge alike."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from grader.probe import Driver
from grader.wire import Raised


def attempt(call: Callable[[], Any]) -> Any:
    """The call's result, or the exception it raised as a `Raised` to be judged like a value."""
    try:
        return call()
    except Exception as error:
        return Raised.seen(error)


def calling(function: str, *, gradient: bool) -> Driver:
    """Drive a function: see `answered` for what comes of it."""

    def drive(impl: Any, **inputs: Any) -> dict[str, Any]:
        return answered(getattr(impl, function), inputs, gradient=gradient)

    return drive


def answered(
    call: Callable[..., Any], inputs: Mapping[str, Any], *, gradient: bool
) -> dict[str, Any]:
    """What a call answers to inputs: its value, and its vector-Jacobian product.

    Returns:
        A dict with the keys `value`, `after` (the inputs as the call left them) and, where asked
        for, `gradient`: the gradient by input name, None for an input that no gradient reaches.
    """
    arguments = {name: _copy(value) for name, value in inputs.items()}
    seen = {"value": call(*arguments.values()), "after": arguments}
    if gradient:
        seen["gradient"] = attempt(lambda: vjp(call, inputs))
    return seen


def vjp(call: Callable[..., Any], inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The vector-Jacobian product of a call, for each floating input; see `gradients`."""
    leaves = {
        name: value.detach().clone().requires_grad_() if _is_floating(value) else value
        for name, value in inputs.items()
    }
    wanted = {name: leaf for name, leaf in leaves.items() if _is_floating(leaf)}
    return dict(zip(wanted, gradients(call(*leaves.values()), list(wanted.values())), strict=True))


def gradients(output: Any, wanted: list[Any]) -> list[Any]:
    """Gradients of a weighted sum of every floating output with respect to the wanted tensors.

    The weights are those of `weights`. A tensor that no gradient reaches gets None.
    """
    import torch

    outputs = [output] if isinstance(output, torch.Tensor) else list(output)
    live = [
        (o, cotangent(o, position))
        for position, o in enumerate(outputs)
        if _is_floating(o) and o.requires_grad
    ]
    if not live:
        return [None for _ in wanted]
    total = sum((o * weights).sum() for o, weights in live)
    return list(torch.autograd.grad(total, wanted, allow_unused=True))


def adam(loss: Callable[[], Any], parameters: list[Any], *, steps: int, lr: float) -> None:
    """Minimise a loss in place by Adam (Kingma and Ba, 2015), with its usual constants.

    torch's own would import its compiler, which takes more than a second.
    """
    import torch

    first = [torch.zeros_like(p) for p in parameters]
    second = [torch.zeros_like(p) for p in parameters]
    for step in range(1, steps + 1):
        slopes = torch.autograd.grad(loss(), parameters)
        with torch.no_grad():
            for p, g, m, v in zip(parameters, slopes, first, second, strict=True):
                m.lerp_(g, 1 - 0.9)
                v.lerp_(g.square(), 1 - 0.999)
                p -= lr * (m / (1 - 0.9**step)) / ((v / (1 - 0.999**step)).sqrt() + 1e-8)


def cotangent(output: Any, position: int = 0) -> Any:
    """The `weights` of an output, as a tensor of its dtype on its device."""
    import torch

    return torch.from_numpy(weights(tuple(output.shape), position)).to(output)


def weights(shape: tuple[int, ...], position: int = 0) -> np.ndarray[Any, Any]:
    """Fixed weights of an output in the sum whose gradient is taken: `2 cos(0), 2 cos(1), ...`.

    No two are alike, and none is 1: a gradient that disregards what comes from above is wrong.

    Args:
        shape: of the output.
        position: of the output among several, which have different weights.
    """
    # Of a 0-dimensional array NumPy would make a number.
    return np.asarray(2 * np.cos(np.arange(math.prod(shape)) + 0.7 * position)).reshape(shape)


def _copy(value: Any) -> Any:
    if hasattr(value, "detach"):
        return value.detach().clone()
    return value.copy() if hasattr(value, "copy") else value


def _is_floating(value: Any) -> bool:
    return hasattr(value, "is_floating_point") and bool(value.is_floating_point())
