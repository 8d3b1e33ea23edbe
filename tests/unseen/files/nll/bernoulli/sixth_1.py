# bernoulli_nll: nan_to_num replaces only an infinite log by -100 instead of flooring every log at -100, so a tiny p (1e-60 in float64) costs more than 100.
"""Binary cross-entropy from probabilities and from logits."""

import torch
from torch import Tensor
from torch.nn import functional as F


def _safe_log(q: Tensor) -> Tensor:
    return torch.nan_to_num(torch.log(q), neginf=-100.0)


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    log_p = _safe_log(p)
    log_q = _safe_log(1 - p)
    return -(y * log_p + (1 - y) * log_q).mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    return -(y * F.logsigmoid(logits) + (1 - y) * F.logsigmoid(-logits)).mean()
