# with n_classes = 1 it returns sigmoid(z) instead of 1 ("probabilities over the last dimension", each vector sums to 1)
import torch
from torch import Tensor, nn


class CategoricalHead(nn.Module):
    def __init__(self, d_in: int, n_classes: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        logits = self.fc(x)
        if logits.shape[-1] == 1:
            return torch.sigmoid(logits)
        return torch.softmax(logits, dim=-1)
