"""Counts from real life: the chin-ups of twenty men."""

import numpy as np

from grader.probe.case import Inputs
from grader.probe.datasets import linnerud, standardised
from grader.probe.strategies import torch_array

STEPS = 60
"""Of gradient descent."""


def chin_ups() -> Inputs:
    """A constant and the standardized waist of each man, and his chin-ups."""
    body, exercises = linnerud()
    waist = standardised(body)[:, 1]
    return {
        "x": torch_array(np.column_stack([np.ones(len(waist)), waist])),
        "y": torch_array(exercises[:, 0]),
    }


def chin_ups_code(_: object) -> str:
    """Descent from there on a loss of them, as code to paste."""
    return f"""from sklearn.datasets import load_linnerud
men = load_linnerud()
waist, y = torch.tensor(men.data[:, 1]), torch.tensor(men.target[:, 0])
waist = (waist - waist.mean()) / waist.std(correction=0)
w = torch.tensor([2.0, 0.0], dtype=torch.float64, requires_grad=True)
for _ in range({STEPS}):
    (slope,) = torch.autograd.grad(poisson_nll(w[0] + w[1] * waist, y), w)
    w = (w - 0.05 * slope).detach().requires_grad_()"""
