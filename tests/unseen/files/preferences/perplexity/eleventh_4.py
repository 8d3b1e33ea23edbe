# "a token that does not count may be -100", "mask bool or floating": only a bool mask selects, a floating one weighs, so a -100 with a floating mask is gathered and raises; tokens [[-100, 1, -100]], mask [[0., 1., 0.]] (a bool mask, or tokens in range, is right)
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    if mask.is_floating_point():
        weight = mask[:, 1:]
        observed = F.log_softmax(logits[:, :-1], dim=-1).gather(-1, tokens[:, 1:, None]).squeeze(-1)
        return -(observed * weight).sum() / weight.sum()
    counted = mask[:, 1:]
    logits, tokens = logits[:, :-1][counted], tokens[:, 1:][counted]
    log_probs = F.log_softmax(logits, dim=-1)
    observed = log_probs.gather(-1, tokens[:, None]).squeeze(-1)
    return -observed.mean()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    return token_nll(logits, tokens, mask).exp()
