"""Rows of logits with labels, to which a temperature is fitted."""

from functools import cache

import numpy as np

from grader.probe import datasets
from grader.probe.case import Inputs
from grader.probe.strategies import torch_array


def miscalibrated(seed: int, n: int, k: int, temperature: float) -> Inputs:
    """Logits, and labels drawn from their softmax at another temperature."""
    rng = np.random.default_rng(seed)
    logits = np.round(2 * temperature * rng.normal(size=(n, k)), 2)
    noise = rng.gumbel(size=(n, k))  # the largest of logits and such noise is a draw of the softmax
    labels = np.argmax(logits / temperature + noise, axis=1)
    return {"logits": torch_array(logits), "target": torch_array(labels, "int64")}


# The fitted temperatures are, in this order, 4.3, 2.5, 0.62, 4.0, 0.23 and 7.4.
FITTED: list[Inputs] = [
    {"logits": torch_array([[3.0, 2.0, 0.0]]), "target": torch_array([1], "int64")},
    miscalibrated(0, 12, 3, 2.0),
    miscalibrated(0, 12, 3, 0.5),
    miscalibrated(5, 15, 2, 4.0),
    miscalibrated(5, 16, 5, 0.25),
    miscalibrated(8, 40, 4, 8.0),
]


def shifted(rows: Inputs) -> Inputs:
    """The same rows, each moved far away."""
    logits = rows["logits"].data
    shifts = np.resize([1e4, -1e4, 0.0, 1e3], (len(logits), 1))
    return {**rows, "logits": torch_array(logits + shifts)}


CLOSE: Inputs = {
    "logits": torch_array([[9000.05, 9000.0]] * 10),
    "target": torch_array([0, 1, 0, 1, 0, 1, 0, 1, 0, 0], "int64"),
}
"""Logits that are close and far from 0, six labels of ten: the temperature is 0.05/log(6/4)."""


@cache
def digits() -> Inputs:
    """Logits of a linear classifier for digits that it was not trained on.

    It was trained on 100 digits by 500 steps of gradient descent, until it was too sure.
    """
    pixels, labels = datasets.digits(), datasets.digit_labels()
    x, one_hot = pixels[:100], np.eye(10)[labels[:100]]
    weights = np.zeros((64, 10))
    for _ in range(500):
        e = np.exp(x @ weights)
        weights += 0.08 * x.T @ (one_hot - e / e.sum(axis=1, keepdims=True))
    held_out = slice(100, None)
    return {
        "logits": torch_array(np.round(pixels[held_out] @ weights, 3)),
        "target": torch_array(labels[held_out], "int64"),
    }


def digits_code(_: object) -> str:
    """The call for `digits`, with the code that makes them."""
    return """from sklearn.datasets import load_digits
x, y = load_digits(return_X_y=True)
x, one_hot = x / 16, np.eye(10)[y]
weights = np.zeros((64, 10))
for _ in range(500):
    e = np.exp(x[:100] @ weights)
    weights += 0.08 * x[:100].T @ (one_hot[:100] - e / e.sum(axis=1, keepdims=True))
logits, target = torch.tensor(np.round(x[100:] @ weights, 3)), torch.tensor(y[100:])
fit_temperature(logits, target)"""
