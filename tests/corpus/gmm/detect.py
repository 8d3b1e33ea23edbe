"""Answers to gmm/detect."""

import math

import numpy as np
import sklearn.mixture as mix
from scipy.special import logsumexp
from sklearn.cluster import KMeans
from sklearn.mixture import BayesianGaussianMixture, GaussianMixture
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, StandardScaler

from tests.corpus import right, wrong

# right


@right("detect_anomalies")
def as_in_the_lesson(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(
        n_components=n_components, covariance_type="full", random_state=random_state
    )
    gmm.fit(X_train)
    threshold = np.percentile(gmm.score_samples(X_train), percentile)
    return gmm.score_samples(X_test) < threshold, threshold


@right("detect_anomalies")
def in_three_lines(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    score = mix.GaussianMixture(n_components, random_state=random_state).fit(X_train).score_samples
    cut = float(np.quantile(score(X_train), percentile / 100))
    return np.less(score(X_test), cut), cut


@right("detect_anomalies")
def with_helpers(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    def fit():
        model = GaussianMixture(n_components)
        model.set_params(random_state=random_state, covariance_type="full")
        return model.fit(X_train)

    def quantile(scores, share):
        s = sorted(scores)
        place = share * (len(s) - 1)
        i = min(int(place), len(s) - 2)
        return s[i] + (place - i) * (s[i + 1] - s[i])

    model = fit()
    threshold = quantile(model.score_samples(X_train), percentile / 100)
    flags = np.zeros(len(X_test), dtype=bool)
    flags[np.where(model.score_samples(X_test) < threshold)] = True
    return flags, float(threshold)


@right("detect_anomalies")
def row_by_row(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    g = GaussianMixture(n_components, covariance_type="full", random_state=random_state).fit(
        X_train
    )
    limit = np.percentile(g.score_samples(X_train), percentile)
    verdicts = [bool(g.score_samples(row[np.newaxis, :])[0] < limit) for row in X_test]
    return np.array(verdicts), limit


@right("detect_anomalies")
def mean_score_of_single_rows(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    g = GaussianMixture(n_components, random_state=np.random.RandomState(random_state))
    g.fit(np.asfortranarray(X_train))
    threshold = np.percentile([g.score(x.reshape(1, -1)) for x in X_train], percentile)
    return np.array([g.score(x.reshape(1, -1)) for x in X_test]) < threshold, threshold


@right("detect_anomalies")
def pipeline_of_one(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    X_train, X_test = np.array(X_train), np.array(X_test)
    if X_train.shape[1] != X_test.shape[1]:
        raise ValueError("training and test points have different features")
    model = make_pipeline(GaussianMixture(n_components, random_state=random_state)).fit(X_train)
    train_scores = model.score_samples(X_train)
    threshold = np.percentile(train_scores, percentile, method="linear").item()
    return ~(model.score_samples(X_test) >= threshold), threshold


@right("detect_anomalies")
def every_default_spelt_out(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    options = dict(tol=1e-3, reg_covar=1e-6, max_iter=100, n_init=1, init_params="kmeans")
    gm = GaussianMixture(n_components, random_state=random_state, **options)
    gm.fit(X_train)

    def log_density(X):
        return logsumexp(gm._estimate_weighted_log_prob(X), axis=1)

    threshold = np.percentile(log_density(X_train), percentile)
    return threshold > log_density(X_test), threshold


# wrong


@wrong("detect_anomalies", named="fitted-on-everything")
def all_the_data(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    X = np.vstack((X_train, X_test))
    gm = GaussianMixture(n_components=n_components, random_state=random_state).fit(X)
    scores = gm.score_samples(X)
    cut = np.percentile(scores[: len(X_train)], percentile)
    return scores[len(X_train) :] < cut, cut


@wrong("detect_anomalies", named="fitted-on-the-test-points")
def only_the_test_set(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components=n_components, random_state=random_state).fit(X_test)
    cut = np.quantile(gm.score_samples(X_train), percentile / 100)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies", named="fitted-again-for-the-test")
def two_models(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    def scores(X):
        return GaussianMixture(n_components, random_state=random_state).fit(X).score_samples(X)

    cut = np.percentile(scores(X_train), percentile)
    return scores(X_test) < cut, cut


@wrong("detect_anomalies", named="threshold-from-test-scores")
def leaking_threshold(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components=n_components, random_state=random_state).fit(X_train)
    s = gm.score_samples(X_test)
    cut = np.quantile(s, percentile / 100)
    return s < cut, cut


@wrong("detect_anomalies", named="threshold-from-all-scores")
def pooled_threshold(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components=n_components, random_state=random_state).fit(X_train)
    s = np.append(gm.score_samples(X_train), gm.score_samples(X_test))
    cut = np.percentile(s, percentile)
    return s[len(X_train) :] < cut, cut


@wrong("detect_anomalies", named="features-standardised")
def with_a_scaler(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    scaler = StandardScaler().fit(X_train)
    gm = GaussianMixture(n_components, random_state=random_state).fit(scaler.transform(X_train))
    cut = np.percentile(gm.score_samples(scaler.transform(X_train)), percentile)
    return gm.score_samples(scaler.transform(X_test)) < cut, cut


@wrong("detect_anomalies", named="scaled-separately")
def fit_transform_twice(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    A = (X_train - X_train.mean(0)) / X_train.std(0)
    with np.errstate(invalid="ignore"):
        B = (X_test - X_test.mean(0)) / X_test.std(0)
    gm = GaussianMixture(n_components, random_state=random_state).fit(A)
    cut = np.percentile(gm.score_samples(A), percentile)
    return gm.score_samples(B) < cut, cut


@wrong("detect_anomalies", named="diagonal-covariances")
def diag(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state, covariance_type="diag")
    cut = np.quantile(gm.fit(X_train).score_samples(X_train), percentile / 100)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies", named="spherical-covariances")
def spheres(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = mix.GaussianMixture(n_components, covariance_type="spherical", random_state=random_state)
    gm.fit(X_train)
    cut = np.quantile(gm.score_samples(X_train), percentile / 100)
    return np.array([s < cut for s in gm.score_samples(X_test)]), cut


@wrong("detect_anomalies", named="tied-covariances")
def one_shape_for_all(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, covariance_type="tied", random_state=random_state)
    gm.fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies", named="several-starts")
def best_of_five(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_init=5, n_components=n_components, random_state=random_state)
    cut = np.percentile(gm.fit(X_train).score_samples(X_train), percentile)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies", named="random-state-not-passed")
def seedless(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components).fit(X_train)
    cut = np.quantile(gm.score_samples(X_train), percentile / 100)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies", named="random-state-fixed")
def always_42(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components=n_components, random_state=42).fit(X_train)
    cut = np.quantile(gm.score_samples(X_train), percentile / 100)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies", named="always-two-components")
def two_kinds_of_usual(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components=2, random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies", named="one-component-by-default")
def single_gaussian(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(covariance_type="full", random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies", named="always-five-percent")
def five(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.quantile(gm.score_samples(X_train), 0.05)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies", named="fraction-for-percent")
def share_of_a_share(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.quantile(gm.score_samples(X_train), percentile / 10000)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies", named="upper-tail")
def top_percent(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.quantile(gm.score_samples(X_train), 1 - percentile / 100)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies", named="mean-score-as-threshold")
def below_average(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = gm.score_samples(X_train).mean()
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies", named="certainty-as-score")
def uncertain_points(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    sure = np.max(gm.predict_proba(X_train), axis=1)
    cut = np.quantile(sure, percentile / 100)
    return np.max(gm.predict_proba(X_test), axis=1) < cut, cut


@wrong("detect_anomalies", named="densities-compared")
def mask_of_densities(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components=n_components, random_state=random_state)
    cut = np.percentile(gm.fit(X_train).score_samples(X_train), percentile)
    densities = np.exp(gm.score_samples(X_test))
    return np.array([p < np.exp(cut) for p in densities]), cut


@wrong("detect_anomalies", named="densities-as-scores")
def without_logs(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    p_train, p_test = np.exp(gm.score_samples(X_train)), np.exp(gm.score_samples(X_test))
    cut = np.quantile(p_train, percentile / 100)
    return p_test < cut, cut


@wrong("detect_anomalies", named="rare-component-flagged")
def smallest_cluster(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    return gm.predict(X_test) == np.argmin(gm.weights_), cut


@wrong("detect_anomalies", named="high-scores-flagged")
def most_usual(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    return ~(gm.score_samples(X_test) <= cut), cut


@wrong("detect_anomalies", named="ties-flagged")
def not_above(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    return ~(gm.score_samples(X_test) > cut), cut


@wrong("detect_anomalies", named="training-points-flagged")
def outliers_of_the_training_set(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    scores = (
        GaussianMixture(n_components, random_state=random_state).fit(X_train).score_samples(X_train)
    )
    cut = np.percentile(scores, percentile)
    return scores < cut, cut


@wrong("detect_anomalies", named="threshold-first")
def swapped(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = float(np.percentile(gm.score_samples(X_train), percentile))
    return cut, gm.score_samples(X_test) < cut


@wrong("detect_anomalies", named="mask-alone")
def only_the_mask(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    return gm.score_samples(X_test) < np.percentile(gm.score_samples(X_train), percentile)


@wrong("detect_anomalies", named="scores-for-mask")
def scores_and_threshold(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    return gm.score_samples(X_test), np.percentile(gm.score_samples(X_train), percentile)


@wrong("detect_anomalies", named="row-numbers")
def indices(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    return np.where(gm.score_samples(X_test) < cut)[0], cut


@wrong("detect_anomalies", named="zeros-and-ones")
def integer_mask(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    return np.where(gm.score_samples(X_test) < cut, 1, 0), cut


@wrong("detect_anomalies", named="small-percentile-as-fraction")
def either_scale(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    share = percentile if percentile < 1 else percentile / 100
    cut = np.quantile(gm.score_samples(X_train), share)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies", named="outliers-dropped")
def three_sigma_rule_first(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    far = np.abs(X_train - X_train.mean(0)) > 3 * X_train.std(0)
    X_train = X_train[~far.any(axis=1)]
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies", named="zero-taken-for-none")
def zero_taken_for_nothing(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile if percentile else 5)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies", named="other-number-of-components")
def one_gaussian_by_default(X_train, X_test, n_components=1, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies")
def centred_and_moved_back(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    centre = X_train.mean(axis=0)
    X_train -= centre
    X_test -= centre
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    mask = gm.score_samples(X_test) < cut
    X_train += centre
    X_test += centre
    return mask, cut


@wrong("detect_anomalies")
def no_positive_threshold(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = min(0.0, np.percentile(gm.score_samples(X_train), percentile))
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies")
def whole_percent_only(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), int(percentile))
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies")
def with_a_margin(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    return gm.score_samples(X_test) < cut - 1e-9, cut


@wrong("detect_anomalies")
def min_max_scaled(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    scaler = MinMaxScaler().fit(X_train)
    A, B = scaler.transform(X_train), scaler.transform(X_test)
    gm = GaussianMixture(n_components, random_state=random_state).fit(A)
    cut = np.percentile(gm.score_samples(A), percentile)
    return gm.score_samples(B) < cut, cut


@wrong("detect_anomalies")
def scaler_with_the_jacobian(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    # puts the units right again, but the fit began elsewhere, with another reg_covar
    scaler = StandardScaler().fit(X_train)
    gm = GaussianMixture(n_components, random_state=random_state).fit(scaler.transform(X_train))
    shift = np.log(scaler.scale_).sum()
    cut = np.percentile(gm.score_samples(scaler.transform(X_train)) - shift, percentile)
    return gm.score_samples(scaler.transform(X_test)) - shift < cut, cut


@wrong("detect_anomalies")
def scaled_in_place(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    mask = gm.score_samples(X_test) < cut
    X_test -= X_train.mean(axis=0)
    return mask, cut


@wrong("detect_anomalies")
def shuffled_in_place(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    X_train.sort(axis=0)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies")
def less_regularised(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state, reg_covar=1e-8).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies")
def finer_tolerance(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state, tol=1e-6, max_iter=1000)
    cut = np.percentile(gm.fit(X_train).score_samples(X_train), percentile)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies")
def random_initialisation(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, init_params="random_from_data", random_state=random_state)
    cut = np.percentile(gm.fit(X_train).score_samples(X_train), percentile)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies")
def bayesian(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = BayesianGaussianMixture(n_components=n_components, random_state=random_state, max_iter=500)
    cut = np.percentile(gm.fit(X_train).score_samples(X_train), percentile)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies")
def distance_to_the_centres(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    km = KMeans(n_components, random_state=random_state, n_init=1).fit(X_train)
    cut = np.percentile(-km.transform(X_train).min(axis=1), percentile)
    return -km.transform(X_test).min(axis=1) < cut, cut


@wrong("detect_anomalies")
def other_defaults(X_train, X_test, n_components=3, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies")
def random_state_of_zero(X_train, X_test, n_components=2, percentile=5.0, random_state=0):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies")
def one_percent_by_default(X_train, X_test, n_components=2, percentile=1.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies", status="error")
def options_exchanged(X_train, X_test, percentile=5.0, n_components=2, random_state=42):
    gm = GaussianMixture(int(n_components), random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies")
def nearest_training_score(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.sort(gm.score_samples(X_train))[int(len(X_train) * percentile / 100)]
    return gm.score_samples(X_test) < cut, cut


@wrong("detect_anomalies")
def mask_as_a_list(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    return [s < cut for s in gm.score_samples(X_test)], cut


@wrong("detect_anomalies")
def one_row_squeezed(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    return np.squeeze(gm.score_samples(X_test) < cut), cut


@wrong("detect_anomalies")
def a_dictionary(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    return {"mask": gm.score_samples(X_test) < cut, "threshold": cut}


@wrong("detect_anomalies")
def sum_of_scores(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    joint = gm._estimate_weighted_log_prob
    cut = np.percentile(joint(X_train).max(axis=1), percentile)
    return joint(X_test).max(axis=1) < cut, cut


@wrong("detect_anomalies", status="error")
def score_for_each(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    return gm.fit(X_train).score_samples(X_test) < cut, cut


@wrong("detect_anomalies")
def quantile_of_percent(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.quantile(gm.score_samples(X_train), percentile)
    return gm.score_samples(X_test) < math.fabs(cut), cut


@wrong("detect_anomalies")
def scores_in_single_precision(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    cut = np.percentile(gm.score_samples(X_train), percentile)
    return gm.score_samples(X_test).astype(np.float32) < cut, cut


@wrong("detect_anomalies", named="scores-negated")
def by_surprise(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    surprise, cut = -gm.score_samples(X_test), 100 - percentile
    threshold = float(np.percentile(-gm.score_samples(X_train), cut))
    return surprise > threshold, threshold
