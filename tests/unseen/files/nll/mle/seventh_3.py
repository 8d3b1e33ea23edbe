# bernoulli_mle: dividing two integers gives the default dtype, so a float64 sample gets a float32 probability instead of one of its own dtype.
import torch
from torch import Tensor


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    return y.mean(), y.std(unbiased=False)


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    ordered, _ = torch.sort(y)
    n = len(ordered)
    if n % 2 == 1:
        location = ordered[n // 2]
    else:
        location = 0.5 * (ordered[n // 2 - 1] + ordered[n // 2])
    return location, (ordered - location).abs().mean()


def bernoulli_mle(y: Tensor) -> Tensor:
    successes = torch.count_nonzero(y)
    return successes / y.numel()


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    classes = torch.arange(n_classes, device=y.device)
    hits = y[:, None] == classes[None, :]
    return hits.to(torch.get_default_dtype()).mean(dim=0)
