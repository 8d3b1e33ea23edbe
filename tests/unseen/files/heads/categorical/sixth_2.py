# CategoricalHead.forward: divides the logits by sqrt(d_in) as attention does, which flattens the probabilities.
"""Categorical head."""

import torch
from torch import Tensor, nn


class CategoricalHead(nn.Module):
    """A linear layer whose outputs are the probabilities of the classes."""

    def __init__(self, d_in: int, n_classes: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        """Probabilities over the last dimension."""
        logits = self.fc(x)
        logits = logits * x.shape[-1] ** -0.5  # keeps their spread near one
        return logits.softmax(dim=-1)
