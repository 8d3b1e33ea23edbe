"""A quiz is settled by its seed, loses no answer, and has a documented JSON form."""

import json
import subprocess
import sys

import pytest

from grader.quiz import (
    Choice,
    Matching,
    Numeric,
    Result,
    document,
    draw,
    load_questions,
    mark,
    render_question,
    shuffled,
)

QUESTIONS = load_questions()
BY_ID = {question.id: question for question in QUESTIONS}
ANSWERS = {"mse-assumption": "fixed-variance", "mse-slope": 4.0}


def marked(recorded: list[Result] | None = None) -> dict[str, object]:
    """The JSON form of a session with a right, a wrong and no answer."""
    asked = [BY_ID[name] for name in ("mse-assumption", "mse-slope", "kl-value")]
    record = recorded.append if recorded is not None else lambda result: None
    return document(mark(asked, ANSWERS, 3, record))


def test_same_seed_gives_the_same_order() -> None:
    """Questions and options come in an order that the seed settles."""
    first, second = draw(QUESTIONS, 7), draw(QUESTIONS, 7)
    assert first == second
    assert [render_question(shuffled(q, 7)) for q in first] == [
        render_question(shuffled(q, 7)) for q in second
    ]


def test_another_seed_gives_another_order() -> None:
    """Seeds differ in the order of questions and in that of options."""
    assert draw(QUESTIONS, 7) != draw(QUESTIONS, 8)
    question = BY_ID["estimators"]
    assert render_question(shuffled(question, 7)) != render_question(shuffled(question, 8))


def test_order_of_options_does_not_depend_on_what_else_is_asked() -> None:
    """One question alone has the options in the order that it has in the whole quiz."""
    alone = draw([BY_ID["elbo-gap"]], 7)
    among = [question for question in draw(QUESTIONS, 7) if question.id == "elbo-gap"]
    assert list(alone) == among


def test_drawing_asks_each_question_once() -> None:
    """Shuffling loses and repeats nothing."""
    assert sorted(q.id for q in draw(QUESTIONS, 7)) == sorted(BY_ID)


def test_fewer_questions_are_the_first_of_the_same_order() -> None:
    """A smaller count of the same seed asks nothing else."""
    assert draw(QUESTIONS, 7, 5) == draw(QUESTIONS, 7)[:5]


def test_larger_count_asks_all_there_are() -> None:
    """A count is an upper bound."""
    assert len(draw(QUESTIONS, 7, 10_000)) == len(QUESTIONS)


def test_every_position_is_reached() -> None:
    """The right option comes to stand in every place, as seeds go by."""
    question = BY_ID["elbo-gap"]
    assert isinstance(question, Choice)
    places = set()
    for seed in range(40):
        turned = shuffled(question, seed)
        assert isinstance(turned, Choice)
        places.add(list(turned.options).index(question.answer))
    assert places == set(range(len(question.options)))


def test_shuffling_changes_only_the_order() -> None:
    """Options, partners and answers stay what they were."""
    for question in QUESTIONS:
        assert shuffled(question, 7) == question


def test_score_counts_right_wrong_and_unanswered() -> None:
    """The three add up to all questions."""
    assert marked()["score"] == {"right": 1, "wrong": 1, "unanswered": 1, "total": 3}


def test_every_answer_is_recorded_but_no_skip() -> None:
    """What is stored with the progress are answers, right and wrong."""
    recorded: list[Result] = []
    marked(recorded)
    assert [(result.id, result.correct) for result in recorded] == [
        ("mse-assumption", True),
        ("mse-slope", False),
    ]


def test_session_has_a_json_form() -> None:
    """The object has a schema version, the seed, the results and the score, and survives JSON."""
    sent = marked()
    assert json.loads(json.dumps(sent, allow_nan=False)) == sent
    assert list(sent) == ["schema", "seed", "results", "score"]
    assert (sent["schema"], sent["seed"]) == (1, 3)


def test_result_has_a_json_form() -> None:
    """A result says what was given, what was expected, and why."""
    (_, result, skipped) = marked()["results"]  # type: ignore[misc] # plain data
    explanation = result.pop("explanation")
    assert "a = 1 / (2 * 0.25) = 2" in explanation
    assert result.pop("why").startswith("That is `1 / sigma^2`")
    assert result == {
        "id": "mse-slope",
        "topic": "nll",
        "kind": "numeric",
        "correct": False,
        "given": 4.0,
        "expected": 2.0,
    }
    assert skipped["given"] is None


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("mse-assumption", ["- **a.** Over the whole", "Answer: a, b, c or d."]),
        ("estimators", ["- **a.** the mean of a Gaussian", "- **6.** the mean", "each of a, b, c"]),
        ("kl-value", ["Answer: a number, in nats, to within "]),
    ],
)
def test_question_is_rendered_as_markdown(name: str, parts: list[str]) -> None:
    """What to answer by, and how, stands below the prompt."""
    text = render_question(BY_ID[name])
    assert text.startswith(BY_ID[name].prompt.strip())
    assert all(part in text for part in parts)


def test_kinds_have_the_names_of_the_files() -> None:
    """A question's kind in JSON is the one that its file gives."""
    assert {question.kind for question in QUESTIONS} == {
        kind.kind for kind in (Choice, Matching, Numeric)
    }


def test_quiz_imports_nothing_heavy() -> None:
    """Asking questions does not wait for torch, NumPy, scikit-learn or Hypothesis."""
    code = "import sys, grader.quiz, grader.quiz.terminal; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"torch", "numpy", "sklearn", "hypothesis"} & set(done.stdout.split())
