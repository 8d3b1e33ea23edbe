"""Wrong answers to nll/bernoulli that may guide what the grader explains."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


@unseen("bernoulli_nll", "the logs have no floor: infinite or nan at a p of 0 or 1")
def textbook(p, y):
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


@unseen("bernoulli_nll", "1e-8 in the log in place of the floor: 18.4 where 100 is due")
def log_plus_eps(p, y):
    eps = 1e-8
    loss = y * torch.log(p + eps) + (1 - y) * torch.log(1 - p + eps)
    return -torch.mean(loss)


@unseen("bernoulli_nll", "the sum instead of the mean")
def summed(p, y):
    log_p = p.log().clamp(min=-100)
    log_q = (1 - p).log().clamp(min=-100)
    return -(y * log_p + (1 - y) * log_q).sum()


@unseen("bernoulli_nll", "arguments in the order (y, p), not (p, y)")
def sklearn_order(y_true, y_pred):
    log_p = torch.clamp(torch.log(y_pred), min=-100)
    log_not_p = torch.clamp(torch.log(1 - y_pred), min=-100)
    return -torch.mean(y_true * log_p + (1 - y_true) * log_not_p)


@unseen("bernoulli_nll", "the (1-y)*log(1-p) term is missing")
def only_ones(p: Tensor, y: Tensor) -> Tensor:
    # cross-entropy: -sum y log p
    return (-y * torch.log(p).clamp(min=-100)).mean()


@unseen("bernoulli_nll", "soft targets are rounded to 0 or 1")
def rounded_targets(p, y):
    y = torch.round(y)
    log_p = torch.maximum(torch.log(p), torch.full_like(p, -100.0))
    log_q = torch.maximum(torch.log(1 - p), torch.full_like(p, -100.0))
    return -(y * log_p + (1 - y) * log_q).mean()


@unseen("bernoulli_nll", "nan_to_num in place of the floor: 3e38 where 100 is due")
def nan_to_num(p, y):
    nll = -(y * p.log() + (1 - y) * (1 - p).log())
    return torch.nan_to_num(nll).mean()


@unseen("bernoulli_nll", "logs of base 2: bits, not nats")
def in_bits(p, y):
    lp = torch.log2(p).clamp(min=-100)
    lq = torch.log2(1 - p).clamp(min=-100)
    return -(y * lp + (1 - y) * lq).mean()


@unseen("bernoulli_nll", "a library call: F.binary_cross_entropy")
def library_bce(p, y):
    return F.binary_cross_entropy(p, y, reduction="mean")


@unseen("bernoulli_nll", "p is clamped in place, and at 1e-12 rather than floored logs at -100")
def clamp_in_place(p, y):
    p.clamp_(1e-12, 1 - 1e-12)
    return -(y * p.log() + (1 - y) * (1 - p).log()).mean()


@unseen("bernoulli_nll", "squared error of the probabilities (Brier score), not the NLL")
def brier(p, y):
    """Mean negative log-likelihood, up to constants."""
    return ((p - y) ** 2).mean()


@unseen("bernoulli_nll", "the log-probability is multiplied by the other one's share: y is flipped")
def flipped(p, y):
    log_p = p.log().clamp(min=-100)
    log_q = torch.log1p(-p).clamp(min=-100)
    per_element = (1 - y) * log_p + y * log_q
    return -per_element.mean()


@unseen("bernoulli_nll_with_logits", "through sigmoid and its log: saturates at 100, gradient 0")
def reuse(logits, y):
    p = torch.sigmoid(logits)
    log_p = torch.log(p).clamp(min=-100)
    log_q = torch.log(1 - p).clamp(min=-100)
    return -(y * log_p + (1 - y) * log_q).mean()


@unseen("bernoulli_nll_with_logits", "log(1 + exp(logit)) overflows for large logits")
def naive_softplus(logits, y):
    return (torch.log(1 + torch.exp(logits)) - y * logits).mean()


@unseen("bernoulli_nll_with_logits", "exp(-logit) without abs: wrong and overflowing below 0")
def forgot_abs(logits, y):
    loss = torch.clamp(logits, min=0) - logits * y + torch.log1p(torch.exp(-logits))
    return loss.mean()


@unseen("bernoulli_nll_with_logits", "right for y of 0 and 1 only, not for soft targets")
def signed_margin(logits, y):
    # y in {0, 1} -> {-1, +1}
    sign = 2 * y - 1
    return F.softplus(-sign * logits).mean()


@unseen("bernoulli_nll_with_logits", "cast to float32: the result of float64 input is float32")
def float_logits(logits, y):
    logits = logits.to(torch.float32)
    y = y.to(torch.float32)
    return -(y * F.logsigmoid(logits) + (1 - y) * F.logsigmoid(-logits)).mean()


@unseen("bernoulli_nll_with_logits", "sigmoid is applied before logsigmoid, so twice")
def sigmoid_twice(logits, y):
    p = torch.sigmoid(logits)
    return -(y * F.logsigmoid(p) + (1 - y) * F.logsigmoid(-p)).mean()


@unseen("bernoulli_nll_with_logits", "soft targets are truncated to integers")
def integer_targets(logits, y):
    y = y.long()
    return (F.softplus(logits) - y * logits).mean()


@unseen("bernoulli_nll_with_logits", "the mean over the first dimension alone: not 0-d")
def batch_mean(logits, y):
    nll = F.softplus(logits) - y * logits
    return torch.mean(nll, 0)


@unseen("bernoulli_nll_with_logits", "a loop over scalars: returns a Python float, no gradient")
def loop(logits, y):
    total = 0.0
    for z, t in zip(logits.flatten().tolist(), y.flatten().tolist(), strict=True):
        total += max(z, 0) - z * t + math.log1p(math.exp(-abs(z)))
    return total / logits.numel()
