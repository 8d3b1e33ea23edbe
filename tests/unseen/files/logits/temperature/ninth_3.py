# temperature_nll: takes the number out of a tensor temperature; no gradient to temperature, value right
import math

from scipy import optimize
import torch
from torch import Tensor
from torch.nn import functional as F


def temperature_nll(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    log_probs = F.log_softmax(logits / float(temperature), dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -observed.mean()


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    z = logits.detach().double()

    def loss(u: float) -> float:
        return temperature_nll(z, target, math.exp(u)).item()

    low, high = math.log(0.09), math.log(11)
    fit = optimize.minimize_scalar(loss, bounds=(low, high), method="bounded", options={"xatol": 1e-7})
    return math.exp(fit.x)
