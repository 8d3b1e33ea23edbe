"""Wrong answers to preferences/perplexity that only measure what the grader explains."""

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


@unseen("token_nll", "no shift: position i is scored on token i itself")
def no_shift(logits, tokens, mask):
    log_p = F.log_softmax(logits, dim=-1)
    keep = mask.bool()
    idx = torch.where(keep, tokens, torch.zeros_like(tokens)).clamp(min=0)
    nll = -log_p.gather(-1, idx.unsqueeze(-1)).squeeze(-1)
    return nll[keep].mean()


@unseen("token_nll", "the mask of the predicting position instead of the predicted token")
def mask_not_shifted(logits, tokens, mask):
    lp = F.log_softmax(logits[:, :-1], dim=-1)
    target = tokens[:, 1:].clamp(min=0)
    token_lp = lp.gather(2, target[..., None])[..., 0]
    m = mask[:, :-1].to(logits.dtype)
    return -(token_lp * m).sum() / m.sum()


@unseen("token_nll", "the mean of the sequences' means: short sequences weigh too much")
def sequence_means(logits, tokens, mask):
    target = tokens[:, 1:]
    m = mask[:, 1:].to(logits.dtype)
    safe = target.masked_fill(m == 0, 0)
    scores = logits[:, :-1]
    nll = torch.logsumexp(scores, -1) - scores.gather(-1, safe.unsqueeze(-1)).squeeze(-1)
    per_seq = (nll * m).sum(1) / m.sum(1).clamp(min=1)
    return per_seq.mean()


@unseen("token_nll", "divided by all positions, masked ones too")
def all_positions(logits, tokens, mask):
    n, t, _ = logits.shape
    total = torch.zeros((), dtype=logits.dtype, device=logits.device)
    for i in range(n):
        for j in range(t - 1):
            if mask[i, j + 1]:
                total = total - F.log_softmax(logits[i, j], dim=0)[tokens[i, j + 1]]
    return total / (n * (t - 1))


@unseen("perplexity", "the mean of the tokens' perplexities instead of exp of the mean")
def mean_of_exp(logits, tokens, mask):
    keep = mask[:, 1:].bool()
    lp = F.log_softmax(logits[:, :-1][keep], dim=-1)
    target = tokens[:, 1:][keep]
    nll = -lp.gather(1, target[:, None]).squeeze(1)
    return torch.exp(nll).mean()


@unseen("perplexity", "2 to the power of an NLL in nats")
def base_two(logits, tokens, mask):
    keep = mask[:, 1:] > 0
    z = logits[:, :-1][keep]
    y = tokens[:, 1:][keep]
    nll = torch.logsumexp(z, dim=1) - z[torch.arange(len(y), device=z.device), y]
    return 2 ** nll.mean()


@unseen("perplexity", "the NLL is held at 20 before exp")
def capped(logits, tokens, mask):
    keep = mask[:, 1:].bool()
    log_p = F.log_softmax(logits[:, :-1], dim=-1)
    idx = tokens[:, 1:].masked_fill(~keep, 0)
    picked = torch.gather(log_p, 2, idx.unsqueeze(2)).squeeze(2)
    mean_nll = -picked[keep].mean()
    return torch.exp(torch.clamp(mean_nll, max=20))  # no overflow


@unseen("perplexity", "one over the arithmetic mean of the probabilities")
def inverse_mean_p(logits, tokens, mask):
    keep = mask[:, 1:].bool()
    probs = torch.softmax(logits[:, :-1], dim=-1)[keep]
    p = probs.gather(1, tokens[:, 1:][keep].unsqueeze(1))
    return 1 / p.mean()


@unseen(
    "token_nll",
    "averages within each sequence first and then over sequences, so short sequences weigh as much as long ones",
)
def second_1(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].to(logits.dtype)
    safe = torch.where(counted > 0, tokens[:, 1:], 0)
    lp = F.log_softmax(logits[:, :-1], dim=-1).gather(2, safe.unsqueeze(2)).squeeze(2)
    lengths = counted.sum(dim=1)
    per_sequence = -(lp * counted).sum(dim=1) / lengths.clamp(min=1)
    return per_sequence[lengths > 0].mean()


@unseen(
    "token_nll",
    "shifts the mask with the logits (mask[:, :-1]) although it belongs to the predicted token (mask[:, 1:])",
)
def second_2(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, :-1].to(logits.dtype)
    log_probs = F.log_softmax(logits[:, :-1], dim=-1)
    observed = log_probs.gather(-1, tokens[:, 1:].clamp(min=0).unsqueeze(-1)).squeeze(-1)
    return -(observed * counted).sum() / counted.sum()


@unseen(
    "token_nll",
    "counts every token that is not -100 instead of those with mask 1, so masked tokens that hold a real id are scored too",
)
def second_3(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    labels = tokens[:, 1:]
    counted = labels != -100
    log_probs = F.log_softmax(logits[:, :-1], dim=-1)
    observed = log_probs.gather(-1, labels.clamp(min=0).unsqueeze(-1)).squeeze(-1)
    return -observed[counted].mean()


@unseen(
    "perplexity",
    "averages the perplexities of the single sequences instead of taking exp of the mean over all tokens",
)
def second_4(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    scores = [
        torch.exp(token_nll(logits[i : i + 1], tokens[i : i + 1], mask[i : i + 1]))
        for i in range(logits.shape[0])
        if mask[i, 1:].any()
    ]
    return torch.stack(scores).mean()
