"""The checks of divergences/estimates."""

from itertools import product
from typing import Any

import numpy as np
from hypothesis import strategies as st
from torch import Tensor

from grader.picture import Axis, Picture, picture
from grader.probe.case import Case, Finding, Inputs, Tolerance
from grader.probe.compare import SIX_DIGITS
from grader.probe.drawing import grid, tensor, tensor_lines
from grader.probe.formula import edges, formula, law
from grader.probe.strategies import alike, as_float32, in_both_precisions, shapes, torch_array
from grader.probe.text import text_of
from grader.probe.values import Array

ONE_IN_A_THOUSAND = Tolerance(rtol=1e-3, atol=0.0)

log_probabilities = st.integers(-60, 0).map(lambda n: n / 10)


def differing(base: float, *differences: float) -> Inputs:
    """Samples whose log-probability under q is this base plus the difference."""
    logp = np.full(len(differences), base)
    return {"logp": torch_array(logp), "logq": torch_array(logp + differences)}


SMALL = [
    differing(base, *(sign * size for size in sizes for sign in (1, -1)))
    for base, sizes in product((0.0, -1.25), ((1e-4, 3e-4), (1e-3,), (0.003, 0.007), (0.01, 0.1)))
]

LARGE = [
    differing(-30.0, 30.0, -30.0, 20.0),
    differing(-1.5, -20.0, -10.0, 1.0),
    differing(-990.0, 5.0, -10.0, 0.5),
    differing(-1000.0, 30.0),
    differing(-1000.0, 0.0),
]

TINY = [
    differing(base, *(sign * 2.0**-power for power in powers for sign in (1, -1)))
    for base in (0.0, -2.0)
    for powers in (range(6, 14), range(14, 22), range(22, 28))
] + [differing(0.0, *(sign * n * 1.37e-9 for n in range(1, 16) for sign in (1, -1)))]
"""The last powers of 2 are below what float32 has in digits at -2: there the two agree."""

EMPTY_SHAPE = [
    {"logp": torch_array(logp), "logq": torch_array(logq)}
    for logp, logq in ((-1.3, -0.2), (-0.7, -2.2))
]

estimates = formula(
    "kl_estimates",
    "The tuple (k1, k2, k3): the log ratio, half its square, and q/p - 1 - log(q/p).",
    alike(shapes(1, 4, max_side=3), logp=log_probabilities, logq=log_probabilities),
    examples=16,
)
single_numbers = edges(
    "kl_estimates",
    "single numbers",
    "0-dimensional log-probabilities have 0-dimensional estimates.",
    in_both_precisions(*EMPTY_SHAPE),
    gradient=True,
    examples=2 * len(EMPTY_SHAPE),
)
small = edges(
    "kl_estimates",
    "small differences",
    "Right to 1 part in 1,000 where the log-probabilities differ by as little as 1e-4.",
    st.sampled_from(SMALL),
    examples=len(SMALL),
    tolerance=ONE_IN_A_THOUSAND,
)
large = edges(
    "kl_estimates",
    "large differences",
    "Finite and right for differences to 30 and log-probabilities to -1,000.",
    in_both_precisions(*LARGE),
    gradient=True,
    examples=2 * len(LARGE),
)


def never_negative(case: Case) -> Finding | None:
    """No estimate that cannot be negative is."""
    _, _, k3 = case.got
    if isinstance(k3, Array) and (k3.data >= 0).all():
        return None
    what = "k3 is negative" if isinstance(k3, Array) else "k3 is not a tensor"
    return Finding("law", f"{what}.", text_of(k3), "no number below 0")


@law(
    "kl_estimates",
    st.sampled_from([*TINY, *map(as_float32, TINY)]),
    judge=never_negative,
    examples=2 * len(TINY),
)
def not_negative(impl: Any, logp: Tensor, logq: Tensor) -> Any:
    """k3 is never negative, however little the log-probabilities differ, in float32 too."""
    return tuple(impl.kl_estimates(logp, logq))


UNLIKELY = differing(-2.0, -110.0, -400.0, -990.0)


@law(
    "kl_estimates",
    st.just(UNLIKELY),  # in float32 right forms that use sinh overflow
    examples=1,
    tolerance=SIX_DIGITS,
)
def far_below(impl: Any, logp: Tensor, logq: Tensor) -> Any:
    """Right for log-probabilities to -1,000 under q alone, whose exponential rounds to 0."""
    return tuple(impl.kl_estimates(logp, logq))


@law("kl_estimates", st.just(differing(-1000.0, 110.0, 990.0)), examples=1, tolerance=SIX_DIGITS)
def far_above(impl: Any, logp: Tensor, logq: Tensor) -> Any:
    """k1 and k2 are right where k3 is beyond any floating-point number."""
    return tuple(impl.kl_estimates(logp, logq)[:2])


def sampled() -> Inputs:
    """Draws from p = N(0, 1), and their log-densities under p and under q = N(0.5, 1)."""
    draws = np.random.default_rng(0).standard_normal(2000)
    return {"logp": torch_array(-(draws**2) / 2), "logq": torch_array(-((draws - 0.5) ** 2) / 2)}


def sampled_in_code(_: Inputs) -> str:
    """The draws, and the means of the estimates, as code."""
    return (
        "draws = torch.tensor(np.random.default_rng(0).standard_normal(2000))\n"
        "logp, logq = -(draws**2) / 2, -((draws - 0.5) ** 2) / 2\n"
        "[estimate.mean() for estimate in kl_estimates(logp, logq)]"
    )


@law("kl_estimates", st.just(sampled()), examples=1, as_code=sampled_in_code)
def means(impl: Any, logp: Tensor, logq: Tensor) -> Any:
    """Over many samples the means of k1 and k3 tend to the KL, here 1/8; that of k2 only nearly."""
    return [estimate.mean() for estimate in impl.kl_estimates(logp, logq)]


def own_picture(impl: Any) -> Picture:
    """The three estimates of one sample by the log-ratio."""
    drawn = tensor_lines(
        "k{:g}", range(3), grid(-2.5, 2.5), lambda d, k: impl.kl_estimates(d, tensor(0))[k]
    )
    said = "k1 goes below 0; k2 and k3 touch 0 where p and q agree, and only there look alike."
    return picture("kl_estimates of one sample", "logp - logq", Axis("nats"), drawn, said)
