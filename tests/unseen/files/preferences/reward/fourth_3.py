# fit_scores: half a win is added for every ordered pair as smoothing, which pulls the scores together
"""Scores from pairwise comparisons."""

import torch
from torch import Tensor
from torch.nn import functional as F


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    """Mean negative log-likelihood of choices between two."""
    return torch.mean(-F.logsigmoid(chosen - rejected))


class BradleyTerry:
    """Maximum likelihood by damped Newton steps on the scores."""

    def __init__(self, wins: Tensor) -> None:
        self.wins = wins
        self.games = wins + wins.T

    def loss(self, s: Tensor) -> Tensor:
        return -(self.wins * F.logsigmoid(s.unsqueeze(1) - s.unsqueeze(0))).sum()

    def newton_step(self, s: Tensor) -> tuple[Tensor, Tensor]:
        p = torch.sigmoid(s.unsqueeze(1) - s.unsqueeze(0))
        grad = (self.games * p - self.wins).sum(dim=1)
        w = self.games * p * (1 - p)
        hessian = torch.diag(w.sum(dim=1)) - w + 1.0 / len(s)
        return torch.linalg.solve(hessian, grad), grad

    def fit(self) -> Tensor:
        s = torch.zeros_like(self.wins[0])
        for _ in range(300):
            step, grad = self.newton_step(s)
            t = 1.0
            if step.abs().max() > 1e-6:
                before = self.loss(s)
                while t > 1e-9 and self.loss(s - t * step) > before - 1e-4 * t * (grad @ step):
                    t *= 0.5
            s = s - t * step
            s = s - s.mean()
            if step.abs().max() < 1e-10:
                break
        return s


def fit_scores(wins: Tensor) -> Tensor:
    """Scores under which the results of a tournament are most likely."""
    counts = wins.detach().clone()
    # players that have not met should not make the fit degenerate
    counts = counts + 0.5 * (1 - torch.eye(len(counts), dtype=counts.dtype, device=counts.device))
    return BradleyTerry(counts).fit()
