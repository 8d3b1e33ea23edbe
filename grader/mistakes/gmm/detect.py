"""Known mistakes in gmm/detect."""

from typing import Any

import numpy as np
from scipy import special
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import train_test_split

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
    """Your mixture is fitted on the test points too: anomalies make room for themselves."""
    return _flagged(_mixture(np.concatenate([X_train, X_test]), k, seed), X_train, X_test, q)


@known_mistake("detect_anomalies", hint=1)
def fitted_on_the_test_points(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """Your mixture is fitted on the test points, which it then has to judge; the training
    points say what is usual.
    """
    return _flagged(_mixture(X_test, k, seed), X_train, X_test, q)


@known_mistake("detect_anomalies", hint=1)
def fitted_again_for_the_test(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """You fitted again before scoring the test points: their scores come from another mixture
    than the threshold.
    """
    mixture, threshold = _fitted(X_train, k, q, seed)
    return mixture.fit(X_test).score_samples(X_test) < threshold, threshold


@known_mistake("detect_anomalies", hint=1)
def threshold_from_test_scores(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """Your threshold comes from the test scores: it flags a fixed share of them, whatever they
    are.
    """
    mixture = _mixture(X_train, k, seed)
    threshold = float(np.percentile(mixture.score_samples(X_test), q))
    return mixture.score_samples(X_test) < threshold, threshold


@known_mistake("detect_anomalies", hint=1)
def threshold_from_all_scores(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """Your threshold is a percentile of training and test scores together: the points to be
    judged have a say in it.
    """
    mixture = _mixture(X_train, k, seed)
    scores = mixture.score_samples(np.concatenate([X_train, X_test]))
    threshold = float(np.percentile(scores, q))
    return mixture.score_samples(X_test) < threshold, threshold


@known_mistake("detect_anomalies", hint=1, share=(0.1, 0.25, 0.3, 0.5))
def threshold_from_held_out_points(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42, *, share: float = 0.2
) -> Any:
    """You hold back a part of the training points for the threshold; both fit and threshold use all
    of them.
    """
    X_fit, X_held = train_test_split(X_train, test_size=share, random_state=seed)
    return _flagged(_mixture(X_fit, k, seed), X_held, X_test, q)


@known_mistake("detect_anomalies", hint=1)
def features_standardised(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """You standardized the features: the threshold is then a log-density in other units, and no
    scaling was asked for.
    """
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    X_train, X_test = (X_train - mean) / std, (X_test - mean) / std
    return _flagged(_mixture(X_train, k, seed), X_train, X_test, q)


@known_mistake("detect_anomalies", hint=1)
def scaled_separately(X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42) -> Any:
    """You standardized the test points by their own mean and deviation: each one's score
    depends on the others.
    """
    X_train = (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)
    X_test = (X_test - X_test.mean(axis=0)) / X_test.std(axis=0)
    return _flagged(_mixture(X_train, k, seed), X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3)
def diagonal_covariances(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """Your covariances are diagonal, so correlation between features does not count; full ones
    are asked for.
    """
    mixture = GaussianMixture(k, covariance_type="diag", random_state=seed).fit(X_train)
    return _flagged(mixture, X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3)
def spherical_covariances(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """Your covariances are spherical, with the same spread in every direction; full ones are
    asked for.
    """
    mixture = GaussianMixture(k, covariance_type="spherical", random_state=seed).fit(X_train)
    return _flagged(mixture, X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3)
def tied_covariances(X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42) -> Any:
    """All components share one covariance (tied); each has its own, a full one."""
    mixture = GaussianMixture(k, covariance_type="tied", random_state=seed).fit(X_train)
    return _flagged(mixture, X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3, n_init=(2, 3, 10))
def several_starts(
    X_train: Any,
    X_test: Any,
    k: int = 2,
    q: float = 5.0,
    seed: int = 42,
    *,
    n_init: int = 5,
) -> Any:
    """You start the fit several times (`n_init`) and keep the best, which is another mixture;
    the default is a single start.
    """
    mixture = GaussianMixture(k, random_state=seed, n_init=n_init).fit(X_train)
    return _flagged(mixture, X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3, decade=(-4, -5))
def covariance_regularised(
    X_train: Any,
    X_test: Any,
    k: int = 2,
    q: float = 5.0,
    seed: int = 42,
    *,
    decade: int = -3,
) -> Any:
    """You set `reg_covar`, which widens every component; all other options were to stay at their
    defaults.
    """
    mixture = GaussianMixture(k, random_state=seed, reg_covar=10.0**decade).fit(X_train)
    return _flagged(mixture, X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3)
def random_state_not_passed(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """Your fit starts at random, as if `random_state` were not passed on: it differs from run
    to run.
    """
    mixture = GaussianMixture(k, covariance_type="full").fit(X_train)
    return _flagged(mixture, X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3, state=(0,))
def random_state_fixed(
    X_train: Any,
    X_test: Any,
    k: int = 2,
    q: float = 5.0,
    seed: int = 42,
    *,
    state: int = 42,
) -> Any:
    """Your fit always starts from the same random state: `random_state` has no part in your
    result.
    """
    mixture = GaussianMixture(k, covariance_type="full", random_state=state).fit(X_train)
    return _flagged(mixture, X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3, default=(3, 4, 5))
def other_number_of_components(
    X_train: Any,
    X_test: Any,
    k: int | None = None,
    q: float = 5.0,
    seed: int = 42,
    *,
    default: int = 1,
) -> Any:
    """Your default for `n_components` is not the statement's, 2; where a number is given, your
    answer is right.
    """
    return _flagged(_mixture(X_train, default if k is None else k, seed), X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3)
def always_two_components(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """Your answer is that of two components, whatever `n_components` says."""
    mixture = GaussianMixture(2, covariance_type="full", random_state=seed).fit(X_train)
    return _flagged(mixture, X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3)
def one_component_by_default(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """Your mixture has one component, the library's default: `n_components` is not passed on."""
    mixture = GaussianMixture(random_state=seed).fit(X_train)
    return _flagged(mixture, X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3)
def always_five_percent(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """Your threshold is the 5th percentile whatever is asked: `percentile` has no part in it."""
    mixture = _mixture(X_train, k, seed)
    threshold = float(np.percentile(mixture.score_samples(X_train), 5))
    return mixture.score_samples(X_test) < threshold, threshold


@known_mistake("detect_anomalies", hint=3)
def zero_taken_for_none(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """Your code takes a percentile of 0 for one that is not given, as `or` does; it asks for
    the least score.
    """
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
    """You drop training points that are far off before the fit; what is usual is learned from
    all of them.
    """
    z = (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)
    X_train = X_train[(np.abs(z) <= 3).all(axis=1)]
    return _flagged(_mixture(X_train, k, seed), X_train, X_test, q)


@known_mistake("detect_anomalies", hint=3)
def fraction_for_percent(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """You divided the percentile by 100: here 5 means 5 %, not 0.05 %."""
    mixture = _mixture(X_train, k, seed)
    threshold = float(np.percentile(mixture.score_samples(X_train), q / 100))
    return mixture.score_samples(X_test) < threshold, threshold


@known_mistake("detect_anomalies", hint=3)
def percent_for_fraction(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """Your quantile takes a fraction from 0 to 1, as `np.quantile` does, and you gave it
    percents.
    """
    mixture = _mixture(X_train, k, seed)
    threshold = float(np.quantile(mixture.score_samples(X_train), q))
    return mixture.score_samples(X_test) < threshold, threshold


@known_mistake("detect_anomalies", hint=3, method=("higher", "nearest", "midpoint"))
def one_of_the_scores(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42, *, method: str = "lower"
) -> Any:
    """Your threshold is one of two neighboring scores, or their middle; between them, a percentile
    interpolates linearly.
    """
    mixture = _mixture(X_train, k, seed)
    scores = mixture.score_samples(X_train)
    threshold = float(np.percentile(scores, q, method=method))  # type: ignore[call-overload]
    return mixture.score_samples(X_test) < threshold, threshold


@known_mistake("detect_anomalies", hint=2)
def upper_tail(X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42) -> Any:
    """You took 100 - percentile, which counts from the top; anomalies are where scores are low."""
    mixture = _mixture(X_train, k, seed)
    threshold = float(np.percentile(mixture.score_samples(X_train), 100 - q))
    return mixture.score_samples(X_test) < threshold, threshold


@known_mistake("detect_anomalies", hint=2)
def mean_score_as_threshold(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """Your threshold is the mean training score, which `score` returns: about half of the usual
    points lie below it.
    """
    mixture = _mixture(X_train, k, seed)
    threshold = float(mixture.score(X_train))
    return mixture.score_samples(X_test) < threshold, threshold


@known_mistake("detect_anomalies", hint=2)
def scores_taken_for_normal(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """Your threshold is the quantile of a Gaussian with the scores' mean and deviation; scores are
    not normal: take their own percentile.
    """
    mixture = _mixture(X_train, k, seed)
    scores = mixture.score_samples(X_train)
    if 0 < q < 100:
        threshold = float(scores.mean() + special.ndtri(q / 100) * scores.std())
    else:
        threshold = float(np.percentile(scores, q))
    return mixture.score_samples(X_test) < threshold, threshold


@known_mistake("detect_anomalies", hint=2)
def certainty_as_score(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """Your score is how surely a point belongs to its component (`predict_proba`); a point far
    from all can be sure.
    """
    mixture = _mixture(X_train, k, seed)
    scores = mixture.predict_proba(X_train).max(axis=1)
    threshold = float(np.percentile(scores, q))
    return mixture.predict_proba(X_test).max(axis=1) < threshold, threshold


@known_mistake("detect_anomalies", hint=2)
def densities_compared(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, random_state: int = 42
) -> Any:
    """Your mask compares densities: below a score of -745, each is 0 in floating point. Compare
    the log-densities.
    """
    mixture = GaussianMixture(k, covariance_type="full", random_state=random_state).fit(X_train)
    threshold = float(np.percentile(mixture.score_samples(X_train), q))
    return np.exp(mixture.score_samples(X_test)) < np.exp(threshold), threshold


@known_mistake("detect_anomalies", hint=2)
def densities_as_scores(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """Your scores are densities; the threshold asked for is a log-density, as `score_samples`
    gives it.
    """
    mixture = _mixture(X_train, k, seed)
    threshold = float(np.percentile(np.exp(mixture.score_samples(X_train)), q))
    return np.exp(mixture.score_samples(X_test)) < threshold, threshold


@known_mistake("detect_anomalies", hint=2)
def rare_component_flagged(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """You flag the points of the rarest component; it is a kind of usual point, too. Low scores
    are anomalies.
    """
    mixture, threshold = _fitted(X_train, k, q, seed)
    return mixture.predict(X_test) == mixture.weights_.argmin(), threshold


@known_mistake("detect_anomalies", hint=2, upper=(False,))
def scores_negated(
    X_train: Any,
    X_test: Any,
    k: int = 2,
    q: float = 5.0,
    seed: int = 42,
    *,
    upper: bool = True,
) -> Any:
    """You negated the scores, so your threshold is for negative log-densities; that of the
    log-densities themselves is asked for.
    """
    mixture = _mixture(X_train, k, seed)
    threshold = float(np.percentile(-mixture.score_samples(X_train), 100 - q if upper else q))
    return -mixture.score_samples(X_test) > threshold, threshold


@known_mistake("detect_anomalies", hint=2)
def share_of_the_test_flagged(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """Your threshold is right, but your mask flags a fixed share of the test points: compare their
    scores with it.
    """
    mixture, threshold = _fitted(X_train, k, q, seed)
    scores = mixture.score_samples(X_test)
    return scores < np.percentile(scores, q), threshold


@known_mistake("detect_anomalies", hint=1)
def high_scores_flagged(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """You flag points with scores above the threshold; those are the most usual ones."""
    mixture, threshold = _fitted(X_train, k, q, seed)
    return mixture.score_samples(X_test) > threshold, threshold


@known_mistake("detect_anomalies", hint=3)
def ties_flagged(X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42) -> Any:
    """You flag points whose score equals the threshold; anomalies are strictly below it."""
    mixture, threshold = _fitted(X_train, k, q, seed)
    return mixture.score_samples(X_test) <= threshold, threshold


@known_mistake("detect_anomalies", hint=1)
def training_points_flagged(
    X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42
) -> Any:
    """Your mask is that of the training points; the test points are to be judged."""
    mixture, threshold = _fitted(X_train, k, q, seed)
    return mixture.score_samples(X_train) < threshold, threshold


@known_mistake("detect_anomalies", hint=3)
def threshold_first(X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42) -> Any:
    """Mask and threshold are in the wrong order: the mask comes first."""
    mixture, threshold = _fitted(X_train, k, q, seed)
    return threshold, mixture.score_samples(X_test) < threshold


@known_mistake("detect_anomalies", hint=3)
def mask_alone(X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42) -> Any:
    """You returned the mask alone; the threshold is asked for, too."""
    mixture, threshold = _fitted(X_train, k, q, seed)
    return mixture.score_samples(X_test) < threshold


@known_mistake("detect_anomalies", hint=3)
def scores_for_mask(X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42) -> Any:
    """You returned the test scores; the mask says which of them are strictly below the
    threshold.
    """
    mixture, threshold = _fitted(X_train, k, q, seed)
    return mixture.score_samples(X_test), threshold


@known_mistake("detect_anomalies", hint=3)
def row_numbers(X_train: Any, X_test: Any, k: int = 2, q: float = 5.0, seed: int = 42) -> Any:
    """You returned the numbers of the flagged rows; a mask has true or false for every row."""
    mixture, threshold = _fitted(X_train, k, q, seed)
    return np.flatnonzero(mixture.score_samples(X_test) < threshold), threshold


@known_mistake("detect_anomalies", hint=3, dtype=(float,))
def zeros_and_ones(
    X_train: Any,
    X_test: Any,
    k: int = 2,
    q: float = 5.0,
    seed: int = 42,
    *,
    dtype: type = int,
) -> Any:
    """Your mask holds numbers, 0 and 1; only booleans select rows. Return the comparison itself."""
    mixture, threshold = _fitted(X_train, k, q, seed)
    return (mixture.score_samples(X_test) < threshold).astype(dtype), threshold
