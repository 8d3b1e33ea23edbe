# fit_scores: the minorise-maximise iteration stops at an absolute change of 1e-4 in strengths that sum to 1, long before the weak players' scores have converged
"""Rewards from comparisons."""

import torch
from torch import Tensor
from torch.nn import functional as F


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    """Mean negative log-likelihood of choices between two."""
    margin = chosen - rejected
    return torch.mean(-F.logsigmoid(margin))


def fit_scores(wins: Tensor) -> Tensor:
    """Scores under which the results of a tournament are most likely (Zermelo, 1929)."""
    W = wins.detach().clone()
    games = W + W.T
    total = W.sum(dim=1)
    strength = torch.full_like(total, 1.0 / len(total))
    for _ in range(10_000):
        exposure = (games / (strength[:, None] + strength[None, :])).sum(dim=1)
        updated = total / exposure
        updated = updated / updated.sum()
        change = (updated - strength).abs().max()
        strength = updated
        if change < 1e-4:
            break
    scores = strength.log()
    return scores - scores.mean()
