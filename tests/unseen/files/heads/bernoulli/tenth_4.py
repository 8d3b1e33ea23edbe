# a float64 head computes its logit in float32, visible (up to 1e-3) where terms of size 1e4 cancel ("right for any finite pre-activation", float64)
import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        logit = nn.functional.linear(x.float(), self.fc.weight.float(), self.fc.bias.float()).to(x.dtype)
        return torch.sigmoid(logit)
