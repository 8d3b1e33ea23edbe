# forward: writes the sigmoid out as 1 / (1 + exp(-z)), whose value is right but whose gradient is nan once exp(-z) overflows, as at z = -1e4.
import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    """A linear layer whose output is the probability of a one."""

    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        log_odds = self.fc(x)
        return 1.0 / (1.0 + torch.exp(-log_odds))
