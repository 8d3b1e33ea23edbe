# token_nll: averages within each sequence first and then over the sequences that have counted tokens, so sequences of different counted length are weighted equally instead of tokens.
import torch
from torch import Tensor
from torch.nn import functional as F


def _mean_nll(logits: Tensor, tokens: Tensor, mask: Tensor, per_sequence: bool) -> Tensor:
    counted = mask[:, 1:].bool()
    labels = torch.where(counted, tokens[:, 1:], torch.zeros_like(tokens[:, 1:]))
    log_probs = F.log_softmax(logits[:, :-1], dim=-1)
    nll = -log_probs.gather(-1, labels.unsqueeze(-1)).squeeze(-1)
    nll = torch.where(counted, nll, torch.zeros_like(nll))
    lengths = counted.sum(dim=1)
    if not per_sequence:
        return nll.sum() / lengths.sum()
    used = lengths > 0
    return (nll.sum(dim=1)[used] / lengths[used]).mean()


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    return _mean_nll(logits, tokens, mask, per_sequence=True)


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    return torch.exp(_mean_nll(logits, tokens, mask, per_sequence=False))
