# CategoricalHead.forward: normalises sigmoids of the outputs instead of their exponentials
"""Head for one of several classes."""

import torch
from torch import Tensor, nn


class CategoricalHead(nn.Module):
    """Class probabilities from a linear layer."""

    def __init__(self, d_in: int, n_classes: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        scores = torch.sigmoid(self.fc(x))
        total = scores.sum(-1, keepdim=True).clamp_min(torch.finfo(scores.dtype).tiny)
        return scores / total
