"""`practice quiz` without a terminal: answers from a file or a pipe, text and JSON, exit codes."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader.cli.quiz import command
from grader.quiz import Choice, Matching, Numeric, Question, load_questions, render_question

QUESTIONS = load_questions()


def quiz(*arguments: object, typed: str = "") -> Result:
    """Run the command."""
    return CliRunner().invoke(command, [str(argument) for argument in arguments], input=typed)


def answers_file(folder: Path, **answers: object) -> Path:
    """A file of answers; underscores in the names stand for hyphens."""
    path = folder / "answers.toml"
    lines = [f"{name.replace('_', '-')} = {json.dumps(given)}" for name, given in answers.items()]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def right_answer(question: Question) -> object:
    """The right answer, by letters and numbers in the order of the file where it has them."""
    match question:
        case Choice(options=options, answer=answer):
            return "abcdef"[list(options).index(answer)]
        case Matching(right=right, pairs=pairs, left=left):
            return " ".join(str(list(right).index(pairs[key]) + 1) for key in left)
        case Numeric(value=value):
            return value


@pytest.mark.extensive
def test_all_right_answers_exit_with_0(tmp_path: Path) -> None:
    """Right answers to every question, by the letters of the printed order, are a full score."""
    answers = {question.id: right_answer(question) for question in QUESTIONS}
    done = quiz("--answers", answers_file(tmp_path, **answers), "--format", "json")
    score = json.loads(done.stdout)["score"]
    assert score["right"] == score["total"] == len(QUESTIONS)
    assert done.exit_code == 0


def test_wrong_answer_exits_with_1_and_its_reason(tmp_path: Path) -> None:
    """The text names the question, the mistake, the answer and how it comes about."""
    done = quiz("mse-slope", "--answers", answers_file(tmp_path, mse_slope=4))
    assert done.exit_code == 1
    assert done.stdout.splitlines()[0] == "mse-slope  Wrong."
    assert "factor 1/2 in the exponent" in done.stdout
    assert "The answer is 2." in done.stdout
    assert "0 of 1 right, 1 wrong, 0 unanswered." in done.stdout


def test_unanswered_question_exits_with_1(tmp_path: Path) -> None:
    """A question without an answer is not right."""
    done = quiz("mse-slope", "kl-value", "--answers", answers_file(tmp_path, mse_slope=2))
    assert done.exit_code == 1
    assert "1 of 2 right, 0 wrong, 1 unanswered." in done.stdout


def test_answers_to_questions_not_asked_are_left_out(tmp_path: Path) -> None:
    """One file of answers serves for the whole quiz and for a topic of it."""
    path = answers_file(tmp_path, mse_slope=2, kl_value=0)
    done = quiz("mse-slope", "--answers", path)
    assert done.exit_code == 0


def test_json_is_all_that_is_printed(tmp_path: Path) -> None:
    """Standard output is one JSON object, standard error is empty."""
    path = answers_file(tmp_path, mse_slope=2)
    done = quiz("nll/gaussian", "--answers", path, "--format", "json", "--seed", 5)
    sent = json.loads(done.stdout)
    assert done.stderr == ""
    assert (sent["schema"], sent["seed"]) == (1, 5)
    assert {result["topic"] for result in sent["results"]} == {"nll"}


def test_same_seed_prints_the_same(tmp_path: Path) -> None:
    """Marking is reproducible, also where no seed is given."""
    path = answers_file(tmp_path, mse_slope=4)
    first, second = (quiz("--answers", path, "--count", 9, "--format", "json") for _ in range(2))
    assert first.stdout == second.stdout


def test_count_limits_the_questions() -> None:
    """At most so many questions are asked."""
    assert "1 of 3 " in quiz("vae", "--count", 3).stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["vea"], "There is no topic, exercise or question 'vea'. Did you mean 'vae'?"),
        (["--answers", "none.toml"], "none.toml cannot be read (No such file"),
        (["--count", "0"], "--count"),
        (["--format", "xml"], "--format"),
        (["--seed", "-1"], "--seed"),
    ],
)
def test_wrong_usage_exits_with_2(arguments: list[str], complaint: str) -> None:
    """The complaint is on standard error, and nothing is on standard output."""
    done = quiz(*arguments)
    assert done.exit_code == 2
    assert complaint in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"mse_slop": 2}, "Did you mean 'mse-slope'?"),
        ({"mse_slope": "many"}, "Answer with a number"),
        ({"elbo_gap": "e"}, "Answer a, b, c or d."),
        ({"estimators": "1 2"}, "its own number from 1 to 6"),
    ],
)
def test_malformed_answers_exit_with_2(
    tmp_path: Path, given: dict[str, object], complaint: str
) -> None:
    """Answers that cannot be understood are not marked wrong but reported."""
    done = quiz("--answers", answers_file(tmp_path, **given))
    assert done.exit_code == 2
    assert complaint in done.stderr
    assert done.stdout == ""


def test_answers_are_read_from_a_pipe() -> None:
    """Without a terminal, lines of standard input are the answers."""
    done = quiz("mse-slope", typed="2\n")
    assert done.exit_code == 0
    assert "Your answer (a number, to within 0.5 %): 2\n\nRight." in done.stdout


def test_end_of_input_ends_the_quiz() -> None:
    """What was answered until then counts, and the rest is unanswered."""
    done = quiz("kl-value", "mse-slope", "--seed", 1, typed="123\n")
    assert done.exit_code == 1
    assert "0 of 2 right, 1 wrong, 1 unanswered." in done.stdout


def test_questions_leave_standard_output_to_json() -> None:
    """With JSON, an interactive quiz speaks on standard error."""
    done = quiz("mse-slope", "--format", "json", typed="2\n")
    assert json.loads(done.stdout)["score"]["right"] == 1
    assert "Your answer" in done.stderr


def test_pipe_gets_plain_lines_of_80_columns() -> None:
    """No escape codes, no blanks at the ends of lines, and nothing wider than a terminal."""
    done = quiz("--seed", 1, typed="s\n" * len(QUESTIONS))
    *lines, again = done.stdout.splitlines()
    assert "\x1b" not in done.stdout
    assert again.startswith("Try again: practice quiz ")
    assert max(map(len, lines)) <= 80
    assert not [line for line in lines if line != line.rstrip() and "Your answer" not in line]


def test_every_question_can_be_shown_and_skipped() -> None:
    """Each question of the quiz goes over the screen with its answer explained."""
    done = quiz("--seed", 1, typed="s\n" * len(QUESTIONS))
    assert done.stdout.count("Skipped.") == len(QUESTIONS)
    assert done.stdout.count("The answer is") == len(QUESTIONS)


def test_help_shows_examples_that_work(tmp_path: Path) -> None:
    """The answers in the help text are understood, and right."""
    shown = quiz("--help").stdout.split("one line for each question:\n")[1].split("\nLetters")[0]
    lines = [line.strip().split("   ")[0] for line in shown.splitlines() if " = " in line]
    path = tmp_path / "mine.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    names = [line.split(" = ")[0] for line in lines]
    assert quiz(*names, "--answers", path).exit_code == 0
    assert "- **b.** Given `x`" in render_question(next(q for q in QUESTIONS if q.id == names[0]))


def test_enter_alone_skips_nothing() -> None:
    """A key that was hit too often costs no question."""
    done = quiz("mse-slope", typed="\n\n2\n")
    assert done.exit_code == 0
    assert done.stdout.count("Enter an answer, or s to skip the question.") == 2


def test_unanswered_questions_are_one_line(tmp_path: Path) -> None:
    """A file with one answer does not fill the screen with the questions that it leaves out."""
    done = quiz("vae", "mse-slope", "--answers", answers_file(tmp_path, mse_slope=2))
    lines = [line for line in done.stdout.splitlines() if line]
    assert [line.partition(" ")[0] for line in lines[:2]] == ["mse-slope", "Unanswered:"]
    assert len(lines) == 3
    assert "kl-value" in lines[1]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_no_word_is_broken_at_50_columns(
    question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also the prompt for an answer is wrapped between words."""
    monkeypatch.setenv("COLUMNS", "50")
    lines = quiz(question.id, typed="s\n").stdout.splitlines()
    assert max(len(line) for line in lines if not line.startswith("Try again")) <= 50


def malformed(path: Path, content: str) -> None:
    """Write a file of answers."""
    path.write_text(content)


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (os.mkfifo, "it is not a regular file"),
        (Path.mkdir, "it is a folder"),
        (lambda path: path.symlink_to("/dev/zero"), "it is not a regular file"),
        (lambda path: malformed(path, "a = " + "[" * 3000), "nested too deeply"),
        (lambda path: malformed(path, "kl-value = " + "9" * 6000), "too long to read"),
        (lambda path: malformed(path, "kl-value = 0x" + "f" * 6000), "a finite number"),
        (lambda path: malformed(path, "kl-value = " + "9" * 400), "a finite number"),
        (lambda path: malformed(path, "estimators = {a = [[[1]]]}"), "its own number"),
        (lambda path: malformed(path, "#" * 200_000), "is longer than"),
        (lambda path: malformed(path, "a" * 50_000 + " = 1"), "no such question"),
    ],
    ids=[
        "pipe",
        "folder",
        "device",
        "deep",
        "digits",
        "hexadecimal",
        "large",
        "list",
        "long",
        "name",
    ],
)
def test_whatever_is_named_as_answers_is_a_sentence(
    tmp_path: Path, make: Callable[[Path], None], complaint: str
) -> None:
    """What is no file of answers is wrong usage; nobody waits for a pipe."""
    make(tmp_path / "answers.toml")
    done = quiz("--answers", tmp_path / "answers.toml")
    assert done.exit_code == 2
    assert complaint in done.stderr
    assert len(done.stderr) < 500
