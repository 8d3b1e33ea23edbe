# fit_scores: the minorise-maximise iteration stops after 100 rounds, long before it has converged where players are linked by a chain of few matches.
"""Bradley-Terry."""

import torch
from torch import Tensor
from torch.nn import functional as F


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    return F.softplus(rejected - chosen).mean()


def fit_scores(wins: Tensor) -> Tensor:
    """Zermelo's iteration: strength = wins / sum of games over summed strengths."""
    with torch.no_grad():
        games = wins + wins.T
        won = wins.sum(dim=1)
        strength = torch.ones_like(won)
        for _ in range(100):
            expected = games / (strength[:, None] + strength[None, :])
            strength = won / expected.sum(dim=1)
            strength = strength / strength.log().mean().exp()
        scores = strength.log()
        return scores - scores.mean()
