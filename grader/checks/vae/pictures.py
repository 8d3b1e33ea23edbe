"""What a wrong sample looks like: its noise against its law, or one column against another."""

from collections.abc import Iterator
from dataclasses import replace
from statistics import NormalDist

import numpy as np

from grader.checks.vae.noise import Numbers, independent, normal, recovered, shaped
from grader.picture import Picture, picture, series
from grader.probe.case import Case
from grader.probe.drawing import grid, histogram, line

WIDTH = 4.0
"""Standard deviations that are always shown."""

CLEAR = 0.2
"""How far a mean or a standard deviation must be off to be seen."""


def noise_picture(case: Case) -> Picture | None:
    """The noise that a sample used, where it is not what it should be."""
    if shaped(case):
        return None
    for one in _samples(case):
        if independent(one):
            return _scatter(recovered(one))
        if normal(one):
            return _against_its_law(recovered(one))
    return None


def _samples(case: Case) -> Iterator[Case]:
    """The sample drawn with a gradient, and the one without."""
    yield case
    yield replace(case, got={**case.got, "value": case.got["first"]})


def _scatter(noise: Numbers) -> Picture | None:
    """The two columns that depend most on each other, where one sees that they do."""
    columns = range(noise.shape[1])
    pairs = [(i, j) for i in columns for j in columns if i < j]
    with np.errstate(all="ignore"):
        dependence = np.nan_to_num(np.abs(np.corrcoef(noise, rowvar=False)), nan=1.0)
    i, j = max(pairs, key=lambda pair: dependence[pair])
    repeated = len(np.unique(noise[:, [i, j]].round(9), axis=0)) < len(noise) / 2
    if dependence[i, j] < 0.2 and not repeated:
        return None
    drawn = [series("yours", "points", noise[:, i], noise[:, j])]
    what = (
        "only a few places, used again and again" if repeated else "a line: one follows the other"
    )
    said = f"Independent noise fills a round cloud around 0; yours is {what}."
    axes = (f"noise of column {i}", f"noise of column {j}")
    return picture("The noise of two columns of the sample", *axes, drawn, said)


def _against_its_law(noise: Numbers) -> Picture:
    """A column that is clearly unlike a standard normal, as a histogram.

    Of several the one that is most like it: bars that are much wider than the curve are too low.
    """
    off = np.abs(noise.std(axis=0) - 1) + np.abs(noise.mean(axis=0))
    clear = np.where(off > CLEAR, off, np.inf)
    column = noise[:, int(np.argmin(clear) if np.isfinite(clear).any() else np.argmax(off))]
    reach = float(max(WIDTH, np.quantile(np.abs(column), 0.99)))
    drawn = [
        histogram("yours", column, -reach, reach),
        line("N(0, 1)", grid(-reach, reach, 161), NormalDist().pdf),
    ]
    said = (
        f"The bars should fill the curve of N(0, 1); yours have the mean {column.mean():.2g} and "
        f"the standard deviation {column.std():.2g}."
    )
    title = "The noise that the sample used"
    return picture(title, "(z - mu) / exp(log_var / 2)", "density", drawn, said)
