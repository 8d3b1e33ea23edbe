# the class dimension is looked up by its size, so a leading dimension that happens to equal n_classes is normalised over instead. Clause: "probabilities over the last dimension (inputs with any number of leading dimensions)". Shown by n = n_classes = 2, fc.weight=eye(2), bias=0, x=[[1.,0.],[0.,0.]]: rows do not sum to 1
import torch
from torch import Tensor, nn


class CategoricalHead(nn.Module):
    def __init__(self, d_in: int, n_classes: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        logits = self.fc(x)
        return torch.softmax(logits, dim=tuple(logits.shape).index(self.fc.out_features))
