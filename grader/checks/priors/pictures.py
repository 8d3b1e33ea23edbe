"""What wrong dropout looks like: how often each place is kept, or what becomes of the kept."""

import numpy as np

from grader.checks.priors.masks import independence, inputs_seen, rate, scale, shaped
from grader.picture import Picture, picture, series
from grader.probe.case import Case
from grader.probe.drawing import line

FAR = 6
"""Standard deviations: a share that is as far from 1 - p is not so by chance."""


def mask_picture(case: Case) -> Picture | None:
    """Where elements are kept too often or too rarely, or are not the right multiple of x."""
    if shaped(case):
        return None
    if rate(case) or independence(case):
        return _kept(case)
    return _scaled(case) if scale(case) else None


def _kept(case: Case) -> Picture | None:
    """The share that is kept along the dimension where it varies most."""
    kept, p = case.got["training"]["value"].data != 0, case.inputs["p"]
    axes = range(kept.ndim)
    shares = [kept.mean(axis=tuple(other for other in axes if other != axis)) for axis in axes]
    # By chance a share varies the more, the fewer elements it is of.
    axis = max(
        axes, key=lambda axis: float(shares[axis].std()) * (kept.size / len(shares[axis])) ** 0.5
    )
    share = shares[axis]
    spread = float(np.sqrt(p * (1 - p) * len(share) / kept.size))
    if np.abs(share - (1 - p)).max() < FAR * spread:
        return None  # what is wrong shows elsewhere
    places = range(len(share))
    drawn = [
        series("yours", "bars", places, share),
        line(f"1 - p = {1 - p:.3g}", (-0.5, len(share) - 0.5), lambda _: 1 - p),
    ]
    low, high = (f"{number:.2g}" for number in (share.min(), share.max()))
    yours = f"are {low}" if low == high else f"range from {low} to {high}"
    said = f"Up to chance, every bar should end at the line; yours {yours}."
    return picture(
        "dropout: how often each place is kept",
        f"place along dimension {axis}",
        "share kept",
        drawn,
        said,
    )


def _scaled(case: Case) -> Picture:
    """What each element became, by what it was."""
    x, y, p = inputs_seen(case), case.got["training"]["value"].data, case.inputs["p"]
    before, after = x[y != 0], y[y != 0]
    ends = (float(before.min()), float(before.max()))
    drawn = [
        line("x / (1 - p)", ends, lambda x: x / (1 - p)),
        series("yours, where not 0", "points", before, after),
    ]
    said = f"At p = {p:.3g} everything that is kept should lie on the line; yours does not."
    return picture("dropout: what becomes of what is kept", "x", "result", drawn, said)
