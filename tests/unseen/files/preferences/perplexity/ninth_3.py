# token_nll: takes token 0 for padding and drops it too; wrong where token 0 has mask 1
import torch
from torch import Tensor
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].bool() & (tokens[:, 1:] > 0)
    log_probs = F.log_softmax(logits[:, :-1][counted], dim=-1)
    observed = log_probs.gather(1, tokens[:, 1:][counted].unsqueeze(1)).squeeze(1)
    return -observed.sum() / counted.sum()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    return torch.exp(token_nll(logits, tokens, mask))
