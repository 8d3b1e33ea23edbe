# perplexity: the loss is capped at 20 before the exponential, so every perplexity above e^20 comes out as e^20 and with gradient 0.
import torch
from torch import Tensor


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:] > 0
    rows = logits[:, :-1][counted]
    labels = tokens[:, 1:][counted]
    log_z = torch.logsumexp(rows, dim=-1)
    chosen = rows[torch.arange(len(labels), device=rows.device), labels]
    return (log_z - chosen).mean()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    loss = token_nll(logits, tokens, mask)
    return torch.exp(torch.clamp(loss, max=20.0))
