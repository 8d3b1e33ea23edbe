"""Wrong answers to logits/log_softmax that only measure what the grader explains."""

import torch
from torch import Tensor

from tests.unseen import unseen


@unseen("logsumexp", "no shift by the maximum: exp overflows")
def naive(x, dim):
    return torch.log(torch.exp(x).sum(dim=dim))


@unseen("logsumexp", "a slice of nothing but -inf gives nan")
def inf_minus_inf(x, dim):
    m = x.max(dim=dim, keepdim=True).values
    s = torch.exp(x - m).sum(dim=dim)
    return m.squeeze(dim) + torch.log(s)


@unseen("logsumexp", "the maximum keeps its dimension and is broadcast against the sums")
def kept_max(x, dim):
    m = torch.amax(x, dim=dim, keepdim=True)
    m = torch.where(torch.isinf(m), torch.zeros_like(m), m)
    return m + (x - m).exp().sum(dim).log()


@unseen("logsumexp", "dim is ignored, always the last dimension")
def last_dim(x, dim):
    top = x.max(dim=-1)[0]
    top = torch.nan_to_num(top, neginf=0.0)
    return torch.log(torch.exp(x - top.unsqueeze(-1)).sum(-1)) + top


@unseen("log_softmax", "log of an underflowed probability is -inf")
def log_of_probs(x, dim):
    e = torch.exp(x - x.max(dim=dim, keepdim=True).values)
    p = e / e.sum(dim=dim, keepdim=True)
    return p.log()


@unseen("log_softmax", "the normaliser lost its dimension and is broadcast along the wrong one")
def no_keepdim(x, dim):
    z = x - x.amax(dim=dim, keepdim=True)
    return z - torch.log(z.exp().sum(dim=dim))


@unseen("log_softmax", "one maximum for the whole tensor: slices far below it underflow")
def tensor_max(x, dim):
    shifted = x - x.max()
    log_z = shifted.exp().sum(dim, keepdim=True).log()
    out = shifted - log_z
    return out


@unseen("log_softmax", "the maximum is subtracted twice")
def max_twice(x, dim):
    m = x.max(dim=dim, keepdim=True).values
    shifted = x - m
    lse = m + torch.log(torch.exp(shifted).sum(dim=dim, keepdim=True))
    return shifted - lse


@unseen(
    "logsumexp",
    "shifts by the maximum of the whole tensor, so a slice far below another one underflows to -inf",
)
def second_1(x: Tensor, dim: int) -> Tensor:
    shift = x.max().detach()
    return torch.log(torch.exp(x - shift).sum(dim=dim)) + shift


@unseen(
    "log_softmax",
    "takes the logarithm of the quotient of exponentials, which is log(0) for a logit far below the largest",
)
def second_2(x: Tensor, dim: int) -> Tensor:
    shifted = x - x.amax(dim=dim, keepdim=True)
    e = torch.exp(shifted)
    return torch.log(e / e.sum(dim=dim, keepdim=True))


@unseen("logsumexp", "subtracts a maximum of -inf from -inf, so a slice of only -inf gives nan")
def second_3(x: Tensor, dim: int) -> Tensor:
    shift = x.amax(dim=dim, keepdim=True).detach()
    total = (x - shift).exp().sum(dim=dim, keepdim=True)
    return (total.log() + shift).squeeze(dim)


@unseen("logsumexp", "puts the reduced dimension back at the end (unsqueeze(-1)) whatever dim is")
def second_4(x: Tensor, dim: int) -> Tensor:
    shift = x.max(dim=dim).values.detach()
    shift = torch.where(torch.isinf(shift), torch.zeros_like(shift), shift)
    total = torch.exp(x - shift.unsqueeze(-1)).sum(dim=dim)
    return total.log() + shift
