# CategoricalHead.forward: clamps the logits to [-50, 50] before the softmax, so classes beyond that come out equal and get no gradient.
import torch
from torch import nn


class CategoricalHead(nn.Module):
    def __init__(self, d_in, n_classes):
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x):
        logits = self.fc(x)
        logits = torch.clamp(logits, min=-50.0, max=50.0)
        log_norm = torch.logsumexp(logits, dim=-1, keepdim=True)
        return (logits - log_norm).exp()
