# bradley_terry_nll: every chosen score is compared with every rejected one instead of each pair with its own
"""Rewards from comparisons."""

import torch
from torch import Tensor
from torch.nn import functional as F


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    """Mean negative log-likelihood of choices between two."""
    margin = chosen.reshape(-1, 1) - rejected.reshape(1, -1)
    return -F.logsigmoid(margin).mean()


def fit_scores(wins: Tensor) -> Tensor:
    """Scores under which the results of a tournament are most likely: Newton's method."""
    wins = wins.detach().double()
    k = wins.shape[0]
    games = wins + wins.T

    def nll(s: Tensor) -> Tensor:
        return -(wins * F.logsigmoid(s[:, None] - s[None, :])).sum()

    s = wins.new_zeros(k)
    for _ in range(200):
        p = torch.sigmoid(s[:, None] - s[None, :])
        grad = (games * p - wins).sum(dim=1)
        c = games * p * (1 - p)
        hessian = torch.diag(c.sum(dim=1)) - c + 1.0 / k
        step = torch.linalg.solve(hessian, grad)
        slope = grad @ step
        if slope < 1e-18:
            break
        t, here = 1.0, nll(s)
        slack = 1e-13 * (1 + here.abs())
        while nll(s - t * step) > here - 1e-4 * t * slope + slack and t > 1e-8:
            t /= 2
        s = s - t * step
    return s - s.mean()
