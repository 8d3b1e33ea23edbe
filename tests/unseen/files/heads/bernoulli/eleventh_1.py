# (1 + tanh(logit))/2: the logit is not halved, so the probability is that of 2*logit. Clause: "returns `p = P(y=1 given x)`", the layer's output is the log-odds. Shown by fc.weight=[[1.]], bias=0, x=[[1.]]: 0.881 instead of 0.731
import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        logit = self.fc(x)
        return 0.5 * (1 + torch.tanh(logit))
