# kl_divergence: it is the reverse divergence, of the prior from q.
import torch
from torch import Tensor


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    """KL divergence between N(mu, exp(log_var)) and N(0, 1), summed.

    KL(N(m1, s1) || N(m2, s2)) = log(s2/s1) + (s1^2 + (m1 - m2)^2) / (2 s2^2) - 1/2
    """
    precision = torch.exp(-log_var)
    per_element = 0.5 * log_var + 0.5 * (1 + mu**2) * precision - 0.5
    return per_element.sum()
