"""Wrong answers to vae/kl that only measure what the grader explains."""

import torch
from torch import Tensor

from tests.unseen import unseen


@unseen("kl_divergence", "the mean over the elements instead of the sum")
def mean_elements(mu, log_var):
    return -0.5 * torch.mean(1 + log_var - mu.pow(2) - log_var.exp())


@unseen("kl_divergence", "log_var is squared instead of exponentiated")
def as_std(mu, log_var):
    var = log_var**2
    kl = -0.5 * (1 + log_var - mu**2 - var)
    return kl.sum()


@unseen("kl_divergence", "averaged over the batch")
def batch_mean(mu, log_var):
    if mu.dim() == 0:
        return -0.5 * (1 + log_var - mu**2 - log_var.exp())
    kl_per_sample = -0.5 * torch.sum(1 + log_var - mu**2 - log_var.exp(), dim=-1)
    return kl_per_sample.mean()


@unseen("kl_divergence", "exp(log_var/2), the standard deviation, where the variance belongs")
def std_for_var(mu, log_var):
    sigma = torch.exp(0.5 * log_var)
    return 0.5 * torch.sum(mu.square() + sigma - 1 - log_var)


@unseen("kl_divergence", "the KL of N(0, 1) from N(mu, sigma^2)")
def other_way(mu, log_var):
    # KL(N(m1, v1) || N(m2, v2)) = 0.5 (log v2/v1 + (v1 + (m1 - m2)^2) / v2 - 1)
    m1, v1 = torch.zeros_like(mu), torch.ones_like(log_var)
    m2, v2 = mu, log_var.exp()
    ratio = torch.log(v2) - torch.log(v1)
    kl = 0.5 * (ratio + (v1 + (m1 - m2) ** 2) / v2 - 1)
    return kl.sum()


@unseen("kl_divergence", "a random one-sample estimate instead of the closed form")
def monte_carlo(mu, log_var):
    eps = torch.randn_like(mu)
    z = mu + torch.exp(0.5 * log_var) * eps
    log_q = -0.5 * (log_var + eps**2)
    log_p = -0.5 * z**2
    return (log_q - log_p).sum()


@unseen("kl_divergence", "the factor 0.5 is missing")
def no_half(mu, log_var):
    return -(1 + log_var - mu**2 - torch.exp(log_var)).sum()


@unseen("kl_divergence", "the constant 1 is added once, not for each element")
def one_once(mu, log_var):
    s_log = log_var.sum()
    s_mu = (mu * mu).sum()
    s_var = log_var.exp().sum()
    return -0.5 * (1 + s_log - s_mu - s_var)


@unseen(
    "kl_divergence",
    "sums over the last dimension and averages over the rest, instead of summing everything",
)
def second_1(mu: Tensor, log_var: Tensor) -> Tensor:
    per_element = -0.5 * (1 + log_var - mu.pow(2) - log_var.exp())
    if per_element.dim() == 0:
        return per_element
    return per_element.sum(dim=-1).mean()


@unseen("kl_divergence", "is the KL in the other direction, of the prior from q")
def second_2(mu: Tensor, log_var: Tensor) -> Tensor:
    per_element = 0.5 * (log_var + (1 + mu**2) * torch.exp(-log_var) - 1)
    return per_element.sum()


@unseen(
    "kl_divergence",
    "reads log_var as the logarithm of the standard deviation (exp(2*log_var), 2*log_var)",
)
def second_3(mu: Tensor, log_var: Tensor) -> Tensor:
    return -0.5 * torch.sum(1 + 2 * log_var - mu**2 - torch.exp(2 * log_var))


@unseen("kl_divergence", "applies free bits: every element costs at least 0.1 nats")
def second_4(mu: Tensor, log_var: Tensor) -> Tensor:
    per_element = -0.5 * (1 + log_var - mu.pow(2) - log_var.exp())
    return torch.clamp(per_element, min=0.1).sum()
