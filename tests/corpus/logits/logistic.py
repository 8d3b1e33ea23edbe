"""Answers to logits/logistic."""

import math

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from scipy import optimize
from scipy.optimize import minimize
from scipy.special import expit
from torch import Tensor

from tests.corpus import right, wrong


@right("logistic_gradient")
def by_the_contract(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float):
    p = torch.sigmoid(X @ w + b)
    n = X.shape[0]
    return X.T @ (p - y) / n + 2 * l2 * w, (p - y).sum() / n


@right("logistic_gradient")
def autograd(w, b, X, y, l2):
    w_ = w.detach().clone().requires_grad_(True)
    b_ = b.detach().clone().requires_grad_(True)
    z = X.detach() @ w_ + b_
    loss = (F.softplus(z) - y.detach() * z).mean() + l2 * (w_**2).sum()
    loss.backward()
    return w_.grad, b_.grad


@right("logistic_gradient")
def closure_over_the_rows(w, b, X, y, l2):
    def loss(w, b):
        z = torch.addmv(b.expand(len(y)), X, w)
        nll = -(y * F.logsigmoid(z) + (1 - y) * F.logsigmoid(-z))
        return nll.mean() + l2 * torch.dot(w, w)

    leaves = [t.detach().clone().requires_grad_() for t in (w, b)]
    return torch.autograd.grad(loss(*leaves), leaves)


@right("logistic_gradient")
def functional_gradient(w, b, X, y, l2):
    def loss(w, b):
        z = X @ w + b
        return (F.softplus(z) - y * z).mean() + l2 * torch.dot(w, w)

    return torch.func.grad(loss, argnums=(0, 1))(w, b)


@right("logistic_gradient")
def einsum(w, b, X, y, l2):
    residual = torch.special.expit(torch.einsum("ij,j->i", X, w) + b) - y
    grad_w = torch.einsum("i,ij->j", residual, X) / y.numel()
    return torch.add(grad_w, w, alpha=2 * l2), torch.mean(residual)


@right("logistic_gradient")
def row_by_row(w, b, X, y, l2):
    grad_w, grad_b = torch.zeros_like(w), torch.zeros_like(b)
    for x, label in zip(X, y):
        error = torch.sigmoid((x * w).sum() + b) - label
        grad_w = grad_w + error * x
        grad_b = grad_b + error
    return grad_w / len(X) + 2 * l2 * w, grad_b / len(X)


@right("logistic_gradient")
def two_cases(w, b, X, y, l2):
    with torch.no_grad():
        z = X.matmul(w).add(b)
        e = torch.exp(-z.abs())
        p = torch.where(z >= 0, 1 / (1 + e), e / (1 + e))
        r = (p - y)[:, None]
        return (r * X).mean(dim=0) + 2 * l2 * w, r.mean()


@right("logistic_gradient")
def one_matrix(w, b, X, y, l2):
    Z = torch.cat([X, X.new_ones(len(X), 1)], dim=1)
    theta = torch.cat([w, b.view(1)])
    g = Z.t().mv(Z.mv(theta).sigmoid() - y).div(len(Z))
    return g[:-1] + 2 * l2 * w, g[-1]


@right("logistic_gradient")
def always_double(w, b, X, y, l2):
    w, b, X, y = (t.double() for t in (w, b, X, y))
    r = 0.5 * (1 + torch.tanh((X @ w + b) / 2)) - y
    return (X * r.unsqueeze(-1)).sum(0) / len(r) + l2 * (w + w), r.mean()


@right("logistic_gradient")
def without_grad(w, b, X, y, l2):
    with torch.no_grad():
        residual = (X @ w + b).sigmoid() - y
        return X.T @ residual / len(y) + 2 * l2 * w, residual.mean()


@right("logistic_gradient")
def gradient_even_under_no_grad(w, b, X, y, l2):
    with torch.enable_grad():
        v = w.detach().clone().requires_grad_()
        c = b.detach().clone().requires_grad_()
        z = X.detach() @ v + c
        loss = (F.softplus(z) - y.detach() * z).mean() + l2 * v.square().sum()
        grad_w, grad_b = torch.autograd.grad(loss, (v, c))
    return grad_w, grad_b


@right("logistic_gradient")
def penalty_first_then_rows(w, b, X, y, l2):
    grad_w = 2 * l2 * w.detach()
    grad_b = torch.zeros_like(b.detach())
    for row, label in zip(X.detach(), y.detach()):
        slope = (torch.sigmoid(torch.dot(row, w.detach()) + b.detach()) - label) / len(X)
        grad_w = grad_w + slope * row
        grad_b = grad_b + slope
    return grad_w, grad_b


@right("logistic_gradient")
def functional_gradient_of_margins(w, b, X, y, l2):
    def loss(w, b):
        z = torch.einsum("nd,d->n", X.detach(), w) + b
        margin = torch.where(y > 0.5, z, -z)
        return -F.logsigmoid(margin).mean() + l2 * torch.dot(w, w)

    grads = torch.func.grad(loss, argnums=(0, 1))(w.detach(), b.detach())
    return grads[0], grads[1]


@right("logistic_gradient")
def numpy_in_double(w, b, X, y, l2):
    w64, b64, X64, y64 = (t.detach().cpu().numpy().astype(np.float64) for t in (w, b, X, y))
    residual = 0.5 * np.tanh(0.5 * (X64 @ w64 + b64)) + 0.5 - y64
    grad_w = residual @ X64 / residual.size + 2 * l2 * w64
    return torch.as_tensor(grad_w).to(w), torch.as_tensor(residual.mean()).to(b)


@right("logistic_gradient")
def slope_by_label(w, b, X, y, l2):
    ones = torch.ones(X.shape[0], 1, dtype=X.dtype, device=X.device)
    A = torch.cat((X, ones), dim=1).detach()
    v = torch.cat((w, b.reshape(1))).detach()
    z = A.mv(v)
    slope = torch.where(y > 0.5, -torch.sigmoid(-z), torch.sigmoid(z))
    g = A.t().mv(slope) / X.shape[0]
    return torch.add(g[:-1], v[:-1], alpha=2 * l2), g[-1]


@right("logistic_gradient")
def unpacked_in_double(w, b, X, y, l2):
    wide = [t.detach().double() for t in (w, b, X, y)]
    u, c, A, t = wide
    residual = torch.special.expit(A.matmul(u) + c) - t
    grad_w = torch.einsum("n,nd->d", residual, A) / t.numel() + 2 * l2 * u
    return grad_w.to(w.dtype), residual.mean().to(b.dtype)


@right("logistic_gradient")
def feature_by_feature(w, b, X, y, l2):
    u, c = w.detach(), b.detach()
    p = torch.sigmoid(torch.addmv(c.expand(len(y)), X.detach(), u))
    grad_w = torch.stack([((p - y.detach()) * column).mean() for column in X.detach().unbind(1)])
    return grad_w.add(u, alpha=2 * l2), (p.sum() - y.detach().sum()) / len(y)


@wrong("logistic_gradient", named="penalty-halved")
def half(w, b, X, y, l2):
    e = torch.sigmoid(X @ w + b) - y
    return X.T @ e / len(y) + l2 * w, e.mean()


@wrong("logistic_gradient", named="rows-summed")
def total(w, b, X, y, l2):
    e = torch.sigmoid(torch.mv(X, w) + b) - y
    return e @ X + 2 * l2 * w, torch.sum(e)


@wrong("logistic_gradient", named="bias-penalized")
def both_decay(w, b, X, y, l2):
    e = torch.sigmoid(X @ w + b) - y
    return (e[:, None] * X).mean(0) + 2 * l2 * w, e.mean() + 2 * l2 * b


@wrong("logistic_gradient", named="penalty-averaged")
def over_everything(w, b, X, y, l2):
    e = torch.sigmoid(X @ w + b) - y
    return (X.T @ e + 2 * l2 * w) / len(y), e.sum() / len(y)


@wrong("logistic_gradient", named="residual-reversed")
def ascent(w, b, X, y, l2):
    e = y - torch.sigmoid(X @ w + b)
    return X.T @ e / len(y) + 2 * l2 * w, e.mean()


@wrong("logistic_gradient", named="sign-flipped")
def downhill(w, b, X, y, l2):
    e = y - torch.sigmoid(X @ w + b)
    return X.T @ e / len(y) - 2 * l2 * w, e.mean()


@wrong("logistic_gradient", named="squared-error")
def brier(w, b, X, y, l2):
    p = torch.sigmoid(X @ w + b)
    e = 2 * (p - y) * p * (1 - p)
    return X.T @ e / len(y) + 2 * l2 * w, e.mean()


@wrong("logistic_gradient", named="logarithm-of-zero")
def autograd_through_log(w, b, X, y, l2):
    w = w.detach().clone().requires_grad_()
    b = b.detach().clone().requires_grad_()
    p = torch.sigmoid(X @ w + b)
    loss = -(y * p.log() + (1 - y) * (1 - p).log()).mean() + l2 * w.square().sum()
    return torch.autograd.grad(loss, (w, b))


@wrong("logistic_gradient", named="exponential-overflows")
def quotient(w, b, X, y, l2):
    odds = torch.exp(X @ w + b)
    e = odds / (odds + 1) - y
    return X.T @ e / len(y) + 2 * l2 * w, e.mean()


@wrong("logistic_gradient", named="probability-clamped")
def clamped(w, b, X, y, l2):
    w = w.detach().clone().requires_grad_()
    b = b.detach().clone().requires_grad_()
    p = torch.sigmoid(X @ w + b).clamp(1e-7, 1 - 1e-7)
    loss = -(y * p.log() + (1 - y) * torch.log1p(-p)).mean() + l2 * w.square().sum()
    return torch.autograd.grad(loss, (w, b))


@wrong("logistic_gradient", named="predictions-rounded")
def perceptron(w, b, X, y, l2):
    e = (torch.sigmoid(X @ w + b) > 0.5).to(X.dtype) - y
    return X.T @ e / len(y) + 2 * l2 * w, e.mean()


@wrong("logistic_gradient")
def backward_on_the_arguments(w, b, X, y, l2):
    w.requires_grad_()
    b.requires_grad_()
    z = X @ w + b
    ((F.softplus(z) - y * z).mean() + l2 * w.square().sum()).backward()
    return w.grad, b.grad


@wrong("logistic_gradient")
def subtracts_in_place(w, b, X, y, l2):
    with torch.no_grad():
        y.sub_(torch.sigmoid(X @ w + b)).neg_()
        return X.T @ y / len(y) + 2 * l2 * w, y.mean()


@wrong("logistic_gradient")
def finite_differences(w, b, X, y, l2):
    def loss(w, b):
        z = X @ w + b
        return (F.softplus(z) - y * z).mean() + l2 * w.square().sum()

    h = 1e-2
    steps = torch.eye(len(w), dtype=w.dtype) * h
    slopes = torch.stack([(loss(w + s, b) - loss(w, b)) / h for s in steps])
    return slopes, (loss(w, b + h) - loss(w, b)) / h


@wrong("logistic_gradient")
def numbers(w, b, X, y, l2):
    e = torch.sigmoid(X @ w + b) - y
    return X.T @ e / len(y) + 2 * l2 * w, float(e.mean())


@wrong("logistic_gradient", status="library")
def binary_cross_entropy(w, b, X, y, l2):
    w = w.detach().clone().requires_grad_()
    b = b.detach().clone().requires_grad_()
    loss = F.binary_cross_entropy_with_logits(X.detach() @ w + b, y) + l2 * w.square().sum()
    return torch.autograd.grad(loss, (w, b))


@right("fit_logistic")
def newton(X: Tensor, y: Tensor, l2: float):
    n, d = X.shape
    Z = torch.hstack([X, torch.ones(n, 1, dtype=X.dtype)])
    penalty = torch.diag(torch.tensor([2 * l2] * d + [0.0], dtype=X.dtype))

    def f(t):
        z = Z @ t
        return (torch.logaddexp(z, torch.zeros_like(z)) - y * z).mean() + t @ penalty @ t / 2

    t = torch.zeros(d + 1, dtype=X.dtype)
    for _ in range(50):
        p = torch.sigmoid(Z @ t)
        g = Z.T @ (p - y) / n + penalty @ t
        if g.abs().max() < 1e-9:
            break
        H = Z.T * (p * (1 - p)) @ Z / n + penalty
        direction = torch.linalg.solve(H, g)
        size = 1.0
        while size > 1e-10 and f(t - size * direction) > f(t) - 1e-4 * size * (g @ direction):
            size *= 0.5
        t = t - size * direction
    return t[:d], t[d]


@right("fit_logistic")
def lbfgs(X, y, l2):
    scale = X.std(0)
    center = X.mean(0)
    S = (X - center) / scale
    v = torch.zeros(X.shape[1], dtype=X.dtype, requires_grad=True)
    c = torch.zeros((), dtype=X.dtype, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        [v, c],
        max_iter=2000,
        tolerance_grad=1e-11,
        tolerance_change=1e-16,
        line_search_fn="strong_wolfe",
    )

    def closure():
        optimizer.zero_grad()
        z = S @ v + c
        loss = (F.softplus(z) - y * z).mean() + l2 * ((v / scale) ** 2).sum()
        loss.backward()
        return loss

    for _ in range(3):
        optimizer.step(closure)
    w = (v / scale).detach()
    return w, c.detach() - center @ w


@right("fit_logistic")
def scipy_trust_region(X, y, l2):
    A = np.column_stack([X.numpy(), np.ones(len(X))])
    t, n = y.numpy(), len(y)
    decay = np.full(A.shape[1], 2 * l2)
    decay[-1] = 0

    def loss(theta):
        z = A @ theta
        return np.mean(np.logaddexp(0, z) - t * z) + 0.5 * np.sum(decay * theta**2)

    def slope(theta):
        return A.T @ (expit(A @ theta) - t) / n + decay * theta

    def curvature(theta):
        p = expit(A @ theta)
        return (A.T * (p * (1 - p))) @ A / n + np.diag(decay)

    theta = minimize(
        loss,
        np.zeros(A.shape[1]),
        jac=slope,
        hess=curvature,
        method="trust-exact",
        options={"gtol": 1e-12, "maxiter": 500},
    ).x
    return torch.tensor(theta[:-1]), torch.tensor(theta[-1])


@right("fit_logistic")
def reweighted_least_squares(X, y, l2):
    n, d = X.shape
    Z = torch.cat([X, torch.ones(n, 1, dtype=X.dtype)], 1)
    D = torch.diag(torch.tensor([2 * n * l2] * d + [0.0], dtype=X.dtype))

    def objective(t):
        z = Z @ t
        return F.softplus(torch.where(y > 0.5, -z, z)).sum() + 0.5 * t @ D @ t

    t = torch.zeros(d + 1, dtype=X.dtype)
    for _ in range(25):
        p = torch.sigmoid(Z @ t)
        s = p * (1 - p)
        target = torch.linalg.solve(Z.T @ (s[:, None] * Z) + D, Z.T @ (s * (Z @ t) + y - p))
        for k in range(12):
            new = t + (target - t) / 2**k
            if objective(new) <= objective(t):
                t = new
                break
    return t[:-1], t[-1]


@right("fit_logistic")
def damped_until_small(X, y, l2):
    w, b = X.new_zeros(X.shape[1]), X.new_zeros(())
    damping = 1.0
    ones = torch.ones(len(X), 1, dtype=X.dtype)
    A = torch.cat([X, ones], 1)
    decay = torch.tensor([2 * l2] * X.shape[1] + [0.0], dtype=X.dtype)
    t = torch.cat([w, b[None]])

    def cost(t):
        z = A @ t
        return float((F.softplus(z) - y * z).mean() + 0.5 * (decay * t * t).sum())

    for _ in range(100):
        p = torch.sigmoid(A @ t)
        g = A.T @ (p - y) / len(y) + decay * t
        H = A.T @ (A * (p * (1 - p))[:, None]) / len(y) + torch.diag(decay)
        new = t - torch.linalg.solve(H + damping * torch.diag(torch.diag(H)), g)
        if cost(new) <= cost(t):
            t, damping = new, damping / 10
        else:
            damping *= 10
        damping = min(max(damping, 1e-15), 1e6)
    return t[:-1], t[-1]


@right("fit_logistic")
def newton_with_signs(X, y, l2):
    X, y = X.detach().double(), y.detach().double()
    n, d = X.shape
    A = torch.cat([X, torch.ones(n, 1, dtype=X.dtype, device=X.device)], dim=1)
    pen = torch.full((d + 1,), 2 * l2, dtype=X.dtype, device=X.device)
    pen[-1] = 0
    sign = 2 * y - 1

    def loss(v):
        return F.softplus(-sign * (A @ v)).mean() + 0.5 * (pen * v * v).sum()

    v = torch.zeros_like(pen)
    for _ in range(300):
        p = torch.sigmoid(A @ v)
        g = A.T @ (p - y) / n + pen * v
        H = (A.T * (p * (1 - p))) @ A / n + torch.diag(pen)
        s = torch.linalg.solve(H, g)
        r = 1.0
        while loss(v - r * s) > loss(v) and r > 1e-10:
            r *= 0.5
        v = v - r * s
        if (r * s).abs().max() < 1e-12:
            break
    return v[:-1], v[-1]


@right("fit_logistic")
def trust_region_in_units_of_curvature(X, y, l2):
    A = np.column_stack([X.detach().cpu().numpy(), np.ones(len(X))])
    t = y.detach().cpu().numpy()
    pen = np.r_[np.full(A.shape[1] - 1, l2), 0.0]
    s = 1 / np.sqrt((A**2).mean(0) / 4 + 2 * pen)

    def fun(u):
        z = A @ (s * u)
        return np.mean(np.logaddexp(0, z) - t * z) + pen @ (s * u) ** 2

    def prob(u):
        return 0.5 * (1 + np.tanh(A @ (s * u) / 2))

    def jac(u):
        return s * (A.T @ (prob(u) - t) / len(t) + 2 * pen * s * u)

    def hess(u):
        p = prob(u)
        return s[:, None] * ((A.T * (p * (1 - p))) @ A / len(t) + np.diag(2 * pen)) * s

    options = {"gtol": 1e-11, "maxiter": 1000}
    u = optimize.minimize(fun, 0 * s, jac=jac, hess=hess, method="trust-exact", options=options).x
    for _ in range(3):
        u = u - np.linalg.solve(hess(u), jac(u))
    v = torch.from_numpy(s * u).to(X.device)
    return v[:-1], v[-1]


@right("fit_logistic")
def lbfgs_with_half_the_bias(X, y, l2):
    X, y = X.detach(), y.detach()
    mean = X.mean(dim=0)
    s = 1 / torch.sqrt(X.var(dim=0, correction=0) / 4 + 2 * l2)
    Z = (X - mean) * s
    v = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device, requires_grad=True)
    c = torch.zeros((), dtype=X.dtype, device=X.device, requires_grad=True)
    opt = torch.optim.LBFGS(
        [v, c],
        max_iter=400,
        max_eval=1000,
        history_size=30,
        tolerance_grad=1e-10,
        tolerance_change=1e-15,
        line_search_fn="strong_wolfe",
    )

    def closure():
        opt.zero_grad()
        z = Z @ v + 2 * c
        loss = (F.softplus(z) - y * z).mean() + l2 * (s * v).square().sum()
        loss.backward()
        return loss

    opt.step(closure)
    w = (s * v).detach()
    return w, 2 * c.detach() - mean @ w


@right("fit_logistic")
def least_squares_with_rows_for_the_ridge(X, y, l2):
    X, y = X.detach(), y.detach()
    n, d = X.shape
    A = torch.hstack([X, X.new_ones(n, 1)])
    ridge = torch.hstack([torch.eye(d).to(X) * (2 * l2 * n) ** 0.5, X.new_zeros(d, 1)])

    def cost(v):
        z = A @ v
        return (F.softplus(z) - y * z).mean() + l2 * v[:d].square().sum()

    v = X.new_zeros(d + 1)
    for _ in range(200):
        z = A @ v
        p = z.sigmoid()
        weight = (p * (1 - p)).clamp(min=1e-14)
        root = weight.sqrt()
        M = torch.vstack([root[:, None] * A, ridge])
        rhs = torch.hstack([(y - p) / root, -ridge @ v])
        scale = M.norm(dim=0)
        step = torch.linalg.lstsq(M / scale, rhs[:, None]).solution[:, 0] / scale
        rate, now = 1.0, cost(v)
        while cost(v + rate * step) > now and rate > 1e-9:
            rate /= 2
        v = v + rate * step
        if step.abs().max() < 1e-11:
            break
    return v[:d], v[d]


@right("fit_logistic")
def from_a_strong_penalty_down(X, y, l2):
    A = np.c_[X.detach().cpu().numpy(), np.ones(len(X))]
    t = y.detach().cpu().numpy()
    spread = np.r_[A[:, :-1].std(0), 1.0]
    v = np.zeros(A.shape[1])
    v[-1] = np.log(t.mean() / (1 - t.mean()))
    path = [1e4, 1e3, 300, 100, 30, 10, 3, 1, 0.3, 0.1, 0.03, 0.01, 3e-3, 1e-3, 3e-4, 1e-4, 0]
    for strength in path:
        pen = np.r_[2 * l2 + strength * spread[:-1] ** 2, 0.0]
        for _ in range(60):
            p = 0.5 + 0.5 * np.tanh(A @ v / 2)
            g = A.T @ (p - t) / len(t) + pen * v
            h = (A.T * (p * (1 - p))) @ A / len(t) + np.diag(pen)
            step = np.linalg.solve(h, g)
            size = np.abs(A @ step).max()
            v = v - step * min(1.0, 3.0 / max(size, 1e-300))
            if size < 1e-12:
                break
    return torch.as_tensor(v[:-1]).to(X), torch.as_tensor(v[-1]).to(X)


@right("fit_logistic")
def accelerated_in_the_metric_of_a_bound(X, y, l2):
    # p * (1 - p) <= 1/4 bounds the curvature
    A = np.column_stack([X.detach().cpu().numpy(), np.ones(len(X))])
    t = y.detach().cpu().numpy()
    n, m = A.shape
    pen = np.full(m, 2.0 * l2)
    pen[-1] = 0
    bound = A.T @ A / (4 * n) + np.diag(pen)
    inverse = np.linalg.inv(bound)

    def slope(v):
        return A.T @ (0.5 + 0.5 * np.tanh(A @ v / 2) - t) / n + pen * v

    v = np.zeros(m)
    ahead, inertia = v, 1.0
    for _ in range(60000):
        g = slope(ahead)
        new = ahead - inverse @ g
        if g @ (new - v) > 0:
            inertia, ahead = 1.0, v
            new = v - inverse @ slope(v)
        nxt = (1 + np.sqrt(1 + 4 * inertia**2)) / 2
        ahead = new + (inertia - 1) / nxt * (new - v)
        moved = np.abs(new - v).max()
        v, inertia = new, nxt
        if moved < 1e-13 * (1 + np.abs(v).max()):
            break
    return torch.from_numpy(v[:-1].copy()), torch.tensor(v[-1])


@right("fit_logistic")
def levenberg_marquardt_as_an_object(X, y, l2):
    class Newton:
        def __init__(self, fun, slope, curvature):
            self.fun, self.slope, self.curvature = fun, slope, curvature

        def __call__(self, v):
            damping = 1e-3
            for _ in range(500):
                g, h = self.slope(v), self.curvature(v)
                scale = torch.diag(h.diagonal())
                step = torch.linalg.solve(h + damping * scale, -g)
                if self.fun(v + step) <= self.fun(v):
                    v, damping = v + step, damping / 10
                    if step.abs().max() < 1e-12 * (1 + v.abs().max()):
                        break
                else:
                    damping = damping * 10 + 1e-12
                    if damping > 1e12:
                        break
            return v

    X, y = X.detach(), y.detach()
    n, d = X.shape
    A = F.pad(X, (0, 1), value=1.0)
    pen = F.pad(torch.full((d,), 2 * l2).to(X), (0, 1))

    def fun(v):
        z = A @ v
        return (torch.logaddexp(z, torch.zeros_like(z)) - y * z).mean() + (pen * v * v).sum() / 2

    def slope(v):
        return A.T @ (torch.sigmoid(A @ v) - y) / n + pen * v

    def curvature(v):
        p = torch.sigmoid(A @ v)
        return torch.einsum("ni,n,nj->ij", A, p * (1 - p), A) / n + torch.diag(pen)

    v = Newton(fun, slope, curvature)(torch.zeros_like(pen))
    return v[:d], v[d]


@right("fit_logistic")
def bias_solved_for_at_every_step(X, y, l2):
    A = X.detach().cpu().numpy()
    t = y.detach().cpu().numpy()
    n, d = A.shape

    def sigmoid(z):
        return 0.5 * (1 + np.tanh(z / 2))

    def bias(z):
        reach = np.abs(z).max() + 50
        return optimize.brentq(lambda c: (sigmoid(z + c) - t).sum(), -reach, reach, xtol=1e-13)

    def value(w):
        z = A @ w
        z = z + bias(z)
        return np.mean(np.logaddexp(0, z) - t * z) + l2 * w @ w

    w = np.zeros(d)
    for _ in range(200):
        z = A @ w
        p = sigmoid(z + bias(z))
        q = p * (1 - p)
        middle = q @ A / q.sum()
        g = A.T @ (p - t) / n + 2 * l2 * w
        h = ((A - middle).T * q) @ (A - middle) / n + 2 * l2 * np.eye(d)
        step = np.linalg.solve(h, g)
        rate, now = 1.0, value(w)
        while value(w - rate * step) > now and rate > 1e-8:
            rate /= 2
        w = w - rate * step
        if np.abs(step).max() < 1e-11:
            break
    return torch.as_tensor(w), torch.tensor(bias(A @ w), dtype=torch.float64)


@wrong("fit_logistic", named="bias-penalized-in-the-fit")
def everything_decays(X, y, l2):
    Z = torch.cat([X, torch.ones(len(X), 1, dtype=X.dtype)], 1)
    t = torch.zeros(Z.shape[1], dtype=X.dtype)

    def f(t):
        z = Z @ t
        return (F.softplus(z) - y * z).mean() + l2 * t @ t

    for _ in range(20):
        p = torch.sigmoid(Z @ t)
        g = Z.T @ (p - y) / len(y) + 2 * l2 * t
        H = Z.T @ ((p - p * p)[:, None] * Z) / len(y) + 2 * l2 * torch.eye(len(t), dtype=t.dtype)
        step = torch.linalg.solve(H, g)
        while f(t - step) > f(t):
            step = step / 2
        t = t - step
    return t[:-1], t[-1]


@wrong("fit_logistic", named="beside-a-sum")
def penalty_on_the_sum(X, y, l2):
    A, t = np.column_stack([X.numpy(), np.ones(len(X))]), y.numpy()
    decay = np.append(np.full(A.shape[1] - 1, 2 * l2), 0)
    v = np.zeros(len(decay))
    cost = lambda v: np.sum(np.logaddexp(0, A @ v) - t * (A @ v)) + decay @ v**2 / 2
    for _ in range(30):
        p = expit(A @ v)
        g = A.T @ (p - t) + decay * v
        step = np.linalg.solve((A.T * (p * (1 - p))) @ A + np.diag(decay), g)
        size = 1.0
        while size > 1e-9 and cost(v - size * step) > cost(v):
            size /= 2
        v = v - size * step
    return torch.tensor(v[:-1]), torch.tensor(v[-1])


@wrong("fit_logistic", named="one-rate-downhill")
def gradient_descent(X, y, l2):
    w, b = torch.zeros(X.shape[1], dtype=X.dtype), torch.tensor(0.0, dtype=X.dtype)
    for _ in range(1000):
        e = torch.sigmoid(X @ w + b) - y
        w, b = w - 0.1 * (X.T @ e / len(y) + 2 * l2 * w), b - 0.1 * e.mean()
    return w, b


@wrong("fit_logistic")
def adam(X, y, l2):
    w = torch.zeros(X.shape[1], dtype=X.dtype, requires_grad=True)
    b = torch.zeros((), dtype=X.dtype, requires_grad=True)
    optimizer = torch.optim.Adam([w, b], lr=0.05)
    for _ in range(300):
        optimizer.zero_grad()
        z = X @ w + b
        ((F.softplus(z) - y * z).mean() + l2 * w.square().sum()).backward()
        optimizer.step()
    return w.detach(), b.detach()


@wrong("fit_logistic")
def sgd_with_weight_decay(X, y, l2):
    model = nn.Linear(X.shape[1], 1).double()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, weight_decay=2 * l2)
    for _ in range(500):
        optimizer.zero_grad()
        z = model(X).squeeze(1)
        (F.softplus(z) - y * z).mean().backward()
        optimizer.step()
    return model.weight[0].detach(), model.bias[0].detach()


@wrong("fit_logistic", named="penalized-in-other-units")
def standardized(X, y, l2):
    mean, sd = X.mean(0), X.std(0, unbiased=False)
    theta = _solved((X - mean) / sd, y, l2)
    w = theta[:-1] / sd
    return w, theta[-1] - (w * mean).sum()


def _solved(X, y, l2, counts=1.0, rounds=20):
    """Newton's method with a line search."""
    Z = torch.cat([X, X.new_ones(len(X), 1)], 1)
    D = torch.diag(torch.tensor([2 * l2] * X.shape[1] + [0.0], dtype=X.dtype))
    t = X.new_zeros(Z.shape[1])

    def f(t):
        z = Z @ t
        return (counts * (F.softplus(z) - y * z)).mean() + 0.5 * t @ D @ t

    for _ in range(rounds):
        p = Z.mv(t).sigmoid()
        g = Z.T @ (counts * (p - y)) / len(y) + D @ t
        step = torch.linalg.solve(Z.T @ ((counts * p * (1 - p))[:, None] * Z) / len(y) + D, g)
        while g @ step > 1e-13 and f(t - step) > f(t):
            step = step / 2
        t = t - step
    return t


@wrong("fit_logistic", named="half-the-penalty")
def ridge_style(X, y, l2):
    t = _solved(X, y, 0.5 * l2)
    return t[:-1], t[-1]


@wrong("fit_logistic", named="classes-balanced")
def balanced(X, y, l2):
    share = y.mean()
    t = _solved(X, y, l2, counts=torch.where(y == 1, 0.5 / share, 0.5 / (1 - share)))
    return t[:-1], t[-1]


@wrong("fit_logistic", named="bias-in-a-vector")
def slices(X, y, l2):
    t = _solved(X, y, l2)
    return t[:-1], t[-1:]


@wrong("fit_logistic", named="stopped-early")
def one_step(X, y, l2):
    t = _solved(X, y, l2, rounds=1)
    return t[:-1], t[-1]


@wrong("fit_logistic", named="step-too-long")
def whole_steps(X, y, l2):
    Z = torch.cat([X, torch.ones_like(X[:, :1])], 1)
    D = torch.diag(torch.tensor([2 * l2] * X.shape[1] + [0.0], dtype=X.dtype))
    t = torch.zeros_like(Z[0])
    for _ in range(30):
        p = torch.sigmoid(Z @ t)
        g = Z.T @ (p - y) / len(y) + D @ t
        H = Z.T @ (Z * (p * (1 - p))[:, None]) / len(y) + D
        t = t - torch.linalg.solve(H, g)
    return t[:-1], t[-1]


@wrong("fit_logistic")
def centers_in_place(X, y, l2):
    mean = X.mean(0)
    with torch.no_grad():
        X -= mean
    t = _solved(X, y, l2)
    return t[:-1], t[-1] - t[:-1] @ mean


@wrong("fit_logistic")
def separable_gives_up(X, y, l2):
    t = _solved(X, y, l2)
    return t[:-1].clamp(-math.e, math.e), t[-1]


@wrong("fit_logistic", status="library")
def of_scikit_learn(X, y, l2):
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(
        C=1 / (2 * len(y) * l2), solver="newton-cholesky", tol=1e-10, max_iter=1000
    )
    model.fit(X.numpy(), y.numpy())
    return torch.tensor(model.coef_[0]), torch.tensor(model.intercept_[0])
