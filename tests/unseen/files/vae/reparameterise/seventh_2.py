# reparameterise: the generator is seeded with a constant at each call, so the noise is the same in every call instead of fresh.
import torch
from torch import Tensor


def _standard_normal_like(t: Tensor) -> Tensor:
    generator = torch.Generator(device=t.device)
    generator.manual_seed(0)
    return torch.randn(t.shape, generator=generator, dtype=t.dtype, device=t.device)


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    """z = mu + sigma * eps with eps ~ N(0, 1), so dz/dmu = 1 and dz/dlog_var = sigma * eps / 2."""
    sigma = log_var.mul(0.5).exp()
    return mu + sigma * _standard_normal_like(mu)
