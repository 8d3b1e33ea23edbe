"""Wrong answers to heads/categorical that only measure what the grader explains."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


@unseen("CategoricalHead.forward", "log-probabilities, not probabilities")
def log_probs(self, x):
    return F.log_softmax(self.fc(x), dim=-1)


@unseen("CategoricalHead.forward", "dim=1: not the last dimension unless x has two")
def dim_one(self, x):
    return F.softmax(self.fc(x), dim=1)


@unseen("CategoricalHead.forward", "divided by the sum over the whole batch")
def sum_of_everything(self, x):
    logits = self.fc(x)
    e = torch.exp(logits - logits.max(dim=-1, keepdim=True)[0])
    return e / e.sum()


@unseen("CategoricalHead.forward", "a one-hot vector of the best class")
def one_hot(self, x: Tensor) -> Tensor:
    logits = self.fc(x)
    return F.one_hot(logits.argmax(dim=-1), logits.shape[-1]).to(logits.dtype)


@unseen("CategoricalHead.forward", "relu divided by its sum, not softmax")
def relu_share(self, x):
    a = F.relu(self.fc(x)) + 1e-8
    return a / a.sum(dim=-1, keepdim=True)


@unseen("CategoricalHead.forward", "a temperature of sqrt(d) divides the logits")
def attention_scaling(self, x):
    logits = self.fc(x) / x.shape[-1] ** 0.5
    return logits.softmax(-1)


@unseen("CategoricalHead.forward", "computed without gradient")
def eval_mode(self, x):
    with torch.no_grad():
        return self.fc(x).softmax(dim=-1)


@unseen("CategoricalHead.forward", "a tuple of probabilities and classes")
def with_prediction(self, x):
    probs = torch.softmax(self.fc(x), dim=-1)
    return probs, probs.argmax(dim=-1)


@unseen("CategoricalHead.forward", "the bias is left out")
def weight_only(self, x):
    return torch.softmax(torch.einsum("...d,kd->...k", x, self.fc.weight), dim=-1)


@unseen("CategoricalHead.forward", "1e-3 is added to each probability, so they sum to more than 1")
def eps_added(self, x):
    probs = torch.softmax(self.fc(x), dim=-1)
    return probs + 1e-3


@unseen("CategoricalHead.forward", "rounded to three decimals")
def rounded(self, x):
    return torch.softmax(self.fc(x), dim=-1).round(decimals=3)


@unseen("CategoricalHead.forward", "softmax without dim takes dimension 0 or 1, not the last")
def implicit_dim(self, x):
    softmax = nn.Softmax()
    return softmax(self.fc(x))


@unseen("CategoricalHead.forward", "row by row: right for 2-d x only")
def per_row(self, x):
    rows = []
    for row in x:
        z = self.fc(row)
        e = (z - z.max()).exp()
        rows.append(e / e.sum())
    return torch.stack(rows)


@unseen("CategoricalHead.forward", "probabilities below 0.01 become 0")
def sparse(self, x):
    p = torch.softmax(self.fc(x), dim=-1)
    return torch.where(p < 0.01, torch.zeros_like(p), p)


@unseen("CategoricalHead.forward", "sorted in descending order: classes lose their places")
def ranked(self, x):
    p = torch.softmax(self.fc(x), dim=-1)
    return torch.sort(p, dim=-1, descending=True).values


@unseen("CategoricalHead.forward", "the normalizer is detached: a wrong gradient")
def detached_normalizer(self, x):
    z = self.fc(x)
    e = torch.exp(z - z.amax(dim=-1, keepdim=True).detach())
    return e / e.sum(dim=-1, keepdim=True).detach()


@unseen("CategoricalHead.forward", "cumulative probabilities")
def cumulative(self, x):
    return torch.softmax(self.fc(x), dim=-1).cumsum(dim=-1)


@unseen("CategoricalHead.forward", "base 2 in place of e")
def powers_of_two(self, x):
    z = self.fc(x)
    e = 2.0 ** (z - z.max(dim=-1, keepdim=True).values)
    return e / e.sum(dim=-1, keepdim=True)
