"""Interviews in which something goes wrong: a sentence, and what was recorded stays."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from grader.catalogue import topics
from grader.interview import files
from grader.interview.grading import Outcome
from grader.interview.plan import BUGS, CODE, EXPLAIN, QUICK, Part
from grader.remote.judge import RemoteJudge
from tests.cli.conftest import FakeJudge
from tests.cli.learner import Learner
from tests.interview.conftest import Clocks, begin
from tests.interview.test_interview import PASS, WRONG, code_of, grades


def test_who_slept_through_the_end_gets_the_debrief(
    candidate: Learner, judge: FakeJudge, clocks: Clocks
) -> None:
    """Once, with what was recorded, and no more time than there was."""
    candidate.runs("interview", "--next")
    clocks.pass_minutes(5)
    grades(candidate, judge, PASS)
    clocks.pass_minutes(600)
    said = candidate.runs("interview").exits(0)
    said.says("The 30 minutes are over.", "passed at the first grade", "explain priors/l2 0:00")
    found = candidate.runs("interview", "--history", "last", "--format", "json").document
    assert (found["ended"], found["seconds"]) == ("time", 1800)
    candidate.runs("interview", "--next").exits(1).complains("No interview is open")


def test_a_grade_after_the_end_is_refused_once(
    candidate: Learner, judge: FakeJudge, clocks: Clocks
) -> None:
    """It would be of another file than the candidate thinks; afterwards it is as ever."""
    candidate.runs("interview", "--next")
    clocks.pass_minutes(31)
    said = candidate.runs("grade", "vae/kl").exits(1)
    said.complains("its time was up", "`practice interview --history last`")
    judge.finds(PASS)
    candidate.runs("grade", "vae/kl").exits(0)
    assert Path(str(judge.asked[-1][0])).parts[-3] == "exercises"


def test_a_grade_that_ends_too_late_does_not_count(
    candidate: Learner, clocks: Clocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is shown, and the attempt is in the history."""

    def slow(*_: object) -> Outcome:
        clocks.pass_minutes(40)
        return Outcome(PASS, code_of(candidate).read_bytes(), {"status": "pass"})

    monkeypatch.setattr(RemoteJudge, "interview", slow)
    candidate.runs("interview", "--next")
    code_of(candidate).write_text("def kl_divergence(mu, log_var): ...", "utf-8")
    candidate.runs("grade", "vae/kl").says("The time was up while it ran", "does not count")
    candidate.runs("interview", "--history", "last").says("never graded")
    candidate.runs("list").says("vae/kl passed")


def test_an_answer_after_the_end_is_not_stored(candidate: Learner, clocks: Clocks) -> None:
    """The debrief comes instead of the next question."""
    answers = iter("ab")

    def late() -> str:
        clocks.pass_minutes(20)
        return next(answers)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("builtins.input", late)
        said = candidate.runs("interview").exits(0)
    said.says("Noted.", "The 30 minutes are over.", "1 not asked")


def test_a_second_interview_waits(candidate: Learner) -> None:
    """Also one that was planned for others."""
    for command in (["--plan", "plan.json"], ["--minutes", "20"], ["--level", "senior"]):
        candidate.runs("interview", *command).exits(1).complains("An interview is open already")
    candidate.runs("interview", "--history").says("open").omits("  2  ")


def test_of_two_that_begin_at_once_one_does(learner: Learner) -> None:
    """The other is refused, whichever was faster."""
    begin(candidate := learner)
    candidate.runs("interview", "--finish")
    both = [candidate.begins("interview", "--plan", "plan.json") for _ in range(2)]
    errors = [process.communicate(timeout=60)[1] for process in both]
    assert sorted(process.returncode for process in both) == [0, 1], errors
    assert any("An interview is open already" in error for error in errors)


@pytest.mark.extensive
@pytest.mark.parametrize(
    ("where", "command"),
    [
        ("grader.interview.session.provide", ("interview", "--next")),
        ("grader.learner.interviews._store", ("interview", "--next")),
        ("grader.learner.recording.grade", ("grade", "vae/kl")),
        ("grader.interview.debrief.debrief", ("interview", "--finish")),
    ],
    ids=["before its file", "before its row", "while it is stored", "before the debrief"],
)
def test_a_kill_loses_nothing(where: str, command: tuple[str, ...], learner: Learner) -> None:
    """The same command, or a look at the interview, goes on from there."""
    begin(candidate := learner)  # by the real clocks, which the killed process has too
    module, _, name = where.rpartition(".")
    kill = f"import os, {module}\n{module}.{name} = lambda *a, **k: os.kill(os.getpid(), 9)"
    if command[0] == "grade":
        candidate.runs("interview", "--next")
    candidate.runs("hint", "priors/l1").exits(0)
    candidate.is_killed_in(*command, patch=kill)
    if "--finish" in command:
        candidate.runs("interview", "--history", "last").exits(0).says("Debrief")
        return
    if command[0] == "interview" and name == "_store":
        candidate.runs("interview", "--next").exits(0)
    candidate.runs("interview").exits(0).says("Part 2 of 3")
    assert code_of(candidate).is_file()


def test_a_deleted_file_comes_back_as_it_was_graded(candidate: Learner, judge: FakeJudge) -> None:
    """Or as it was given, if it never was."""
    candidate.runs("interview", "--next")
    given = code_of(candidate).read_text("utf-8")
    code_of(candidate).unlink()
    gone = "was not there; it is back as"
    candidate.runs("interview").exits(0).complains(f"kl.py {gone} it was given.")
    assert code_of(candidate).read_text("utf-8") == given
    candidate.runs("interview").exits(0).is_content()
    grades(candidate, judge, WRONG, "my work")
    shutil.rmtree(candidate.folder / ".practice" / "interview")
    candidate.runs("interview").exits(0).complains(f"{gone} you graded it last.")
    assert "my work" in code_of(candidate).read_text("utf-8")


def test_a_full_disk_stops_no_interview(
    learner: Learner, clocks: Clocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is written as soon as there is room."""

    def full(file: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(files, "write", full)
        plan = learner.runs("interview", "vae/kl", "--seed", "1", "--save-plan", "plan.json")
        plan.exits(0)
        learner.runs("interview", "--plan", "plan.json").exits(0)
        said = learner.runs("interview", "--next").exits(1)
        said.complains("No space left on device", "nothing that was recorded is lost")
    learner.runs("interview").exits(0).says("Part 2 of 3")
    assert code_of(learner).is_file()


def test_without_a_history_no_interview_is_started(learner: Learner) -> None:
    """It lives from what is stored."""
    learner.database.mkdir(parents=True)
    said = learner.runs("interview", "--seed", "1").exits(1)
    said.complains("could not be used")
    assert said.out == ""


def test_a_page_that_cannot_be_written_costs_no_debrief(candidate: Learner) -> None:
    """It is shown, and the page can be written elsewhere."""
    (candidate.folder / "file").write_text("in the way", "utf-8")
    said = candidate.runs("interview", "--finish", "--page", "file/page.html").exits(1)
    said.says("Debrief").complains("page.html could not be written", "name another file")
    candidate.runs("interview", "--history", "last", "--page", "page.html").says("Wrote page.html.")


def test_a_newer_history_is_left_alone(candidate: Learner) -> None:
    """The sentence says what to do."""
    with closing(sqlite3.connect(candidate.database)) as database:
        database.execute("PRAGMA user_version = 99")
    candidate.runs("interview").exits(1).complains("a newer version of practice", "update")


def test_a_damaged_history_is_put_aside_with_a_sentence(candidate: Learner) -> None:
    """The candidate's files stay, and so does what is left of the database."""
    candidate.runs("interview", "--next")
    for part in candidate.database.parent.glob("progress.db*"):
        part.write_bytes(b"not a database" * 1000)
    said = candidate.runs("interview", "--history")
    said.exits(0).complains("was damaged", "it was moved to").says("There is no interview yet")
    assert list(candidate.database.parent.glob("progress.damaged-*.db"))
    assert code_of(candidate).is_file()


def change_plan(candidate: Learner, before: str, after: str) -> None:
    """Have the interview be one that another version began."""
    with closing(sqlite3.connect(candidate.database)) as database, database:
        [(plan,)] = database.execute("SELECT plan FROM interviews").fetchall()
        assert before in plan
        database.execute("UPDATE interviews SET plan = ?", [plan.replace(before, after)])


def test_an_interview_of_another_version_goes_on(candidate: Learner) -> None:
    """What this version does not know of it is passed over."""
    change_plan(candidate, '"level"', '"mood": "stern", "level"')
    change_plan(candidate, '"explain"', '"whiteboard"')
    candidate.runs("interview", "--next").exits(0).says("Part 2 of 3: code")
    candidate.runs("interview", "--next").exits(0).says("Part 3 of 3: whiteboard")
    candidate.runs("interview", "--finish").exits(0).says("3 whiteboard priors/l2")


def test_questions_that_left_the_quiz_are_passed_over(candidate: Learner) -> None:
    """The rest of the round is scored without them."""
    change_plan(candidate, "softmax-shift", "no-such-question")
    said = candidate.runs("interview", typing="a\n").exits(0)
    said.says("1 of 1", "Noted.", "Part 2 of 3")
    candidate.runs("interview", "--finish").says("of 1 right")


def test_an_exercise_that_left_the_catalogue_is_passed_over(
    learner: Learner, clocks: Clocks, request: pytest.FixtureRequest
) -> None:
    """It is not scored, and everything else is."""
    begin(
        learner, Part(CODE, 10, "vae/loss"), Part(CODE, 10, "vae/kl"), Part(EXPLAIN, 5, "nll/mle")
    )
    request.getfixturevalue("two_exercises")
    learner.runs("interview").exits(0).says("vae/loss is not in this version", "--next")
    learner.runs("grade", "vae/loss").exits(2).complains("There is no exercise 'vae/loss'")
    learner.runs("interview", "--next").exits(0).says("Part 2 of 3: code", "kl_divergence")
    learner.runs("interview", "--next").exits(0).says("nll/mle is not in this version")
    said = learner.runs("interview", "--finish").exits(0)
    said.says("not in this version, not scored", "explanation not scored", "To do again: vae/kl")
    topics.cache_clear()


def test_an_explanation_that_was_left_unmarked_can_still_be_marked(candidate: Learner) -> None:
    """Until then it is not scored."""
    candidate.runs("interview", "--next")
    candidate.runs("interview", "--next")
    candidate.runs("interview", "--mark", "1").exits(1).complains("Explain it first")
    candidate.runs("interview", "--next")
    said = candidate.runs("interview", "--finish").exits(0)
    said.says("explain priors/l2", "not marked", "explanation not scored")
    said.says("`practice interview --mark` still marks it")
    candidate.runs("interview", "--mark", "7").exits(1).complains("'7' is not a point")
    candidate.runs("interview", "--mark", "r3").exits(1).complains("'r3' is not a point")
    candidate.runs("interview", "--mark").exits(1).complains("--mark 1,3,4")
    candidate.runs("interview", "--mark", "none").exits(0).says("0 of 5 points", "explanation 0")
    candidate.runs("interview", "--mark", "1").exits(1).complains("no explanation to mark")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--minutes", "0"], "'--minutes'"),
        (["--minutes", "121"], "'--minutes'"),
        (["vea"], "Did you mean"),
        (["vae/model"], "No junior is asked vae/model; use `--level senior`"),
        (["--plan", "nowhere.json"], "nowhere.json cannot be read"),
        (["--plan", "notes.txt"], "notes.txt is not a plan"),
        (["--plan", "newer.json"], "a newer version of practice wrote it"),
        (["--plan", "odd.json"], "there is no exercise 'a/b' in this version"),
        (["--plan", "empty.json"], "it has no parts"),
        (["--plan", "plan.json", "vae"], "use --plan alone"),
        (["--next", "--seed", "1"], "stands alone"),
        (["--finish", "--mark", "1"], "stands alone"),
        (["--seed", "1", "--page", "page.html"], "--page goes with --finish"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_started_is_wrong_usage(
    arguments: list[str], sentence: str, learner: Learner
) -> None:
    """One sentence, and nothing is started."""
    whole = {"schema": 1, "seed": 1, "level": "junior", "minutes": 30, "topics": [], "parts": []}
    part = {"kind": CODE, "minutes": 5, "exercise": "a/b"}
    for name, change in {
        "plan": {"parts": [part]},
        "newer": {"schema": 9},
        "odd": {"parts": [part]},
        "empty": {},
    }.items():
        (learner.folder / f"{name}.json").write_text(json.dumps(whole | change), "utf-8")
    (learner.folder / "notes.txt").write_text("an interview, please", "utf-8")
    learner.runs("interview", *arguments).exits(2).complains(sentence)
    learner.runs("interview", "--history").says("There is no interview yet")


def test_few_questions_are_asked_all_the_same(learner: Learner) -> None:
    """A topic may have fewer than a quick round asks."""
    begin(learner, Part(QUICK, 4, questions=("kl-value",)))
    said = learner.runs("interview", typing="s\n").exits(0)
    said.says("One short question", "1 of 1", "Thank you.", "--finish` shows the debrief")


def test_bugs_that_this_version_cannot_place_are_passed_over(
    learner: Learner, clocks: Clocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an exercise that it does not have."""
    monkeypatch.setattr("grader.interview.session.bugs_of", lambda exercise, part: ())
    begin(learner, Part(BUGS, 8, "vae/kl", seed=5, bugs=2), Part(CODE, 10, "nll/mle"))
    learner.runs("interview").exits(0).says("vae/kl is not in this version")
    learner.runs("interview", "--finish").exits(0).says("not in this version, not scored")
