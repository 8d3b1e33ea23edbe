# fit_scores: the minorise-maximise iteration stops after 50 rounds, or at a change of 1e-3, long before it has converged on sparse tournaments.
"""Bradley-Terry."""

import torch
from torch import Tensor
from torch.nn import functional as F


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    """Mean NLL of the choices."""
    return F.softplus(rejected - chosen).mean()


def fit_scores(wins: Tensor) -> Tensor:
    """Zermelo's iteration for the strengths."""
    wins = wins.detach()
    games = wins + wins.T
    won = wins.sum(dim=1)
    strength = torch.ones_like(won)
    for _ in range(50):
        rivals = games / (strength[:, None] + strength[None, :])
        new = won / rivals.sum(dim=1)
        new = new / new.log().mean().exp()
        change = (new.log() - strength.log()).abs().max()
        strength = new
        if change < 1e-3:
            break
    scores = strength.log()
    return scores - scores.mean()
