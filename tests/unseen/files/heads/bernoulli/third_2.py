# forward: the sigmoid by tanh lacks the factor 1/2 in the argument.
import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        logit = self.fc(x)
        return 0.5 * (1 + torch.tanh(logit))
