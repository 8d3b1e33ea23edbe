"""Known mistakes in logits/logistic."""

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.mistakes.constants import LOGITS, SMALL, TINY
from grader.probe.probe import known_mistake


def _chain(slopes: Tensor, w: Tensor, X: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """The gradient, from the slope of each row's loss by its log-odds."""
    return X.T @ slopes / len(X) + 2 * l2 * w, slopes.mean()


def _residual(w: Tensor, b: Tensor, X: Tensor, y: Tensor) -> Tensor:
    return torch.sigmoid(X @ w + b) - y


@known_mistake("logistic_gradient", hint=2)
def penalty_halved(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You add `l2*w`: the derivative of a square has a factor 2."""
    return _chain(_residual(w, b, X, y), w, X, l2 / 2)


@known_mistake("logistic_gradient", hint=1)
def penalty_left_out(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """You do not use `l2`: the penalty has a gradient too."""
    return _chain(_residual(w, b, X, y), w, X, 0.0)


@known_mistake("logistic_gradient", hint=1)
def penalty_as_a_value(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """You add the penalty itself to the gradient of the weights, not its derivative."""
    grad_w, grad_b = _chain(_residual(w, b, X, y), w, X, 0.0)
    return grad_w + l2 * w.square().sum(), grad_b


@known_mistake("logistic_gradient", hint=2)
def penalty_subtracted(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """You subtract the penalty's gradient: it would drive the weights away from zero."""
    return _chain(_residual(w, b, X, y), w, X, -l2)


@known_mistake("logistic_gradient", hint=2)
def penalty_averaged(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """You divide the penalty by the number of rows: only the negative log-likelihood is a mean."""
    return _chain(_residual(w, b, X, y), w, X, l2 / len(X))


@known_mistake("logistic_gradient", hint=2)
def penalty_averaged_over_weights(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """You average the squares of the weights, where their sum is penalized."""
    return _chain(_residual(w, b, X, y), w, X, l2 / len(w))


@known_mistake("logistic_gradient", hint=1)
def absolute_values_penalized(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """You add `l2` with the sign of each weight: that is the penalty of absolute values, L1."""
    grad_w, grad_b = _chain(_residual(w, b, X, y), w, X, 0.0)
    return grad_w + l2 * w.sign(), grad_b


@known_mistake("logistic_gradient", hint=1)
def bias_penalized(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You penalize the bias as well: that pulls the mean probability toward one half."""
    grad_w, grad_b = _chain(_residual(w, b, X, y), w, X, l2)
    return grad_w, grad_b + 2 * l2 * b


@known_mistake("logistic_gradient", hint=3)
def rows_summed(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You add up the rows: the loss has their mean, so more rows do not make it larger."""
    residual = _residual(w, b, X, y)
    return X.T @ residual + 2 * l2 * w, residual.sum()


@known_mistake("logistic_gradient", hint=3)
def bias_summed(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You add up the rows for the bias: it gets a mean, as the weights do."""
    residual = _residual(w, b, X, y)
    return X.T @ residual / len(X) + 2 * l2 * w, residual.sum()


@known_mistake("logistic_gradient", hint=3)
def weights_summed(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You add up the rows for the weights: they get a mean, as the bias does."""
    residual = _residual(w, b, X, y)
    return X.T @ residual + 2 * l2 * w, residual.mean()


@known_mistake("logistic_gradient", hint=3)
def averaged_over_features(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """You divide by rows times features for the weights: the mean is over the rows alone."""
    residual = _residual(w, b, X, y)
    return X.T @ residual / X.numel() + 2 * l2 * w, residual.mean()


@known_mistake("logistic_gradient", hint=3)
def means_multiplied(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """You multiply the mean residual by the mean features: each row's product comes before the
    mean.
    """
    residual = _residual(w, b, X, y)
    return residual.mean() * X.mean(dim=0) + 2 * l2 * w, residual.mean()


@known_mistake("logistic_gradient", hint=2)
def residual_reversed(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """You subtract the prediction from the label: that is the slope of the log-likelihood, to
    climb.
    """
    return _chain(-_residual(w, b, X, y), w, X, l2)


@known_mistake("logistic_gradient", hint=2)
def sign_flipped(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """Your gradient points downhill: every sign is the opposite of the loss's own slope."""
    grad_w, grad_b = _chain(_residual(w, b, X, y), w, X, l2)
    return -grad_w, -grad_b


@known_mistake("logistic_gradient", hint=1)
def sigmoid_left_out(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """You subtract the label from the log-odds: that is linear regression; they become a
    probability first.
    """
    return _chain(X @ w + b - y, w, X, l2)


@known_mistake("logistic_gradient", hint=1, factor=(1.0,))
def squared_error(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float, *, factor: float = 2.0
) -> tuple[Tensor, Tensor]:
    """You differentiate the squared error of the probability: its slope vanishes where the model is
    confidently wrong.
    """
    p = torch.sigmoid(X @ w + b)
    return _chain(factor * (p - y) * p * (1 - p), w, X, l2)


@known_mistake("logistic_gradient", hint=1)
def predictions_rounded(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """You round the probability to a class first: that is the perceptron's rule, which is not a
    gradient.
    """
    return _chain((X @ w + b > 0).to(y.dtype) - y, w, X, l2)


@known_mistake("logistic_gradient", hint=1)
def labels_taken_as_signs(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """Your form is for labels of -1 and 1: here a row with label 0 drops out."""
    return _chain(-y * torch.sigmoid(-y * (X @ w + b)), w, X, l2)


@known_mistake("logistic_gradient", hint=1)
def labels_exchanged(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """You exchanged ones and zeros: positive log-odds speak for a one."""
    return _chain(torch.sigmoid(X @ w + b) - (1 - y), w, X, l2)


@known_mistake("logistic_gradient", hint=1)
def bias_not_used(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You leave the bias out of the log-odds."""
    return _chain(torch.sigmoid(X @ w) - y, w, X, l2)


@known_mistake("logistic_gradient", hint=1)
def hyperbolic_tangent(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """Your sigmoid is too steep: `tanh` of the log-odds needs them halved."""
    return _chain((torch.tanh(X @ w + b) + 1) / 2 - y, w, X, l2)


@known_mistake("logistic_gradient", hint=2)
def sigmoid_differentiated(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """You take the slope of the sigmoid itself: that of the logarithm cancels it."""
    p = torch.sigmoid(X @ w + b)
    return _chain(p * (1 - p), w, X, l2)


@known_mistake("logistic_gradient", hint=2)
def exponential_overflows(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """You divide one exponential by another: for large log-odds that is infinity by infinity."""
    e = (X @ w + b).exp()
    return _chain(e / (1 + e) - y, w, X, l2)


@known_mistake("logistic_gradient", hint=1)
def logarithm_of_zero(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """You go through the log of a probability: it rounds to 0 or 1, and the gradient is nan."""
    p = torch.sigmoid(X @ w + b)
    return _chain((-y / p + (1 - y) / (1 - p)) * p * (1 - p), w, X, l2)


@known_mistake("logistic_gradient", hint=1, eps=(*SMALL, *TINY))
def small_number_in_log(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float, *, eps: float = 1e-12
) -> tuple[Tensor, Tensor]:
    """A small number inside the logarithm: where the model is confidently wrong, the gradient
    vanishes.
    """
    p = torch.sigmoid(X @ w + b)
    return _chain((-y / (p + eps) + (1 - y) / (1 - p + eps)) * p * (1 - p), w, X, l2)


@known_mistake("logistic_gradient", hint=1, eps=(*SMALL, *TINY))
def probability_clamped(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float, *, eps: float = 1e-12
) -> tuple[Tensor, Tensor]:
    """You clamp the probability: where the model is confidently wrong, no gradient is left."""
    p = torch.sigmoid(X @ w + b)
    inside = (p >= eps) & (p <= 1 - eps)
    return _chain(torch.where(inside, p - y, 0), w, X, l2)


@known_mistake("logistic_gradient", hint=2, most=LOGITS)
def log_odds_clamped(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float, *, most: float = 100.0
) -> tuple[Tensor, Tensor]:
    """You differentiate through a clamp of the log-odds: beyond it no gradient is left."""
    z = X @ w + b
    return _chain(torch.where(z.abs() <= most, torch.sigmoid(z) - y, 0), w, X, l2)


@known_mistake("logistic_gradient", hint=3)
def order_exchanged(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You return the gradient for the bias first: that for the weights comes first."""
    grad_w, grad_b = _chain(_residual(w, b, X, y), w, X, l2)
    return grad_b, grad_w


@known_mistake("logistic_gradient", hint=3)
def bias_gradient_in_a_vector(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """Your gradient for the bias has a dimension; the bias has none."""
    grad_w, grad_b = _chain(_residual(w, b, X, y), w, X, l2)
    return grad_w, grad_b.reshape(1)


@known_mistake("logistic_gradient", hint=3)
def weight_gradient_as_a_column(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """Your gradient for the weights is a column; it has the shape of the weights."""
    grad_w, grad_b = _chain(_residual(w, b, X, y), w, X, l2)
    return grad_w.unsqueeze(1), grad_b


@known_mistake("logistic_gradient", hint=3)
def rows_not_averaged(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """You returned a gradient for each row: the loss is their mean."""
    residual = _residual(w, b, X, y)
    return residual.unsqueeze(1) * X + 2 * l2 * w, residual


@known_mistake("logistic_gradient", hint=2)
def step_returned(w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You returned the weights after a step of gradient descent: the gradient itself is asked."""
    grad_w, grad_b = _chain(_residual(w, b, X, y), w, X, l2)
    return w - grad_w, b - grad_b


def _fit(
    X: Tensor,
    y: Tensor,
    l2: float,
    *,
    of_bias: float = 0.0,
    counts: Tensor | None = None,
    rounds: int = 30,
    halved: bool = True,
) -> tuple[Tensor, Tensor]:
    """The fit by Newton's method, right or with something else.

    Args:
        X: the features.
        y: the labels.
        l2: the strength of the penalty.
        of_bias: that for the bias.
        counts: how much each row counts.
        rounds: how many steps are taken.
        halved: whether a step that raises the loss is halved.
    """
    rows = torch.cat([X, torch.ones_like(X[:, :1])], dim=1)
    decay = torch.full_like(rows[0], 2 * l2)
    decay[-1] = 2 * of_bias
    share = (torch.ones_like(y) if counts is None else counts) / len(y)

    def loss(theta: Tensor) -> Tensor:
        z = rows @ theta
        return (share * (F.softplus(z) - y * z)).sum() + (decay * theta.square()).sum() / 2

    theta = torch.zeros_like(rows[0])
    for _ in range(rounds):
        p = torch.sigmoid(rows @ theta)
        gradient = rows.T @ (share * (p - y)) + decay * theta
        hessian = rows.T @ ((share * p * (1 - p)).unsqueeze(1) * rows) + torch.diag(decay)
        step = torch.linalg.solve(hessian, gradient)
        while halved and gradient @ step > 1e-12 and loss(theta - step) > loss(theta):
            step = step / 2
        theta = theta - step
        if step.abs().max() < 1e-9:
            break
    return theta[:-1], theta[-1]


@known_mistake("fit_logistic", hint=1)
def bias_penalized_in_the_fit(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You penalize the bias as well: the mean probability is pulled toward one half."""
    return _fit(X, y, l2, of_bias=l2)


@known_mistake("fit_logistic", hint=2)
def half_the_penalty(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You fit with half the penalty: the derivative of `l2*w^2` has a factor 2, or a loss has a
    half too many.
    """
    return _fit(X, y, l2 / 2)


@known_mistake("fit_logistic", hint=2)
def twice_the_penalty(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You fit with twice the penalty: a factor 2 is counted twice."""
    return _fit(X, y, 2 * l2)


@known_mistake("fit_logistic", hint=1)
def beside_a_sum(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You set the penalty beside the sum over rows, or divided it by their number: beside a mean it
    counts more.
    """
    return _fit(X, y, l2 / len(y))


@known_mistake("fit_logistic", hint=1)
def half_beside_a_sum(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You set half the penalty beside the sum over rows: here the whole stands beside a mean."""
    return _fit(X, y, l2 / (2 * len(y)))


@known_mistake("fit_logistic", hint=1)
def times_the_rows(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You multiply the penalty by the number of rows, beside a mean."""
    return _fit(X, y, l2 * len(y))


@known_mistake("fit_logistic", hint=1)
def inverse_strength(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You take `l2` for the inverse of a strength: a larger one must shrink the weights."""
    return _fit(X, y, 1 / l2)


@known_mistake("fit_logistic", hint=1, left=(1e-8, 1e-10))
def never_penalized(
    X: Tensor, y: Tensor, l2: float, *, left: float = 1e-9
) -> tuple[Tensor, Tensor]:
    """You leave the penalty out: the weights are too large, and without bound on separable rows."""
    return _fit(X, y, left)


@known_mistake("fit_logistic", hint=1)
def bias_left_out(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You fit without a bias, which is 0 in your answer."""
    w, b = _fit(X, y, l2, of_bias=1e12)
    return w, b * 0


@known_mistake("fit_logistic", hint=1)
def units_of_the_standardized(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You return weights of standardized features: they belong to the features as given."""
    return _fit((X - X.mean(dim=0)) / X.std(dim=0, correction=0), y, l2)


@known_mistake("fit_logistic", hint=1)
def units_of_the_standardized_by_n_less_one(
    X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """You return weights of standardized features, as `torch.std` scales them: they belong to the
    features as given.
    """
    return _fit((X - X.mean(dim=0)) / X.std(dim=0), y, l2)


@known_mistake("fit_logistic", hint=1, correction=(1,))
def penalized_in_other_units(
    X: Tensor, y: Tensor, l2: float, *, correction: int = 0
) -> tuple[Tensor, Tensor]:
    """You penalize the weights of standardized features: the penalty is on the weights of those
    given.
    """
    mean, spread = X.mean(dim=0), X.std(dim=0, correction=correction)
    w, b = _fit((X - mean) / spread, y, l2)
    return w / spread, b - w @ (mean / spread)


@known_mistake("fit_logistic", hint=1)
def bias_of_the_centered(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """Your bias belongs to centered features: undo the shift."""
    return _fit(X - X.mean(dim=0), y, l2)


@known_mistake("fit_logistic", hint=1)
def fitted_to_exchanged_labels(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You exchanged ones and zeros: every sign is the opposite."""
    return _fit(X, 1 - y, l2)


@known_mistake("fit_logistic", hint=1)
def classes_balanced(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You weight the rows so that both labels count alike: each row counts once."""
    ones = y.sum()
    return _fit(
        X, y, l2, counts=torch.where(y > 0.5, len(y) / (2 * ones), len(y) / (2 * (len(y) - ones)))
    )


@known_mistake("fit_logistic", hint=1)
def least_squares(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You fit a line to the labels by least squares: their log-odds are linear, not they."""
    mean = X.mean(dim=0)
    centered = X - mean
    moments = centered.T @ centered / len(y) + l2 * torch.eye(X.shape[1], dtype=X.dtype)
    w = torch.linalg.solve(moments, centered.T @ (y - y.mean()) / len(y))
    return w, y.mean() - w @ mean


@known_mistake("fit_logistic", hint=3, rounds=(2, 3, 4, 5))
def stopped_early(X: Tensor, y: Tensor, l2: float, *, rounds: int = 1) -> tuple[Tensor, Tensor]:
    """You stop Newton's method too early: repeat the step until nothing changes."""
    return _fit(X, y, l2, rounds=rounds)


@known_mistake("fit_logistic", hint=2)
def step_too_long(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You always take Newton's whole step: where rows lie far out it overshoots, and never comes
    back.
    """
    return _fit(X, y, l2, halved=False)


@known_mistake("fit_logistic", hint=1, lr=(1.0, 0.01))
def one_rate_downhill(X: Tensor, y: Tensor, l2: float, *, lr: float = 0.1) -> tuple[Tensor, Tensor]:
    """You take a thousand steps of gradient descent: for some features that is too slow, for others
    too fast.
    """
    w, b = torch.zeros_like(X[0]), torch.zeros_like(y[0])
    for _ in range(1000):
        slope_w, slope_b = _chain(_residual(w, b, X, y), w, X, l2)
        w, b = w - lr * slope_w, b - lr * slope_b
    return w, b


@known_mistake("fit_logistic", hint=1)
def length_made_one(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You give the weights unit length: their size says how sure the model is."""
    w, b = _fit(X, y, l2)
    return w / w.norm(), b / w.norm()


@known_mistake("fit_logistic", hint=3)
def bias_in_a_vector(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """Your bias has a dimension: it is one number, of shape ()."""
    w, b = _fit(X, y, l2)
    return w, b.reshape(1)


@known_mistake("fit_logistic", hint=3)
def weights_as_a_column(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """Your weights are a column: their shape is that of a row of `X`."""
    w, b = _fit(X, y, l2)
    return w.unsqueeze(1), b


@known_mistake("fit_logistic", hint=3)
def bias_returned_first(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """You return the bias first: the weights come first."""
    w, b = _fit(X, y, l2)
    return b, w


@known_mistake("fit_logistic", hint=3)
def all_in_one_vector(X: Tensor, y: Tensor, l2: float) -> Tensor:
    """You return weights and bias in one vector: a tuple of the two is asked."""
    w, b = _fit(X, y, l2)
    return torch.cat([w, b.reshape(1)])
