# "positions whose predicted token has mask 1": the mask of the position that predicts is used, mask[:, :-1]; logits (1, 3, v), tokens [[0, 1, 2]], mask [[1, 0, 1]]
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, :-1].bool()
    logits, tokens = logits[:, :-1][counted], tokens[:, 1:][counted]
    log_probs = F.log_softmax(logits, dim=-1)
    observed = log_probs.gather(-1, tokens[:, None]).squeeze(-1)
    return -observed.mean()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    return token_nll(logits, tokens, mask).exp()
