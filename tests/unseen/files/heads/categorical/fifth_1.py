# forward: shifts by the maximum of the whole tensor and not of each vector, so a vector far below it underflows to 0/0.
"""Categorical output head."""

import torch
from torch import Tensor, nn


class CategoricalHead(nn.Module):
    """A linear layer whose outputs are the probabilities of the classes."""

    def __init__(self, d_in: int, n_classes: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        logits = self.fc(x)
        e = torch.exp(logits - torch.max(logits).detach())
        return e / e.sum(dim=-1, keepdim=True)
