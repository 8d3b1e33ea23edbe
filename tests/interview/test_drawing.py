"""Which interview is drawn: a pure function of seed, history and catalogue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from grader.catalogue import Exercise, exercises, find
from grader.interview.drawing import draw
from grader.interview.plan import BUGS, CODE, EXPLAIN, MINUTES, QUICK, Plan, PlanError
from grader.learner.progress import History
from grader.quiz import load_questions

SEEDS = range(40)
QUIZ = load_questions()
PASSED = History(attempts=1, passed=True)


def drawn(
    seed: int,
    level: Any = "junior",
    minutes: int = 45,
    pool: Sequence[Exercise] = (),
    questions: Any = None,
    known: Mapping[str, History] = {},
    answered: Mapping[str, bool] = {},
    buggy: Sequence[str] = (),
) -> Plan:
    """A plan for a learner without a history, unless there is one."""
    found = QUIZ if questions is None else questions
    return draw(seed, level, minutes, (), pool or exercises(), found, known, answered, buggy)


def of(plan: Plan, kind: str) -> list[str]:
    """The exercises of the parts of a kind."""
    return [part.exercise for part in plan.parts if part.kind == kind]


def test_the_same_seed_draws_the_same_plan() -> None:
    """Another seed draws another one."""
    assert drawn(3) == drawn(3)
    assert len({drawn(seed) for seed in SEEDS}) > 30


def test_the_parts_fill_the_time() -> None:
    """Whatever the time and the level."""
    for minutes in (*MINUTES[::7], MINUTES[-1]):
        for level in ("junior", "senior"):
            plan = drawn(minutes, level, minutes, known=dict.fromkeys(["vae/kl"], PASSED),
                         buggy=["vae/kl"])  # fmt: skip
            assert sum(part.minutes for part in plan.parts) == minutes
            assert all(part.minutes > 0 for part in plan.parts)


def test_it_begins_with_questions_and_ends_with_an_explanation() -> None:
    """Between them, one or two exercises are coded."""
    for seed in SEEDS:
        plan = drawn(seed)
        kinds = [part.kind for part in plan.parts]
        assert kinds in ([QUICK, CODE, EXPLAIN], [QUICK, CODE, CODE, EXPLAIN])
        assert len(set(plan.parts[0].questions)) == 4
        assert len(set(of(plan, CODE) + of(plan, EXPLAIN))) == len(kinds) - 1


def test_what_is_coded_fits_in_its_time() -> None:
    """By the minutes of the catalogue, if anything does."""
    pars = {one.address: one.par for one in exercises()}
    for seed in SEEDS:
        for part in drawn(seed, "senior", 60).parts:
            assert part.kind != CODE or pars[part.exercise] <= part.minutes


def test_a_junior_is_asked_nothing_of_a_senior() -> None:
    """Neither to code nor to explain."""
    seniors = {one.address for one in exercises() if one.level == "senior"}
    asked = [part.exercise for seed in SEEDS for part in drawn(seed).parts]
    assert not seniors & set(asked)
    asked = [name for seed in SEEDS for name in of(drawn(seed, "senior"), CODE)]
    assert sum(name in seniors for name in asked) > len(asked) / 3


def test_what_goes_badly_is_asked_more_often() -> None:
    """And what passed without help less often."""
    badly = {"nll/mle": History(attempts=4)} | {
        one.address: PASSED for one in exercises() if one.address != "nll/mle"
    }
    coded = [of(drawn(seed, known=badly), CODE) for seed in SEEDS]
    new = [of(drawn(seed), CODE) for seed in SEEDS]
    assert sum("nll/mle" in names for names in coded) > 2 * sum("nll/mle" in names for names in new)
    right = {question.id: True for question in QUIZ} | {"mse-assumption": False}
    asked = [drawn(seed, answered=right).parts[0].questions for seed in SEEDS]
    others = [drawn(seed).parts[0].questions for seed in SEEDS]
    count, usual = (sum("mse-assumption" in names for names in each) for each in (asked, others))
    assert count > 2 * usual


def test_an_exercise_that_is_added_moves_no_other_one() -> None:
    """Unless it is drawn itself, the plan is the same."""
    same = 0
    for seed in SEEDS:
        more = drawn(seed, pool=exercises())
        less = drawn(seed, pool=[one for one in exercises() if one.address != "nll/mle"])
        if "nll/mle" not in [part.exercise for part in more.parts]:
            same += 1
            assert [p.exercise for p in more.parts] == [p.exercise for p in less.parts]
    assert same > len(SEEDS) / 2


def test_bugs_are_placed_only_in_what_has_passed() -> None:
    """For a senior with time enough, where the kit can place some."""
    can = ["vae/kl", "nll/gaussian"]
    assert of(drawn(1, "senior", buggy=can), BUGS) == []
    known = {"vae/kl": PASSED}
    plan = drawn(1, "senior", known=known, buggy=can)
    assert of(plan, BUGS) == ["vae/kl"]
    assert "vae/kl" not in of(plan, CODE) + of(plan, EXPLAIN)
    assert of(drawn(1, "junior", known=known, buggy=can), BUGS) == []
    assert of(drawn(1, "senior", 20, known=known, buggy=can), BUGS) == []


@dataclass(frozen=True)
class Question:
    """A question, as far as a plan needs it."""

    id: str
    exercise: str


def test_fewer_questions_are_all_asked() -> None:
    """Those about other exercises than the coded one first; without any, there is no round."""
    two = [Question("one", "vae/kl"), Question("two", "vae/kl")]
    plan = drawn(1, pool=find(["vae/kl"]), questions=two)
    assert sorted(plan.parts[0].questions) == ["one", "two"]
    assert drawn(1, questions=[]).parts[0].kind == CODE


def test_one_exercise_is_coded_and_explained() -> None:
    """If nothing else was asked for."""
    plan = drawn(1, pool=find(["vae/kl"]))
    assert (of(plan, CODE), of(plan, EXPLAIN)) == (["vae/kl"], ["vae/kl"])


@pytest.mark.parametrize(("level", "minutes"), [("junior", 45), ("senior", 0), ("senior", 121)])
def test_what_cannot_be_drawn_is_said(level: str, minutes: int) -> None:
    """Nothing for a junior, or no time."""
    with pytest.raises(PlanError):
        drawn(1, level, minutes, pool=find(["vae/model"]))
