"""Summarize columns of a table by the maximum likelihood of four distributions."""

import torch
from torch import Tensor


def spread(y: Tensor, about: Tensor) -> Tensor:
    """Mean absolute deviation of a sample about a point."""
    deviation = (y - about).abs()
    return deviation.mean()


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    """Fit a Gaussian to a sample by maximum likelihood.

    Args:
        y: the sample, floating point, shape (n,).

    Returns:
        The mean and the standard deviation, both 0-dimensional.
    """
    mu = y.mean()
    centered = y - mu
    variance = centered.square().sum() / len(y)
    return mu, variance.sqrt()


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    """Fit a Laplace distribution to a sample by maximum likelihood.

    Args:
        y: the sample, floating point, shape (n,).

    Returns:
        The location and the scale, both 0-dimensional.
    """
    ordered = y.sort().values
    location = ordered[(len(y) - 1) // 2]
    scale = spread(y, location)
    return location, scale


def bernoulli_mle(y: Tensor) -> Tensor:
    """Fit a Bernoulli distribution to a sample by maximum likelihood.

    Args:
        y: zeros and ones, shape (n,).

    Returns:
        The probability of a one, 0-dimensional.
    """
    ones = y.sum()
    return ones / len(y)


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    """Fit a categorical distribution to a sample of labels by maximum likelihood.

    Args:
        y: labels, int64 in [0, n_classes), shape (n,).
        n_classes: number of classes, seen or not.

    Returns:
        The probability of each class, shape (n_classes,), in the default floating dtype.
    """
    classes = torch.arange(n_classes, device=y.device)
    counts = (y.unsqueeze(1) == classes).sum(dim=0)
    return counts / len(y)


def describe(table: dict[str, Tensor]) -> None:
    """Print one line for each column of a table, by the kind of its values."""
    for name, column in table.items():
        if column.dtype == torch.int64:
            print(name, categorical_mle(column, int(column.max()) + 1))
        elif bool(((column == 0) | (column == 1)).all()):
            print(name, bernoulli_mle(column))
        else:
            print(name, gaussian_mle(column), laplace_mle(column))
