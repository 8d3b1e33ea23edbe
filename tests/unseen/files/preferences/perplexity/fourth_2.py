# token_nll: a prediction counts only if the token before it counts too, so the first token after a masked one is left out
"""Next-token likelihood and perplexity."""

import torch
from torch import Tensor
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Mean NLL of the predicted tokens that count."""
    valid = mask.bool()
    # both ends of the step from position i to position i+1
    counted = valid[:, :-1] & valid[:, 1:]
    log_probs = F.log_softmax(logits[:, :-1][counted], dim=-1)
    picked_tokens = tokens[:, 1:][counted]
    rows = torch.arange(picked_tokens.numel(), device=logits.device)
    return -log_probs[rows, picked_tokens].mean()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """exp of the mean NLL."""
    return torch.exp(token_nll(logits, tokens, mask))
