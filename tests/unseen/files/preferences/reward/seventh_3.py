# fit_scores: the strengths exp(score) are normalised to an arithmetic mean of 1 before the log, so the scores differ by a constant from those with mean 0.
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    log_likelihood = F.logsigmoid(chosen - rejected)
    return -log_likelihood.mean()


def _loss(s: np.ndarray, w: np.ndarray) -> float:
    return float((w * np.logaddexp(0.0, s[None, :] - s[:, None])).sum())


def fit_scores(wins: Tensor) -> Tensor:
    w = wins.detach().cpu().numpy()
    k = w.shape[0]
    games = w + w.T
    s = np.zeros(k)
    damping = 1e-3
    for _ in range(2000):
        p = 1.0 / (1.0 + np.exp(s[None, :] - s[:, None]))
        gradient = (games * p - w).sum(axis=1)[1:]
        curvature = games * p * (1.0 - p)
        hessian = (np.diag(curvature.sum(axis=1)) - curvature)[1:, 1:]
        trial = s.copy()
        trial[1:] -= np.linalg.solve(hessian + damping * np.diag(np.diag(hessian)), gradient)
        if np.abs(trial).max() < 50 and _loss(trial, w) <= _loss(s, w):
            moved = np.abs(trial - s).max()
            s = trial
            damping = max(damping / 10, 1e-14)
            if moved < 1e-10:
                break
        else:
            damping *= 10
            if damping > 1e12:
                break
    strength = np.exp(s - s.max())
    strength /= strength.mean()
    return torch.as_tensor(np.log(strength), dtype=wins.dtype, device=wins.device)
