"""Answers to nll/laplace."""

import math
from functools import partial

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor
from torch.distributions import Laplace
from torch.nn.functional import l1_loss as distance

from tests.corpus import right, wrong


@right("laplace_nll")
def by_the_contract(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    return torch.mean(torch.log(2 * b) + torch.abs(y - mu) / b)


@right("laplace_nll")
def terms_averaged_apart(mu, b, y):
    # Right: every b counts equally often, so its logarithm may be averaged by itself.
    return math.log(2) + b.log().mean() + ((y - mu) / b).abs().mean()


@right("laplace_nll")
def minus_log_of_density(mu, b, y):
    log_p = -(mu - y).abs() / b - torch.log(b) - np.log(2.0)
    return -log_p.mean()


@right("laplace_nll")
def checked_and_expanded(mu, b, y):
    if mu.shape != y.shape:
        raise ValueError("mu and y must have the same shape")
    if (b <= 0).any():
        raise ValueError("b must be positive")
    mu, b, y = torch.broadcast_tensors(mu, b, y)
    total = ((2 * b).log() + (y - mu).abs() / b).sum()
    return total / y.numel()


@right("laplace_nll")
def by_rate(mu, b, y):
    rate = b.reciprocal()
    return (rate * torch.maximum(y - mu, mu - y) - (rate / 2).log()).mean()


@right("laplace_nll")
def flattened(mu, b, y):
    scale = torch.ones_like(y) * b
    z = ((y - mu) / scale).flatten()
    return torch.linalg.vector_norm(z, ord=1) / z.numel() + (scale + scale).log().mean()


@right("laplace_nll")
def where_for_abs(mu, b, y):
    r = y - mu
    r = torch.where(r >= 0, r, -r)
    return (r / b + torch.log(b) + torch.tensor(2.0, dtype=b.dtype, device=b.device).log()).mean()


@right("laplace_nll")
def element_by_element(mu, b, y):
    b = b.expand_as(y)
    terms = [
        (2 * s).log() + (t - m).abs() / s
        for m, s, t in zip(mu.flatten(), b.flatten(), y.flatten(), strict=True)
    ]
    return torch.stack(terms).mean()


@wrong("laplace_nll", named="scales-multiplied")
def product_of_widths_in_each_row(mu, b, y):
    distance = torch.abs(mu - y) / b
    widths = (2 * b) * torch.ones_like(distance)
    return (torch.log(torch.prod(widths, -1)).sum() + distance.sum()) / distance.numel()


@wrong("laplace_nll", named="b-as-deviation")
def scale_from_std(mu, b, y):
    scale = b * 0.5**0.5
    return (torch.log(2 * scale) + torch.abs(mu - y) / scale).mean()


@wrong("laplace_nll", named="b-as-log")
def exponentiated(mu, b, y):
    return torch.mean(math.log(2.0) + b + torch.abs(y - mu) * torch.exp(-b))


@wrong("laplace_nll", named="b-as-rate")
def multiplied(mu, b, y):
    return torch.mean(b * (mu - y).abs() - torch.log(b / 2))


@wrong("laplace_nll", named="two-dropped")
def no_two(mu, b, y):
    return torch.log(b).mean() + ((mu - y).abs() / b).mean()


@wrong("laplace_nll", named="log-b-dropped")
def no_price(mu, b, y):
    return math.log(2) + torch.mean((mu - y).abs() / b)


@wrong("laplace_nll", named="normalizer-dropped")
def weighted_mae(mu, b, y):
    return ((mu - y) / b).abs().mean()


@wrong("laplace_nll", named="log-b-subtracted")
def wrong_sign_of_width(mu, b, y):
    return ((mu - y).abs() / b - b.log() - math.log(2)).mean()


@wrong("laplace_nll", named="residual-squared")
def squared(mu, b, y):
    return torch.mean(torch.log(2 * b) + torch.pow(mu - y, 2) / b)


@wrong("laplace_nll", named="gaussian-instead")
def normal(mu, b, y):
    return torch.mean(0.5 * torch.log(2 * torch.pi * b**2) + (y - mu) ** 2 / (2 * b * b))


@wrong("laplace_nll", named="divided-by-twice-b")
def two_everywhere(mu, b, y):
    d = 2 * b
    return (d.log() + (mu - y).abs() / d).mean()


@wrong("laplace_nll", named="b-squared")
def as_a_variance(mu, b, y):
    return (torch.log(b) + math.log(2) + (mu - y).abs() / (b * b)).mean()


@wrong("laplace_nll", named="sign-kept")
def no_abs(mu, b, y):
    z = (y - mu) / b
    return (torch.log(2 * b) + z).mean()


@wrong("laplace_nll", named="sign-flipped")
def log_likelihood(mu, b, y):
    return (-torch.log(2 * b) - (y - mu).abs() / b).mean()


@wrong("laplace_nll", named="sum-for-mean")
def summed(mu, b, y):
    return torch.sum(torch.log(2 * b) + torch.abs(y - mu) / b)


@wrong("laplace_nll", named="sum-over-features")
def per_example(mu, b, y):
    losses = torch.log(2 * b) + torch.abs(y - mu) / b
    return torch.mean(torch.sum(losses, -1))


@wrong("laplace_nll", named="not-reduced")
def elementwise(mu, b, y):
    return torch.log(2 * b) + torch.abs(mu - y) / b


@wrong("laplace_nll", named="one-b-for-all")
def homoscedastic(mu, b, y):
    s = torch.mean(b)
    return torch.log(2 * s) + (mu - y).abs().mean() / s


@wrong("laplace_nll", named="b-counted-once")
def forgets_to_broadcast(mu, b, y):
    return (torch.sum(torch.log(2 * b)) + torch.sum(torch.abs(mu - y) / b)) / y.numel()


@wrong("laplace_nll", named="b-detached")
def frozen_scale(mu, b, y):
    with torch.no_grad():
        scale = b.clone()
    return (torch.log(2 * scale) + torch.abs(mu - y) / scale).mean()


@wrong("laplace_nll", named="b-clamped")
def guarded(mu, b, y):
    b = torch.clamp_min(b, 1e-6)
    return (torch.log(2 * b) + torch.abs(mu - y) / b).mean()


@wrong("laplace_nll", named="b-plus-epsilon")
def stabilised(mu, b, y):
    b = 1e-8 + b
    return (torch.log(2 * b) + torch.abs(mu - y) / b).mean()


@wrong("laplace_nll")
def swapped(mu, b, y):
    return ((2 * y).abs().log() + (b - mu).abs() / y).mean()


@wrong("laplace_nll")
def hardly_smoothed(mu, b, y):
    return ((2 * b).log() + ((y - mu) ** 2 + 1e-12).sqrt() / b).mean()


@wrong("laplace_nll")
def epsilon_in_the_log(mu, b, y):
    return (torch.log(2 * b + 1e-7) + (y - mu).abs() / b).mean()


@wrong("laplace_nll")
def always_double(mu, b, y):
    return (torch.log(2 * b) + (y - mu).abs() / b).double().mean()


@wrong("laplace_nll")
def single_constant(mu, b, y):
    return (torch.tensor(2.0).log().item() + b.log() + (y - mu).abs() / b).mean() + 1e-7


@wrong("laplace_nll")
def scales_in_place(mu, b, y):
    b *= 2
    return (b.log() + 2 * (y - mu).abs() / b).mean()


@wrong("laplace_nll")
def on_the_cpu(mu, b, y):
    two = torch.full(b.shape or (1,), 2.0, dtype=b.dtype)
    return (torch.log(two * b) + (y - mu).abs() / b).mean()


@wrong("laplace_nll", status="library")
def distribution(mu, b, y):
    return -Laplace(mu, b).log_prob(y).mean()


@wrong("laplace_nll", status="library")
def half_library(mu, b, y):
    weighted = F.l1_loss(mu / b, y / b)
    return weighted + torch.log(2 * b).mean()


@wrong("laplace_nll", status="error")
def unknown_name(mu, b, y):
    return (torch.log(2 * scale) + (y - mu).abs() / scale).mean()


@right("mae_loss")
def mean_of_abs(y_hat, y):
    return (y_hat - y).abs().mean()


@right("mae_loss")
def root_of_square(y_hat, y):
    e = y - y_hat
    return torch.where(e < 0, -e, e).sum() / e.numel()


@right("mae_loss")
def norm(y_hat, y):
    return torch.linalg.vector_norm(y_hat - y, 1) / y.numel()


@right("mae_loss")
def sign_trick(y_hat, y):
    e = (y_hat - y).reshape(-1)
    return (e * e.sign().detach()).mean()


@right("mae_loss")
def relu_both_ways(y_hat, y):
    return torch.mean(F.relu(y - y_hat) + F.relu(y_hat - y))


@right("mae_loss")
def pairwise(y_hat, y):
    total = y.new_zeros(())
    for a, c in zip(y_hat.flatten(), y.flatten(), strict=True):
        total = total + torch.abs(a - c)
    return total / y.numel()


@wrong("mae_loss", named="errors-summed")
def total(y_hat, y):
    return torch.sum(torch.abs(y_hat - y))


@wrong("mae_loss", named="errors-squared")
def mse(y_hat, y):
    return torch.mean((y_hat - y) ** 2)


@wrong("mae_loss", named="root-mean-square")
def rmse(y_hat, y):
    return torch.sqrt(torch.mean((y_hat - y) ** 2))


@wrong("mae_loss", named="absolute-of-mean")
def order_swapped(y_hat, y):
    return torch.abs(torch.mean(y_hat - y))


@wrong("mae_loss", named="error-sign-kept")
def bias(y_hat, y):
    return torch.mean(y - y_hat)


@wrong("mae_loss", named="median-error")
def robust(y_hat, y):
    return torch.median(torch.abs(y_hat - y))


@wrong("mae_loss", named="errors-not-reduced")
def each(y_hat, y):
    return torch.abs(y_hat - y)


@wrong("mae_loss", named="errors-summed-over-features")
def row_norms(y_hat, y):
    return torch.linalg.vector_norm(y_hat - y, ord=1, dim=-1).mean()


@wrong("mae_loss", named="smoothed")
def huber(y_hat, y):
    d = (y_hat - y).abs()
    small = (d < 1).to(d.dtype)
    return (small * d * d / 2 + (1 - small) * (d - 0.5)).mean()


@wrong("mae_loss", named="target-detached")
def constant_target(y_hat, y):
    return torch.mean(torch.abs(y_hat - y.detach()))


@wrong("mae_loss", named="error-halved")
def half(y_hat, y):
    return torch.mean(torch.abs(y_hat - y)) / 2


@wrong("mae_loss")
def softened(y_hat, y):
    return torch.sqrt((y_hat - y) ** 2 + 1e-12).mean()


@wrong("mae_loss")
def halves_on_the_cpu(y_hat, y):
    zero = torch.zeros(1, dtype=y.dtype)
    return (torch.max(y - y_hat, zero) + torch.max(y_hat - y, zero)).mean()


@wrong("mae_loss")
def first_row(y_hat, y):
    return (y_hat[0] - y[0]).abs().mean()


@wrong("mae_loss")
def a_number(y_hat, y):
    return float((y_hat - y).abs().mean())


@wrong("mae_loss")
def outer(y_hat, y):
    return (y_hat.reshape(-1, 1) - y.reshape(1, -1)).abs().mean()


@wrong("mae_loss", status="library")
def functional(y_hat, y):
    return F.l1_loss(y_hat, y)


@wrong("mae_loss", status="library")
def module(y_hat, y):
    return nn.L1Loss()(y_hat, y)


@wrong("mae_loss", status="library")
def alias(y_hat, y):
    return partial(distance, reduction="mean")(y_hat, y)


@wrong("mae_loss", status="library")
def operator(y_hat, y):
    return torch.ops.aten.l1_loss(y_hat, y)


@wrong("mae_loss", status="library")
def smooth_with_beta_zero(y_hat, y):
    return F.smooth_l1_loss(y_hat, y, beta=0.0)


@wrong("laplace_nll", named="density-first")
def log_of_the_pdf(mu, b, y):
    return torch.mean(-torch.log(torch.exp(-torch.abs(y - mu) / b) / (2 * b)))


@wrong("laplace_nll")
def smallest_scale_of_the_dtype(mu, b, y):
    b = b.clamp(min=torch.finfo(b.dtype).eps)
    return (torch.log(2 * b) + (y - mu).abs() / b).mean()


@wrong("mae_loss")
def root_of_the_expanded_square(y_hat, y):
    return (y_hat**2 - 2 * y_hat * y + y**2).clamp(min=0).sqrt().mean()


@wrong("laplace_nll", named="root-of-squares")
def scaled_root(mu, b, y):
    return (torch.log(2 * b) + torch.sqrt((y - mu).square()) / b).mean()


@wrong("mae_loss", named="error-by-root")
def root_mean(y_hat, y):
    return (y_hat - y).pow(2).pow(0.5).mean()


@right("mae_loss")
def two_relus(y_hat, y):
    return (torch.relu(y - y_hat) + torch.relu(y_hat - y)).mean()
