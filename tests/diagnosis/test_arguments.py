"""The right answer for changed arguments is recognised, and said so that the place is found."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from grader.authoring.substitute import substitute
from grader.catalogue import find_one
from grader.judging.diagnosis.arguments import arguments
from grader.judging.grade import grade
from tests.diagnosis.evidence import evidence_of

Write = Callable[..., Any]


def nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """The right answer to nll/gaussian."""
    return (0.5 * math.log(2 * math.pi) + sigma.log() + ((y - mu) / sigma) ** 2 / 2).mean()


def step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """The right answer to sgd_step of priors/l2."""
    return w - lr * (grad + weight_decay * w)


GAUSSIAN = "nll/gaussian", "gaussian_nll"
L2 = "priors/l2", "sgd_step"
FLAGS = "gmm/threshold", "flag_anomalies"
HEAD = "heads/gaussian", "GaussianHead.forward"

CHANGED: list[tuple[tuple[str, str], Write, str]] = [
    (GAUSSIAN, lambda mu, sigma, y: nll(mu, sigma, y.long()), "`int(y)` in place of `y`"),
    (GAUSSIAN, lambda mu, sigma, y: nll(mu, sigma + 3e-5, y), "`sigma + 3e-05` in place of"),
    (GAUSSIAN, lambda mu, sigma, y: nll(mu, sigma / 0.7, y), "`sigma/0.7` in place of `sigma`"),
    (GAUSSIAN, lambda mu, sigma, y: nll(mu, sigma.clamp(min=0.05), y), "`sigma.clamp(min=0.05)`"),
    (GAUSSIAN, lambda mu, sigma, y: nll(0 * mu, sigma, y), "as if `mu` were always 0"),
    (L2, lambda w, grad, lr, wd: step(w, grad, lr, wd / 2), "`weight_decay/2` in place of"),
    (L2, lambda w, grad, lr, wd: step(w, grad, wd, lr), "exchanged `lr` and `weight_decay`"),
    (L2, lambda w, grad, lr, wd: step(w, grad, lr, wd / lr), "`weight_decay/lr` in place of"),
    (L2, lambda w, grad, lr, wd: step(w, grad, lr, 0.25), "as if `weight_decay` were always 0.25"),
    (FLAGS, lambda log_probs, threshold: log_probs < -threshold, "`-threshold` in place of"),
    (
        HEAD,
        lambda self, x: (self.mean_head(x).relu(), self.log_std_head(x).clamp(-5, 5).exp()),
        "`relu(mean_head(...))` in place of `mean_head(...)`",
    ),
    (
        HEAD,
        lambda self, x: (self.log_std_head(x), self.mean_head(x).clamp(-5, 5).exp()),
        "exchanged `mean_head` and `log_std_head`",
    ),
]


@pytest.mark.parametrize(("asked", "write", "said"), CHANGED, ids=[said for *_, said in CHANGED])
def test_a_changed_argument_is_named(asked: tuple[str, str], write: Write, said: str) -> None:
    """Scaled, moved, bounded, forgotten, exchanged: an argument, a number or what a layer gives."""
    found = arguments(evidence_of(*asked, write))
    assert found is not None
    assert said in found.message


@pytest.mark.parametrize(
    ("asked", "write"),
    [
        (GAUSSIAN, nll),
        (GAUSSIAN, lambda mu, sigma, y: nll(mu, sigma, y) + mu.mean() * sigma.mean()),
        (GAUSSIAN, lambda mu, sigma, y: nll(mu, sigma.clamp(min=0.05), y) + (y > 3).sum()),
        (L2, lambda w, grad, lr, wd: None),
        (L2, lambda w, grad, lr, wd: 1 / 0),
        # Only at ties does it differ: many a change of an argument would do the same.
        (FLAGS, lambda log_probs, threshold: log_probs < threshold - 1e-3),
        (FLAGS, lambda log_probs, threshold: np.full(log_probs.shape, np.nan)),
    ],
)
def test_nothing_is_claimed_of_what_no_change_explains(
    asked: tuple[str, str], write: Write
) -> None:
    """Nor of a right answer."""
    assert arguments(evidence_of(*asked, write)) is None


def test_the_explanation_reaches_the_verdict(tmp_path: Path) -> None:
    """Where the catalogue has nothing to say."""

    def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
        return torch.add(w, grad + weight_decay**2 * w, alpha=-lr)

    exercise = find_one("priors/l2")
    path = tmp_path / "l2.py"
    path.write_text(substitute(exercise.solution.read_text("utf-8"), "sgd_step", sgd_step))
    found = grade(exercise, path).misconception
    assert found is not None
    assert found.message == (
        "Your answer is the right one for `weight_decay**2` in place of `weight_decay`."
    )
