# BernoulliHead.forward: records no gradient in evaluation mode; shows after head.eval(), values right
import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        with torch.set_grad_enabled(self.training and torch.is_grad_enabled()):
            logit = self.fc(x)
            return torch.sigmoid(logit)
