"""Versions of the right function that change an argument first, as people do without noticing."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from grader.judging.diagnosis.arguments.places import (
    Change,
    Place,
    Write,
    layers_of,
    names_of,
    places,
    with_arguments,
    with_layers,
)
from grader.judging.diagnosis.first_call import FirstCall

CHANGES: dict[str, Change] = {
    "-{0}": lambda t: -t,
    "1/{0}": lambda t: 1 / t,
    "{0}**2": lambda t: t**2,
    "sqrt({0})": lambda t: t.sqrt(),
    "exp({0})": lambda t: t.exp(),
    "log({0})": lambda t: t.log(),
    "exp({0}/2)": lambda t: (t / 2).exp(),
    "exp(2*{0})": lambda t: (2 * t).exp(),
    "log({0})/2": lambda t: t.log() / 2,
    "2*log({0})": lambda t: 2 * t.log(),
    "1 - {0}": lambda t: 1 - t,
    "2*{0} - 1": lambda t: 2 * t - 1,
    "abs({0})": lambda t: t.abs(),
    "int({0})": lambda t: t.long().to(t),
    "round({0})": lambda t: t.round(),
    "relu({0})": lambda t: t.relu(),
    "sigmoid({0})": lambda t: t.sigmoid(),
    "tanh({0})": lambda t: t.tanh(),
    "softplus({0})": F.softplus,
}
"""Expressions of a floating number, the plainer first, with what they do to a tensor."""

TENSOR_CHANGES: dict[str, Change] = {
    "softmax({0}, -1)": lambda t: t.softmax(-1),
    "log_softmax({0}, -1)": lambda t: t.log_softmax(-1),
    "({0} > 0)": lambda t: (t > 0).to(t),
    "({0} > 0.5)": lambda t: (t > 0.5).to(t),
    "one_hot({0}.argmax(-1))": lambda t: F.one_hot(t.argmax(-1), t.shape[-1]).to(t),
    "{0}.mean()": lambda t: t.mean(),
    "{0}.mean(0)": lambda t: t.mean(0, keepdim=True),
    "{0}.mean(-1)": lambda t: t.mean(-1, keepdim=True),
    "{0}[0]": lambda t: t[:1].expand_as(t),
    "{0}[:1]": lambda t: t[:1],
    "{0}/{0}.sum()": lambda t: t / t.sum(),
    "{0}/{0}.sum(-1)": lambda t: t / t.sum(-1, keepdim=True),
    "{0} - {0}.mean()": lambda t: t - t.mean(),
    "{0} - {0}.mean(0)": lambda t: t - t.mean(0),
    "({0} - {0}.mean())/{0}.std()": lambda t: (t - t.mean()) / t.std(correction=0),
    "({0} - {0}.mean(0))/{0}.std(0)": lambda t: (t - t.mean(0)) / t.std(0, correction=0),
    "{0}.flip(0)": lambda t: t.flip(0),
    "{0}.flip(-1)": lambda t: t.flip(-1),
    "{0}.mT": lambda t: t.mT,
    "diag({0})": lambda t: t * torch.eye(t.shape[-1]).to(t),
}
"""The same of tensors and arrays alone."""

WHOLE_CHANGES: dict[str, Change] = {
    "{0} - 1": lambda t: t - 1,
    "{0} + 1": lambda t: t + 1,
    "-{0}": lambda t: -t,
    "2*{0}": lambda t: 2 * t,
}
"""The same of whole numbers, such as labels and counts."""

HELD = 0.0, 1.0, 0.5, 2.0
"""Constants that stand in the place of an argument that is forgotten."""


@dataclass(frozen=True)
class Version:
    """The right function of changed arguments, and the sentence for who wrote it."""

    id: str
    sentence: str
    write: Write


def in_place_of(expression: str, name: str, write: Write) -> Version:
    """The version that computes with an expression where an argument belongs."""
    sentence = f"Your answer is the right one for `{expression}` in place of `{name}`."
    return Version("changed-argument", sentence, write)


def exchanged(call: FirstCall) -> Iterator[Version]:
    """Two arguments, or two layers of a module, are exchanged, or one stands for both."""
    names = names_of(call)
    for a, b in combinations(range(len(names)), 2):
        if _alike(call.arguments[a], call.arguments[b]):
            yield _exchange(names[a], names[b], with_arguments(call, {a: b, b: a}))
    for a, b in permutations(range(len(names)), 2):
        if _alike(call.arguments[a], call.arguments[b]):
            yield in_place_of(names[a], names[b], with_arguments(call, {b: a}))
    for one, other in combinations(layers_of(call), 2):
        yield _exchange(one, other, _layers(call, {one: other, other: one}))
    for one, other in permutations(layers_of(call), 2):
        yield in_place_of(one, other, _layers(call, {other: one}))


def held(call: FirstCall) -> Iterator[Version]:
    """An argument is disregarded: a constant stands in its place."""
    parameters = inspect.signature(call.function).parameters
    for place in places(call):
        default = parameters[place.name].default if place.name in parameters else parameters
        if isinstance(place.value, bool):
            found: tuple[Any, ...] = True, False
        elif place.floating or isinstance(place.value, int):
            found = (default, *HELD) if isinstance(default, (int, float)) else HELD
        else:
            found = ()
        for constant in found:
            yield held_at(place, constant)


def held_at(place: Place, constant: Any) -> Version:
    """The version in which an argument is that constant."""
    shown = repr(constant) if isinstance(constant, bool) else f"{constant:g}"
    sentence = f"You compute as if `{place.name}` were always {shown}."
    write = place.changed(lambda t: torch.full_like(t, constant))
    return Version("argument-not-used", sentence, write)


def changed(call: FirstCall) -> Iterator[Version]:
    """An argument went through a function first."""
    for place in places(call):
        for pattern, change in _changes_for(place).items():
            yield in_place_of(pattern.format(place.name), place.name, place.changed(change))
    yield from _products(call)


def _changes_for(place: Place) -> dict[str, Change]:
    if place.floating:
        return CHANGES if isinstance(place.value, float) else CHANGES | TENSOR_CHANGES
    if isinstance(place.value, bool):
        return {"not {0}": lambda t: ~t}
    return WHOLE_CHANGES if isinstance(place.value, (int, Tensor, np.ndarray)) else {}


def _products(call: FirstCall) -> Iterator[Version]:
    """A number is multiplied or divided by another before it is used."""
    names = names_of(call)
    numbers = [i for i, value in enumerate(call.arguments) if isinstance(value, float)]
    for a, b in permutations(numbers, 2):
        yield in_place_of(f"{names[a]}*{names[b]}", names[a], _product(call, a, b, 1))
        yield in_place_of(f"{names[a]}/{names[b]}", names[a], _product(call, a, b, -1))


def _product(call: FirstCall, a: int, b: int, power: int) -> Callable[..., Any]:
    def write(*arguments: Any) -> Any:
        given = list(arguments)
        given[a] *= given[b] ** power
        return call.function(*given)

    return write


def _layers(call: FirstCall, sources: dict[str, str]) -> Write:
    """The method, in whose module layers stand in the places of others."""
    return with_layers(call, lambda m: {name: getattr(m, found) for name, found in sources.items()})


def _exchange(one: str, other: str, write: Write) -> Version:
    sentence = f"You exchanged `{one}` and `{other}`: each stands where the other belongs."
    return Version("exchanged", sentence, write)


def _alike(a: Any, b: Any) -> bool:
    """Whether two arguments can stand for each other."""
    with suppress(AttributeError):
        return bool(a.shape == b.shape and a.dtype == b.dtype)
    return type(a) is type(b) and isinstance(a, (int, float))
