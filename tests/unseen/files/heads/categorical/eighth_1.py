# forward: takes the softmax over dimension 1 instead of the last, so a single vector (d_in,) raises and a batch of sequences is normalised over the sequence.
import torch
from torch import Tensor, nn


class CategoricalHead(nn.Module):
    """A linear layer whose outputs are the probabilities of the classes."""

    def __init__(self, d_in: int, n_classes: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        return torch.softmax(self.fc(x), dim=1)
