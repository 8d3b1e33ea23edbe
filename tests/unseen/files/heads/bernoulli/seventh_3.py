# BernoulliHead.forward: chooses between two forms of the sigmoid with torch.where although each overflows on the other side, so the gradient is nan at large logits.
import torch
from torch import Tensor, nn


def stable_sigmoid(z: Tensor) -> Tensor:
    positive = 1.0 / (1.0 + torch.exp(-z))
    e = torch.exp(z)
    negative = e / (1.0 + e)
    return torch.where(z >= 0, positive, negative)


class BernoulliHead(nn.Module):
    """A linear layer whose output is the probability of a one."""

    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        return stable_sigmoid(self.fc(x))
