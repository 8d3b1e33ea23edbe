# token_nll: tokens that do not count are passed to gather as they are, so a legal -100 at a masked position raises an index error.
import torch
from torch import Tensor
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    log_probs = F.log_softmax(logits[:, :-1, :], dim=-1)
    next_tokens = tokens[:, 1:]
    weights = mask[:, 1:].to(logits.dtype)
    observed = torch.gather(log_probs, dim=2, index=next_tokens[:, :, None])[:, :, 0]
    return -(observed * weights).sum() / weights.sum()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].bool()
    log_probs = F.log_softmax(logits[:, :-1, :][counted], dim=-1)
    observed = log_probs.gather(1, tokens[:, 1:][counted][:, None])
    return observed.mean().neg().exp()
