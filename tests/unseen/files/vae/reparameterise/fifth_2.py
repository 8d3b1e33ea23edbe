# reparameterise: adds the deviation of a non-differentiable torch.normal draw as a constant, so no gradient flows to log_var.
"""The reparameterisation trick."""

import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    sample = torch.normal(mu, log_var.div(2).exp())
    return mu + (sample - mu).detach()
