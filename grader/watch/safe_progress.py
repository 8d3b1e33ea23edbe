"""The learner's progress; if it cannot be used, the watch continues and says so once."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from grader.catalogue import Exercise
from grader.learner.progress import Progress, Unstored
from grader.learner.status import Standing, standings
from grader.learner.workspace import Workspace
from grader.verdict import Verdict


class SafeProgress:
    """The progress of a workspace.

    Args:
        workspace: the workspace.
        note: shows a sentence about a problem, each one once.
    """

    def __init__(self, workspace: Workspace, note: Callable[[str], None]) -> None:
        self._workspace = workspace
        self._note = note
        self._noted: set[str] = set()

    def standings(self, which: Iterable[Exercise] = ()) -> tuple[Standing, ...]:
        """The learner's status in these exercises, or all; if need be from the files alone."""
        with self.opened() as progress:
            return standings(self._workspace, progress, tuple(which))
        return standings(self._workspace, None, tuple(which))

    def standing(self, exercise: Exercise) -> Standing:
        """The learner's status in one exercise."""
        return self.standings([exercise])[0]

    def record(self, verdict: Verdict, content: bytes) -> None:
        """Store a verdict and the text that was graded."""
        with self.opened() as progress:
            progress.record(verdict, content)

    def take_hint(self, exercise: Exercise, total: int) -> int:
        """Take the next of `total` hints; return its number, or `total + 1` after the last."""
        with self.opened() as progress:
            return progress.take_hint(exercise.address, total)
        return 1

    def reveal(self, exercise: Exercise) -> None:
        """Store that the solution was shown."""
        with self.opened() as progress:
            progress.reveal(exercise.address)

    @contextmanager
    def opened(self) -> Iterator[Progress]:
        """The progress, for what has no method here; a failure ends the block and is noted."""
        progress = Progress(self._workspace.database)
        try:
            yield progress
        except Unstored as error:
            self._note_once(str(error))
        if progress.notice:
            self._note_once(progress.notice)

    def _note_once(self, sentence: str) -> None:
        if sentence not in self._noted:
            self._noted.add(sentence)
            self._note(sentence)
