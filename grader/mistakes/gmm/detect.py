"""Known mistakes in gmm/detect."""

from typing import Any

import numpy as np
from sklearn.mixture import GaussianMixture

from grader.probe.probe import known_mistake


def _mixture(X: Any, k: int, seed: int) -> Any:
    """A mixture as it is asked for."""
    return GaussianMixture(k, covariance_type="full", random_state=seed).fit(X)


def _fitted(X_train: Any, k: int, q: float, seed: int) -> tuple[Any, float]:
    """Such a mixture of the training points, and the threshold."""
    mixture = _mixture(X_train, k, seed)
    return mixture, float(np.percentile(mixture.score_samples(X_train), q))


def _flagged(mixture: Any, X_train: Any, X_test: Any, q: float) -> tuple[Any, float]:
    """What is asked for, of a given mixture."""
    threshold = float(np.percentile(mixture.score_samples(X_train), q))
    return mixture.score_samples(X_test) < threshold, threshold


@known_mistake("detect_anomalies", hint=1)
def fitted_on_everything(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """The mixture has seen the test points: anomalies make room for themselves."""
    return _flagged(_mixture(np.concatenate([X_train, X_test]), k, seed), X_train, X_test, q)


@known_mistake("detect_anomalies", hint=1)
def fitted_on_the_test_points(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """The mixture is fitted on the very points that it has to judge."""
    return _flagged(_mixture(X_test, k, seed), X_train, X_test, q)


@known_mistake("detect_anomalies", hint=1)
def fitted_again_for_the_test(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """A second fit, on the test points, gives them scores of another model."""
    mixture, threshold = _fitted(X_train, k, q, seed)
    return mixture.fit(X_test).score_samples(X_test) < threshold, threshold


@known_mistake("detect_anomalies", hint=1)
def threshold_from_test_scores(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """The threshold comes from the test points: it flags a fixed share of them, whatever they
    are.
    """
    mixture = _mixture(X_train, k, seed)
    threshold = float(np.percentile(mixture.score_samples(X_test), q))
    return mixture.score_samples(X_test) < threshold, threshold


@known_mistake("detect_anomalies", hint=1)
def threshold_from_all_scores(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """The test points have a say in the threshold that judges them."""
    mixture = _mixture(X_train, k, seed)
    scores = mixture.score_samples(np.concatenate([X_train, X_test]))
    threshold = float(np.percentile(scores, q))
    return mixture.score_samples(X_test) < threshold, threshold


@known_mistake("detect_anomalies", hint=1)
def features_standardised(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """You scale the features: the scores are then log-densities in other units."""
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    X_train, X_test = (X_train - mean) / std, (X_test - mean) / std
    return _flagged(_mixture(X_train, k, seed), X_train, X_test, q)


@known_mistake("detect_anomalies", hint=1)
def scaled_separately(X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42) -> Any:
    """Test points are scaled by their own mean and spread: each depends on the others."""
    X_train = (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)
    X_test = (X_test - X_test.mean(axis=0)) / X_test.std(axis=0)
    return _flagged(_mixture(X_train, k, seed), X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3)
def diagonal_covariances(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """The covariances are diagonal: such a mixture knows of no correlation."""
    mixture = GaussianMixture(k, covariance_type="diag", random_state=seed).fit(X_train)
    return _flagged(mixture, X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3)
def spherical_covariances(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """The covariances are spherical: the same spread in every direction."""
    mixture = GaussianMixture(k, covariance_type="spherical", random_state=seed).fit(X_train)
    return _flagged(mixture, X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3)
def tied_covariances(X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42) -> Any:
    """All components share one covariance; each should have its own."""
    mixture = GaussianMixture(k, covariance_type="tied", random_state=seed).fit(X_train)
    return _flagged(mixture, X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3)
def several_starts(X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42) -> Any:
    """You start the fit several times; everything else was to stay at its default."""
    mixture = GaussianMixture(k, random_state=seed, n_init=5).fit(X_train)
    return _flagged(mixture, X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3)
def random_state_not_passed(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """The fit is started at random: it differs from run to run."""
    mixture = GaussianMixture(k, covariance_type="full").fit(X_train)
    return _flagged(mixture, X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3)
def random_state_fixed(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """The fit always starts from the same random state, whichever was given."""
    mixture = GaussianMixture(k, covariance_type="full", random_state=42).fit(X_train)
    return _flagged(mixture, X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3)
def default_of_one_component(
    X_train: Any, X_test: Any, k: int = 1, q: float = 5.0, seed: int = 42
) -> Any:
    """One component where none is asked for; that default is not the one of the statement."""
    return _flagged(_mixture(X_train, k, seed), X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3)
def always_two_components(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """The mixture has two components, however many were asked for."""
    mixture = GaussianMixture(2, covariance_type="full", random_state=seed).fit(X_train)
    return _flagged(mixture, X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3)
def one_component_by_default(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """The number of components is left at the library's default."""
    mixture = GaussianMixture(random_state=seed).fit(X_train)
    return _flagged(mixture, X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3)
def always_five_percent(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """The percentile that was given is not used."""
    mixture = _mixture(X_train, k, seed)
    threshold = float(np.percentile(mixture.score_samples(X_train), 5))
    return mixture.score_samples(X_test) < threshold, threshold


@known_mistake("detect_anomalies", hint=3)
def zero_taken_for_none(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """A percentile of 0 is one, too; your code takes it for none."""
    mixture = _mixture(X_train, k, seed)
    threshold = float(np.percentile(mixture.score_samples(X_train), q or 5.0))
    return mixture.score_samples(X_test) < threshold, threshold


@known_mistake("detect_anomalies", hint=3)
def small_percentile_as_fraction(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """You take a percentile below 1 for a fraction: 0.5 is half a percent, not 50 %."""
    mixture = _mixture(X_train, k, seed)
    q = 100 * q if q < 1 else q
    return _flagged(mixture, X_train, X_test, q)


@known_mistake("detect_anomalies", hint=1)
def outliers_dropped(X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42) -> Any:
    """You drop training points that are far off; what is usual is learned from all of them."""
    z = (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)
    X_train = X_train[(np.abs(z) <= 3).all(axis=1)]
    return _flagged(_mixture(X_train, k, seed), X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3)
def fraction_for_percent(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """The percentile is taken for a fraction: 5 means 5 %, not 0.05 %."""
    mixture = _mixture(X_train, k, seed)
    threshold = float(np.percentile(mixture.score_samples(X_train), q / 100))
    return mixture.score_samples(X_test) < threshold, threshold


@known_mistake("detect_anomalies", hint=2)
def upper_tail(X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42) -> Any:
    """You count from the top: anomalies are where scores are low."""
    mixture = _mixture(X_train, k, seed)
    threshold = float(np.percentile(mixture.score_samples(X_train), 100 - q))
    return mixture.score_samples(X_test) < threshold, threshold


@known_mistake("detect_anomalies", hint=2)
def mean_score_as_threshold(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """The threshold is the mean score: half of the usual points lie below it."""
    mixture = _mixture(X_train, k, seed)
    threshold = float(mixture.score(X_train))
    return mixture.score_samples(X_test) < threshold, threshold


@known_mistake("detect_anomalies", hint=2)
def certainty_as_score(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """How sure the component is says nothing about how usual the point is."""
    mixture = _mixture(X_train, k, seed)
    scores = mixture.predict_proba(X_train).max(axis=1)
    threshold = float(np.percentile(scores, q))
    return mixture.predict_proba(X_test).max(axis=1) < threshold, threshold


@known_mistake("detect_anomalies", hint=2)
def densities_compared(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, random_state: int = 42
) -> Any:
    """The mask compares densities: below a score of -745 each is 0 in floating point, and all
    such points are alike. Log-densities can be compared as they are.
    """
    mixture = GaussianMixture(k, covariance_type="full", random_state=random_state).fit(X_train)
    threshold = float(np.percentile(mixture.score_samples(X_train), q))
    return np.exp(mixture.score_samples(X_test)) < np.exp(threshold), threshold


@known_mistake("detect_anomalies", hint=2)
def densities_as_scores(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """You compare densities; the threshold was to be a log-density."""
    mixture = _mixture(X_train, k, seed)
    threshold = float(np.percentile(np.exp(mixture.score_samples(X_train)), q))
    return np.exp(mixture.score_samples(X_test)) < threshold, threshold


@known_mistake("detect_anomalies", hint=2)
def rare_component_flagged(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """A component is a kind of usual point, even the rarest one."""
    mixture, threshold = _fitted(X_train, k, q, seed)
    return mixture.predict(X_test) == mixture.weights_.argmin(), threshold


@known_mistake("detect_anomalies", hint=1)
def high_scores_flagged(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """You flag the points with high scores: the most usual ones."""
    mixture, threshold = _fitted(X_train, k, q, seed)
    return mixture.score_samples(X_test) > threshold, threshold


@known_mistake("detect_anomalies", hint=3)
def ties_flagged(X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42) -> Any:
    """A point at the threshold is flagged; it is not below it."""
    mixture, threshold = _fitted(X_train, k, q, seed)
    return mixture.score_samples(X_test) <= threshold, threshold


@known_mistake("detect_anomalies", hint=1)
def training_points_flagged(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """The mask is that of the training points; the test points were to be judged."""
    mixture, threshold = _fitted(X_train, k, q, seed)
    return mixture.score_samples(X_train) < threshold, threshold


@known_mistake("detect_anomalies", hint=3)
def threshold_first(X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42) -> Any:
    """Mask and threshold are returned in the wrong order."""
    mixture, threshold = _fitted(X_train, k, q, seed)
    return threshold, mixture.score_samples(X_test) < threshold


@known_mistake("detect_anomalies", hint=3)
def mask_alone(X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42) -> Any:
    """The threshold is not returned."""
    mixture, threshold = _fitted(X_train, k, q, seed)
    return mixture.score_samples(X_test) < threshold


@known_mistake("detect_anomalies", hint=3)
def scores_for_mask(X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42) -> Any:
    """These are the test scores; the comparison with the threshold is missing."""
    mixture, threshold = _fitted(X_train, k, q, seed)
    return mixture.score_samples(X_test), threshold


@known_mistake("detect_anomalies", hint=3)
def row_numbers(X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42) -> Any:
    """These are the rows' numbers; a mask has one entry a row."""
    mixture, threshold = _fitted(X_train, k, q, seed)
    return np.flatnonzero(mixture.score_samples(X_test) < threshold), threshold


@known_mistake("detect_anomalies", hint=3)
def zeros_and_ones(X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42) -> Any:
    """Zeros and ones index rows 0 and 1; a mask is of booleans."""
    mixture, threshold = _fitted(X_train, k, q, seed)
    return (mixture.score_samples(X_test) < threshold).astype(int), threshold
