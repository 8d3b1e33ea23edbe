# bradley_terry_nll: log1p(exp(rejected - chosen)) overflows to inf (gradient nan) where the rejected score is far above the chosen one.
import torch
from torch import Tensor


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    gap = chosen - rejected
    return torch.log1p(torch.exp(-gap)).mean()


def fit_scores(wins: Tensor) -> Tensor:
    """Newton's method on the log-likelihood, the gauge fixed by a constant direction."""
    w = wins.detach().double()
    k = w.shape[0]
    games = w + w.T
    total = w.sum(dim=1)

    def objective(s):
        gap = s[:, None] - s[None, :]
        return (w * torch.nn.functional.softplus(-gap)).sum()

    s = torch.zeros(k, dtype=torch.float64)
    with torch.no_grad():
        for _ in range(200):
            p = torch.sigmoid(s[:, None] - s[None, :])
            grad = (games * p).sum(1) - total
            weight = games * p * (1 - p)
            hess = torch.diag(weight.sum(1)) - weight + torch.ones(k, k, dtype=torch.float64) / k
            step = torch.linalg.solve(hess, grad)
            step = step - step.mean()
            size, here = 1.0, objective(s)
            while objective(s - size * step) > here and size > 1e-6:
                size /= 2
            s = s - size * step
            if step.abs().max() < 1e-10:
                break
    return s - s.mean()
