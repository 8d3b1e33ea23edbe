"""Elements of an answer that are wrong: what the same elements of an argument have in common."""

import math
from collections.abc import Iterator
from itertools import combinations

import numpy as np

from grader.judging.diagnosis.patterns.conditions import CHANCE
from grader.judging.diagnosis.patterns.parts import ENOUGH, Numbers, Part
from grader.probe.values import Array
from grader.verdict import Misconception


def elements(part: Part) -> Misconception | None:
    """A part is wrong exactly at the elements where an argument of its shape meets a condition."""
    wrong = np.concatenate([np.ravel(~pair.same(pair.got, pair.right)) for pair in part.pairs])
    got = np.concatenate([np.ravel(pair.got) for pair in part.pairs])
    if min(wrong.sum(), (~wrong).sum()) < ENOUGH:
        return None
    arguments = {name: _argument(part, name) for name in part.pairs[0].inputs}
    shaped = {name: x for name, x in arguments.items() if x is not None}
    found = [
        f"where `{a}` equals `{b}`"
        for a, b in combinations(shaped, 2)
        if ((shaped[a] == shaped[b]) == wrong).all()
    ]
    for name, x in shaped.items():
        conditions = list(_conditions(name, x, wrong))
        # Of random elements as many are picked once in so many times.
        if math.comb(len(wrong), int(wrong.sum())) < CHANCE * len(conditions):
            continue
        found += [words for words, met in conditions if (met == wrong).all()][:1]
    if len(found) != 1:
        return None
    how = "wrong only"
    if (got[wrong] == 0).all():
        how = "0"
    elif not np.isfinite(got[wrong]).any():
        how = "not finite"
    return Misconception("only-some-elements", f"Your {part.name} is {how} {found[0]}.")


def _argument(part: Part, name: str) -> Numbers | None:
    """The elements of an argument beside those of the answer, if they have one shape throughout."""
    values = [pair.inputs.get(name) for pair in part.pairs]
    arrays = [value.data.ravel() for value in values if isinstance(value, Array)]
    same = all(
        isinstance(value, Array) and value.shape == pair.right.shape and value.data.ndim
        for value, pair in zip(values, part.pairs, strict=True)
    )
    return np.concatenate(arrays).astype(np.float64) if same else None


def _conditions(name: str, x: Numbers, wrong: Numbers) -> Iterator[tuple[str, Numbers]]:
    yield f"where `{name}` is negative", x < 0
    yield f"where `{name}` is positive", x > 0
    yield f"where `{name}` is 0", x == 0
    yield f"where `{name}` is 1", x == 1
    yield f"where `{name}` is 0 or 1", (x == 0) | (x == 1)
    if np.unique(x[wrong]).size >= ENOUGH:
        high, low, far = x[wrong].min(), x[wrong].max(), np.abs(x[wrong]).min()
        yield f"where `{name}` is {high:.4g} or more", x >= high
        yield f"where `{name}` is {low:.4g} or less", x <= low
        yield f"where abs(`{name}`) is {far:.4g} or more", np.abs(x) >= far
