"""The score, computed by hand from the rows as docs/interview.md says."""

import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from grader.interview.plan import CODE, EXPLAIN, QUICK, SCHEMA, Part, Plan
from grader.interview.score import Score, score
from grader.interview.state import Grade, Interview, Marks, PartState, Share
from grader.learner import clock
from grader.learner.progress import Answer, Mode
from grader.verdict import CheckResult, Status, Verdict
from tests.cli.conftest import FakeJudge
from tests.cli.learner import Learner
from tests.interview.conftest import Clocks
from tests.interview.test_interview import PASS, grades

LAWS = ("value", "gradient", "purity")


def half_right() -> Verdict:
    """Value and purity hold, the gradient and the one edge that was asked do not."""
    held = {"value": Status.PASS, "gradient": Status.FAIL, "purity": Status.PASS}
    checks = [CheckResult(f"kl_divergence: {name}", held[name], "A law.") for name in LAWS]
    edge = CheckResult("kl_divergence: float32", Status.FAIL, "A law.")
    return Verdict("vae/kl", Status.FAIL, "Not right yet.", (*checks, edge))


def rows(candidate: Learner, query: str) -> list[Any]:
    """What a query finds in the candidate's database."""
    with closing(sqlite3.connect(candidate.database)) as database:
        return database.execute(query).fetchall()


def test_the_score_is_what_the_rows_say(
    candidate: Learner, judge: FakeJudge, clocks: Clocks
) -> None:
    """Computed by hand from the tables, without the code that computes it."""
    candidate.runs("interview", typing="b\nc\n")  # one is right, whichever the letters mean
    candidate.runs("hint", "vae/kl")
    grades(candidate, judge, half_right())
    clocks.pass_minutes(9)
    grades(candidate, judge, PASS, "two")
    candidate.runs("interview", "--next")
    candidate.runs("interview", "--next")
    candidate.runs("interview", "--mark", "1,2,4,r2")
    said = candidate.runs("interview", "--finish", "--format", "json").document["debrief"]["score"]

    right = sum(correct for (correct,) in rows(candidate, "SELECT correct FROM answers"))
    assert said["understanding"] == 100 * right / 2

    query = "SELECT data FROM interview_events WHERE kind = 'grade' ORDER BY number"
    first, last = (json.loads(data) for (data,) in rows(candidate, query))
    assert (first["basics"], first["edges"][0]) == ([2, 3], 0)
    assert last["basics"][0] == last["basics"][1]
    [(hints,)] = rows(candidate, "SELECT count(*) FROM hints")
    one_grade, one_hint, half_over = 0.1, 0.1 * hints, 0.2 * (9 / 6 - 1)
    assert said["code"] == round(100 * (1 - one_grade - one_hint - half_over), 1)
    assert said["edges"] == 50 * first["edges"][0] / first["edges"][1] + 50

    [(marks,)] = rows(candidate, "SELECT data FROM interview_events WHERE kind = 'mark'")
    assert json.loads(marks) == {"said": [1, 2, 4], "flags": [2], "points": 5}
    assert said["explanation"] == 100 * 3 / 5 - 25

    total = 0.2 * said["understanding"] + 0.4 * said["code"]
    total += 0.2 * said["edges"] + 0.2 * said["explanation"]
    assert said["total"] == pytest.approx(total, abs=0.05)


def interview(*parts: PartState) -> Interview:
    """An interview that ended with these parts."""
    plan = Plan(SCHEMA, 1, "junior", 30, (), tuple(part.part for part in parts))
    return Interview("id", clock.now(), "0.1.0", plan, parts, 1, 900.0, 1800.0, "candidate")


def coded(
    *grades: Grade, seconds: float = 60, hints: int = 0, address: str = "vae/kl"
) -> PartState:
    """A part in which something was coded."""
    part = Part(CODE, 10, address)
    return PartState(1, part, True, seconds, "sitting", grades=grades, hints=hints)


def graded(status: str, basics: tuple[int, int], edges: tuple[int, int]) -> Grade:
    """A grade of so many laws."""
    return Grade(status, "", "", "", "", Share(*basics), Share(*edges))


PASSED = graded("pass", (3, 3), (4, 4))
WRONG = graded("fail", (1, 3), (0, 4))
EXPLAINED = Part(EXPLAIN, 5, "priors/l2")


@pytest.mark.parametrize(
    ("part", "code", "edges"),
    [
        (coded(PASSED), 100, 100),
        (coded(), 0, 0),
        (coded(PASSED, seconds=6 * 60), 100, 100),
        (coded(PASSED, seconds=9 * 60), 90, 100),
        (coded(PASSED, seconds=60 * 60), 80, 100),
        (coded(PASSED, hints=3), 70, 100),
        (coded(WRONG, PASSED), 90, 50),
        (coded(*[WRONG] * 5, PASSED), 70, 50),
        (coded(WRONG), 100 / 3 * 0.9, 0),
        (coded(graded("library", (3, 4), (4, 4))), 75 * 0.9, 100),
        (coded(graded("pass", (2, 2), (0, 0))), 100, None),
        (coded(PASSED, address="gone/away"), None, None),
    ],
)
def test_points_for_code(part: PartState, code: float | None, edges: float | None) -> None:
    """The share that is right, less grades, hints and overtime; and the edges, first and last."""
    found = score(interview(part))
    assert found.code == (None if code is None else pytest.approx(code))
    assert found.edges == (None if edges is None else pytest.approx(edges))


@pytest.mark.parametrize(
    ("part", "points"),
    [
        (PartState(1, EXPLAINED), 0),
        (PartState(1, EXPLAINED, True), None),
        (PartState(1, EXPLAINED, True, said=True, marks=Marks((1, 2, 3, 4, 5), (), 5)), 100),
        (PartState(1, EXPLAINED, True, said=True, marks=Marks((1, 2), (1,), 4)), 25),
        (PartState(1, EXPLAINED, True, said=True, marks=Marks((), (1, 2), 5)), 0),
    ],
    ids=["not reached", "not marked", "whole", "a red flag", "never below 0"],
)
def test_points_for_an_explanation(part: PartState, points: float | None) -> None:
    """By the rubric; unmarked, it is not scored."""
    assert score(interview(part)).explanation == points


def test_points_for_a_quick_round() -> None:
    """Questions that were not asked count as wrong; one that is gone does not count."""
    names = ("kl-value", "mse-assumption", "left-the-quiz")
    answer = Answer(clock.now(), names[0], '"a"', True, Mode.INTERVIEW, "id")
    part = PartState(1, Part(QUICK, 4, questions=names), True, answers={names[0]: answer})
    assert score(interview(part)).understanding == 50


def test_what_is_not_scored_does_not_count_in_the_total() -> None:
    """The weights of the rest stay as they are to each other."""
    assert Score(50, 100, None, None).total == pytest.approx((20 * 50 + 40 * 100) / 60)
    assert Score(None, None, None, None).total is None
