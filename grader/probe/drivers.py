"""Ways to call an implementation that many checks share; they run in the worker and the judge."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

import numpy as np

from grader.probe.probe import Driver
from grader.probe.values import Array, Raised


def attempt(call: Callable[[], Any]) -> Any:
    """The call's result, or the exception that it raised as a `Raised`, judged like a value."""
    try:
        return call()
    except Exception as error:
        return Raised.from_exception(error)


def calling(function: str, *, gradient: bool) -> Driver:
    """Make a driver that calls a function; `answered` says what it returns."""

    def drive(impl: Any, **inputs: Any) -> dict[str, Any]:
        return answered(getattr(impl, function), inputs, gradient=gradient)

    return drive


def calling_for(*names: str) -> Callable[..., Driver]:
    """Make a function like `calling`, whose drivers take the gradient for these inputs alone.

    Use it where no gradient is graded for the other inputs, such as targets.
    """

    def make(function: str, *, gradient: bool) -> Driver:
        def drive(impl: Any, **inputs: Any) -> dict[str, Any]:
            call = getattr(impl, function)
            seen = answered(call, inputs, gradient=False)
            if not gradient:
                return seen

            def of_names(*given: Any) -> Any:
                return call(*{**inputs, **dict(zip(names, given, strict=True))}.values())

            sloped = differentiated(of_names, {name: inputs[name] for name in names})
            return {**seen, **sloped, "changed": seen["changed"] | sloped["changed"]}

        return drive

    return make


def one_by_one(make: Callable[..., Driver]) -> Callable[..., Driver]:
    """Make a function like `make`, whose drivers take each gradient where no other is required."""

    def made(function: str, *, gradient: bool) -> Driver:
        drive = make(function, gradient=gradient)

        def drive_each(impl: Any, **inputs: Any) -> dict[str, Any]:
            seen: dict[str, Any] = drive(impl, **inputs)
            if not gradient or isinstance(seen["gradient"], Raised):
                return seen
            slopes = {}
            for name in seen["gradient"]:
                asked = drive(_requiring(impl, function, [*inputs].index(name)), **inputs)
                if isinstance(asked["gradient"], Raised):
                    return {**seen, "gradient": asked["gradient"]}
                slopes[name] = asked["gradient"][name]
            return {**seen, "gradient": slopes}

        return drive_each

    return made


def _requiring(impl: Any, function: str, place: int) -> Any:
    """The implementation, with a function that gets every argument but one detached."""
    call = getattr(impl, function)

    def of_one(*given: Any) -> Any:
        return call(
            *(x if n == place or not _is_floating(x) else x.detach() for n, x in enumerate(given))
        )

    return SimpleNamespace(**{**vars(impl), function: of_one})


def amid_other_calls(make: Callable[..., Driver]) -> Callable[..., Driver]:
    """Make a function like `make`, whose drivers make each call between two others.

    The call before it has other numbers in the same objects, the call after it in copies of them.
    """

    def made(function: str, *, gradient: bool) -> Driver:
        drive = make(function, gradient=gradient)

        def drive_amid(impl: Any, **inputs: Any) -> dict[str, Any]:
            # What is changed in place here is changed by `between`.
            return {**drive(_interrupted(impl, function), **inputs), "changed": {}}

        return drive_amid

    return made


def _interrupted(impl: Any, function: str) -> Any:
    """The implementation, with a function that is called before and after each call, too."""
    call = getattr(impl, function)

    def between(*given: Any) -> Any:
        _reverse(given)
        attempt(lambda: call(*given))
        _reverse(given)
        answer = call(*given)
        copies = [_copy(value) for value in given]
        _reverse(copies)
        attempt(lambda: call(*copies))
        return answer

    return SimpleNamespace(**{**vars(impl), function: between})


def _reverse(arguments: Sequence[Any]) -> None:
    """Reverse tensors in place along all axes; twice is as before."""
    for value in arguments:
        if hasattr(value, "detach"):
            numbers = value.detach()
            numbers.copy_(numbers.flip(tuple(range(value.ndim))))


def computed(*names: str) -> Callable[..., Driver]:
    """Make a function like `calling`, whose drivers also pass these inputs as computed results.

    The values of a critic are such: they are not leaves, and a gradient flows through them to it.
    The gradient of that call is under the key `computed`.
    """

    def make(function: str, *, gradient: bool) -> Driver:
        def drive(impl: Any, **inputs: Any) -> dict[str, Any]:
            def of_results(*given: Any) -> Any:
                passed = zip(inputs, given, strict=True)
                return getattr(impl, function)(*(x * 1 if n in names else x for n, x in passed))

            seen = answered(getattr(impl, function), inputs, gradient=gradient)
            if gradient:
                seen["computed"] = differentiated(of_results, inputs)["gradient"]
            return seen

        return drive

    return make


def answered(
    call: Callable[..., Any], inputs: Mapping[str, Any], *, gradient: bool
) -> dict[str, Any]:
    """The value of a call, and its vector-Jacobian product.

    Returns:
        A dict with the keys `value`, `after` (the inputs after the call), `changed` (which `TRAITS`
        of each input differ after the call, by name) and, if a gradient is asked for, those of
        `differentiated`.
    """
    arguments = {name: _copy(value) for name, value in inputs.items()}
    before = {name: traits(value) for name, value in arguments.items()}
    seen = {"value": call(*arguments.values()), "after": arguments}
    found = changed(before, arguments)
    if gradient:
        seen |= differentiated(call, inputs)
        found |= seen["changed"]
    return {**seen, "changed": found}


def without_unchanged(answer: Any, inputs: Mapping[str, Any]) -> Any:
    """An answer with None for each input `after` the call whose numbers are those of before.

    Call it last: a submission that keeps an argument may change it in a later call. So most inputs
    need not be sent back.

    Args:
        answer: what a driver returns.
        inputs: the arrays that were drawn, by name.
    """
    after = answer.get("after") if isinstance(answer, dict) else None
    if not isinstance(after, dict):
        return answer
    kept = {
        name: None if _has_numbers_of(value, inputs.get(name)) else value
        for name, value in after.items()
    }
    return {**answer, "after": kept}


def untracked(drive: Driver, plain: Driver) -> Driver:
    """Make a driver like `drive` with one more key, `untracked`: the value under `torch.no_grad()`.

    Args:
        drive: a driver from a function such as `calling`.
        plain: the same driver without a gradient.
    """

    def both(impl: Any, **inputs: Any) -> dict[str, Any]:
        import torch

        seen: dict[str, Any] = drive(impl, **inputs)
        with torch.no_grad():
            seen["untracked"] = attempt(lambda: plain(impl, **inputs)["value"])
        return seen

    return both


def differentiated(call: Callable[..., Any], inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Call with inputs that require a gradient, and compute the vector-Jacobian product.

    Returns:
        A dict with the keys `tracked` (the value of this call), `gradient` (for each floating input
        by name, see `gradients`; or the exception) and `changed`, as in `answered`.
    """
    wanted = {
        name: value.detach().clone().requires_grad_()
        for name, value in inputs.items()
        if _is_floating(value)
    }
    before = {name: traits(leaf) for name, leaf in wanted.items()}
    seen: dict[str, Any] = {"tracked": None, "changed": {}}

    def take_gradients() -> dict[str, Any]:
        seen["tracked"] = call(*{**inputs, **wanted}.values())
        seen["changed"] = found = changed(before, wanted)
        for name, leaf in wanted.items():
            if not leaf.equal(inputs[name]):
                found.setdefault(name, []).append(NUMBERS)
        return dict(zip(wanted, gradients(seen["tracked"], [*wanted.values()]), strict=True))

    return seen | {"gradient": attempt(take_gradients)}


NUMBERS, FOR_A_MOMENT = "numbers", "numbers for a moment"
TRAITS = (
    "shape", "strides", "`requires_grad`", "`.grad`", "hooks", "attributes", NUMBERS, FOR_A_MOMENT
)  # fmt: skip
"""What a call can change about a tensor; the first that differs is told."""


_SEEN = tuple(trait for trait in TRAITS if trait != NUMBERS)


def traits(value: Any) -> tuple[Any, ...]:
    """The `TRAITS` of a tensor except its numbers; the first two of an array; none otherwise.

    Torch counts the changes of a tensor in place, also one that is undone.
    """
    if hasattr(value, "requires_grad"):
        return (
            value.shape,
            value.stride(),
            value.requires_grad,
            value.grad is not None,
            bool(value._backward_hooks),
            [*value.__dict__],
            value._version,
        )
    return (value.shape, value.strides) if hasattr(value, "strides") else ()


def changed(before: Mapping[str, tuple[Any, ...]], now: Mapping[str, Any]) -> dict[str, list[str]]:
    """The traits that differ from those of before, by the name of the input."""
    found = {}
    for name, was in before.items():
        got = traits(now[name])
        if got != was:
            differ = zip(_SEEN, was, got, strict=False)
            found[name] = [trait for trait, old, new in differ if old != new]
    return found


def gradients(output: Any, wanted: list[Any]) -> list[Any]:
    """Gradients of a weighted sum of every floating output with respect to the wanted tensors.

    The weights come from `weights`. A tensor that no gradient reaches gets None.
    """
    import torch

    outputs = [output] if isinstance(output, torch.Tensor) else list(output)
    total = None
    for position, o in enumerate(outputs):
        if getattr(o, "requires_grad", False) and _is_floating(o):
            weighted = o * cotangent(o, position)
            part = weighted.sum() if weighted.ndim else weighted
            total = part if total is None else total + part
    if total is None:
        return [None for _ in wanted]
    return list(torch.autograd.grad(total, wanted, allow_unused=True))


LOSSES = "losses"
"""The key of an answer under which a training run leaves its loss before each step."""


def adam(loss: Callable[[], Any], parameters: list[Any], *, steps: int, lr: float) -> list[float]:
    """Minimize a loss in place with Adam (Kingma and Ba, 2015) and its usual constants.

    Torch's own Adam would import its compiler, which takes more than a second.

    Returns:
        The loss before each step.
    """
    import torch

    first = [torch.zeros_like(p) for p in parameters]
    second = [torch.zeros_like(p) for p in parameters]
    losses = []
    for step in range(1, steps + 1):
        value = loss()
        take_gradients = torch.autograd.grad(value, parameters)
        losses.append(float(value.detach()))
        with torch.no_grad():
            for p, g, m, v in zip(parameters, take_gradients, first, second, strict=True):
                m.lerp_(g, 1 - 0.9)
                v.lerp_(g.square(), 1 - 0.999)
                p -= lr * (m / (1 - 0.9**step)) / ((v / (1 - 0.999**step)).sqrt() + 1e-8)
    return losses


def cotangent(output: Any, position: int = 0) -> Any:
    """The `weights` of an output, as a tensor with its dtype and device."""
    return _weights_like(output.shape, position, output.dtype, output.device)


@lru_cache(maxsize=1024)
def _weights_like(shape: tuple[int, ...], position: int, dtype: Any, device: Any) -> Any:
    import torch

    return torch.from_numpy(weights(shape, position)).to(device, dtype)


def weights(shape: tuple[int, ...], position: int = 0) -> np.ndarray[Any, Any]:
    """Fixed weights of an output in the sum whose gradient is taken: `2 cos(0), 2 cos(1), ...`.

    No two are equal, and none is 1, so a gradient that ignores the upstream gradient is wrong.

    Args:
        shape: the shape of the output.
        position: the position of the output among several, which have different weights.
    """
    # NumPy would turn a 0-dimensional array into a number.
    return np.asarray(2 * np.cos(np.arange(math.prod(shape)) + 0.7 * position)).reshape(shape)


def _copy(value: Any) -> Any:
    if hasattr(value, "detach"):
        return value.detach().clone()
    return value.copy() if hasattr(value, "copy") else value


def _has_numbers_of(value: Any, drawn: Any) -> bool:
    """Whether a tensor on the CPU or an array has the shape and numbers of a drawn array."""
    if not isinstance(drawn, Array):
        return False
    if hasattr(value, "detach"):
        if value.device.type != "cpu":
            return False
        value = value.detach().numpy()
    return isinstance(value, np.ndarray) and np.array_equal(value, drawn.data)


def _is_floating(value: Any) -> bool:
    return hasattr(value, "is_floating_point") and value.is_floating_point()
