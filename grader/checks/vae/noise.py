"""Judging samples `z = mu + exp(log_var/2) * eps`.

Right answers draw different noise. So it is recovered, `eps = (z - mu) / exp(log_var/2)`, and
tested against its law; and the gradient is compared with what the sample itself implies,
`dz/dlog_var = (z - mu) / 2`. Findings do not depend on the noise, so that a mistake is recognized
for any noise.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from grader.probe.case import Case, Finding, Tolerance
from grader.probe.compare import compare, tolerance_of, untaken
from grader.probe.drivers import weights
from grader.probe.randomness import (
    EACH,
    ROUNDING_TO_ZERO,
    are_uncorrelated,
    departure,
    has_unit_variance,
    is_binomial,
    is_standard_normal,
)
from grader.probe.strategies import as_float32
from grader.probe.values import Array, Raised, floating_dtype

Judge = Callable[[Case], Finding | None]
Numbers = np.ndarray[Any, Any]

FAR = 3
"""Standard deviations, beyond which draws are in the tails."""

BEYOND = math.erfc(FAR / math.sqrt(2))
"""How often a normal law's are."""

MANY = 1000
"""The number of draws of which one may be infinite, see `ROUNDING_TO_ZERO`."""


def once_shaped(judge: Judge) -> Judge:
    """Make a judgement that can rely on the samples' shape."""
    return lambda case: shaped(case) or judge(case)


def in_both(judge: Judge) -> Judge:
    """Make a judgement of the sample drawn with a gradient, then of the one drawn without."""

    def both(case: Case) -> Finding | None:
        if finding := judge(case):
            return finding
        other = replace(case, got={**case.got, "value": case.got["first"]})
        finding = judge(other)
        return finding and replace(finding, message=f"Under torch.no_grad(): {finding.message}")

    return both


def shaped(case: Case) -> Finding | None:
    """Both samples are finite tensors of the shape and dtype of `mu`."""
    return _misshapen(case.got["first"], case) or _misshapen(case.got["value"], case)


def _misshapen(sample: Any, case: Case) -> Finding | None:
    right = Array(_parameters(case)[0], "torch", "float64")
    any_value = Tolerance(0.0, math.inf)
    finding = compare(sample, right, case, what="sample", tolerance=any_value)
    if finding is None or finding.kind != "finite" or np.isnan(sample.data).any():
        return finding
    infinite, n = int(np.isinf(sample.data).sum()), sample.data.size
    return None if n >= MANY and is_binomial(infinite, n, ROUNDING_TO_ZERO) else finding


def fresh(case: Case) -> Finding | None:
    """Two calls differ at nearly every element, and more than by a sign."""
    shared = np.mean(case.got["first"].data == case.got["value"].data)
    if shared > 0.9:
        return Finding("law", "Two calls with the same inputs return the same sample.")
    if shared > 0.1:
        return Finding("law", "Two calls with the same inputs return many equal elements.")
    first, second = recovered(case, "first"), recovered(case)
    if np.isclose(first, -second, atol=0).mean() > 0.1:
        return Finding("law", "A second call draws the noise of the first with its sign changed.")
    return None


def unshared(case: Case) -> Finding | None:
    """No noise is used twice."""
    noise = recovered(case)
    if not _is_reused(noise):
        return None
    shared = [str(axis) for axis in range(noise.ndim) if (np.ptp(noise, axis) < 1e-9).all()]
    where = f": it is constant along dimension {' and '.join(shared)}" if shared else ""
    return Finding("law", f"Elements of a sample share their noise{where}.")


def independent(case: Case) -> Finding | None:
    """No noise is used twice, columns are independent, and the noise is not made to add up to 0."""
    if finding := unshared(case):
        return finding
    noise = recovered(case)
    # A component of a random direction exceeds t with probability exp(-n t^2 / 2) at most: a
    # spherical cap (Ball, An Elementary Introduction to Modern Convex Geometry, lemma 2.2).
    bound = math.sqrt(2 * math.log(2 / EACH) / (len(noise) - 1))
    if np.abs(np.corrcoef(noise, rowvar=False) - np.eye(noise.shape[1])).max() > bound:
        return Finding("law", "The noise of one column depends on that of another.")
    # The density of a mean of n is sqrt(n / 2 pi) at most: below EACH for a sample as here.
    if min(abs(noise.mean()), *np.abs(noise.mean(axis=0))) < 1e-14:
        return Finding("law", "The noise adds up to 0: each element's depends on all the others.")
    spreads = [part.std(ddof=lost) for part in (noise, *noise.T) for lost in (0, 1)]
    if np.abs(np.array(spreads) - 1).min() < 1e-14:  # likewise
        return Finding("law", "The noise is scaled to a spread of exactly 1 in every sample.")
    return None


def normal(case: Case) -> Finding | None:
    """The noise of each column is standard normal, and so are the tails of all together."""
    noise, mu, log_var = recovered(case), case.inputs["mu"].data, case.inputs["log_var"].data
    # Together they show a common spread that is not 1 when no single column does.
    common = np.ptp(noise.std(axis=0)) < 0.1 * noise.std() and not has_unit_variance(noise)
    wrong = [i for i in np.argsort(log_var) if common or not is_standard_normal(noise[:, i])]
    if wrong:
        faults: dict[str, list[str]] = {}
        for i in wrong:
            fault = _fault(noise if common else noise[:, i])
            faults.setdefault(fault, []).append(f"{log_var[i]:g}")
        said = [f"{fault} where log_var is {', '.join(at)}" for fault, at in faults.items()]
        z, i = case.got["value"].data, wrong[0]
        return Finding(
            "law",
            f"The sample is {'; '.join(said)}.",
            f"{_moments(z[:, i].mean(), z[:, i].std())} where log_var is {log_var[i]:g}",
            _moments(mu[i], math.exp(log_var[i] / 2)),
        )
    far = int((np.abs(noise) > FAR).sum())
    if not is_binomial(far, noise.size, BEYOND):
        amount = "many" if far > BEYOND * noise.size else "few"
        return Finding("law", f"Too {amount} draws are beyond {FAR} standard deviations.")
    return None


def many(case: Case) -> Finding | None:
    """Over very many draws, in either precision, the noise is standard normal and independent.

    It detects a spread that is 1 % off, and the light tails of a sum of twelve uniform numbers.
    """
    noises = []
    for sample, inputs in zip(case.got, (as_float32(case.inputs), case.inputs), strict=True):
        one = replace(case, inputs=inputs, got={"value": sample})
        if finding := _misshapen(sample, one):
            return finding
        noises.append(np.nan_to_num(recovered(one), posinf=0.0, neginf=0.0))
    noise = np.concatenate(noises, axis=None)
    if fault := departure(noise):
        kurtosis = float((noise**4).mean() / (noise**2).mean() ** 2)
        return Finding(
            "law",
            f"Over half a million draws the noise is {fault}.",
            f"{_moments(noise.mean(), noise.std())}, kurtosis {kurtosis:.3f}",
            f"{_moments(0.0, 1.0)}, kurtosis 3",
        )
    if not are_uncorrelated(*noises):
        return Finding("law", "The noise of a second call depends on that of the first.")
    if not all(are_uncorrelated(one, other) for own in noises for one, other in _pairs(own)):
        return Finding("law", "The noise of one element depends on that of another.")
    if _is_reused(noises[-1]):
        return Finding("law", "Among many draws, some reuse the noise of others.")
    return None


def pathwise(case: Case) -> Finding | None:
    """The gradient is that of `mu + exp(log_var/2) * eps` for the noise in the sample."""
    got, z = case.got["gradient"], case.got["value"].data.astype(np.float64)
    if isinstance(got, Raised):
        return untaken(got)
    lost = [f"`{name}`" for name, g in got.items() if g is None or not g.data.any()]
    if lost:
        return Finding("gradient", f"No gradient reaches {' and '.join(lost)}.")
    mu, log_var = _parameters(case)
    single = floating_dtype(case.inputs) == "float32"
    tolerance = tolerance_of("float32") if single else case.tolerance
    slopes = weights(z.shape)
    for name, right in (("mu", slopes), ("log_var", slopes * (z - mu) / 2)):
        what = f"gradient for {name}"
        expected = Array(right, "torch", "float64")
        finding = compare(got[name], expected, case, what=what, tolerance=tolerance)
        if finding and finding.kind in ("value", "finite"):
            return replace(finding, kind="gradient", message=_off(what, got[name], right, log_var))
        if finding:
            return finding
    return None


def extreme(case: Case) -> Finding | None:
    """The judgements of law and gradient together."""
    return in_both(normal)(case) or pathwise(case)


def _parameters(case: Case) -> tuple[Numbers, Numbers]:
    """`mu` and `log_var` as the implementation saw them."""
    return _repeated("mu", case), _repeated("log_var", case)


def _repeated(name: str, case: Case, of: Callable[[Numbers], Numbers] = np.asarray) -> Numbers:
    """A function of an input, computed before the input is repeated."""
    return np.tile(of(case.inputs[name].data.astype(np.float64)), case.inputs.get("repeats", (1,)))


def recovered(case: Case, sample: str = "value") -> Numbers:
    """The noise of a sample, `(z - mu) / exp(log_var/2)`."""
    width = _repeated("log_var", case, lambda log_var: np.exp(log_var / 2))
    noise: Numbers = (case.got[sample].data - _repeated("mu", case)) / width
    return noise


def _is_reused(noise: Numbers) -> bool:
    """Whether at least a tenth of the noise is reused, possibly with its sign changed."""
    sizes = np.sort(np.abs(noise), axis=None)
    return bool(np.mean(np.diff(sizes) < 1e-9) > 0.1)


def _pairs(noise: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """Neighbors along each axis, and one half with the other."""
    for along in (noise, noise.T):
        half = len(along) // 2
        yield along[: 2 * half : 2], along[1 : 2 * half : 2]
        yield along[:half], along[half : 2 * half]


def _fault(noise: Numbers) -> str:
    """What is wrong with noise that is not standard normal, in words."""
    if noise.std() < 1e-9:
        return "constant"
    if abs(noise.mean()) > 0.2 * max(1.0, noise.std()):
        return "off its mean"
    if abs(noise.std() - 1) > 0.05:
        # A normal law's largest of so many is beyond 2.5 of its own deviations.
        end = " and never large" if np.abs(noise).max() < 2.5 * noise.std() else ""
        return f"too wide{end}" if noise.std() > 1 else f"too narrow{end}"
    far = float(np.mean(np.abs(noise) > FAR))
    if far > 2 * BEYOND:
        return "too heavy in its tails"
    return "too light in its tails" if far < BEYOND / 3 else "not normal"


def _moments(mean: float, deviation: float) -> str:
    return f"mean {mean:.3g}, standard deviation {deviation:.4g}"


def _off(what: str, got: Array, right: Numbers, log_var: Numbers) -> str:
    """How the first wrong element of a gradient compares with the right one, in words."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (got.data / right).ravel()
    wrong = np.flatnonzero(np.abs(ratio - 1) > 1e-3)
    if not wrong.size:
        return f"The {what} is slightly off."
    times, where = ratio[wrong[0]], log_var.ravel()[wrong[0]]
    return f"The {what} is {times:.3g} times the right one where log_var is {where:g}."
