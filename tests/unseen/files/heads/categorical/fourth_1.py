# CategoricalHead.forward: subtracts the maximum over the whole batch, so rows far below it become 0/0
"""Softmax head."""

import torch
from torch import Tensor, nn


class CategoricalHead(nn.Module):
    """A linear layer and a softmax."""

    def __init__(self, d_in: int, n_classes: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        logits = self.fc(x)
        logits = logits - logits.max()
        unnormalised = logits.exp()
        return unnormalised / unnormalised.sum(dim=-1, keepdim=True)
