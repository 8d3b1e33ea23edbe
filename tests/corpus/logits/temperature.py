"""Answers to logits/temperature."""

import math

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor

from tests.corpus import right, wrong


@right("temperature_nll")
def by_the_contract(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    log_p = torch.log_softmax(logits / temperature, dim=1)
    return -log_p[torch.arange(len(target)), target].mean()


@right("temperature_nll")
def inverse_first(logits, target, temperature):
    beta = 1 / temperature
    z = beta * logits
    return (z.logsumexp(-1) - z.gather(-1, target.unsqueeze(-1)).squeeze(-1)).mean()


@right("temperature_nll")
def shifted_by_hand(logits, target, temperature):
    z = torch.div(logits, temperature)
    z = z - z.amax(dim=1, keepdim=True)
    return (z.exp().sum(1).log() - z.gather(1, target[:, None])[:, 0]).sum() / len(z)


@right("temperature_nll")
def shifted_before_dividing(logits, target, temperature):
    gaps = logits - logits.gather(1, target.view(-1, 1))
    return torch.logsumexp(gaps / temperature, dim=1).mean()


@right("temperature_nll")
def one_hot(logits, target, temperature):
    y = F.one_hot(target, logits.shape[1]).to(logits.dtype)
    return -(y * F.log_softmax(logits / temperature, dim=-1)).sum(-1).mean()


@right("temperature_nll")
def made_a_tensor(logits, target, temperature):
    if not torch.is_tensor(temperature):
        temperature = torch.tensor(temperature, device=logits.device)
    z = logits / temperature
    return -F.log_softmax(z, -1).gather(1, target[:, None]).squeeze(1).mean()


@right("temperature_nll")
def expanded(logits, target, temperature):
    t = torch.as_tensor(temperature, dtype=logits.dtype, device=logits.device)
    t = t.reshape(1, 1).expand(logits.size(0), 1)
    z = logits / t
    return torch.mean(torch.logsumexp(z, 1) - torch.take_along_dim(z, target[:, None], 1)[:, 0])


@right("temperature_nll")
def rows(logits, target, temperature):
    losses = [
        torch.logsumexp(z / temperature, 0) - z[int(t)] / temperature
        for z, t in zip(logits, target)
    ]
    return sum(losses) / len(losses)


@wrong("temperature_nll", named="logits-multiplied")
def hotter_is_sharper(logits, target, temperature):
    z = logits * temperature
    return (z.logsumexp(1) - z[torch.arange(len(z)), target]).mean()


@wrong("temperature_nll", named="temperature-detached")
def plain_number(logits, target, temperature):
    if torch.is_tensor(temperature):
        temperature = temperature.item()
    z = logits / temperature
    return (z.logsumexp(1) - z[torch.arange(len(z)), target]).mean()


@wrong("temperature_nll", named="loss-divided")
def after_the_loss(logits, target, temperature):
    lp = F.log_softmax(logits, 1) / temperature
    return -lp[torch.arange(len(lp)), target].mean()


@wrong("temperature_nll", named="probabilities-divided")
def divided_probabilities(logits, target, temperature):
    p = torch.softmax(logits, 1) / temperature
    return -torch.log(p[torch.arange(len(p)), target]).mean()


@wrong("temperature_nll", named="softmax-then-log")
def in_two_steps(logits, target, temperature):
    p = torch.softmax(logits / temperature, 1)
    return -torch.log(p[torch.arange(len(p)), target]).mean()


@wrong("temperature_nll", named="loss-multiplied-by-square")
def as_in_distillation(logits, target, temperature):
    z = logits / temperature
    return temperature**2 * (z.logsumexp(1) - z[torch.arange(len(z)), target]).mean()


@wrong("temperature_nll", named="rows-summed")
def total(logits, target, temperature):
    z = logits / temperature
    return (z.logsumexp(1) - z[torch.arange(len(z)), target]).sum()


@wrong("temperature_nll", named="label-alone-divided")
def label_only(logits, target, temperature):
    label = logits[torch.arange(len(target)), target]
    return (logits.logsumexp(1) - label / temperature).mean()


@wrong("temperature_nll", named="logits-detached")
def frozen_logits(logits, target, temperature):
    z = logits.data / temperature
    return (z.logsumexp(1) - z[torch.arange(len(z)), target]).mean()


@wrong("temperature_nll")
def divides_in_place(logits, target, temperature):
    with torch.no_grad():
        logits /= temperature
    return (logits.logsumexp(1) - logits.gather(1, target[:, None])[:, 0]).mean()


@wrong("temperature_nll")
def clamped_temperature(logits, target, temperature):
    t = torch.as_tensor(temperature, dtype=logits.dtype, device=logits.device).clamp(min=0.5)
    z = logits / t
    return (z.logsumexp(1) - z[torch.arange(len(z)), target]).mean()


@wrong("temperature_nll")
def temperature_on_the_cpu(logits, target, temperature):
    t = torch.ones(len(logits), 1, dtype=logits.dtype) * 1.0
    z = logits / (t * float(temperature))
    return (z.logsumexp(1) - z[torch.arange(len(z)), target]).mean()


@wrong("temperature_nll", status="error")
def tensors_only(logits, target, temperature):
    z = logits / temperature.unsqueeze(0)
    return (z.logsumexp(1) - z[torch.arange(len(z)), target]).mean()


@wrong("temperature_nll", status="library")
def functional(logits, target, temperature):
    return F.cross_entropy(logits / temperature, target)


@wrong("temperature_nll", status="library")
def module(logits, target, temperature):
    return nn.NLLLoss()(F.log_softmax(logits / temperature, 1), target)


@right("fit_temperature")
def newton_in_the_inverse(logits: Tensor, target: Tensor) -> float:
    z = logits.detach().double()
    label = z.gather(1, target[:, None]).mean()
    low, high, beta = 1e-3, 1e3, 1.0
    for _ in range(200):
        p = torch.softmax(beta * z, 1)
        mean = (p * z).sum(1, keepdim=True)
        slope = float(mean.mean() - label)
        curvature = float((p * (z - mean) ** 2).sum(1).mean())
        low, high = (low, beta) if slope > 0 else (beta, high)
        step = beta - slope / max(curvature, 1e-12)
        beta = step if low < step < high else (low + high) / 2
    return 1 / beta


@right("fit_temperature")
def golden_section(logits, target):
    z = logits.double()
    rows = torch.arange(len(z))

    def loss(log_t):
        return float(-F.log_softmax(z / math.exp(log_t), 1)[rows, target].mean())

    a, b = math.log(0.05), math.log(20.0)
    ratio = (math.sqrt(5) - 1) / 2
    c, d = b - ratio * (b - a), a + ratio * (b - a)
    for _ in range(80):
        if loss(c) < loss(d):
            b, d = d, c
            c = b - ratio * (b - a)
        else:
            a, c = c, d
            d = a + ratio * (b - a)
    return math.exp((a + b) / 2)


@right("fit_temperature")
def lbfgs_on_the_logarithm(logits, target):
    z = logits.detach().double()
    log_t = torch.zeros((), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([log_t], lr=0.5, max_iter=200, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        log_p = F.log_softmax(z / log_t.exp(), dim=1)
        loss = -log_p.gather(1, target[:, None]).mean()
        loss.backward()
        return loss

    for _ in range(3):
        optimizer.step(closure)
    return log_t.exp()


@right("fit_temperature")
def by_scipy(logits, target):
    from scipy.optimize import minimize_scalar

    z, y = logits.detach().numpy().astype(np.float64), target.numpy()

    def loss(log_t):
        s = z / np.exp(log_t)
        s = s - s.max(axis=1, keepdims=True)
        return (np.log(np.exp(s).sum(axis=1)) - s[np.arange(len(y)), y]).mean()

    found = minimize_scalar(loss, bounds=(-3, 3), method="bounded", options={"xatol": 1e-9})
    return float(np.exp(found.x))


@right("fit_temperature")
def grid_refined(logits, target):
    z, rows = logits.double(), torch.arange(len(logits))
    low, high = 0.05, 20.0
    for _ in range(12):
        grid = torch.logspace(math.log10(low), math.log10(high), 21, dtype=torch.float64)
        losses = [-F.log_softmax(z / t, 1)[rows, target].mean() for t in grid]
        best = int(torch.stack(losses).argmin())
        low, high = float(grid[max(best - 1, 0)]), float(grid[min(best + 1, 20)])
    return torch.tensor((low * high) ** 0.5)


@right("fit_temperature")
def secant(logits, target):
    z = logits.double()
    label = z.gather(1, target[:, None]).mean()

    def slope(log_beta):
        p = torch.softmax(math.exp(log_beta) * z, 1)
        return float((p * z).sum(1).mean() - label)

    a, b = -3.5, 3.5
    fa, fb = slope(a), slope(b)
    for _ in range(300):  # regula falsi, as Illinois has it
        c = (a * fb - b * fa) / (fb - fa)
        fc = slope(c)
        if abs(fc) < 1e-14:
            break
        if fc * fb < 0:
            a, fa = b, fb
        else:
            fa /= 2
        b, fb = c, fc
    return math.exp(-c)


@right("fit_temperature")
def bisected_inverse(logits, target):
    z = logits.detach().double()
    z = z - z.amax(1, keepdim=True)
    label_mean = z[torch.arange(len(z)), target].mean()

    def slope(beta: float) -> float:
        p = torch.softmax(beta * z, dim=1)
        return float((p * z).sum(1).mean() - label_mean)

    lo, hi = 0.05, 20.0
    for _ in range(60):
        mid = (lo * hi) ** 0.5
        if slope(mid) < 0:
            lo = mid
        else:
            hi = mid
    return 1 / (lo * hi) ** 0.5


@right("fit_temperature")
def scipy_on_gaps_to_the_label(logits, target):
    from scipy import optimize

    z = logits.detach().cpu().numpy().astype(np.float64)
    z = z - z[np.arange(len(z)), target.cpu().numpy()][:, None]
    top = z.max(axis=1, keepdims=True)

    def nll(log_t):
        t = np.exp(log_t)
        return np.mean(np.log(np.exp((z - top) / t).sum(1)) + top[:, 0] / t)

    bounds = (np.log(0.05), np.log(20))
    best = optimize.minimize_scalar(nll, bounds=bounds, method="bounded", options={"xatol": 1e-9})
    return float(np.exp(best.x))


@wrong("fit_temperature", named="inverse-returned")
def beta(logits, target):
    z = logits.double()
    label = z.gather(1, target[:, None]).mean()
    low, high = 1e-2, 1e2
    for _ in range(80):
        middle = (low * high) ** 0.5
        if (torch.softmax(middle * z, 1) * z).sum(1).mean() > label:
            high = middle
        else:
            low = middle
    return low


@wrong("fit_temperature", named="never-fitted")
def as_it_is(logits, target):
    return 1.0 + 0.0 * float(logits.sum())


@wrong("fit_temperature")
def a_few_steps(logits, target):
    z = logits.detach().double()
    t = torch.ones((), dtype=torch.float64, requires_grad=True)
    for _ in range(50):
        loss = -F.log_softmax(z / t, 1).gather(1, target[:, None]).mean()
        (g,) = torch.autograd.grad(loss, t)
        t = (t - 0.01 * g).detach().requires_grad_()
    return t.detach()


@wrong("fit_temperature", named="coarse-grid")
def tenths(logits, target):
    ts = [0.1 * i for i in range(1, 101)]
    losses = [float(-F.log_softmax(logits / t, 1).gather(1, target[:, None]).mean()) for t in ts]
    return ts[int(np.argmin(losses))]


@wrong("fit_temperature", named="fitted-to-predictions")
def own_labels(logits, target):
    target = logits.argmax(1)
    z = logits.double()
    label = z.gather(1, target[:, None]).mean()
    low, high = 0.05, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        if (torch.softmax(middle * z, 1) * z).sum(1).mean() > label:
            high = middle
        else:
            low = middle
    return 1 / middle


@wrong("fit_temperature")
def parameter_with_a_dimension(logits, target):
    t = torch.ones(1, requires_grad=True)
    optimizer = torch.optim.LBFGS([t], lr=0.1, max_iter=100)

    def closure():
        optimizer.zero_grad()
        loss = -F.log_softmax(logits / t, 1).gather(1, target[:, None]).mean()
        loss.backward()
        return loss

    optimizer.step(closure)
    return t


@wrong("fit_temperature")
def spread_of_the_logits(logits, target):
    return float(logits.std())


@wrong("fit_temperature")
def best_accuracy(logits, target):
    ts = torch.linspace(0.1, 10, 100)
    hits = torch.stack([((logits / t).argmax(1) == target).double().mean() for t in ts])
    return float(ts[hits.argmax()])


@wrong("fit_temperature")
def logits_scaled_in_place(logits, target):
    with torch.no_grad():
        logits.sub_(logits.amax(1, keepdim=True))
    z = logits.double()
    label = z.gather(1, target[:, None]).mean()
    low, high = 0.05, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        if (torch.softmax(middle * z, 1) * z).sum(1).mean() > label:
            high = middle
        else:
            low = middle
    return 1 / middle


@wrong("fit_temperature", status="library")
def losses_of_torch(logits, target):
    z = logits.double()
    ts = torch.logspace(-1, 1, 4001, dtype=torch.float64)
    losses = torch.stack([F.cross_entropy(z / t, target) for t in ts])
    return float(ts[losses.argmin()])
