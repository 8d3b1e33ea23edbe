# MixtureHead.nll_loss: the constant 0.5*log(2*pi) is multiplied by the number of components k, as if k were the dimension of the target.
import math

import torch
from torch import Tensor, nn


class MixtureHead(nn.Module):
    def __init__(self, d_in: int, k: int) -> None:
        super().__init__()
        self.logits_head = nn.Linear(d_in, k)
        self.mean_head = nn.Linear(d_in, k)
        self.log_std_head = nn.Linear(d_in, k)

    def _parameters_of(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        logits = self.logits_head(x)
        log_pi = torch.log_softmax(logits, dim=1)
        return log_pi, self.mean_head(x), torch.clamp(self.log_std_head(x), -5.0, 5.0)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        log_pi, mu, log_std = self._parameters_of(x)
        return log_pi, mu, torch.exp(log_std)

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        log_pi, mu, log_std = self._parameters_of(x)
        k = mu.shape[1]
        mahalanobis = ((y - mu) / log_std.exp()).pow(2)
        log_normal = -0.5 * (k * math.log(2 * math.pi) + 2 * log_std + mahalanobis)
        log_p = torch.logsumexp(log_pi + log_normal, dim=1)
        return torch.mean(-log_p)
