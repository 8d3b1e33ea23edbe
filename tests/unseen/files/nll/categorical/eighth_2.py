# categorical_nll: multiplies y with the plain logarithm, so a class with y_k = 0 and p_k = 0 gives 0 * -inf = nan instead of 0.
import torch
from torch import Tensor


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    log_likelihood = torch.einsum("nk,nk->n", y, torch.log(probs))
    return -log_likelihood.mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    n = logits.shape[0]
    observed = logits[torch.arange(n, device=logits.device), target]
    normalizer = torch.logsumexp(logits, dim=1)
    return (normalizer - observed).sum() / n
