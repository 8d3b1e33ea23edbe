"""Answers that hold the right numbers in the wrong places."""

from collections.abc import Sequence
from itertools import permutations

import numpy as np

from grader.judging.diagnosis.patterns.parts import ENOUGH, Part
from grader.verdict import Misconception


def exchanged(parts: Sequence[Part]) -> Misconception | None:
    """A part of a tuple holds what another should."""
    for one, other in permutations(parts, 2):
        if not one.wrong or len(one.pairs) != len(other.pairs):
            continue
        belongs = {id(pair.case): pair.right for pair in other.pairs}
        if len(one.wrong) < ENOUGH or not all(
            pair.is_like(belongs[id(pair.case)]) for pair in one.pairs
        ):
            continue
        back = {id(pair.case): pair.right for pair in one.pairs}
        if all(pair.is_like(back[id(pair.case)]) for pair in other.pairs):
            message = f"You return {one.name} and {other.name} in the wrong order."
            return Misconception("parts-exchanged", message)
        message = f"Your {one.name} holds what {other.name} should be."
        return Misconception("part-repeated", message)
    return None


def order(part: Part) -> Misconception | None:
    """A part holds the right numbers in another order."""
    if len(part.wrong) >= ENOUGH and all(
        pair.finite and pair.near(np.sort(pair.got, axis=None), np.sort(pair.right, axis=None))
        for pair in part.pairs
    ):
        message = f"Your {part.name} holds the right numbers in the wrong places."
        return Misconception("order", message)
    return None
