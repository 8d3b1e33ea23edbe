"""Calibrate a classifier after training: fit a temperature, and compare before and after."""

import torch
from torch import Tensor
from torch.nn import functional as F


def temperature_nll(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """Mean negative log-likelihood of class labels at a temperature.

    Args:
        logits: unnormalized log-probabilities at temperature 1, finite, shape (n, k).
        target: observed classes, int64 in [0, k), shape (n,).
        temperature: between 0.1 and 10, a float or a 0-dimensional tensor.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    softened = logits / temperature
    log_probs = F.log_softmax(softened, dim=-1)
    observed = log_probs.gather(1, target.unsqueeze(1))
    return -observed.mean()


def surplus(logits: Tensor, of_labels: Tensor, beta: float) -> Tensor:
    """How much larger than the labels' the mean logit is under the model, at 1/T = beta."""
    probs = torch.softmax(beta * logits, dim=-1)
    expected = (probs * logits).sum(dim=-1)
    return expected.mean() - of_labels


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    """Temperature of the largest likelihood.

    Args:
        logits: unnormalized log-probabilities at temperature 1, finite, shape (n, k).
        target: observed classes, int64 in [0, k), shape (n,).

    Returns:
        The temperature, between 0.1 and 10.
    """
    of_labels = logits.gather(1, target.unsqueeze(1)).mean()
    low, high = 0.05, 20.0
    for _ in range(50):
        beta = (low + high) / 2
        too_sure = bool(surplus(logits, of_labels, beta) > 0)
        low, high = (low, beta) if too_sure else (beta, high)
    middle = (low + high) / 2
    return 1 / middle


def calibration_error(logits: Tensor, target: Tensor, temperature: float, bins: int = 10) -> float:
    """Mean difference between confidence and accuracy, in bins of confidence."""
    confidence, guess = torch.softmax(logits / temperature, dim=-1).max(dim=-1)
    error = 0.0
    for low in torch.linspace(0, 1, bins + 1)[:-1]:
        chosen = (confidence > low) & (confidence <= low + 1 / bins)
        if bool(chosen.any()):
            hits = (guess[chosen] == target[chosen]).double().mean()
            gap = float((confidence[chosen].double().mean() - hits).abs())
            error += gap * float(chosen.double().mean())
    return error
