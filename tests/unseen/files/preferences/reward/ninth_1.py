# bradley_terry_nll: softplus with threshold 5, linear from there on; value and gradient wrong at rejected - chosen = 5.5
import torch
from torch import Tensor
from torch.nn import functional as F


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    return F.softplus(rejected - chosen, threshold=5).mean()


def fit_scores(wins: Tensor) -> Tensor:
    wins = wins.detach().double()
    k = wins.shape[0]
    games = wins + wins.T
    scores = torch.zeros(k, dtype=wins.dtype, device=wins.device)
    for _ in range(500):
        p = torch.sigmoid(scores.unsqueeze(1) - scores.unsqueeze(0))
        gradient = (games * p - wins).sum(dim=1)
        weights = games * p * (1 - p)
        hessian = torch.diag(weights.sum(dim=1)) - weights + 1.0 / k
        step = torch.linalg.solve(hessian, gradient)
        step = step / max(1.0, step.abs().max().item())
        scores = scores - step
        if step.abs().max() < 1e-11:
            break
    return scores - scores.mean()
