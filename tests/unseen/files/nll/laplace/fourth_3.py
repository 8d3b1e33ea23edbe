# laplace_nll: squeezes b first, so a scale of shape (n, 1) lines up with the features instead of the rows (or does not broadcast at all)
"""Heavy-tailed regression losses."""

import torch
from torch import Tensor


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    assert mu.shape == y.shape
    scale = b.squeeze()
    distance = torch.abs(torch.sub(y, mu))
    nll = torch.add(torch.log(2.0 * scale), torch.div(distance, scale))
    return torch.mean(nll)


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    assert y_hat.shape == y.shape
    return torch.mean(torch.abs(torch.sub(y, y_hat)))
