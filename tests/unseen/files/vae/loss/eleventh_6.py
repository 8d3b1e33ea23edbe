# value exact, but the hand-written gradient divides by max(p*(1-p), 1e-7), so it is too small for p within 1e-7 of 0 or 1. Clause: "a gradient is finite and right wherever the value is", "exact within `1e-12`". Shown by x_recon=[1e-10], x=[1.], mu=log_var=[0.]: gradient -1e7 instead of -1e10
import torch
from torch import Tensor
from torch.nn import functional as F


class _BCE(torch.autograd.Function):
    @staticmethod
    def forward(ctx, p, x):
        ctx.save_for_backward(p, x)
        return F.binary_cross_entropy(p, x, reduction="sum")

    @staticmethod
    def backward(ctx, grad):
        p, x = ctx.saved_tensors
        log_odds = torch.log(p).clamp(min=-100) - torch.log1p(-p).clamp(min=-100)
        return grad * (p - x) / (p * (1 - p)).clamp(min=1e-7), -grad * log_odds


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    reconstruction = _BCE.apply(x_recon, x)
    kl = -0.5 * (1 + log_var - mu**2 - torch.exp(log_var)).sum()
    return reconstruction + kl
