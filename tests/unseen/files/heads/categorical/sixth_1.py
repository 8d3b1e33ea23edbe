# CategoricalHead.forward: subtracts the maximum over the whole batch and not of each vector, so a vector far below the largest one underflows to 0/0 = nan.
"""Probabilities for one of several classes."""

import torch
from torch import Tensor, nn


class CategoricalHead(nn.Module):
    def __init__(self, d_in: int, n_classes: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        z = self.fc(x)
        e = torch.exp(z - torch.max(z).detach())
        return e / e.sum(-1, keepdim=True)
