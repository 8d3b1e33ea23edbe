# x gets no gradient when the layer's weight is frozen ("Gradients flow to x", differentiable with respect to every input)
import torch
from torch import Tensor, nn


class BernoulliHead(nn.Module):
    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        if not self.fc.weight.requires_grad:
            x = x.detach()
        logit = self.fc(x)
        return torch.sigmoid(logit)
