"""Known mistakes in heads/bernoulli."""

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.checks.heads.bernoulli import FORWARD
from grader.mistakes.constants import SMALL
from grader.probe.probe import misconception


@misconception(
    FORWARD,
    "The numbers are right, but you dropped the dimension of size 1 that they have.",
    hint=1,
)
def squeezed(self: Any, x: Tensor) -> Any:
    return torch.sigmoid(self.fc(x)).squeeze(-1)


@misconception(
    FORWARD, "The value is right, but no gradient flows: you computed it outside of autograd."
)
def detached(self: Any, x: Tensor) -> Any:
    return torch.sigmoid(self.fc(x)).detach()


@misconception(
    FORWARD,
    "You wrote the function out with `exp`, and at one end of the real line that overflows: "
    "infinity divided by infinity is nan.",
    hint=2,
)
def overflows(self: Any, x: Tensor) -> Any:
    odds = self.fc(x).exp()
    return odds / (1 + odds)


@misconception(
    FORWARD,
    "You kept the probability away from 0 and 1 by a margin: for outputs far from 0 it is wrong, "
    "and no gradient flows there. A loss may need such care; the probability does not.",
    hint=2,
    eps=SMALL,
)
def kept_from_the_ends(self: Any, x: Tensor, *, eps: float = 1e-6) -> Any:
    return torch.sigmoid(self.fc(x)).clamp(eps, 1 - eps)


@misconception(
    FORWARD,
    "You returned what the layer gives: any real number, where a probability is asked for.",
    hint=1,
)
def logit_returned(self: Any, x: Tensor) -> Any:
    return self.fc(x)


@misconception(
    FORWARD,
    "You squashed twice: what comes out of the second time is never below one half.",
    hint=1,
)
def squashed_twice(self: Any, x: Tensor) -> Any:
    return torch.sigmoid(torch.sigmoid(self.fc(x)))


@misconception(
    FORWARD,
    "You returned the probability of y = 0: the sign of the layer's output is turned round.",
    hint=2,
)
def probability_of_zero(self: Any, x: Tensor) -> Any:
    return torch.sigmoid(-self.fc(x))


@misconception(
    FORWARD,
    "You returned the logarithm of the probability: it is negative, where a number between 0 and 1 "
    "is asked for.",
    hint=2,
)
def log_probability(self: Any, x: Tensor) -> Any:
    return F.logsigmoid(self.fc(x))


@misconception(
    FORWARD,
    "You returned the odds p / (1-p): positive, but not bounded by 1.",
    hint=2,
)
def odds_returned(self: Any, x: Tensor) -> Any:
    return torch.exp(self.fc(x))


@misconception(
    FORWARD,
    "You made the decision, 0 or 1. The head's answer is how probable a 1 is, and a step has no "
    "gradient to learn from.",
    hint=1,
)
def decided(self: Any, x: Tensor) -> Any:
    return (self.fc(x) > 0).to(x.dtype)


@misconception(
    FORWARD,
    "In evaluation mode you made the decision, 0 or 1. The probability is asked for in both modes: "
    "whoever uses the head decides.",
    hint=1,
)
def decided_in_evaluation(self: Any, x: Tensor) -> Any:
    p = torch.sigmoid(self.fc(x))
    return p if self.training else (p > 0.5).to(x.dtype)


@misconception(
    FORWARD,
    "You normalised over the last dimension, which holds a single number: it is 1 whatever x is.",
    hint=1,
)
def softmax_of_one(self: Any, x: Tensor) -> Any:
    return torch.softmax(self.fc(x), dim=-1)


@misconception(
    FORWARD,
    "You normalised over the batch: the rows share one probability, though each has its own coin.",
    hint=1,
)
def softmax_over_batch(self: Any, x: Tensor) -> Any:
    return torch.softmax(self.fc(x), dim=0)


@misconception(
    FORWARD, "Your result lies between -1 and 1: that is another squashing function.", hint=2
)
def tanh_instead(self: Any, x: Tensor) -> Any:
    return torch.tanh(self.fc(x))


@misconception(
    FORWARD,
    "You moved a tanh into (0, 1), which makes the curve twice as steep as it should be.",
    hint=2,
)
def twice_as_steep(self: Any, x: Tensor) -> Any:
    return (1 + torch.tanh(self.fc(x))) / 2


@misconception(
    FORWARD,
    "You cut the layer's output off at 0 and 1: between them it is a straight line, and outside of "
    "them nothing is learned.",
    hint=2,
)
def cut_off(self: Any, x: Tensor) -> Any:
    return self.fc(x).clamp(0, 1)


@misconception(
    FORWARD,
    "You used the normal distribution function (probit). The inverse of the log-odds is another "
    "curve of that look.",
    hint=2,
)
def probit(self: Any, x: Tensor) -> Any:
    return torch.special.ndtr(self.fc(x))


@misconception(
    FORWARD,
    "You squashed the features before the layer; its output is still any real number.",
    hint=1,
)
def features_squashed(self: Any, x: Tensor) -> Any:
    return self.fc(torch.sigmoid(x))


@misconception(
    FORWARD, "The layer's bias is lost: at x = 0 the probability is always one half.", hint=1
)
def bias_lost(self: Any, x: Tensor) -> Any:
    return torch.sigmoid(x @ self.fc.weight.T)


@misconception(
    FORWARD,
    "You rectified the layer's output first: no probability is ever below one half.",
    hint=1,
)
def rectified(self: Any, x: Tensor) -> Any:
    return torch.sigmoid(F.relu(self.fc(x)))


@misconception(
    FORWARD,
    "The value is right, but far below 0 its gradient is nan: `exp` overflows there, and what "
    "comes back is infinity times 0.",
    hint=2,
)
def gradient_overflows(self: Any, x: Tensor) -> Any:
    return 1 / (1 + (-self.fc(x)).exp())


@misconception(
    FORWARD,
    "`torch.where` chooses the branch that is right, but the other has a gradient too, and 0 times "
    "its infinity is nan: neither may overflow.",
    hint=2,
)
def other_branch_overflows(self: Any, x: Tensor) -> Any:
    a = self.fc(x)
    return torch.where(a >= 0, 1 / (1 + (-a).exp()), a.exp() / (1 + a.exp()))
