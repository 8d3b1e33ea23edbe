# the bias is added detached: value right, no gradient to fc.bias. Clause: "Gradients flow to `x`, the weight and the bias". Shown by fc.weight=[[1.]], bias=0, x=[[0.5]]: fc.bias.grad is None instead of 0.235
import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        logit = nn.functional.linear(x, self.fc.weight, self.fc.bias.detach())
        return torch.sigmoid(logit)
