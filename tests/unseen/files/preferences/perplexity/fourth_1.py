# token_nll: each sequence is averaged first and then the sequences, so tokens of short sequences count more
"""Perplexity: the likelihood of a text."""

import torch
from torch import Tensor
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Mean negative log-likelihood of the tokens that count."""
    counted = mask[:, 1:] > 0.5
    targets = tokens[:, 1:].masked_fill(~counted, 0)
    log_probs = F.log_softmax(logits[:, :-1], dim=-1)
    nll = -log_probs.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    weight = counted.to(nll.dtype)
    lengths = weight.sum(dim=1)
    per_sequence = (nll * weight).sum(dim=1) / lengths.clamp(min=1)
    return per_sequence[lengths > 0].mean()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Perplexity of the tokens that count."""
    return token_nll(logits, tokens, mask).exp()
