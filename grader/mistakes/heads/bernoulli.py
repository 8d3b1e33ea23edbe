"""Known mistakes in heads/bernoulli."""

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.checks.heads.bernoulli import FORWARD
from grader.mistakes.constants import SMALL
from grader.probe.probe import known_mistake


@known_mistake(FORWARD, hint=1)
def squeezed(self: Any, x: Tensor) -> Any:
    """The numbers are right, but the dimension of size 1 is lost: a target of (n, 1) beside (n,)
    then broadcasts to (n, n).
    """
    return torch.sigmoid(self.fc(x)).squeeze(-1)


@known_mistake(FORWARD)
def detached(self: Any, x: Tensor) -> Any:
    """The value is right, but carries no gradient: neither the layer nor what is before it can
    learn.
    """
    return torch.sigmoid(self.fc(x)).detach()


@known_mistake(FORWARD, hint=2)
def overflows(self: Any, x: Tensor) -> Any:
    """You divide exp(a) by 1 + exp(a), where a is the layer's output: for a large a both are
    infinite, and their quotient nan.
    """
    odds = self.fc(x).exp()
    return odds / (1 + odds)


@known_mistake(FORWARD, hint=2, eps=SMALL)
def kept_from_the_ends(self: Any, x: Tensor, *, eps: float = 1e-6) -> Any:
    """You keep the probability away from 0 and 1: for large log-odds it is wrong, and no gradient
    flows. Only a loss needs that.
    """
    return torch.sigmoid(self.fc(x)).clamp(eps, 1 - eps)


@known_mistake(FORWARD, hint=1)
def logit_returned(self: Any, x: Tensor) -> Any:
    """You return the layer's output, the log-odds: any real number, where a probability is asked
    for.
    """
    return self.fc(x)


@known_mistake(FORWARD, hint=1)
def squashed_twice(self: Any, x: Tensor) -> Any:
    """You apply the sigmoid twice: the result stays between 0.5 and 0.73, so the head can never
    predict a 0.
    """
    return torch.sigmoid(torch.sigmoid(self.fc(x)))


@known_mistake(FORWARD, hint=2)
def probability_of_zero(self: Any, x: Tensor) -> Any:
    """You return the probability of y = 0: the sign of the layer's output is reversed, or p is
    subtracted from 1.
    """
    return torch.sigmoid(-self.fc(x))


@known_mistake(FORWARD, hint=2)
def log_probability(self: Any, x: Tensor) -> Any:
    """You return the logarithm of the probability: it is never positive, where a number between 0
    and 1 is asked for.
    """
    return F.logsigmoid(self.fc(x))


@known_mistake(FORWARD, hint=2)
def odds_returned(self: Any, x: Tensor) -> Any:
    """You return exp of the layer's output: those are the odds p / (1-p), positive but not bounded
    by 1.
    """
    return torch.exp(self.fc(x))


@known_mistake(FORWARD, hint=1)
def decided(self: Any, x: Tensor) -> Any:
    """You return the decision, 0 or 1, not the probability of a 1: a step also has no gradient to
    learn from.
    """
    return (self.fc(x) > 0).to(x.dtype)


@known_mistake(FORWARD, hint=1)
def decided_in_evaluation(self: Any, x: Tensor) -> Any:
    """In evaluation mode you return the decision, 0 or 1. The probability is asked for in both
    modes: whoever uses the head decides.
    """
    p = torch.sigmoid(self.fc(x))
    return p if self.training else (p > 0.5).to(x.dtype)


@known_mistake(FORWARD, hint=1)
def softmax_of_one(self: Any, x: Tensor) -> Any:
    """You normalize over the last dimension, which holds a single number: the result is 1 whatever
    x is.
    """
    return torch.softmax(self.fc(x), dim=-1)


@known_mistake(FORWARD, hint=1)
def softmax_over_batch(self: Any, x: Tensor) -> Any:
    """You normalize over the batch: the rows share one probability, though each has its own
    coin.
    """
    return torch.softmax(self.fc(x), dim=0)


@known_mistake(FORWARD, hint=1, ones_first=(True,))
def two_columns(self: Any, x: Tensor, *, ones_first: bool = False) -> Any:
    """You return the probabilities of both outcomes, two columns: only that of y = 1 is asked for,
    of shape (n, 1).
    """
    p = torch.sigmoid(self.fc(x))
    return torch.cat([p, 1 - p] if ones_first else [1 - p, p], dim=-1)


@known_mistake(FORWARD, hint=2)
def tanh_instead(self: Any, x: Tensor) -> Any:
    """You use tanh, which lies between -1 and 1: half of its values are not probabilities."""
    return torch.tanh(self.fc(x))


@known_mistake(FORWARD, hint=2)
def twice_as_steep(self: Any, x: Tensor) -> Any:
    """Your curve is the sigmoid of twice the layer's output: (1 + tanh(a))/2 is that, so every
    log-odds doubles.
    """
    return (1 + torch.tanh(self.fc(x))) / 2


@known_mistake(FORWARD, hint=2, line=((1 / 6, 0.5), (0.2, 0.5)))
def cut_off(self: Any, x: Tensor, *, line: tuple[float, float] = (1.0, 0.0)) -> Any:
    """You cut a straight line off at 0 and 1: outside its range nothing is learned, and within it
    the log-odds are wrong.
    """
    slope, start = line
    return (slope * self.fc(x) + start).clamp(0, 1)


@known_mistake(FORWARD, hint=2)
def probit(self: Any, x: Tensor) -> Any:
    """You use the normal distribution function (probit): it looks alike, but the layer's output is
    the log-odds, which the sigmoid inverts.
    """
    return torch.special.ndtr(self.fc(x))


@known_mistake(FORWARD, hint=1)
def features_squashed(self: Any, x: Tensor) -> Any:
    """You squash the features before the layer; its output is still any real number, not a
    probability.
    """
    return self.fc(torch.sigmoid(x))


@known_mistake(FORWARD, hint=1)
def bias_lost(self: Any, x: Tensor) -> Any:
    """The layer's bias is left out: at x = 0 the probability is always one half."""
    return torch.sigmoid(x @ self.fc.weight.T)


@known_mistake(FORWARD, hint=1)
def rectified(self: Any, x: Tensor) -> Any:
    """You rectify the layer's output first: all negative log-odds count as 0, so no probability is
    below one half.
    """
    return torch.sigmoid(F.relu(self.fc(x)))


@known_mistake(FORWARD, hint=2)
def gradient_overflows(self: Any, x: Tensor) -> Any:
    """The value is right, but far below 0 the gradient is nan: exp overflows there, and its
    infinite gradient meets a factor of 0.
    """
    return 1 / (1 + (-self.fc(x)).exp())


@known_mistake(FORWARD, hint=2)
def other_branch_overflows(self: Any, x: Tensor) -> Any:
    """The value is right, but far from 0 the gradient is nan: the branch not chosen by
    `torch.where` overflows and enters as 0 * infinity.
    """
    a = self.fc(x)
    return torch.where(a >= 0, 1 / (1 + (-a).exp()), a.exp() / (1 + a.exp()))
