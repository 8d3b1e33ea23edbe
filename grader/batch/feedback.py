"""A folder of feedback for each learner: their verdicts as text and as an HTML page.

A folder has the data of one learner. The texts in it are those of `practice grade`.
"""

import hashlib
import io
import os
import re
import textwrap
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined
from rich.console import Console

from grader.batch.line import Unreadable, read_line
from grader.batch.row import row
from grader.catalogue import Exercise
from grader.learner.workspace import write
from grader.render.markdown import sanitise
from grader.render.text import verdict_view
from grader.verdict import Verdict

TEXT, PAGE = "feedback.txt", "feedback.html"
WIDTH = 80

_SAFE = re.compile(r"[\w][\w .@-]{0,59}(?<![ .])")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # on Windows


class UnusableFolder(Exception):
    """The feedback cannot be written there; the message says why, and what to do."""


class Class(Protocol):
    """Whose feedback is written, on which exercises; a summary of a batch is one."""

    @property
    def learners(self) -> Sequence[str]:
        """Everyone, including those who handed in nothing."""

    @property
    def exercises(self) -> Sequence[Exercise]:
        """Those that were asked for."""

    @property
    def cells(self) -> Mapping[tuple[str, str], str]:
        """The outcome of each learner's answer to each exercise, by its address."""


@dataclass(frozen=True)
class Answer:
    """The result of one file of a learner.

    Attributes:
        exercise: the exercise.
        verdict: the verdict, or None if there is none.
        fault: why there is none, in a sentence.
    """

    exercise: Exercise
    verdict: Verdict | None
    fault: str = ""

    @property
    def text(self) -> str:
        """What `practice grade` says, at 80 columns, without color."""
        if self.verdict is None:
            return f"{self.exercise.address}\n\n{sanitise(self.fault)}\n"
        console = Console(
            file=io.StringIO(), width=WIDTH, color_system=None, highlight=False, markup=False,
            emoji=False, force_terminal=False, legacy_windows=False,
        )  # fmt: skip
        console.print(verdict_view(self.verdict), soft_wrap=True)
        assert isinstance(console.file, io.StringIO)
        return console.file.getvalue()


def write_feedback(folder: Path, results: Path, summary: Class) -> int:
    """Write the feedback of every learner.

    Args:
        folder: where; a learner's old feedback there is replaced.
        results: the file of results.
        summary: whose feedback, and on which exercises.

    Returns:
        How many learners have feedback.

    Raises:
        UnusableFolder: something else is in a learner's place; what was written before is whole.
        OSError: it cannot be written.
    """
    lines = _last_lines(results, summary)
    names = folder_names(summary.learners)
    environment = Environment(
        loader=PackageLoader("grader.batch", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = lambda text: sanitise(text).replace("\n", "\\n")
    template = environment.get_template("feedback.html.j2")
    folder.mkdir(parents=True, exist_ok=True)
    with results.open("rb") as file:
        for learner in summary.learners:
            place = folder / names[learner]
            _refuse_others(place)
            answers = list(_answers(file, lines.get(learner, {}), summary.exercises))
            there = {answer.exercise for answer in answers}
            missing = [one.address for one in summary.exercises if one not in there]
            write(place / TEXT, _text(learner, answers, missing).encode("utf-8", "replace"))
            page = template.render(learner=learner, answers=answers, missing=missing)
            write(place / PAGE, page.encode("utf-8", "replace"))
    return len(summary.learners)


def refuse_among_answers(answers: Path, feedback: Path) -> None:
    """Refuse a place for feedback that learners' answers are in, or that is among them.

    Raises:
        UnusableFolder: it is such a place.
    """
    root, place = answers.resolve(), feedback.resolve()
    if place == root or root in place.parents or place in root.parents:
        raise UnusableFolder(
            f"{feedback} has answers of learners in it, or is among them; name a folder of its own "
            "for the feedback."
        )


def folder_names(learners: Iterable[str]) -> dict[str, str]:
    """A name for the folder of each learner, which stays in its place on every system.

    A plain name is kept. One with anything else in it, and names that some file system takes for
    the same, or for the name that another was given, get digits that tell them apart.
    """
    names = {name: name if _is_plain(name) else _spelled(name) for name in learners}
    while alike := [
        name for name, number in Counter(map(_folded, names.values())).items() if number > 1
    ]:
        for learner, name in names.items():
            if name == learner and _folded(name) in alike:
                names[learner] = _spelled(learner)
    return names


def _is_plain(name: str) -> bool:
    return bool(_SAFE.fullmatch(name)) and not _RESERVED.fullmatch(name)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _spelled(name: str) -> str:
    plain = re.sub(r"[^a-zA-Z0-9]+", "-", name).strip("-")[:40] or "learner"
    return f"{plain}-{hashlib.sha256(name.encode('utf-8', 'backslashreplace')).hexdigest()[:16]}"


def _refuse_others(place: Path) -> None:
    """Refuse to write through a link, or over something that is not ours."""
    for path in (place, place / TEXT, place / PAGE):
        wanted = os.path.isdir if path == place else os.path.isfile
        if path.is_symlink() or (path.exists() and not wanted(path)):
            raise UnusableFolder(
                f"{path} is a link or something else than feedback; move it away, or name another "
                "folder with --feedback."
            )


def _last_lines(results: Path, summary: Class) -> dict[str, dict[str, int]]:
    """Where in the file the last line about each answer is, by learner and exercise."""
    wanted = set(summary.cells)
    found: dict[str, dict[str, int]] = defaultdict(dict)
    with results.open("rb") as file:
        place = 0
        for line in file:
            try:
                one = row(line)
                if (one.learner, one.exercise) in wanted:
                    found[one.learner][one.exercise] = place
            except ValueError:
                pass  # a damaged line, which was reported
            place += len(line)
    return found


def _answers(
    file: io.BufferedReader, lines: Mapping[str, int], exercises: Sequence[Exercise]
) -> Iterator[Answer]:
    for exercise in exercises:
        if exercise.address in lines:
            file.seek(lines[exercise.address])
            yield _answer(exercise, file.readline())


def _answer(exercise: Exercise, line: bytes) -> Answer:
    try:
        found = read_line(line)
    except Unreadable:
        return Answer(exercise, None, "Your answer was graded by a version that cannot be read.")
    return Answer(exercise, found.verdict, f"Your answer could not be graded: {found.fault}")


def _text(learner: str, answers: Sequence[Answer], missing: Sequence[str]) -> str:
    parts = [f"Feedback for {sanitise(learner)}\n"]
    parts += [answer.text for answer in answers]
    if missing:
        listed = textwrap.fill(
            f"Not handed in: {', '.join(missing)}.", WIDTH, break_on_hyphens=False
        )
        parts.append(f"{listed}\n")
    return f"\n{'-' * WIDTH}\n\n".join(parts)
