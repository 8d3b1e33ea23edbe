"""The clock of an interview: what counts, and what gives nobody more time."""

import pytest

from grader.learner.stopwatch import Reading, between, read
from tests.cli.learner import Learner
from tests.interview.conftest import Clocks


def left(candidate: Learner) -> float:
    """The minutes that are left."""
    return round(candidate.runs("interview", "--format", "json").document["left"] / 60, 1)


def test_time_passes_while_the_terminal_is_closed_and_the_machine_sleeps(
    candidate: Learner, clocks: Clocks
) -> None:
    """The time since the system started counts both."""
    clocks.pass_minutes(7)
    assert left(candidate) == 23


@pytest.mark.parametrize("minutes", [-600, 600])
def test_setting_the_clock_changes_nothing(
    minutes: float, candidate: Learner, clocks: Clocks
) -> None:
    """Neither back nor forward, as long as the system runs."""
    clocks.pass_minutes(7)
    clocks.set_wall(minutes)
    assert left(candidate) == 23


def test_after_a_restart_the_clock_on_the_wall_counts(candidate: Learner, clocks: Clocks) -> None:
    """And from then on the time since that start."""
    clocks.pass_minutes(5)
    assert left(candidate) == 25
    clocks.restart(2)
    assert left(candidate) == 23
    clocks.pass_minutes(1)
    clocks.set_wall(-60)
    assert left(candidate) == 22


def test_a_clock_set_back_over_a_restart_adds_no_time(candidate: Learner, clocks: Clocks) -> None:
    """What was counted before stays counted."""
    clocks.pass_minutes(5)
    assert left(candidate) == 25
    clocks.restart(-600)
    assert left(candidate) == 25


def test_without_a_clock_that_counts_sleep_the_wall_is_asked() -> None:
    """And a time that runs back is none."""
    assert between(Reading(100.0), Reading(160.0)) == 60
    assert between(Reading(100.0), Reading(40.0)) == 0
    assert between(Reading(0.0, 5.0, "a"), Reading(0.0, 3.0, "a")) == 0


def test_the_real_clock_runs_forward() -> None:
    """Whatever this system offers."""
    first = read()
    assert between(first, read()) >= 0
    assert first.wall > 1_700_000_000
