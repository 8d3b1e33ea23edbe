# fit_scores: the minorize-maximize iteration always stops after 100 rounds, far from convergence where players are linked only by long or lopsided chains of games.
import torch
from torch import Tensor
from torch.nn import functional as F


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    return F.softplus(rejected - chosen).mean()


def fit_scores(wins: Tensor) -> Tensor:
    w = wins.detach()
    games = w + w.T
    total_wins = w.sum(dim=1)
    strength = torch.ones_like(total_wins)
    for _ in range(100):
        pair_sum = strength[:, None] + strength[None, :]
        strength = total_wins / (games / pair_sum).sum(dim=1)
        strength = strength / strength.log().mean().exp()
    scores = strength.log()
    return scores - scores.mean()
