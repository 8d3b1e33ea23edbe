# MixtureHead.nll_loss: returns the EM surrogate (joint negative log-densities weighted by detached responsibilities), whose gradient is that of the NLL but whose value lacks the entropy of the responsibilities.
import torch
from torch import Tensor, nn
from torch.distributions import Normal
from torch.nn import functional as F


class MixtureHead(nn.Module):
    def __init__(self, d_in: int, k: int) -> None:
        super().__init__()
        self.logits_head = nn.Linear(d_in, k)
        self.mean_head = nn.Linear(d_in, k)
        self.log_std_head = nn.Linear(d_in, k)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        log_pi = F.log_softmax(self.logits_head(x), dim=-1)
        mu = self.mean_head(x)
        log_std = self.log_std_head(x).clamp(-5.0, 5.0)
        return log_pi, mu, log_std.exp()

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        log_pi, mu, sigma = self(x)
        joint = log_pi + Normal(mu, sigma).log_prob(y.expand_as(mu))
        with torch.no_grad():
            responsibility = torch.exp(joint - torch.logsumexp(joint, dim=-1, keepdim=True))
        per_row = -(responsibility * joint).sum(dim=-1)
        return per_row.mean()
