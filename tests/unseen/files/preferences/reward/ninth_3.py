# fit_scores: 200 rounds of Zermelo's iteration; not converged where 20 players have met only their neighbours
import torch
from torch import Tensor
from torch.nn import functional as F


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    return F.softplus(rejected - chosen).mean()


def fit_scores(wins: Tensor) -> Tensor:
    wins = wins.detach().double()
    k = wins.shape[0]
    games = wins + wins.T
    strengths = torch.ones(k, dtype=wins.dtype, device=wins.device)
    for _ in range(200):
        denominator = (games / (strengths.unsqueeze(1) + strengths.unsqueeze(0))).sum(dim=1)
        strengths = wins.sum(dim=1) / denominator
        strengths = strengths / strengths.log().mean().exp()
    return strengths.log()
