# perplexity: the loss is capped at 20 before the exponential, so perplexities above 4.9e8 are cut off.
"""Perplexity of a language model."""

import torch
from torch import Tensor
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Next-token NLL, averaged over tokens with mask 1."""
    counted = mask[:, 1:] > 0
    labels = tokens[:, 1:].masked_fill(~counted, 0)
    log_probs = F.log_softmax(logits[:, :-1, :], dim=-1)
    observed = log_probs.gather(dim=-1, index=labels[..., None])[..., 0]
    total = observed.masked_fill(~counted, 0.0).sum()
    return -total / counted.sum()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """exp of the mean NLL, guarded against overflow."""
    nll = token_nll(logits, tokens, mask)
    return torch.exp(torch.clamp(nll, max=20.0))
