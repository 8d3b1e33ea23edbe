"""Targets from real life: how far the diabetes of 442 patients progressed."""

import numpy as np

from grader.probe.case import Inputs
from grader.probe.datasets import diabetes
from grader.probe.strategies import torch_array

STEPS = 80
"""Of gradient descent."""

BMI = 2
"""The column of the body mass index."""


def progression(tau: float) -> Inputs:
    """A constant and the body mass index of each patient, and how far the disease progressed."""
    features, target = diabetes()
    return {
        "x": torch_array(np.column_stack([np.ones(len(target)), features[:, BMI]])),
        "tau": tau,
        "y": torch_array(target),
    }


def progression_code(inputs: Inputs) -> str:
    """Descent on the loss of a line, as code to paste."""
    return f"""from sklearn.datasets import load_diabetes
x, y = (torch.tensor(a) for a in load_diabetes(scaled=False, return_X_y=True))
bmi, y = ((a - a.mean()) / a.std(correction=0) for a in (x[:, {BMI}], y))
w = torch.zeros(2, dtype=torch.float64, requires_grad=True)
for _ in range({STEPS}):
    (slope,) = torch.autograd.grad(pinball_loss(w[0] + w[1] * bmi, y, {inputs["tau"]}), w)
    w = (w - 0.5 * slope).detach().requires_grad_()"""
