"""One sentence that says what to see where two curves are drawn."""

from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float64]]

ALIKE = 1e-3
"""How far two numbers may differ, of the height of the picture, and still look the same."""


def caption(along: Floats, yours: Floats, right: Floats, name: str) -> str:
    """What distinguishes your curve from the right one.

    Args:
        along: the varied number, rising.
        yours: your answers; nan or infinite where there is no number.
        right: the right ones.
        name: the varied number, as a learner writes it.
    """
    both = np.isfinite(yours) & np.isfinite(right)
    if not both.any():
        return f"Yours has no finite value anywhere along {name}; the right one has."
    missing = np.isfinite(right) & ~np.isfinite(yours)
    if missing.any():
        return (
            f"Yours has no finite value where {name} is {_span(along[missing])}; the right one has."
        )
    x, mine, its = along[both], yours[both], right[both]
    height = max(float(np.ptp(its)), float(np.ptp(mine)), 1e-300)
    off = mine - its
    alike = np.abs(off) <= ALIKE * height
    if alike.all():
        return f"The two curves look alike along {name}: the difference is too small to see."
    if np.ptp(mine) <= ALIKE * height:
        return f"Yours stays flat; the right one moves with {name}."
    if np.ptp(off) <= ALIKE * height:
        way = "above" if off[0] > 0 else "below"
        return f"Yours lies {_short(abs(off[0]))} {way} the right one everywhere."
    ratio = _ratio(mine, its)
    if ratio is not None:
        return f"Yours is {ratio} times the right one everywhere."
    unlike = x[~alike]
    if (alike & ((x < unlike.min()) | (x > unlike.max()))).any():
        return f"Yours follows the right one, but not where {name} is {_span(unlike)}."
    slopes = np.sign(np.diff(mine)) * np.sign(np.diff(its))
    if (slopes < 0).mean() > 0.9:
        return f"Yours rises where the right one falls along {name}, and falls where it rises."
    worst = _short(x[int(np.argmax(np.abs(off)))])
    if alike.sum() == 1:
        met = _short(x[alike][0])
        return f"The curves meet where {name} is {met}, and differ most where it is {worst}."
    return f"The curves differ most where {name} is {worst}."


def _ratio(mine: Floats, its: Floats) -> str | None:
    large = np.abs(its) > 1e-6 * np.abs(its).max()
    ratios = mine[large] / its[large]
    if large.sum() < 3 or np.ptp(ratios) > ALIKE * abs(ratios.mean()):
        return None
    return _short(float(ratios.mean()))


def _span(numbers: Floats) -> str:
    low, high = _short(numbers.min()), _short(numbers.max())
    return low if low == high else f"between {low} and {high}"


def _short(number: float) -> str:
    return f"{number:.3g}"
