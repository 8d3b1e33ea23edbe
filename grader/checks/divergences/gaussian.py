"""The checks of divergences/gaussian."""

from typing import Any

from hypothesis import strategies as st
from torch import Tensor

from grader.checks.divergences.covariances import far_apart, pairs
from grader.picture import Axis, Picture, picture
from grader.probe.compare import SIX_DIGITS
from grader.probe.drawing import grid, line, tensor
from grader.probe.drivers import answered, differentiated
from grader.probe.formula import edges, formula, law
from grader.probe.probe import Driver
from grader.probe.strategies import as_float32, either_precision


def to_the_means(function: str, *, gradient: bool) -> Driver:
    """Make a driver like `calling` that takes gradients for the means alone."""

    def drive(
        impl: Any, mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor
    ) -> dict[str, Any]:
        call = getattr(impl, function)
        inputs = {"mu_p": mu_p, "cov_p": cov_p, "mu_q": mu_q, "cov_q": cov_q}
        seen = answered(call, inputs, gradient=False)
        if not gradient:
            return seen
        means = differentiated(lambda p, q: call(p, cov_p, q, cov_q), {"mu_p": mu_p, "mu_q": mu_q})
        return {**seen, **means, "changed": seen["changed"] | means["changed"]}

    return drive


MANY = 64
SPREAD = [10.0**power for power in (-8, 8, -3, 0, 5, -6)]

EXTREMES = [
    far_apart([1e-8] * MANY),
    far_apart([1e8] * MANY),
    far_apart([10 ** (place * 23 % MANY / 4 - 8) for place in range(MANY)]),
    far_apart(SPREAD),
    far_apart([1e-8, 1e8]),
    far_apart([1e8]),
    far_apart([1e-8] * 3, wider=1e16),
    far_apart([1e8] * 3, wider=1e-16),
    far_apart([1e-8] * MANY, wider=1e16),
    far_apart([1e8] * MANY, wider=1e-16),
    far_apart([1e-8] * MANY, distance=0.01, center=0.1),
    far_apart([4.0, 0.01, 25.0], distance=1000.0),
]
"""In float64, one size of all variances or many within one matrix."""

SINGLE = [
    far_apart([1e-8] * MANY),
    far_apart([1e-3] * MANY),
    far_apart([1.0, 1e-8, 1e-4]),
    far_apart([1e-8]),
]
"""In float32, without large numbers, which determine how exact it must be."""

closed_form = formula(
    "kl_gaussians",
    "The expectation under N(mu_p, cov_p) of log p - log q, in nats.",
    pairs(),
    driver=to_the_means,
)


@law("kl_gaussians", either_precision(pairs()), examples=4, tolerance=SIX_DIGITS)
def zero_at_equality(impl: Any, mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Any:
    """The KL of a Gaussian from itself is 0."""
    return impl.kl_gaussians(mu_p, cov_p, mu_p.clone(), cov_p.clone())


@law("kl_gaussians", pairs(), examples=4, tolerance=SIX_DIGITS)
def units(impl: Any, mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Any:
    """Other units of the coordinates leave the KL as it is."""
    scale = mu_p.new_tensor([1.0, 1e-3, 1e3, 10.0])[: len(mu_p)]
    area = scale.unsqueeze(1) * scale
    return impl.kl_gaussians(scale * mu_p, area * cov_p, scale * mu_q, area * cov_q)


extremes = edges(
    "kl_gaussians",
    "extreme variances",
    "Value, and gradient to the means, for 64 dimensions and variances from 1e-8 to 1e8.",
    st.sampled_from(EXTREMES),
    driver=to_the_means,
    gradient=True,
    examples=len(EXTREMES),
    tolerance=SIX_DIGITS,
)
small_in_single = edges(
    "kl_gaussians",
    "small variances in float32",
    "Accurate in float32 for variances as small as 1e-8, in 64 dimensions too.",
    st.sampled_from([as_float32(inputs) for inputs in SINGLE]),
    examples=len(SINGLE),
    tolerance=SIX_DIGITS,
)


def own_picture(impl: Any) -> Picture:
    """Both directions of the divergence by the standard deviation of q."""
    zero, unit = tensor(0), tensor(1)[:, None]

    def kl(forward: bool) -> Any:
        def of(sigma: float) -> Any:
            p, q = (zero, unit), (zero, sigma**2 * unit)
            return impl.kl_gaussians(*p, *q) if forward else impl.kl_gaussians(*q, *p)

        return of

    places = grid(0.3, 2.5)
    drawn = [line("KL(p || q)", places, kl(True)), line("KL(q || p)", places, kl(False))]
    said = (
        "KL(p || q) punishes a q that is too narrow, which misses what p draws; KL(q || p) "
        "punishes one that is too wide."
    )
    return picture("p = N(0, 1), q = N(0, sigma^2)", "sigma of q", Axis("KL", "nats"), drawn, said)
