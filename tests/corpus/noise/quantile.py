"""Answers to noise/quantile."""

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.corpus import right, wrong


@right("pinball_loss")
def by_the_contract(q: Tensor, y: Tensor, tau: float) -> Tensor:
    return torch.max(tau * (y - q), (tau - 1) * (y - q)).mean()


@right("pinball_loss")
def by_where(q, y, tau):
    error = y - q
    return torch.where(error > 0, tau * error, (tau - 1) * error).mean()


@right("pinball_loss")
def by_relu(q, y, tau):
    return (tau * F.relu(y - q) + (1 - tau) * F.relu(q - y)).mean()


@right("pinball_loss")
def by_indicator(q, y, tau):
    assert q.shape == y.shape
    below = (y < q).to(q.dtype)
    return torch.mean((tau - below) * (y - q))


@right("pinball_loss")
def tilted_absolute_error(q, y, tau):
    r = q - y
    return 0.5 * r.abs().mean() + (0.5 - tau) * r.mean()


@right("pinball_loss")
def by_masks(q, y, tau):
    r = (y - q).reshape(-1)
    up = r >= 0
    return (tau * r[up].sum() - (1 - tau) * r[~up].sum()) / r.numel()


@right("pinball_loss")
def stacked(q, y, tau):
    r = y - q
    return torch.stack([tau * r, (tau - 1) * r]).amax(dim=0).mean()


@right("pinball_loss")
def element_by_element(q, y, tau):
    costs = []
    for a, b in zip(q.reshape(-1), y.reshape(-1).tolist()):
        costs.append(tau * (b - a) if b > a.item() else (1 - tau) * (a - b))
    return torch.stack(costs).mean()


@right("asymmetric_laplace_nll")
def nll_by_the_contract(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    r = y - mu
    pinball = torch.max(tau * r, (tau - 1) * r)
    return (torch.log(b) - math.log(tau * (1 - tau)) + pinball / b).mean()


@right("asymmetric_laplace_nll")
def log_density(mu, b, tau, y):
    z = (y - mu) / b
    log_p = math.log(tau) + math.log1p(-tau) - b.log() - z * (tau - (z < 0).to(z.dtype))
    return -log_p.mean()


@right("asymmetric_laplace_nll")
def terms_apart(mu, b, tau, y):
    fit = pinball_loss(mu / b, y / b, tau)  # noqa: F821
    return fit + torch.log(b).mean() - math.log(tau * (1 - tau))


@right("asymmetric_laplace_nll")
def two_rates(mu, b, tau, y):
    up, down = tau / b, (1 - tau) / b
    r = y - mu
    rate = torch.where(r >= 0, up, down)
    return torch.mean(rate * r.abs() - torch.log(up * down * b))


@right("asymmetric_laplace_nll")
def tau_as_tensor(mu, b, tau, y):
    t = torch.tensor(tau, dtype=mu.dtype, device=mu.device)
    z = (y - mu).div(b)
    nll = F.relu(z) * t + F.relu(-z) * (1 - t) + torch.log(b / (t * (1 - t)))
    return nll.sum() / nll.numel()


@right("asymmetric_laplace_nll")
def broadcast_first(mu, b, tau, y):
    mu, b, y = torch.broadcast_tensors(mu, b, y)
    z = (mu - y) / b
    cost = z.abs() / 2 + (0.5 - tau) * z
    return (cost + torch.log(b)).mean() - np.log(tau * (1 - tau))


@right("asymmetric_laplace_nll")
def peak_of_the_density(mu, b, tau, y):
    peak = tau * (1 - tau) / b
    r = y - mu
    return (torch.maximum(tau * r, (tau - 1) * r) / b - peak.log()).mean()


@wrong("pinball_loss", named="shares-exchanged")
def prediction_minus_target(q, y, tau):
    e = q - y
    return torch.max(tau * e, (tau - 1) * e).mean()


@wrong("pinball_loss", named="smaller-line")
def torch_min(q, y, tau):
    e = y - q
    return torch.mean(torch.min(e * tau, e * (tau - 1)))


@wrong("pinball_loss", named="negative-side")
def no_sign_on_the_left(q, y, tau):
    e = y - q
    return torch.mean(torch.where(e < 0, (1 - tau) * e, tau * e))


@wrong("pinball_loss", named="squares-weighted")
def expectile(q, y, tau):
    e = y - q
    w = torch.abs(tau - (e < 0).to(e.dtype))
    return torch.mean(w * e**2)


@wrong("pinball_loss", named="both-weighted-by-tau")
def scaled_mae(q, y, tau):
    return tau * torch.mean(torch.abs(q - y))


@wrong("pinball_loss", named="too-high-costs-nothing")
def one_relu(q, y, tau):
    return torch.mean(F.relu(y - q)) * tau


@wrong("pinball_loss", named="elements-summed")
def total(q, y, tau):
    e = y - q
    return torch.sum(tau * F.relu(e) + (1 - tau) * F.relu(-e))


@wrong("pinball_loss")
def smoothed(q, y, tau):
    e = y - q
    return (tau * e + 0.01 * F.softplus(-e / 0.01)).mean()


@wrong("pinball_loss")
def zero_if_close(q, y, tau):
    e = y - q
    e = torch.where(e.abs() < 0.05, torch.zeros_like(e), e)
    return torch.max(tau * e, (tau - 1) * e).mean()


@wrong("pinball_loss", status="library")
def from_l1(q, y, tau):
    return 0.5 * F.l1_loss(q, y) + (tau - 0.5) * (y - q).mean()


@wrong("pinball_loss", status="error")
def misspelt(q, y, tau):
    e = y - q
    return torch.max(tau * e, (tau - 1) * errors).mean()  # noqa: F821


@wrong("asymmetric_laplace_nll", named="log-b-missing")
def scale_for_free(mu, b, tau, y):
    z = (y - mu) / b
    return torch.mean(z * (tau - (z < 0).to(z.dtype))) - math.log(tau - tau**2)


@wrong("asymmetric_laplace_nll", named="shares-missing")
def kernel(mu, b, tau, y):
    e = y - mu
    return torch.mean(torch.max(tau * e, (tau - 1) * e) / b + b.log())


@wrong("asymmetric_laplace_nll", named="log-2b")
def symmetric_constant(mu, b, tau, y):
    e = y - mu
    return torch.mean(torch.max(tau * e, (tau - 1) * e) / b + torch.log(2 * b))


@wrong("asymmetric_laplace_nll", named="shares-added")
def sign_of_the_shares(mu, b, tau, y):
    z = (y - mu) / b
    return torch.mean(F.relu(z) * tau + F.relu(-z) * (1 - tau) + torch.log(b * tau * (1 - tau)))


@wrong("asymmetric_laplace_nll", named="sides-exchanged")
def mu_minus_y(mu, b, tau, y):
    z = (mu - y) / b
    return torch.mean(torch.max(tau * z, (tau - 1) * z) + torch.log(b / (tau * (1 - tau))))


@wrong("asymmetric_laplace_nll", named="scale-detached")
def constant_scale(mu, b, tau, y):
    b = b.detach()
    z = (y - mu) / b
    return torch.mean(torch.max(tau * z, (tau - 1) * z) + torch.log(b / (tau * (1 - tau))))


@wrong("asymmetric_laplace_nll", named="nll-summed")
def total_nll(mu, b, tau, y):
    z = (y - mu) / b
    return torch.sum(torch.max(tau * z, (tau - 1) * z) + b.log() - math.log(tau * (1 - tau)))


@wrong("asymmetric_laplace_nll", status="error")
def scale_down_the_columns(mu, b, tau, y):
    b = b.unsqueeze(-1) if b.dim() == 1 and mu.dim() == 2 else b
    z = (y - mu) / b
    return (torch.max(tau * z, (tau - 1) * z) + b.log() - math.log(tau * (1 - tau))).mean()


@wrong("asymmetric_laplace_nll", status="library")
def from_laplace(mu, b, tau, y):
    law = torch.distributions.Laplace(mu, 2 * b, validate_args=False)
    tilt = (tau - 0.5) * ((y - mu) / b).mean()
    return -law.log_prob(y).mean() + tilt - math.log(4 * tau * (1 - tau))
