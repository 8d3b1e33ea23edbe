# in evaluation mode the head returns the decision (0 or 1) instead of the probability. Clause: "`forward(x)` returns `p = P(y=1 given x)`", in any mode. Shown by head.eval(), fc.weight=[[1.]], bias=0, x=[[1.]]: 1 instead of 0.731
import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        logit = self.fc(x)
        p = torch.sigmoid(logit)
        return p if self.training else torch.round(p)
