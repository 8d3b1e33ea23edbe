# reparameterise: the noise is a normal truncated at two standard deviations.
import torch
from torch import Tensor, nn


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    """Draw one code from each Gaussian.

    Extreme draws make training unstable, so the noise comes from torch's initializer.
    """
    std = (log_var / 2).exp()
    eps = torch.empty_like(mu, requires_grad=False)
    nn.init.trunc_normal_(eps, mean=0.0, std=1.0)
    return torch.addcmul(mu, std, eps)
