"""A target with two peaks from real life: petals of irises, by the width of their sepals."""

import math
from functools import cache
from typing import Any

import numpy as np

from grader.probe import datasets
from grader.probe.case import Case, Finding, Inputs
from grader.probe.drivers import LOSSES
from grader.probe.strategies import torch_array

Numbers = np.ndarray[Any, Any]

STEPS = 50
"""Of Adam, at a rate of 0.1."""
MARGIN = 0.3
"""Nats per flower. A right head gains more than twice as many."""


@cache
def flowers() -> tuple[Numbers, Numbers, Numbers]:
    """Sepal width and petal length, each standardized, (150, 1); and which of them are held out."""
    measured = datasets.standardised(datasets.iris()[0])
    return measured[:, 1:2], measured[:, 2:3], np.arange(len(measured)) % 3 > 0


def seen() -> Inputs:
    """Those that are not held out."""
    x, y, held_out = flowers()
    return {"x": torch_array(x[~held_out]), "y": torch_array(y[~held_out])}


def mixture_nll(trained: Inputs, x: Numbers, y: Numbers) -> float:
    """The mean NLL of `y` under a head with these parameters."""
    logits, mu, log_std = (
        x @ trained[f"{layer}.weight"].data.T + trained[f"{layer}.bias"].data
        for layer in ("logits_head", "mean_head", "log_std_head")
    )
    log_std = np.clip(log_std, -5, 5)
    log_pi = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    log_density = -(((y - mu) / np.exp(log_std)) ** 2) / 2 - log_std - math.log(2 * math.pi) / 2
    return -float(np.logaddexp.reduce(log_pi + log_density, axis=1).mean())


def gaussian_nll() -> float:
    """The mean NLL of held-out flowers under a line with constant noise, fitted to the others."""
    x, y, held_out = flowers()
    design = np.column_stack([x, np.ones(len(x))])
    fit = np.linalg.lstsq(design[~held_out], y[~held_out], rcond=None)[0]
    residuals = (y - design @ fit)[:, 0]
    sigma = residuals[~held_out].std()
    terms = (residuals[held_out] / sigma) ** 2 / 2 + math.log(sigma) + math.log(2 * math.pi) / 2
    return float(terms.mean())


def beats_one_gaussian(case: Case) -> Finding | None:
    """The trained mixture explains held-out flowers better than a line with constant noise."""
    x, y, held_out = flowers()
    parameters = [value for name, value in case.got.items() if name != LOSSES]
    if any(array.shape not in ((2,), (2, 1)) for array in parameters):
        return Finding("shape", "The layers do not have their original shapes after training.")
    found, limit = mixture_nll(case.got, x[held_out], y[held_out]), gaussian_nll()
    if found < limit - MARGIN:
        return None
    return Finding(
        "law",
        f"After {STEPS} steps on its own nll_loss the head explains held-out irises no better than "
        "a single Gaussian does.",
        f"{found:.4g} nats per flower",
        f"clearly less than {limit:.4g}",
    )


def training_code(_: object) -> str:
    """What the check does, as a comment: there is too much data to paste."""
    return (
        "# Adam on head.nll_loss(x, y), from means of -1 and 1: the petal length of 50 irises\n"
        "# (sklearn.datasets.load_iris) by the width of their sepals, each standardized."
    )
