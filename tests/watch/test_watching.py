"""The whole way, with the real judge: from a save to its verdict."""

import pytest

from tests.cli.learner import Learner
from tests.watch.terminal import ADDRESS, NEXT, Watched, solution, until

SWAPPED = solution().replace("log_probs < threshold", "log_probs > threshold")
LOOP = "\n\ndef flag_anomalies(log_probs, threshold):\n    while True:\n        pass\n"


def test_wrong_then_right(learner: Learner) -> None:
    """A save shows what is wrong, the next one that it is right, what to say and what is next."""
    with Watched(learner, "watch", ADDRESS, NEXT, patch="") as watched:
        watched.sees("graded whenever you save it")
        learner.writes(SWAPPED, ADDRESS)
        watched.sees("fail flag_anomalies: ", "The smallest input", "Likely:", "is not right yet.")
        learner.writes(solution(), ADDRESS)
        watched.sees(f"{ADDRESS} passes:", "In the interview", f"Next: {NEXT}")
        [shown] = [line for line in watched.lines if "passes:" in line]
        watched.presses("t")  # more inputs, so another sentence
        until(lambda: any("passes:" in line and line != shown for line in watched.lines))
        watched.presses("q").ends(0)
    learner.runs("list").says(f"{ADDRESS} passed")


@pytest.mark.extensive
def test_a_newer_save_ends_a_call_that_loops(learner: Learner) -> None:
    """The verdict on the newer content comes, and none on the loop, which has 5 seconds."""
    with Watched(learner, "watch", ADDRESS, patch="") as watched:
        learner.writes(solution() + LOOP, ADDRESS)
        watched.sees("flag_anomalies: ")
        learner.writes(solution(), ADDRESS)
        watched.sees(f"{ADDRESS} passes:")
        assert b"takes too long" not in watched.raw
        watched.presses("q").ends(0)


@pytest.mark.extensive
def test_no_line_is_wider_than_the_terminal(learner: Learner) -> None:
    """At 80 columns by 24 rows nothing is cut but the line of keys, and that is at the bottom."""
    learner.writes(SWAPPED, ADDRESS)
    with Watched(learner, "watch", ADDRESS, patch="", rows=24) as watched:
        watched.sees(f"{ADDRESS} is not right yet.")
        assert watched.lines[-1].endswith("[q]uit")
