# CategoricalHead.forward: a single vector of shape (d_in,) is given a batch dimension that is never taken off, so the result has shape (1, n_classes).
"""Class probabilities."""

import torch
from torch import Tensor, nn


class CategoricalHead(nn.Module):
    def __init__(self, d_in: int, n_classes: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        batch = torch.atleast_2d(x)
        logits = self.fc(batch)
        log_norm = torch.logsumexp(logits, dim=-1, keepdim=True)
        return torch.exp(logits - log_norm)
