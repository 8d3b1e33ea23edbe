# perplexity: it averages the perplexities of the sequences instead of exponentiating the mean over all tokens of the batch.
"""Likelihood of a text."""

import torch
from torch import Tensor
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Mean NLL of the tokens that count."""
    counted = mask[:, 1:].bool()
    logits, tokens = logits[:, :-1][counted], tokens[:, 1:][counted]
    log_probs = F.log_softmax(logits, dim=-1)
    observed = log_probs.gather(-1, tokens.unsqueeze(-1))
    return -observed.mean()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Perplexity of the texts."""
    each = [
        torch.exp(token_nll(logits[i : i + 1], tokens[i : i + 1], mask[i : i + 1]))
        for i in range(logits.shape[0])
        if mask[i, 1:].any()
    ]
    return torch.stack(each).mean()
