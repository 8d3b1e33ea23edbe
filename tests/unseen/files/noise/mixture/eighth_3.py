# MixtureHead.nll_loss: the residual is standardised by the clamped sigma but the normaliser subtracts the unclamped log_std, which is wrong where log_std lies outside [-5, 5].
import math

import torch
from torch import Tensor, nn

HALF_LOG_TWO_PI = 0.5 * math.log(2 * math.pi)


class MixtureHead(nn.Module):
    """Three linear layers whose outputs are a mixture of Gaussians for the target."""

    def __init__(self, d_in: int, k: int) -> None:
        super().__init__()
        self.logits_head = nn.Linear(d_in, k)
        self.mean_head = nn.Linear(d_in, k)
        self.log_std_head = nn.Linear(d_in, k)

    def _log_weights(self, x: Tensor) -> Tensor:
        logits = self.logits_head(x)
        return logits - torch.logsumexp(logits, dim=-1, keepdim=True)

    def _sigma(self, log_std: Tensor) -> Tensor:
        return log_std.clamp(-5.0, 5.0).exp()

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return self._log_weights(x), self.mean_head(x), self._sigma(self.log_std_head(x))

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        log_std = self.log_std_head(x)
        z = (y - self.mean_head(x)) / self._sigma(log_std)
        log_normal = -(z * z) / 2 - log_std - HALF_LOG_TWO_PI
        log_joint = self._log_weights(x) + log_normal
        return torch.logsumexp(log_joint, dim=-1).mean().neg()
