# GaussianHead.nll_loss: flattens y to (n,) against a mean of (n, 1), so the mean runs over all n*n pairs of targets and predictions.
import torch
from torch import Tensor, nn
from torch.distributions import Normal


class GaussianHead(nn.Module):
    """Heteroscedastic regression head."""

    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.mean_head = nn.Linear(d_in, 1)
        self.log_std_head = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        return self.mean_head(x), self.log_std_head(x).clamp(-5.0, 5.0).exp()

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        mu, sigma = self(x)
        predicted = Normal(mu, sigma)
        return -predicted.log_prob(y.flatten()).mean()
