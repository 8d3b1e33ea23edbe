# laplace_nll squeezes b of shape (n, 1) to (n,) when mu is square (n, n), so it is taken per feature ("(n, 1) against (n, d)")
import torch
from torch import Tensor


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    if b.dim() == 2 and b.shape[1] == 1 and mu.dim() == 2 and b.shape[0] == mu.shape[1]:
        b = b.squeeze(1)
    per_element = torch.log(2 * b) + (y - mu).abs() / b
    return per_element.mean()


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    per_element = (y - y_hat).abs()
    return per_element.mean()
