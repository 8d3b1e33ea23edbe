# with more than 512 features the logit is summed over chunks of 512, each with the bias, so the bias counts more than once (layer fc: Linear(d_in, 1))
import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        logit = sum(
            nn.functional.linear(xs, ws, self.fc.bias)
            for xs, ws in zip(x.split(512, dim=1), self.fc.weight.split(512, dim=1), strict=True)
        )
        return torch.sigmoid(logit)
