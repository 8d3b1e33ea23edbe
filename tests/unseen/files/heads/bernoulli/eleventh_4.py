# a batch whose number of rows equals d_in is taken as features first and transposed: wrong only for n = d_in > 1. Clause: "`x` is `(n, d_in)`". Shown by fc.weight=[[1.,0.]], bias=0, x=[[0.,3.],[0.,0.]]: [[.5],[.953]] instead of [[.5],[.5]]
import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        if x.shape[0] == self.fc.in_features:  # features first
            x = x.t()
        logit = self.fc(x)
        return torch.sigmoid(logit)
