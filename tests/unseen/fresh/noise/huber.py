"""Wrong answers to noise/huber that only measure what the grader explains."""

import math

import torch
from torch import Tensor

from tests.unseen import unseen


@unseen("huber_loss", "the smooth-L1 loss, which is Huber's divided by delta")
def smooth_l1(y_hat, y, delta):
    a = (y - y_hat).abs()
    return torch.where(a < delta, a**2 / (2 * delta), a - delta / 2).mean()


@unseen("huber_loss", "the pseudo-Huber loss")
def pseudo(y_hat, y, delta):
    r = y_hat - y
    root = torch.sqrt(1 + (r / delta) ** 2)
    return (delta**2 * (root - 1)).mean()


@unseen("huber_loss", "the linear part subtracts delta instead of delta/2, with a jump at delta")
def jump(y_hat, y, delta):
    err = torch.abs(y - y_hat)
    quadratic = 0.5 * err**2
    linear = delta * (err - delta)
    return torch.mean(torch.where(err <= delta, quadratic, linear))


@unseen("huber_log_normaliser", "only one of the two tails is counted")
def one_tail(delta):
    centre = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    # integral of exp(-delta r + delta^2/2) from delta to infinity
    tail = math.exp(-(delta**2) / 2) / delta
    return math.log(centre + tail)


@unseen("huber_log_normaliser", "the integral is cut at 50, long tails of a small delta are lost")
def trapezoid(delta):
    r = torch.linspace(-50, 50, 200001, dtype=torch.float64)
    a = r.abs()
    rho = torch.where(a <= delta, 0.5 * r**2, delta * (a - delta / 2))
    area = torch.trapezoid(torch.exp(-rho), r)
    return torch.log(area)


@unseen("huber_nll", "the residual is divided by sigma after the Huber function, not before")
def scaled_outside(mu, sigma, delta, y):
    r = (y - mu).abs()
    rho = torch.where(r <= delta, 0.5 * r * r, delta * (r - 0.5 * delta)) / sigma
    z = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2)) + 2 / delta * math.exp(
        -0.5 * delta**2
    )
    return (rho + torch.log(sigma) + math.log(z)).mean()


@unseen("huber_nll", "the Gaussian's normaliser instead of Huber's")
def gauss_norm(mu, sigma, delta, y):
    z = torch.abs((y - mu) / sigma)
    rho = torch.where(z <= delta, z**2 / 2, delta * (z - delta / 2))
    return (rho + sigma.log() + 0.5 * math.log(2 * math.pi)).mean()


@unseen("huber_nll", "log(sigma) is missing")
def no_scale_term(mu, sigma, delta, y):
    z = (y - mu) / sigma
    inside = torch.clamp(z.abs(), max=delta)
    rho = 0.5 * inside**2 + delta * (z.abs() - inside)
    const = math.log(
        math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
        + 2 / delta * math.exp(-(delta**2) / 2)
    )
    return rho.mean() + const


@unseen(
    "huber_loss",
    "computes the pseudo-Huber loss delta^2*(sqrt(1+(r/delta)^2)-1), a smooth relative",
)
def second_1(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    r = y - y_hat
    return (delta**2 * (torch.sqrt(1 + (r / delta) ** 2) - 1)).mean()


@unseen("huber_log_normaliser", "counts only one of the two tails (1/delta instead of 2/delta)")
def second_2(delta: float) -> float:
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    tails = math.exp(-(delta**2) / 2) / delta
    return math.log(center + tails)


@unseen(
    "huber_nll",
    "applies Huber to the raw residual and divides the cost by sigma, so delta counts units of y and not scales",
)
def second_3(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    def _rho(r: Tensor, delta: float) -> Tensor:
        """Huber's function as an infimal convolution: the part of r beyond delta costs delta each."""
        inner = r.clamp(-delta, delta)
        return inner * inner / 2 + delta * (r - inner).abs()

    cost = _rho(y - mu, delta) / sigma
    return (cost + torch.log(sigma) + huber_log_normaliser(delta)).mean()


@unseen("huber_loss", "is the smooth-L1 convention, which is Huber's loss divided by delta")
def second_4(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    r = (y - y_hat).abs()
    each = torch.where(r < delta, 0.5 * r**2 / delta, r - 0.5 * delta)
    return each.mean()
