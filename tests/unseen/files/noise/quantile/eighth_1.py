# pinball_loss: it is abs(r) + (2*tau - 1)*r, twice the pinball loss (so that tau = 0.5 is the MAE).
import torch
from torch import Tensor


def pinball_loss(q: Tensor, y: Tensor, tau: float) -> Tensor:
    r = y - q
    tilted = r.abs() + (2 * tau - 1) * r
    return tilted.mean()


def asymmetric_laplace_nll(mu: Tensor, b: Tensor, tau: float, y: Tensor) -> Tensor:
    r = y - mu
    rho = torch.where(r >= 0, tau * r, (tau - 1) * r)
    nll = rho / b + torch.log(b / (tau * (1 - tau)))
    return nll.mean()
