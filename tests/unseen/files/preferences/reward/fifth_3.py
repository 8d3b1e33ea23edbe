# bradley_terry_nll: every chosen score is compared with every rejected score of the batch, not only with its own partner.
"""Reward modelling."""

import torch
from torch import Tensor
from torch.nn import functional as F


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    """Mean -log sigmoid(chosen - rejected)."""
    margins = chosen.reshape(-1, 1) - rejected.reshape(1, -1)
    return -F.logsigmoid(margins).mean()


def fit_scores(wins: Tensor) -> Tensor:
    """Maximum likelihood by Newton's method with a line search."""
    w = wins.detach().to(torch.float64)
    k = w.shape[0]
    games = w + w.T
    total = w.sum(dim=1)

    def nll(s: Tensor) -> Tensor:
        return (w * F.softplus(s.unsqueeze(0) - s.unsqueeze(1))).sum()

    scores = torch.zeros(k, dtype=torch.float64, device=w.device)
    for _ in range(300):
        p = torch.sigmoid(scores.unsqueeze(1) - scores.unsqueeze(0))
        gradient = (games * p).sum(dim=1) - total
        curvature = games * p * (1.0 - p)
        laplacian = torch.diag(curvature.sum(dim=1)) - curvature
        # the sum of the scores is free: fill the null direction
        direction = torch.linalg.solve(laplacian + 1.0 / k, gradient)
        length = 1.0
        value, decrease = nll(scores), gradient @ direction
        while nll(scores - length * direction) > value - 1e-4 * length * decrease:
            length *= 0.5
            if length < 1e-9:
                break
        scores = scores - length * direction
        scores = scores - scores.mean()
        if direction.abs().max() * length < 1e-11:
            break
    return scores
