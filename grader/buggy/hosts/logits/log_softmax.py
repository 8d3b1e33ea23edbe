"""Score sentences with a chain of words: sums of probabilities, kept as logarithms."""

import torch
from torch import Tensor


def shift_of(x: Tensor, dim: int) -> Tensor:
    """What to subtract from each slice, so that no exponential overflows."""
    largest = x.detach().amax(dim, keepdim=True)
    return torch.where(largest.isinf(), torch.zeros_like(largest), largest)


def logsumexp(x: Tensor, dim: int) -> Tensor:
    """Logarithm of a sum whose terms are given by their logarithms.

    Args:
        x: logarithms of the terms, at least 1-dimensional; minus infinity stands for a term of 0.
        dim: the dimension to sum along.

    Returns:
        The logarithms of the sums, of the shape of `x` without `dim`.
    """
    shift = shift_of(x, dim)
    terms = torch.exp(x - shift)
    total = terms.sum(dim)
    return total.log() + shift.squeeze(dim)


def log_softmax(x: Tensor, dim: int) -> Tensor:
    """Log-probabilities from logits.

    Args:
        x: finite logits, at least 1-dimensional.
        dim: the dimension of the classes.

    Returns:
        The log-probabilities, of the shape of `x`.
    """
    centered = x - shift_of(x, dim)
    normaliser = centered.exp().sum(dim, keepdim=True).log()
    return centered - normaliser


def forward_pass(start: Tensor, steps: Tensor, emitted: Tensor) -> Tensor:
    """Log-likelihood of a sequence under a hidden Markov model.

    Args:
        start: logits of the first state, shape (k,).
        steps: logits of the next state, for each state, shape (k, k).
        emitted: log-likelihood of each observation in each state, shape (t, k).
    """
    alpha = log_softmax(start, 0) + emitted[0]
    moves = log_softmax(steps, 1)
    for seen in emitted[1:]:
        alpha = logsumexp(alpha.unsqueeze(1) + moves, 0) + seen
    return logsumexp(alpha, 0)
