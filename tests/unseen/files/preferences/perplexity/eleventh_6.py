# "inputs are never modified in place": tokens that do not count are set to 0 through a view of the argument; tokens [[0, 1, -100]], mask [[1, 1, 0]]: afterwards tokens is [[0, 1, 0]]; value and gradient are right
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].bool()
    labels = tokens[:, 1:].masked_fill_(~counted, 0)
    log_probs = F.log_softmax(logits[:, :-1], dim=-1)
    observed = log_probs.gather(-1, labels[..., None]).squeeze(-1)
    return -observed[counted].mean()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    return token_nll(logits, tokens, mask).exp()
