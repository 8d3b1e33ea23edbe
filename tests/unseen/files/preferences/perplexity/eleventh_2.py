# "exp of it, where that is below 1e30": the NLL is held at 20 before the exponential, as training scripts do; logits [[[0., 30.], [0., 0.]]], tokens [[0, 0]], mask [[1, 1]]: exp(30)
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].bool()
    logits, tokens = logits[:, :-1][counted], tokens[:, 1:][counted]
    log_probs = F.log_softmax(logits, dim=-1)
    observed = log_probs.gather(-1, tokens[:, None]).squeeze(-1)
    return -observed.mean()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    return token_nll(logits, tokens, mask).clamp(max=20).exp()
