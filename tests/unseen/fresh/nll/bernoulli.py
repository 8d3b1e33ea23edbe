"""Wrong answers to nll/bernoulli that only measure what the grader explains."""

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


@unseen("bernoulli_nll", "an epsilon inside the log instead of the floor of -100")
def eps_in_log(p, y):
    eps = 1e-7
    return -(y * torch.log(p + eps) + (1 - y) * torch.log(1 - p + eps)).mean()


@unseen("bernoulli_nll", "soft targets are treated as 0")
def hard_branch(p, y):
    log_p = torch.clamp(torch.log(p), min=-100.0)
    log_q = torch.clamp(torch.log(1 - p), min=-100.0)
    # p if it happened, 1 - p if it did not
    return -torch.where(y == 1, log_p, log_q).mean()


@unseen("bernoulli_nll", "the floor comes after the product, so 0 * log(0) is nan")
def late_floor(p, y):
    pos = y * torch.log(p)
    neg = (1 - y) * torch.log(1 - p)
    pos = torch.clamp(pos, min=-100)
    neg = torch.clamp(neg, min=-100)
    return -(pos + neg).mean()


@unseen("bernoulli_nll", "p and 1-p are swapped")
def swapped(p, y):
    log_p, log_not_p = p.log().clamp(min=-100), (1 - p).log().clamp(min=-100)
    ll = (1 - y) * log_p + y * log_not_p
    return -ll.mean()


@unseen("bernoulli_nll_with_logits", "goes through sigmoid and log, saturates for large logits")
def through_sigmoid(logits, y):
    p = torch.sigmoid(logits)
    log_p = torch.clamp(torch.log(p), min=-100)
    log_1p = torch.clamp(torch.log(1 - p), min=-100)
    return -(y * log_p + (1 - y) * log_1p).mean()


@unseen("bernoulli_nll_with_logits", "exp of a large positive logit overflows")
def naive_softplus(logits, y):
    # -log p(y) = log(1 + e^z) - y z
    return (torch.log1p(torch.exp(logits)) - y * logits).mean()


@unseen("bernoulli_nll_with_logits", "the abs in exp(-abs(logit)) is forgotten")
def no_abs(logits, y):
    relu_part = torch.clamp(logits, min=0)
    cross = logits * y
    tail = torch.log1p(torch.exp(-logits))
    loss = relu_part - cross + tail
    return loss.mean()


@unseen("bernoulli_nll_with_logits", "the (1-y) term is missing")
def only_positive(logits, y):
    log_p = F.logsigmoid(logits)
    return torch.mean(-y * log_p)


@unseen(
    "bernoulli_nll",
    "adds 1e-8 inside the logarithms instead of flooring them at -100, so a confident mistake costs 18 and not 100",
)
def second_1(p: Tensor, y: Tensor) -> Tensor:
    log_p = torch.log(p + 1e-8)
    log_q = torch.log(1 - p + 1e-8)
    return -(y * log_p + (1 - y) * log_q).mean()


@unseen("bernoulli_nll", "picks one of the two logs by y > 0.5, which ignores soft targets")
def second_2(p: Tensor, y: Tensor) -> Tensor:
    log_p = torch.log(p).clamp(min=-100)
    log_q = torch.log1p(-p).clamp(min=-100)
    return -torch.where(y > 0.5, log_p, log_q).mean()


@unseen(
    "bernoulli_nll_with_logits",
    "uses exp(-logits) without the absolute value, which overflows for very negative logits and then counts the negative part twice",
)
def second_3(logits: Tensor, y: Tensor) -> Tensor:
    return (logits.clamp(min=0) - logits * y + torch.log1p(torch.exp(-logits))).mean()


@unseen("bernoulli_nll_with_logits", "floors the log-probabilities at -100 here too")
def second_4(logits: Tensor, y: Tensor) -> Tensor:
    log_p = F.logsigmoid(logits).clamp(min=-100)
    log_q = F.logsigmoid(-logits).clamp(min=-100)
    return -(y * log_p + (1 - y) * log_q).mean()
