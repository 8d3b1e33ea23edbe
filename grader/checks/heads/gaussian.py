"""The checks of heads/gaussian."""

import math
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st
from torch import Tensor

from grader.checks.heads.common import along, evaluating, pasted_evaluating, pasted_frozen
from grader.picture import Picture, picture, series
from grader.probe.case import Case, Finding, Inputs
from grader.probe.datasets import diabetes
from grader.probe.drawing import grid
from grader.probe.drivers import LOSSES, adam
from grader.probe.formula import edges, formula, law
from grader.probe.methods import frozen, layers, linear, method, method_code
from grader.probe.strategies import (
    as_float32,
    composite,
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


@composite
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


@composite
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
    "mu as its layer returns it, and sigma = exp(clamp(log_std, -5, 5)), each of shape (n, 1).",
    heads(reals(4)).filter(off_the_bounds),
    examples=9,
    allow=NORMAL,
    driver=method,
    first=(layers,),
    as_code=method_code(FORWARD),
)
extreme = heads(reals(100, 1))
far = extreme.map(along(1, -1, 1 / 8, -1 / 8)).filter(off_the_bounds)
extremes = edges(
    FORWARD,
    "extremes",
    "If log_std is beyond -5 or 5, up to 1e4, sigma stays at its bound and the gradient is 0.",
    far,
    gradient=True,
    examples=3,
    allow=NORMAL,
    driver=method,
    as_code=method_code(FORWARD),
)
single_extremes = edges(
    FORWARD,
    "extremes in float32",
    "The same in float32, where `exp` overflows much earlier.",
    far.map(as_float32),
    gradient=True,
    examples=4,
    allow=NORMAL,
    driver=method,
    as_code=method_code(FORWARD),
)
forward = [replace(probe, band=True) for probe in forward]
extremes = replace(extremes, band=True)
evaluation = edges(
    FORWARD,
    "evaluation mode",
    "After head.eval() the head returns the same mu, sigma and gradient as in training.",
    heads(reals(4)).filter(off_the_bounds),
    gradient=True,
    examples=2,
    allow=NORMAL,
    driver=evaluating,
    as_code=pasted_evaluating(FORWARD),
)
loss = formula(
    LOSS,
    "The mean over the batch of the Gaussian NLL of y under the head, every constant included.",
    targets(heads(reals(4))).map(moderate),
    examples=7,
    allow=NORMAL,
    driver=method,
    as_code=method_code(LOSS),
)
any_noise = edges(
    LOSS,
    "any noise level",
    "Accurate for every sigma from exp(-5) to exp(5).",
    targets(heads(reals(4)).filter(off_the_bounds)),
    gradient=True,
    examples=4,
    allow=NORMAL,
    driver=method,
    as_code=method_code(LOSS),
)
held = edges(
    LOSS,
    "frozen layers",
    "The gradients for x and y are right where the layers are frozen.",
    targets(heads(reals(4))).map(moderate),
    gradient=True,
    examples=2,
    allow=NORMAL,
    driver=frozen,
    as_code=pasted_frozen(LOSS),
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
    driver=method,
    as_code=method_code(LOSS),
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
    driver=method,
    as_code=method_code(LOSS),
)
loss_evaluation = edges(
    LOSS,
    "evaluation mode",
    "After head.eval() the loss and its gradient are the same as in training.",
    targets(heads(reals(4)).filter(off_the_bounds)),
    gradient=True,
    examples=2,
    allow=NORMAL,
    driver=evaluating,
    as_code=pasted_evaluating(LOSS),
)

BMI = 2
"""The column of the body mass index."""
STEPS = 40
MARGIN = 0.1
"""Nats per patient. Over 1,000 seeds a right head gains at least three times as many."""


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


@composite
def cohorts(draw: st.DrawFn) -> Inputs:
    """Two thirds of the patients; the judge holds out the rest."""
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
    parameters = {name: value for name, value in case.got.items() if name != LOSSES}
    if any(array.shape not in ((1,), (1, x.shape[1])) for array in parameters.values()):
        return Finding("shape", "The layers do not have their original shapes after training.")
    trained = {"x": torch_array(x), **parameters}
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
    """What the check does, as a comment: there is too much data to paste."""
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
    forbid_library=False,
    as_code=training,
    random=True,
)
def learns(impl: Any, seed: int, x: Tensor, y: Tensor) -> dict[str, Any]:
    """Trained on real patients by its own loss, the head learns how noisy their targets are."""
    head = impl.GaussianHead(x.shape[1]).to(x)
    parameters = dict(head.named_parameters())
    with torch.no_grad():
        for parameter in parameters.values():
            parameter.zero_()
    trained = list(parameters.values())
    losses = adam(lambda: head.nll_loss(x, y), trained, steps=STEPS, lr=0.1)
    return {**parameters, LOSSES: losses}


def own_picture(impl: Any) -> Picture:
    """The mean and a band of one standard deviation by the feature."""
    head = impl.GaussianHead(1)
    places = grid(-3, 2)
    with torch.no_grad():
        for layer, weight in ((head.mean_head, 0.8), (head.log_std_head, 0.7)):
            layer.weight.fill_(weight)
            layer.bias.zero_()
        mu, sigma = (part.numpy()[:, 0] for part in head(torch.tensor(places[:, None]).float()))
    drawn = [
        series("mu + sigma", "line", places, mu + sigma),
        series("mu - sigma", "line", places, mu - sigma),
        series("mu", "line", places, mu),
    ]
    said = (
        "The mean is a straight line, but the band widens: the head says how sure it is at each x."
    )
    return picture("GaussianHead", "x", "y", drawn, said)
