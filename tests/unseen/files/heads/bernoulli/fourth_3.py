# BernoulliHead.forward: multiplies by the layer's weight by hand and leaves the bias out
"""Bernoulli output layer."""

import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    """`sigmoid` of a linear map."""

    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        logit = torch.einsum("nd,od->no", x, self.fc.weight)
        return torch.sigmoid(logit)
