# exp(l)/(1+exp(l)) overflows. Clause: "finite and right for any finite pre-activation (1e4 too)". Shown by fc.weight=[[1.]], bias=0, x=[[1e4]]: nan instead of 1
import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        logit = self.fc(x)
        return torch.exp(logit) / (1 + torch.exp(logit))
