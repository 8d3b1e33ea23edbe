# forward: leading dimensions are flattened to one and not restored.
import torch
from torch import Tensor, nn


class CategoricalHead(nn.Module):
    """A linear layer whose outputs are the probabilities of the classes."""

    def __init__(self, d_in: int, n_classes: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        """Probability of each class.

        Args:
            x: features, shape (..., d_in).
        """
        rows = x.reshape(-1, x.shape[-1])
        logits = self.fc(rows)
        log_probs = torch.log_softmax(logits, dim=-1)
        return log_probs.exp()
