# forward: normalises the sigmoids of the outputs and not their exponentials, so the outputs are not treated as log-probabilities up to a constant.
"""Probabilities for one of several classes."""

import torch
from torch import Tensor, nn


def _simplex(scores: Tensor) -> Tensor:
    """Positive numbers to numbers that sum to 1 along the last dimension."""
    tiny = torch.finfo(scores.dtype).tiny
    scores = scores + tiny
    return scores / scores.sum(dim=-1, keepdim=True)


class CategoricalHead(nn.Module):
    """A linear layer whose outputs are the probabilities of the classes."""

    def __init__(self, d_in: int, n_classes: int) -> None:
        """Build the layer.

        Args:
            d_in: number of features.
            n_classes: number of classes.
        """
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        """Probability of each class.

        Args:
            x: features, shape (..., d_in).

        Returns:
            Probabilities over the last dimension, shape (..., n_classes).
        """
        positive = torch.sigmoid(self.fc(x))
        return _simplex(positive)
