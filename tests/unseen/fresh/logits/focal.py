"""Wrong answers to logits/focal that only measure what the grader explains."""

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


@unseen("focal_loss", "alpha weighs both classes alike")
def one_alpha(logits, y, alpha, gamma):
    ce = F.softplus(logits) - y * logits
    p_t = torch.exp(-ce)
    return (alpha * (1 - p_t) ** gamma * ce).mean()


@unseen("focal_loss", "the factor (1-p_t)^gamma is detached")
def fixed_weight(logits, y, alpha, gamma):
    log_pt = torch.where(y == 1, F.logsigmoid(logits), F.logsigmoid(-logits))
    with torch.no_grad():
        w = (1 - log_pt.exp()) ** gamma
    alpha_t = alpha * y + (1 - alpha) * (1 - y)
    return -(alpha_t * w * log_pt).mean()


@unseen("focal_loss", "log of a sigmoid that underflows")
def log_sigmoid(logits, y, alpha, gamma):
    p = torch.sigmoid(logits)
    p_t = p * y + (1 - p) * (1 - y)
    alpha_t = alpha * y + (1 - alpha) * (1 - y)
    loss = -alpha_t * (1 - p_t).pow(gamma) * torch.log(p_t)
    return loss.mean()


@unseen("focal_loss", "p_t^gamma instead of (1-p_t)^gamma: easy examples weigh more")
def easy_first(logits, y, alpha, gamma):
    sign = 2 * y - 1
    log_pt = F.logsigmoid(sign * logits)
    alpha_t = y * alpha + (1 - y) * (1 - alpha)
    return torch.mean(-alpha_t * torch.exp(gamma * log_pt) * log_pt)


@unseen("focal_loss", "alpha and 1-alpha are swapped")
def swapped_alpha(logits, y, alpha, gamma):
    s = torch.where(y > 0.5, logits, -logits)
    w = torch.where(y > 0.5, torch.full_like(s, 1 - alpha), torch.full_like(s, alpha))
    return (w * torch.sigmoid(-s) ** gamma * F.softplus(-s)).mean()


@unseen("focal_loss", "1-p is the factor for the negatives too, instead of 1-p_t")
def p_not_pt(logits, y, alpha, gamma):
    p = torch.sigmoid(logits)
    alpha_t = alpha * y + (1 - alpha) * (1 - y)
    log_pt = y * F.logsigmoid(logits) + (1 - y) * F.logsigmoid(-logits)
    return -(alpha_t * (1 - p) ** gamma * log_pt).mean()


@unseen("focal_loss", "divided by the number of positives instead of all elements")
def per_positive(logits, y, alpha, gamma):
    ce = F.softplus(logits) - logits * y
    q = torch.sigmoid(torch.where(y == 1, -logits, logits))  # 1 - p_t
    a = torch.where(y == 1, alpha * torch.ones_like(y), (1 - alpha) * torch.ones_like(y))
    total = (a * q**gamma * ce).sum()
    return total / y.sum().clamp(min=1)


@unseen("focal_loss", "alpha_t is raised to gamma together with 1-p_t")
def alpha_in_power(logits, y, alpha, gamma):
    sign = 2.0 * y - 1.0
    one_minus_pt = torch.sigmoid(-sign * logits)
    alpha_t = alpha * y + (1.0 - alpha) * (1.0 - y)
    modulating = (alpha_t * one_minus_pt) ** gamma
    loss = -modulating * F.logsigmoid(sign * logits)
    return loss.mean()


@unseen("focal_loss", "gives zeros the weight 1 instead of 1 - alpha")
def second_1(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    margin = (2 * y - 1) * logits
    log_p = F.logsigmoid(margin)
    focus = torch.sigmoid(-margin) ** gamma
    weight = torch.where(y > 0.5, torch.full_like(y, alpha), torch.ones_like(y))
    return -(weight * focus * log_p).mean()


@unseen("focal_loss", "the focusing weight uses 1 - p of a one for zeros too, instead of 1 - p_t")
def second_2(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    p = torch.sigmoid(logits)
    log_p = F.logsigmoid((2 * y - 1) * logits)
    focus = (1 - p) ** gamma
    alpha_t = alpha * y + (1 - alpha) * (1 - y)
    return (-alpha_t * focus * log_p).mean()


@unseen(
    "focal_loss", "computes the focusing weight under no_grad, so it is a constant for the gradient"
)
def second_3(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    margin = torch.where(y > 0.5, logits, -logits)
    with torch.no_grad():
        focus = torch.sigmoid(-margin).pow(gamma)
        weight = alpha * y + (1 - alpha) * (1 - y)
    return -(weight * focus * F.logsigmoid(margin)).mean()


@unseen(
    "focal_loss",
    "divides the sum by the number of ones, as RetinaNet does, not by the number of elements",
)
def second_4(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    margin = (2 * y - 1) * logits
    nll = F.softplus(-margin)
    focus = torch.sigmoid(-margin) ** gamma
    weight = alpha * y + (1 - alpha) * (1 - y)
    return (weight * focus * nll).sum() / y.sum().clamp(min=1)
