"""Known mistakes in heads/categorical."""

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.checks.heads.categorical import FORWARD
from grader.mistakes.constants import LOGITS, SMALL, TINY
from grader.probe.probe import known_mistake


@known_mistake(FORWARD)
def detached(self: Any, x: Tensor) -> Any:
    """The value is right, but carries no gradient: neither the layer nor what is before it can
    learn.
    """
    return torch.softmax(self.fc(x), dim=-1).detach()


@known_mistake(FORWARD, hint=2)
def overflows(self: Any, x: Tensor) -> Any:
    """You divide exponentials of the raw scores: for large scores that is infinity by infinity, for
    very negative ones 0 by 0, both nan.
    """
    powers = self.fc(x).exp()
    return powers / powers.sum(dim=-1, keepdim=True)


@known_mistake(FORWARD, hint=2, eps=(*SMALL, *TINY))
def eps_in_denominator(self: Any, x: Tensor, *, eps: float = 1e-8) -> Any:
    """You add a small number to the sum of raw exponentials: where all scores are very negative, it
    dominates, and probabilities become 0.
    """
    powers = self.fc(x).exp()
    return powers / (powers.sum(dim=-1, keepdim=True) + eps)


@known_mistake(FORWARD, hint=2, bound=LOGITS)
def scores_clamped(self: Any, x: Tensor, *, bound: float = 100) -> Any:
    """You clamp the scores: beyond the bound probabilities are wrong and get no gradient, though
    only differences within a vector matter.
    """
    return torch.softmax(self.fc(x).clamp(-bound, bound), dim=-1)


@known_mistake(FORWARD, hint=2)
def one_maximum_for_all(self: Any, x: Tensor) -> Any:
    """You subtract one maximum for the whole tensor: in a vector far below it every exponential is
    0, and 0 / 0 is nan.
    """
    scores = self.fc(x)
    powers = (scores - scores.max()).exp()
    return powers / powers.sum(dim=-1, keepdim=True)


@known_mistake(FORWARD, hint=2)
def over_dimension_one(self: Any, x: Tensor) -> Any:
    """You normalize over dimension 1: in a batch those are the classes, but in (batch, time, d_in)
    the time steps. Count from the end.
    """
    return torch.softmax(self.fc(x), dim=1)


@known_mistake(FORWARD, hint=1)
def dimension_not_given(self: Any, x: Tensor) -> Any:
    """You do not say over which dimension to normalize: torch then guesses by the number of
    dimensions; it should be the last one.
    """
    return F.softmax(self.fc(x))


@known_mistake(FORWARD, hint=1)
def over_the_batch(self: Any, x: Tensor) -> Any:
    """You normalize over the first dimension: the examples of a batch compete, not the classes of
    each.
    """
    return torch.softmax(self.fc(x), dim=0)


@known_mistake(FORWARD, hint=1)
def over_everything(self: Any, x: Tensor) -> Any:
    """You normalize over all elements at once: the whole tensor sums to 1, where each vector of it
    should.
    """
    scores = self.fc(x)
    return torch.softmax(scores.flatten(), dim=0).reshape(scores.shape)


@known_mistake(FORWARD, hint=2)
def over_the_last_but_one(self: Any, x: Tensor) -> Any:
    """You normalize over the last dimension but one, across vectors; the classes are along the
    last.
    """
    return torch.softmax(self.fc(x), dim=-2)


@known_mistake(FORWARD, hint=1)
def flattened(self: Any, x: Tensor) -> Any:
    """You flatten all but the first dimension of x: the layer takes vectors of length d_in, with
    any number of leading dimensions.
    """
    return torch.softmax(self.fc(x.reshape(len(x), -1)), dim=-1)


@known_mistake(FORWARD, hint=1)
def scores_returned(self: Any, x: Tensor) -> Any:
    """You return the layer's scores: any real numbers, where probabilities that sum to 1 are asked
    for.
    """
    return self.fc(x)


@known_mistake(FORWARD, hint=2)
def log_probabilities(self: Any, x: Tensor) -> Any:
    """You return log-probabilities: they are never positive, where numbers between 0 and 1 are
    asked for.
    """
    return torch.log_softmax(self.fc(x), dim=-1)


@known_mistake(FORWARD, hint=1)
def sigmoid_for_each(self: Any, x: Tensor) -> Any:
    """You use a sigmoid for each class, as if several could hold at once: exactly one does, so they
    must sum to 1.
    """
    return torch.sigmoid(self.fc(x))


@known_mistake(FORWARD, hint=1)
def sigmoids_rescaled(self: Any, x: Tensor) -> Any:
    """You rescale sigmoids to sum to 1: that is a distribution, but differences of scores are no
    longer its log-odds.
    """
    shares = torch.sigmoid(self.fc(x))
    return shares / shares.sum(dim=-1, keepdim=True)


@known_mistake(FORWARD, hint=1)
def not_normalized(self: Any, x: Tensor) -> Any:
    """You return exponentials of the scores: they are positive, but not divided by their sum, so a
    vector does not sum to 1.
    """
    return self.fc(x).exp()


@known_mistake(FORWARD, hint=1)
def scores_rescaled(self: Any, x: Tensor) -> Any:
    """You divide the scores by their sum without making them positive first: the results sum to 1,
    but may be negative or infinite.
    """
    scores = self.fc(x)
    return scores / scores.sum(dim=-1, keepdim=True)


@known_mistake(FORWARD, hint=1)
def normalized_twice(self: Any, x: Tensor) -> Any:
    """You apply the softmax twice: it takes probabilities for scores, so the results come out
    almost equal.
    """
    return torch.softmax(torch.softmax(self.fc(x), dim=-1), dim=-1)


@known_mistake(FORWARD, hint=2)
def sign_reversed(self: Any, x: Tensor) -> Any:
    """The sign of the scores is reversed: the class with the highest score gets the lowest
    probability.
    """
    return torch.softmax(-self.fc(x), dim=-1)


@known_mistake(FORWARD, hint=1)
def decided(self: Any, x: Tensor) -> Any:
    """You return the decision for the best class, not how probable each class is: a decision also
    has no gradient to learn from.
    """
    scores = self.fc(x)
    return F.one_hot(scores.argmax(dim=-1), scores.shape[-1]).to(x.dtype)


@known_mistake(FORWARD, hint=1)
def decided_in_evaluation(self: Any, x: Tensor) -> Any:
    """In evaluation mode you return the decision for one class. The probabilities are asked for in
    both modes: whoever uses the head decides.
    """
    p = torch.softmax(self.fc(x), dim=-1)
    return p if self.training else F.one_hot(p.argmax(dim=-1), p.shape[-1]).to(p.dtype)


@known_mistake(FORWARD, hint=1)
def class_in_evaluation(self: Any, x: Tensor) -> Any:
    """In evaluation mode you return the number of the likeliest class. The probabilities are asked
    for in both modes: whoever uses the head decides.
    """
    scores = self.fc(x)
    return torch.softmax(scores, dim=-1) if self.training else scores.argmax(dim=-1)


@known_mistake(FORWARD, hint=1)
def rectified(self: Any, x: Tensor) -> Any:
    """You rectify the scores before the softmax: all negative scores count as 0, so unlikely
    classes become too likely.
    """
    return torch.softmax(F.relu(self.fc(x)), dim=-1)


@known_mistake(FORWARD, hint=1)
def features_normalized(self: Any, x: Tensor) -> Any:
    """You normalize the features before the layer; its output is still any real numbers, not
    probabilities.
    """
    return self.fc(torch.softmax(x, dim=-1))


@known_mistake(FORWARD, hint=2)
def bias_lost(self: Any, x: Tensor) -> Any:
    """The layer's bias is left out: at x = 0 all classes come out equally likely."""
    return torch.softmax(x @ self.fc.weight.T, dim=-1)


@known_mistake(FORWARD, hint=2)
def scaled_as_attention(self: Any, x: Tensor) -> Any:
    """You divide the scores by the root of their number, as attention does: every difference
    shrinks, and the probabilities come closer to equal.
    """
    scores = self.fc(x)
    return torch.softmax(scores / scores.shape[-1] ** 0.5, dim=-1)


@known_mistake(FORWARD, hint=2)
def gradient_overflows(self: Any, x: Tensor) -> Any:
    """The value is right, but where a class is far behind the gradient is nan: exp overflows there,
    and its infinite gradient meets a 0.
    """
    scores = self.fc(x)
    return 1 / (scores.unsqueeze(-2) - scores.unsqueeze(-1)).exp().sum(-1)
