"""What an answer does not depend on is found by asking the submission again."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from torch import Tensor

from grader.judging.diagnosis.influence import influence
from tests.diagnosis.evidence import evidence_of

Write = Callable[..., Any]
TARGETS = "nll/categorical", "categorical_nll_with_logits"
HEAD = "heads/gaussian", "GaussianHead.forward"
BERNOULLI = "heads/bernoulli", "BernoulliHead.forward"


def sigma_of_the_bias(self: Any, x: Tensor) -> tuple[Tensor, Tensor]:
    """The spread is the same for every input."""
    mu = self.mean_head(x)
    return mu, self.log_std_head.bias.clamp(-5, 5).exp().expand_as(mu)


@pytest.mark.parametrize(
    ("asked", "write", "said"),
    [
        (
            TARGETS,
            lambda logits, target: -logits.log_softmax(1).max(1).values.mean(),
            "Your answer does not depend on `target`",
        ),
        (HEAD, sigma_of_the_bias, "Your result[1] does not depend on `x`"),
        (
            BERNOULLI,
            lambda self, x: x.mean(1, keepdim=True).sigmoid(),
            "Your answer does not depend on `fc`",
        ),
    ],
)
def test_what_changes_nothing_is_named(asked: tuple[str, str], write: Write, said: str) -> None:
    """An argument, or a layer, in all of the answer or in one part of it."""
    found = influence(evidence_of(*asked, write))
    assert found is not None
    assert found.message.startswith(said)


@pytest.mark.parametrize(
    ("asked", "write"),
    [
        (TARGETS, lambda logits, target: -logits.log_softmax(0)[target, target].mean()),
        (TARGETS, lambda logits, target: None),
        (TARGETS, lambda logits, target: 1 / 0),
        # It depends on each of them, if only a little.
        (BERNOULLI, lambda self, x: x.mean(1, keepdim=True).sigmoid() + 1e-9 * self.fc(x)),
    ],
)
def test_nothing_is_claimed_where_everything_counts(asked: tuple[str, str], write: Write) -> None:
    """Nor where nothing comes back."""
    assert influence(evidence_of(*asked, write)) is None


def test_a_submission_that_does_not_answer_any_more_is_not_judged() -> None:
    """What is known until then is no proof."""
    evidence = evidence_of(*HEAD, sigma_of_the_bias, answers=2)
    assert influence(evidence) is None


def test_a_submission_that_answers_anything_when_it_is_asked_again_is_not_judged() -> None:
    """What comes back is data: other numbers each time are no proof that nothing counts."""
    calls = count()
    asked = evidence_of(*HEAD, lambda self, x: (0 * x[:, :1] + next(calls),) * 2)
    assert influence(asked) is None
