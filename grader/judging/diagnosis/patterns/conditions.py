"""Answers that are right where a condition on the input holds."""

import math
from collections.abc import Callable, Sequence

from grader.judging.diagnosis.patterns.pairs import ENOUGH, Pair, alike, broadcast
from grader.verdict import Misconception

CONDITIONS: dict[str, Callable[[tuple[int, ...]], bool]] = {
    "for a batch of one": lambda shape: shape[0] == 1,
    "for a single element": lambda shape: math.prod(shape) == 1,
    "for one-dimensional input": lambda shape: len(shape) == 1,
    "for a single column": lambda shape: shape[-1] == 1,
    "where rows and columns are equally many": lambda shape: len(set(shape)) == 1,
}


def where(pairs: Sequence[Pair], what: str) -> Misconception | None:
    """Right exactly where a condition on the shape of the input holds, or exactly where not."""
    shapes = [broadcast(pair.inputs) for pair in pairs]
    agreed = [pair.agrees for pair in pairs]
    # That it is right several times over for the same number, such as that of zeros, says little.
    if not all(shapes) or len({p.right.tobytes() for p in pairs if p.agrees}) < ENOUGH:
        return None
    for words, condition in CONDITIONS.items():
        held = [condition(shape) for shape in shapes]
        if agreed == held:
            return Misconception("only-some-shapes", f"Your {what} is right only {words}.")
        if agreed == [not one for one in held]:
            return Misconception("only-some-shapes", f"Your {what} is right except {words}.")
    if agreed == [alike(pair.inputs) for pair in pairs]:
        return Misconception("broadcasting", f"Your {what} is right only where nothing broadcasts.")
    return None
