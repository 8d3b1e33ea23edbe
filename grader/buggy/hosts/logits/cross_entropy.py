"""Train a tagger of words on padded sentences, with smoothed labels at first."""

import torch
from torch import Tensor
from torch.nn import functional as F


def observed_log_prob(logits: Tensor, target: Tensor) -> Tensor:
    """Log-probability of the label of each row, shape (n,)."""
    log_probs = F.log_softmax(logits, dim=-1)
    column = target.unsqueeze(1)
    return log_probs.gather(1, column).squeeze(1)


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """Mean negative log-likelihood of class labels, of the rows that count.

    Args:
        logits: unnormalized log-probabilities, finite, shape (n, k).
        target: observed classes or `ignore_index`, int64, shape (n,).
        ignore_index: the target of rows that do not count.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    counted = target != ignore_index
    label = torch.where(counted, target, torch.zeros_like(target))
    per_row = -observed_log_prob(logits, label)
    kept = per_row[counted]
    return kept.sum() / counted.sum()


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """Mean cross-entropy against targets that are mixed with the uniform distribution.

    Args:
        logits: unnormalized log-probabilities, finite, shape (n, k).
        target: observed classes, int64 in [0, k), shape (n,).
        eps: the weight of the uniform distribution, in [0, 1).

    Returns:
        The loss, a 0-dimensional tensor.
    """
    of_label = observed_log_prob(logits, target)
    log_probs = F.log_softmax(logits, dim=-1)
    of_any = log_probs.mean(dim=-1)
    mixed = (1 - eps) * of_label + eps * of_any
    return -mixed.mean()


def train(tagger: torch.nn.Module, words: Tensor, tags: Tensor, steps: int) -> None:
    """Gradient descent, smoothed for the first half; tags of -1 are padding."""
    real = tags != -1
    for step in range(steps):
        logits = tagger(words)
        if step < steps // 2:
            loss = smoothed_cross_entropy(logits[real], tags[real], 0.1)
        else:
            loss = cross_entropy(logits, tags, ignore_index=-1)
        gradients = torch.autograd.grad(loss, list(tagger.parameters()))
        with torch.no_grad():
            for parameter, gradient in zip(tagger.parameters(), gradients, strict=True):
                parameter.sub_(0.1 * gradient)
