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
    """The numbers are right, but you dropped the dimension of size 1 that they have."""
    return torch.sigmoid(self.fc(x)).squeeze(-1)


@known_mistake(FORWARD)
def detached(self: Any, x: Tensor) -> Any:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    return torch.sigmoid(self.fc(x)).detach()


@known_mistake(FORWARD, hint=2)
def overflows(self: Any, x: Tensor) -> Any:
    """You wrote the function out with `exp`, and at one end of the real line that overflows:
    infinity divided by infinity is nan.
    """
    odds = self.fc(x).exp()
    return odds / (1 + odds)


@known_mistake(FORWARD, hint=2, eps=SMALL)
def kept_from_the_ends(self: Any, x: Tensor, *, eps: float = 1e-6) -> Any:
    """You kept the probability away from 0 and 1 by a margin: for outputs far from 0 it is
    wrong, and no gradient flows there. A loss may need such care; the probability does not.
    """
    return torch.sigmoid(self.fc(x)).clamp(eps, 1 - eps)


@known_mistake(FORWARD, hint=1)
def logit_returned(self: Any, x: Tensor) -> Any:
    """You returned what the layer gives: any real number, where a probability is asked for."""
    return self.fc(x)


@known_mistake(FORWARD, hint=1)
def squashed_twice(self: Any, x: Tensor) -> Any:
    """You squashed twice: what comes out of the second time is never below one half."""
    return torch.sigmoid(torch.sigmoid(self.fc(x)))


@known_mistake(FORWARD, hint=2)
def probability_of_zero(self: Any, x: Tensor) -> Any:
    """You returned the probability of y = 0: the sign of the layer's output is turned round."""
    return torch.sigmoid(-self.fc(x))


@known_mistake(FORWARD, hint=2)
def log_probability(self: Any, x: Tensor) -> Any:
    """You returned the logarithm of the probability: it is negative, where a number between 0
    and 1 is asked for.
    """
    return F.logsigmoid(self.fc(x))


@known_mistake(FORWARD, hint=2)
def odds_returned(self: Any, x: Tensor) -> Any:
    """You returned the odds p / (1-p): positive, but not bounded by 1."""
    return torch.exp(self.fc(x))


@known_mistake(FORWARD, hint=1)
def decided(self: Any, x: Tensor) -> Any:
    """You made the decision, 0 or 1. The head's answer is how probable a 1 is, and a step has
    no gradient to learn from.
    """
    return (self.fc(x) > 0).to(x.dtype)


@known_mistake(FORWARD, hint=1)
def decided_in_evaluation(self: Any, x: Tensor) -> Any:
    """In evaluation mode you made the decision, 0 or 1. The probability is asked for in both
    modes: whoever uses the head decides.
    """
    p = torch.sigmoid(self.fc(x))
    return p if self.training else (p > 0.5).to(x.dtype)


@known_mistake(FORWARD, hint=1)
def softmax_of_one(self: Any, x: Tensor) -> Any:
    """You normalised over the last dimension, which holds a single number: it is 1 whatever x
    is.
    """
    return torch.softmax(self.fc(x), dim=-1)


@known_mistake(FORWARD, hint=1)
def softmax_over_batch(self: Any, x: Tensor) -> Any:
    """You normalised over the batch: the rows share one probability, though each has its own
    coin.
    """
    return torch.softmax(self.fc(x), dim=0)


@known_mistake(FORWARD, hint=2)
def tanh_instead(self: Any, x: Tensor) -> Any:
    """Your result lies between -1 and 1: that is another squashing function."""
    return torch.tanh(self.fc(x))


@known_mistake(FORWARD, hint=2)
def twice_as_steep(self: Any, x: Tensor) -> Any:
    """You moved a tanh into (0, 1), which makes the curve twice as steep as it should be."""
    return (1 + torch.tanh(self.fc(x))) / 2


@known_mistake(FORWARD, hint=2)
def cut_off(self: Any, x: Tensor) -> Any:
    """You cut the layer's output off at 0 and 1: between them it is a straight line, and
    outside of them nothing is learned.
    """
    return self.fc(x).clamp(0, 1)


@known_mistake(FORWARD, hint=2)
def probit(self: Any, x: Tensor) -> Any:
    """You used the normal distribution function (probit). The inverse of the log-odds is
    another curve of that look.
    """
    return torch.special.ndtr(self.fc(x))


@known_mistake(FORWARD, hint=1)
def features_squashed(self: Any, x: Tensor) -> Any:
    """You squashed the features before the layer; its output is still any real number."""
    return self.fc(torch.sigmoid(x))


@known_mistake(FORWARD, hint=1)
def bias_lost(self: Any, x: Tensor) -> Any:
    """The layer's bias is lost: at x = 0 the probability is always one half."""
    return torch.sigmoid(x @ self.fc.weight.T)


@known_mistake(FORWARD, hint=1)
def rectified(self: Any, x: Tensor) -> Any:
    """You rectified the layer's output first: no probability is ever below one half."""
    return torch.sigmoid(F.relu(self.fc(x)))


@known_mistake(FORWARD, hint=2)
def gradient_overflows(self: Any, x: Tensor) -> Any:
    """The value is right, but far below 0 its gradient is nan: `exp` overflows there, and what
    comes back is infinity times 0.
    """
    return 1 / (1 + (-self.fc(x)).exp())


@known_mistake(FORWARD, hint=2)
def other_branch_overflows(self: Any, x: Tensor) -> Any:
    """`torch.where` chooses the branch that is right, but the other has a gradient too, and 0
    times its infinity is nan: neither may overflow.
    """
    a = self.fc(x)
    return torch.where(a >= 0, 1 / (1 + (-a).exp()), a.exp() / (1 + a.exp()))
