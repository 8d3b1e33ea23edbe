"""What is checked about heads/gaussian."""

import math
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st
from torch import Tensor
from torch.distributions import Normal
from torch.nn import functional as F

from grader.checks.constants import SMALL
from grader.checks.heads.common import along, evaluating, pasted_evaluating
from grader.datasets import diabetes
from grader.drivers import adam
from grader.formula import edges, formula, law
from grader.modules import layers, linear, method, pasted
from grader.probe import Case, Finding, misconception
from grader.strategies import (
    Inputs,
    as_float32,
    filled,
    in_both_precisions,
    reals,
    tensors,
    torch_array,
)

FORWARD = "GaussianHead.forward"
LOSS = "GaussianHead.nll_loss"
NORMAL = frozenset({"torch.distributions"})

Numbers = np.ndarray[Any, Any]


@st.composite
def heads(draw: st.DrawFn, numbers: st.SearchStrategy[float]) -> Inputs:
    """A head of one to three features, its parameters, and a batch."""
    n, d_in = draw(st.tuples(st.integers(1, 4), st.integers(1, 3)))
    return {
        "d_in": d_in,
        "mean_head.weight": draw(tensors(numbers, (1, d_in))),
        "mean_head.bias": draw(tensors(numbers, (1,))),
        "log_std_head.weight": draw(tensors(numbers, (1, d_in))),
        "log_std_head.bias": draw(tensors(numbers, (1,))),
        "x": draw(tensors(numbers, (n, d_in))),
    }


@st.composite
def targets(draw: st.DrawFn, drawn: st.SearchStrategy[Inputs]) -> Inputs:
    """A head with a batch, and the batch's targets."""
    inputs = draw(drawn)
    return {**inputs, "y": draw(tensors(reals(4), (inputs["x"].shape[0], 1)))}


def off_the_bounds(inputs: Inputs) -> bool:
    """Whether no log_std is -5 or 5 exactly, where the gradient of right forms differs."""
    return bool((np.abs(linear(inputs, "log_std_head")) != 5).all())


def moderate(inputs: Inputs) -> Inputs:
    """The head with noise levels between 1/e and e, so that float32 is accurate."""
    scaled = {
        name: torch_array(inputs[name].data / 8)
        for name in ("log_std_head.weight", "log_std_head.bias", "x")
    }
    return {**inputs, **scaled}


forward = formula(
    FORWARD,
    "mu as its layer gives it, and sigma = exp(clamp(log_std, -5, 5)), each of shape (n, 1).",
    heads(reals(4)).filter(off_the_bounds),
    examples=9,
    allow=NORMAL,
    through=method,
    first=(layers,),
    show=pasted(FORWARD),
)
extreme = heads(reals(100, 1))
far = extreme.map(along(1, -1, 1 / 8, -1 / 8)).filter(off_the_bounds)
extremes = edges(
    FORWARD,
    "extremes",
    "Where log_std is beyond -5 or 5, up to 1e4, sigma stays at its bound and the gradient is 0.",
    far,
    gradient=True,
    examples=3,
    allow=NORMAL,
    through=method,
    show=pasted(FORWARD),
)
single_extremes = edges(
    FORWARD,
    "extremes in float32",
    "The same in float32, where `exp` overflows much earlier.",
    far.map(as_float32),
    gradient=True,
    examples=4,
    allow=NORMAL,
    through=method,
    show=pasted(FORWARD),
)
evaluation = edges(
    FORWARD,
    "evaluation mode",
    "After head.eval() the head gives the same mu and sigma as in training.",
    heads(reals(4)),
    examples=2,
    allow=NORMAL,
    through=evaluating,
    show=pasted_evaluating(FORWARD),
)
loss = formula(
    LOSS,
    "The mean over the batch of the Gaussian NLL of y under the head, every constant included.",
    targets(heads(reals(4))).map(moderate),
    examples=7,
    allow=NORMAL,
    through=method,
    show=pasted(LOSS),
)
any_noise = edges(
    LOSS,
    "any noise level",
    "Accurate for every sigma from exp(-5) to exp(5).",
    targets(heads(reals(4)).filter(off_the_bounds)),
    gradient=True,
    examples=4,
    allow=NORMAL,
    through=method,
    show=pasted(LOSS),
)
# So many that the product of their sigmas, exp(-3.3), is 0; float32 rounds -3.3 by more than is
# forgiven.
many = edges(
    LOSS,
    "many rows",
    "Right for a batch of 300.",
    in_both_precisions(
        filled(
            **{
                "mean_head.weight": ((1, 1), 1.0),
                "mean_head.bias": ((1,), 0.0),
                "log_std_head.weight": ((1, 1), -6.6),
                "log_std_head.bias": ((1,), 0.0),
                "x": ((300, 1), 0.5),
                "y": ((300, 1), 0.625),
            }
        )
    ).map(lambda inputs: {"d_in": 1, **inputs}),
    gradient=True,
    examples=2,
    allow=NORMAL,
    through=method,
    show=pasted(LOSS),
)
# Of two rows one sigma is exp(10) times the other, so that no gradient cancels in float32.
loss_extremes = edges(
    LOSS,
    "extremes",
    "Finite and right where log_std is beyond -5 or 5, up to 1e4, even in float32.",
    targets(extreme.map(along(1, -1)).filter(off_the_bounds)).map(as_float32),
    gradient=True,
    examples=3,
    allow=NORMAL,
    through=method,
    show=pasted(LOSS),
)
loss_evaluation = edges(
    LOSS,
    "evaluation mode",
    "After head.eval() the loss is the same as in training.",
    targets(heads(reals(4))),
    examples=2,
    allow=NORMAL,
    through=evaluating,
    show=pasted_evaluating(LOSS),
)

BMI = 2
"""The column of the body mass index."""
STEPS = 40
MARGIN = 0.1
"""Nats per patient. Over 1,000 seeds a right head gains three times as many at the least."""


@cache
def patients(seed: int) -> tuple[Numbers, Numbers]:
    """Real patients in random order, with targets whose noise grows with the body mass index.

    Returns:
        Features (442, 10) and targets (442, 1); the last third is held out.
    """
    features, progression = diabetes()
    random = np.random.default_rng(seed)
    noise = np.exp(features[:, BMI]) * random.standard_normal(len(features))
    order = random.permutation(len(features))
    return features[order], (progression + noise)[order, None]


@st.composite
def cohorts(draw: st.DrawFn) -> Inputs:
    """Two thirds of the patients; the judge keeps the rest."""
    seed = draw(st.integers(0, 10**6))
    features, progression = patients(seed)
    seen = len(features) * 2 // 3
    return {
        "seed": seed,
        "x": torch_array(features[:seen]),
        "y": torch_array(progression[:seen]),
    }


def gaussian_nll(mu: Numbers, sigma: Any, y: Numbers) -> float:
    """The mean NLL of y."""
    terms = 0.5 * math.log(2 * math.pi) + np.log(sigma) + ((y - mu) / sigma) ** 2 / 2
    return float(terms.mean())


def beats_constant_noise(case: Case) -> Finding | None:
    """The trained weights explain held-out patients better than the best constant sigma does."""
    features, progression = patients(case.inputs["seed"])
    seen = len(case.inputs["x"].data)
    x, y = features[seen:], progression[seen:]
    if any(array.shape not in ((1,), (1, x.shape[1])) for array in case.got.values()):
        return Finding("shape", "The layers do not have their shapes any more after training.")
    trained = {"x": torch_array(x), **case.got}
    log_std = np.clip(linear(trained, "log_std_head"), -5, 5)
    nll = gaussian_nll(linear(trained, "mean_head"), np.exp(log_std), y)

    design = np.column_stack([features, np.ones(len(features))])
    fit = np.linalg.lstsq(design[:seen], progression[:seen], rcond=None)[0]
    residuals = progression - design @ fit
    constant = gaussian_nll(0 * y, residuals[:seen].std(), residuals[seen:])
    if nll < constant - MARGIN:
        return None
    return Finding(
        "law",
        f"After {STEPS} steps on its own nll_loss the head explains held-out patients no better "
        "than a linear fit with one constant sigma.",
        f"{nll:.4g} nats per patient",
        f"clearly less than {constant:.4g}",
    )


def training(inputs: Mapping[str, Any]) -> str:
    """What the check does, as a comment: the data are too many to paste."""
    return (
        "# Adam, from weights of 0, on head.nll_loss(x, y): ten features of "
        f"{inputs['x'].shape[0]} patients\n"
        "# (sklearn.datasets.load_diabetes), targets with noise that grows with the third."
    )


@law(
    LOSS,
    cohorts(),
    judge=beats_constant_noise,
    examples=1,
    scratch=False,
    show=training,
    random=True,
)
def learns(impl: Any, seed: int, x: Tensor, y: Tensor) -> dict[str, Tensor]:
    """Trained on real patients by its own loss, the head learns how noisy their targets are."""
    head = impl.GaussianHead(x.shape[1]).to(x)
    parameters = dict(head.named_parameters())
    with torch.no_grad():
        for parameter in parameters.values():
            parameter.zero_()
    adam(lambda: head.nll_loss(x, y), list(parameters.values()), steps=STEPS, lr=0.1)
    return parameters


@misconception(
    FORWARD,
    "The numbers are right, but you dropped the dimension of size 1 that they have.",
    hint=1,
)
def squeezed(self: Any, x: Tensor) -> Any:
    mu, log_std = self.mean_head(x), self.log_std_head(x)
    return mu.squeeze(-1), log_std.clamp(-5, 5).exp().squeeze(-1)


@misconception(
    FORWARD,
    "You put mean and standard deviation into one tensor; a pair of two tensors is asked for.",
    hint=1,
)
def one_tensor(self: Any, x: Tensor) -> Any:
    return torch.cat([self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp()], dim=-1)


@misconception(
    FORWARD, "The pair is the wrong way round: the mean comes first, then sigma.", hint=3
)
def pair_turned(self: Any, x: Tensor) -> Any:
    return self.log_std_head(x).clamp(-5, 5).exp(), self.mean_head(x)


@misconception(FORWARD, "You took each layer for the other: mean_head is for the mean.", hint=3)
def layers_exchanged(self: Any, x: Tensor) -> Any:
    return self.log_std_head(x), self.mean_head(x).clamp(-5, 5).exp()


@misconception(
    FORWARD,
    "The values are right, but no gradient flows: you computed them outside of autograd.",
)
def detached(self: Any, x: Tensor) -> Any:
    return self.mean_head(x).detach(), self.log_std_head(x).clamp(-5, 5).exp().detach()


@misconception(
    FORWARD,
    "The values are right, but sigma is detached: its layer would never learn anything.",
)
def sigma_detached(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp().detach()


@misconception(
    FORWARD,
    "You bounded sigma, not log_std: for a large log_std it has overflowed to infinity before "
    "that, and the gradient is 0 times infinity, nan.",
    hint=2,
)
def bounded_too_late(self: Any, x: Tensor) -> Any:
    sigma = self.log_std_head(x).exp().clamp(math.exp(-5), math.exp(5))
    return self.mean_head(x), sigma


@misconception(
    FORWARD,
    "You applied the bounds -5 and 5 to sigma; they belong to its logarithm.",
    hint=2,
)
def bounds_on_sigma(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), self.log_std_head(x).exp().clamp(-5, 5)


@misconception(
    FORWARD,
    "Nothing bounds your sigma: one point fitted exactly sends it to 0 and the loss to minus "
    "infinity, and a large log_std overflows.",
    hint=2,
)
def not_bounded(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), self.log_std_head(x).exp()


@misconception(FORWARD, "You bounded log_std from above only: sigma still falls to 0.", hint=2)
def no_lower_bound(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), self.log_std_head(x).clamp(max=5).exp()


@misconception(FORWARD, "You bounded log_std from below only: sigma still overflows.", hint=2)
def no_upper_bound(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), self.log_std_head(x).clamp(min=-5).exp()


@misconception(
    FORWARD,
    "You bounded the variance's logarithm: sigma should stay between exp(-5) and exp(5), yours "
    "between the square roots of that.",
    hint=2,
)
def log_variance_read(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), (self.log_std_head(x).clamp(-5, 5) / 2).exp()


@misconception(
    FORWARD,
    "You returned a variance: the second layer gives the logarithm of a standard deviation.",
    hint=2,
)
def variance_returned(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp().square()


@misconception(
    FORWARD,
    "You returned the logarithm of sigma, which may be negative, in place of sigma.",
    hint=1,
)
def log_returned(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), self.log_std_head(x).clamp(-5, 5)


@misconception(
    FORWARD, "Sigma is bounded, but softly: between the bounds log_std is bent too.", hint=3
)
def softly_bounded(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), (5 * torch.tanh(self.log_std_head(x) / 5)).exp()


@misconception(
    FORWARD,
    "You made the second layer's output positive by softplus; here it is a logarithm, and another "
    "function undoes that.",
    hint=2,
)
def softplus_used(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), F.softplus(self.log_std_head(x))


@misconception(
    FORWARD,
    "You made sigma positive by the absolute value: the layer's output is a logarithm.",
    hint=2,
)
def absolute_value(self: Any, x: Tensor) -> Any:
    return self.mean_head(x), self.log_std_head(x).clamp(-5, 5).abs()


@misconception(FORWARD, "You bounded the mean as well; it may be any real number.", hint=1)
def mean_bounded(self: Any, x: Tensor) -> Any:
    return self.mean_head(x).clamp(-5, 5), self.log_std_head(x).clamp(-5, 5).exp()


@misconception(FORWARD, "You made the mean positive as well; it may be any real number.", hint=1)
def mean_positive(self: Any, x: Tensor) -> Any:
    return self.mean_head(x).exp(), self.log_std_head(x).clamp(-5, 5).exp()


@misconception(
    FORWARD,
    "You added a small number to sigma; with its lower bound it needs none, and is now off by it.",
    hint=3,
    eps=SMALL,
)
def eps_added(self: Any, x: Tensor, *, eps: float = 1e-6) -> Any:
    return self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp() + eps


@misconception(
    FORWARD,
    "In evaluation mode you returned the mean alone. The pair is asked for in both modes: how sure "
    "the head is counts most in use.",
    hint=1,
)
def mean_in_evaluation(self: Any, x: Tensor) -> Any:
    mu, sigma = self.mean_head(x), self.log_std_head(x).clamp(-5, 5).exp()
    return (mu, sigma) if self.training else mu


@misconception(
    FORWARD,
    "You gave the whole batch one sigma; how noisy a target is depends on its own x.",
    hint=1,
)
def one_sigma(self: Any, x: Tensor) -> Any:
    log_std = self.log_std_head(x).mean(dim=0, keepdim=True).expand(len(x), 1)
    return self.mean_head(x), log_std.clamp(-5, 5).exp()


@misconception(
    LOSS, "The value is right, but no gradient flows: you computed it outside of autograd."
)
def loss_detached(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean().detach()


@misconception(
    LOSS,
    "The value is right, but sigma is detached in the loss: the head never learns how noisy "
    "targets are.",
)
def sigma_fixed(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    sigma = sigma.detach()
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@misconception(
    LOSS,
    "The value is right, but you detached sigma in the squared term: then every noise level "
    "looks too high to the gradient.",
)
def weight_detached(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma.detach()
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@misconception(LOSS, "The value is right, but no gradient reaches y: you detached it.")
def target_detached(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y.detach() - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@misconception(
    LOSS,
    "The shapes (n,) and (n, 1) met: their difference is (n, n), every target against every "
    "prediction, and the mean hides it.",
    hint=2,
)
def every_pair(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu.squeeze(-1)) / sigma.squeeze(-1)
    return (0.5 * math.log(2 * math.pi) + sigma.squeeze(-1).log() + z.square() / 2).mean()


@misconception(
    LOSS,
    "The logarithm in your loss is the layer's output before its bounds: beyond them it is not "
    "the logarithm of the sigma that you divide by.",
    hint=2,
)
def log_not_bounded(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + self.log_std_head(x) + z.square() / 2).mean()


@misconception(
    LOSS,
    "Your loss takes exp of the layer's output without the bounds that forward has.",
    hint=2,
)
def bounds_left_out(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, log_std = self.mean_head(x), self.log_std_head(x)
    z = (y - mu) / log_std.exp()
    return (0.5 * math.log(2 * math.pi) + log_std + z.square() / 2).mean()


@misconception(
    LOSS,
    "Your loss takes exp of the layer's output without the bounds that forward has: far below them "
    "sigma is 0, which no Normal can have.",
    hint=2,
)
def normal_not_bounded(self: Any, x: Tensor, y: Tensor) -> Any:
    likely: Any = Normal(self.mean_head(x), self.log_std_head(x).exp())
    return -likely.log_prob(y).mean()


@misconception(
    LOSS,
    "Your loss bounds sigma, not log_std: for a large log_std it has overflowed to infinity before "
    "that, and the gradient is 0 times infinity, nan.",
    hint=2,
)
def loss_bounded_too_late(self: Any, x: Tensor, y: Tensor) -> Any:
    sigma = self.log_std_head(x).exp().clamp(math.exp(-5), math.exp(5))
    z = (y - self.mean_head(x)) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@misconception(
    LOSS,
    "A small number added to the variance makes narrow Gaussians wider than they are; sigma is "
    "bounded already.",
    hint=2,
    eps=SMALL,
)
def eps_in_variance(self: Any, x: Tensor, y: Tensor, *, eps: float = 1e-6) -> Any:
    mu, sigma = self(x)
    variance = sigma.square() + eps
    return (0.5 * (2 * math.pi * variance).log() + (y - mu).square() / (2 * variance)).mean()


@misconception(
    LOSS,
    "A small number added to sigma inside the logarithm shifts the loss; sigma is bounded already.",
    hint=2,
    eps=SMALL,
)
def eps_in_log(self: Any, x: Tensor, y: Tensor, *, eps: float = 1e-8) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + (sigma + eps).log() + z.square() / 2).mean()


@misconception(LOSS, "You returned one number for each row; a loss is a single number.", hint=2)
def not_reduced(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return 0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2


@misconception(LOSS, "You summed over the batch; the mean is asked for.", hint=3)
def summed(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).sum()


@misconception(
    LOSS,
    "You returned the log-likelihood: a loss is minimised, so the sign is the other one.",
    hint=2,
)
def sign_lost(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return -(0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@misconception(
    LOSS,
    "You left out the normalising constant of the density: it moves no weight, but it is part of "
    "the NLL.",
    hint=3,
)
def constant_lost(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (sigma.log() + z.square() / 2).mean()


@misconception(
    LOSS,
    "The normalising constant is twice what it should be: the density has a square root there.",
    hint=3,
)
def constant_doubled(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (math.log(2 * math.pi) + sigma.log() + z.square() / 2).mean()


@misconception(LOSS, "The squared term of your loss is twice what it should be.", hint=3)
def half_lost(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square()).mean()


@misconception(
    LOSS,
    "Your loss has no price for a large sigma: calling everything noisy would cost nothing.",
    hint=2,
)
def price_of_noise_lost(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + z.square() / 2).mean()


@misconception(
    LOSS,
    "You counted the logarithm of the variance in full: the density has a square root there.",
    hint=3,
)
def log_of_variance(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.square().log() + z.square() / 2).mean()


@misconception(
    LOSS,
    "You read sigma as a variance throughout; it is a standard deviation.",
    hint=2,
)
def sigma_as_variance(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    squares = (y - mu).square() / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() / 2 + squares / 2).mean()


@misconception(
    LOSS,
    "You divided the squared residual by sigma itself: sigma and the residual have one unit, so "
    "the quotient should have none.",
    hint=3,
)
def sigma_not_squared(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    squares = (y - mu).square() / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + squares / 2).mean()


@misconception(
    LOSS,
    "You took the absolute residual for the squared one: that is the loss of another distribution.",
    hint=3,
)
def absolute_residual(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.abs() / 2).mean()


@misconception(
    LOSS,
    "That is the squared error: it takes the noise for constant and leaves sigma out.",
    hint=2,
)
def squared_error(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, _ = self(x)
    return (y - mu).square().mean()


@misconception(
    LOSS,
    "In evaluation mode your loss is the squared error; the NLL is asked for in both modes.",
    hint=2,
)
def squared_error_in_evaluation(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    z = (y - mu) / sigma
    nll = 0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2
    return nll.mean() if self.training else (y - mu).square().mean()


@misconception(
    LOSS,
    "You averaged the density of the rows; the logarithm belongs inside, to each row.",
    hint=1,
)
def density_averaged(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    density = torch.exp(-(((y - mu) / sigma) ** 2) / 2) / (sigma * math.sqrt(2 * math.pi))
    return -density.mean().log()


@misconception(
    LOSS,
    "You drew predictions and compared targets with them; the NLL needs no sample, only mu and "
    "sigma.",
    hint=1,
)
def sampled_error(self: Any, x: Tensor, y: Tensor) -> Any:
    mu, sigma = self(x)
    return (y - (mu + sigma * torch.randn_like(mu))).square().mean()
