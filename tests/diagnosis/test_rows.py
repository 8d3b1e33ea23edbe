"""Rows that mix are found by putting each of them to the submission alone."""

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor

from grader.judging.diagnosis.rows import rows
from tests.diagnosis.evidence import evidence_of

Write = Callable[..., Any]
TARGETS = "nll/categorical", "categorical_nll_with_logits"
BERNOULLI = "heads/bernoulli", "BernoulliHead.forward"
HEAD = "heads/gaussian", "GaussianHead.forward"
MSE = "nll/gaussian", "mse_loss"


def standardised(self: Any, x: Tensor) -> Tensor:
    """Features are standardised by the batch they come in."""
    found: Tensor = self.fc((x - x.mean(0)) / (x.std(0, correction=0) + 1e-5)).sigmoid()
    return found


def one_sigma(self: Any, x: Tensor) -> tuple[Tensor, Tensor]:
    """The mean of the batch stands for each sigma."""
    sigma = self.log_std_head(x).clamp(-5, 5).exp()
    return self.mean_head(x), sigma.mean().expand_as(sigma)


@pytest.mark.parametrize(
    ("asked", "write", "said"),
    [
        (BERNOULLI, standardised, "The answer for a row depends on the other rows"),
        (HEAD, one_sigma, "The result[1] for a row depends on the other rows"),
        (
            MSE,
            lambda y_hat, y: ((y_hat[:, None] - y) ** 2).mean(),
            "You pair each row with every row of the batch",
        ),
        (
            MSE,
            lambda y_hat, y: ((y_hat - y) ** 2).reshape(len(y), -1).mean(1).max(),
            "For a batch you return the largest of the losses of its rows",
        ),
        (
            TARGETS,
            lambda logits, target: -logits.log_softmax(1)[:, target].mean(),
            "You pair each row with every row of the batch, by broadcasting or indexing",
        ),
    ],
)
def test_rows_that_mix_are_told(asked: tuple[str, str], write: Write, said: str) -> None:
    """In the rows of the answer, or in a loss that is right for each row alone."""
    found = rows(evidence_of(*asked, write))
    assert found is not None
    assert said in found.message


@pytest.mark.parametrize(
    ("asked", "write"),
    [
        (BERNOULLI, lambda self, x: (2 * self.fc(x)).sigmoid()),
        (MSE, lambda y_hat, y: (y_hat - y).abs().mean()),
        (MSE, lambda y_hat, y: ((y_hat - y) ** 2).sum()),
        (BERNOULLI, lambda self, x: (self.fc(x) + torch.randn(len(x), 1)).sigmoid()),
        (BERNOULLI, lambda self, x: self.fc(x).sigmoid().float()),
        (MSE, lambda y_hat, y: 1 / 0),
        (MSE, lambda y_hat, y: None),
    ],
)
def test_other_mistakes_are_not_told_as_that(asked: tuple[str, str], write: Write) -> None:
    """Each row is wrong by itself, or nothing comes back."""
    assert rows(evidence_of(*asked, write)) is None


def test_rows_that_are_not_answered_prove_nothing() -> None:
    """The submission may be gone by then."""
    assert rows(evidence_of(*BERNOULLI, standardised, answers=3)) is None
