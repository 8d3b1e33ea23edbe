"""Known mistakes in gmm/log_prob."""

from typing import Any

import numpy as np
from scipy import special

from grader.mistakes.constants import SMALL, TINY
from grader.probe.probe import known_mistake

GUARDS = (
    *((1e-300, by_det, join) for by_det in (False, True) for join in (np.add, np.maximum)),
    *((eps, False, np.add) for eps in (1e-6, *SMALL[-3:], *TINY, 1e-30, 1e-100, 1e-308)),
    *((eps, False, np.maximum) for eps in (1e-10, 1e-12, 1e-100, 1e-308)),
)
"""Small numbers beside a density, whether that is computed by the determinant itself, which matters
where the number is tiny, and whether they are added to it or the least that it may be."""


def _squared_distances(X: Any, means: Any, covariances: Any) -> Any:
    """The squared Mahalanobis distance of each row from each component."""
    diff = X[:, None] - means
    return np.einsum("nki,kij,nkj->nk", diff, np.linalg.inv(covariances), diff)


def _log_normal(X: Any, means: Any, covariances: Any, *, by_det: bool = False) -> Any:
    """The log-density of each row under each component; `by_det`, by the determinant itself."""
    quad = _squared_distances(X, means, covariances)
    log_det = np.log(np.linalg.det(covariances)) if by_det else np.linalg.slogdet(covariances)[1]
    return -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)


@known_mistake("gmm_log_prob", hint=1)
def two_pi_lost(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The constant (2*pi)^(d/2) is missing from your densities: without it, none integrates to
    1.
    """
    quad = _squared_distances(X, means, covariances)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=1)
def two_pi_once(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """log(2*pi) counts once, as in one dimension; each of the d features has its own."""
    quad = _squared_distances(X, means, covariances)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def half_lost(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Your squared distance has no one half in front of it: each Gaussian is too narrow."""
    quad = _squared_distances(X, means, covariances)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det) - quad
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def determinant_not_rooted(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You subtract the whole log-determinant; a Gaussian's density divides by the root of the
    determinant, which is half of that.
    """
    quad = _squared_distances(X, means, covariances)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + quad) - log_det
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def log_of_determinant(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You take the logarithm of a determinant: the product of many variances is 0 or infinite
    in floating point. Sum their logarithms.
    """
    quad = _squared_distances(X, means, covariances)
    log_det = np.log(np.linalg.det(covariances))
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def factor_counted_once(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Your log-determinant is half of the right one, as when that of the Cholesky factor is
    taken for the covariance's.
    """
    quad = _squared_distances(X, means, covariances)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det / 2 + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def log_det_lost(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The determinant of the covariance is missing: a wide component must be lower, since its
    density spreads out.
    """
    quad = _squared_distances(X, means, covariances)
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def log_det_added(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Your log-determinant has the wrong sign: wide components come out higher, and they must
    be lower.
    """
    quad = _squared_distances(X, means, covariances)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) - log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def determinant_without_log(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Among your logarithms, the determinant stands without one of its own."""
    quad = _squared_distances(X, means, covariances)
    det = np.linalg.det(covariances)
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def covariance_for_precision(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You weight squared distances by the covariance, where its inverse belongs: wide
    directions must count less, not more.
    """
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, covariances, diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def covariance_as_scale(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You used the covariance in the place of its root, such as a Cholesky factor: the result
    is for the covariance squared.
    """
    log_normal = _log_normal(X, means, covariances @ covariances)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def factor_on_the_wrong_side(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You solve with the Cholesky factor transposed (upper for lower): correlated features are
    whitened with another covariance.
    """
    diff = X[:, None] - means
    inverse = np.linalg.inv(np.linalg.cholesky(covariances))
    quad = (np.einsum("nki,kij->nkj", diff, inverse) ** 2).sum(axis=-1)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def other_triangle(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Your solver reads the other triangle of the Cholesky factor, as `solve_triangular` does by
    default: that is 0, and correlations are lost.
    """
    deviations = np.diagonal(np.linalg.cholesky(covariances), axis1=1, axis2=2)
    quad = (((X[:, None] - means) / deviations) ** 2).sum(axis=-1)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def square_expanded(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You expanded the square: far from the origin its terms are huge and cancel. Subtract the
    mean first.
    """
    P = np.linalg.inv(covariances)
    quad = np.einsum("ni,kij,nj->nk", X, P, X) - 2 * np.einsum("ni,kij,kj->nk", X, P, means)
    quad += np.einsum("ki,kij,kj->k", means, P, means)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def distance_not_squared(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Your exponent has the Mahalanobis distance; its square belongs there."""
    distance = np.sqrt(_squared_distances(X, means, covariances))
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + distance)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def only_the_diagonal(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You used only the variances, the diagonals of the covariances: the correlation of
    features is lost.
    """
    variances = np.diagonal(covariances, axis1=1, axis2=2)
    diff = X[:, None] - means
    quad = (diff**2 / variances).sum(axis=-1)
    log_det = np.log(variances).sum(axis=-1)
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def first_covariance_for_all(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Every component gets the covariance of the first; each has its own."""
    diff = X[:, None] - means
    quad = np.einsum("nki,ij,nkj->nk", diff, np.linalg.inv(covariances[0]), diff)
    log_det = np.linalg.slogdet(covariances[0])[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2, eps=SMALL)
def covariance_regularised(
    X: Any, weights: Any, means: Any, covariances: Any, *, eps: float = 1e-6
) -> Any:
    """You added a small number to the covariance's diagonal: that is for fitting, and here it
    changes the density asked for.
    """
    covariances = covariances + eps * np.eye(X.shape[1])
    return special.logsumexp(np.log(weights) + _log_normal(X, means, covariances), axis=1)


@known_mistake("gmm_log_prob", hint=1, eps=(*SMALL, *TINY))
def eps_beside_the_weights(
    X: Any, weights: Any, means: Any, covariances: Any, *, eps: float = 1e-8
) -> Any:
    """You added a small number to the weights inside their logarithm: a component of tiny weight
    then counts too much.
    """
    log_joint = np.log(weights + eps) + _log_normal(X, means, covariances)
    return special.logsumexp(log_joint, axis=1)


@known_mistake("gmm_log_prob", hint=1)
def weights_forgotten(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The weights are missing: every component counts fully, and your density integrates to
    their number.
    """
    return special.logsumexp(_log_normal(X, means, covariances), axis=1)


@known_mistake("gmm_log_prob", hint=1)
def equal_weights(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """All components count the same, 1/k each, whatever their weights."""
    return special.logsumexp(_log_normal(X, means, covariances), axis=1) - np.log(len(weights))


@known_mistake("gmm_log_prob", hint=1)
def weights_not_logged(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You added the weights to log-densities as they are; among logarithms, a factor is added
    as its logarithm.
    """
    return special.logsumexp(weights + _log_normal(X, means, covariances), axis=1)


@known_mistake("gmm_log_prob", hint=1)
def weights_times_logs(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Your weights multiply the log-densities inside log-sum-exp; they are factors of the
    densities, so their logarithms are added.
    """
    return special.logsumexp(weights * _log_normal(X, means, covariances), axis=1)


@known_mistake("gmm_log_prob", hint=1)
def average_of_logs(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You averaged the components' log-densities by their weights; a mixture averages their
    densities and takes the logarithm afterwards.
    """
    return (weights * _log_normal(X, means, covariances)).sum(axis=1)


@known_mistake("gmm_log_prob", hint=1)
def components_multiplied(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You added up the components' logarithms, which multiplies their densities; a mixture adds
    the densities.
    """
    return (np.log(weights) + _log_normal(X, means, covariances)).sum(axis=1)


@known_mistake("gmm_log_prob", hint=1)
def best_component_only(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You kept the largest component of each row and dropped the others; a mixture adds them up."""
    return (np.log(weights) + _log_normal(X, means, covariances)).max(axis=1)


@known_mistake("gmm_log_prob", hint=1)
def rows_added_up(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You added up the rows' log-densities, the log-likelihood of them all; one for each row is
    asked for.
    """
    return special.logsumexp(np.log(weights) + _log_normal(X, means, covariances), axis=1).sum()


@known_mistake("gmm_log_prob", hint=1)
def mean_over_rows(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You averaged the rows' log-densities into one number, as `score` does; one for each row
    is asked for.
    """
    return special.logsumexp(np.log(weights) + _log_normal(X, means, covariances), axis=1).mean()


@known_mistake("gmm_log_prob", hint=1)
def negated(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Your sign is turned: you returned the negative log-density, by which anomalies score high."""
    return -special.logsumexp(np.log(weights) + _log_normal(X, means, covariances), axis=1)


@known_mistake("gmm_log_prob", hint=1, by_det=(True,))
def density_for_log(
    X: Any, weights: Any, means: Any, covariances: Any, *, by_det: bool = False
) -> Any:
    """You returned the density; its logarithm is asked for, which does not underflow far away."""
    log_normal = _log_normal(X, means, covariances, by_det=by_det)
    return np.exp(special.logsumexp(np.log(weights) + log_normal, axis=1))


@known_mistake("gmm_log_prob", hint=2)
def maximum_not_added_back(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Your log-sum-exp subtracts the maximum of each row and never adds it back."""
    log_joint = np.log(weights) + _log_normal(X, means, covariances)
    return np.log(np.exp(log_joint - log_joint.max(axis=1, keepdims=True)).sum(axis=1))


@known_mistake("gmm_log_prob", hint=2)
def one_maximum_for_all_rows(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Your log-sum-exp subtracts one maximum for all rows: rows far below it underflow. Each
    row has its own.
    """
    log_joint = np.log(weights) + _log_normal(X, means, covariances)
    return log_joint.max() + np.log(np.exp(log_joint - log_joint.max()).sum(axis=1))


@known_mistake("gmm_log_prob", hint=1, guard=GUARDS)
def floor_under_the_density(
    X: Any, weights: Any, means: Any, covariances: Any, *, guard: Any = (1e-300, False, np.add)
) -> Any:
    """A small number is added to your density or put under it as a floor: low densities change, and
    far points all score the same.
    """
    eps, by_det, join = guard
    log_normal = _log_normal(X, means, covariances, by_det=by_det)
    return np.log(join((weights * np.exp(log_normal)).sum(axis=1), eps))


@known_mistake("gmm_log_prob", hint=1, by_det=(True,))
def densities_added_before_the_log(
    X: Any, weights: Any, means: Any, covariances: Any, *, by_det: bool = False
) -> Any:
    """Far away every density is 0 in floating point, and so is your sum before its logarithm:
    use log-sum-exp.
    """
    return np.log((weights * np.exp(_log_normal(X, means, covariances, by_det=by_det))).sum(axis=1))


@known_mistake("responsibilities", hint=2)
def half_lost_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Your squared distance has no one half in front of it: each Gaussian is too narrow."""
    quad = _squared_distances(X, means, covariances)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * log_det - quad
    return special.softmax(np.log(weights) + log_normal, axis=1)


@known_mistake("responsibilities", hint=2)
def log_of_determinant_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You take the logarithm of a determinant: the product of many variances is 0 or infinite
    in floating point. Sum their logarithms.
    """
    quad = _squared_distances(X, means, covariances)
    log_det = np.log(np.linalg.det(covariances))
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.softmax(np.log(weights) + log_normal, axis=1)


@known_mistake("responsibilities", hint=2)
def log_det_lost_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The determinants are missing: a wide component, whose density is lower, claims too many
    points.
    """
    quad = _squared_distances(X, means, covariances)
    log_normal = -0.5 * quad
    return special.softmax(np.log(weights) + log_normal, axis=1)


@known_mistake("responsibilities", hint=2)
def log_det_added_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Your log-determinant has the wrong sign: wide components come out higher, and they must
    be lower.
    """
    quad = _squared_distances(X, means, covariances)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (quad - log_det)
    return special.softmax(np.log(weights) + log_normal, axis=1)


@known_mistake("responsibilities", hint=2)
def covariance_for_precision_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You weight squared distances by the covariance, where its inverse belongs: wide
    directions must count less, not more.
    """
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, covariances, diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (log_det + quad)
    return special.softmax(np.log(weights) + log_normal, axis=1)


@known_mistake("responsibilities", hint=2)
def other_triangle_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Your solver reads the other triangle of the Cholesky factor, as `solve_triangular` does by
    default: that is 0, and correlations are lost.
    """
    deviations = np.diagonal(np.linalg.cholesky(covariances), axis1=1, axis2=2)
    quad = (((X[:, None] - means) / deviations) ** 2).sum(axis=-1)
    log_det = np.linalg.slogdet(covariances)[1]
    return special.softmax(np.log(weights) - 0.5 * (log_det + quad), axis=1)


@known_mistake("responsibilities", hint=2, least=(-745, -500, -100, -50))
def log_joints_clipped(
    X: Any, weights: Any, means: Any, covariances: Any, *, least: float = -700
) -> Any:
    """Far from every component your shares come out equal, as where logarithms are clipped or nan
    is replaced. Subtract the largest logarithm first.
    """
    joint = np.exp(np.maximum(np.log(weights) + _log_normal(X, means, covariances), least))
    return joint / joint.sum(axis=1, keepdims=True)


@known_mistake("responsibilities", hint=2)
def only_the_diagonal_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You used only the variances, the diagonals of the covariances: the correlation of
    features is lost.
    """
    variances = np.diagonal(covariances, axis1=1, axis2=2)
    diff = X[:, None] - means
    quad = (diff**2 / variances).sum(axis=-1)
    log_det = np.log(variances).sum(axis=-1)
    log_normal = -0.5 * (log_det + quad)
    return special.softmax(np.log(weights) + log_normal, axis=1)


@known_mistake("responsibilities", hint=2)
def euclidean_distances(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The covariances have no part in your result: plain squared distances are those of components
    that are all alike and round.
    """
    distances = ((X[:, None] - means) ** 2).sum(axis=-1)
    return special.softmax(np.log(weights) - 0.5 * distances, axis=1)


@known_mistake("responsibilities", hint=2, eps=SMALL)
def covariance_regularised_in_shares(
    X: Any, weights: Any, means: Any, covariances: Any, *, eps: float = 1e-6
) -> Any:
    """You added a small number to the covariance's diagonal: that is for fitting, and here it
    changes the posterior asked for.
    """
    log_normal = _log_normal(X, means, covariances + eps * np.eye(X.shape[1]))
    return special.softmax(np.log(weights) + log_normal, axis=1)


@known_mistake("responsibilities", hint=1)
def weights_counted_twice(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Your weights count twice: the joint density of point and component has each once."""
    return special.softmax(2 * np.log(weights) + _log_normal(X, means, covariances), axis=1)


@known_mistake("responsibilities", hint=1)
def weights_forgotten_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The weights are missing: this is the posterior for components that are equally probable."""
    return special.softmax(_log_normal(X, means, covariances), axis=1)


@known_mistake("responsibilities", hint=1)
def weights_after_normalising(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You multiplied by the weights after normalizing the rows, which then no longer sum to 1."""
    return weights * special.softmax(_log_normal(X, means, covariances), axis=1)


@known_mistake("responsibilities", hint=1)
def weights_not_logged_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You added the weights to log-densities as they are; among logarithms, a factor is added
    as its logarithm.
    """
    return special.softmax(weights + _log_normal(X, means, covariances), axis=1)


@known_mistake("responsibilities", hint=1, by_det=(True,))
def likelihoods(X: Any, weights: Any, means: Any, covariances: Any, *, by_det: bool = False) -> Any:
    """You returned the components' densities at each point; the posterior weighs them and
    divides by their sum.
    """
    return np.exp(_log_normal(X, means, covariances, by_det=by_det))


@known_mistake("responsibilities", hint=1, by_det=(True,))
def joint_not_normalised(
    X: Any, weights: Any, means: Any, covariances: Any, *, by_det: bool = False
) -> Any:
    """You returned the joint density of point and component; it is still to be divided by its
    sum over the components.
    """
    return weights * np.exp(_log_normal(X, means, covariances, by_det=by_det))


@known_mistake("responsibilities", hint=2)
def normalised_over_rows(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You normalized over the points (axis 0); the components compete for each point (axis 1)."""
    return special.softmax(np.log(weights) + _log_normal(X, means, covariances), axis=0)


@known_mistake("responsibilities", hint=2)
def normalised_over_everything(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You normalized over the whole array; each row must sum to 1 by itself."""
    return special.softmax(np.log(weights) + _log_normal(X, means, covariances))


@known_mistake("responsibilities", hint=1)
def shares_of_the_logs(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You divided logarithms by their sum; the shares are those of the densities."""
    log_joint = np.log(weights) + _log_normal(X, means, covariances)
    return log_joint / log_joint.sum(axis=1, keepdims=True)


@known_mistake("responsibilities", hint=2)
def softmax_of_densities(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You gave softmax the densities; it takes their logarithms, since it exponentiates them."""
    return special.softmax(weights * np.exp(_log_normal(X, means, covariances)), axis=1)


@known_mistake("responsibilities", hint=1)
def log_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You returned the logarithms of the responsibilities, without the exponential."""
    return special.log_softmax(np.log(weights) + _log_normal(X, means, covariances), axis=1)


@known_mistake("responsibilities", hint=1)
def hard_assignment(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You gave each point wholly to its likeliest component, as k-means does; the posterior
    shares it among them.
    """
    log_joint = np.log(weights) + _log_normal(X, means, covariances)
    return np.eye(len(weights))[log_joint.argmax(axis=1)]


@known_mistake("responsibilities", hint=1)
def labels(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You returned the number of each point's likeliest component; a probability for each
    component is asked for.
    """
    return (np.log(weights) + _log_normal(X, means, covariances)).argmax(axis=1)


@known_mistake("responsibilities", hint=1)
def averaged_over_points(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You averaged the responsibilities over the points, the next step of EM; one row for each
    point is asked for.
    """
    log_normal = _log_normal(X, means, covariances)
    return special.softmax(np.log(weights) + log_normal, axis=1).mean(axis=0)


@known_mistake("responsibilities", hint=3)
def components_by_points(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Rows and columns are exchanged: points are rows, and components are columns."""
    return special.softmax(np.log(weights) + _log_normal(X, means, covariances), axis=1).T


@known_mistake("responsibilities", hint=2)
def one_maximum_for_all_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You subtract one maximum for all rows: rows far below it underflow. Each row has its own."""
    log_joint = np.log(weights) + _log_normal(X, means, covariances)
    joint = np.exp(log_joint - log_joint.max())
    return joint / joint.sum(axis=1, keepdims=True)


@known_mistake("responsibilities", hint=2, guard=GUARDS)
def floor_in_the_denominator(
    X: Any, weights: Any, means: Any, covariances: Any, *, guard: Any = (1e-300, False, np.add)
) -> Any:
    """A small number guards your denominator against 0, but rows no longer sum to 1: subtract each
    row's maximum before the exponential.
    """
    eps, by_det, join = guard
    joint = weights * np.exp(_log_normal(X, means, covariances, by_det=by_det))
    return joint / join(joint.sum(axis=1, keepdims=True), eps)


@known_mistake("responsibilities", hint=1, by_det=(True,))
def zero_over_zero(
    X: Any, weights: Any, means: Any, covariances: Any, *, by_det: bool = False
) -> Any:
    """Far away every density is 0 in floating point, and 0/0 is nan: subtract each row's
    maximum before the exponential.
    """
    log_normal = _log_normal(X, means, covariances, by_det=by_det)
    joint = weights * np.exp(log_normal)
    return joint / joint.sum(axis=1, keepdims=True)
