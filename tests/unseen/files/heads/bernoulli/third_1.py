# forward: the two-sided formula under torch.where overflows in the branch not taken, so gradients are nan at large outputs.
import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    """A linear layer whose output is the probability of a one."""

    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Probability that the target is 1, with an overflow-free sigmoid."""
        logit = self.fc(x)
        positive = 1 / (1 + torch.exp(-logit))
        e = torch.exp(logit)
        negative = e / (1 + e)
        return torch.where(logit >= 0, positive, negative)
