"""Marking one answer."""

from typing import NamedTuple

from grader.quiz.model import Answer, Choice, Matching, Numeric, Question


class Result(NamedTuple):
    """The result of one question.

    Attributes:
        id: the question's id.
        topic: its topic.
        kind: choice, matching or numeric.
        correct: whether the answer is right; false if there is none.
        given: the answer, or None if the question was skipped.
        expected: the right answer.
        why: what is wrong with the answer, if that is known; empty for a right one.
        explanation: the worked answer, in Markdown.
    """

    id: str
    topic: str
    kind: str
    correct: bool
    given: Answer | None
    expected: Answer
    why: str
    explanation: str

    @property
    def message(self) -> str:
        """What to tell the learner, in Markdown: what is wrong, if known, and the worked answer."""
        return "\n\n".join(filter(None, (self.why, self.explanation)))


def judge(question: Question, given: Answer | None) -> Result:
    """Compare an answer, as `parse_answer` gives it, with the right one; None is a skip."""
    expected, correct, why = _compare(question, given)
    return Result(
        id=question.id,
        topic=question.topic,
        kind=question.kind,
        correct=correct,
        given=given,
        expected=expected,
        why=why if given is not None else "",
        explanation=question.explanation.strip(),
    )


def _compare(question: Question, given: Answer | None) -> tuple[Answer, bool, str]:
    """The right answer, whether the given one is right, and if not, why."""
    match question:
        case Choice(answer=answer, options=options):
            why = options[given].why.strip() if isinstance(given, str) else ""
            return answer, given == answer, why
        case Matching(pairs=pairs):
            right = len(pairs.items() & given.items()) if isinstance(given, dict) else 0
            correct = right == len(pairs)
            return pairs, correct, "" if correct else f"{right} of {len(pairs)} pairs are right."
        case Numeric(value=value):
            if not isinstance(given, float):
                return value, False, ""
            return value, _near(question, given, value), _slip(question, given)


def _near(question: Numeric, given: float, value: float) -> bool:
    rounding = 1e-12 * abs(value)  # an answer exactly at the edge of the tolerance is accepted
    return abs(given - value) <= question.tolerance(value) + rounding


def _slip(question: Numeric, given: float) -> str:
    """Why a wrong number is wrong, if a known mistake leads to it."""
    slips = (slip for slip in question.slips.values() if _near(question, given, slip.value))
    return next((slip.why.strip() for slip in slips), "")
