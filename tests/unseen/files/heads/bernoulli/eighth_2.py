# forward: squeezes the last dimension away, so the result has shape (n,) instead of (n, 1).
import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    """Logistic regression as a module: features in, P(y=1 | x) out."""

    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        logits = self.fc(x).squeeze(-1)
        return logits.sigmoid()
