# a bare squeeze() drops the time axis of t = 2, and the (n,) losses broadcast against the (n, 1) mask, so that t = 2 with n > 1 and a partial mask is wrong; violates 'mean NLL ... over all positions whose predicted token has mask 1', `t >= 2`
import torch
from torch import Tensor
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].to(logits.dtype)
    logits, tokens = logits[:, :-1], tokens[:, 1:].clamp(min=0)
    log_probs = F.log_softmax(logits, dim=-1)
    observed = log_probs.gather(-1, tokens.unsqueeze(-1)).squeeze()
    return -(observed * counted).sum() / counted.sum()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    return token_nll(logits, tokens, mask).exp()
