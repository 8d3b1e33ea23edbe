"""Compare the topics of two newspapers: how surprising is one to a reader of the other?"""

import torch
from torch import Tensor


def weighted_log(weight: Tensor, of: Tensor) -> Tensor:
    """`weight * log(of)`, where a weight of 0 counts nothing, whatever the log is."""
    nothing = weight == 0
    safe = of.masked_fill(nothing, 1.0)
    return weight * safe.log()


def entropy(p: Tensor) -> Tensor:
    """Entropy of categorical distributions.

    Args:
        p: probabilities, shape `(..., k)`; each row sums to 1 and may hold zeros.

    Returns:
        The entropy of each row in nats, shape `(...)`.
    """
    surprise = -weighted_log(p, p)
    return surprise.sum(dim=-1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    """Kullback-Leibler divergence, the expectation under `p` of `log p - log q`.

    Args:
        p: probabilities, shape `(..., k)`.
        q: probabilities, the shape of `p`.

    Returns:
        The divergence of each row in nats, shape `(...)`; `inf` where a class has `q = 0 < p`.
    """
    own = weighted_log(p, p)
    other = weighted_log(p, q)
    per_class = own - other
    return per_class.sum(dim=-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    """Jensen-Shannon divergence.

    Args:
        p: probabilities, shape `(..., k)`.
        q: probabilities, the shape of `p`.

    Returns:
        The divergence of each row in nats, shape `(...)`, from 0 to `log(2)`.
    """
    middle = (p + q) / 2
    from_p = kl_categorical(p, middle)
    from_q = kl_categorical(q, middle)
    return (from_p + from_q) / 2


def shares(counts: Tensor) -> Tensor:
    """Topic shares of each paper from its article counts."""
    return counts / counts.sum(dim=-1, keepdim=True)


def compare(counts: Tensor, names: list[str]) -> None:
    """Print how varied each paper is, and how far it is from the first one."""
    p = shares(counts)
    variety = entropy(p).exp()
    first = p[:1].expand_as(p)
    surprise, distance = kl_categorical(first, p), js_divergence(first, p)
    for paper in torch.argsort(distance).tolist():
        print(names[paper], float(variety[paper]), float(surprise[paper]), float(distance[paper]))
