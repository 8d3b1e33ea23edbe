# temperature_nll: converts the temperature to a Python float, so no gradient reaches it where it is a tensor.
import numpy as np
import torch
from scipy.optimize import minimize_scalar
from torch import Tensor
from torch.nn import functional as F


def temperature_nll(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    log_probs = F.log_softmax(logits / float(temperature), dim=-1)
    picked = torch.take_along_dim(log_probs, target[:, None], dim=-1)
    return picked.mean().neg()


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    logits = logits.detach().to(torch.float64)

    def loss(log_t: float) -> float:
        return temperature_nll(logits, target, float(np.exp(log_t))).item()

    bounds = (np.log(0.05), np.log(20.0))
    result = minimize_scalar(loss, bounds=bounds, method="bounded", options={"xatol": 1e-7})
    return float(np.exp(result.x))
