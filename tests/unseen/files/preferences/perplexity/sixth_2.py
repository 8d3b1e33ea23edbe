# perplexity: it is the product of the token probabilities to the power of -1/n, which underflows to 0 and gives inf for many or improbable tokens
"""Perplexity of masked tokens."""

import torch
from torch import Tensor
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Mean negative log-likelihood of the tokens that count."""
    keep = mask[:, 1:] > 0
    rows, labels = logits[:, :-1][keep], tokens[:, 1:][keep]
    observed = rows.gather(1, labels[:, None])[:, 0]
    return (torch.logsumexp(rows, dim=1) - observed).mean()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Perplexity: the inverse of the geometric mean of the token probabilities."""
    keep = mask[:, 1:] > 0
    probs = torch.softmax(logits[:, :-1][keep], dim=1)
    observed = probs.gather(1, tokens[:, 1:][keep][:, None])
    return torch.prod(observed) ** (-1.0 / observed.numel())
