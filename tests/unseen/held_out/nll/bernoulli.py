"""Wrong answers to nll/bernoulli that only measure what the grader explains."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


@unseen("bernoulli_nll", "p is clamped to [1e-7, 1-1e-7]: 16 where the floor says 100")
def keras_clip(p, y):
    p = torch.clamp(p, 1e-7, 1 - 1e-7)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


@unseen("bernoulli_nll", "the logs are floored at -10, not -100")
def floor_ten(p, y):
    log_p = torch.log(p).clamp(min=-10)
    log_q = torch.log(1 - p).clamp(min=-10)
    return -(y * log_p + (1 - y) * log_q).mean()


@unseen("bernoulli_nll", "the minus is missing")
def positive_sign(p, y):
    log_p = torch.log(p).clamp(min=-100.0)
    log_q = torch.log1p(-p).clamp(min=-100.0)
    return torch.mean(y * log_p + (1 - y) * log_q)


@unseen("bernoulli_nll", "the two terms are subtracted instead of added")
def difference(p, y):
    lp, lq = p.log().clamp(min=-100), (1 - p).log().clamp(min=-100)
    return -torch.mean(y * lp - (1 - y) * lq)


@unseen("bernoulli_nll", "any target other than 1 is taken for 0: soft targets are wrong")
def select_by_label(p, y):
    prob_of_observed = torch.where(y == 1, p, 1 - p)
    return -prob_of_observed.log().clamp(min=-100).mean()


@unseen("bernoulli_nll", "the floor is on the sum of both terms, after 0*inf has become nan")
def floor_too_late(p, y):
    log_lik = y * torch.log(p) + (1 - y) * torch.log(1 - p)
    return -log_lik.clamp(min=-100).mean()


@unseen("bernoulli_nll", "xlogy has no floor: infinite for a confident mistake")
def with_xlogy(p, y):
    return -(torch.xlogy(y, p) + torch.xlogy(1 - y, 1 - p)).mean()


@unseen("bernoulli_nll", "clamp's bound is a maximum of 100, so there is no floor")
def max_for_min(p, y):
    log_p = torch.log(p).clamp(max=100)
    log_1mp = torch.log(1 - p).clamp(max=100)
    loss = -(y * log_p + (1 - y) * log_1mp)
    return loss.mean()


@unseen("bernoulli_nll", "p is taken for a logit: sigmoid is applied to it")
def treats_p_as_logit(p: Tensor, y: Tensor) -> Tensor:
    prob = torch.sigmoid(p)
    log_p = torch.log(prob).clamp(min=-100)
    log_q = torch.log(1 - prob).clamp(min=-100)
    return -(y * log_p + (1 - y) * log_q).mean()


@unseen("bernoulli_nll", "summed over the last dimension before the mean")
def vae_reduction(p, y):
    bce = -(y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100))
    return bce.sum(-1).mean()


@unseen("bernoulli_nll", "Python floats: no gradient, and raises beyond one dimension")
def scalar_loop(p, y):
    losses = []
    for p_i, y_i in zip(p, y, strict=True):
        pi = float(p_i)
        lp = max(math.log(pi), -100) if pi > 0 else -100
        lq = max(math.log(1 - pi), -100) if pi < 1 else -100
        losses.append(-(float(y_i) * lp + (1 - float(y_i)) * lq))
    return torch.tensor(sum(losses) / len(losses), dtype=p.dtype)


@unseen("bernoulli_nll", "ones and zeros are averaged apart, and soft targets are dropped")
def class_balanced(p, y):
    pos = -p[y == 1].log().clamp(min=-100)
    neg = -(1 - p)[y == 0].log().clamp(min=-100)
    return pos.mean() + neg.mean()


@unseen("bernoulli_nll_with_logits", "the logs of sigmoid, unguarded: infinite or nan far out")
def log_of_sigmoid(logits, y):
    probs = logits.sigmoid()
    return -(y * probs.log() + (1 - y) * (1 - probs).log()).mean()


@unseen("bernoulli_nll_with_logits", "y*logit is added instead of subtracted")
def wrong_sign_of_product(logits, y):
    return (
        torch.clamp(logits, min=0) + logits * y + torch.log1p(torch.exp(-torch.abs(logits)))
    ).mean()


@unseen("bernoulli_nll_with_logits", "softplus(-logit) is paired with -(1-y)*logit: wrong sign")
def other_softplus(logits, y):
    per_element = F.softplus(-logits) - (1 - y) * logits
    return per_element.mean()


@unseen("bernoulli_nll_with_logits", "logits are clamped to 30")
def clamped_logits(logits, y):
    z = logits.clamp(-30, 30)  # avoid overflow in exp
    return (torch.log1p(torch.exp(z)) - y * z).mean()


@unseen("bernoulli_nll_with_logits", "a library call: F.binary_cross_entropy_with_logits")
def library_logits(logits, y):
    return F.binary_cross_entropy_with_logits(logits, y)


@unseen("bernoulli_nll_with_logits", "the sum instead of the mean")
def total(logits, y):
    log_p = F.logsigmoid(logits)
    log_q = log_p - logits
    return -torch.sum(y * log_p + (1 - y) * log_q)


@unseen("bernoulli_nll_with_logits", "1e-8 in the log of sigmoid: saturates at 18.4")
def sigmoid_eps(logits, y, eps=1e-8):
    p = 1 / (1 + torch.exp(-logits))
    return -(y * torch.log(p + eps) + (1 - y) * torch.log(1 - p + eps)).mean()


@unseen("bernoulli_nll_with_logits", "the term of the zeros is missing")
def only_positive_class(logits, y):
    return torch.mean(-y * F.logsigmoid(logits))


@unseen("bernoulli_nll_with_logits", "y is detached: no gradient reaches it")
def detached_targets(logits, y):
    y = y.detach()
    return (logits.relu() - logits * y + (-logits.abs()).exp().log1p()).mean()
