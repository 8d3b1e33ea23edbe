# perplexity: it averages the perplexities of the sequences instead of exponentiating the mean over all tokens of the batch
"""Perplexity of masked tokens."""

import torch
from torch import Tensor
from torch.nn import functional as F


def _per_token(logits: Tensor, tokens: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    """Negative log-likelihoods, 0 where nothing counts, and what counts, each (n, t-1)."""
    keep = mask[:, 1:].bool()
    labels = torch.where(keep, tokens[:, 1:], torch.zeros_like(tokens[:, 1:]))
    log_probs = F.log_softmax(logits[:, :-1, :], dim=-1)
    nll = -log_probs.gather(2, labels.unsqueeze(2)).squeeze(2)
    return nll.masked_fill(~keep, 0.0), keep


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Mean negative log-likelihood of the tokens that count."""
    nll, keep = _per_token(logits, tokens, mask)
    return nll.sum() / keep.sum()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Perplexity of the tokens that count."""
    nll, keep = _per_token(logits, tokens, mask)
    lengths = keep.sum(dim=1)
    has_tokens = lengths > 0
    per_text = nll.sum(dim=1)[has_tokens] / lengths[has_tokens]
    return per_text.exp().mean()
