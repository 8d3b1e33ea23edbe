# laplace_nll: the log(2*b) term is summed before broadcasting and then divided by the full element count, so with a b smaller than mu (0-d, (1,), per feature, (n, 1)) it is counted too few times.
import torch
from torch import Tensor


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    n_elements = max(mu.numel(), b.numel())
    scaled_error = (torch.abs(y - mu) / b).sum()
    log_normaliser = torch.log(2.0 * b).sum()
    return (scaled_error + log_normaliser) / n_elements


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    return torch.abs(y - y_hat).sum() / y.numel()
