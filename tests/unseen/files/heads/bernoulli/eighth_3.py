# forward: applies only the weight of the layer and forgets its bias.
import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    """A linear layer whose output is the probability of a one."""

    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        # a two-class softmax, with the logit of the other class at 0
        log_odds = torch.matmul(x, self.fc.weight.t())
        pair = torch.cat([torch.zeros_like(log_odds), log_odds], dim=1)
        return torch.softmax(pair, dim=1)[:, 1:]
