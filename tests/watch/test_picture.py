"""`p` draws: the failure, and after a pass what the exercise is about."""

import pytest

from tests.cli.learner import Learner
from tests.watch.terminal import ADDRESS, Watched, solution

WRONG = solution().replace("train_log_probs, percentile))", "train_log_probs, percentile)) + 1")


@pytest.mark.extensive
def test_p_draws_the_failure_and_then_the_point(learner: Learner) -> None:
    learner.writes(WRONG, ADDRESS)
    with Watched(learner, "watch", ADDRESS, patch="") as watched:
        watched.sees(f"{ADDRESS} is not right yet.")
        watched.presses("p").sees("your threshold", "The right threshold leaves")
        learner.writes(solution(), ADDRESS)
        watched.sees(f"{ADDRESS} passes:")
        watched.presses("p").sees("threshold: their 5th percentile")
        watched.presses("q").ends(0)
