"""Real data from scikit-learn's files, read without importing scikit-learn."""

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

Numbers = np.ndarray[Any, Any]


@cache
def diabetes() -> tuple[Numbers, Numbers]:
    """Ten measurements of 442 patients, and the progression of their diabetes a year later.

    Returns:
        The features (age, sex, body mass index, blood pressure, six blood values), shape (442, 10),
        and the target, shape (442,), each standardized (Efron et al., 2004).
    """
    features = np.loadtxt(_file("diabetes_data_raw.csv.gz"))
    target = np.loadtxt(_file("diabetes_target.csv.gz"))
    return standardised(features), standardised(target)


@cache
def digits() -> Numbers:
    """1797 handwritten digits of 8 by 8 pixels, scaled to [0, 1], shape (1797, 64)."""
    return np.asarray(_digits()[:, :-1] / 16)


@cache
def digit_labels() -> Numbers:
    """What they are, 0 to 9, shape (1797,)."""
    return _digits()[:, -1].astype(np.int64)


@cache
def wine() -> tuple[Numbers, Numbers]:
    """Thirteen raw measurements of 178 wines, and the labels of their three growers."""
    return _labelled("wine_data.csv")


@cache
def breast_cancer() -> tuple[Numbers, Numbers]:
    """Thirty raw measurements of 569 tumors; label 1 is benign, 0 malignant."""
    return _labelled("breast_cancer.csv")


@cache
def iris() -> tuple[Numbers, Numbers]:
    """Sepal length and width, petal length and width of 150 irises in cm, and their species."""
    return _labelled("iris.csv")


@cache
def linnerud() -> tuple[Numbers, Numbers]:
    """Twenty men in a fitness club.

    Returns:
        Weight, waist and pulse, shape (20, 3), and how many chin-ups, sit-ups and jumps each did,
        shape (20, 3).
    """
    body = np.loadtxt(_file("linnerud_physiological.csv"), skiprows=1)
    return body, np.loadtxt(_file("linnerud_exercise.csv"), skiprows=1)


def standardised(columns: Numbers) -> Numbers:
    """Columns shifted and scaled to mean 0 and standard deviation 1."""
    return np.asarray((columns - columns.mean(axis=0)) / columns.std(axis=0))


@cache
def _digits() -> Numbers:
    return np.loadtxt(_file("digits.csv.gz"), delimiter=",")  # the last column is the label


def _labelled(name: str) -> tuple[Numbers, Numbers]:
    rows = np.loadtxt(_file(name), delimiter=",", skiprows=1)
    return rows[:, :-1], rows[:, -1].astype(np.int64)


def _file(name: str) -> Path:
    package = importlib.util.find_spec("sklearn")
    if package is None or not package.submodule_search_locations:
        raise FileNotFoundError("scikit-learn, which has the data, is not installed")
    return Path(package.submodule_search_locations[0], "datasets", "data", name)
