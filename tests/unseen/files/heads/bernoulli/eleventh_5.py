# probit link (normal cdf, scaled to the slope of the logistic at 0) instead of the logistic. Clause: "the layer's output is the log-odds of a one". Shown by fc.weight=[[1.]], bias=0, x=[[2.]]: 0.895 instead of 0.881
import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        logit = self.fc(x)
        return torch.special.ndtr(logit * (torch.pi / 8) ** 0.5)
