"""The list of exercises, with how far the learner is."""

from collections.abc import Iterable, Iterator, Mapping

from rich.text import Text

from grader.catalogue import Exercise, exercises, question_exercises, topics
from grader.learner import clock
from grader.learner.status import Standing, State
from grader.render.markdown import Page, Prose

_STATES = {
    State.PASSED: "green",
    State.TRIED: "yellow",
    State.BLANK: "yellow",
    State.UNTOUCHED: "dim",
}
_MEANINGS = {
    State.PASSED: "has passed, even if the file changed since",
    State.TRIED: "no blanks left, but has not passed yet",
    State.BLANK: "started, but has blanks left",
    State.UNTOUCHED: "not started yet",
}
_AGAIN = "has passed, and you started it again"
_SEEN = "you have seen its solution"
_INTERVIEW = "your last session started from the signatures alone"

Quiz = Mapping[str, tuple[int, int]]
"""How many of an exercise's questions were answered right, and how many there are, by address."""


def quiz_by_exercise(answered: Mapping[str, bool]) -> Quiz:
    """Count the questions of each exercise of which one was answered.

    Args:
        answered: for each question that was answered, whether the latest answer was right.
    """
    counts: dict[str, tuple[int, int]] = {}
    for question, exercise in question_exercises().items():
        right, total = counts.get(exercise, (0, 0))
        counts[exercise] = right + answered.get(question, False), total + 1
    met = {exercise for question, exercise in question_exercises().items() if question in answered}
    return {exercise: found for exercise, found in counts.items() if exercise in met}


def list_page(
    known: Mapping[Exercise, Standing], width: int | None, quiz: Quiz | None = None
) -> Page:
    """Every exercise, topic by topic, with its status.

    Args:
        known: the learner's status in each exercise, as far as it is known.
        width: the column where titles, and then what is known, are cut; None if they are not.
        quiz: how the questions about each exercise went.
    """
    lines: Page = []
    column = max(len(exercise.address) for exercise in exercises()) + 2
    for topic in topics():
        lines.append(Text.assemble((topic.name, "bold"), f"  {topic.title}"))
        for exercise in topic.exercises:
            line = Text(f"  {exercise.address:<{column}}")
            if one := known.get(exercise):
                line.append(f"{one.state:<11}", _STATES[one.state])
            words = list(_words(one, (quiz or {}).get(exercise.address)))
            lines.append(_fitted(line, Text(exercise.title), words, width))
        lines.append("")
    return lines


def legend(known: Iterable[Standing]) -> Page:
    """What the words in the list mean; only those that occur in it."""
    standings = tuple(known)
    states = {one.state for one in standings}
    rows = [(str(state), _STATES[state], _MEANINGS[state]) for state in State if state in states]
    for word, meaning in (("again", _AGAIN), ("seen", _SEEN), ("interview", _INTERVIEW)):
        if any(word in _words(one, None) for one in standings):
            rows.append((word, "dim", meaning))
    return [
        Prose(meaning, Text.assemble("  ", (f"{word:<11}", style)), " " * 13)
        for word, style, meaning in rows
    ]


def count(known: Iterable[Standing]) -> str:
    """How many exercises have passed, and how many of those were started again."""
    standings = tuple(known)
    passed = sum(one.state is State.PASSED for one in standings)
    again = sum(one.again for one in standings)
    return f"{passed} of {len(standings)} passed{f', {again} started again' * bool(again)}."


def _words(known: Standing | None, quiz: tuple[int, int] | None) -> Iterator[str]:
    """What is known of an exercise besides its state, the most useful first."""
    if known is None:
        return
    history = known.history
    if known.again:
        yield "again"
    if history.hints:
        yield f"{history.hints} hint{'s' * (history.hints > 1)}"
    if history.revealed:
        yield "seen"
    if quiz:
        yield f"quiz {quiz[0]}/{quiz[1]}"
    if history.scaffold == "interview":
        yield "interview"
    if history.last:
        yield clock.day_of(history.last).isoformat()


def _fitted(line: Text, title: Text, words: list[str], width: int | None) -> Text:
    """One line: what does not fit is cut from the title, then from the end of the words."""
    if width is not None:
        while words and len(line) + sum(len(word) + 2 for word in words) > width:
            words.pop()
    after = "".join(f"  {word}" for word in words)
    if width is not None:
        title.truncate(max(width - len(line) - len(after), 0), overflow="ellipsis")
    return line + title + Text(after, "dim")
