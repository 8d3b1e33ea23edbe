"""A quiz in progress, whatever shows its questions."""

import json
from collections.abc import Sequence

from grader.learner.progress import Mode, Progress
from grader.quiz.marking import Result
from grader.quiz.model import Question
from grader.quiz.session import QuizSession, Record, shuffled


class Round:
    """Some questions, one after another; each answer is recorded at once, and a skip never.

    Args:
        questions: the questions, in order.
        seed: the seed of the order of their options.
        record: stores an answer.

    Attributes:
        questions: the questions as they are asked.
    """

    def __init__(self, questions: Sequence[Question], seed: int, record: Record) -> None:
        self.questions = tuple(shuffled(question, seed) for question in questions)
        self._seed = seed
        self._record = record
        self._results: list[Result] = []

    @property
    def current(self) -> Question | None:
        """The question that is asked now; None at the end."""
        done = len(self._results)
        return self.questions[done] if done < len(self.questions) else None

    @property
    def place(self) -> str:
        """Where the current question stands among all."""
        return f"{len(self._results) + 1} of {len(self.questions)}"

    @property
    def session(self) -> QuizSession:
        """What came of it so far."""
        return QuizSession(self._seed, len(self.questions), tuple(self._results))

    def add(self, result: Result) -> None:
        """Go on to the next question, with the result of the current one."""
        self._results.append(result)
        if result.given is not None:
            self._record(result)


def store(progress: Progress, result: Result, mode: Mode = Mode.PRACTICE) -> None:
    """Add an answer to the learner's history.

    Raises:
        Unstored: it cannot be stored.
    """
    progress.answer(result.id, json.dumps(result.given), result.correct, mode=mode)
