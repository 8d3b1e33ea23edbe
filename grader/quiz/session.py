"""A quiz session: which questions are asked, in which order, and the results."""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from grader.quiz.marking import Result, judge
from grader.quiz.model import Answer, Choice, Matching, Question

SCHEMA_VERSION = 1

Item = TypeVar("Item")

Record = Callable[[Result], None]
"""Called with each result as soon as it is marked, but not for skips."""


class Score(NamedTuple):
    """How many questions were answered right, wrong, or not at all.

    Attributes:
        right: right answers.
        wrong: wrong answers.
        unanswered: questions that were skipped or not reached.
        total: all questions.
    """

    right: int
    wrong: int
    unanswered: int
    total: int


class QuizSession(NamedTuple):
    """A quiz that was taken.

    Attributes:
        seed: the seed of its order.
        total: how many questions it had, even if it ended early.
        results: one for each question that was reached, in order.
    """

    seed: int
    total: int
    results: tuple[Result, ...]

    @property
    def score(self) -> Score:
        """The score; questions that were never reached count as unanswered."""
        right = sum(result.correct for result in self.results)
        wrong = sum(result.given is not None and not result.correct for result in self.results)
        return Score(right, wrong, self.total - right - wrong, self.total)

    @property
    def missed(self) -> tuple[str, ...]:
        """The ids of the questions that were reached and not answered right: to ask once more."""
        return tuple(result.id for result in self.results if not result.correct)


def draw(
    questions: Sequence[Question], seed: int, count: int | None = None
) -> tuple[Question, ...]:
    """At most `count` of the questions, in an order that depends on the seed."""
    order = sorted(questions, key=lambda question: _generator(seed, question.id).random())
    return tuple(order[:count])


def shuffled(question: Question, seed: int) -> Question:
    """The same question with its options, or its right items, in an order set by the seed."""
    generator = _generator(seed, f"options of {question.id}")
    match question:
        case Choice(options=options):
            return replace(question, options=_shuffled(options, generator))
        case Matching(right=right):
            return replace(question, right=_shuffled(right, generator))
    return question


def _generator(seed: int, name: str) -> random.Random:
    """Randomness that depends only on the seed and the question, not on the other questions."""
    return random.Random(f"{seed} {name}")


def _shuffled(items: Mapping[str, Item], generator: random.Random) -> dict[str, Item]:
    return dict(generator.sample(list(items.items()), len(items)))


def mark(
    questions: Sequence[Question], answers: Mapping[str, Answer], seed: int, record: Record
) -> QuizSession:
    """Mark all questions with the given answers, by question id; the others are skipped."""
    results = tuple(judge(question, answers.get(question.id)) for question in questions)
    for result in results:
        if result.given is not None:
            record(result)
    return QuizSession(seed, len(questions), results)


def document(session: QuizSession) -> dict[str, Any]:
    """A session as plain data for JSON.

    The object has `schema` (the version of this format), `seed`, `results` and `score`. A result
    has `id`, `topic`, `kind`, `correct`, `given` and `expected` (an option's key, an object of left
    and right keys, or a number; `given` is null for a skipped question), `why` (what is wrong with
    the answer, if known) and `explanation`. The score has `right`, `wrong`, `unanswered`, `total`.
    """
    return {
        "schema": SCHEMA_VERSION,
        "seed": session.seed,
        "results": [result._asdict() for result in session.results],
        "score": session.score._asdict(),
    }
