# token_nll: it averages within each sequence first and then over the sequences, so tokens of short sequences weigh more than those of long ones.
import torch
from torch import Tensor
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].bool()
    target = tokens[:, 1:].masked_fill(~counted, 0)
    logp = F.log_softmax(logits[:, :-1], dim=-1)
    nll = -logp.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    nll = nll.masked_fill(~counted, 0)
    lengths = counted.sum(dim=1)
    scored = lengths > 0
    per_sequence = nll.sum(dim=1)[scored] / lengths[scored]
    return per_sequence.mean()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    return torch.exp(token_nll(logits, tokens, mask))
