"""The shipped questions are sound, cover the lesson, and cannot be guessed from their form."""

import re
from collections import Counter

import pytest

from grader.catalogue import exercises
from grader.quiz import (
    Choice,
    Matching,
    Numeric,
    Question,
    judge,
    load_questions,
    parse_answer,
    render_question,
)

QUESTIONS = load_questions()
CHOICES = [question for question in QUESTIONS if isinstance(question, Choice)]

# What a learner must not leave the lesson without, and the questions that ask for it.
TRAPS = {
    "which variance weight_decay means": {
        "weight-decay-variance",
        "weight-decay-penalty",
        "mean-loss-variance",
    },
    "why a squared error needs a noise variance before its lambda is a prior": {
        "squared-error-variance",
        "ridge-variance",
        "mse-variance",
    },
    "why Adam with weight_decay is not the prior that decoupled decay is": {
        "optimiser-updates",
        "adam-decay-step",
        "adamw-decay-step",
        "adam-large-gradients",
        "adamw-prior",
    },
    "why a Bernoulli likelihood of grey pixels is not normalised": {
        "grey-pixels",
        "grey-integral",
        "grey-comparison",
    },
    "why a threshold comes from training scores": {
        "threshold-from-training",
        "leaky-threshold",
    },
}


def test_ids_are_unique() -> None:
    """An id names one question of the whole quiz, so that the bare id is an address."""
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize(("kind", "least"), [(Choice, 24), (Matching, 6), (Numeric, 14)])
def test_every_kind_is_well_represented(kind: type[Question], least: int) -> None:
    """The quiz is no mere multiple choice."""
    assert sum(isinstance(question, kind) for question in QUESTIONS) >= least


def test_every_exercise_of_the_lesson_has_a_question() -> None:
    """What can be practised is also asked, and each question belongs to an exercise there is."""
    assert {question.exercise for question in QUESTIONS} == {e.address for e in exercises()}


@pytest.mark.parametrize("trap", TRAPS)
def test_every_trap_is_asked_about(trap: str) -> None:
    """Each trap of the lesson has its questions."""
    assert TRAPS[trap] <= {question.id for question in QUESTIONS}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_own_answer_is_right(question: Question) -> None:
    """The answer that a question holds, written by its keys or number, is judged right."""
    match question:
        case Choice(answer=written) | Matching(pairs=written) | Numeric(value=written):
            assert judge(question, parse_answer(question, written)).correct


@pytest.mark.parametrize("question", CHOICES, ids=lambda question: question.id)
def test_every_other_option_is_wrong_for_a_reason(question: Choice) -> None:
    """A wrong option is judged wrong, and its own reason is given."""
    for key in question.options.keys() - {question.answer}:
        result = judge(question, key)
        assert not result.correct
        assert result.why == question.options[key].why.strip()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_statement_does_not_give_the_answer(question: Question) -> None:
    """What is shown before the answer holds neither the explanation nor a reason."""
    shown = render_question(question)
    assert question.explanation.strip() not in shown
    match question:
        case Choice(options=options):
            assert not any(option.why.strip() in shown for option in options.values() if option.why)
        case Numeric(slips=slips):
            assert not any(slip.why.strip() in shown for slip in slips.values())


def texts_of(question: Question) -> list[str]:
    """All Markdown of a question."""
    texts = [question.prompt, question.explanation]
    match question:
        case Choice(options=options):
            texts += [text for option in options.values() for text in (option.text, option.why)]
        case Matching(left=left, right=right):
            texts += [*left.values(), *right.values()]
        case Numeric(slips=slips):
            texts += [slip.why for slip in slips.values()]
    return texts


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_formulas_are_code(question: Question) -> None:
    """Stars and underscores outside code spans would be taken for emphasis."""
    for text in texts_of(question):
        assert not set("*_`") & set(re.sub(r"`[^`]+`", "", text))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_no_line_begins_like_a_list(question: Question) -> None:
    """A minus or a number with a point at the start of a line would be taken for a list."""
    for text in texts_of(question):
        assert not re.search(r"^([-*+#]|\d+[.)])\s", text, flags=re.M)


def lengths(question: Choice) -> tuple[int, list[int]]:
    """The length of the right option, and those of the others."""
    others = [len(o.text) for key, o in question.options.items() if key != question.answer]
    return len(question.options[question.answer].text), others


@pytest.mark.parametrize("pick", [max, min])
def test_length_does_not_give_the_answer_away(pick: type[max] | type[min]) -> None:
    """Choosing the longest option, or the shortest, is right less than a third of the time."""
    picked = sum(
        pick([right, *others]) == right and right not in others
        for right, others in map(lengths, CHOICES)
    )
    assert picked < len(CHOICES) / 3


@pytest.mark.parametrize("question", CHOICES, ids=lambda question: question.id)
def test_options_are_of_similar_length(question: Choice) -> None:
    """No option stands out by its length."""
    right, others = lengths(question)
    assert max(right, *others) <= 1.5 * min(right, *others) + 5


def test_position_does_not_give_the_answer_away() -> None:
    """No letter of the printed order is right for more than two questions in five."""
    places = Counter(list(question.options).index(question.answer) for question in CHOICES)
    assert max(places.values()) <= 0.4 * len(CHOICES)
