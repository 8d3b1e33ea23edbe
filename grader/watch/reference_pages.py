"""The pages that keys open: the next hint, the statement, the solution, the list."""

from collections.abc import Callable
from pathlib import Path

from grader.catalogue import Exercise
from grader.learner.status import State
from grader.learner.workspace import Workspace
from grader.render.commands import Commands
from grader.render.listing import count, legend, list_page
from grader.render.markdown import Prose
from grader.render.pages import Page, hint_page, solution_page, statement_page
from grader.source import read_parts, read_solution
from grader.watch.safe_progress import SafeProgress


class ReferencePages:
    """The pages of other commands, during a watch.

    Args:
        workspace: the learner's workspace.
        progress: the learner's progress.
        commands: word the next step.
        shown: a path as the learner would type it.
    """

    def __init__(
        self,
        workspace: Workspace,
        progress: SafeProgress,
        commands: Commands,
        shown: Callable[[Path], str],
    ) -> None:
        self._workspace = workspace
        self._progress = progress
        self._commands = commands
        self._shown = shown

    def hint(self, exercise: Exercise) -> Page:
        """Take the next hint, and show it below the earlier ones."""
        hints = read_parts(exercise.solution).hints
        taken = min(self._progress.take_hint(exercise, len(hints)), len(hints))
        page: Page = []
        for number in range(1, taken + 1):
            page += [*hint_page(exercise, hints, number), ""]
        if taken < len(hints):
            return [*page, Prose(f"{self._commands.hint(exercise.address)} gives the next one.")]
        return [*page, Prose(f"{self._commands.solution(exercise.address)} shows a good answer.")]

    def statement(self, exercise: Exercise) -> Page:
        """What an exercise asks for."""
        file = self._shown(self._workspace.file(exercise))
        return [*statement_page(read_solution(exercise.solution)), "", file]

    def solution(self, exercise: Exercise) -> Page:
        """A good answer; stores that it was shown."""
        self._progress.reveal(exercise)
        mine, file = "", self._shown(self._workspace.file(exercise))
        if self._progress.standing(exercise).state is not State.UNTOUCHED:
            mine = (self._workspace.content(exercise) or b"").decode("utf-8", "replace")
        text, parts = exercise.solution.read_text("utf-8"), read_parts(exercise.solution)
        return solution_page(text, parts, mine, file)

    def list(self, width: int | None) -> Page:
        """Every exercise with its status."""
        known = {one.exercise: one for one in self._progress.standings()}
        return [*list_page(known, width), *legend(known.values()), "", Prose(count(known.values()))]
