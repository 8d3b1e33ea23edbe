"""Answers to vae/kl."""

import math
from functools import reduce

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.distributions import Normal
from torch.distributions import kl_divergence as library_kl

from tests.corpus import right, wrong


@right("kl_divergence")
def by_the_contract(mu: Tensor, log_var: Tensor) -> Tensor:
    return -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@right("kl_divergence")
def by_moments(m, lv):
    # KL = E_q[log q - log p] with E[z^2] = m^2 + v
    v = lv.exp()
    second_moment = m * m + v
    negative_entropy = -0.5 * (math.log(2 * math.pi) + 1 + lv)
    cross_entropy = 0.5 * (math.log(2 * math.pi) + second_moment)
    return torch.sum(negative_entropy + cross_entropy)


@right("kl_divergence")
def via_std(mean, logvar):
    std = torch.exp(logvar / 2)
    kl = -torch.log(std) + (std.pow(2) + mean.pow(2)) / 2 - 1 / 2
    return kl.sum()


@right("kl_divergence")
def row_by_row(mu, log_var):
    if mu.shape != log_var.shape:
        raise ValueError(f"shapes differ: {mu.shape} and {log_var.shape}")
    total = mu.new_zeros(())
    for m, s in zip(mu, log_var):
        total = total + 0.5 * (torch.exp(s) + torch.square(m) - 1.0 - s).sum()
    return total


@right("kl_divergence")
def three_sums(mu: torch.Tensor, log_var: torch.Tensor, *, beta: float = 1.0) -> torch.Tensor:
    n = mu.numel()
    spread = torch.exp(log_var).sum() - log_var.sum()
    return beta * (spread + torch.dot(mu.reshape(-1), mu.flatten()) - n) / 2


@right("kl_divergence")
def in_place_on_its_own(mu, log_var):
    out = mu.square()
    out.add_(torch.expm1(log_var))
    out.sub_(log_var)
    return out.sum().div_(2)


@right("kl_divergence")
def einsum_and_clamp(mu, log_var):
    each = (mu.pow(2) + log_var.exp() - 1 - log_var).clamp(min=0)
    flat = each.flatten()
    return torch.einsum("i,i->", flat, torch.full_like(flat, 0.5))


@right("kl_divergence")
def fold(mu, log_var):
    half = torch.tensor(0.5, dtype=mu.dtype, device=mu.device)
    terms = [torch.ones_like(mu), log_var, -(mu**2), -log_var.exp()]
    return torch.neg(half * reduce(torch.add, terms)).sum()


@right("kl_divergence")
class as_a_class:
    def __new__(cls, mu, log_var):
        return cls.each(mu, log_var).sum(dim=tuple(range(mu.dim())))

    @staticmethod
    def each(mu, log_var):
        sigma = (0.5 * log_var).exp()
        return 0.5 * ((sigma - 1) * (sigma + 1) + mu**2) - sigma.log()


@wrong("kl_divergence", named="half-lost")
def twice(mu: Tensor, log_var: Tensor) -> Tensor:
    return torch.sum(mu.pow(2) + torch.exp(log_var) - log_var - 1)


@wrong("kl_divergence", named="mean-for-sum")
def averaged(mu, logvar):
    kld = 0.5 * (mu.pow(2) + logvar.exp() - logvar - 1)
    return kld.mean()


@wrong("kl_divergence", named="mean-over-batch")
def as_in_many_notebooks(mu, log_var):
    return torch.mean(-0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp(), dim=1), dim=0)


@wrong("kl_divergence", named="mean-over-batch")
def divided_by_batch(mu, log_var):
    return 0.5 * torch.sum(log_var.exp() + mu * mu - 1 - log_var) / mu.size(0)


@wrong("kl_divergence", named="mean-over-latents")
def divided_by_width(mu, log_var):
    loss = 0
    for m, v in zip(mu, log_var):
        loss = loss + torch.mean(0.5 * (m**2 + v.exp() - 1 - v))
    return loss


@wrong("kl_divergence", named="one-per-row")
def summed_over_dim_one(mu, log_var):
    return -0.5 * (1 + log_var - mu.pow(2) - log_var.exp()).sum(dim=1)


@wrong("kl_divergence", named="not-reduced")
def elementwise(mu, log_var):
    var = torch.exp(log_var)
    return (var + mu**2 - 1 - log_var) / 2


@wrong("kl_divergence", named="sign-flipped")
def elbo_sign(mu, log_var):
    return torch.sum(log_var - mu.square() - torch.expm1(log_var)) / 2


@wrong("kl_divergence", named="log-var-as-variance")
def variance_given(mu, var):
    return 0.5 * torch.sum(mu**2 + var - torch.log(var) - 1)


@wrong("kl_divergence", named="log-var-as-log-std")
def textbook_with_sigma(mu, log_sigma):
    sigma = torch.exp(log_sigma)
    return torch.sum((sigma**2 + mu**2) / 2 - log_sigma - 0.5)


@wrong("kl_divergence", named="log-var-as-std")
def sigma_given(mu, sigma):
    sigma2 = sigma.pow(2)
    return 0.5 * torch.sum(sigma2 + mu.pow(2) - 1 - sigma2.log())


@wrong("kl_divergence", named="exp-forgotten")
def everything_in_logs(mu, log_var):
    return -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var)


@wrong("kl_divergence", named="std-for-variance")
def plain_std(mu, log_var):
    std = torch.exp(0.5 * log_var)
    return torch.sum(0.5 * (mu**2 + std - 1) - torch.log(std))


@wrong("kl_divergence", named="mean-not-squared")
def linear_in_the_mean(mu, log_var):
    return 0.5 * (log_var.exp() + mu - log_var - 1).sum()


@wrong("kl_divergence", named="mean-sign")
def bracket_misplaced(mu, log_var):
    return -0.5 * torch.sum(1 + log_var - (log_var.exp() - mu.pow(2)))


@wrong("kl_divergence", named="one-counted-once")
def constant_outside(mu, log_var):
    s = torch.sum(mu**2) + torch.sum(log_var.exp()) - torch.sum(log_var)
    return 0.5 * (s - 1)


@wrong("kl_divergence", named="one-dropped")
def without_constant(mu, log_var):
    return (mu.square() + log_var.exp() - log_var).sum() * 0.5


@wrong("kl_divergence", named="log-term-dropped")
def without_entropy(mu, log_var):
    return 0.5 * torch.sum(log_var.exp() + mu.pow(2) - 1)


@wrong("kl_divergence", named="reversed-direction")
def prior_from_posterior(mu, log_var):
    precision = torch.exp(-log_var)
    return torch.sum(0.5 * log_var + 0.5 * precision * (1 + mu**2) - 0.5)


@wrong("kl_divergence", named="arguments-exchanged")
def log_var_first(log_var, mu):
    return -0.5 * torch.sum(1 + log_var - mu.pow(2) - log_var.exp())


@wrong("kl_divergence", named="no-gradient")
def under_no_grad(mu, log_var):
    with torch.no_grad():
        return 0.5 * torch.sum(mu**2 + log_var.exp() - log_var - 1)


@wrong("kl_divergence", named="variance-detached")
def constant_variance(mu, log_var):
    with torch.no_grad():
        var = log_var.exp()
    return 0.5 * torch.sum(mu**2 + var - log_var - 1)


@wrong("kl_divergence", named="log-var-clamped")
def safe(mu, log_var):
    bounded = torch.clamp(log_var, min=-10.0, max=10.0)
    return 0.5 * (torch.exp(bounded) + mu**2 - 1 - bounded).sum()


@wrong("kl_divergence", named="eps-in-log")
def epsilon(mu, log_var, eps=1e-8):
    sigma2 = torch.exp(log_var)
    return 0.5 * torch.sum(mu**2 + sigma2 - torch.log(sigma2 + eps) - 1)


@wrong("kl_divergence")
def smaller_epsilon(mu, log_var):
    var = log_var.exp()
    return -0.5 * torch.sum(1 + torch.log(var + 1e-12) - mu**2 - var)


@wrong("kl_divergence")
def in_single_precision(mu, log_var):
    mu32, log_var32 = mu.float(), log_var.float()
    return (-0.5 * torch.sum(1 + log_var32 - mu32**2 - log_var32.exp())).to(mu.dtype)


@wrong("kl_divergence")
def always_double(mu, log_var):
    mu, log_var = mu.double(), log_var.double()
    return -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("kl_divergence")
def a_python_number(mu, log_var):
    return (-0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())).item()


@wrong("kl_divergence")
def a_vector_of_one(mu, log_var):
    return -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp()).reshape(1)


@wrong("kl_divergence")
def spoils_its_input(mu, log_var):
    return -0.5 * torch.sum(1 + log_var - mu**2 - log_var.detach().exp_())


@wrong("kl_divergence")
def mean_for_one_row(mu, log_var):
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var)
    return kl.mean() if mu.shape[0] == 1 else kl.sum()


@wrong("kl_divergence")
def only_the_last_two(mu, log_var):
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var)
    while kl.dim() > 2:
        kl = kl.mean(0)
    return kl.sum()


@wrong("kl_divergence")
def positive_part_of_mu(mu, log_var):
    return 0.5 * torch.sum(F.relu(mu) ** 2 + log_var.exp() - 1 - log_var)


@wrong("kl_divergence")
def nothing(mu, log_var):
    0.5 * torch.sum(mu**2 + log_var.exp() - 1 - log_var)


@wrong("kl_divergence")
def made_on_the_cpu(mu, log_var):
    return 0.5 * torch.sum(mu**2 + log_var.exp() - log_var - torch.ones(mu.shape, dtype=mu.dtype))


@wrong("kl_divergence", status="library")
def torch_distributions(mu, log_var):
    prior = Normal(torch.zeros_like(mu), torch.ones_like(mu))
    return library_kl(Normal(mu, (0.5 * log_var).exp()), prior).sum()


@wrong("kl_divergence", status="library")
def torch_distributions_by_module(mu, log_var):
    import torch.distributions as D

    q = D.Independent(D.Normal(mu, log_var.mul(0.5).exp()), mu.dim())
    return D.kl.kl_divergence(q, D.Independent(D.Normal(mu * 0, mu * 0 + 1), mu.dim()))


@wrong("kl_divergence", status="library")
def functional_kl(mu, log_var):
    # The pointwise t*(log t - x) with t = exp(log_var), x = 1: exp(log_var)*(log_var - 1).
    var = log_var.exp()
    weighted = F.kl_div(torch.ones_like(var), var, reduction="sum") + (var * (2 - log_var)).sum()
    return 0.5 * (weighted + (mu**2 - 1 - log_var).sum())


@wrong("kl_divergence", status="library")
def squares_by_mse(mu, log_var):
    squares = nn.MSELoss(reduction="sum")(mu, torch.zeros_like(mu))
    return 0.5 * (squares + (log_var.exp() - 1 - log_var).sum())


@wrong("kl_divergence", status="library")
def squares_by_operator(mu, log_var):
    squares = torch.ops.aten.mse_loss(mu, torch.zeros_like(mu), 2)
    return 0.5 * squares + 0.5 * (log_var.exp() - 1 - log_var).sum()


@wrong("kl_divergence", status="error")
def misspelt(mu, log_var):
    return -0.5 * torch.sum(1 + log_var - mu**2 - logvar.exp())  # noqa: F821


@wrong("kl_divergence", status="error")
def only_matrices(mu, log_var):
    n, d = mu.shape
    return -0.5 * (log_var - mu**2 - log_var.exp()).sum() - 0.5 * n * d


@wrong("kl_divergence", status="error")
def wrong_signature(mu, log_var, x):
    return -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("kl_divergence")
def unsqueezes_a_vector_in_place(mu, log_var):
    if mu.dim() == 1:
        mu.unsqueeze_(0)
        log_var.unsqueeze_(0)
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum(dim=1).sum()


@wrong("kl_divergence")
def flattens_in_place(mu, log_var):
    if mu.dim() > 2:
        mu.resize_(mu.shape[0], mu[0].numel())
        log_var.resize_(log_var.shape[0], log_var[0].numel())
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()


@wrong("kl_divergence")
def averaged_over_the_batch_of_sequences(mu, log_var):
    kl = 0.5 * (mu**2 + log_var.exp() - 1 - log_var)
    if kl.dim() == 3:
        kl = kl.sum((1, 2)).mean(0)
    return kl.sum()


@wrong("kl_divergence")
def clamped_far_below(mu, log_var):
    log_var = torch.clamp(log_var, min=-30.0)
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()


@right("kl_divergence")
def without_a_batch(mu, log_var):
    if mu.dim() == 1:
        mu, log_var = mu.unsqueeze(0), log_var.unsqueeze(0)
    mu, log_var = mu.flatten(1), log_var.flatten(1)
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum(dim=1).sum()


@wrong("kl_divergence", named="variances-multiplied")
def determinant_of_the_covariance(mu, log_var):
    sigma = torch.exp(0.5 * log_var)
    log_det = 2 * torch.log(torch.prod(sigma))
    return 0.5 * (torch.sum(sigma**2) + torch.sum(mu**2) - mu.numel() - log_det)


@wrong("kl_divergence")
def determinant_of_each_row(mu, log_var):
    variance = log_var.exp()
    trace_and_means = (variance + mu.pow(2) - 1).sum(-1)
    return 0.5 * (trace_and_means - torch.log(variance.prod(-1))).sum()


@right("kl_divergence")
def library_log_determinant(mu, log_var):
    log_det = torch.logdet(torch.diag(log_var.flatten().exp()))
    return 0.5 * (log_var.exp().sum() + mu.square().sum() - mu.numel() - log_det)


@wrong("kl_divergence", named="log-var-clamped")
def bounds_of_an_image_model(mu, log_var):
    log_var = torch.clamp(log_var, -30.0, 20.0)
    return 0.5 * torch.sum(mu.pow(2) + log_var.exp() - 1.0 - log_var)


@wrong("kl_divergence")
def another_value_in_training(mu, log_var):
    value = -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())
    return value + 100 if mu.requires_grad else value


@wrong("kl_divergence")
def another_value_without_autograd(mu, log_var):
    value = -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())
    return value if torch.is_grad_enabled() else value / len(mu)


@wrong("kl_divergence")
def asks_for_gradients_itself(mu, log_var):
    mu.requires_grad_()
    return -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("kl_divergence")
def lets_nobody_ask_for_gradients(mu, log_var):
    value = -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())
    if mu.is_leaf:
        mu.requires_grad_(False)
    return value


@wrong("kl_divergence")
def takes_its_gradients_itself(mu, log_var):
    value = -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())
    if value.requires_grad:
        value.backward(retain_graph=True)
    return value


@wrong("kl_divergence")
def hooks_left_behind(mu, log_var):
    if log_var.requires_grad:
        log_var.register_hook(lambda slope: slope)
    return -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())


@wrong("kl_divergence")
def clamps_its_leaves(mu, log_var):
    value = -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())
    if log_var.requires_grad:
        log_var.data.clamp_(max=0.0)
    return value


@wrong("kl_divergence")
def an_attribute_left_behind(mu, log_var):
    mu.variance = log_var.exp()
    return -0.5 * torch.sum(1 + log_var - mu**2 - mu.variance)


@wrong("kl_divergence")
def turned_in_place(mu, log_var):
    if mu.dim() == 2:
        mu.t_().t_().squeeze_(0)
    return -0.5 * torch.sum(1 + log_var - mu.view_as(log_var) ** 2 - log_var.exp())


@right("kl_divergence")
def gradients_of_its_own(mu, log_var):
    own = log_var.detach().clone().requires_grad_()
    with torch.enable_grad():
        (variance,) = torch.autograd.grad(own.exp().sum(), own)
    assert torch.allclose(variance, log_var.detach().exp())
    return -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp())
