"""Your answer and the right one along one number of the smallest input."""

import numpy as np

from grader.judging.pictures.along import along
from grader.judging.pictures.captions import caption
from grader.judging.pictures.failure import Failure
from grader.judging.pictures.output import worst_output
from grader.picture import Axis, Picture, picture, series


def curve(failure: Failure) -> Picture | None:
    """A wrong number, drawn along the number of the input that matters most for it."""
    probe = failure.probe
    if not probe.referenced or probe.random or probe.fake_device:
        return None
    output = worst_output(failure)
    found = output and along(failure, output)
    if not output or not found:
        return None
    numbers, here, label = found.numbers, found.here, found.label
    right, yours = (
        np.array([output.read(answer) for answer in side]) for side in (found.right, found.yours)
    )
    if not np.isfinite(right).any():
        return None
    drawn = [
        series("right", "line", numbers, right),
        series("yours", "line", numbers, yours),
        series("right at the smallest input", "points", [numbers[here]], [right[here]]),
        series("yours at the smallest input", "points", [numbers[here]], [yours[here]]),
    ]
    drawn = [one for one in drawn if any(y is not None for y in one.y)]
    title = f"{probe.of}: {output.name} along {label}"
    said = caption(numbers, yours, right, label)
    return picture(title, Axis(label), Axis(output.name), drawn, said)
