# CategoricalHead.forward: the normaliser is detached, so the values are right but the gradient lacks the softmax's coupling between classes
"""Categorical distribution from features."""

import torch
from torch import Tensor, nn


class CategoricalHead(nn.Module):
    """Probabilities over the last dimension."""

    def __init__(self, d_in: int, n_classes: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        logits = self.fc(x)
        log_norm = torch.logsumexp(logits, dim=-1, keepdim=True).detach()
        return torch.exp(logits - log_norm)
