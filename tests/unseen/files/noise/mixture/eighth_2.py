# MixtureHead.nll_loss: it averages the components' log-densities with the weights (sum of pi*log N) instead of taking the log of the weighted sum of densities, which is only an upper bound of the NLL.
import torch
from torch import nn
from torch.distributions import Normal
from torch.nn import functional as F


class MixtureHead(nn.Module):
    def __init__(self, d_in, k):
        super().__init__()
        self.logits_head = nn.Linear(d_in, k)
        self.mean_head = nn.Linear(d_in, k)
        self.log_std_head = nn.Linear(d_in, k)

    def forward(self, x):
        log_pi = F.log_softmax(self.logits_head(x), dim=1)
        sigma = torch.exp(torch.clamp(self.log_std_head(x), min=-5.0, max=5.0))
        return log_pi, self.mean_head(x), sigma

    def nll_loss(self, x, y):
        log_pi, mu, sigma = self(x)
        component_nll = -Normal(mu, sigma).log_prob(y.expand_as(mu))
        per_row = torch.sum(torch.exp(log_pi) * component_nll, dim=1)
        return per_row.mean()
