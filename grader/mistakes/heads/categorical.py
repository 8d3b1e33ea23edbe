"""Known mistakes in heads/categorical."""

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.checks.heads.categorical import FORWARD
from grader.probe.probe import known_mistake


@known_mistake(FORWARD)
def detached(self: Any, x: Tensor) -> Any:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    return torch.softmax(self.fc(x), dim=-1).detach()


@known_mistake(FORWARD, hint=2)
def overflows(self: Any, x: Tensor) -> Any:
    """You wrote the function out with `exp`, which overflows for large scores and leaves 0 / 0
    for very negative ones.
    """
    powers = self.fc(x).exp()
    return powers / powers.sum(dim=-1, keepdim=True)


@known_mistake(FORWARD, hint=2)
def eps_in_denominator(self: Any, x: Tensor) -> Any:
    """You added a small number to the denominator: where all scores are very negative it
    outweighs them, and the probabilities no longer sum to 1.
    """
    powers = self.fc(x).exp()
    return powers / (powers.sum(dim=-1, keepdim=True) + 1e-8)


@known_mistake(FORWARD, hint=2)
def one_maximum_for_all(self: Any, x: Tensor) -> Any:
    """You subtracted one maximum for the whole tensor: a row far below it underflows to 0 / 0."""
    scores = self.fc(x)
    powers = (scores - scores.max()).exp()
    return powers / powers.sum(dim=-1, keepdim=True)


@known_mistake(FORWARD, hint=2)
def over_dimension_one(self: Any, x: Tensor) -> Any:
    """You normalised over dimension 1: those are the classes of an (n, d_in) batch, but the
    time steps of a (batch, time, d_in) one.
    """
    return torch.softmax(self.fc(x), dim=1)


@known_mistake(FORWARD, hint=1)
def dimension_not_given(self: Any, x: Tensor) -> Any:
    """You did not say over which dimension to normalise; what torch then guesses depends on the
    number of dimensions.
    """
    return F.softmax(self.fc(x))


@known_mistake(FORWARD, hint=1)
def over_the_batch(self: Any, x: Tensor) -> Any:
    """You normalised over the first dimension: the examples of a batch compete, not the classes."""
    return torch.softmax(self.fc(x), dim=0)


@known_mistake(FORWARD, hint=1)
def over_everything(self: Any, x: Tensor) -> Any:
    """You normalised over every element at once: the whole tensor sums to 1, and each vector of
    it should.
    """
    scores = self.fc(x)
    return torch.softmax(scores.flatten(), dim=0).reshape(scores.shape)


@known_mistake(FORWARD, hint=2)
def over_the_last_but_one(self: Any, x: Tensor) -> Any:
    """You normalised over the last dimension but one, across vectors; the classes are along the
    last.
    """
    return torch.softmax(self.fc(x), dim=-2)


@known_mistake(FORWARD, hint=1)
def scores_returned(self: Any, x: Tensor) -> Any:
    """You returned the scores that the layer gives: real numbers, no probabilities."""
    return self.fc(x)


@known_mistake(FORWARD, hint=2)
def log_probabilities(self: Any, x: Tensor) -> Any:
    """You returned log-probabilities: they are negative, where numbers from 0 to 1 are asked
    for.
    """
    return torch.log_softmax(self.fc(x), dim=-1)


@known_mistake(FORWARD, hint=1)
def sigmoid_for_each(self: Any, x: Tensor) -> Any:
    """You gave each class a probability of its own, as if several could hold together: they do
    not sum to 1.
    """
    return torch.sigmoid(self.fc(x))


@known_mistake(FORWARD, hint=1)
def sigmoids_rescaled(self: Any, x: Tensor) -> Any:
    """You rescaled sigmoids to sum to 1. That is a distribution, but not the one in which
    differences of scores are log-odds.
    """
    shares = torch.sigmoid(self.fc(x))
    return shares / shares.sum(dim=-1, keepdim=True)


@known_mistake(FORWARD, hint=1)
def not_normalised(self: Any, x: Tensor) -> Any:
    """Your results are positive, but nothing makes each vector sum to 1."""
    return self.fc(x).exp()


@known_mistake(FORWARD, hint=1)
def scores_rescaled(self: Any, x: Tensor) -> Any:
    """You divided the scores by their sum without making them positive first."""
    scores = self.fc(x)
    return scores / scores.sum(dim=-1, keepdim=True)


@known_mistake(FORWARD, hint=1)
def normalised_twice(self: Any, x: Tensor) -> Any:
    """You normalised twice: probabilities taken for scores come out almost equal."""
    return torch.softmax(torch.softmax(self.fc(x), dim=-1), dim=-1)


@known_mistake(FORWARD, hint=2)
def sign_turned(self: Any, x: Tensor) -> Any:
    """The sign of the scores is turned round: the class with the highest score gets the lowest
    probability.
    """
    return torch.softmax(-self.fc(x), dim=-1)


@known_mistake(FORWARD, hint=1)
def decided(self: Any, x: Tensor) -> Any:
    """You made the decision for the best class. The head's answer is how probable each class
    is, and a decision has no gradient to learn from.
    """
    scores = self.fc(x)
    return F.one_hot(scores.argmax(dim=-1), scores.shape[-1]).to(x.dtype)


@known_mistake(FORWARD, hint=1)
def decided_in_evaluation(self: Any, x: Tensor) -> Any:
    """In evaluation mode you made the decision for one class. The probabilities are asked for
    in both modes: whoever uses the head decides.
    """
    p = torch.softmax(self.fc(x), dim=-1)
    return p if self.training else F.one_hot(p.argmax(dim=-1), p.shape[-1]).to(p.dtype)


@known_mistake(FORWARD, hint=1)
def class_in_evaluation(self: Any, x: Tensor) -> Any:
    """In evaluation mode you returned the number of the likeliest class. The probabilities are
    asked for in both modes: whoever uses the head decides.
    """
    scores = self.fc(x)
    return torch.softmax(scores, dim=-1) if self.training else scores.argmax(dim=-1)


@known_mistake(FORWARD, hint=1)
def rectified(self: Any, x: Tensor) -> Any:
    """You rectified the scores before normalising: all negative ones count as 0."""
    return torch.softmax(F.relu(self.fc(x)), dim=-1)


@known_mistake(FORWARD, hint=1)
def features_normalised(self: Any, x: Tensor) -> Any:
    """You normalised the features before the layer; its output is still no probability."""
    return self.fc(torch.softmax(x, dim=-1))


@known_mistake(FORWARD, hint=2)
def bias_lost(self: Any, x: Tensor) -> Any:
    """The layer's bias is lost: at x = 0 all classes come out equal."""
    return torch.softmax(x @ self.fc.weight.T, dim=-1)


@known_mistake(FORWARD, hint=2)
def scaled_as_attention(self: Any, x: Tensor) -> Any:
    """You divided the scores by the square root of their number, as attention does; here the
    scores are the log-probabilities themselves, up to a constant.
    """
    scores = self.fc(x)
    return torch.softmax(scores / scores.shape[-1] ** 0.5, dim=-1)


@known_mistake(FORWARD, hint=2)
def gradient_overflows(self: Any, x: Tensor) -> Any:
    """The value is right, but where a class is far behind another its gradient is nan: `exp`
    overflows there, and what comes back is infinity times 0.
    """
    scores = self.fc(x)
    return 1 / (scores.unsqueeze(-2) - scores.unsqueeze(-1)).exp().sum(-1)
