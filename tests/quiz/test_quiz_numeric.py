"""Every number in the question files, right or wrong, follows from its question by computation."""

import importlib
import math
import pkgutil
from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.distributions import Categorical, Laplace, MultivariateNormal, Normal, kl_divergence
from torch.nn import functional as F

from grader.quiz import Numeric, load_questions
from tests import numbers

QUESTIONS = {q.id: q for q in load_questions() if isinstance(q, Numeric)}
WRITTEN = {q.id: q.value for q in QUESTIONS.values()} | {
    f"{q.id}/{key}": slip.value for q in QUESTIONS.values() for key, slip in q.slips.items()
}
ROOT_2 = math.sqrt(2)


def real(*values: float) -> Tensor:
    """Numbers in double precision."""
    return torch.tensor(values, dtype=torch.float64)


def derivative(function: Callable[[Tensor], Tensor], at: float) -> float:
    """The derivative of a scalar function."""
    point = torch.tensor(at, dtype=torch.float64, requires_grad=True)
    (gradient,) = torch.autograd.grad(function(point), point)
    return float(gradient)


def gaussian_nll(y: float, mu: float, sigma: float) -> float:
    """The negative log-density of a Gaussian."""
    return -float(Normal(real(mu), real(sigma)).log_prob(real(y)))


def laplace_nll(y: float, mu: float, b: float) -> float:
    """The negative log-density of a Laplace distribution."""
    return -float(Laplace(real(mu), real(b)).log_prob(real(y)))


def mse_slope(sigma: float) -> float:
    """How much the Gaussian negative log-likelihood grows per unit of squared error."""
    return gaussian_nll(1.0, 0.0, sigma) - gaussian_nll(0.0, 0.0, sigma)


def bce(p: float, *y: float) -> Tensor:
    """The mean binary cross-entropy of one prediction against several labels."""
    return F.binary_cross_entropy(real(*[p] * len(y)), real(*y))


def best_constant(target: float) -> float:
    """The lowest binary cross-entropy against one soft target, over all predictions."""
    p = torch.linspace(0, 1, 100_001, dtype=torch.float64)
    return float(F.binary_cross_entropy(p, torch.full_like(p, target), reduction="none").min())


def best_sigma(*errors: float) -> float:
    """The standard deviation with the lowest mean Gaussian negative log-likelihood."""
    grid = torch.linspace(1, 4, 30_001, dtype=torch.float64)[:, None]
    nll = -Normal(torch.zeros_like(grid), grid).log_prob(real(*errors)).mean(dim=1)
    return float(grid[nll.argmin()])


def prior_variance(penalty: Callable[[Tensor], Tensor]) -> float:
    """The variance of the Gaussian whose negative log-density has the gradient of the penalty.

    That of `N(0, v)` has the gradient `w / v`. The penalty must be on the scale of a summed
    negative log-likelihood.
    """
    return 0.7 / derivative(penalty, 0.7)


def decay_variance(weight_decay: float, n: int = 1) -> float:
    """The same for what SGD does, where the loss is `1/n` of the summed negative log-likelihood."""
    step = 1.0 - first_step(torch.optim.SGD, 1.0, lr=1.0, weight_decay=weight_decay)
    return 1.0 / (n * step)


def first_step(optimiser: type[torch.optim.Optimizer], weight: float, **settings: float) -> float:
    """A weight after one step of an optimiser of torch, where the loss has no gradient."""
    parameter = torch.nn.Parameter(torch.tensor(weight, dtype=torch.float64))
    parameter.grad = torch.zeros_like(parameter)
    optimiser([parameter], **settings).step()  # type: ignore[call-arg] # each has its own
    return float(parameter.detach())


def proximal_step(w: float, lr: float, strength: float) -> float:
    """What minimises the squared distance to `w` over `2*lr` plus the L1 penalty."""
    z = torch.linspace(-2, 2, 40_001, dtype=torch.float64)
    return float(z[((z - w) ** 2 / (2 * lr) + strength * z.abs()).argmin()])


def dropout_moments(x: float, p: float) -> tuple[float, float]:
    """Mean and mean square of what inverted dropout makes of an element, from its two outcomes."""
    kept = kept_value(x, p)
    return (1 - p) * kept, (1 - p) * kept**2


def kept_value(x: float, p: float) -> float:
    """What torch's dropout makes of an element that it keeps."""
    return float(F.dropout(torch.full((1000,), x, dtype=torch.float64), p, training=True).max())


def z_of(log_var: Tensor, mu: float = 0.0, eps: float = 0.5) -> Tensor:
    """The reparameterised draw."""
    return mu + torch.exp(log_var).sqrt() * eps


def kl_from_standard(mu: Tensor, sigma: Tensor) -> Tensor:
    """The KL divergence of a Gaussian from the standard normal, for each dimension."""
    return kl_divergence(Normal(mu, sigma), Normal(real(0.0), real(1.0)))


KL_MU, KL_LOG_VAR = real(1, 0), real(0, math.log(4))
KL = kl_from_standard(KL_MU, torch.exp(KL_LOG_VAR).sqrt())

FAIR, BIASED, CERTAIN = (Categorical(real(p, 1 - p)) for p in (0.5, 0.9, 1.0))

NARROW, WIDE = Normal(real(0.0), real(1.0)), Normal(real(1.0), real(2.0))


def expected(function: Callable[[Tensor], Tensor]) -> float:
    """The expectation of a function of a standard normal variable."""
    x = torch.linspace(-12, 12, 24_001, dtype=torch.float64)
    density = Normal(real(0.0), real(1.0)).log_prob(x).exp()
    return float(torch.trapezoid(function(x) * density, x))


def kl_weight(loss: Callable[[Tensor, Tensor], Tensor]) -> float:
    """How much heavier the KL weighs in a loss than the reconstruction error of one pixel."""
    pixels = torch.ones(784, dtype=torch.float64, requires_grad=True)
    kl = torch.ones((), dtype=torch.float64, requires_grad=True)
    of_pixels, of_kl = torch.autograd.grad(loss(pixels, kl), (pixels, kl))
    return float(of_kl / of_pixels[0])


def bernoulli_formula(p: float, y: Tensor) -> Tensor:
    """`p^y (1-p)^(1-y)`, for whatever `y`."""
    return p**y * (1 - p) ** (1 - y)


UNIT = torch.linspace(0, 1, 10_001, dtype=torch.float64)
WEIGHTS = real(0.25, 0.75)
COMPONENTS = Normal(real(0, 2), real(1, 1)).log_prob(real(0.0))
JOINT = WEIGHTS.log() + COMPONENTS

POINT = real(2, 0)
ACROSS, ALONG = real(2, -2), real(2, 2)
CORRELATED = torch.tensor([[1, 0.6], [0.6, 1]], dtype=torch.float64)


def log_density(x: Tensor, *variances: float) -> float:
    """The log-density of a Gaussian with mean 0 and a diagonal covariance matrix."""
    return float(MultivariateNormal(torch.zeros_like(x), torch.diag(real(*variances))).log_prob(x))


def squared_distance(x: Tensor, covariance: Tensor) -> float:
    """The squared Mahalanobis distance from 0."""
    return float(x @ torch.linalg.solve(covariance, x))


ANOMALIES, NORMAL = -100.0 - np.arange(60), -1.0 - np.arange(140) / 140
TESTED = np.concatenate([ANOMALIES, NORMAL])


def found(scores: np.ndarray) -> float:
    """How many of the anomalies lie below the 5th percentile of these scores."""
    return float((np.percentile(scores, 5.0) > ANOMALIES).sum())


TRAINING = np.array([-10.0, -4.0, -3.0, -2.0, -1.0])
RESIDUALS = real(1, -2, 2)
GAUSSIAN_SAMPLE = real(1, 3, 5, 7)
LAPLACE_SAMPLE = real(0, 1, 2, 10, 12)
PASSES = real(2, 4, 6)

COMPUTED: dict[str, Callable[[], object]] = {
    "mse-slope": lambda: mse_slope(0.5),
    "mse-slope/sigma-as-variance": lambda: mse_slope(math.sqrt(0.5)),
    "mse-slope/half-lost": lambda: 2 * mse_slope(0.5),
    "gaussian-nll-value": lambda: gaussian_nll(3, 1, 2),
    "gaussian-nll-value/sigma-as-variance": lambda: gaussian_nll(3, 1, ROOT_2),
    "gaussian-nll-value/constant-dropped": lambda: gaussian_nll(3, 1, 2) - gaussian_nll(0, 0, 1),
    "nll-units": lambda: gaussian_nll(3000, 1000, 2000) - gaussian_nll(3, 1, 2),
    "nll-units/invariant": lambda: ((3000 - 1000) / 2000) ** 2 - ((3 - 1) / 2) ** 2,
    "nll-units/sign": lambda: gaussian_nll(3, 1, 2) - gaussian_nll(3000, 1000, 2000),
    "bernoulli-nll-value": lambda: bce(0.8, 1, 1, 0),
    "bernoulli-nll-value/sum": lambda: 3 * bce(0.8, 1, 1, 0),
    "bernoulli-nll-value/bits": lambda: bce(0.8, 1, 1, 0) / math.log(2),
    "bernoulli-nll-value/labels-ignored": lambda: bce(0.8, 1, 1, 1),
    "logit-gradient": lambda: derivative(lambda z: F.softplus(z), math.log(3)),
    "logit-gradient/with-respect-to-p": lambda: derivative(lambda p: -torch.log(1 - p), 0.75),
    "logit-gradient/sign": lambda: derivative(lambda z: -F.softplus(z), math.log(3)),
    "logit-gradient/sigmoid-slope": lambda: derivative(torch.sigmoid, math.log(3)),
    "soft-target-floor": lambda: best_constant(0.25),
    "soft-target-floor/zero": lambda: best_constant(1.0),
    "soft-target-floor/one-term": lambda: -0.25 * math.log(0.25),
    "uniform-cross-entropy": lambda: F.cross_entropy(torch.zeros(4, 10), torch.arange(4)),
    "uniform-cross-entropy/bits": lambda: math.log2(10),
    "uniform-cross-entropy/base-ten": lambda: math.log10(10),
    "uniform-cross-entropy/error-rate": lambda: 1 - 1 / 10,
    "laplace-nll-value": lambda: laplace_nll(5, 2, 2),
    "laplace-nll-value/constant": lambda: laplace_nll(5, 2, 2) - math.log(2),
    "laplace-nll-value/scale-as-deviation": lambda: laplace_nll(5, 2, 2 / ROOT_2),
    "laplace-deviation": lambda: Laplace(real(0), real(3)).stddev,
    "laplace-deviation/scale": lambda: Laplace(real(0), real(3)).scale,
    "laplace-deviation/variance": lambda: Laplace(real(0), real(3)).variance,
    "mle-sigma": lambda: GAUSSIAN_SAMPLE.std(correction=0),
    "mle-sigma/unbiased": lambda: GAUSSIAN_SAMPLE.std(),
    "mle-sigma/variance": lambda: GAUSSIAN_SAMPLE.var(correction=0),
    "mle-laplace-scale": lambda: (LAPLACE_SAMPLE - LAPLACE_SAMPLE.median()).abs().mean(),
    "mle-laplace-scale/about-the-mean": lambda: (
        (LAPLACE_SAMPLE - LAPLACE_SAMPLE.mean()).abs().mean()
    ),
    "mle-laplace-scale/median-deviation": lambda: (
        (LAPLACE_SAMPLE - LAPLACE_SAMPLE.median()).abs().median()
    ),
    "probability-from-logit": lambda: torch.sigmoid(-real(4).log()),
    "probability-from-logit/odds": lambda: torch.exp(-real(4).log()),
    "probability-from-logit/sign": lambda: torch.sigmoid(real(4).log()),
    "softmax-of-two": lambda: torch.softmax(real(2, 0.5), dim=0)[0],
    "softmax-of-two/own-sigmoid": lambda: torch.sigmoid(real(2)),
    "softmax-of-two/no-exponential": lambda: 2 / (2 + 0.5),
    "clamped-sigma": lambda: real(9).clamp(-5, 5).exp(),
    "clamped-sigma/unclamped": lambda: real(9).exp(),
    "clamped-sigma/clamped-after": lambda: real(9).exp().clamp(-5, 5),
    "best-sigma": lambda: best_sigma(1, -2, 2),
    "best-sigma/variance": lambda: best_sigma(1, -2, 2) ** 2,
    "best-sigma/absolute": lambda: RESIDUALS.abs().mean(),
    "best-sigma/centred": lambda: RESIDUALS.std(correction=0),
    "l2-variance": lambda: prior_variance(lambda w: 0.05 * w**2),
    "l2-variance/half-lost": lambda: prior_variance(lambda w: 0.05 * w**2 / 2),
    "l2-variance/deviation": lambda: math.sqrt(prior_variance(lambda w: 0.05 * w**2)),
    "weight-decay-variance": lambda: decay_variance(0.01),
    "weight-decay-variance/lambda-formula": lambda: prior_variance(lambda w: 0.01 * w**2),
    "weight-decay-variance/inverse": lambda: 1 / decay_variance(0.01),
    "weight-decay-variance/deviation": lambda: math.sqrt(decay_variance(0.01)),
    "mean-loss-variance": lambda: decay_variance(0.01, n=500),
    "mean-loss-variance/as-if-summed": lambda: decay_variance(0.01),
    "mean-loss-variance/half": lambda: prior_variance(lambda w: 500 * 0.01 * w**2),
    "mean-loss-variance/wrong-way": lambda: 500 * decay_variance(0.01),
    "ridge-variance": lambda: prior_variance(lambda w: mse_slope(3) * 2 * w**2),
    "ridge-variance/no-noise": lambda: prior_variance(lambda w: 2 * w**2),
    "ridge-variance/unit-noise": lambda: prior_variance(lambda w: mse_slope(1) * 2 * w**2),
    "ridge-variance/deviation": lambda: prior_variance(
        lambda w: mse_slope(math.sqrt(3)) * 2 * w**2
    ),
    "mse-variance": lambda: prior_variance(lambda w: 100 * mse_slope(2) * 0.01 * w**2),
    "mse-variance/as-if-summed": lambda: prior_variance(lambda w: mse_slope(2) * 0.01 * w**2),
    "mse-variance/no-noise-or-n": lambda: prior_variance(lambda w: 0.01 * w**2),
    "mse-variance/no-noise": lambda: prior_variance(lambda w: 100 * 0.01 * w**2),
    "adam-decay-step": lambda: first_step(torch.optim.Adam, 2, lr=0.1, weight_decay=0.05),
    "adam-decay-step/decoupled": lambda: first_step(
        torch.optim.AdamW, 2, lr=0.1, weight_decay=0.05
    ),
    "adam-decay-step/none": lambda: first_step(torch.optim.Adam, 2, lr=0.1),
    "adam-decay-step/no-rate": lambda: 2 - 0.1 * 2,
    "adamw-decay-step": lambda: first_step(torch.optim.AdamW, 4, lr=0.1, weight_decay=0.2),
    "adamw-decay-step/coupled": lambda: first_step(torch.optim.Adam, 4, lr=0.1, weight_decay=0.2),
    "adamw-decay-step/no-rate": lambda: 4 - 0.2 * 4,
    "adamw-decay-step/none": lambda: first_step(torch.optim.AdamW, 4, lr=0.1, weight_decay=0),
    "laplace-prior-deviation": lambda: (
        Laplace(0, 1 / derivative(lambda w: 0.5 * w.abs(), 1)).stddev
    ),
    "laplace-prior-deviation/scale": lambda: 1 / derivative(lambda w: 0.5 * w.abs(), 1),
    "laplace-prior-deviation/variance": lambda: Laplace(0, 2.0).variance,
    "laplace-prior-deviation/gaussian": lambda: prior_variance(lambda w: 0.5 * w**2),
    "proximal-value": lambda: proximal_step(-0.7, lr=0.1, strength=3),
    "proximal-value/away": lambda: -0.7 - 0.1 * 3,
    "proximal-value/no-rate": lambda: proximal_step(-0.7, lr=1, strength=3),
    "proximal-value/sign-lost": lambda: abs(proximal_step(-0.7, lr=0.1, strength=3)),
    "dropout-kept-value": lambda: kept_value(4, 0.2),
    "dropout-kept-value/plain": lambda: dropout_moments(4, 0.2)[0],
    "dropout-kept-value/divided-by-p": lambda: 4 / 0.2,
    "dropout-kept-value/scaled-down": lambda: 4 * (1 - 0.2),
    "dropout-variance": lambda: dropout_moments(3, 0.25)[1] - dropout_moments(3, 0.25)[0] ** 2,
    "dropout-variance/unscaled": lambda: 3**2 * 0.25 * 0.75,
    "dropout-variance/deviation": lambda: math.sqrt(
        dropout_moments(3, 0.25)[1] - dropout_moments(3, 0.25)[0] ** 2
    ),
    "dropout-variance/second-moment": lambda: dropout_moments(3, 0.25)[1],
    "mc-dropout-variance": lambda: PASSES.var(correction=0) + 1,
    "mc-dropout-variance/no-noise": lambda: PASSES.var(correction=0),
    "mc-dropout-variance/unbiased": lambda: PASSES.var() + 1,
    "mc-dropout-variance/averaged": lambda: PASSES.var(correction=0) / 3 + 1,
    "elbo-value": lambda: -80 - 25,
    "elbo-value/loss": lambda: 80 + 25,
    "elbo-value/kl-added": lambda: -80 + 25,
    "reparameterise-value": lambda: z_of(real(9).log(), mu=1, eps=-0.5),
    "reparameterise-value/variance": lambda: 1 + real(9).log().exp() * -0.5,
    "reparameterise-value/log": lambda: 1 + real(9).log() * -0.5,
    "reparameterise-gradient": lambda: derivative(z_of, math.log(16)),
    "reparameterise-gradient/half-lost": lambda: derivative(lambda s: s.exp() * 0.5, math.log(4)),
    "reparameterise-gradient/with-respect-to-sigma": lambda: derivative(lambda s: s * 0.5, 4),
    "reparameterise-gradient/variance": lambda: derivative(lambda v: v.exp() * 0.5, math.log(16)),
    "kl-value": lambda: KL.sum(),
    "kl-value/mean": lambda: KL.mean(),
    "kl-value/log-deviation": lambda: kl_from_standard(KL_MU, KL_LOG_VAR.exp()).sum(),
    "kl-value/half-lost": lambda: 2 * KL.sum(),
    "grey-integral": lambda: torch.trapezoid(bernoulli_formula(0.5, UNIT), UNIT),
    "grey-integral/sum": lambda: bernoulli_formula(0.5, real(0, 1)).sum(),
    "averaged-reconstruction": lambda: kl_weight(lambda pixels, kl: pixels.mean() + kl),
    "averaged-reconstruction/inverse": lambda: 1 / kl_weight(lambda pixels, kl: pixels.mean() + kl),
    "averaged-reconstruction/none": lambda: kl_weight(lambda pixels, kl: pixels.sum() + kl),
    "decoder-variance": lambda: (
        0.5 / kl_weight(lambda pixels, kl: mse_slope(1) * pixels.sum() + kl)
    ),
    "decoder-variance/half-lost": lambda: 0.5,
    "decoder-variance/inverse": lambda: 1 / (2 * 0.5),
    "kl-of-two-coins": lambda: kl_divergence(FAIR, BIASED),
    "kl-of-two-coins/reversed": lambda: kl_divergence(BIASED, FAIR),
    "kl-of-two-coins/bits": lambda: kl_divergence(FAIR, BIASED) / math.log(2),
    "kl-of-two-coins/cross-entropy": lambda: kl_divergence(FAIR, BIASED) + FAIR.entropy(),
    "entropy-of-a-skewed-draw": lambda: Categorical(real(0.5, 0.25, 0.25)).entropy(),
    "entropy-of-a-skewed-draw/bits": lambda: (
        Categorical(real(0.5, 0.25, 0.25)).entropy() / math.log(2)
    ),
    "entropy-of-a-skewed-draw/uniform": lambda: Categorical(real(1, 1, 1)).entropy(),
    "js-of-disjoint": lambda: kl_divergence(CERTAIN, FAIR),
    "js-of-disjoint/sum": lambda: 2 * kl_divergence(CERTAIN, FAIR),
    "js-of-disjoint/bits": lambda: kl_divergence(CERTAIN, FAIR) / math.log(2),
    "kl-of-gaussians": lambda: kl_divergence(NARROW, WIDE),
    "kl-of-gaussians/reversed": lambda: kl_divergence(WIDE, NARROW),
    "kl-of-gaussians/deviation": lambda: kl_divergence(NARROW, Normal(real(1.0), real(4.0))),
    "kl-of-gaussians/half-lost": lambda: 2 * kl_divergence(NARROW, WIDE),
    "kl-of-wider": lambda: 10 * kl_from_standard(real(0), real(2)),
    "kl-of-wider/one-dimension": lambda: kl_from_standard(real(0), real(2)),
    "kl-of-wider/reversed": lambda: 10 * kl_from_standard(real(0), real(0.5)),
    "k3-of-a-sample": lambda: 0.5 - 1 - math.log(0.25 / 0.5),
    "k3-of-a-sample/other-ratio": lambda: 2 - 1 - math.log(0.5 / 0.25),
    "k3-of-a-sample/k1": lambda: math.log(0.5 / 0.25),
    "k3-of-a-sample/k2": lambda: math.log(0.5 / 0.25) ** 2 / 2,
    "k2-of-shifted-gaussians": lambda: expected(lambda x: (0.5 - x) ** 2) / 2,
    "k2-of-shifted-gaussians/kl": lambda: expected(lambda x: 0.5 - x),
    "k2-of-shifted-gaussians/square-of-mean": lambda: expected(lambda x: 0.5 - x) ** 2 / 2,
    "k2-of-shifted-gaussians/half-lost": lambda: expected(lambda x: (0.5 - x) ** 2),
    "nce-of-orthogonal-rows": lambda: F.cross_entropy(real(2, 0, 0, 0), torch.tensor(0)),
    "nce-of-orthogonal-rows/multiplied": lambda: F.cross_entropy(
        real(0.5, 0, 0, 0), torch.tensor(0)
    ),
    "nce-of-orthogonal-rows/without-positive": lambda: real(0, 0, 0).logsumexp(0) - 2,
    "nce-of-nothing": lambda: F.cross_entropy(torch.ones(8).double(), torch.tensor(0)),
    "nce-of-nothing/zero": lambda: 0,
    "nce-of-nothing/negatives": lambda: math.log(7),
    "mixture-log-density": lambda: torch.logsumexp(JOINT, dim=0),
    "mixture-log-density/mean-of-logs": lambda: (WEIGHTS * COMPONENTS).sum(),
    "mixture-log-density/weights": lambda: torch.logsumexp(COMPONENTS, dim=0),
    "mixture-log-density/largest": lambda: JOINT.max(),
    "responsibility-value": lambda: torch.softmax(JOINT, dim=0)[0],
    "responsibility-value/no-weights": lambda: torch.softmax(COMPONENTS, dim=0)[0],
    "responsibility-value/prior": lambda: WEIGHTS[0],
    "gaussian-2d": lambda: log_density(POINT, 4, 1),
    "gaussian-2d/whole-determinant": lambda: log_density(POINT, 4, 1) - 0.5 * math.log(4),
    "gaussian-2d/deviations": lambda: log_density(POINT, 4**2, 1**2),
    "gaussian-2d/one-dimension": lambda: log_density(POINT, 4, 1) + gaussian_nll(0, 0, 1),
    "correlated-distance": lambda: squared_distance(ACROSS, CORRELATED),
    "correlated-distance/no-correlation": lambda: squared_distance(ACROSS, torch.eye(2).double()),
    "correlated-distance/other-diagonal": lambda: squared_distance(ALONG, CORRELATED),
    "correlated-distance/precision": lambda: squared_distance(ACROSS, CORRELATED.inverse()),
    "correlated-distance/root": lambda: math.sqrt(squared_distance(ACROSS, CORRELATED)),
    "leaky-threshold": lambda: found(TESTED),
    "leaky-threshold/all": lambda: found(NORMAL),
    "leaky-threshold/share-of-anomalies": lambda: found(ANOMALIES),
    "leaky-threshold/position": lambda: int(0.05 * (len(TESTED) - 1)),
    "percentile-value": lambda: np.percentile(TRAINING, 5.0),
    "percentile-value/lowest": lambda: np.percentile(TRAINING, 5.0, method="lower"),
    "percentile-value/wrong-tail": lambda: np.percentile(TRAINING, 95.0),
    "percentile-value/position": lambda: np.interp(0.05 * 5, range(5), TRAINING),
}
for topic in pkgutil.iter_modules(numbers.__path__, "tests.numbers."):
    COMPUTED |= importlib.import_module(topic.name).COMPUTED


def test_every_number_is_computed() -> None:
    """No number in the question files goes without a computation, and none is computed in vain."""
    assert COMPUTED.keys() == WRITTEN.keys()


@pytest.mark.parametrize("name", WRITTEN)
def test_written_number_is_the_computed_one(name: str) -> None:
    """A number in the question files is the computed one, to the five digits that it has."""
    assert WRITTEN[name] == pytest.approx(float(COMPUTED[name]()), rel=1e-4, abs=1e-9)  # type: ignore[arg-type]
