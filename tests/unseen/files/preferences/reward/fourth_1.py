# bradley_terry_nll: a term 0.01*(chosen+rejected)^2 that centers rewards is added to the negative log-likelihood
"""Rewards: scores from comparisons."""

import torch
from torch import Tensor
from torch.nn import functional as F

CENTER = 0.01


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    """Mean loss of choices between two."""
    nll = -F.logsigmoid(chosen - rejected)
    # only differences are identified: keep the scores near 0
    return (nll + CENTER * (chosen + rejected) ** 2).mean()


def fit_scores(wins: Tensor) -> Tensor:
    """Newton's method for the Bradley-Terry model."""
    wins = wins.detach()
    k = wins.shape[0]
    games = wins + wins.T
    won = wins.sum(dim=1)
    s = torch.zeros(k, dtype=wins.dtype, device=wins.device)

    def nll(v: Tensor) -> Tensor:
        return -(wins * F.logsigmoid(v[:, None] - v[None, :])).sum()

    for _ in range(300):
        p = torch.sigmoid(s[:, None] - s[None, :])
        grad = (games * p).sum(dim=1) - won
        weight = games * p * (1 - p)
        hessian = torch.diag(weight.sum(dim=1)) - weight
        step = torch.linalg.solve(hessian + torch.full_like(hessian, 1.0 / k), grad)
        step = step - step.mean()
        t = 1.0
        if step.abs().max() > 1e-6:
            here, slope = nll(s), grad @ step
            while t > 1e-9 and nll(s - t * step) > here - 1e-4 * t * slope:
                t /= 2
        s = s - t * step
        if step.abs().max() < 1e-10:
            break
    return s - s.mean()
