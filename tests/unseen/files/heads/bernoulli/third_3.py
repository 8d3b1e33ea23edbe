# forward: the layer is applied by hand without its bias.
import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    """A linear layer whose output is the probability of a one."""

    def __init__(self, d_in: int) -> None:
        """Build the layer.

        Args:
            d_in: number of features.
        """
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Probability that the target is 1.

        Args:
            x: features, shape (n, d_in).

        Returns:
            `P(y=1 given x)` for each row, shape (n, 1).
        """
        logit = x @ self.fc.weight.t()
        return torch.sigmoid(logit)
