# bradley_terry_nll: the probability is clamped at 1e-12 before the log, so for a margin below about -27.6 the loss stops growing and its gradient is 0.
import torch
from torch import Tensor


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    p_chosen = torch.sigmoid(chosen - rejected)
    return -torch.log(p_chosen.clamp(min=1e-12)).mean()


def _negative_log_likelihood(s: Tensor, wins: Tensor) -> Tensor:
    margins = s[:, None] - s[None, :]
    return (wins * torch.nn.functional.softplus(-margins)).sum()


def fit_scores(wins: Tensor) -> Tensor:
    """Newton's method with a halving line search; the direction of a common shift is pinned."""
    with torch.no_grad():
        wins = wins.detach().clone()
        k = wins.shape[0]
        games = wins + wins.T
        s = torch.zeros(k, dtype=wins.dtype, device=wins.device)
        value = _negative_log_likelihood(s, wins)
        for _ in range(200):
            p = torch.sigmoid(s[:, None] - s[None, :])
            gradient = (games * p).sum(1) - wins.sum(1)
            weight = games * p * (1 - p)
            hessian = torch.diag(weight.sum(1)) - weight + 1.0 / k
            step = torch.linalg.solve(hessian, gradient)
            size = 1.0
            while size > 1e-8:
                candidate = s - size * step
                new_value = _negative_log_likelihood(candidate, wins)
                if new_value <= value:
                    break
                size /= 2
            else:
                break
            s, value = candidate - candidate.mean(), new_value
            if step.abs().max() < 1e-9:
                break
        return s - s.mean()
