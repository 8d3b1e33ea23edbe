"""Written answers are understood in the forms that people use, and nothing else is."""

import math
from pathlib import Path

import pytest

from grader.quiz import (
    AnswerError,
    Choice,
    Matching,
    Numeric,
    Option,
    QuizError,
    Slip,
    judge,
    parse_answer,
    read_answers,
)

CHOICE = Choice(
    id="which-loss",
    topic="nll",
    exercise="nll/gaussian",
    prompt="Which?",
    explanation="Because.",
    options={
        "this": Option("This one"),
        "that": Option("That one", "It is not."),
        "other": Option("Another", "Nor is it."),
    },
    answer="this",
)
MATCHING = Matching(
    id="who-with-whom",
    topic="nll",
    exercise="nll/gaussian",
    prompt="Who?",
    explanation="Because.",
    left={"mean": "the mean", "median": "the median"},
    right={"spare": "nothing", "laplace": "Laplace", "gaussian": "Gaussian"},
    pairs={"mean": "gaussian", "median": "laplace"},
)
NUMERIC = Numeric(
    id="how-much",
    topic="nll",
    exercise="nll/gaussian",
    prompt="How much?",
    explanation="Because.",
    value=2.0,
    unit="nats",
    slips={"half": Slip(1.0, "Half."), "large": Slip(8000.0, "Large.")},
)
QUESTIONS = (CHOICE, MATCHING, NUMERIC)


@pytest.mark.parametrize("written", ["b", " B ", "b)", "that"])
def test_option_is_named_by_letter_or_key(written: str) -> None:
    """Letters count in the order of the options; case and a bracket do not matter."""
    assert parse_answer(CHOICE, written) == "that"


def test_letters_follow_the_order_shown() -> None:
    """A question whose options are in another order has other letters."""
    turned = Choice(
        id=CHOICE.id,
        topic=CHOICE.topic,
        exercise=CHOICE.exercise,
        prompt=CHOICE.prompt,
        explanation=CHOICE.explanation,
        options=dict(reversed(CHOICE.options.items())),
        answer=CHOICE.answer,
    )
    assert parse_answer(turned, "a") == "other"


@pytest.mark.parametrize("written", ["d", "ab", "", "1", 1, ["a"], None, True])
def test_no_option_is_refused_with_the_letters_there_are(written: object) -> None:
    """What is neither a letter nor a key can be asked for again."""
    with pytest.raises(AnswerError, match=r"Answer a, b or c\."):
        parse_answer(CHOICE, written)


@pytest.mark.parametrize(
    "written",
    [
        "a=3 b=2",
        "b = 2, a = 3",
        "A=3;B=2",
        "3 2",
        "3,2",
        "mean=gaussian median=laplace",
        {"a": 3, "b": 2},
        {"mean": "gaussian", "median": "laplace"},
    ],
)
def test_pairs_are_written_in_many_ways(written: object) -> None:
    """Letters and numbers, keys, numbers alone in order, and mappings mean the same."""
    assert parse_answer(MATCHING, written) == {"mean": "gaussian", "median": "laplace"}


@pytest.mark.parametrize(
    "written",
    ["a=3", "3", "3 2 1", "a=3 a=2", "a=3 b=3", "a=4 b=2", "c=1 b=2", "a3 b2", "a=3 b=2 x", 3, {}],
)
def test_pairs_that_do_not_pair_are_refused(written: object) -> None:
    """One that is missing, unknown or used twice can be asked for again."""
    with pytest.raises(AnswerError, match=r"Match each of a, b with its own number from 1 to 3"):
        parse_answer(MATCHING, written)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (0.5, 0.5),
        (2, 2.0),
        ("0.5", 0.5),
        (".5", 0.5),
        ("1/2", 0.5),
        ("5e-1", 0.5),
        (" -0.5 nats", -0.5),
        ("−0.5", -0.5),
        ("log(2)", math.log(2)),
        ("ln(2)", math.log(2)),
        ("-log(1/4)/2", math.log(2)),
        ("2*sqrt(2)", math.sqrt(8)),
        ("2^-1", 0.5),
        ("(1 + exp(-1.5))**-1", 1 / (1 + math.exp(-1.5))),
        ("0.5*log(2*pi*e)", 0.5 * math.log(2 * math.pi * math.e)),
    ],
)
def test_number_is_written_as_people_write_it(written: object, value: float) -> None:
    """Decimals, fractions, powers of ten and small expressions, with or without the unit."""
    assert parse_answer(NUMERIC, written) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(
    "written",
    [
        "two",
        "1 2",
        "1 +",
        "",
        "0x",
        "1j",
        "True",
        "nan",
        "pi.real",
        "(1).real",
        "log",
        "log(1, 2)",
        "log(x=1)",
        "abs(1)",
        "__import__('os')",
        "[1]",
        "1 if 1 else 2",
        "1 < 2",
        "'1'",
        "a" * 81,
        "\x00",
        True,
        [1],
        None,
    ],
)
def test_what_is_no_number_is_refused(written: object) -> None:
    """Nothing but arithmetic is understood, so that nothing else can be run."""
    with pytest.raises(AnswerError, match="number"):
        parse_answer(NUMERIC, written)


@pytest.mark.parametrize("written", ["1/0", "1e999", "9**9**9", "exp(1000)", math.inf, math.nan])
def test_number_without_a_finite_value_is_refused(written: object) -> None:
    """Infinity is no answer, and neither is a division by zero."""
    with pytest.raises(AnswerError, match="number"):
        parse_answer(NUMERIC, written)


@pytest.mark.parametrize("written", ["(-1)**0.5", "log(-1)", "sqrt(-1)"])
def test_number_that_is_not_real_is_refused(written: str) -> None:
    """A root of a negative number is no answer either."""
    with pytest.raises(AnswerError, match="number"):
        parse_answer(NUMERIC, written)


def test_decimal_comma_gets_a_word() -> None:
    """The message says what the decimal mark is."""
    with pytest.raises(AnswerError, match="Use a point as the decimal mark"):
        parse_answer(NUMERIC, "0,5")


@pytest.mark.parametrize(("given", "correct"), [(2.01, True), (1.99, True), (2.011, False)])
def test_number_is_right_within_its_tolerance(given: float, correct: bool) -> None:
    """Half a percent by default, the edge included."""
    assert judge(NUMERIC, given).correct is correct


@pytest.mark.parametrize(("given", "why"), [(1.0, "Half."), (8010.0, "Large."), (3.0, "")])
def test_known_slip_is_named(given: float, why: str) -> None:
    """A wrong number that a mistake leads to gets that mistake as its reason, others none."""
    result = judge(NUMERIC, given)
    assert not result.correct
    assert result.why == why


def test_wrong_option_gets_its_reason_and_the_explanation() -> None:
    """The message says what is wrong with the option, then how the answer comes about."""
    assert judge(CHOICE, "that").message == "It is not.\n\nBecause."


def test_right_answer_gets_the_explanation() -> None:
    """A right answer is explained too, since it may have been a guess."""
    assert judge(CHOICE, "this").message == "Because."


def test_half_right_pairs_are_counted() -> None:
    """A matching is right as a whole only; the message says how much of it was."""
    result = judge(MATCHING, {"mean": "gaussian", "median": "spare"})
    assert not result.correct
    assert result.why == "1 of 2 pairs are right."


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.kind)
def test_skipped_question_is_not_correct(question: Choice | Matching | Numeric) -> None:
    """No answer is no right answer, and has no reason."""
    result = judge(question, None)
    assert not result.correct
    assert result.given is None
    assert result.why == ""


def test_answers_file_holds_every_form(tmp_path: Path) -> None:
    """Ids or addresses, strings, numbers and tables; an empty string is no answer."""
    path = tmp_path / "mine.toml"
    path.write_text('"quiz/which-loss" = ""\nhow-much = "4/2"\nwho-with-whom = { a = 3, b = 1 }\n')
    assert read_answers(path, QUESTIONS) == {
        "how-much": 2.0,
        "who-with-whom": {"mean": "gaussian", "median": "spare"},
    }


def test_answers_file_of_a_windows_editor_is_read(tmp_path: Path) -> None:
    """A byte-order mark and carriage returns do no harm."""
    path = tmp_path / "mine.toml"
    path.write_bytes('\ufeffwhich-loss = "a"\r\nhow-much = 2\r\n'.encode())
    assert read_answers(path, QUESTIONS) == {"which-loss": "this", "how-much": 2.0}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"which-loss: a", "is not valid TOML"),
        (b"\xff\xfe", "is not UTF-8 text"),
        (b"which-los = 'a'", "no such question. Did you mean 'which-loss'?"),
        (b"which-loss = 'a'\n'quiz/which-loss' = 'b'", "answers 'which-loss' twice"),
        (b"which-loss = 'e'", "'which-loss' cannot be read. Answer a, b or c."),
        (b"how-much = true", "'how-much' cannot be read. Answer with a number"),
        (b"who-with-whom = 'a=1'", "'who-with-whom' cannot be read. Match each of a, b"),
    ],
)
def test_unusable_answers_file_is_refused(tmp_path: Path, content: bytes, complaint: str) -> None:
    """The complaint names the file, and says what in it to change."""
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    with pytest.raises(QuizError) as caught:
        read_answers(path, QUESTIONS)
    assert "mine.toml" in str(caught.value)
    assert complaint in str(caught.value)


@pytest.mark.parametrize(
    ("name", "complaint"), [("none.toml", "No such file"), (".", "it is a folder")]
)
def test_missing_answers_file_is_refused(tmp_path: Path, name: str, complaint: str) -> None:
    """A missing file and a directory each get a sentence."""
    with pytest.raises(QuizError, match=complaint):
        read_answers(tmp_path / name, QUESTIONS)
