# perplexity: the mean NLL is capped at 20 before the exponential, so no perplexity is above 4.9e8
"""Perplexity of a language model."""

import torch
from torch import Tensor
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Mean negative log-likelihood of the tokens that count."""
    counted = mask[:, 1:].bool()
    logits, tokens = logits[:, :-1][counted], tokens[:, 1:][counted]
    log_probs = F.log_softmax(logits, dim=-1)
    observed = torch.take_along_dim(log_probs, tokens[:, None], dim=1)
    return -observed.mean()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Perplexity of the tokens that count, safe from overflow."""
    nll = token_nll(logits, tokens, mask)
    return torch.exp(torch.clamp(nll, max=20.0))
