# mixes in 1e-4 of the uniform distribution (a smoothed categorical) instead of the plain softmax. Clause: "the layer's outputs are their logarithms up to a constant". Shown by fc.weight=eye(2), bias=0, x=[[1e4,0.]]: [.99995,.00005] instead of [1,0]
import torch
from torch import Tensor, nn


class CategoricalHead(nn.Module):
    def __init__(self, d_in: int, n_classes: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        logits = self.fc(x)
        probs = torch.softmax(logits, dim=-1)
        return (1 - 1e-4) * probs + 1e-4 / self.fc.out_features
