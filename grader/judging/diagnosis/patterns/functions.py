"""Answers that are a function of the right one: its square, its logarithm, its transpose."""

from collections.abc import Callable, Iterator

import numpy as np

from grader.judging.diagnosis.patterns.parts import ENOUGH, Numbers, Pair, Part
from grader.judging.diagnosis.patterns.relation import Relation
from grader.probe.values import Array


def functions(part: Part) -> Iterator[Relation]:
    """Claims that a part is a constant, an input as it came, or a function of the right one."""
    value = part.pairs[0].got.ravel()[:1]
    right = np.unique(np.concatenate([pair.right.ravel() for pair in part.pairs]))
    if right.size >= ENOUGH and all((pair.got == value).all() for pair in part.pairs):
        words = f"{{your}} is {float(value[0]):g} every time, whatever the input."
        yield Relation("constant", words, lambda pair: pair.got)
    if part.pairs[0].logical:
        yield Relation("inverted", "{your} is true where the right one is false.", _inverse)
        return
    for name in part.pairs[0].inputs:
        yield Relation("input", f"{{your}} is the input `{name}` as it came.", _input(name))
    yield from _OF_THE_RIGHT_ONE


def _apply(
    function: Callable[[Numbers], Numbers], low: float = -np.inf, high: float = np.inf
) -> Callable[[Pair], Numbers | None]:
    """A function of the right answer, where all of that lies within the bounds."""

    def of(pair: Pair) -> Numbers | None:
        if not ((low <= pair.right) & (pair.right <= high)).all():
            return None
        return function(pair.right)

    return of


def _one_hot(right: Numbers) -> Numbers | None:
    if right.ndim < 1:
        return None
    return np.asarray(np.eye(right.shape[-1])[right.argmax(axis=-1)])


def _inverse(pair: Pair) -> Numbers:
    return np.asarray(1 - pair.right)


def _input(name: str) -> Callable[[Pair], Numbers | None]:
    def of(pair: Pair) -> Numbers | None:
        value = pair.inputs.get(name)
        return value.data if isinstance(value, Array) else None

    return of


_OF_THE_RIGHT_ONE = (
    Relation("sign", "{your} has the opposite sign every time.", _apply(np.negative)),
    Relation("squared", "{your} is the square of the right one.", _apply(np.square, 0)),
    Relation("square-root", "{your} is the square root of the right one.", _apply(np.sqrt, 0)),
    Relation("logarithm", "{your} is the logarithm of the right one.", _apply(np.log, 0)),
    Relation("exponential", "{your} is the exponential of the right one.", _apply(np.exp)),
    Relation("reciprocal", "{your} is 1 divided by the right one.", _apply(np.reciprocal)),
    Relation(
        "complement",
        "{your} is 1 minus the right one: the probability of the opposite.",
        _apply(lambda right: 1 - right, 0, 1),
    ),
    Relation(
        "logit",
        "{your} is the logit of the right one: a sigmoid would undo it.",
        _apply(lambda right: np.log(right) - np.log1p(-right), 0, 1),
    ),
    Relation(
        "sigmoid",
        "{your} is the sigmoid of the right one: one sigmoid too many.",
        _apply(lambda right: 1 / (1 + np.exp(-right))),
    ),
    *(
        Relation(
            "hard-sigmoid",
            "{your} is a hard sigmoid, which is made of straight lines: a sigmoid is asked for.",
            _apply(lambda p, s=slope: np.clip(s * (np.log(p) - np.log1p(-p)) + 0.5, 0, 1), 0, 1),  # type: ignore[misc]
        )
        for slope in (1 / 6, 0.2, 0.25)
    ),
    Relation(
        "softplus",
        "{your} is the softplus, log(1 + exp), of the right one.",
        _apply(lambda right: np.logaddexp(0, right)),
    ),
    Relation(
        "log-of-1-plus",
        "{your} is log(1 + the right one): a softplus where an exponential is asked for.",
        _apply(np.log1p, 0),
    ),
    Relation(
        "absolute-logarithm",
        "{your} is the absolute value of the right one's logarithm: abs where exp is asked for.",
        _apply(lambda right: np.abs(np.log(right)), 0),
    ),
    Relation("absolute", "{your} is the right one without its sign.", _apply(np.abs)),
    Relation(
        "negative-lost",
        "{your} is 0 wherever the right one is negative.",
        _apply(lambda right: np.maximum(right, 0)),
    ),
    Relation(
        "one-hot",
        "{your} is 1 for the largest of each row and 0 for the others: a choice, not the numbers.",
        lambda pair: _one_hot(pair.right),
    ),
    Relation("transposed", "{your} is the right one transposed.", _apply(np.transpose)),
    Relation("reversed", "{your} holds the right numbers in reverse order.", _apply(np.flip)),
)
