# nll_loss: y is squeezed to (n,) and broadcasts against (n, 1) to (n, n).
import torch
from torch import Tensor, nn
from torch.distributions import Normal


class GaussianHead(nn.Module):
    def __init__(self, d_in: int) -> None:
        super().__init__()
        self.mean_head = nn.Linear(d_in, 1)
        self.log_std_head = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        mu = self.mean_head(x)
        sigma = torch.clamp(self.log_std_head(x), min=-5, max=5).exp()
        return mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        mu, sigma = self(x)
        return -Normal(mu, sigma).log_prob(y.squeeze(-1)).mean()
