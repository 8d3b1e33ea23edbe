# in three and more dimensions the leading ones are averaged instead of summed: wrong only if there are more than two dimensions AND more than one leading element. Clause: "summed over every element". Shown by mu=ones(2,1,1), log_var=zeros(2,1,1): 0.5 instead of 1
import torch
from torch import Tensor


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    per_element = 1 + log_var - mu**2 - torch.exp(log_var)
    if per_element.dim() > 2:
        return -0.5 * per_element.sum(dim=(-2, -1)).mean()
    return -0.5 * per_element.sum()
