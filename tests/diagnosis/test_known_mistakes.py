"""Known mistakes are recognised with any constant, two at a time, and with an exception."""

import math
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from grader.judging.diagnosis import diagnose
from grader.judging.diagnosis.families import families
from grader.judging.diagnosis.near_misses import near_miss
from grader.judging.diagnosis.two_mistakes import two_mistakes
from tests.diagnosis.evidence import evidence_of

Write = Callable[..., Any]
GAUSSIAN = "nll/gaussian", "gaussian_nll"
L2 = "priors/l2", "l2_penalty"
HALF_LOG = 0.5 * math.log(2 * math.pi)


def nll(mu: Tensor, sigma: Tensor, y: Tensor, constant: float = HALF_LOG) -> Tensor:
    """The losses of nll/gaussian, not yet averaged."""
    return constant + sigma.log() + ((y - mu) / sigma) ** 2 / 2


def test_a_constant_that_nobody_listed_is_found_and_told() -> None:
    """Any number of the range will do."""
    found = families(evidence_of(*GAUSSIAN, lambda mu, sigma, y: nll(mu, sigma + 3e-5, y).mean()))
    assert found is not None
    assert found.id == "sigma-plus-epsilon"
    assert found.message.endswith("(It is 3e-05 in your answer.)")


@pytest.mark.parametrize(
    "write",
    [
        lambda mu, sigma, y: nll(mu, sigma, y).mean(),
        lambda mu, sigma, y: nll(mu, sigma + 3e-5 * y.abs(), y).mean(),
        lambda mu, sigma, y: None,
    ],
)
def test_no_constant_is_told_where_none_explains_it(write: Write) -> None:
    """Nor of a right answer."""
    assert families(evidence_of(*GAUSSIAN, write)) is None


@pytest.mark.parametrize(
    ("write", "ids"),
    [
        (
            lambda mu, sigma, y: (((y - mu) / sigma) ** 2 / 2).mean(),
            {"constant-dropped", "log-sigma-dropped"},
        ),
        (lambda mu, sigma, y: nll(mu, sigma, y, 0.0).sum(), {"constant-dropped", "sum-for-mean"}),
        (
            lambda mu, sigma, y: -nll(mu, sigma.sqrt(), y).mean(),
            {"sigma-as-variance", "sign-flipped"},
        ),
    ],
)
def test_two_mistakes_are_told_together(write: Write, ids: set[str]) -> None:
    """Two terms that are lost, or one mistake that scales what the other gives."""
    found = two_mistakes(evidence_of(*GAUSSIAN, write))
    assert found is not None
    assert set(found.id.split("+")) == ids
    assert found.message.startswith("Two mistakes at once. First: ")


@pytest.mark.parametrize(
    "write",
    [
        lambda mu, sigma, y: nll(mu, sigma, y).mean(),
        lambda mu, sigma, y: nll(mu, sigma, y, 0.0).mean() + y.mean(),
        lambda mu, sigma, y: nll(mu, sigma, y.mean(0), 0.0).sum(),
        lambda mu, sigma, y: 1 / 0,
    ],
)
def test_a_pair_is_told_only_where_both_are_needed_and_explain_it_all(write: Write) -> None:
    """What is right needs none, and what is half explained is not explained."""
    assert two_mistakes(evidence_of(*GAUSSIAN, write)) is None


def test_one_mistake_comes_before_a_pair() -> None:
    """Also where two known mistakes together amount to it."""
    found = diagnose(evidence_of(*GAUSSIAN, lambda mu, sigma, y: nll(mu, sigma, y, 0.0).mean()))
    assert found is not None
    assert found.id == "constant-dropped"


def matrices(model: nn.Module, lambda_l2: float) -> Tensor:
    """Only matrices are penalised, except where there are none."""
    found = [p for p in model.parameters() if p.dim() > 1] or list(model.parameters())
    return lambda_l2 * sum((p**2).sum() for p in found)


def epsilon_lost_in_float32(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Where a pixel is certain, the loss is nan in float32: so it is with many a mistake."""
    p = x_recon.clamp(1e-13, 1 - 1e-13)
    bce = -torch.sum(x * p.log() + (1 - x) * (1 - p).log())
    return bce - 0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@pytest.mark.extensive
def test_what_is_not_finite_is_no_near_miss() -> None:
    """It says nothing about which mistake it is."""
    assert near_miss(evidence_of("vae/loss", "vae_loss", epsilon_lost_in_float32)) is None


def test_a_near_miss_names_its_exception() -> None:
    """Biases are left out, but for the one model that has no matrix."""
    found = near_miss(evidence_of(*L2, matrices))
    assert found is not None
    assert found.message.endswith(
        "Only for a module with parameters of shape (3,) and (), and a buffer you do it right."
    )


@pytest.mark.parametrize(
    "write",
    [
        lambda model, lambda_l2: lambda_l2 * sum((p**2).sum() for p in model.parameters()),
        # Half of the models have no parameter that is named so.
        lambda model, lambda_l2: (
            lambda_l2 * sum((p**2).sum() for n, p in model.named_parameters() if n.startswith("0."))
        ),
        lambda model, lambda_l2: torch.zeros(()),
    ],
)
def test_what_agrees_too_seldom_is_no_near_miss(write: Write) -> None:
    """Nor is a right answer."""
    assert near_miss(evidence_of(*L2, write)) is None
