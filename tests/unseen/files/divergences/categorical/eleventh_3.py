# "Gradients flow to both inputs": the probabilities that the log-ratio is averaged with are constants, so the gradient to p is constant along a row (nothing) instead of log(p/q); p [0.2, 0.3, 0.5], q [0.5, 0.25, 0.25]
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def entropy(p: Tensor) -> Tensor:
    per_class = -torch.xlogy(p, p)
    return per_class.sum(dim=-1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    weight = p.detach()
    per_class = torch.xlogy(weight, p) - torch.xlogy(weight, q)
    return per_class.sum(dim=-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    middle = (p + q) / 2
    return (kl_categorical(p, middle) + kl_categorical(q, middle)) / 2
