"""Wrong answers to heads/bernoulli that only measure what the grader explains."""

import torch
from torch import Tensor, nn

from tests.unseen import unseen


@unseen("BernoulliHead.forward", "returns the logit, no sigmoid")
def raw_logit(self, x):
    return self.fc(x)


@unseen("BernoulliHead.forward", "the last dimension is squeezed away")
def squeezed(self, x):
    z = self.fc(x)
    p = torch.sigmoid(z)
    return p.squeeze(-1)


@unseen("BernoulliHead.forward", "a softmax over one single unit is always 1")
def softmax_of_one(self, x):
    logits = self.fc(x)
    return torch.softmax(logits, dim=-1)


@unseen("BernoulliHead.forward", "exp(z)/(1+exp(z)) overflows to nan")
def exp_ratio(self, x):
    e = torch.exp(self.fc(x))
    return e / (1 + e)


@unseen("BernoulliHead.forward", "the probability of y=0")
def prob_of_zero(self, x):
    z = self.fc(x)
    return 1 - torch.sigmoid(z)


@unseen("BernoulliHead.forward", "a draw from the distribution instead of its probability")
def sample(self, x):
    probs = torch.sigmoid(self.fc(x))
    # the head models y ~ Bernoulli(p)
    y = torch.bernoulli(probs)
    return y


@unseen("BernoulliHead.forward", "tanh of the whole instead of half the logit: sigmoid(2z)")
def tanh_rescaled(self, x):
    return 0.5 * (torch.tanh(self.fc(x)) + 1)


@unseen("BernoulliHead.forward", "a relu before the sigmoid keeps p at 0.5 or more")
def relu_first(self, x):
    h = self.fc(x)
    h = torch.relu(h)
    return torch.sigmoid(h)


@unseen("BernoulliHead.forward", "applies softmax to the single output, which is 1 for every row")
def second_1(self, x: Tensor) -> Tensor:
    return torch.softmax(self.fc(x), dim=-1)


@unseen("BernoulliHead.forward", "clamps the probability to [1e-4, 1 - 1e-4]")
def second_2(self, x: Tensor) -> Tensor:
    p = torch.sigmoid(self.fc(x))
    return torch.clamp(p, 1e-4, 1 - 1e-4)


@unseen("BernoulliHead.forward", "uses the piecewise linear hard sigmoid")
def second_3(self, x: Tensor) -> Tensor:
    return nn.functional.hardsigmoid(self.fc(x))


@unseen(
    "BernoulliHead.forward",
    "rescales tanh of the logit instead of tanh of half the logit, so the log-odds are doubled",
)
def second_4(self, x: Tensor) -> Tensor:
    return (torch.tanh(self.fc(x)) + 1) / 2
