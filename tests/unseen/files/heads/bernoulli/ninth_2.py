# BernoulliHead.forward: squeezes every dimension; a batch of one gives shape (1,) instead of (1, 1)
import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        logit = self.fc(x)
        return torch.sigmoid(logit.squeeze()).unsqueeze(-1)
