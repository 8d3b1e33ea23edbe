"""One watch: which exercise is the current one, what is graded when, and what is shown."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from grader.catalogue import Exercise
from grader.interview.gate import refusal
from grader.judging.options import Options
from grader.learner.autosave import is_autosave
from grader.learner.status import State
from grader.learner.texts import digest
from grader.learner.workspace import Workspace
from grader.render.commands import Commands
from grader.render.pages import Page
from grader.render.text import verdict_view
from grader.verdict import CheckResult, Status, Verdict
from grader.watch import pages
from grader.watch.events import (
    Checking,
    Continued,
    Event,
    Failing,
    Gone,
    Graded,
    GradeRequest,
    GraderFault,
    Resized,
    Saved,
)
from grader.watch.grading_thread import GradingThread
from grader.watch.reports import Reports
from grader.watch.safe_progress import SafeProgress
from grader.watch.view import View


class WatchSession:
    """The state of a watch. Everything here runs in the main thread.

    Args:
        workspace: the learner's workspace.
        exercises: the watched exercises.
        progress: the learner's progress.
        view: shows pages on the screen.
        grading: grades answers.
        commands: word the next step.
        reports: follows the grades.
        shown: a path as the learner would type it.
        fault: stores the traceback of a fault of the grader, and returns a sentence about it.

    Attributes:
        current: the exercise that the learner works on.
        device: the device that their code runs on.
    """

    def __init__(
        self,
        workspace: Workspace,
        exercises: Sequence[Exercise],
        progress: SafeProgress,
        view: View,
        grading: GradingThread,
        commands: Commands,
        reports: Reports,
        *,
        shown: Callable[[Path], str],
        fault: Callable[[Exception], str],
    ) -> None:
        self.current = exercises[0]
        self.device = "auto"
        self._workspace = workspace
        self._exercises = exercises
        self._progress = progress
        self._view = view
        self._grading = grading
        self._commands = commands
        self._reports = reports
        self._shown = shown
        self._fault = fault
        self._request: GradeRequest | None = None
        self._verdicts: dict[Exercise, Verdict] = {}
        self._todo: list[Exercise] = []

    def begin(self) -> None:
        """Show the first unfinished exercise, and grade it if it was started."""
        known = self._progress.standings(self._exercises)
        unfinished = (one.exercise for one in known if one.state is not State.PASSED)
        self.enter(next(unfinished, self._exercises[0]))

    def handle(self, event: Event) -> None:
        """Handle an event.

        Raises:
            Exception: the grader itself failed outside any grade.
        """
        match event:
            case Saved(exercises):
                self._saved(exercises)
            case Gone(exercise, why):
                self._gone(exercise, why)
            case Checking(request, name) if request is self._request:
                self._view.status(f"{request.exercise.address}  {name}")
            case Failing(request, result) if request is self._request:
                self._failing(request.exercise, result)
            case Graded(request, verdict, content) if request is self._request:
                self._graded(request.exercise, verdict, content)
                if request.options.draw:
                    self._view.read(pages.picture_page(verdict, self._view.height))
            case GraderFault(None, error):
                raise error
            case GraderFault(request, error) if request is self._request:
                self._view.status("")
                self._view.note(self._fault(error))
                self._go_on()
            case Continued():
                self._view.redraw()
                if self._request:  # canceled before the stop, because its clock kept running
                    self._grade(self._request.exercise, thorough=self._request.options.thorough)
                else:
                    self._prepare()
            case Resized():
                self._view.redraw()

    def enter(self, exercise: Exercise) -> None:
        """Go to an exercise, and grade it if it was started and has not passed."""
        self.current, self._todo, self._request = exercise, [], None
        self._view.stop_reading()
        standing = self._progress.standing(exercise)
        exists = self._workspace.file(exercise).exists()
        path, state = self._path(exercise), standing.state
        page = partial(pages.begin_page, exercise, path, state, self._commands, exists=exists)
        self._view.show(page)
        if exists and (state in (State.TRIED, State.BLANK) or standing.again):
            self._grade(exercise)
        else:
            self._prepare()

    def grade_current(self, *, thorough: bool = False) -> None:
        """Grade the current exercise, and drop other requests."""
        self._todo = []
        self._view.stop_reading()
        self._grade(self.current, thorough=thorough)

    def draw_current(self) -> None:
        """Grade the current exercise again, and show the picture of its first failure."""
        self._todo = []
        self._grade(self.current, draw=True)

    def refused(self, exercise: Exercise | None = None) -> bool:
        """Whether an interview that began meanwhile asks an exercise; a note says so then.

        Args:
            exercise: the exercise; by default the current one.
        """
        exercise = exercise or self.current
        why = refusal(self._workspace, [exercise], "a watch neither grades nor helps")
        if why:
            self._view.note(why)
        return bool(why)

    @property
    def state(self) -> State:
        """The state of the current exercise."""
        return self._progress.standing(self.current).state

    def verdict_in_full(self) -> Page | None:
        """Everything about the last verdict on the current exercise, if there is one."""
        if verdict := self._verdicts.get(self.current):
            return self._verdict_view(self.current, verdict, verbose=True)
        return None

    def unfinished(self) -> Exercise | None:
        """The first exercise that has not passed, after the current one or else from the start."""
        place = self._exercises.index(self.current)
        order = [*self._exercises[place + 1 :], *self._exercises[:place]]
        known = self._progress.standings(order) if order else ()
        return next((one.exercise for one in known if one.state is not State.PASSED), None)

    def before(self) -> Exercise | None:
        """The exercise before the current one, if there is one."""
        place = self._exercises.index(self.current)
        return self._exercises[place - 1] if place else None

    def _saved(self, exercises: tuple[Exercise, ...]) -> None:
        """Grade the last saved file first; the interrupted ones come after it.

        What the practice room saves while somebody types is not graded: nobody asked for it.
        """
        exercises = tuple(one for one in exercises if not self._is_autosave(one))
        if not exercises:
            return
        interrupted = [self._request.exercise] if self._request else []
        todo = [*reversed(exercises), *interrupted, *self._todo]
        self.current, self._todo = exercises[-1], list(dict.fromkeys(todo))
        self._view.stop_reading()
        self._go_on()

    def _gone(self, exercise: Exercise, why: str) -> None:
        self._todo = [other for other in self._todo if other != exercise]
        if self._request and self._request.exercise == exercise:
            self._go_on()
        if exercise == self.current:
            self._view.stop_reading()
            self._view.show(partial(pages.gone_page, exercise, self._path(exercise), why))
        else:
            self._view.note(why)

    def _go_on(self) -> None:
        """Grade the next file; one that has passed with its current content is not graded again."""
        self._request = None
        self._reports.dropped()
        while self._todo:
            exercise = self._todo.pop(0)
            content = self._workspace.content(exercise) or b""
            if digest(content) not in self._progress.standing(exercise).history.passes:
                if self._grade(exercise):
                    return
                continue
            self._reports.passed_before(exercise.address, self._path(exercise))
            if exercise == self.current:
                self._view.show(partial(self._passed_before_page, exercise))
        self._prepare()

    def _grade(self, exercise: Exercise, *, thorough: bool = False, draw: bool = False) -> bool:
        """Begin a grade; False if an open interview forbids it."""
        if self.refused(exercise):
            return False
        self._request = self._request_for(exercise, thorough=thorough, draw=draw)
        self._grading.grade(self._request)
        self._reports.began(exercise.address, self._path(exercise))
        self._view.status(f"{exercise.address}  grading")
        return True

    def _prepare(self) -> None:
        """Be ready for the next save."""
        self._grading.prepare(self._request_for(self.current))

    def _request_for(
        self, exercise: Exercise, *, thorough: bool = False, draw: bool = False
    ) -> GradeRequest:
        options = Options(self.device, thorough=thorough, draw=draw)
        return GradeRequest(exercise, Path(self._path(exercise)), options)

    def _failing(self, exercise: Exercise, result: CheckResult) -> None:
        if exercise == self.current:
            path = self._path(exercise)
            page = (
                pages.failing_line(exercise, result)
                if self._view.keeps_all
                else pages.failing_page(exercise, path, result)
            )
            search = f"{exercise.address}  looking for the smallest input that shows it"
            self._view.preview(page, search)

    def _graded(self, exercise: Exercise, verdict: Verdict, content: bytes) -> None:
        self._progress.record(verdict, content)
        if self.refused(exercise):  # an interview began while it ran
            self._go_on()
            return
        self._reports.ended(verdict, content)
        self._verdicts[exercise] = verdict
        page = partial(self._verdict_page, exercise, verdict)
        if exercise == self.current:
            self._view.show(page, f"{exercise.address}  {verdict.status}; enter shows it")
        else:
            self._view.status("")
            self._view.add(page() if self._view.keeps_all else [pages.aside_line(verdict)])
        self._go_on()

    def _verdict_page(self, exercise: Exercise, verdict: Verdict) -> Page:
        if verdict.status is Status.PASS:
            return pages.passed_page(exercise, verdict, self.unfinished(), self._commands)
        return self._verdict_view(exercise, verdict)

    def _verdict_view(self, exercise: Exercise, verdict: Verdict, *, verbose: bool = False) -> Page:
        hints = self._progress.standing(exercise).history.hints_now
        return [verdict_view(verdict, hints=hints, commands=self._commands, verbose=verbose)]

    def _passed_before_page(self, exercise: Exercise) -> Page:
        path, then = self._path(exercise), self.unfinished()
        return pages.passed_before_page(exercise, path, then, self._commands)

    def _is_autosave(self, exercise: Exercise) -> bool:
        content = self._workspace.content(exercise) or b""
        return is_autosave(self._workspace, exercise, digest(content))

    def _path(self, exercise: Exercise) -> str:
        return self._shown(self._workspace.file(exercise))
