# token_nll: a prediction counts only if the mask is 1 at its own position too (mask[:, :-1] and mask[:, 1:]), so the first token after each unmasked stretch is dropped and mask[:, 0] has an effect.
"""Likelihood of a text under a language model."""

import torch
from torch import Tensor
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    real = mask.bool()
    counted = real[:, :-1] & real[:, 1:]
    log_probs = F.log_softmax(logits[:, :-1][counted], dim=-1)
    labels = tokens[:, 1:][counted]
    observed = log_probs.gather(1, labels.view(-1, 1))
    return -observed.sum() / counted.sum()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    loss = token_nll(logits, tokens, mask)
    return loss.exp()
