"""Questions and answers as Markdown."""

from collections.abc import Iterable

from grader.quiz.answers import lettered, numbered
from grader.quiz.marking import Result
from grader.quiz.model import Choice, Matching, Numeric, Question


def render_question(question: Question) -> str:
    """The question as Markdown, with the letters and numbers to answer with, without its answer."""
    parts = [question.prompt.strip()]
    parts += [
        "\n".join(f"- **{mark}.** {text}" for mark, text in items) for items in choices(question)
    ]
    return "\n\n".join([*parts, f"Answer: {form(question)}."]) + "\n"


def choices(question: Question) -> list[list[tuple[str, str]]]:
    """What to choose from: lists of marks (a letter or a number) and Markdown texts."""
    match question:
        case Choice(options=options):
            return [[(a, options[key].text.strip()) for a, key in lettered(options).items()]]
        case Matching(left=left, right=right):
            return [
                [(a, left[key].strip()) for a, key in lettered(left).items()],
                [(n, right[key].strip()) for n, key in numbered(right).items()],
            ]
        case Numeric():
            return []


def form(question: Question) -> str:
    """The form of an answer to the question, in a few words."""
    match question:
        case Choice(options=options):
            return _listed(lettered(options), "or")
        case Matching(left=left):
            return f"a number for each of {_listed(lettered(left), 'and')}"
        case Numeric(unit=unit):
            return f"a number{f', in {unit}' if unit else ''}, {_tolerance(question)}"


def _tolerance(question: Numeric) -> str:
    """How close a number must be."""
    if question.abs_tol > question.rel_tol * abs(question.value):
        return f"to within {question.abs_tol:g}"
    return f"to within {100 * question.rel_tol:.3g} %"


def render_feedback(question: Question, result: Result) -> str:
    """The feedback on an answer, as Markdown: what is wrong with it, the right one, and why."""
    right = "" if result.correct else _render_answer(question)
    return "\n\n".join(filter(None, (result.why, right, result.explanation)))


def _render_answer(question: Question) -> str:
    match question:
        case Choice(options=options, answer=answer):
            letter = next(a for a, key in lettered(options).items() if key == answer)
            return f"The answer is **({letter})** {options[answer].text.strip()}"
        case Matching(left=left, right=right, pairs=pairs):
            number = {key: n for n, key in numbered(right).items()}
            lines = [
                f"- **{a}={number[pairs[key]]}** {left[key].strip()}: {right[pairs[key]].strip()}"
                for a, key in lettered(left).items()
            ]
            return "\n".join(["The answer is", "", *lines])
        case Numeric(value=value, unit=unit):
            return f"The answer is **{f'{value:.5g} {unit}'.strip()}**."


def _listed(items: Iterable[str], conjunction: str) -> str:
    *most, last = items
    return f"{', '.join(most)} {conjunction} {last}"
