# fit_scores: the slowly converging MM iteration is stopped after 100 rounds, far from the maximum where few players have met or scores differ much
"""Bradley-Terry: likelihood and Zermelo's algorithm."""

import torch
from torch import Tensor
from torch.nn import functional as F


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    """Mean of -log sigmoid(chosen - rejected)."""
    return F.softplus(rejected - chosen).mean()


def fit_scores(wins: Tensor) -> Tensor:
    """Strengths by minorization-maximization (Hunter, 2004), returned as logarithms."""
    wins = wins.detach()
    games = wins + wins.T
    total_wins = wins.sum(dim=1)
    strength = torch.ones_like(total_wins)
    for _ in range(100):
        denominator = (games / (strength[:, None] + strength[None, :])).sum(dim=1)
        strength = total_wins / denominator
        strength = strength / strength.log().mean().exp()
    scores = strength.log()
    return scores - scores.mean()
