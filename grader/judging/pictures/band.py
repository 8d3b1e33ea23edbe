"""A head's mean with a band of one deviation, yours and the right one."""

from dataclasses import replace

import numpy as np

from grader.judging.pictures.along import along
from grader.judging.pictures.captions import caption
from grader.judging.pictures.failure import Failure
from grader.judging.pictures.output import worst_output
from grader.picture import Picture, picture, series

MEAN, DEVIATION = 0, 1
"""The parts of an answer that has a band."""


def band(failure: Failure) -> Picture | None:
    """The mean and the deviation of a row, along the number of the input that matters most."""
    output = worst_output(failure) if failure.probe.band else None
    if output is None or output.path[:1] != ("value",):
        return None  # a gradient has no band
    found = along(failure, output)
    if found is None:
        return None
    parts = [replace(output, path=("value", part)) for part in (MEAN, DEVIATION)]
    drawn = []
    for name, side in (("right", found.right), ("your", found.yours)):
        mu, sigma = (np.array([part.read(answer) for answer in side]) for part in parts)
        drawn += [
            series(f"{name} mu + sigma", "line", found.numbers, mu + sigma),
            series(f"{name} mu - sigma", "line", found.numbers, mu - sigma),
            series(f"{name} mu", "line", found.numbers, mu),
        ]
    drawn = [one for one in drawn if any(y is not None for y in one.y)]
    right, yours = (
        np.array([output.read(answer) for answer in side]) for side in (found.right, found.yours)
    )
    name = ("mu", "sigma")[output.path[1]]
    said = f"{name}: {caption(found.numbers, yours, right, found.label)}"
    title = f"{failure.probe.of}: mu with a band of one sigma along {found.label}"
    return picture(title, found.label, "target", drawn, said)
