# forward: flattens all leading dimensions to one row dimension and never restores them, so the result is (N, n_classes) for any input that is not 2-dimensional.
import torch
from torch import Tensor, nn
from torch.nn import functional as F


class CategoricalHead(nn.Module):
    """A linear layer whose outputs are the probabilities of the classes."""

    def __init__(self, d_in: int, n_classes: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        rows = x.reshape(-1, self.fc.in_features)
        logits = F.linear(rows, self.fc.weight, self.fc.bias)
        log_probs = logits - torch.logsumexp(logits, dim=-1, keepdim=True)
        return log_probs.exp()
