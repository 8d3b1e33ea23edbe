# forward: the logits are centred by their mean instead of their maximum, so exp overflows at large outputs.
import torch
from torch import Tensor, nn


class CategoricalHead(nn.Module):
    """A linear layer whose outputs are the probabilities of the classes."""

    def __init__(self, d_in: int, n_classes: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        """Probability of each class."""
        logits = self.fc(x)
        # a shift cancels in the ratio, and keeps exp in range
        e = torch.exp(logits - logits.mean(dim=-1, keepdim=True))
        return e / e.sum(dim=-1, keepdim=True)
