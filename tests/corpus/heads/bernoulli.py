"""Answers to heads/bernoulli."""

import math

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor

from tests.corpus import right, wrong


@right("BernoulliHead.forward")
def one_liner(self, x: Tensor) -> Tensor:
    return torch.sigmoid(self.fc(x))


@right("BernoulliHead.forward")
def method_call(self, x):
    z = self.fc(x)
    return z.sigmoid()


@right("BernoulliHead.forward")
def functional(self, features):
    return F.sigmoid(F.linear(features, self.fc.weight, self.fc.bias))


@right("BernoulliHead.forward")
def as_a_module(self, x):
    squash = nn.Sigmoid()
    return squash(self.fc(x))


@wrong("BernoulliHead.forward", named="gradient-overflows")
def textbook(self, x):
    a = x @ self.fc.weight.t() + self.fc.bias
    return 1 / (1 + torch.exp(-a))


@right("BernoulliHead.forward")
def two_branches(self, x):
    a = self.fc(x)
    e = torch.exp(-a.abs())
    return torch.where(a >= 0, 1 / (1 + e), e / (1 + e))


@right("BernoulliHead.forward")
def through_the_log(self, x):
    return F.logsigmoid(self.fc(x)).exp()


@right("BernoulliHead.forward")
def through_softplus(self, x):
    return torch.exp(-F.softplus(-self.fc(x)))


@right("BernoulliHead.forward")
def half_angle(self, x):
    return 0.5 * (1.0 + torch.tanh(self.fc(x) / 2.0))


@right("BernoulliHead.forward")
def two_class_softmax(self, x):
    a = self.fc(x)
    both = torch.cat([torch.zeros_like(a), a], dim=1)
    return torch.softmax(both, dim=1)[:, 1:]


@right("BernoulliHead.forward")
def row_by_row(self, x):
    if x.ndim != 2:
        raise ValueError("x must be (n, d_in)")
    rows = [torch.special.expit(self.fc(row)) for row in x]
    return torch.stack(rows)


@right("BernoulliHead.forward")
def by_einsum(self, x):
    z = torch.einsum("nd,od->no", x, self.fc.weight)
    z = z + self.fc.bias
    z.sigmoid_()
    return z


@right("BernoulliHead.forward")
def through_logaddexp(self, x):
    z = self.fc(x)
    return torch.exp(-torch.logaddexp(torch.zeros_like(z), -z))


@right("BernoulliHead.forward")
def one_form_for_each_mode(self, x):
    z = self.fc(x)
    return torch.sigmoid(z) if self.training else 1 / (1 + torch.exp(-z))


@right("BernoulliHead")
class BernoulliHead(nn.Module):
    def __init__(self, d_in: int):
        super(BernoulliHead, self).__init__()
        self.fc = nn.Linear(d_in, 1)

    def logits(self, x):
        return self.fc(x)

    def forward(self, x):
        return torch.sigmoid(self.logits(x))


@wrong("BernoulliHead.forward", named="squeezed")
def flat(self, x):
    p = F.sigmoid(self.fc(x))
    return p[:, 0]


@wrong("BernoulliHead.forward", named="detached")
def without_grad(self, x):
    with torch.no_grad():
        z = self.fc(x)
    return 1 / (1 + torch.exp(-z))


@wrong("BernoulliHead.forward", named="overflows")
def exp_over_exp(self, x):
    z = F.linear(x, self.fc.weight, self.fc.bias)
    return torch.exp(z) / (torch.exp(z) + 1.0)


@wrong("BernoulliHead.forward", named="kept-from-the-ends")
def safe(self, x):
    eps = 1e-6
    p = self.fc(x).sigmoid()
    return torch.clip(p, min=eps, max=1 - eps)


@wrong("BernoulliHead.forward", named="logit-returned")
def raw(self, x):
    return x.matmul(self.fc.weight.T).add(self.fc.bias)


@wrong("BernoulliHead.forward", named="squashed-twice")
def twice(self, x):
    p = nn.Sigmoid()(self.fc(x))
    return p.sigmoid()


@wrong("BernoulliHead.forward", named="probability-of-zero")
def other_class(self, x):
    return 1 - torch.sigmoid(self.fc(x))


@wrong("BernoulliHead.forward", named="probability-of-zero")
def sign_lost_in_the_exponent(self, x):
    return 1 / (1 + self.fc(x).exp())


@wrong("BernoulliHead.forward", named="log-probability")
def log_p(self, x):
    return -F.softplus(-self.fc(x))


@wrong("BernoulliHead.forward", named="odds-returned")
def odds(self, x):
    return math.e ** self.fc(x)


@wrong("BernoulliHead.forward", named="decided")
def predicted_class(self, x):
    p = torch.sigmoid(self.fc(x))
    return torch.where(p > 0.5, torch.ones_like(p), torch.zeros_like(p))


@wrong("BernoulliHead.forward", named="decided-in-evaluation")
def rounds_in_use(self, x):
    p = self.fc(x).sigmoid()
    if not self.training:
        return torch.round(p)
    return p


@wrong("BernoulliHead.forward", named="softmax-of-one")
def softmax_last(self, x):
    return F.softmax(self.fc(x), dim=1)


@wrong("BernoulliHead.forward", named="softmax-over-batch")
def softmax_first(self, x):
    z = self.fc(x)
    e = (z - z.max()).exp()
    return e / e.sum()


@wrong("BernoulliHead.forward", named="tanh-instead")
def tanh(self, x):
    return self.fc(x).tanh()


@wrong("BernoulliHead.forward", named="twice-as-steep")
def shifted_tanh(self, x):
    return torch.tanh(self.fc(x)) * 0.5 + 0.5


@wrong("BernoulliHead.forward", named="cut-off")
def linear_probability(self, x):
    return torch.clip(F.linear(x, self.fc.weight, self.fc.bias), 0.0, 1.0)


@wrong("BernoulliHead.forward", named="probit")
def normal_cdf(self, x):
    return 0.5 * (1 + torch.erf(self.fc(x) / math.sqrt(2)))


@wrong("BernoulliHead.forward", named="features-squashed")
def wrong_order(self, x):
    squashed = 1 / (1 + torch.exp(-x))
    return self.fc(squashed)


@wrong("BernoulliHead.forward", named="bias-lost")
def weight_only(self, x):
    return torch.sigmoid((x * self.fc.weight).sum(dim=1, keepdim=True))


@wrong("BernoulliHead.forward", named="rectified")
def hidden_relu(self, x):
    return torch.sigmoid(self.fc(x).clamp(min=0))


@wrong("BernoulliHead.forward")
def overflows_in_single_precision(self, x):
    odds = torch.exp(self.fc(x).clamp(-500, 500))
    return odds / (1 + odds)


@wrong("BernoulliHead.forward")
def softplus_cut_short(self, x):
    return torch.exp(-F.softplus(-self.fc(x), threshold=5))


@wrong("BernoulliHead.forward")
def hard_sigmoid(self, x):
    return F.hardsigmoid(self.fc(x))


@wrong("BernoulliHead.forward")
def batch_mean(self, x):
    return torch.sigmoid(self.fc(x)).mean(dim=0, keepdim=True).expand(len(x), 1)


@wrong("BernoulliHead.forward")
def single_precision(self, x):
    return torch.sigmoid(self.fc(x)).float()


@wrong("BernoulliHead.forward")
def python_list(self, x):
    return [torch.sigmoid(v) for v in self.fc(x)]


@wrong("BernoulliHead.forward")
def on_the_cpu(self, x):
    p = torch.empty(x.shape[0], 1, dtype=x.dtype)
    for i in range(x.shape[0]):
        p[i] = torch.sigmoid(self.fc(x[i]))
    return p


@wrong("BernoulliHead.forward")
def clips_the_logit(self, x):
    return torch.sigmoid(self.fc(x).clamp(-10, 10))


@wrong("BernoulliHead.forward")
def spoils_its_input(self, x):
    x -= x.mean()
    x += x.mean()
    return torch.sigmoid(self.fc(x))


@wrong("BernoulliHead.forward")
def weight_detached(self, x):
    return torch.sigmoid(F.linear(x, self.fc.weight.data, self.fc.bias))


@wrong("BernoulliHead.forward")
def only_the_first_row(self, x):
    return torch.sigmoid(self.fc(x[:1]))


@wrong("BernoulliHead")
class RenamedLayer(nn.Module):
    def __init__(self, d_in):
        super().__init__()
        self.linear = nn.Linear(d_in, 1)

    def forward(self, x):
        return torch.sigmoid(self.linear(x))


@wrong("BernoulliHead")
class HiddenLayer(nn.Module):
    def __init__(self, d_in):
        super().__init__()
        self.hidden = nn.Linear(d_in, d_in)
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x):
        return torch.sigmoid(self.fc(torch.relu(self.hidden(x))))


@wrong("BernoulliHead")
class TwoColumns(nn.Module):
    def __init__(self, d_in):
        super().__init__()
        self.fc = nn.Linear(d_in, 2)

    def forward(self, x):
        return torch.softmax(self.fc(x), dim=-1)[:, 1:]


@wrong("BernoulliHead.forward", status="library")
def through_distributions(self, x):
    return torch.distributions.Bernoulli(logits=self.fc(x), validate_args=False).probs


@wrong("BernoulliHead.forward", named="detached")
def through_numpy(self, x):
    return torch.from_numpy(1 / (1 + np.exp(-self.fc(x).detach().numpy())))


@wrong("BernoulliHead.forward", status="error")
def unknown_layer(self, x):
    return torch.sigmoid(self.layer(x))


@wrong("BernoulliHead.forward", named="kept-from-the-ends")
def a_thousandth_from_the_ends(self, x):
    p = torch.sigmoid(self.fc(x))
    return torch.clamp(p, 0.001, 0.999)


@wrong("BernoulliHead.forward", named="gradient-overflows")
def reciprocal(self, x):
    return torch.exp(-self.fc(x)).add(1).reciprocal()


@wrong("BernoulliHead.forward", named="other-branch-overflows")
def where_overflows(self, x):
    z = self.fc(x)
    odds = torch.exp(z)
    return torch.where(z < 0, odds / (odds + 1), 1 / (torch.exp(-z) + 1))


@wrong("BernoulliHead.forward")
def without_a_gradient_in_evaluation(self, x):
    with torch.set_grad_enabled(self.training):
        return torch.sigmoid(self.fc(x))
