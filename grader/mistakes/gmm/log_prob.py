"""Known mistakes in gmm/log_prob."""

from typing import Any

import numpy as np
from scipy import special

from grader.probe.probe import known_mistake


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
    """The terms in 2 pi are missing: such a density does not integrate to 1."""
    quad = _squared_distances(X, means, covariances)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=1)
def two_pi_once(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """2 pi appears once, as in one dimension; the rows have d of them."""
    quad = _squared_distances(X, means, covariances)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def half_lost(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The squared distance stands in the exponent at its full size."""
    quad = _squared_distances(X, means, covariances)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det) - quad
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def determinant_not_rooted(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The density is divided by the determinant itself: too much of it."""
    quad = _squared_distances(X, means, covariances)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + quad) - log_det
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def log_of_determinant(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You take the determinant and then its logarithm. A product of many variances is too small
    or too large for a float, where the sum of their logs is an ordinary number.
    """
    quad = _squared_distances(X, means, covariances)
    log_det = np.log(np.linalg.det(covariances))
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def factor_counted_once(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The log of the Cholesky factor's determinant is taken for that of the covariance."""
    quad = _squared_distances(X, means, covariances)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det / 2 + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def log_det_lost(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The determinant of the covariance is missing: wide components must be lower."""
    quad = _squared_distances(X, means, covariances)
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def log_det_added(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The log-determinant has the wrong sign: your wide components are higher, not lower."""
    quad = _squared_distances(X, means, covariances)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) - log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def determinant_without_log(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The determinant stands among logarithms without one of its own."""
    quad = _squared_distances(X, means, covariances)
    det = np.linalg.det(covariances)
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def covariance_for_precision(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You weight distances by the covariance: that makes wide directions count more, not less."""
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, covariances, diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def covariance_as_scale(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You take the covariance for a scale, as if it had to be squared first."""
    log_normal = _log_normal(X, means, covariances @ covariances)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def factor_on_the_wrong_side(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The triangular factor is applied transposed: that whitens with another covariance."""
    diff = X[:, None] - means
    inverse = np.linalg.inv(np.linalg.cholesky(covariances))
    quad = (np.einsum("nki,kij->nkj", diff, inverse) ** 2).sum(axis=-1)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def square_expanded(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You expanded the square: far from the origin its terms are huge and cancel."""
    P = np.linalg.inv(covariances)
    quad = np.einsum("ni,kij,nj->nk", X, P, X) - 2 * np.einsum("ni,kij,kj->nk", X, P, means)
    quad += np.einsum("ki,kij,kj->k", means, P, means)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def distance_not_squared(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The Mahalanobis distance is in the exponent, not its square."""
    distance = np.sqrt(_squared_distances(X, means, covariances))
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + distance)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def only_the_diagonal(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Only the variances are used: the features' correlation is lost."""
    variances = np.diagonal(covariances, axis1=1, axis2=2)
    diff = X[:, None] - means
    quad = (diff**2 / variances).sum(axis=-1)
    log_det = np.log(variances).sum(axis=-1)
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def first_covariance_for_all(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Every component gets the covariance of the first."""
    diff = X[:, None] - means
    quad = np.einsum("nki,ij,nkj->nk", diff, np.linalg.inv(covariances[0]), diff)
    log_det = np.linalg.slogdet(covariances[0])[1]
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.logsumexp(np.log(weights) + log_normal, axis=1)


@known_mistake("gmm_log_prob", hint=2)
def covariance_regularised(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Something is added to the covariance: that is part of fitting, not of the density."""
    covariances = covariances + 1e-6 * np.eye(X.shape[1])
    return special.logsumexp(np.log(weights) + _log_normal(X, means, covariances), axis=1)


@known_mistake("gmm_log_prob", hint=1)
def weights_forgotten(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The components count fully, whatever their weights."""
    return special.logsumexp(_log_normal(X, means, covariances), axis=1)


@known_mistake("gmm_log_prob", hint=1)
def equal_weights(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """All components count the same, whatever their weights."""
    return special.logsumexp(_log_normal(X, means, covariances), axis=1) - np.log(len(weights))


@known_mistake("gmm_log_prob", hint=1)
def weights_not_logged(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The weights are added to log-densities as they are, without a logarithm."""
    return special.logsumexp(weights + _log_normal(X, means, covariances), axis=1)


@known_mistake("gmm_log_prob", hint=1)
def weights_times_logs(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The weights multiply log-densities; they belong to the densities."""
    return special.logsumexp(weights * _log_normal(X, means, covariances), axis=1)


@known_mistake("gmm_log_prob", hint=1)
def average_of_logs(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You average the components' log-densities; a mixture averages their densities."""
    return (weights * _log_normal(X, means, covariances)).sum(axis=1)


@known_mistake("gmm_log_prob", hint=1)
def components_multiplied(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Adding up logarithms multiplies: as if each point came from all components."""
    return (np.log(weights) + _log_normal(X, means, covariances)).sum(axis=1)


@known_mistake("gmm_log_prob", hint=1)
def best_component_only(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You keep the largest component and drop the others."""
    return (np.log(weights) + _log_normal(X, means, covariances)).max(axis=1)


@known_mistake("gmm_log_prob", hint=1)
def mean_over_rows(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The rows' log-densities are averaged into a single number."""
    return special.logsumexp(np.log(weights) + _log_normal(X, means, covariances), axis=1).mean()


@known_mistake("gmm_log_prob", hint=1)
def negated(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The sign is turned: this is a loss, and anomalies would score high."""
    return -special.logsumexp(np.log(weights) + _log_normal(X, means, covariances), axis=1)


@known_mistake("gmm_log_prob", hint=1, by_det=(True,))
def density_for_log(
    X: Any, weights: Any, means: Any, covariances: Any, *, by_det: bool = False
) -> Any:
    """This is the density itself, not its logarithm."""
    log_normal = _log_normal(X, means, covariances, by_det=by_det)
    return np.exp(special.logsumexp(np.log(weights) + log_normal, axis=1))


@known_mistake("gmm_log_prob", hint=2)
def maximum_not_added_back(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The maximum is taken off inside log-sum-exp and never put back."""
    log_joint = np.log(weights) + _log_normal(X, means, covariances)
    return np.log(np.exp(log_joint - log_joint.max(axis=1, keepdims=True)).sum(axis=1))


@known_mistake("gmm_log_prob", hint=2)
def one_maximum_for_all_rows(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """One maximum is taken off for all rows: rows far below it underflow all the same."""
    log_joint = np.log(weights) + _log_normal(X, means, covariances)
    return log_joint.max() + np.log(np.exp(log_joint - log_joint.max()).sum(axis=1))


@known_mistake("gmm_log_prob", hint=1, by_det=(True,))
def floor_under_the_density(
    X: Any, weights: Any, means: Any, covariances: Any, *, by_det: bool = False
) -> Any:
    """A floor under the density gives all far points the same score."""
    log_normal = _log_normal(X, means, covariances, by_det=by_det)
    return np.log((weights * np.exp(log_normal)).sum(axis=1) + 1e-300)


@known_mistake("gmm_log_prob", hint=1, by_det=(True,))
def densities_added_before_the_log(
    X: Any, weights: Any, means: Any, covariances: Any, *, by_det: bool = False
) -> Any:
    """Far away every density is 0 in floating point, and then its logarithm comes too late."""
    return np.log((weights * np.exp(_log_normal(X, means, covariances, by_det=by_det))).sum(axis=1))


@known_mistake("responsibilities", hint=2)
def half_lost_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The squared distance stands in the exponent at its full size."""
    quad = _squared_distances(X, means, covariances)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * log_det - quad
    return special.softmax(np.log(weights) + log_normal, axis=1)


@known_mistake("responsibilities", hint=2)
def log_of_determinant_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You take the determinant and then its logarithm. A product of many variances is too small
    or too large for a float, where the sum of their logs is an ordinary number.
    """
    quad = _squared_distances(X, means, covariances)
    log_det = np.log(np.linalg.det(covariances))
    log_normal = -0.5 * (X.shape[1] * np.log(2 * np.pi) + log_det + quad)
    return special.softmax(np.log(weights) + log_normal, axis=1)


@known_mistake("responsibilities", hint=2)
def log_det_lost_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The determinants are missing: wide components claim too many points."""
    quad = _squared_distances(X, means, covariances)
    log_normal = -0.5 * quad
    return special.softmax(np.log(weights) + log_normal, axis=1)


@known_mistake("responsibilities", hint=2)
def log_det_added_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The log-determinant has the wrong sign: your wide components are higher, not lower."""
    quad = _squared_distances(X, means, covariances)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (quad - log_det)
    return special.softmax(np.log(weights) + log_normal, axis=1)


@known_mistake("responsibilities", hint=2)
def covariance_for_precision_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You weight distances by the covariance: that makes wide directions count more, not less."""
    diff = X[:, None] - means
    quad = np.einsum("nki,kij,nkj->nk", diff, covariances, diff)
    log_det = np.linalg.slogdet(covariances)[1]
    log_normal = -0.5 * (log_det + quad)
    return special.softmax(np.log(weights) + log_normal, axis=1)


@known_mistake("responsibilities", hint=2)
def only_the_diagonal_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Only the variances are used: the features' correlation is lost."""
    variances = np.diagonal(covariances, axis1=1, axis2=2)
    diff = X[:, None] - means
    quad = (diff**2 / variances).sum(axis=-1)
    log_det = np.log(variances).sum(axis=-1)
    log_normal = -0.5 * (log_det + quad)
    return special.softmax(np.log(weights) + log_normal, axis=1)


@known_mistake("responsibilities", hint=1)
def weights_forgotten_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The weights are missing: this is the posterior under equal prior probabilities."""
    return special.softmax(_log_normal(X, means, covariances), axis=1)


@known_mistake("responsibilities", hint=1)
def weights_after_normalising(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The weights come in after the rows were normalised, so that rows no longer sum to 1."""
    return weights * special.softmax(_log_normal(X, means, covariances), axis=1)


@known_mistake("responsibilities", hint=1)
def weights_not_logged_in_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The weights are added to log-densities as they are, without a logarithm."""
    return special.softmax(weights + _log_normal(X, means, covariances), axis=1)


@known_mistake("responsibilities", hint=1, by_det=(True,))
def likelihoods(X: Any, weights: Any, means: Any, covariances: Any, *, by_det: bool = False) -> Any:
    """These are the components' densities of the point, not probabilities of the components."""
    return np.exp(_log_normal(X, means, covariances, by_det=by_det))


@known_mistake("responsibilities", hint=1, by_det=(True,))
def joint_not_normalised(
    X: Any, weights: Any, means: Any, covariances: Any, *, by_det: bool = False
) -> Any:
    """The joint density of point and component is not yet divided by that of the point."""
    return weights * np.exp(_log_normal(X, means, covariances, by_det=by_det))


@known_mistake("responsibilities", hint=2)
def normalised_over_rows(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You normalise over the points; for each point the components compete."""
    return special.softmax(np.log(weights) + _log_normal(X, means, covariances), axis=0)


@known_mistake("responsibilities", hint=2)
def normalised_over_everything(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Everything together sums to 1; each row has to."""
    return special.softmax(np.log(weights) + _log_normal(X, means, covariances))


@known_mistake("responsibilities", hint=1)
def shares_of_the_logs(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """You divide logarithms by their sum; proportions are those of the densities."""
    log_joint = np.log(weights) + _log_normal(X, means, covariances)
    return log_joint / log_joint.sum(axis=1, keepdims=True)


@known_mistake("responsibilities", hint=2)
def softmax_of_densities(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Softmax takes logarithms; you gave it the densities."""
    return special.softmax(weights * np.exp(_log_normal(X, means, covariances)), axis=1)


@known_mistake("responsibilities", hint=1)
def log_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """These are the logarithms of the responsibilities."""
    return special.log_softmax(np.log(weights) + _log_normal(X, means, covariances), axis=1)


@known_mistake("responsibilities", hint=1)
def hard_assignment(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Every point goes wholly to its likeliest component: that is k-means, not a posterior."""
    log_joint = np.log(weights) + _log_normal(X, means, covariances)
    return np.eye(len(weights))[log_joint.argmax(axis=1)]


@known_mistake("responsibilities", hint=1)
def labels(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """These are the likeliest components' numbers, not probabilities."""
    return (np.log(weights) + _log_normal(X, means, covariances)).argmax(axis=1)


@known_mistake("responsibilities", hint=1)
def averaged_over_points(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """The responsibilities are averaged over the points: that is the next step of EM."""
    log_normal = _log_normal(X, means, covariances)
    return special.softmax(np.log(weights) + log_normal, axis=1).mean(axis=0)


@known_mistake("responsibilities", hint=3)
def components_by_points(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """Rows and columns are exchanged."""
    return special.softmax(np.log(weights) + _log_normal(X, means, covariances), axis=1).T


@known_mistake("responsibilities", hint=2)
def one_maximum_for_all_shares(X: Any, weights: Any, means: Any, covariances: Any) -> Any:
    """One maximum is taken off for all rows: rows far below it underflow all the same."""
    log_joint = np.log(weights) + _log_normal(X, means, covariances)
    joint = np.exp(log_joint - log_joint.max())
    return joint / joint.sum(axis=1, keepdims=True)


@known_mistake("responsibilities", hint=2, by_det=(True,))
def floor_in_the_denominator(
    X: Any, weights: Any, means: Any, covariances: Any, *, by_det: bool = False
) -> Any:
    """Something small in the denominator avoids nan, but far away the row sums to 0."""
    log_normal = _log_normal(X, means, covariances, by_det=by_det)
    joint = weights * np.exp(log_normal)
    return joint / (joint.sum(axis=1, keepdims=True) + 1e-300)


@known_mistake("responsibilities", hint=1, by_det=(True,))
def zero_over_zero(
    X: Any, weights: Any, means: Any, covariances: Any, *, by_det: bool = False
) -> Any:
    """Far away every density is 0 in floating point, and so is their sum."""
    log_normal = _log_normal(X, means, covariances, by_det=by_det)
    joint = weights * np.exp(log_normal)
    return joint / joint.sum(axis=1, keepdims=True)
