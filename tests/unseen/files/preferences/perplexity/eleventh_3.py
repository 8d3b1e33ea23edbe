# "Value and gradient are accurate" of both results: the perplexity is cut off from the graph but for the part at first order of the NLL, without the factor perplexity; logits (2, 3, 4) random, all tokens count; its value is right
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
    nll = token_nll(logits, tokens, mask)
    return nll.detach().exp() + (nll - nll.detach())
