# perplexity: caps the loss at 20 before exp; wrong at a token_nll of 40 (perplexity 2e17)
import torch
from torch import Tensor
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].bool()
    log_probs = F.log_softmax(logits[:, :-1][counted], dim=-1)
    observed = log_probs.gather(1, tokens[:, 1:][counted].unsqueeze(1)).squeeze(1)
    return -observed.sum() / counted.sum()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    return torch.exp(token_nll(logits, tokens, mask).clamp(max=20))
