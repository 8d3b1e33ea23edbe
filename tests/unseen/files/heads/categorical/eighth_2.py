# forward: subtracts the maximum of the whole tensor instead of each vector's own, so vectors far below it underflow to 0/0 = nan.
import torch
from torch import Tensor, nn


class CategoricalHead(nn.Module):
    """Linear layer and softmax."""

    def __init__(self, d_in: int, n_classes: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        scores = self.fc(x)
        scores = scores - scores.detach().max()
        weights = scores.exp()
        return weights / weights.sum(dim=-1, keepdim=True)
