# bernoulli_nll_with_logits: goes through the sigmoid and the floored logarithm of the probabilities, so large logits saturate (cost 100 instead of 1e4, with a nan gradient, and less precise before).
import torch
from torch import Tensor


def _floored_log(q: Tensor) -> Tensor:
    return q.log().clamp(min=-100.0)


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    cost_of_one = -_floored_log(p)
    cost_of_zero = -_floored_log(1 - p)
    return torch.mean(y * cost_of_one + (1 - y) * cost_of_zero)


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    return bernoulli_nll(torch.sigmoid(logits), y)
