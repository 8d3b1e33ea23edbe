"""Wrong answers to heads/bernoulli that only measure what the grader explains."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tests.unseen import unseen


@unseen("BernoulliHead.forward", "softmax over the single column: always 1")
def softmax_of_one(self, x):
    return torch.softmax(self.fc(x), dim=1)


@unseen("BernoulliHead.forward", "squeezed to shape (n,)")
def squeezed(self, x):
    logit = self.fc(x)
    return torch.sigmoid(logit).squeeze(-1)


@unseen("BernoulliHead.forward", "1/(1+exp(-z)): the gradient is nan for very negative logits")
def textbook_sigmoid(self, x):
    z = self.fc(x)
    return 1 / (1 + torch.exp(-z))


@unseen("BernoulliHead.forward", "the logit is clamped to [-10, 10]")
def clamped_logit(self, x):
    logit = torch.clamp(self.fc(x), min=-10.0, max=10.0)
    return torch.sigmoid(logit)


@unseen("BernoulliHead.forward", "tanh in place of sigmoid: values from -1 to 1")
def tanh_output(self, x):
    return torch.tanh(self.fc(x))


@unseen("BernoulliHead.forward", "sigmoid twice")
def sigmoid_twice(self, x: Tensor) -> Tensor:
    p = F.sigmoid(self.fc(x))
    return F.sigmoid(p)


@unseen("BernoulliHead.forward", "computed without gradient")
def inference_only(self, x):
    with torch.inference_mode():
        return torch.sigmoid(self.fc(x))


@unseen("BernoulliHead.forward", "the bias is left out")
def no_bias(self, x):
    logit = x.matmul(self.fc.weight.t())
    return torch.sigmoid(logit)


@unseen("BernoulliHead.forward", "the log-probability, not the probability")
def log_probability(self, x):
    return F.logsigmoid(self.fc(x))


@unseen("BernoulliHead.forward", "returns a distribution object, not a tensor")
def distribution(self, x):
    return torch.distributions.Bernoulli(logits=self.fc(x))


@unseen("BernoulliHead.forward", "a linear probability: the logit clamped to [0, 1]")
def linear_probability(self, x):
    return self.fc(x).clamp(0, 1)


@unseen("BernoulliHead.forward", "x is standardized over the batch: nan for one row")
def standardized(self, x):
    x = (x - x.mean(dim=0)) / x.std(dim=0)
    return torch.sigmoid(self.fc(x))


@unseen("BernoulliHead.forward", "the piecewise linear hardsigmoid in place of sigmoid")
def hard(self, x):
    return F.hardsigmoid(self.fc(x))


@unseen("BernoulliHead.forward", "sigmoid on the features, before the layer, not after")
def wrong_order(self, x):
    h = torch.sigmoid(x)
    return self.fc(h)


@unseen("BernoulliHead.forward", "a random draw of 0 or 1, not the probability")
def sampled(self, x):
    p = torch.sigmoid(self.fc(x))
    return torch.bernoulli(p)


@unseen("BernoulliHead.forward", "the weight is detached: it gets no gradient")
def detached_weight(self, x):
    w = self.fc.weight.detach()
    return torch.sigmoid(x @ w.T + self.fc.bias)


@unseen("BernoulliHead", "the layer has no bias")
class WithoutBias(nn.Module):
    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return torch.sigmoid(self.fc(x))


@unseen("BernoulliHead.forward", "rounded to two decimals, which also ends the gradient")
def two_decimals(self, x):
    p = torch.sigmoid(self.fc(x))
    return torch.round(p * 100) / 100
