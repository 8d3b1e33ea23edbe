"""What a function computes with: its arguments, and in a method what its layers give."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from grader.judging.diagnosis.first_call import FirstCall

Change = Callable[[Tensor], Tensor]
Write = Callable[..., Any]


@dataclass(frozen=True)
class Place:
    """A value that a function computes with.

    Attributes:
        name: as in the function: `sigma`, or `fc(x)`.
        value: what it is in the first call.
        changed: makes the function that changes it first.
    """

    name: str
    value: Any
    changed: Callable[[Change], Write]

    @property
    def floating(self) -> bool:
        """Whether it is a number, tensor or array of floating type."""
        if isinstance(self.value, Tensor):
            return self.value.is_floating_point()
        if isinstance(self.value, np.ndarray):
            return bool(self.value.dtype.kind == "f")
        return isinstance(self.value, float)


def places(call: FirstCall) -> list[Place]:
    """The arguments in order, then the linear layers."""
    named = list(enumerate(zip(names_of(call), call.arguments, strict=True)))
    found = [Place(name, value, partial(_argument, call, i)) for i, (name, value) in named]
    return found + [
        Place(f"{name}(...)", layer.bias, partial(_layer, call, name))
        for name, layer in layers_of(call).items()
    ]


def names_of(call: FirstCall) -> list[str]:
    """The names of the arguments that were given, in order."""
    return list(inspect.signature(call.function).parameters)[: len(call.arguments)]


def layers_of(call: FirstCall) -> dict[str, nn.Linear]:
    """The linear layers of a method's module, by name."""
    module = call.arguments[0] if call.arguments else None
    if not isinstance(module, nn.Module) or names_of(call)[0] != "self":
        return {}
    children = module.named_children()
    return {name: layer for name, layer in children if isinstance(layer, nn.Linear)}


def with_arguments(call: FirstCall, sources: dict[int, int]) -> Write:
    """The function, to whose places the arguments of other places go."""

    def write(*arguments: Any) -> Any:
        return call.function(*(arguments[sources.get(i, i)] for i in range(len(arguments))))

    return write


def with_layers(call: FirstCall, layers: Callable[[nn.Module], dict[str, nn.Module]]) -> Write:
    """The method, with other layers in its module while it runs."""

    def write(self: nn.Module, *arguments: Any) -> Any:
        others = layers(self)
        before = {name: getattr(self, name) for name in others}
        try:
            for name, layer in others.items():
                setattr(self, name, layer)
            return call.function(self, *arguments)
        finally:
            for name, layer in before.items():
                setattr(self, name, layer)

    return write


def _argument(call: FirstCall, place: int, change: Change) -> Write:
    def write(*arguments: Any) -> Any:
        given = list(arguments)
        if place < len(given):
            given[place] = _applied(change, given[place])
        return call.function(*given)

    return write


def _layer(call: FirstCall, name: str, change: Change) -> Write:
    return with_layers(call, lambda module: {name: _Followed(getattr(module, name), change)})


class _Followed(nn.Module):
    """A layer, and what is done to all that it gives."""

    def __init__(self, layer: nn.Module, change: Change) -> None:
        super().__init__()
        self.layer, self.change = layer, change

    def forward(self, x: Tensor) -> Tensor:
        return self.change(self.layer(x))


def _applied(change: Change, value: Any) -> Any:
    """A change of a tensor, applied to a tensor, an array or a number."""
    if isinstance(value, Tensor):
        return change(value)
    if isinstance(value, np.ndarray):
        return change(torch.from_numpy(value)).numpy()
    dtype = torch.float64 if isinstance(value, float) else None
    return change(torch.tensor(value, dtype=dtype)).item()
