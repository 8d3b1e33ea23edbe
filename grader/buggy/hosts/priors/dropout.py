"""Uncertainty of a network that screens X-rays, from Monte Carlo dropout."""

import torch
from torch import Tensor, nn


def mask_like(x: Tensor, p: float) -> Tensor:
    """Which elements survive: a fresh draw for each."""
    draws = torch.rand_like(x)
    return draws >= p


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    """Inverted dropout.

    Args:
        x: activations, finite, any shape.
        p: probability that an element is zeroed, in [0, 1].
        training: whether to drop anything.

    Returns:
        The activations after dropout, the shape of `x`.
    """
    if not training or p == 0:
        return x
    if p == 1:
        return x * 0
    keep = mask_like(x, p)
    scale = 1 / (1 - p)
    return x * keep * scale


def passes(model: nn.Module, x: Tensor, n_samples: int) -> Tensor:
    """Predictions of a model, one pass after the other, without a gradient."""
    with torch.no_grad():
        samples = [model(x.clone()) for _ in range(n_samples)]
        return torch.stack(samples)


def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """Mean and variance of a model's predictions under Monte Carlo dropout.

    Args:
        model: a module that maps `x` to one tensor; its state is the same afterwards.
        x: the inputs, shape (n, ...).
        n_samples: number of stochastic forward passes, at least 1.

    Returns:
        The mean and the biased variance over the passes, each of the shape of one prediction.
    """
    before = [(part, part.training) for part in model.modules()]
    try:
        for part, _ in before:
            part.training = isinstance(part, nn.Dropout)
        samples = passes(model, x, n_samples)
    finally:
        for part, flag in before:
            part.training = flag
    mean = samples.mean(dim=0)
    centered = samples - mean
    variance = centered.square().mean(dim=0)
    return mean, variance


def screen(model: nn.Module, images: Tensor, worried: float = 0.2) -> Tensor:
    """Which images a doctor should look at: those that the network is unsure of."""
    mean, variance = mc_dropout_predict(model, images, 50)
    unsure = variance.sqrt() > worried
    return (mean > 0.5) | unsure
