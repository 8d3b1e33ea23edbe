# log-probabilities are computed in float32 and cast back, so float64 logits of size 1e3 to 1e4 lose 1e-4 to 1e-3 (small logits pass at 1e-6); violates 'in float64 right to 1e-6', 'accurate for finite logits to `1e4` in size'
import torch
from torch import Tensor
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].bool()
    logits, tokens = logits[:, :-1][counted], tokens[:, 1:][counted]
    log_probs = F.log_softmax(logits.float(), dim=-1).to(logits.dtype)
    observed = log_probs.gather(-1, tokens.unsqueeze(-1)).squeeze(-1)
    return -observed.mean()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    return token_nll(logits, tokens, mask).exp()
