"""Another default than the contract's is told, where it explains the answers."""

import inspect
import textwrap
from typing import Any

import numpy as np
import pytest

from grader.judging.diagnosis.defaults import default
from tests.diagnosis.evidence import evidence_of

THRESHOLD = "gmm/threshold", "anomaly_threshold"


def anomaly_threshold(train_log_probs: Any, percentile: float = 1.0) -> float:
    """The right percentile where it is given."""
    return float(np.percentile(train_log_probs, percentile))


TEXT = textwrap.dedent(inspect.getsource(anomaly_threshold))


def test_another_default_is_told() -> None:
    """With both numbers."""
    found = default(evidence_of(*THRESHOLD, anomaly_threshold, text=TEXT))
    assert found is not None
    assert found.message == "`percentile` defaults to 1.0 in your file; the statement says 5.0."


@pytest.mark.parametrize(
    "text", ["", "anomaly_threshold = None", TEXT.replace("1.0", "5.0"), TEXT.replace("1.0", "2.0")]
)
def test_it_is_told_only_if_the_file_and_the_answers_agree(text: str) -> None:
    """A default that stands in the file but gives other answers is not what is wrong."""
    assert default(evidence_of(*THRESHOLD, anomaly_threshold, text=text)) is None


def test_a_mistake_of_another_kind_is_not_told_as_that() -> None:
    """Though the default differs too."""

    def upside_down(train_log_probs: Any, percentile: float = 1.0) -> float:
        return float(np.percentile(train_log_probs, 100 - percentile))

    assert default(evidence_of(*THRESHOLD, upside_down, text=TEXT)) is None
