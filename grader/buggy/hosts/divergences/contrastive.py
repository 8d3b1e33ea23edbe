"""Train encoders of images and captions together, and measure how well they find each other."""

import torch
import torch.nn.functional as F
from torch import Tensor

HIGHEST = 100.0


def cosines(a: Tensor, b: Tensor) -> Tensor:
    """Cosine of every row of `a` with every row of `b`, shape (n, n)."""
    unit_a = F.normalize(a, dim=-1)
    unit_b = F.normalize(b, dim=-1)
    return unit_a @ unit_b.T


def matched_nll(logits: Tensor) -> Tensor:
    """Mean negative log-likelihood of the diagonal, each row a distribution."""
    log_probs = F.log_softmax(logits, dim=-1)
    matched = log_probs.diagonal()
    return -matched.mean()


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """Mean negative log-likelihood of the row of `b` that belongs to each row of `a`.

    Args:
        a: vectors, shape `(n, d)`, no row 0.
        b: the vectors that belong to them, shape `(n, d)`.
        temperature: positive.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    logits = cosines(a, b) / temperature
    return matched_nll(logits)


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """Mean of both directions, with a learned scale.

    Args:
        a: vectors, shape `(n, d)`, no row 0.
        b: the vectors that belong to them, shape `(n, d)`.
        log_scale: logarithm of the scale of the cosines, 0-dimensional.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    scale = log_scale.exp().clamp(max=HIGHEST)
    logits = scale * cosines(a, b)
    forth = matched_nll(logits)
    back = matched_nll(logits.T)
    return (forth + back) / 2


def found_first(a: Tensor, b: Tensor) -> float:
    """How often the caption that belongs to an image is the nearest one."""
    with torch.no_grad():
        nearest = cosines(a, b).argmax(dim=-1)
    return float((nearest == torch.arange(len(a))).double().mean())
