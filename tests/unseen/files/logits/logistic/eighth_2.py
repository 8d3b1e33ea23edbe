# fit_logistic: penalises the bias together with the weights.
import numpy as np
import torch
from scipy.special import expit
from torch import Tensor


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    w, b, X, y = (t.detach() for t in (w, b, X, y))
    error = (X.mv(w) + b).sigmoid() - y
    return X.t().mv(error) / len(y) + 2 * l2 * w, error.mean()


def fit_logistic(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    features = X.detach().cpu().numpy()
    labels = y.detach().cpu().numpy()
    n = len(labels)
    design = np.hstack([np.ones((n, 1)), features])
    size = design.shape[1]

    def objective(theta):
        z = design @ theta
        return np.mean(np.logaddexp(0.0, z) - labels * z) + l2 * theta @ theta

    theta = np.zeros(size)
    for _ in range(100):
        p = expit(design @ theta)
        gradient = design.T @ (p - labels) / n + 2 * l2 * theta
        curvature = design.T @ (design * (p * (1 - p))[:, None]) / n + 2 * l2 * np.eye(size)
        direction = np.linalg.solve(curvature, gradient)
        step = 1.0
        while objective(theta - step * direction) > objective(theta) and step > 1e-9:
            step *= 0.5
        theta = theta - step * direction
        if np.abs(direction).max() < 1e-12:
            break

    theta = torch.from_numpy(theta).to(X)
    return theta[1:], theta[0]
