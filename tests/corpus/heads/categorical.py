"""Answers to heads/categorical."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor

from tests.corpus import right, wrong


@right("CategoricalHead.forward")
def one_liner(self, x: Tensor) -> Tensor:
    return torch.softmax(self.fc(x), dim=-1)


@right("CategoricalHead.forward")
def method_call(self, x):
    return self.fc(x).softmax(-1)


@right("CategoricalHead.forward")
def functional(self, x):
    logits = F.linear(x, self.fc.weight, self.fc.bias)
    return F.softmax(logits, dim=logits.dim() - 1)


@right("CategoricalHead.forward")
def as_a_module(self, x):
    return nn.Softmax(dim=-1)(self.fc(x))


@right("CategoricalHead.forward")
def through_logs(self, x):
    return F.log_softmax(self.fc(x), dim=-1).exp()


@right("CategoricalHead.forward")
def with_logsumexp(self, x):
    a = self.fc(x)
    return torch.exp(a - torch.logsumexp(a, dim=-1, keepdim=True))


@right("CategoricalHead.forward")
def by_hand(self, x):
    a = self.fc(x)
    a = a - a.max(dim=-1, keepdim=True).values
    e = a.exp()
    return e / e.sum(dim=-1, keepdim=True)


@right("CategoricalHead.forward")
def by_hand_detached_maximum(self, x):
    a = self.fc(x)
    e = torch.exp(a - a.detach().amax(-1).unsqueeze(-1))
    return e.div(e.sum(-1).unsqueeze(-1))


@right("CategoricalHead.forward")
def pairwise(self, x):
    a = self.fc(x)
    differences = a.unsqueeze(-2) - a.unsqueeze(-1)
    return torch.exp(-torch.logsumexp(differences, dim=-1))


@right("CategoricalHead.forward")
def flatten_and_back(self, x):
    rows = x.reshape(-1, x.shape[-1])
    p = torch.softmax(self.fc(rows), dim=1)
    return p.reshape(*x.shape[:-1], -1)


@right("CategoricalHead.forward")
def class_by_class(self, x):
    scores = [(x * w).sum(-1) + b for w, b in zip(self.fc.weight, self.fc.bias)]
    total = torch.logsumexp(torch.stack(scores), dim=0)
    return torch.stack([torch.exp(s - total) for s in scores], dim=-1)


@right("CategoricalHead.forward")
def by_einsum(self, x):
    a = torch.einsum("...d,kd->...k", x, self.fc.weight) + self.fc.bias
    return torch.special.softmax(a, -1)


@right("CategoricalHead.forward")
def one_form_for_each_mode(self, x):
    a = self.fc(x)
    return a.softmax(-1) if self.training else torch.exp(a - a.logsumexp(-1, keepdim=True))


@right("CategoricalHead")
class CategoricalHead(nn.Module):
    def __init__(self, d_in, n_classes):
        super().__init__()
        self.d_in, self.n_classes = d_in, n_classes
        self.fc = nn.Linear(d_in, n_classes)

    def logits(self, x):
        assert x.shape[-1] == self.d_in, "wrong number of features"
        return self.fc(x)

    def forward(self, x):
        return self.logits(x).softmax(dim=-1)


@wrong("CategoricalHead.forward", named="detached")
def frozen(self, x):
    with torch.no_grad():
        return F.softmax(self.fc(x), dim=-1)


@wrong("CategoricalHead.forward", named="overflows")
def naive(self, x):
    e = math.e ** self.fc(x)
    return e / e.sum(-1, keepdim=True)


@wrong("CategoricalHead.forward", named="eps-in-denominator")
def eps(self, x):
    e = torch.exp(self.fc(x))
    return e / (1e-8 + torch.sum(e, dim=-1).unsqueeze(-1))


@wrong("CategoricalHead.forward", named="one-maximum-for-all")
def global_max(self, x):
    a = self.fc(x)
    e = torch.exp(a - torch.amax(a))
    return e / e.sum(-1).unsqueeze(-1)


@wrong("CategoricalHead.forward", named="over-dimension-one")
def dim_one(self, x):
    return self.fc(x).log_softmax(dim=1).exp()


@wrong("CategoricalHead.forward", named="dimension-not-given")
def implicit(self, x):
    return nn.Softmax()(self.fc(x))


@wrong("CategoricalHead.forward", named="over-the-batch")
def dim_zero(self, x):
    a = self.fc(x)
    return torch.exp(a - a.logsumexp(0, keepdim=True))


@wrong("CategoricalHead.forward", named="over-everything")
def grand_total(self, x):
    a = self.fc(x)
    e = torch.exp(a - a.max())
    return e / e.sum()


@wrong("CategoricalHead.forward", named="over-the-last-but-one")
def last_but_one(self, x):
    return self.fc(x).transpose(-1, -2).softmax(-1).transpose(-1, -2)


@wrong("CategoricalHead.forward", named="scores-returned")
def raw(self, x):
    return x @ self.fc.weight.T + self.fc.bias


@wrong("CategoricalHead.forward", named="log-probabilities")
def log_p(self, x):
    a = self.fc(x)
    return a - a.logsumexp(-1, keepdim=True)


@wrong("CategoricalHead.forward", named="sigmoid-for-each")
def independent(self, x):
    return 1 / (1 + torch.exp(-self.fc(x)))


@wrong("CategoricalHead.forward", named="sigmoids-rescaled")
def normalised_sigmoids(self, x):
    s = self.fc(x).sigmoid()
    return F.normalize(s, p=1, dim=-1)


@wrong("CategoricalHead.forward", named="not-normalized")
def positive(self, x):
    return torch.exp(F.linear(x, self.fc.weight, self.fc.bias))


@wrong("CategoricalHead.forward", named="scores-rescaled")
def linear_share(self, x):
    a = self.fc(x)
    return a.div(a.sum(-1).unsqueeze(-1))


@wrong("CategoricalHead.forward", named="normalized-twice")
def double_softmax(self, x):
    p = nn.Softmax(dim=-1)(self.fc(x))
    return F.softmax(p, dim=-1)


@wrong("CategoricalHead.forward", named="sign-reversed")
def softmin(self, x):
    return F.softmin(self.fc(x), dim=-1)


@wrong("CategoricalHead.forward", named="decided")
def winner_takes_all(self, x):
    a = self.fc(x)
    winner = a.argmax(-1, keepdim=True)
    return torch.zeros_like(a).scatter(-1, winner, 1.0)


@wrong("CategoricalHead.forward", named="decided-in-evaluation")
def one_hot_in_use(self, x):
    p = self.fc(x).softmax(-1)
    if self.training:
        return p
    return torch.zeros_like(p).scatter(-1, p.argmax(-1, keepdim=True), 1.0)


@wrong("CategoricalHead.forward", named="class-in-evaluation")
def label_in_use(self, x):
    p = F.softmax(self.fc(x), dim=-1)
    return p if self.training else torch.max(p, dim=-1).indices


@wrong("CategoricalHead.forward", named="rectified")
def relu_first(self, x):
    return self.fc(x).clamp(min=0).softmax(-1)


@wrong("CategoricalHead.forward", named="features-normalized")
def wrong_order(self, x):
    return self.fc(x.softmax(dim=-1))


@wrong("CategoricalHead.forward", named="bias-lost")
def weight_only(self, x):
    return F.softmax(F.linear(x, self.fc.weight), dim=-1)


@wrong("CategoricalHead.forward", named="scaled-as-attention")
def attention(self, x):
    k = self.fc.out_features
    return F.softmax(self.fc(x) / math.sqrt(k), dim=-1)


@wrong("CategoricalHead.forward")
def overflows_in_single_precision(self, x):
    a = self.fc(x)
    e = torch.exp(a - a.amax(-1, keepdim=True) + 200)
    return e / e.sum(-1, keepdim=True)


@wrong("CategoricalHead.forward")
def base_two(self, x):
    return torch.softmax(self.fc(x) * math.log(2), dim=-1)


@wrong("CategoricalHead.forward")
def squares(self, x):
    s = self.fc(x).square()
    return s / s.sum(-1, keepdim=True)


@wrong("CategoricalHead.forward")
def keeps_the_first_row_only(self, x):
    return torch.softmax(self.fc(x[0]), dim=-1)


@wrong("CategoricalHead.forward")
def batch_flattened(self, x):
    return torch.softmax(self.fc(x.reshape(-1, x.shape[-1])), dim=-1)


@wrong("CategoricalHead.forward")
def adds_a_batch_to_vectors(self, x):
    return torch.softmax(self.fc(torch.atleast_2d(x)), dim=-1)


@wrong("CategoricalHead.forward")
def gumbel(self, x):
    return F.gumbel_softmax(self.fc(x), dim=-1)


@wrong("CategoricalHead.forward")
def classes_first(self, x):
    return torch.softmax(self.fc(x), dim=-1).movedim(-1, 0)


@wrong("CategoricalHead.forward")
def drops_ones(self, x):
    return torch.softmax(self.fc(x), dim=-1).squeeze()


@wrong("CategoricalHead.forward")
def rounds(self, x):
    return torch.softmax(self.fc(x), dim=-1).mul(1e4).round().div(1e4)


@wrong("CategoricalHead.forward")
def always_single(self, x):
    return torch.softmax(self.fc(x), dim=-1, dtype=torch.float32)


@wrong("CategoricalHead.forward")
def weight_detached(self, x):
    return torch.softmax(F.linear(x, self.fc.weight.detach(), self.fc.bias), dim=-1)


@wrong("CategoricalHead.forward")
def added_up_on_the_cpu(self, x):
    a = self.fc(x)
    e = torch.exp(a - a.amax(dim=-1, keepdim=True))
    total = torch.zeros(x.shape[:-1], dtype=x.dtype)
    for k in range(e.shape[-1]):
        total = total + e[..., k]
    return e / total.unsqueeze(-1)


@wrong("CategoricalHead")
class SwappedSizes(nn.Module):
    def __init__(self, d_in, n_classes):
        super().__init__()
        self.fc = nn.Linear(n_classes, d_in)

    def forward(self, x):
        return torch.softmax(self.fc(x), dim=-1)


@wrong("CategoricalHead")
class OneClassLess(nn.Module):
    def __init__(self, d_in, n_classes):
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes - 1)

    def forward(self, x):
        a = self.fc(x)
        return torch.softmax(torch.cat([torch.zeros_like(a[..., :1]), a], -1), dim=-1)


@wrong("CategoricalHead.forward", status="library")
def through_distributions(self, x):
    return torch.distributions.Categorical(logits=self.fc(x), validate_args=False).probs


@wrong("CategoricalHead.forward", status="error")
def last_dimension_misspelt(self, x):
    return torch.softmax(self.fc(x), dims=-1)


@wrong("CategoricalHead.forward", status="error")
def two_dimensions_only(self, x):
    n, d = x.shape
    return torch.softmax(self.fc(x), dim=1)


@wrong("CategoricalHead.forward")
def sigmoid_of_one_class(self, x):
    scores = self.fc(x)
    return scores.sigmoid() if scores.shape[-1] == 1 else scores.softmax(dim=-1)


@right("CategoricalHead.forward")
def computed_again_for_the_gradient(self, x):
    from torch.utils.checkpoint import checkpoint

    return checkpoint(self.fc, x, use_reentrant=False).softmax(dim=-1)


@wrong("CategoricalHead.forward", named="gradient-overflows")
def odds_against_each(self, x):
    z = self.fc(x)
    return torch.exp(z[..., None, :] - z[..., :, None]).sum(dim=-1).reciprocal()
