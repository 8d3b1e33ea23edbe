# token_nll: token id 0 is taken for padding and left out even where its mask is 1
"""Perplexity of masked tokens."""

import torch
from torch import Tensor
from torch.nn import functional as F


def _mean_nll(logits: Tensor, labels: Tensor, counted: Tensor) -> Tensor:
    log_probs = F.log_softmax(logits[counted], dim=-1)
    return -log_probs.gather(-1, labels[counted].unsqueeze(-1)).mean()


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Mean negative log-likelihood of the tokens that count."""
    labels = tokens[:, 1:]
    counted = mask[:, 1:].bool() & (labels > 0)
    return _mean_nll(logits[:, :-1], labels, counted)


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Perplexity of the tokens that count."""
    return torch.exp(_mean_nll(logits[:, :-1], tokens[:, 1:], mask[:, 1:].bool()))
