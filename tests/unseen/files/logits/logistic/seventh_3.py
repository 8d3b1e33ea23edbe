# fit_logistic: standardises the features and penalises the weights of the standardised features, so the minimiser belongs to another penalty than l2*sum w^2.
import numpy as np
import torch
from scipy.optimize import minimize
from torch import Tensor


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    w, b, X, y = (t.detach() for t in (w, b, X, y))
    slope = torch.sigmoid(torch.mv(X, w) + b) - y
    per_row = slope.unsqueeze(1) * X
    return per_row.mean(dim=0) + 2 * l2 * w, slope.mean()


def fit_logistic(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    data = X.detach().cpu().numpy().astype(np.float64)
    labels = y.detach().cpu().numpy().astype(np.float64)
    centre, width = data.mean(axis=0), data.std(axis=0)
    Z = (data - centre) / width
    n, d = Z.shape

    def objective(theta):
        w, b = theta[:d], theta[d]
        s = Z @ w + b
        value = np.mean(np.logaddexp(0.0, s) - labels * s) + l2 * w @ w
        residual = np.exp(-np.logaddexp(0.0, -s)) - labels
        grad = np.append(Z.T @ residual / n + 2 * l2 * w, residual.mean())
        return value, grad

    start = np.zeros(d + 1)
    best = minimize(
        objective,
        start,
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 5000, "ftol": 1e-16, "gtol": 1e-10},
    ).x
    w = best[:d] / width
    b = best[d] - w @ centre
    return torch.from_numpy(w).to(X), torch.tensor(b, dtype=X.dtype, device=X.device)
