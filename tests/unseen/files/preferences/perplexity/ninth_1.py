# token_nll: mean over the sequences of each sequence's mean; wrong where the sequences have unequal numbers of counted tokens
import torch
from torch import Tensor
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].bool()
    log_probs = F.log_softmax(logits[:, :-1], dim=-1)
    safe = tokens[:, 1:].masked_fill(~counted, 0)
    observed = log_probs.gather(2, safe.unsqueeze(2)).squeeze(2) * counted
    some = counted.any(dim=1)
    return -(observed.sum(dim=1)[some] / counted.sum(dim=1)[some]).mean()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    return torch.exp(token_nll(logits, tokens, mask))
