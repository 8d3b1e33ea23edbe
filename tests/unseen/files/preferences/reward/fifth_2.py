# fit_scores: half a win is added to every pair in both directions, which pulls the scores together instead of giving the maximum-likelihood ones.
"""Scores from comparisons."""

import torch
from torch import Tensor
from torch.nn import functional as F


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    margin = chosen - rejected
    return -F.logsigmoid(margin).mean()


def _newton(wins: Tensor, rounds: int = 200) -> Tensor:
    k = wins.shape[0]
    games = wins + wins.T
    flat = torch.full((k, k), 1.0 / k, dtype=wins.dtype, device=wins.device)

    def loss(s):
        return -(wins * F.logsigmoid(s[:, None] - s[None, :])).sum()

    s = torch.zeros(k, dtype=wins.dtype, device=wins.device)
    for _ in range(rounds):
        p = torch.sigmoid(s[:, None] - s[None, :])
        grad = (games * p).sum(1) - wins.sum(1)
        weight = games * p * (1 - p)
        hess = torch.diag(weight.sum(1)) - weight + flat
        step = torch.linalg.solve(hess, grad)
        t, now, slope = 1.0, loss(s), grad @ step
        while loss(s - t * step) > now - 1e-4 * t * slope and t > 1e-9:
            t /= 2
        s = s - t * step
        s = s - s.mean()
        if (t * step).abs().max() < 1e-11:
            break
    return s


def fit_scores(wins: Tensor) -> Tensor:
    # nobody may have won all or none of the games
    k = wins.shape[0]
    off_diagonal = 1.0 - torch.eye(k, dtype=wins.dtype, device=wins.device)
    return _newton(wins.detach() + 0.5 * off_diagonal)
