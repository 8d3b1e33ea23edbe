"""Wrong answers to preferences/reward that only measure what the grader explains."""

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


@unseen("bradley_terry_nll", "log of a sigmoid that underflows")
def log_sigmoid(chosen, rejected):
    p = torch.sigmoid(chosen - rejected)
    return -torch.log(p).mean()


@unseen("bradley_terry_nll", "chosen and rejected are swapped")
def swapped(chosen, rejected):
    return F.softplus(chosen - rejected).mean()


@unseen("bradley_terry_nll", "the differences are averaged before the log-sigmoid")
def mean_inside(chosen, rejected):
    margin = (chosen - rejected).mean()
    return -F.logsigmoid(margin)


@unseen("bradley_terry_nll", "minus the probability, without the logarithm")
def no_log(chosen, rejected):
    win_prob = torch.sigmoid(chosen - rejected)
    return -win_prob.mean()


@unseen("fit_scores", "the log-odds of each one's overall win rate, whoever the opponents were")
def win_rate(wins):
    won = wins.sum(dim=1)
    lost = wins.sum(dim=0)
    rate = won / (won + lost)
    s = torch.log(rate / (1 - rate))
    return s - s.mean()


@unseen("fit_scores", "the strengths exp(score) instead of the scores")
def strengths(wins):
    k = wins.shape[0]
    games = wins + wins.T
    total = wins.sum(1)
    s = torch.ones(k, dtype=wins.dtype)
    for _ in range(5000):
        s = total / (games / (s[:, None] + s[None, :])).sum(1)
        s = s / s.mean()
    return s - s.mean()


@unseen("fit_scores", "a hundred small gradient steps are too few")
def few_steps(wins):
    s = torch.zeros(wins.shape[0], dtype=wins.dtype)
    n = wins.sum()
    for _ in range(100):
        p = torch.sigmoid(s[:, None] - s[None, :])
        g = (wins * (1 - p)).sum(1) - (wins * (1 - p)).sum(0)
        s = s + 0.1 * g / n
    return s - s.mean()


@unseen("fit_scores", "the first score is fixed at 0 instead of the mean")
def first_is_zero(wins):
    k = wins.shape[0]
    free = torch.zeros(k - 1, dtype=wins.dtype, requires_grad=True)
    opt = torch.optim.LBFGS(
        [free],
        max_iter=2000,
        tolerance_grad=1e-12,
        tolerance_change=1e-16,
        line_search_fn="strong_wolfe",
    )

    def closure():
        opt.zero_grad()
        s = torch.cat([free.new_zeros(1), free])
        loss = -(wins * F.logsigmoid(s[:, None] - s[None, :])).sum() / wins.sum()
        loss.backward()
        return loss

    opt.step(closure)
    return torch.cat([torch.zeros(1, dtype=wins.dtype), free.detach()])


@unseen(
    "bradley_terry_nll",
    'clamps the score difference to [-30, 30] "for stability", so larger mistakes cost 30 and have no gradient',
)
def second_1(chosen: Tensor, rejected: Tensor) -> Tensor:
    margin = torch.clamp(chosen - rejected, min=-30.0, max=30.0)
    return -F.logsigmoid(margin).mean()


@unseen(
    "fit_scores",
    "stops the minorise-maximise iteration after 50 rounds, long before it has converged on sparse tournaments",
)
def second_2(wins: Tensor) -> Tensor:
    games = wins + wins.T
    strength = torch.ones(wins.shape[0], dtype=wins.dtype, device=wins.device)
    for _ in range(50):
        denom = (games / (strength[:, None] + strength[None, :])).sum(1)
        strength = wins.sum(1) / denom
        strength = strength / strength.sum()
    s = strength.log()
    return s - s.mean()


@unseen(
    "fit_scores",
    "uses the log-odds of each player's overall win rate, which ignores how strong the opponents were",
)
def second_3(wins: Tensor) -> Tensor:
    won = wins.sum(dim=1)
    lost = wins.sum(dim=0)
    scores = torch.log(won) - torch.log(lost)
    return scores - scores.mean()


@unseen(
    "fit_scores",
    "adds half a win in each direction to every pair before fitting, so it maximises a smoothed likelihood",
)
def second_4(wins: Tensor) -> Tensor:
    k = wins.shape[0]
    w = wins.detach() + 0.5 * (1 - torch.eye(k, dtype=wins.dtype, device=wins.device))
    s = torch.zeros(k, dtype=wins.dtype, device=wins.device, requires_grad=True)
    opt = torch.optim.LBFGS(
        [s],
        lr=1,
        max_iter=100,
        tolerance_grad=1e-8,
        tolerance_change=1e-10,
        line_search_fn="strong_wolfe",
    )

    def closure():
        opt.zero_grad()
        d = s[:, None] - s[None, :]
        loss = (w * torch.logaddexp(-d, torch.zeros_like(d))).sum()
        loss.backward()
        return loss

    opt.step(closure)
    return s.detach() - s.detach().mean()
