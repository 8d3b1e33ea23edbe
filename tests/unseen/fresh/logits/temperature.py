"""Wrong answers to logits/temperature that only measure what the grader explains."""

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


@unseen("temperature_nll", "the logits are multiplied by the temperature")
def multiplied(logits, target, temperature):
    log_p = F.log_softmax(logits * temperature, dim=1)
    return -log_p.gather(1, target.unsqueeze(1)).mean()


@unseen("temperature_nll", "divided by the temperature after the log-softmax")
def after_softmax(logits, target, temperature):
    log_p = F.log_softmax(logits, dim=-1) / temperature
    rows = torch.arange(logits.shape[0], device=logits.device)
    return -log_p[rows, target].mean()


@unseen("temperature_nll", "float() cuts the gradient to the temperature")
def float_temperature(logits, target, temperature):
    T = float(temperature)
    z = logits / T
    nll = torch.logsumexp(z, dim=1) - z.gather(1, target[:, None])[:, 0]
    return nll.mean()


@unseen("temperature_nll", "multiplied by temperature^2 as in distillation")
def t_squared(logits, target, temperature):
    scaled = logits / temperature
    lp = F.log_softmax(scaled, dim=1)
    nll = -lp.gather(1, target.view(-1, 1)).mean()
    return nll * temperature**2


@unseen("fit_temperature", "a grid of step 0.1 is too coarse")
def coarse_grid(logits, target):
    best_t, best = 1.0, float("inf")
    for i in range(1, 101):
        t = i / 10
        lp = F.log_softmax(logits / t, dim=1)
        loss = -lp.gather(1, target.unsqueeze(1)).mean().item()
        if loss < best:
            best_t, best = t, loss
    return best_t


@unseen("fit_temperature", "gradient descent stops long before it has converged")
def few_steps(logits, target):
    T = torch.ones((), dtype=logits.dtype, device=logits.device, requires_grad=True)
    opt = torch.optim.SGD([T], lr=0.01)
    z = logits.detach()
    for _ in range(50):
        opt.zero_grad()
        lp = F.log_softmax(z / T, dim=1)
        loss = -lp.gather(1, target[:, None]).mean()
        loss.backward()
        opt.step()
    return T.detach()


@unseen("fit_temperature", "the inverse temperature is returned")
def inverse(logits, target):
    z = logits.detach().double()
    rows = torch.arange(len(target), device=z.device)

    def slope(beta):
        # derivative of the NLL by beta = 1/T, increasing in beta
        p = torch.softmax(beta * z, dim=1)
        return ((p * z).sum(1) - z[rows, target]).mean().item()

    lo, hi = 0.05, 20.0
    for _ in range(80):
        mid = (lo + hi) / 2
        if slope(mid) > 0:
            hi = mid
        else:
            lo = mid
    return (lo + hi) / 2


@unseen("fit_temperature", "the Brier score is minimised instead of the NLL")
def brier(logits, target):
    z = logits.detach().double()
    onehot = torch.zeros_like(z).scatter_(1, target[:, None], 1.0)

    def score(log_t):
        p = torch.softmax(z / torch.exp(torch.tensor(log_t)).item(), dim=1)
        return ((p - onehot) ** 2).sum(1).mean().item()

    ratio = (5**0.5 - 1) / 2
    a, b = -2.4, 2.4
    for _ in range(60):
        c, d = b - ratio * (b - a), a + ratio * (b - a)
        if score(c) < score(d):
            b = d
        else:
            a = c
    return float(torch.exp(torch.tensor((a + b) / 2)))


@unseen(
    "temperature_nll",
    "divides the log-probabilities by the temperature, which leaves them unnormalised",
)
def second_1(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    log_probs = F.log_softmax(logits, dim=1) / temperature
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -observed.mean()


@unseen(
    "temperature_nll", "copies the temperature into a new tensor, which cuts the gradient to it"
)
def second_2(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    t = torch.as_tensor(float(temperature), dtype=logits.dtype, device=logits.device)
    log_probs = F.log_softmax(logits / t, dim=1)
    return -log_probs[torch.arange(len(target)), target].mean()


@unseen(
    "fit_temperature",
    "stops after 100 Adam steps of 0.01, which cannot get further than about 1 away from the start",
)
def second_3(logits: Tensor, target: Tensor) -> float:
    t = torch.ones((), dtype=torch.float64, requires_grad=True)
    z = logits.detach().double()
    opt = torch.optim.Adam([t], lr=0.01)
    for _ in range(100):
        opt.zero_grad()
        loss = temperature_nll(z, target, t)
        loss.backward()
        opt.step()
    return t.item()


@unseen(
    "fit_temperature",
    "searches a grid of 100 temperatures from 0.1 to 10 and returns the best grid point",
)
def second_4(logits: Tensor, target: Tensor) -> float:
    z = logits.detach().double()
    grid = torch.linspace(0.1, 10.0, 100).tolist()
    losses = [float(temperature_nll(z, target, t)) for t in grid]
    return grid[losses.index(min(losses))]
