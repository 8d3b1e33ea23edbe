"""Answers to nll/gaussian."""

import math

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor
from torch.nn import MSELoss
from torch.nn.functional import mse_loss as squared

from tests.corpus import right, wrong


@right("gaussian_nll")
def by_the_contract(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    return torch.mean(
        0.5 * math.log(2 * math.pi) + torch.log(sigma) + (y - mu) ** 2 / (2 * sigma**2)
    )


@right("gaussian_nll")
def through_the_variance(mu, sigma, y):
    var = sigma.pow(2)
    return 0.5 * (torch.log(2 * torch.pi * var) + (mu - y).pow(2).div(var)).mean()


@right("gaussian_nll")
def constant_under_the_root(mu, sigma, y):
    # log of 1 / (sigma * sqrt(2 pi)) * exp(-...)
    log_density = -torch.log(sigma * np.sqrt(2 * np.pi)) - 0.5 * ((y - mu) / sigma).square()
    return -log_density.mean()


@right("gaussian_nll")
def with_defensive_checks(mu, sigma, y):
    if mu.shape != y.shape:
        raise ValueError(f"mu {mu.shape} and y {y.shape} must match")
    if not bool((sigma > 0).all()):
        raise ValueError("sigma must be positive")
    sigma = sigma.expand_as(mu)
    assert sigma.shape == y.shape
    losses = sigma.log() + torch.square(y - mu) / (2 * sigma * sigma)
    return losses.sum() / losses.numel() + 0.5 * math.log(2 * math.pi)


@right("gaussian_nll")
def by_precision(mu, sigma, y):
    tau = 1.0 / sigma
    energy = 0.5 * (tau * (y - mu)) ** 2
    return (energy - tau.log()).mean() + math.log(math.sqrt(math.tau))


@right("gaussian_nll")
def terms_averaged_apart(mu, sigma, y):
    # Right: every sigma counts equally often, so its logarithm may be averaged by itself.
    return 0.9189385332046727 + sigma.log().mean() + 0.5 * ((y - mu) / sigma).pow(2).mean()


@right("gaussian_nll")
def broadcast_and_flatten(mu, sigma, y):
    mu, sigma, y = torch.broadcast_tensors(mu, sigma, y)
    z = ((y - mu) / sigma).reshape(-1)
    constant = torch.tensor(2 * math.pi, dtype=mu.dtype, device=mu.device).log() / 2
    return (z @ z) / (2 * z.numel()) + sigma.reshape(-1).log().mean() + constant


@right("gaussian_nll")
def in_place_on_its_own_tensors(mu, sigma, y):
    out = (y - mu).div(sigma)
    out = out * out
    out /= 2
    out = out + sigma.log()
    out += 0.5 * math.log(2 * math.pi)
    return out.mean()


@right("gaussian_nll")
def by_einsum(mu, sigma, y):
    d, s = (y - mu).flatten(), (sigma + torch.zeros_like(y)).flatten()
    quadratic = torch.einsum("i,i,i->", d, d, s**-2)
    return 0.5 * math.log(2 * math.pi) + (s.log().sum() + 0.5 * quadratic) / d.shape[0]


@right("gaussian_nll")
def element_by_element(mu, sigma, y):
    sigma = torch.broadcast_to(sigma, y.shape)
    losses = [
        0.5 * math.log(2 * math.pi) + s.log() + (t - m) ** 2 / (2 * s**2)
        for m, s, t in zip(mu.flatten(), sigma.flatten(), y.flatten())
    ]
    return torch.stack(losses).mean()


@right("gaussian_nll")
def with_a_helper(mu, sigma, y, reduction="mean"):
    def log_prob(x, loc, scale):
        return -((x - loc) ** 2) / (2 * scale**2) - scale.log() - 0.5 * math.log(2 * math.pi)

    nll = log_prob(y, mu, sigma).neg()
    return nll.mean() if reduction == "mean" else nll


@right("gaussian_nll")
def constant_made_on_the_device(mu, sigma, y):
    two_pi = mu.new_tensor(2 * math.pi)
    return (0.5 * two_pi.log() + sigma.log() + 0.5 * ((y - mu) / sigma) ** 2).mean()


@right("gaussian_nll")
def with_full_like(mu, sigma, y):
    c = torch.full_like(y, math.pi)
    return 0.5 * (torch.log(2 * c) + 2 * sigma.log() + ((y - mu) / sigma) ** 2).mean()


@wrong("gaussian_nll", named="scales-multiplied")
def product_of_sigmas_in_each_row(mu, sigma, y):
    sigma = torch.broadcast_to(sigma, torch.broadcast_shapes(mu.shape, sigma.shape))
    log_widths = torch.log(torch.prod(sigma, -1)).sum() / sigma.numel()
    return math.log(math.sqrt(math.tau)) + log_widths + torch.mean((mu - y).div(sigma).pow(2)) / 2


@wrong("gaussian_nll", named="scales-multiplied")
def product_of_all_sigmas(mu, sigma, y):
    z = (y - mu) / sigma
    width = torch.log(torch.prod(torch.ones_like(z) * sigma)) / z.numel()
    return 0.5 * math.log(2 * math.pi) + width + 0.5 * (z * z).mean()


@wrong("gaussian_nll", named="sigma-as-variance")
def a_variance(mu, sigma, y):
    return 0.5 * (torch.log(2 * math.pi * sigma) + (y - mu).square() / sigma).mean()


@wrong("gaussian_nll", named="sigma-as-log")
def a_log_std(mu, sigma, y):
    z = (y - mu) * torch.exp(-sigma)
    return torch.mean(0.5 * z * z + sigma + 0.5 * np.log(2 * np.pi))


@wrong("gaussian_nll", named="sigma-as-log-variance")
def a_log_variance(mu, sigma, y):
    loss = 0.5 * (math.log(2 * math.pi) + sigma + torch.exp(-sigma) * (mu - y) ** 2)
    return loss.mean()


@wrong("gaussian_nll", named="sigma-as-precision")
def a_precision(mu, sigma, y):
    return torch.mean(-0.5 * torch.log(sigma / (2 * math.pi)) + 0.5 * sigma * (mu - y).pow(2))


@wrong("gaussian_nll", named="constant-dropped")
def as_torch_does_by_default(mu, sigma, y):
    var = sigma**2
    return (0.5 * (var.log() + (y - mu) ** 2 / var)).mean()


@wrong("gaussian_nll", named="constant-not-halved")
def whole_log_two_pi(mu, sigma, y):
    z = (y - mu) / sigma
    return torch.log(2 * torch.pi * sigma).mean() + (z**2).mean() / 2


@wrong("gaussian_nll", named="constant-without-two")
def root_of_pi(mu, sigma, y):
    return (math.log(math.sqrt(math.pi)) + sigma.log() + ((y - mu) / sigma) ** 2 / 2).mean()


@wrong("gaussian_nll", named="log-sigma-dropped")
def no_price_for_width(mu, sigma, y):
    z = (y - mu) / sigma
    return 0.5 * (math.log(2 * math.pi) + (z * z).mean())


@wrong("gaussian_nll", named="log-sigma-subtracted")
def width_pays(mu, sigma, y):
    z2 = ((mu - y) / sigma).pow(2)
    return torch.mean(0.5 * z2 - torch.log(sigma) + 0.5 * math.log(2 * math.pi))


@wrong("gaussian_nll", named="log-variance-not-halved")
def log_of_the_variance(mu, sigma, y):
    var = sigma * sigma
    return (0.5 * math.log(2 * math.pi) + torch.log(var) + 0.5 * (mu - y) ** 2 / var).mean()


@wrong("gaussian_nll", named="log-sigma-halved")
def sigma_under_the_root(mu, sigma, y):
    log_normaliser = torch.log(torch.sqrt(2 * math.pi * sigma))
    return (log_normaliser + 0.5 * ((y - mu) / sigma) ** 2).mean()


@wrong("gaussian_nll", named="half-lost")
def no_half(mu, sigma, y):
    z = (y - mu).div(sigma)
    return (0.5 * math.log(2 * math.pi) + sigma.log() + z.square()).mean()


@wrong("gaussian_nll", named="sigma-not-squared")
def divided_once(mu, sigma, y):
    return torch.mean(0.5 * math.log(2 * math.pi) + torch.log(sigma) + 0.5 * (mu - y) ** 2 / sigma)


@wrong("gaussian_nll", named="two-squared-too")
def brackets(mu, sigma, y):
    z = (mu - y) / (2 * sigma)
    return (z * z + sigma.log() + 0.5 * math.log(2 * math.pi)).mean()


@wrong("gaussian_nll", named="residual-not-squared")
def distance(mu, sigma, y):
    var = sigma**2
    return (0.5 * torch.log(2 * math.pi * var) + 0.5 * torch.abs(mu - y) / var).mean()


@wrong("gaussian_nll", named="sign-flipped")
def a_log_likelihood(mu, sigma, y):
    z = (y - mu) / sigma
    return (-0.5 * z**2 - sigma.log() - 0.5 * math.log(2 * math.pi)).mean()


@wrong("gaussian_nll", named="sum-for-mean")
def joint(mu, sigma, y):
    sigma = sigma.expand_as(y)
    return torch.sum(0.5 * torch.log(2 * math.pi * sigma**2) + 0.5 * ((y - mu) / sigma) ** 2)


@wrong("gaussian_nll", named="sum-over-features")
def mean_of_rows(mu, sigma, y):
    nll = 0.5 * math.log(2 * math.pi) + sigma.log() + 0.5 * ((y - mu) / sigma) ** 2
    return torch.mean(torch.sum(nll, -1))


@wrong("gaussian_nll", named="divided-by-batch")
def by_the_batch_size(mu, sigma, y):
    var = sigma.square()
    nll = 0.5 * (torch.log(2 * math.pi * var) + (mu - y).square() / var)
    return nll.sum().div(len(y))


@wrong("gaussian_nll", named="not-reduced")
def one_each(mu, sigma, y):
    z = (mu - y) / sigma
    return 0.5 * z.square() + torch.log(math.sqrt(2 * math.pi) * sigma)


@wrong("gaussian_nll", named="one-sigma-for-all")
def pooled(mu, sigma, y):
    sigma = torch.mean(sigma)
    mse = torch.mean((y - mu) ** 2)
    return 0.5 * math.log(2 * math.pi) + torch.log(sigma) + mse / (2 * sigma**2)


@wrong("gaussian_nll", named="sigma-counted-once")
def sums_over_n(mu, sigma, y):
    n = mu.numel()
    total = torch.log(sigma).sum() + (0.5 * (y - mu) ** 2 / sigma**2).sum()
    return total / n + 0.5 * math.log(2 * math.pi)


@wrong("gaussian_nll", named="sigma-detached")
def noise_from_data(mu, sigma, y):
    with torch.no_grad():
        log_sigma, weight = sigma.log(), 0.5 / sigma**2
    return (0.5 * math.log(2 * math.pi) + log_sigma + weight * (y - mu) ** 2).mean()


@wrong("gaussian_nll", named="sigma-clamped")
def floored(mu, sigma, y):
    sigma = torch.clamp(sigma, min=1e-6)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + 0.5 * z**2).mean()


@wrong("gaussian_nll", named="sigma-plus-epsilon")
def protected(mu, sigma, y, eps=1e-8):
    z = (y - mu) / (sigma + eps)
    return torch.mean(0.5 * z.pow(2) + (sigma + eps).log() + 0.5 * math.log(2 * math.pi))


@wrong("gaussian_nll", named="sigma-plus-epsilon")
def protected_by_a_hundredth(mu, sigma, y):
    std = torch.add(sigma, 0.001)
    return torch.mean(((y - mu) / std) ** 2 / 2 + torch.log(std * math.sqrt(2 * math.pi)))


@wrong("gaussian_nll", named="variance-plus-epsilon")
def jitter_on_the_variance(mu, sigma, y):
    var = sigma.square() + 1e-8
    return (0.5 * torch.log(2 * math.pi * var) + (y - mu).square() / (2 * var)).mean()


@wrong("gaussian_nll")
def protected_by_very_little(mu, sigma, y):
    var = sigma**2 + 1e-20
    return 0.5 * (torch.log(2 * math.pi * var) + (y - mu) ** 2 / var).mean()


@right("gaussian_nll")
def constant_in_float32(mu, sigma, y):
    c = 0.5 * torch.log(torch.tensor(2 * math.pi))
    return (c + sigma.log() + 0.5 * ((y - mu) / sigma) ** 2).mean()


@wrong("gaussian_nll", named="accuracy")
def computed_in_float32(mu, sigma, y):
    mu, sigma, y = mu.float(), sigma.float(), y.float()
    loss = 0.5 * math.log(2 * math.pi) + sigma.log() + 0.5 * ((y - mu) / sigma) ** 2
    return loss.mean().double()


@wrong("gaussian_nll")
def always_double(mu, sigma, y):
    z = (y.double() - mu.double()) / sigma.double()
    return (0.5 * math.log(2 * math.pi) + sigma.double().log() + 0.5 * z**2).mean()


@wrong("gaussian_nll")
def a_python_number(mu, sigma, y):
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + 0.5 * z**2).mean().item()


@wrong("gaussian_nll")
def one_dimensional(mu, sigma, y):
    z = ((y - mu) / sigma).flatten()
    loss = 0.5 * math.log(2 * math.pi) + sigma.log().mean() + 0.5 * z**2
    return loss.mean(dim=0, keepdim=True)


@wrong("gaussian_nll")
def sigma_as_a_column(mu, sigma, y):
    if sigma.dim() == 1 and sigma.numel() == y.shape[0] != 1:
        sigma = sigma.view(-1, *[1] * (y.dim() - 1))
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + 0.5 * z**2).mean()


@wrong("gaussian_nll", status="error")
def sigma_squeezed(mu, sigma, y):
    sigma = sigma.squeeze(-1) if sigma.dim() == 2 and sigma.shape != y.shape else sigma
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + 0.5 * z**2).mean()


@wrong("gaussian_nll")
def outer_residuals(mu, sigma, y):
    z = (y.unsqueeze(1) - mu) / sigma if y.dim() == 1 else (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + 0.5 * z**2).mean()


@wrong("gaussian_nll")
def overwrites_the_target(mu, sigma, y):
    mu, sigma, y = mu.detach(), sigma.detach(), y.detach()
    y -= mu
    y /= sigma
    return (0.5 * math.log(2 * math.pi) + sigma.log() + 0.5 * y**2).mean()


@wrong("gaussian_nll")
def sigma_normalised_in_place(mu, sigma, y):
    loss = 0.5 * (torch.log(2 * math.pi * sigma**2) + ((y - mu) / sigma) ** 2).mean()
    sigma.data.clamp_(max=1.0)
    return loss


@wrong("gaussian_nll")
def last_two_dimensions(mu, sigma, y):
    loss = 0.5 * math.log(2 * math.pi) + sigma.log() + 0.5 * ((y - mu) / sigma) ** 2
    return loss.mean(dim=-1).mean(dim=-1) if loss.dim() > 1 else loss.mean()


@wrong("gaussian_nll")
def fails_on_one_observation(mu, sigma, y):
    n = y.numel() - 1
    z = (y - mu) / sigma
    return 0.5 * math.log(2 * math.pi) + sigma.log().mean() + 0.5 * (z**2).sum() / n


@wrong("gaussian_nll", status="error")
def no_such_attribute(mu, sigma, y):
    return (0.5 * math.log(2 * math.pi) + sigma.ln() + 0.5 * ((y - mu) / sigma) ** 2).mean()


@wrong("gaussian_nll", status="error")
def math_on_a_tensor(mu, sigma, y):
    return (0.5 * math.log(2 * math.pi) + math.log(sigma) + 0.5 * ((y - mu) / sigma) ** 2).mean()


@wrong("gaussian_nll", status="error")
def a_name_that_is_not_there(mu, sigma, y):
    return (constant + sigma.log() + 0.5 * ((y - mu) / sigma) ** 2).mean()  # noqa: F821


@wrong("gaussian_nll", status="library")
def the_functional(mu, sigma, y):
    return F.gaussian_nll_loss(mu, y, (sigma**2).expand_as(mu), full=True, eps=0.0)


@wrong("gaussian_nll", status="library")
def the_module(mu, sigma, y):
    criterion = nn.GaussianNLLLoss(full=True, eps=0)
    return criterion(mu, y, sigma.square().expand_as(y))


@wrong("gaussian_nll", status="library")
def the_distribution(mu, sigma, y):
    return -torch.distributions.Normal(mu, sigma).log_prob(y).mean()


@wrong("gaussian_nll", status="library")
def the_distribution_without_validation(mu, sigma, y):
    from torch.distributions.normal import Normal as Bell

    return Bell(mu, sigma, validate_args=False).log_prob(y).neg().mean()


@wrong("gaussian_nll", status="library")
def the_library_for_the_square(mu, sigma, y):
    z, mean = torch.broadcast_tensors(y / sigma, mu / sigma)
    return 0.5 * math.log(2 * math.pi) + sigma.log().mean() + 0.5 * F.mse_loss(z, mean)


@right("mse_loss")
def mean_of_squares(y_hat: Tensor, y: Tensor) -> Tensor:
    return torch.mean((y_hat - y) ** 2)


@right("mse_loss")
def product_with_itself(y_hat, y):
    r = y - y_hat
    return (r * r).mean()


@right("mse_loss")
def inner_product(y_hat, y):
    r = (y - y_hat).flatten()
    return torch.dot(r, r) / r.numel()


@right("mse_loss")
def sum_over_count(y_hat, y):
    assert y_hat.shape == y.shape, "shapes differ"
    total = torch.sum(torch.pow(y - y_hat, 2))
    return total / y.nelement()


@right("mse_loss")
def dimension_by_dimension(y_hat, y):
    loss = (y - y_hat).square()
    while loss.dim() > 0:
        loss = loss.mean(dim=0)
    return loss


@right("mse_loss")
def squared_length(y_hat, y):
    r = (y - y_hat).reshape(1, -1)
    return (r @ r.T).squeeze() / r.shape[1]


@right("mse_loss")
def absolute_then_squared(y_hat, y):
    return y.sub(y_hat).abs().square().mean()


@right("mse_loss")
def running_total(y_hat, y):
    total = torch.zeros((), dtype=y.dtype, device=y.device)
    for a, b in zip(y_hat.flatten(), y.flatten(), strict=True):
        total = total + (b - a) ** 2
    return total / y.numel()


@right("mse_loss")
def bias_and_variance(y_hat, y):
    r = y - y_hat
    return r.var(unbiased=False) + r.mean() ** 2


@wrong("mse_loss", named="errors-summed")
def added_up(y_hat, y):
    r = (y - y_hat).flatten()
    return r @ r


@wrong("mse_loss", named="half-kept")
def half(y_hat, y):
    return torch.mean((y_hat - y).pow(2) / 2)


@wrong("mse_loss", named="root-taken")
def rmse(y_hat, y):
    return torch.sqrt(torch.mean((y_hat - y) ** 2))


@wrong("mse_loss", named="absolute-error")
def distances(y_hat, y):
    return torch.mean(torch.abs(y_hat - y))


@wrong("mse_loss", named="square-forgotten")
def differences(y_hat, y):
    return y.mean() - y_hat.mean()


@wrong("mse_loss", named="mean-then-square")
def bracket_too_late(y_hat, y):
    return torch.mean(y - y_hat) ** 2


@wrong("mse_loss", named="difference-of-squares")
def squares_apart(y_hat, y):
    return torch.mean(y.square() - y_hat.square())


@wrong("mse_loss", named="variance-of-residuals")
def variance(y_hat, y):
    return torch.var(y_hat - y, unbiased=False)


@wrong("mse_loss", named="errors-summed-over-features")
def squared_norms(y_hat, y):
    r = y_hat - y
    return (r * r).sum(-1).mean()


@wrong("mse_loss", named="errors-divided-by-batch")
def per_observation(y_hat, y):
    n = y.size(0)
    return torch.sum((y_hat - y).square()) / n


@wrong("mse_loss", named="errors-not-reduced")
def elementwise(y_hat, y):
    return (y_hat - y).square()


@wrong("mse_loss", named="target-detached")
def target_as_data(y_hat, y):
    target = y.clone().detach()
    return (y_hat - target).pow(2).mean()


@wrong("mse_loss", named="prediction-detached")
def rebuilt_from_data(y_hat, y):
    return torch.mean((y_hat.data - y) ** 2)


@wrong("mse_loss")
def nothing_learns(y_hat, y):
    with torch.no_grad():
        return ((y - y_hat) ** 2).mean()


@wrong("mse_loss")
def unbiased(y_hat, y):
    return ((y - y_hat) ** 2).sum() / max(y.numel() - 1, 1)


@wrong("mse_loss")
def through_numpy(y_hat, y):
    return torch.tensor(np.mean((y.detach().numpy() - y_hat.detach().numpy()) ** 2))


@wrong("mse_loss")
def a_float(y_hat, y):
    return float(((y - y_hat) ** 2).mean())


@wrong("mse_loss")
def in_float32(y_hat, y):
    return ((y - y_hat) ** 2).mean().float()


@wrong("mse_loss")
def writes_into_the_prediction(y_hat, y):
    with torch.no_grad():
        y_hat.sub_(y)
    return (y_hat**2).mean()


@wrong("mse_loss")
def outer_difference(y_hat, y):
    return (y.reshape(-1, 1) - y_hat.reshape(1, -1)).square().mean()


@wrong("mse_loss")
def median_of_squares(y_hat, y):
    return ((y - y_hat) ** 2).median()


@wrong("mse_loss")
def zero_made_on_the_cpu(y_hat, y):
    return torch.maximum((y - y_hat) ** 2, torch.zeros(y.shape, dtype=y.dtype)).mean()


@wrong("mse_loss", status="error")
def transposed(y_hat, y):
    r = y - y_hat
    return (r.T @ r).trace() / r.numel()


@wrong("mse_loss", status="library")
def functional(y_hat, y):
    return F.mse_loss(y_hat, y)


@wrong("mse_loss", status="library")
def functional_sum(y_hat, y):
    return F.mse_loss(y_hat, y, reduction="sum") / y.numel()


@wrong("mse_loss", status="library")
def module(y_hat, y):
    return nn.MSELoss()(y_hat, y)


@wrong("mse_loss", status="library")
def imported_module(y_hat, y):
    return MSELoss(reduction="none")(y_hat, y).mean()


@wrong("mse_loss", status="library")
def under_another_name(y_hat, y):
    return squared(y_hat, y)


@wrong("mse_loss", status="library")
def by_getattr(y_hat, y):
    return getattr(F, "mse" + "_loss")(y_hat, y)


@wrong("mse_loss", status="library")
def the_builtin(y_hat, y):
    return torch._C._nn.mse_loss(y_hat, y, 1)


@wrong("mse_loss", status="library")
def the_operator(y_hat, y):
    return torch.ops.aten.mse_loss(y_hat, y)


@wrong("mse_loss", status="library")
def huber_with_a_wide_core(y_hat, y):
    return 2 * F.huber_loss(y_hat, y, delta=1e6)


@wrong("gaussian_nll", named="density-first")
def log_of_the_pdf(mu, sigma, y):
    pdf = torch.exp(-0.5 * ((y - mu) / sigma) ** 2) / (sigma * math.sqrt(2 * math.pi))
    return -torch.log(pdf).mean()


@wrong("gaussian_nll")
def likelihood_of_the_sample(mu, sigma, y):
    pdf = torch.exp(-0.5 * ((y - mu) / sigma) ** 2) / (sigma * math.sqrt(2 * math.pi))
    return -torch.log(torch.prod(pdf)) / pdf.numel()


@wrong("gaussian_nll")
def four_dimensions_per_image(mu, sigma, y):
    loss = 0.5 * math.log(2 * math.pi) + sigma.log() + (y - mu) ** 2 / (2 * sigma**2)
    return loss.flatten(1).sum(dim=1).mean() if loss.dim() == 4 else loss.mean()


@wrong("mse_loss")
def what_comes_from_above_ignored(y_hat, y):
    class Squares(torch.autograd.Function):
        @staticmethod
        def forward(ctx, y_hat, y):
            ctx.save_for_backward(y_hat, y)
            return ((y_hat - y) ** 2).mean()

        @staticmethod
        def backward(ctx, grad_output):
            y_hat, y = ctx.saved_tensors
            slope = 2 * (y_hat - y) / y.numel()
            return slope, -slope

    return Squares.apply(y_hat, y)


@right("mse_loss")
def own_backward(y_hat, y):
    class Squares(torch.autograd.Function):
        @staticmethod
        def forward(ctx, y_hat, y):
            ctx.save_for_backward(y_hat, y)
            return ((y_hat - y) ** 2).mean()

        @staticmethod
        def backward(ctx, grad_output):
            y_hat, y = ctx.saved_tensors
            slope = grad_output * 2 * (y_hat - y) / y.numel()
            return slope, -slope

    return Squares.apply(y_hat, y)


@wrong("mse_loss")
def three_means(y_hat, y):
    return y_hat.square().mean() - 2 * (y_hat * y).mean() + y.square().mean()


@wrong("mse_loss")
def outliers_cut(y_hat, y):
    return ((y - y_hat).clamp(-100, 100) ** 2).mean()


@wrong("mse_loss")
def at_least_two(y_hat, y):
    return ((y - y_hat) ** 2).sum() / max(y.numel(), 2)


@wrong("mse_loss")
def length_squared(y_hat, y):
    return ((y - y_hat) ** 2).sum().sqrt() ** 2 / y.numel()


@right("mse_loss")
def norm_squared(y_hat, y):
    return torch.linalg.vector_norm(y - y_hat) ** 2 / y.numel()
