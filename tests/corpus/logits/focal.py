"""Answers to logits/focal."""

import math

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor

from tests.corpus import right, wrong


@right("focal_loss")
def by_the_contract(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    log_p, log_q = F.logsigmoid(logits), F.logsigmoid(-logits)
    log_pt = torch.where(y == 1, log_p, log_q)
    pt = log_pt.exp()
    alpha_t = torch.where(y == 1, alpha, 1 - alpha)
    return (-alpha_t * (1 - pt) ** gamma * log_pt).mean()


@right("focal_loss")
def in_the_log_domain(logits, y, alpha, gamma):
    s = logits * (2 * y - 1)
    ce = F.softplus(-s)
    focus = torch.exp(-gamma * F.softplus(s))
    return torch.mean((alpha * y + (1 - alpha) * (1 - y)) * focus * ce)


@right("focal_loss")
def as_torchvision_does(logits, y, alpha, gamma):
    p = torch.sigmoid(logits)
    ce = logits.clamp(min=0) - logits * y + torch.log1p(torch.exp(-logits.abs()))
    p_t = p * y + (1 - p) * (1 - y)
    loss = ce * ((1 - p_t) ** gamma)
    alpha_t = alpha * y + (1 - alpha) * (1 - y)
    return (alpha_t * loss).mean()


@right("focal_loss")
def two_terms(logits, y, alpha, gamma):
    p, q = torch.sigmoid(logits), torch.sigmoid(-logits)
    ones = alpha * q.pow(gamma) * F.softplus(-logits)
    zeros = (1 - alpha) * p.pow(gamma) * F.softplus(logits)
    return (y * ones + (1 - y) * zeros).mean()


@right("focal_loss")
def as_two_classes(logits, y, alpha, gamma):
    both = torch.stack([torch.zeros_like(logits), logits], dim=-1)
    log_p = F.log_softmax(both, dim=-1)
    picked = log_p.gather(-1, y.long().unsqueeze(-1)).squeeze(-1)
    other = log_p.gather(-1, 1 - y.long().unsqueeze(-1)).squeeze(-1)
    weight = torch.where(y > 0.5, alpha, 1.0 - alpha)
    return -(weight * (gamma * other).exp() * picked).mean()


@right("focal_loss")
def by_masks(logits, y, alpha, gamma):
    pos = y == 1
    total = logits.new_zeros(())
    for chosen, sign, weight in ((pos, 1.0, alpha), (~pos, -1.0, 1 - alpha)):
        s = sign * logits[chosen]
        total = total - weight * (torch.sigmoid(-s) ** gamma * F.logsigmoid(s)).sum()
    return total / logits.numel()


@right("focal_loss")
def numbers_as_tensors(logits, y, alpha, gamma):
    alpha = torch.tensor(alpha, device=logits.device)
    gamma = torch.tensor(gamma, device=logits.device)
    s = torch.where(y > 0, logits, -logits)
    weight = torch.where(y > 0, alpha, 1 - alpha)
    return -torch.mean(weight * torch.pow(torch.sigmoid(-s), gamma) * F.logsigmoid(s))


@right("focal_loss")
def log_add_exp(logits, y, alpha, gamma):
    zero = torch.zeros_like(logits)
    ce = torch.logaddexp(zero, logits) - y * logits
    focus = (1 - torch.exp(-ce)) ** gamma
    return ((y * alpha + (1 - y) * (1 - alpha)) * focus * ce).sum() / y.numel()


@right("focal_loss")
def element_by_element(logits, y, alpha, gamma):
    losses = []
    for z, t in zip(logits.reshape(-1), y.reshape(-1).tolist()):
        s = z if t == 1 else -z
        a = alpha if t == 1 else 1 - alpha
        losses.append(-a * torch.sigmoid(-s) ** gamma * F.logsigmoid(s))
    return torch.stack(losses).mean()


@right("focal_loss")
def one_side_twice(logits, y, alpha, gamma):
    def side(z, weight):
        return -weight * torch.sigmoid(-z) ** gamma * F.logsigmoid(z)

    return torch.mean(y * side(logits, alpha) + (1 - y) * side(-logits, 1 - alpha))


@wrong("focal_loss", named="focus-detached")
def weight_without_gradient(logits, y, alpha, gamma):
    s = torch.where(y == 1, logits, -logits)
    with torch.no_grad():
        focus = (1 - torch.sigmoid(s)) ** gamma
    return torch.mean((alpha * y + (1 - alpha) * (1 - y)) * focus * F.softplus(-s))


@wrong("focal_loss", named="one-alpha-for-both")
def as_in_many_repositories(logits, y, alpha, gamma):
    ce = F.softplus(logits) - logits * y
    pt = torch.exp(-ce)
    return (alpha * (1 - pt) ** gamma * ce).mean()


@wrong("focal_loss", named="alpha-for-zeros")
def weights_exchanged(logits, y, alpha, gamma):
    ce = F.softplus(logits) - logits * y
    weight = torch.where(y == 1, 1 - alpha, alpha)
    return (weight * (1 - torch.exp(-ce)) ** gamma * ce).mean()


@wrong("focal_loss", named="focus-on-the-easy")
def power_of_pt(logits, y, alpha, gamma):
    s = torch.where(y == 1, logits, -logits)
    weight = torch.where(y == 1, alpha, 1 - alpha)
    return -(weight * torch.sigmoid(s) ** gamma * F.logsigmoid(s)).mean()


@wrong("focal_loss", named="focus-of-the-mean-loss")
def reduced_too_early(logits, y, alpha, gamma):
    weight = torch.where(y == 1, alpha, 1 - alpha)
    ce = (weight * (F.softplus(logits) - logits * y)).mean()
    pt = torch.exp(-ce)
    return (1 - pt) ** gamma * ce


@wrong("focal_loss", named="focus-of-the-weighted-loss")
def pt_of_weighted(logits, y, alpha, gamma):
    ce = torch.where(y == 1, alpha, 1 - alpha) * (F.softplus(logits) - logits * y)
    return (torch.pow(1 - torch.exp(-ce), gamma) * ce).mean()


@wrong("focal_loss", named="divided-by-ones")
def per_object(logits, y, alpha, gamma):
    s = torch.where(y == 1, logits, -logits)
    weight = torch.where(y == 1, alpha, 1 - alpha)
    loss = -weight * torch.sigmoid(-s) ** gamma * F.logsigmoid(s)
    return loss.sum() / max(1.0, float(y.sum()))


@wrong("focal_loss", named="elements-summed")
def total(logits, y, alpha, gamma):
    s = torch.where(y == 1, logits, -logits)
    weight = torch.where(y == 1, alpha, 1 - alpha)
    return torch.sum(weight * torch.sigmoid(-s) ** gamma * F.softplus(-s))


@wrong("focal_loss", named="sigmoid-then-log")
def as_in_the_paper(logits, y, alpha, gamma):
    p = logits.sigmoid()
    ones = y * alpha * torch.pow(1 - p, gamma) * torch.log(p)
    zeros = (1 - y) * (1 - alpha) * torch.pow(p, gamma) * torch.log(1 - p)
    return -(ones + zeros).mean()


@wrong("focal_loss", named="probability-clamped")
def clamped(logits, y, alpha, gamma):
    p = torch.clamp(torch.sigmoid(logits), 1e-7, 1 - 1e-7)
    pt = torch.where(y == 1, p, 1 - p)
    weight = torch.where(y == 1, alpha, 1 - alpha)
    return torch.mean(-weight * (1 - pt) ** gamma * torch.log(pt))


@wrong("focal_loss", named="focus-missing")
def weighted_likelihood(logits, y, alpha, gamma):
    return (y * alpha * F.softplus(-logits) + (1 - y) * (1 - alpha) * F.softplus(logits)).mean()


@wrong("focal_loss")
def gamma_of_two(logits, y, alpha, gamma=2.0):
    s = torch.where(y == 1, logits, -logits)
    weight = torch.where(y == 1, alpha, 1 - alpha)
    return -(weight * torch.sigmoid(-s) ** 2.0 * F.logsigmoid(s)).mean()


@wrong("focal_loss")
def focus_inside_the_log(logits, y, alpha, gamma):
    s = torch.where(y == 1, logits, -logits)
    weight = torch.where(y == 1, alpha, 1 - alpha)
    return -(weight * torch.log(1 - (1 - torch.sigmoid(s)) ** max(gamma, 1) + 1e-9)).mean()


@wrong("focal_loss")
def by_numpy(logits, y, alpha, gamma):
    s = (2 * y.numpy() - 1) * logits.detach().numpy()
    ce = np.logaddexp(0, -s)
    weight = np.where(y.numpy() == 1, alpha, 1 - alpha)
    return torch.tensor((weight * (1 - np.exp(-ce)) ** gamma * ce).mean())


@wrong("focal_loss")
def changes_the_targets(logits, y, alpha, gamma):
    y.mul_(2).sub_(1)
    s = y * logits
    weight = torch.where(y == 1, alpha, 1 - alpha)
    return -(weight * torch.sigmoid(-s) ** gamma * F.logsigmoid(s)).mean()


@wrong("focal_loss")
def weights_on_the_cpu(logits, y, alpha, gamma):
    table = torch.tensor([1 - alpha, alpha], dtype=logits.dtype)
    weight = torch.ones(y.shape, dtype=y.dtype) * (1 - alpha) + (2 * alpha - 1) * y
    s = torch.where(y == 1, logits, -logits)
    return -(weight * torch.sigmoid(-s) ** gamma * F.logsigmoid(s)).mean() + 0 * table.sum()


@wrong("focal_loss")
def last_dimension_needed(logits, y, alpha, gamma):
    s = torch.where(y == 1, logits, -logits)
    weight = torch.where(y == 1, alpha, 1 - alpha)
    loss = -weight * torch.sigmoid(-s) ** gamma * F.logsigmoid(s)
    return loss.mean(-1).sum(0) if loss.dim() > 1 else loss.mean()


@wrong("focal_loss", status="error")
def misspelt(logits, y, alpha, gamma):
    s = torch.where(y == 1, logits, -logits)
    return -(alpha * torch.sigmoid(-s) ** gama * F.logsigmoid(s)).mean()  # noqa: F821


@wrong("focal_loss", status="library")
def on_the_library_loss(logits, y, alpha, gamma):
    ce = F.binary_cross_entropy_with_logits(logits, y, reduction="none")
    weight = alpha * y + (1 - alpha) * (1 - y)
    return (weight * (1 - torch.exp(-ce)) ** gamma * ce).mean()


@wrong("focal_loss", status="library")
def on_the_module(logits, y, alpha, gamma):
    ce = nn.BCEWithLogitsLoss(reduction="none")(logits, y)
    weight = alpha * y + (1 - alpha) * (1 - y)
    return (weight * (1 - torch.exp(-ce)) ** gamma * ce).mean()


@wrong("focal_loss", status="library")
def by_distributions(logits, y, alpha, gamma):
    log_p = torch.distributions.Bernoulli(logits=logits).log_prob(y)
    weight = alpha * y + (1 - alpha) * (1 - y)
    return -(weight * (1 - log_p.exp()) ** gamma * log_p).mean() + 0 * math.pi


@wrong("focal_loss", named="changed-in-place")
def labels_to_signs_and_back(logits, y, alpha, gamma):
    y.mul_(2).sub_(1)
    margin = logits * y.clone()
    y.add_(1).div_(2)
    weight = alpha * y + (1 - alpha) * (1 - y)
    focus = torch.exp(gamma * F.logsigmoid(-margin))
    return -(weight * focus * F.logsigmoid(margin)).mean()
