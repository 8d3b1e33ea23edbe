# token_nll: tokens that count must also be greater than 0, so token 0 is dropped as if it were padding.
"""Token likelihoods and perplexity."""

import torch
from torch import Tensor
from torch.nn import functional as F


def _observed(logits: Tensor, tokens: Tensor, counted: Tensor) -> Tensor:
    """Log-probability of each counted next token, in one long row."""
    kept, labels = logits[:, :-1][counted], tokens[:, 1:][counted]
    log_probs = F.log_softmax(kept, dim=1)
    return log_probs.gather(1, labels.view(-1, 1)).view(-1)


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Mean NLL in nats."""
    counted = mask[:, 1:].bool() & (tokens[:, 1:] > 0)
    return -_observed(logits, tokens, counted).mean()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Effective number of equally likely tokens."""
    log_probs = _observed(logits, tokens, mask[:, 1:].bool())
    return torch.exp(-log_probs.mean())
