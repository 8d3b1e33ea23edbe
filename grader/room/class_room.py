"""A class in the room: its results as they grow, and the work that a teacher starts on them.

Reading, comparing and writing are done in threads: a page shows what is known by then.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from grader.batch.alike.comparison import ComparisonFailed, compare_class
from grader.batch.alike.task import File, Report
from grader.batch.answer_file import AnswerFile, FileState, read_answer
from grader.batch.class_results import ClassResults
from grader.batch.feedback import UnusableFolder, refuse_among_answers, write_feedback
from grader.batch.line import Line, Unreadable, read_line
from grader.batch.overview import addresses, everybody
from grader.batch.submissions import learner_names
from grader.catalogue import Exercise, UnknownAddress, exercises, find_one
from grader.judging.options import Options
from grader.judging.submission import TextAnswer
from grader.judging.version import kit
from grader.remote.judge import JudgeFailed, RemoteJudge
from grader.verdict import Verdict

REFRESH_SECONDS = 1.0
"""How often the file of results is looked at."""

NEVER_COMPARED = ("blank", "fault")
"""Outcomes of answers that hold nothing to compare."""


@dataclass
class Work:
    """Something that a teacher started.

    Attributes:
        running: whether it is still being done.
        done: how many parts of it are done.
        total: how many there are.
        sentence: what came of it, or why it failed; empty before its end.
    """

    running: bool = False
    done: int = 0
    total: int = 0
    sentence: str = ""


@dataclass(frozen=True)
class Roster:
    """Everybody whose feedback is written; see `grader.batch.feedback.Class`."""

    learners: tuple[str, ...]
    exercises: tuple[Exercise, ...]
    cells: dict[tuple[str, str], str]


@dataclass
class Opened:
    """An answer that was opened.

    Attributes:
        line: what the results say about it; None if the line is damaged, of another version, or not
            where it was.
        file: its file.
        closer: a verdict with the smallest input and a picture, if that was asked for.
    """

    line: Line | None
    file: AnswerFile
    closer: Verdict | None = None


@dataclass
class ClassRoom:
    """A class that is shown.

    Attributes:
        results: its results.
        answers: the folder that was graded, if it is known.
        others: the names of the learners' folders.
        version: grows whenever a page may show something new.
        comparing: the comparison of all answers.
        alike: what it has found, by the exercise's address.
        writing: the feedback.
    """

    results: ClassResults
    answers: Path | None
    others: list[str] = field(default_factory=list)
    version: int = 0
    comparing: Work = field(default_factory=Work)
    alike: dict[str, Report] = field(default_factory=dict)
    writing: Work = field(default_factory=Work)

    def __post_init__(self) -> None:
        self._over = threading.Event()
        self._judge = RemoteJudge()
        self._closer: dict[str, Verdict] = {}
        self._starting = threading.Lock()

    def __enter__(self) -> "ClassRoom":
        threading.Thread(target=self._follow, name="results", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._judge.close()

    @property
    def name(self) -> str:
        """What the class is called: as the folder, or else the file."""
        return self.answers.resolve().name if self.answers else self.results.path.name

    def everybody(self) -> list[str]:
        """The names of all learners, each at its number."""
        return everybody(self.results, self.others)

    def open(self, number: int, address: str) -> Opened | None:
        """An answer; None if there is none.

        Raises:
            OSError: the file of results cannot be read.
        """
        if (number, address) not in self.results.cells:
            return None
        line = self.results.line(number, address)
        try:
            read = read_line(line) if line is not None else None
        except Unreadable:
            read = None
        known = read or self.results.located(number, address)
        if known is None:
            return Opened(None, AnswerFile(FileState.UNKNOWN, why="Its line cannot be read."))
        file = read_answer(self.answers, known.path, known.sha256)
        return Opened(read, file, self._closer.get(_key(address, known.sha256)))

    def look_closer(self, number: int, address: str) -> str:
        """Grade an answer again, with the search for the smallest input and a picture.

        Returns:
            Why that cannot be done, or an empty string.
        """
        opened = self.open(number, address)
        if opened is None or opened.line is None or opened.file.state is not FileState.GRADED:
            return "The file is not what was graded; run `practice batch` again."
        line = opened.line
        options = Options(line.device, line.seed, isolation="require", draw=True)
        try:
            exercise = find_one(address)
            verdict, _ = self._judge.grade(
                exercise, TextAnswer(line.path, opened.file.text), options
            )
        except UnknownAddress:
            return "This version of the kit does not have the exercise."
        except JudgeFailed as failed:
            return str(failed)
        self._closer[_key(address, line.sha256)] = verdict
        self.version += 1
        return ""

    def compare(self) -> None:
        """Start to compare all answers, exercise by exercise."""
        if self.answers is not None:
            self._start(self.comparing, self._compare)

    def shared(self, address: str, left: int, right: int) -> Report | None:
        """What two answers share, with its lines; None if their files cannot be compared."""
        files = [one for number in (left, right) for one in self._files(address, [number])]
        if self.answers is None or len(files) != 2:
            return None
        with suppress(ComparisonFailed):
            return next(compare_class(self.answers, {address: files}, lines=True), None)
        return None

    def write_feedback(self, folder: Path) -> None:
        """Start to write every learner's feedback into a folder."""
        self._start(self.writing, lambda: self._write(folder))

    def _follow(self) -> None:
        kit()  # which every page compares with: hashing the code takes a moment, once
        while not self._over.is_set():
            others = self.others
            if self.answers is not None:
                with suppress(OSError):  # the page of an answer says it
                    others = learner_names(self.answers)
            changed = self.results.refresh() or others != self.others
            self.others = others
            self.version += changed
            self._over.wait(REFRESH_SECONDS)

    def _start(self, work: Work, do: Callable[[], str]) -> None:
        with self._starting:
            if work.running:
                return
            work.running, work.sentence = True, ""
        threading.Thread(target=self._do, args=[work, do], daemon=True).start()

    def _do(self, work: Work, do: Callable[[], str]) -> None:
        try:
            work.sentence = do()
        except (UnusableFolder, ComparisonFailed) as problem:
            work.sentence = str(problem)
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            work.sentence = f"That did not work ({where}{error.strerror or error})."
        finally:
            work.running = False
            self.version += 1

    def _compare(self) -> str:
        assert self.answers is not None
        with self.results.lock:
            known = {exercise.address for exercise in exercises()}
            which = [address for address in addresses(self.results) if address in known]
            cells = dict(self.results.cells)
        self.comparing.done, self.comparing.total = 0, len(which)
        self.alike = {}
        by_exercise: dict[str, list[int]] = {address: [] for address in which}
        for (number, address), cell in cells.items():
            if address in by_exercise and cell.outcome not in NEVER_COMPARED:
                by_exercise[address].append(number)
        files = {
            address: list(self._files(address, numbers)) for address, numbers in by_exercise.items()
        }
        for report in compare_class(self.answers, files):
            self.alike = {**self.alike, report.exercise: report}
            self.comparing.done += 1
            self.version += 1
        return ""

    def _files(self, address: str, numbers: list[int]) -> Iterator[File]:
        for number in numbers:
            if found := self.results.located(number, address):
                yield File(number, found.path, found.sha256)

    def _write(self, folder: Path) -> str:
        if self.answers is not None:
            refuse_among_answers(self.answers, folder)
        with self.results.lock:
            shown = set(addresses(self.results))
            names = self.everybody()
            cells = {(names[n], at): cell.outcome for (n, at), cell in self.results.cells.items()}
        which = tuple(one for one in exercises() if one.address in shown)
        roster = Roster(tuple(names), which, cells)
        count = write_feedback(folder, self.results.path, roster)
        learners = "1 learner" if count == 1 else f"{count:,} learners"
        return f"Written for {learners}, into {folder}."


def _key(address: str, sha256: str) -> str:
    return f"{address} {sha256}"
