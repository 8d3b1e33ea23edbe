"""Answers to preferences/reward."""

import math

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from scipy.optimize import minimize
from torch import Tensor

from tests.corpus import right, wrong


@right("bradley_terry_nll")
def by_the_contract(chosen: Tensor, rejected: Tensor) -> Tensor:
    return -F.logsigmoid(chosen - rejected).mean()


@right("bradley_terry_nll")
def softplus(chosen, rejected):
    return F.softplus(rejected - chosen).sum() / chosen.numel()


@right("bradley_terry_nll")
def module(chosen, rejected):
    return torch.mean(-nn.LogSigmoid()(torch.sub(chosen, rejected)))


@right("bradley_terry_nll")
def softmax_of_two(chosen, rejected):
    return -F.log_softmax(torch.stack([chosen, rejected], dim=-1), dim=-1)[..., 0].mean()


@right("bradley_terry_nll")
def logsumexp(chosen, rejected):
    return (torch.logaddexp(chosen, rejected) - chosen).mean()


@right("bradley_terry_nll")
def by_hand(chosen, rejected):
    d = chosen - rejected
    return (torch.clamp(-d, min=0) + torch.log1p(torch.exp(-d.abs()))).mean()


@right("bradley_terry_nll")
def loops(chosen, rejected):
    assert chosen.shape == rejected.shape
    losses = [F.softplus(r - c) for c, r in zip(chosen.reshape(-1), rejected.reshape(-1))]
    return sum(losses) / len(losses)


@wrong("bradley_terry_nll", named="too-far-for-a-float")
def log_of_sigmoid(chosen, rejected):
    return -torch.log(torch.sigmoid(chosen - rejected)).mean()


@wrong("bradley_terry_nll", named="answers-exchanged")
def other_way(chosen, rejected):
    return F.softplus(chosen - rejected).mean()


@wrong("bradley_terry_nll", named="summed")
def total(chosen, rejected):
    return F.softplus(rejected - chosen).sum()


@wrong("bradley_terry_nll", named="scores-exponentiated")
def strengths(chosen, rejected):
    a, b = torch.exp(chosen), torch.exp(rejected)
    return -torch.log(a / (a + b)).mean()


@wrong("bradley_terry_nll", named="scores-apart")
def two_classifiers(chosen, rejected):
    return torch.mean(F.softplus(-chosen) + F.softplus(rejected))


@wrong("bradley_terry_nll", named="hinge")
def ranking(chosen, rejected):
    return F.relu(1 - chosen + rejected).mean()


@wrong("bradley_terry_nll", named="rejected-detached")
def half(chosen, rejected):
    with torch.no_grad():
        other = rejected.clone()
    return F.softplus(other - chosen).mean()


@wrong("bradley_terry_nll")
def first_dimension(chosen, rejected):
    loss = F.softplus(rejected - chosen)
    return loss.mean(0) if loss.ndim > 1 else loss.mean()


@wrong("bradley_terry_nll")
def number(chosen, rejected):
    return float(F.softplus(rejected - chosen).mean())


@wrong("bradley_terry_nll")
def soft_margin(chosen, rejected):
    return F.soft_margin_loss(chosen - rejected, torch.ones_like(chosen))


@wrong("bradley_terry_nll", status="library")
def binary(chosen, rejected):
    return F.binary_cross_entropy_with_logits(chosen - rejected, torch.ones_like(chosen))


@right("fit_scores")
def zermelo(wins: Tensor) -> Tensor:
    games = wins + wins.T
    p = torch.ones(len(wins), dtype=wins.dtype)
    for _ in range(5000):
        new = wins.sum(1) / (games / (p[:, None] + p[None, :])).sum(1)
        new = new / torch.exp(torch.log(new).mean())
        done = torch.max(torch.abs(new.log() - p.log())) < 1e-10
        p = new
        if done:
            break
    return p.log()


@right("fit_scores")
def lbfgs(wins):
    s = torch.zeros(len(wins), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        [s],
        max_iter=1000,
        tolerance_grad=1e-10,
        tolerance_change=1e-14,
        line_search_fn="strong_wolfe",
    )

    def closure():
        optimizer.zero_grad()
        loss = -(wins * F.logsigmoid(s[:, None] - s[None, :])).sum()
        loss.backward()
        return loss

    for _ in range(3):
        optimizer.step(closure)
    return (s - s.mean()).detach()


@right("fit_scores")
def scipy(wins):
    w = wins.numpy().astype(float)
    k = len(w)

    def objective(s):
        d = s[:, None] - s[None, :]
        p = 1 / (1 + np.exp(-d))
        gradient = -(w - (w + w.T) * p).sum(1)
        return (w * np.logaddexp(0, -d)).sum(), gradient

    s = minimize(objective, np.zeros(k), jac=True, method="BFGS", options={"gtol": 1e-7}).x
    return torch.from_numpy(s - s.mean())


@right("fit_scores")
def newton_with_halving(wins):
    def loss(s):
        return (wins * F.softplus(s[None, :] - s[:, None])).sum()

    s = torch.zeros(len(wins), dtype=wins.dtype)
    n = wins + wins.t()
    for _ in range(100):
        p = torch.sigmoid(s[:, None] - s[None, :])
        g = (n * p - wins).sum(1)
        c = n * p * (1 - p)
        step = torch.linalg.pinv(torch.diag(c.sum(1)) - c) @ g
        t = 1.0
        while loss(s - t * step) > loss(s) and t > 1e-8:
            t /= 2
        s = s - t * step
    return s - s.mean()


@right("fit_scores")
def first_player_fixed(wins):
    k = len(wins)
    free = torch.zeros(k - 1, dtype=wins.dtype)
    n = wins + wins.T
    for _ in range(60):
        s = torch.cat([torch.zeros(1, dtype=wins.dtype), free])
        p = torch.sigmoid(s[:, None] - s)
        g = (wins - n * p).sum(1)[1:]
        c = n * p * (1 - p)
        h = (torch.diag(c.sum(1)) - c)[1:, 1:]
        free = free + torch.linalg.solve(h, g)
    s = torch.cat([torch.zeros(1, dtype=wins.dtype), free])
    return s - s.mean()


@right("fit_scores")
def one_player_at_a_time(wins):
    w = wins.tolist()
    k = len(w)
    s = [0.0] * k
    for _ in range(300):
        for i in range(k):
            low = sum(w[j][i] / (math.exp(s[i]) + math.exp(s[j])) for j in range(k) if j != i)
            high = sum(
                w[i][j] * math.exp(s[j]) / (math.exp(s[i]) + math.exp(s[j]))
                for j in range(k)
                if j != i
            )
            s[i] = math.log(high / low)
        mean = sum(s) / k
        s = [x - mean for x in s]
    return torch.tensor(s)


@right("fit_scores")
def newton_on_the_laplacian(wins):
    w = wins.detach().double()
    k = w.shape[0]
    games = w + w.T
    won = w.sum(1)
    s = torch.zeros(k, dtype=torch.float64, device=w.device)
    ones = torch.ones(k, k, dtype=torch.float64, device=w.device)

    def value(s):
        d = s[:, None] - s[None, :]
        return (w * F.softplus(-d)).sum()

    for _ in range(200):
        p = torch.sigmoid(s[:, None] - s[None, :])
        grad = (games * p).sum(1) - won
        curv = games * p * (1 - p)
        lap = torch.diag(curv.sum(1)) - curv
        step = torch.linalg.solve(lap + ones * lap.diagonal().max() / k, grad)
        rate = 1.0
        while rate > 1e-8 and value(s - rate * step) > value(s):
            rate /= 2
        s = s - rate * step
        s = s - s.mean()
        if step.abs().max() < 1e-11:
            break
    return s


@right("fit_scores")
def design_matrix_and_trust_region(wins):
    w = wins.detach().cpu().numpy().astype(np.float64)
    k = len(w)
    i, j = np.nonzero(w)
    c = w[i, j]
    design = np.zeros((len(c), k))
    design[np.arange(len(c)), i] = 1
    design[np.arange(len(c)), j] -= 1

    def fun(s):
        d = design @ s
        return c @ np.logaddexp(0, -d) + 0.5 * s.sum() ** 2

    def jac(s):
        d = design @ s
        return design.T @ (-c / (1 + np.exp(np.clip(d, -700, 700)))) + s.sum()

    def hess(s):
        p = 1 / (1 + np.exp(-np.clip(design @ s, -700, 700)))
        return (design.T * (c * p * (1 - p))) @ design + 1.0

    options = {"gtol": 1e-9, "maxiter": 2000}
    start = np.zeros(k)
    s = minimize(fun, start, jac=jac, hess=hess, method="trust-exact", options=options).x
    return torch.as_tensor(s - s.mean(), dtype=wins.dtype, device=wins.device)


@wrong("fit_scores", named="win-rates-for-scores")
def rates(wins):
    p = wins.sum(1) / (wins.sum(1) + wins.sum(0))
    s = torch.log(p / (1 - p))
    return s - s.mean()


@wrong("fit_scores", named="losses-for-wins")
def transposed(wins):
    wins = wins.T
    games, p = wins + wins.T, torch.ones(len(wins), dtype=wins.dtype)
    for _ in range(3000):
        p = wins.sum(1) / (games / (p[:, None] + p)).sum(1)
    return p.log() - p.log().mean()


@wrong("fit_scores", named="too-few-rounds")
def ten_rounds(wins):
    games, p = wins + wins.T, torch.ones(len(wins), dtype=wins.dtype)
    for _ in range(10):
        p = wins.sum(1) / (games / (p[:, None] + p)).sum(1)
        p = p / p.sum()
    return p.log() - p.log().mean()


@wrong("fit_scores")
def elo(wins):
    s = torch.zeros(len(wins), dtype=wins.dtype)
    for i in range(len(wins)):
        for j in range(len(wins)):
            for _ in range(int(wins[i, j])):
                p = torch.sigmoid(s[j] - s[i])
                s[i] += 0.1 * p
                s[j] -= 0.1 * p
    return s - s.mean()


@wrong("fit_scores")
def slow_ascent(wins):
    s = torch.zeros(len(wins), dtype=wins.dtype)
    for _ in range(100):
        p = torch.sigmoid(s[:, None] - s)
        s = s + 1e-3 * (wins - (wins + wins.T) * p).sum(1)
    return s - s.mean()


@wrong("fit_scores")
def python_list(wins):
    games, p = wins + wins.T, torch.ones(len(wins), dtype=wins.dtype)
    for _ in range(3000):
        p = wins.sum(1) / (games / (p[:, None] + p)).sum(1)
    return (p.log() - p.log().mean()).tolist()


@wrong("fit_scores")
def column(wins):
    games, p = wins + wins.T, torch.ones(len(wins), 1, dtype=wins.dtype)
    for _ in range(3000):
        p = wins.sum(1, keepdim=True) / (games / (p + p.T)).sum(1, keepdim=True)
    return p.log() - p.log().mean()


@wrong("fit_scores")
def wins_overwritten(wins):
    games, p = wins + wins.T, torch.ones(len(wins), dtype=wins.dtype)
    for _ in range(3000):
        p = wins.sum(1) / (games / (p[:, None] + p)).sum(1)
    wins.zero_()
    return p.log() - p.log().mean()
