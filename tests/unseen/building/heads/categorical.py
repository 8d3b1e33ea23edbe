"""Wrong answers to heads/categorical that may guide what the grader explains."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


def _my_softmax(z):
    e = torch.exp(z - z.max())
    return e / e.sum(dim=-1, keepdim=True)


@unseen("CategoricalHead.forward", "returns the logits")
def logits_only(self, x):
    logits = self.fc(x)
    return logits  # CrossEntropyLoss applies softmax


@unseen("CategoricalHead.forward", "softmax over dimension 0")
def first_dimension(self, x):
    return torch.softmax(self.fc(x), dim=0)


@unseen("CategoricalHead.forward", "exp without the maximum taken off: overflows to nan")
def exp_over_sum(self, x):
    e = self.fc(x).exp()
    return e / e.sum(dim=-1, keepdim=True)


@unseen("CategoricalHead.forward", "a sigmoid for each class: the sum is not 1")
def sigmoid_per_class(self, x: Tensor) -> Tensor:
    return torch.sigmoid(self.fc(x))


@unseen("CategoricalHead.forward", "sigmoids divided by their sum, not softmax")
def normalized_sigmoids(self, x):
    s = torch.sigmoid(self.fc(x))
    return s / s.sum(-1, keepdim=True)


@unseen("CategoricalHead.forward", "the sum has lost its dimension: keepdim is missing")
def sum_without_keepdim(self, x):
    z = self.fc(x)
    e = torch.exp(z - z.max(dim=-1, keepdim=True).values)
    return e / e.sum(dim=-1)


@unseen("CategoricalHead.forward", "the maximum of the whole batch is taken off: 0/0 in low rows")
def overall_max(self, x):
    return _my_softmax(self.fc(x))


@unseen("CategoricalHead.forward", "logits are clamped to [-20, 20]")
def clamped(self, x):
    logits = self.fc(x).clamp(-20, 20)
    return F.softmax(logits, dim=-1)


@unseen("CategoricalHead.forward", "flattens all but the first dimension before the layer")
def flattened(self, x):
    x = x.view(x.size(0), -1)
    return torch.softmax(self.fc(x), dim=1)


@unseen("CategoricalHead.forward", "softmax of the features, before the layer")
def softmax_before_layer(self, x):
    return self.fc(torch.softmax(x, dim=-1))


@unseen("CategoricalHead.forward", "softmax twice")
def twice(self, x):
    softmax = nn.Softmax(dim=-1)
    return softmax(softmax(self.fc(x)))


@unseen("CategoricalHead.forward", "Gumbel noise: a random answer for each call")
def gumbel(self, x):
    return F.gumbel_softmax(self.fc(x), tau=1.0, dim=-1)


@unseen("CategoricalHead.forward", "squeeze drops dimensions of length 1")
def squeezed(self, x):
    return F.softmax(self.fc(x), dim=-1).squeeze()


@unseen("CategoricalHead.forward", "the sign of the logits is turned: softmin")
def negated(self, x):
    return torch.softmax(-self.fc(x), dim=-1)


@unseen("CategoricalHead.forward", "squares in place of exponentials")
def spherical(self, x):
    sq = self.fc(x) ** 2
    return sq / sq.sum(dim=-1, keepdim=True)


@unseen("CategoricalHead.forward", "cast to float32: the dtype of float64 is lost")
def float_input(self, x):
    logits = self.fc(x)
    return torch.softmax(logits, dim=-1, dtype=torch.float32)


@unseen("CategoricalHead.forward", "x is clamped in place")
def clamps_x(self, x):
    x.clamp_(-10, 10)
    return torch.softmax(self.fc(x), dim=-1)


@unseen("CategoricalHead.forward", "a one-hot vector of the best class, with softmax's gradient")
def straight_through(self, x):
    p = torch.softmax(self.fc(x), dim=-1)
    hard = F.one_hot(p.argmax(dim=-1), p.shape[-1]).to(p.dtype)
    return hard + p - p.detach()
