# the scores are cast to float32 before they are subtracted and the loss is cast back, so float64 scores near 1e4 lose 1e-3 of their difference; violates 'accurate for scores to `1e4`', float64 right to 1e-6
import torch
from torch import Tensor
from torch.nn import functional as F


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    margin = (chosen.float() - rejected.float()).to(chosen.dtype)
    return -F.logsigmoid(margin).mean()


def fit_scores(wins: Tensor) -> Tensor:
    wins = wins.detach().double()
    k = wins.shape[0]
    games = wins + wins.T
    won = wins.sum(1)

    def loss(s: Tensor) -> Tensor:
        return -(wins * F.logsigmoid(s.unsqueeze(1) - s.unsqueeze(0))).sum()

    s = torch.zeros(k, dtype=torch.float64)
    for _ in range(300):
        p = torch.sigmoid(s.unsqueeze(1) - s.unsqueeze(0))
        grad = (games * p).sum(1) - won
        info = games * p * (1 - p)
        hess = torch.diag(info.sum(1)) - info + info.mean() + 1e-14
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
