"""Wrong answers to logits/logistic that only measure what the grader explains."""

import numpy as np
import torch
import torch.nn.functional as F
from scipy import optimize
from torch import Tensor

from tests.unseen import unseen


@unseen("logistic_gradient", "the gradient of l2*sum w^2 lacks its factor 2")
def no_two(w, b, X, y, l2):
    p = torch.sigmoid(X @ w + b)
    err = p - y
    return X.T @ err / len(y) + l2 * w, err.mean()


@unseen("logistic_gradient", "sums over the rows instead of means")
def row_sum(w, b, X, y, l2):
    z = X @ w + b
    residual = torch.sigmoid(z) - y
    grad_w = X.t() @ residual + 2 * l2 * w
    grad_b = residual.sum()
    return grad_w, grad_b


@unseen("logistic_gradient", "the bias is penalised too")
def bias_penalty(w, b, X, y, l2):
    n = X.shape[0]
    r = (torch.sigmoid(X.mv(w) + b) - y) / n
    gw = (X * r[:, None]).sum(0) + 2 * l2 * w
    gb = r.sum() + 2 * l2 * b
    return gw, gb


@unseen("logistic_gradient", "requires_grad and .grad of the arguments are changed")
def backward_on_args(w, b, X, y, l2):
    w.requires_grad_(True)
    b.requires_grad_(True)
    z = X @ w + b
    loss = (F.softplus(z) - y * z).mean() + l2 * (w**2).sum()
    loss.backward()
    return w.grad, b.grad


@unseen("fit_logistic", "the bias is penalised like a weight")
def penalised_bias(X, y, l2):
    n, d = X.shape
    A = torch.cat([X, torch.ones(n, 1, dtype=X.dtype)], dim=1).detach()
    theta = torch.zeros(d + 1, dtype=X.dtype, requires_grad=True)
    opt = torch.optim.LBFGS(
        [theta],
        max_iter=2000,
        tolerance_grad=1e-12,
        tolerance_change=1e-16,
        line_search_fn="strong_wolfe",
    )

    def closure():
        opt.zero_grad()
        z = A @ theta
        loss = (F.softplus(z) - y * z).mean() + l2 * (theta**2).sum()
        loss.backward()
        return loss

    opt.step(closure)
    out = theta.detach()
    return out[:-1], out[-1]


@unseen(
    "fit_logistic",
    "a thousand steps of gradient descent with one fixed rate do not converge, or diverge",
)
def plain_descent(X, y, l2):
    w = torch.zeros(X.shape[1], dtype=X.dtype)
    b = torch.zeros((), dtype=X.dtype)
    for _ in range(1000):
        err = torch.sigmoid(X @ w + b) - y
        w = w - 0.1 * (X.T @ err / len(y) + 2 * l2 * w)
        b = b - 0.1 * err.mean()
    return w, b


@unseen("fit_logistic", "the penalty falls on the weights of standardised features")
def standardised(X, y, l2):
    mean, std = X.mean(0), X.std(0)
    Z = torch.cat([(X - mean) / std, torch.ones(len(X), 1, dtype=X.dtype)], dim=1)
    n, d1 = Z.shape
    pen = 2 * l2 * torch.eye(d1, dtype=X.dtype)
    pen[-1, -1] = 0
    t = torch.zeros(d1, dtype=X.dtype)

    def objective(v):
        z = Z @ v
        return (F.softplus(z) - y * z).mean() + 0.5 * v @ pen @ v

    for _ in range(100):
        p = torch.sigmoid(Z @ t)
        g = Z.T @ (p - y) / n + pen @ t
        H = (Z * (p * (1 - p))[:, None]).T @ Z / n + pen
        step = torch.linalg.solve(H + 1e-12 * torch.eye(d1, dtype=X.dtype), g)
        s = 1.0
        while objective(t - s * step) > objective(t) and s > 1e-8:
            s /= 2
        t = t - s * step
    w = t[:-1] / std
    return w, t[-1] - (w * mean).sum()


@unseen("fit_logistic", "the penalty is l2/2 * sum w^2, half of what is asked")
def half_penalty(X, y, l2):
    n, d = X.shape
    A = torch.cat([X, X.new_ones(n, 1)], 1)
    R = l2 * torch.eye(d + 1, dtype=X.dtype)
    R[d, d] = 0.0
    theta = X.new_zeros(d + 1)

    def loss(v):
        z = A @ v
        return float((F.softplus(z) - y * z).mean() + 0.5 * v @ R @ v)

    for _ in range(200):
        p = torch.sigmoid(A @ theta)
        grad = A.T @ (p - y) / n + R @ theta
        hess = (A.T * (p * (1 - p))) @ A / n + R
        direction = torch.linalg.solve(hess, grad)
        rate = 1.0
        while rate > 1e-10 and loss(theta - rate * direction) > loss(theta):
            rate *= 0.5
        theta = theta - rate * direction
    return theta[:d], theta[d]


@unseen("logistic_gradient", "grad_b is the sum of the residuals while grad_w is their mean")
def second_1(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    residual = torch.sigmoid(X @ w + b) - y
    grad_w = X.T @ residual / X.shape[0] + 2 * l2 * w
    grad_b = residual.sum()
    return grad_w, grad_b


@unseen(
    "logistic_gradient",
    "differentiates log(p) with p clamped to [1e-7, 1-1e-7], so a row that is saturated on the wrong side has gradient 0",
)
def second_2(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    w = w.detach().clone().requires_grad_(True)
    b = b.detach().clone().requires_grad_(True)
    p = torch.sigmoid(X.detach() @ w + b).clamp(1e-7, 1 - 1e-7)
    bce = -(y * p.log() + (1 - y) * (1 - p).log()).mean()
    loss = bce + l2 * (w**2).sum()
    return torch.autograd.grad(loss, (w, b))


@unseen(
    "logistic_gradient",
    "uses the formula for labels -1 and 1, so a row with y = 0 has no data gradient at all",
)
def second_3(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    z = X @ w + b
    slope = -y * torch.sigmoid(-y * z)
    grad_w = (X * slope[:, None]).mean(dim=0) + 2 * l2 * w
    return grad_w, slope.mean()


@unseen(
    "logistic_gradient", "switches requires_grad on in the caller's own w and b and leaves it on"
)
def second_4(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    w.requires_grad_(True)
    b.requires_grad_(True)
    z = X @ w + b
    loss = (F.softplus(z) - y * z).mean() + l2 * (w**2).sum()
    grad_w, grad_b = torch.autograd.grad(loss, [w, b])
    return grad_w, grad_b


@unseen(
    "logistic_gradient",
    "compares y with the hard prediction z > 0 (the perceptron rule) instead of the probability",
)
def second_5(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    predicted = (X @ w + b > 0).to(X.dtype)
    residual = predicted - y
    return X.T @ residual / len(y) + 2 * l2 * w, residual.mean()


@unseen("logistic_gradient", "leaves the bias out of the log-odds")
def second_6(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    residual = torch.sigmoid(X @ w) - y
    grad_w = X.T @ residual / len(y) + 2 * l2 * w
    grad_b = residual.mean() + 0 * b
    return grad_w, grad_b


@unseen("logistic_gradient", "divides the whole gradient by n, the penalty too")
def second_7(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    n = X.shape[0]
    residual = torch.sigmoid(X @ w + b) - y
    grad_w = (X.T @ residual + 2 * l2 * w) / n
    grad_b = residual.sum() / n
    return grad_w, grad_b


@unseen(
    "logistic_gradient",
    "multiplies the residual by p*(1-p), the chain rule of a squared error on probabilities",
)
def second_8(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    p = torch.sigmoid(X @ w + b)
    residual = (p - y) * p * (1 - p)
    grad_w = X.T @ residual / len(y) + 2 * l2 * w
    return grad_w, residual.mean()


@unseen(
    "logistic_gradient",
    "treats the bias as a column of ones and returns its gradient with shape (1,) instead of 0-d",
)
def second_9(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    A = torch.cat([X, torch.ones_like(X[:, :1])], dim=1)
    v = torch.cat([w, b.reshape(1)])
    residual = torch.sigmoid(A @ v) - y
    g = A.T @ residual / len(y)
    return g[:-1] + 2 * l2 * w, g[-1:]


@unseen(
    "logistic_gradient",
    "differentiates the penalty as l2*|w| (l2 times the sign) instead of l2*w^2",
)
def second_10(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    residual = torch.sigmoid(X @ w + b) - y
    grad_w = X.T @ residual / y.numel() + l2 * torch.sign(w)
    return grad_w, residual.mean()


@unseen(
    "fit_logistic",
    "standardises the features and scales w back, but does not correct the bias for the subtracted means",
)
def second_11(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    mean, std = X.mean(dim=0), X.std(dim=0)
    Z = (X - mean) / std
    n, d = Z.shape
    w, b = torch.zeros(d, dtype=X.dtype), torch.zeros((), dtype=X.dtype)
    for _ in range(100):
        p = torch.sigmoid(Z @ w + b)
        A = torch.cat([Z, torch.ones(n, 1, dtype=X.dtype)], dim=1)
        pen = torch.cat([2 * l2 / std**2, torch.zeros(1, dtype=X.dtype)])
        g = A.T @ (p - y) / n + pen * torch.cat([w, b[None]])
        H = (A.T * (p * (1 - p))) @ A / n + torch.diag(pen)
        step = torch.linalg.solve(H, g)
        size = (A @ step).abs().max()
        step = step * min(1.0, 2.0 / max(float(size), 1e-12))
        w, b = w - step[:-1], b - step[-1]
    return w / std, b


@unseen(
    "fit_logistic",
    "penalises the weights of the standardised features (converted back correctly), which is another prior",
)
def second_12(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    mean, std = X.mean(dim=0), X.std(dim=0)
    A = torch.cat([(X - mean) / std, torch.ones_like(X[:, :1])], dim=1)
    pen = torch.full((A.shape[1],), 2 * l2, dtype=X.dtype)
    pen[-1] = 0.0
    v = torch.zeros_like(pen)
    for _ in range(200):
        p = torch.sigmoid(A @ v)
        H = (A.T * (p * (1 - p))) @ A / len(y) + torch.diag(pen)
        step = torch.linalg.solve(H, A.T @ (p - y) / len(y) + pen * v)
        size = float((A @ step).abs().max())
        v = v - step * min(1.0, 2.0 / max(size, 1e-12))
    w = v[:-1] / std
    return w, v[-1] - mean @ w


@unseen("fit_logistic", "runs four Newton steps and takes them for converged")
def second_13(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    n, d = X.shape
    A = torch.cat([X, torch.ones(n, 1, dtype=X.dtype, device=X.device)], dim=1)
    R = 2 * l2 * torch.eye(d + 1, dtype=X.dtype, device=X.device)
    R[d, d] = 0.0
    v = torch.zeros(d + 1, dtype=X.dtype, device=X.device)
    for _ in range(4):  # quadratic convergence
        p = torch.sigmoid(A @ v)
        H = A.T @ (A * (p * (1 - p))[:, None]) / n + R
        v = v - torch.linalg.solve(H, A.T @ (p - y) / n + R @ v)
    return v[:d], v[d]


@unseen("fit_logistic", "the penalty matrix is the full identity, so the bias is penalised too")
def second_14(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    n, d = X.shape
    A = torch.cat([X, torch.ones(n, 1, dtype=X.dtype)], dim=1)
    v = torch.zeros(d + 1, dtype=X.dtype)
    for _ in range(200):
        p = torch.sigmoid(A @ v)
        g = A.T @ (p - y) / n + 2 * l2 * v
        H = (A.T * (p * (1 - p))) @ A / n + 2 * l2 * torch.eye(d + 1, dtype=X.dtype)
        step = torch.linalg.solve(H, g)
        size = float((A @ step).abs().max())
        v = v - step * min(1.0, 2.0 / max(size, 1e-12))
    return v[:-1], v[-1]


@unseen(
    "fit_logistic", "minimises the summed NLL plus the penalty, so the penalty is n times too weak"
)
def second_15(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    A = np.column_stack([X.numpy(), np.ones(len(X))])
    t = y.numpy()
    pen = np.r_[np.full(X.shape[1], 2 * l2), 0.0]
    v = np.zeros(A.shape[1])
    for _ in range(300):
        p = 1 / (1 + np.exp(-A @ v))
        g = A.T @ (p - t) + pen * v
        H = (A.T * (p * (1 - p))) @ A + np.diag(pen)
        step = np.linalg.solve(H, g)
        v = v - step * min(1.0, 2.0 / max(np.abs(A @ step).max(), 1e-12))
    return torch.from_numpy(v[:-1]), torch.tensor(v[-1])


@unseen(
    "fit_logistic",
    "leaves out the factor 2 in gradient and Hessian, so it minimises with l2/2 times the sum of squares",
)
def second_16(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    A = np.column_stack([X.numpy(), np.ones(len(X))])
    t = y.numpy()
    pen = np.r_[np.full(X.shape[1], l2), 0.0]
    v = np.zeros(A.shape[1])
    for _ in range(300):
        p = 1 / (1 + np.exp(-A @ v))
        g = A.T @ (p - t) / len(t) + pen * v
        H = (A.T * (p * (1 - p))) @ A / len(t) + np.diag(pen)
        step = np.linalg.solve(H, g)
        v = v - step * min(1.0, 2.0 / max(np.abs(A @ step).max(), 1e-12))
    return torch.from_numpy(v[:-1]), torch.tensor(v[-1])


@unseen(
    "fit_logistic", "keeps every number within bounds of -5 and 5, which the minimiser may exceed"
)
def second_17(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    A = np.column_stack([X.detach().numpy(), np.ones(len(X))])
    t = y.detach().numpy()
    pen = np.r_[np.full(X.shape[1], l2), 0.0]

    def fun(v):
        z = A @ v
        p = 0.5 * (1 + np.tanh(z / 2))
        value = np.mean(np.logaddexp(0, z) - t * z) + pen @ v**2
        return value, A.T @ (p - t) / len(t) + 2 * pen * v

    result = optimize.minimize(
        fun,
        np.zeros(A.shape[1]),
        jac=True,
        method="L-BFGS-B",
        bounds=[(-5.0, 5.0)] * A.shape[1],
        options={"maxiter": 5000, "maxfun": 20000, "ftol": 1e-15, "gtol": 1e-10},
    )
    return torch.from_numpy(result.x[:-1].copy()), torch.tensor(result.x[-1])


@unseen(
    "fit_logistic",
    "uses Nelder-Mead with default options, which gives up far from the minimum in ten dimensions",
)
def second_18(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    A, t = X.detach().numpy(), y.detach().numpy()

    def loss(v):
        z = A @ v[:-1] + v[-1]
        return np.mean(np.logaddexp(0, z) - t * z) + l2 * np.sum(v[:-1] ** 2)

    v = optimize.minimize(loss, np.zeros(A.shape[1] + 1), method="Nelder-Mead").x
    return torch.from_numpy(v[:-1].copy()), torch.tensor(v[-1])


@unseen(
    "fit_logistic",
    "stops as soon as every training row is classified correctly, before the loss is least",
)
def second_19(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    n, d = X.shape
    A = torch.cat([X, torch.ones(n, 1, dtype=X.dtype)], dim=1)
    pen = torch.full((d + 1,), 2 * l2, dtype=X.dtype)
    pen[-1] = 0
    v = torch.zeros(d + 1, dtype=X.dtype)
    for _ in range(200):
        p = torch.sigmoid(A @ v)
        if torch.equal((p > 0.5).to(y.dtype), y):
            break
        H = (A.T * (p * (1 - p))) @ A / n + torch.diag(pen)
        step = torch.linalg.solve(H, A.T @ (p - y) / n + pen * v)
        size = float((A @ step).abs().max())
        v = v - step * min(1.0, 2.0 / max(size, 1e-12))
    return v[:-1], v[-1]


@unseen(
    "fit_logistic", "runs 500 plain gradient steps of size 0.1, whatever the scale of the features"
)
def second_20(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    w = torch.zeros(X.shape[1], dtype=X.dtype)
    b = torch.zeros((), dtype=X.dtype)
    for _ in range(500):
        grad_w, grad_b = logistic_gradient(w, b, X, y, l2)
        w = w - 0.1 * grad_w
        b = b - 0.1 * grad_b
    return w, b
