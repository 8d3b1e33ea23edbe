"""What is checked about heads/categorical."""

from typing import Any

import torch
from hypothesis import strategies as st
from torch import Tensor
from torch.nn import functional as F

from grader.checks.heads.common import evaluating, pasted_evaluating
from grader.compare import Tolerance
from grader.formula import edges, formula
from grader.modules import layers, linear, method, pasted
from grader.probe import misconception
from grader.strategies import Inputs, Shape, as_float32, reals, shapes, tensors, torch_array

FORWARD = "CategoricalHead.forward"

COARSE = Tolerance(rtol=0, atol=5e-3)
"""For scores of 3e4 in float32: their logsumexp, which a right form subtracts, is off by 1e-3."""


@st.composite
def heads(
    draw: st.DrawFn,
    leading: st.SearchStrategy[Shape],
    numbers: st.SearchStrategy[float] = reals(2),  # noqa: B008  # strategies are immutable
    shift: st.SearchStrategy[float] = st.just(0.0),  # noqa: B008  # likewise
    classes: st.SearchStrategy[int] = st.integers(2, 4),  # noqa: B008  # likewise
) -> Inputs:
    """A head, its parameters, and inputs with these leading dimensions."""
    d_in, n_classes = draw(st.tuples(st.integers(1, 3), classes))
    bias = draw(tensors(numbers, (n_classes,)))
    return {
        "d_in": d_in,
        "n_classes": n_classes,
        "fc.weight": draw(tensors(numbers, (n_classes, d_in))),
        "fc.bias": torch_array(bias.data + draw(shift)),
        "x": draw(tensors(numbers, (*draw(leading), d_in))),
    }


def off_zero(inputs: Inputs) -> bool:
    """Whether no score is exactly 0, where the gradient of right forms with `abs` differs."""
    return bool(linear(inputs, "fc").all())


forward = formula(
    FORWARD,
    "The softmax of what the layer gives, over the last dimension: a probability for each class.",
    heads(shapes(1, 3, max_side=3)).filter(off_zero),
    examples=12,
    through=method,
    first=(layers,),
    show=pasted(FORWARD),
)
vector = edges(
    FORWARD,
    "a single vector",
    "An x of shape (d_in,) gives the probabilities of shape (n_classes,).",
    heads(st.just(())).filter(off_zero),
    gradient=True,
    examples=3,
    through=method,
    show=pasted(FORWARD),
)
alone = edges(
    FORWARD,
    "a single class",
    "Of one class alone the probability is 1.",
    heads(shapes(1, 2), classes=st.just(1)),
    examples=2,
    through=method,
    show=pasted(FORWARD),
)
far = heads(shapes(1, 2), reals(100, 1))
extremes = edges(
    FORWARD,
    "extremes",
    "Finite and right for scores of any size, up to 1e4 and down to -1e4.",
    far,
    examples=5,
    through=method,
    show=pasted(FORWARD),
)
single_extremes = edges(
    FORWARD,
    "extremes in float32",
    "The same in float32, where `exp` overflows much earlier.",
    far.map(as_float32),
    examples=5,
    through=method,
    show=pasted(FORWARD),
    tolerance=COARSE,
)
evaluation = edges(
    FORWARD,
    "evaluation mode",
    "After head.eval() the head gives the same probabilities as in training.",
    heads(shapes(1, 2)),
    examples=3,
    through=evaluating,
    show=pasted_evaluating(FORWARD),
)
shifted = edges(
    FORWARD,
    "shift",
    "Adding the same number to every score of a vector changes nothing.",
    heads(shapes(1, 2), shift=st.sampled_from([-30.0, -1e4, 1e4])),
    gradient=True,
    examples=6,
    through=method,
    show=pasted(FORWARD),
)


@misconception(
    FORWARD, "The value is right, but no gradient flows: you computed it outside of autograd."
)
def detached(self: Any, x: Tensor) -> Any:
    return torch.softmax(self.fc(x), dim=-1).detach()


@misconception(
    FORWARD,
    "You wrote the function out with `exp`, which overflows for large scores and leaves 0 / 0 for "
    "very negative ones.",
    hint=2,
)
def overflows(self: Any, x: Tensor) -> Any:
    powers = self.fc(x).exp()
    return powers / powers.sum(dim=-1, keepdim=True)


@misconception(
    FORWARD,
    "You added a small number to the denominator: where all scores are very negative it outweighs "
    "them, and the probabilities no longer sum to 1.",
    hint=2,
)
def eps_in_denominator(self: Any, x: Tensor) -> Any:
    powers = self.fc(x).exp()
    return powers / (powers.sum(dim=-1, keepdim=True) + 1e-8)


@misconception(
    FORWARD,
    "You subtracted one maximum for the whole tensor: a row far below it underflows to 0 / 0.",
    hint=2,
)
def one_maximum_for_all(self: Any, x: Tensor) -> Any:
    scores = self.fc(x)
    powers = (scores - scores.max()).exp()
    return powers / powers.sum(dim=-1, keepdim=True)


@misconception(
    FORWARD,
    "You normalised over dimension 1: those are the classes of an (n, d_in) batch, but the time "
    "steps of a (batch, time, d_in) one.",
    hint=2,
)
def over_dimension_one(self: Any, x: Tensor) -> Any:
    return torch.softmax(self.fc(x), dim=1)


@misconception(
    FORWARD,
    "You did not say over which dimension to normalise; what torch then guesses depends on the "
    "number of dimensions.",
    hint=1,
)
def dimension_not_given(self: Any, x: Tensor) -> Any:
    return F.softmax(self.fc(x))


@misconception(
    FORWARD,
    "You normalised over the first dimension: the examples of a batch compete, not the classes.",
    hint=1,
)
def over_the_batch(self: Any, x: Tensor) -> Any:
    return torch.softmax(self.fc(x), dim=0)


@misconception(
    FORWARD,
    "You normalised over every element at once: the whole tensor sums to 1, and each vector of it "
    "should.",
    hint=1,
)
def over_everything(self: Any, x: Tensor) -> Any:
    scores = self.fc(x)
    return torch.softmax(scores.flatten(), dim=0).reshape(scores.shape)


@misconception(
    FORWARD,
    "You normalised over the last dimension but one, across vectors; the classes are along the "
    "last.",
    hint=2,
)
def over_the_last_but_one(self: Any, x: Tensor) -> Any:
    return torch.softmax(self.fc(x), dim=-2)


@misconception(
    FORWARD,
    "You returned the scores that the layer gives: real numbers, no probabilities.",
    hint=1,
)
def scores_returned(self: Any, x: Tensor) -> Any:
    return self.fc(x)


@misconception(
    FORWARD,
    "You returned log-probabilities: they are negative, where numbers from 0 to 1 are asked for.",
    hint=3,
)
def log_probabilities(self: Any, x: Tensor) -> Any:
    return torch.log_softmax(self.fc(x), dim=-1)


@misconception(
    FORWARD,
    "You gave each class a probability of its own, as if several could hold together: they do not "
    "sum to 1.",
    hint=1,
)
def sigmoid_for_each(self: Any, x: Tensor) -> Any:
    return torch.sigmoid(self.fc(x))


@misconception(
    FORWARD,
    "You rescaled sigmoids to sum to 1. That is a distribution, but not the one in which "
    "differences of scores are log-odds.",
    hint=1,
)
def sigmoids_rescaled(self: Any, x: Tensor) -> Any:
    shares = torch.sigmoid(self.fc(x))
    return shares / shares.sum(dim=-1, keepdim=True)


@misconception(
    FORWARD,
    "Your results are positive, but nothing makes each vector sum to 1.",
    hint=1,
)
def not_normalised(self: Any, x: Tensor) -> Any:
    return self.fc(x).exp()


@misconception(
    FORWARD,
    "You divided the scores by their sum without making them positive first.",
    hint=1,
)
def scores_rescaled(self: Any, x: Tensor) -> Any:
    scores = self.fc(x)
    return scores / scores.sum(dim=-1, keepdim=True)


@misconception(
    FORWARD,
    "You normalised twice: probabilities taken for scores come out almost equal.",
    hint=1,
)
def normalised_twice(self: Any, x: Tensor) -> Any:
    return torch.softmax(torch.softmax(self.fc(x), dim=-1), dim=-1)


@misconception(
    FORWARD,
    "The sign of the scores is turned round: the class with the highest score gets the lowest "
    "probability.",
    hint=2,
)
def sign_turned(self: Any, x: Tensor) -> Any:
    return torch.softmax(-self.fc(x), dim=-1)


@misconception(
    FORWARD,
    "You made the decision for the best class. The head's answer is how probable each class is, "
    "and a decision has no gradient to learn from.",
    hint=1,
)
def decided(self: Any, x: Tensor) -> Any:
    scores = self.fc(x)
    return F.one_hot(scores.argmax(dim=-1), scores.shape[-1]).to(x.dtype)


@misconception(
    FORWARD,
    "In evaluation mode you made the decision for one class. The probabilities are asked for in "
    "both modes: whoever uses the head decides.",
    hint=1,
)
def decided_in_evaluation(self: Any, x: Tensor) -> Any:
    p = torch.softmax(self.fc(x), dim=-1)
    return p if self.training else F.one_hot(p.argmax(dim=-1), p.shape[-1]).to(p.dtype)


@misconception(
    FORWARD,
    "In evaluation mode you returned the number of the likeliest class. The probabilities are "
    "asked for in both modes: whoever uses the head decides.",
    hint=1,
)
def class_in_evaluation(self: Any, x: Tensor) -> Any:
    scores = self.fc(x)
    return torch.softmax(scores, dim=-1) if self.training else scores.argmax(dim=-1)


@misconception(
    FORWARD,
    "You rectified the scores before normalising: all negative ones count as 0.",
    hint=1,
)
def rectified(self: Any, x: Tensor) -> Any:
    return torch.softmax(F.relu(self.fc(x)), dim=-1)


@misconception(
    FORWARD,
    "You normalised the features before the layer; its output is still no probability.",
    hint=1,
)
def features_normalised(self: Any, x: Tensor) -> Any:
    return self.fc(torch.softmax(x, dim=-1))


@misconception(FORWARD, "The layer's bias is lost: at x = 0 all classes come out equal.", hint=3)
def bias_lost(self: Any, x: Tensor) -> Any:
    return torch.softmax(x @ self.fc.weight.T, dim=-1)


@misconception(
    FORWARD,
    "You divided the scores by the square root of their number, as attention does; here the scores "
    "are the log-probabilities themselves, up to a constant.",
    hint=2,
)
def scaled_as_attention(self: Any, x: Tensor) -> Any:
    scores = self.fc(x)
    return torch.softmax(scores / scores.shape[-1] ** 0.5, dim=-1)
