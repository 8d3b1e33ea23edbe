"""A whole interview through the command line, part by part."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from grader.interview.plan import CODE, EXPLAIN, QUICK, Part
from grader.verdict import CheckResult, Counterexample, Misconception, Status, Verdict
from tests.cli.conftest import FakeJudge
from tests.cli.learner import Learner, Said
from tests.interview.conftest import QUESTIONS, Clocks, begin

PASS = Verdict("vae/kl", Status.PASS, "vae/kl passes: 11 checks, 82 inputs.")
WRONG = Verdict(
    "vae/kl",
    Status.FAIL,
    "vae/kl is not right yet. The result is not right.",
    (
        CheckResult("kl_divergence: value", Status.PASS, "The KL divergence."),
        CheckResult(
            "kl_divergence: gradient",
            Status.FAIL,
            "The gradient of the KL divergence.",
            "The gradient for log_var is not right.",
            Counterexample("kl_divergence(mu, log_var)", "1.5", "3.0"),
        ),
        CheckResult("kl_divergence: float32", Status.FAIL, "Right in float32 too.", "It is not."),
    ),
    Misconception("halved", "You halved it.", 2),
)


def code_of(candidate: Learner, suffix: str = "vae/kl.py") -> Path:
    """The candidate's file of the interview."""
    [found] = (candidate.folder / ".practice" / "interview").glob(f"*/{suffix}")
    return found


def grades(candidate: Learner, judge: FakeJudge, verdict: Verdict, text: str = "one") -> Said:
    """Change the file and grade it."""
    file = code_of(candidate)
    file.write_text(f"{file.read_text('utf-8')}\n# {text}\n", "utf-8")
    judge.finds(verdict)
    return candidate.runs("grade", "vae/kl")


def test_the_plan_is_shown_without_the_names_of_its_exercises(learner: Learner) -> None:
    """An interviewer does not say beforehand what they will ask."""
    said = learner.runs("interview", "--seed", "5", "--level", "senior").exits(0)
    said.says("An interview of 45 minutes, senior, seed 5", "quick round: 4 questions", "6 min")
    said.says("explain:", "The clock starts", "Part 1 of", "45 min left", "1 of 4")
    assert "vae/" not in said.out.split("Part 1 of")[0]


def test_questions_are_answered_without_a_word_on_them(candidate: Learner) -> None:
    """The debrief has the words; after the last question comes the next part."""
    said = candidate.runs("interview", typing="a\nc\n").exits(0)
    said.says("1 of 2", "Noted.", "2 of 2", "Noted.", "Thank you.", "Part 2 of 3: code")
    said.omits("Right.", "Wrong.", "The answer is")


def test_an_answer_stays_when_the_terminal_is_closed(candidate: Learner) -> None:
    """The round goes on with the next question."""
    candidate.runs("interview", typing="a\n").says("Noted.", "`practice interview` asks the rest")
    candidate.runs("interview", typing="s\n").says("We are at question 2 of 2", "Part 2 of 3")


def test_a_coding_part_shows_the_task_and_a_file_of_its_own(candidate: Learner) -> None:
    """Only signatures are in it, and the learner's own file stays."""
    before = candidate.file().read_bytes()
    said = candidate.runs("interview", "--next").exits(0)
    said.says("Part 2 of 3: code", "The KL divergence from the prior", "def kl_divergence")
    said.says(".practice/interview/", "vae/kl.py", "`practice grade vae/kl`")
    assert "closed form, per element" not in code_of(candidate).read_text("utf-8")
    assert candidate.file().read_bytes() == before


def test_a_grade_shows_the_first_failing_law_and_no_more(
    candidate: Learner, judge: FakeJudge
) -> None:
    """With its input, but neither the likely mistake nor later laws; inputs are the part's own."""
    candidate.runs("interview", "--next")
    said = grades(candidate, judge, WRONG).exits(1)
    said.says("kl_divergence: gradient", "Expected: The gradient", "kl_divergence(mu, log_var)")
    said.says("What do you make of it?", "`practice hint vae/kl` asks me for help")
    said.omits("You halved it", "float32", "practice solution")
    [(path, options)] = judge.asked
    assert (path.name, path.parts[1], options.seed) == ("kl.py", "interview", 7)


def test_a_grade_for_a_program_says_no_more_either(candidate: Learner, judge: FakeJudge) -> None:
    """The same verdict as JSON."""
    candidate.runs("interview", "--next")
    judge.finds(WRONG)
    [found] = candidate.runs("grade", "vae/kl", "--format", "json").exits(1).document
    assert [check["name"] for check in found["checks"]] == ["kl_divergence: gradient"]
    assert found["misconception"] is None


def test_a_pass_says_so_and_counts_as_one(candidate: Learner, judge: FakeJudge) -> None:
    """The exercise has passed, although the learner's own file is as it was."""
    candidate.runs("interview", "--next")
    grades(candidate, judge, PASS).exits(0).says("vae/kl passes.", "`practice interview --next`")
    candidate.runs("list").says("vae/kl passed")


def test_hints_come_in_words_and_cost(candidate: Learner) -> None:
    """The formula is not among the first two."""
    candidate.runs("interview", "--next")
    candidate.runs("hint", "vae/kl").says("Let me give you a nudge.", "takes a tenth off")
    candidate.runs("hint", "vae/kl").says("another way", "1 more is left").omits("-0.5 *")
    candidate.runs("hint", "vae/kl").says("on the board", "It was the last one.")
    candidate.runs("hint", "vae/kl").says("I have told you all I can").omits("tenth")
    candidate.runs("interview", "--finish").says("never graded, 3 hints")


def test_an_explanation_is_followed_by_a_good_one_and_the_rubric(candidate: Learner) -> None:
    """The first `--next` shows them; the points are marked by number where nobody can be asked."""
    candidate.runs("interview", "--next")
    said = candidate.runs("interview", "--next").exits(0)
    said.says("Part 3 of 3: explain", 'Tell me about "L2', "Which prior?", "priors/l2.md")
    code_of(candidate, "priors/l2.md").write_text("A Gaussian, of course.", "utf-8")
    said = candidate.runs("interview", "--next").exits(0)
    said.says("A good answer", "What did you say?", "1.", "Red flags", "--mark 1,3,r1")
    candidate.runs("interview", "--mark", "1,3,r1").exits(0).says("Marked: 2 of 5 points.")
    said = candidate.runs("interview", "--finish").says("2 of 5 points, 1 red flag")
    said.says("What was still missing:", "A red flag:")
    page = candidate.folder / "page.html"
    candidate.runs("interview", "--history", "last", "--page", "page.html").exits(0)
    assert "A Gaussian, of course." in page.read_text("utf-8")


def test_back_and_next_move_and_the_ends_are_said(candidate: Learner) -> None:
    """Neither before the first nor after the last part is anything."""
    candidate.runs("interview", "--back").exits(1).complains("This is the first part")
    candidate.runs("interview", "--next").says("Part 2 of 3")
    candidate.runs("interview", "--back").says("Part 1 of 3")
    for _ in range(3):
        candidate.runs("interview", "--next").exits(0)
    candidate.runs("interview", "--next").exits(1).complains("That was the last part", "--finish")


def test_the_debrief_has_times_mistakes_and_what_to_do_again(
    candidate: Learner, judge: FakeJudge, clocks: Clocks
) -> None:
    """Against the par of each part, and with names now."""
    clocks.pass_minutes(3)
    candidate.runs("interview", typing="b\nc\n")
    clocks.pass_minutes(9.5)
    grades(candidate, judge, WRONG)
    clocks.pass_minutes(1)
    grades(candidate, judge, PASS, "two")
    clocks.pass_minutes(5)
    said = candidate.runs("interview", "--finish").exits(0)
    said.says("that took 18:30 of 30 minutes", "1 quick round 3:00", "4 min")
    said.says("2 code vae/kl 10:30", "6 min", "passed at grade 2", "3 explain priors/l2 0:00")
    said.says("understanding", "code", "edge cases and numerics", "explanation", "of 100")
    said.says("kl_divergence: gradient grade 1", "The mistake: You halved it.")
    said.says("To do again: vae/kl, priors/l2")


def test_a_file_that_changed_after_its_grade_is_pointed_out(
    candidate: Learner, judge: FakeJudge
) -> None:
    """Only grades count, and moving on is not a grade."""
    candidate.runs("interview", "--next").omits("changed")
    code_of(candidate).write_text("def kl_divergence(mu, log_var): ...", "utf-8")
    candidate.runs("interview", "--next").says("vae/kl has changed since it was last graded")


def test_a_plan_that_was_saved_gives_everybody_the_same_interview(
    learner: Learner, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Saving starts nothing; a debrief as JSON holds its plan too."""
    learner.runs("interview", "--seed", "4", "--save-plan", "plan.json").exits(0)
    learner.runs("interview", "--next").exits(1).complains("No interview is open")
    learner.runs("interview", "--plan", "plan.json").exits(0)
    found = learner.runs("interview", "--finish", "--format", "json").exits(0).document
    assert found["plan"] == json.loads((learner.folder / "plan.json").read_text("utf-8"))
    (learner.folder / "debrief.json").write_text(json.dumps(found), "utf-8")
    learner.runs("interview", "--plan", "debrief.json").exits(0)
    again = learner.runs("interview", "--finish", "--format", "json").document
    assert again["plan"] == found["plan"]


def test_the_document_hides_what_is_still_to_come(candidate: Learner) -> None:
    """A program sees the parts that the candidate has come to."""
    found = candidate.runs("interview", "--format", "json").exits(0).is_content().document
    assert (found["schema"], found["part"], found["of"]) == (1, 1, 3)
    assert [part["kind"] for part in found["parts"]] == [QUICK]
    assert found["parts"][0]["open_questions"] == list(QUESTIONS)
    assert "plan" not in found
    found = candidate.runs("interview", "--next", "--format", "json").document
    assert [part["kind"] for part in found["parts"]] == [QUICK, CODE]
    assert found["parts"][1]["file"] == str(code_of(candidate))
    found = candidate.runs("interview", "--finish", "--format", "json").document
    assert [part["kind"] for part in found["parts"]] == [QUICK, CODE, EXPLAIN]
    assert found["debrief"]["score"]["total"] == 0


@pytest.mark.extensive
def test_an_interview_is_light_until_something_is_graded(learner: Learner) -> None:
    """None of the libraries that grade is imported to begin one, to move, or to finish it."""
    heavy = ("torch", "numpy", "sklearn", "hypothesis", "jinja2")
    show = f"lambda: print('heavy', set({heavy}) & set(sys.modules))"
    patch = f"import atexit, sys\natexit.register({show})"
    for command in (["--seed", "1"], ["--next"], ["--next"], ["--finish"], ["--history"]):
        learner.really_runs("interview", *command, patch=patch).exits(0).says("heavy set()")


def test_the_history_lists_interviews_with_their_scores(learner: Learner) -> None:
    """By number, so that each debrief can be shown again."""
    learner.runs("interview", "--history").exits(0).says("There is no interview yet")
    begin(learner)
    learner.runs("interview", "--history").says("1", "junior", "30 min", "open").omits("debrief")
    learner.runs("interview", "--finish")
    begin(learner, Part(QUICK, 10, questions=("mse-assumption",)), minutes=10)
    learner.runs("interview", "--history").says("0 of 100", "2", "10 min", "open", "--history 1`")
    learner.runs("interview", "--history", "1").says("Debrief", "30 minutes")
    learner.runs("interview", "--history", "2").exits(1).complains("Interview 2 is still open")
    learner.runs("interview", "--history", "9").exits(1).complains("There is no interview '9'")
    found = learner.runs("interview", "--history", "--format", "json").document
    assert [one["ended"] for one in found] == ["candidate", None]


def test_what_was_given_is_no_grade(candidate: Learner, judge: FakeJudge) -> None:
    """A file with blanks is not held against anybody."""
    candidate.runs("interview", "--next")
    blank = replace(PASS, status=Status.BLANK, message="blank 1 of 1 is not filled in yet")
    grades(candidate, judge, blank).exits(1)
    candidate.runs("interview", "--finish").says("never graded")
