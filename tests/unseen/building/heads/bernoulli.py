"""Wrong answers to heads/bernoulli that may guide what the grader explains."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tests.unseen import unseen


@unseen("BernoulliHead.forward", "returns the logit: no sigmoid")
def returns_logit(self, x):
    return self.fc(x)


@unseen("BernoulliHead.forward", "softmax over the batch in place of sigmoid")
def softmax_over_batch(self, x):
    logits = self.fc(x)
    return F.softmax(logits, dim=0)


@unseen("BernoulliHead.forward", "the probability of a zero")
def probability_of_zero(self, x):
    return torch.sigmoid(-self.fc(x))


@unseen("BernoulliHead.forward", "exp(z)/(1+exp(z)) overflows to nan for large logits")
def exp_ratio(self, x):
    e = torch.exp(self.fc(x))
    return e / (1 + e)


@unseen("BernoulliHead.forward", "the probability is clamped to [0.01, 0.99]")
def clamped_probability(self, x: Tensor) -> Tensor:
    p = torch.sigmoid(self.fc(x))
    return torch.clamp(p, 0.01, 0.99)  # never be overconfident


@unseen("BernoulliHead.forward", "thresholded at 0.5: a label, not a probability")
def hard_label(self, x):
    p = torch.sigmoid(self.fc(x))
    return (p > 0.5).to(x.dtype)


@unseen("BernoulliHead.forward", "0.5*(1+tanh(z)) lacks the half inside: sigmoid(2z)")
def tanh_form(self, x):
    z = self.fc(x)
    return 0.5 * (1 + torch.tanh(z))


@unseen("BernoulliHead.forward", "relu before sigmoid: never below 0.5")
def relu_first(self, x):
    h = F.relu(self.fc(x))
    return torch.sigmoid(h)


@unseen("BernoulliHead.forward", "a new random layer in each call, not self.fc")
def fresh_layer(self, x):
    layer = nn.Linear(x.shape[1], 1).to(x)
    return torch.sigmoid(layer(x))


@unseen("BernoulliHead.forward", "the weight is not transposed: raises unless d_in is 1")
def not_transposed(self, x):
    logit = x @ self.fc.weight + self.fc.bias
    return torch.sigmoid(logit)


@unseen("BernoulliHead.forward", "returns a tuple of probability and logit")
def tuple_result(self, x):
    logit = self.fc(x)
    return torch.sigmoid(logit), logit


@unseen("BernoulliHead.forward", "two columns (1-p, p): shape (n, 2)")
def two_columns(self, x):
    p = torch.sigmoid(self.fc(x))
    return torch.cat([1 - p, p], dim=1)


@unseen("BernoulliHead.forward", "the logits are averaged over the batch: one row")
def batch_average(self, x):
    logit = self.fc(x).mean(dim=0, keepdim=True)
    return torch.sigmoid(logit)


@unseen("BernoulliHead.forward", "the probit link (normal CDF), not the logistic one")
def probit(self, x):
    z = self.fc(x)
    return 0.5 * (1 + torch.erf(z / math.sqrt(2)))


@unseen("BernoulliHead.forward", "the logit is divided by sqrt(d_in)")
def scaled_logit(self, x):
    logit = self.fc(x) / math.sqrt(x.shape[-1])
    return logit.sigmoid()


@unseen("BernoulliHead.forward", "the parameters are detached: only x gets a gradient")
def frozen_layer(self, x):
    logit = F.linear(x, self.fc.weight.detach(), self.fc.bias.detach())
    return torch.sigmoid(logit)


@unseen("BernoulliHead.forward", "x is normalized in place")
def normalizes_input(self, x):
    x.div_(x.norm(dim=1, keepdim=True).clamp(min=1e-12))
    return torch.sigmoid(self.fc(x))


@unseen("BernoulliHead", "a layer of its own follows fc")
class TwoLayers(nn.Module):
    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)
        self.out = nn.Linear(1, 1)

    def forward(self, x: Tensor) -> Tensor:
        return torch.sigmoid(self.out(self.fc(x)))
