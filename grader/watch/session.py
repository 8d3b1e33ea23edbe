"""One learner at work: what is graded when, and what each key does."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue

from grader.catalogue import Exercise
from grader.judging.options import Options
from grader.judging.submission import digest
from grader.learner.status import State
from grader.learner.workspace import Workspace
from grader.render.markdown import Prose
from grader.render.pages import Page
from grader.render.text import verdict_view
from grader.verdict import CheckResult, Status, Verdict
from grader.watch import pages
from grader.watch.bench import GradingThread
from grader.watch.events import (
    Checking,
    Continued,
    Event,
    Failing,
    Gone,
    Graded,
    GradeRequest,
    GraderFault,
    Key,
    Resized,
    Saved,
)
from grader.watch.keyboard import END
from grader.watch.looking import ReferencePages
from grader.watch.records import SafeProgress
from grader.watch.screen import Screen
from grader.watch.signals import Ended

WAIT_SECONDS = 0.2


class WatchSession:
    """The state of a watch. Everything here runs in the main thread.

    Args:
        workspace: the learner's.
        exercises: those that are watched.
        screen: where things are shown.
        bench: where answers are graded.
        keys: whether there are keys to press.
        shown: a path as the learner would type it.
        fault: keeps the traceback of a fault of the grader, and says so in a sentence.
    """

    def __init__(
        self,
        workspace: Workspace,
        exercises: Sequence[Exercise],
        screen: Screen,
        bench: GradingThread,
        *,
        keys: bool,
        shown: Callable[[Path], str],
        fault: Callable[[Exception], str],
    ) -> None:
        self._workspace = workspace
        self._exercises = exercises
        self._screen = screen
        self._bench = bench
        self._keys = keys
        self._shown = shown
        self._fault = fault
        self._records = SafeProgress(workspace, self._note)
        self._looking = ReferencePages(workspace, self._records, shown)
        self._current = exercises[0]
        self._device = "auto"
        self._request: GradeRequest | None = None
        self._verdicts: dict[Exercise, Verdict] = {}
        self._todo: list[Exercise] = []
        self._page: Callable[[], Page] = list
        self._is_reading = False  # another page than that on the current exercise
        self._is_asked = False  # whether to show the solution
        self._actions: dict[str, Callable[[], None]] = {
            "h": lambda: self._read(self._looking.hint(self._current)),
            "s": lambda: self._read(self._looking.statement(self._current)),
            "l": lambda: self._read(self._looking.list(self._screen.width)),
            "?": lambda: self._read(pages.help_page()),
            "o": self._solution,
            "n": self._next,
            "p": self._previous,
            "g": self._grade_again,
            "r": self._grade_again,
            "t": lambda: self._grade_again(thorough=True),
            "d": self._other_device,
            "v": self._in_full,
            "\r": self._back,
            "\n": self._back,
            "q": self._quit,
            END: self._quit,
        }

    def begin(self) -> None:
        """Show the first unfinished exercise, and grade it where it was begun."""
        known = self._records.standings(self._exercises)
        unfinished = (one.exercise for one in known if one.state is not State.PASSED)
        self._enter(next(unfinished, self._exercises[0]))

    def run(self, events: "SimpleQueue[Event]") -> None:
        """Heed events until one ends it.

        Raises:
            Ended: by a key or a signal.
        """
        while True:
            # Python may leave a signal lying while it waits, so it does not wait for long.
            with suppress(Empty):
                self._heed(events.get(timeout=WAIT_SECONDS))

    def _heed(self, event: Event) -> None:
        match event:
            case Key(name):
                self._press(name.lower())
            case Saved(exercises):
                self._saved(exercises)
            case Gone(exercise, why):
                self._gone(exercise, why)
            case Checking(request, name) if request is self._request:
                self._status(f"{request.exercise.address}  {name}")
            case Failing(request, result) if request is self._request:
                self._failing(request.exercise, result)
            case Graded(request, verdict, content) if request is self._request:
                self._graded(request.exercise, verdict, content)
            case GraderFault(None, error):
                raise error
            case GraderFault(request, error) if request is self._request:
                self._status("")
                self._note(self._fault(error))
                self._go_on()
            case Continued():
                self._screen.redraw()
                if self._request:  # it was given up before the stop: its clock went on meanwhile
                    self._grade(self._request.exercise, thorough=self._request.options.thorough)
                else:
                    self._bench.prepare(self._asked(self._current))
            case Resized():
                self._screen.redraw()

    def _enter(self, exercise: Exercise) -> None:
        """Turn to an exercise: what is begun is graded, what has passed or is untouched is not."""
        self._current, self._todo, self._request = exercise, [], None
        self._is_reading = False
        standing = self._records.standing(exercise)
        state, exists = standing.state, self._workspace.file(exercise).exists()
        path, keys = self._path(exercise), self._keys
        self._show(partial(pages.begin_page, exercise, path, state, exists=exists, keys=keys))
        if exists and (state in (State.TRIED, State.BLANK) or standing.again):
            self._grade(exercise)
        else:
            self._bench.prepare(self._asked(exercise))

    def _saved(self, exercises: tuple[Exercise, ...]) -> None:
        """Grade the last-saved first; what it interrupts comes after it."""
        interrupted = [self._request.exercise] if self._request else []
        todo = [*reversed(exercises), *interrupted, *self._todo]
        self._current, self._todo = exercises[-1], list(dict.fromkeys(todo))
        self._is_reading = False
        self._go_on()

    def _gone(self, exercise: Exercise, why: str) -> None:
        self._todo = [other for other in self._todo if other != exercise]
        if self._request and self._request.exercise == exercise:
            self._go_on()
        if exercise == self._current:
            self._is_reading = False
            self._show(partial(pages.gone_page, exercise, self._path(exercise), why))
        else:
            self._note(why)

    def _go_on(self) -> None:
        """Grade what is next; what has passed, just as it is now, is not graded again."""
        self._request = None
        while self._todo:
            exercise = self._todo.pop(0)
            content = self._workspace.content(exercise) or b""
            if digest(content) not in self._records.standing(exercise).history.passes:
                self._grade(exercise)
                return
            if exercise == self._current:
                self._show(partial(self._passed_before_page, exercise))
        self._bench.prepare(self._asked(self._current))

    def _grade(self, exercise: Exercise, *, thorough: bool = False) -> None:
        self._request = self._asked(exercise, thorough=thorough)
        self._bench.grade(self._request)
        self._status(f"{exercise.address}  grading")

    def _failing(self, exercise: Exercise, result: CheckResult) -> None:
        if exercise == self._current and not self._is_reading:
            path = self._path(exercise)
            self._screen.show(pages.failing_page(exercise, path, result, keys=self._keys))
            self._status(f"{exercise.address}  looking for the smallest input that shows it")

    def _graded(self, exercise: Exercise, verdict: Verdict, content: str) -> None:
        self._records.record(verdict, content)
        self._verdicts[exercise] = verdict
        page = partial(self._verdict_page, exercise, verdict)
        if exercise == self._current:
            self._show(page, f"{exercise.address}  {verdict.status}; enter shows it")
        else:
            self._status("")
            self._screen.add([pages.aside_line(verdict)] if self._keys else page())
        self._go_on()

    def _verdict_page(self, exercise: Exercise, verdict: Verdict) -> Page:
        if verdict.status is Status.PASS:
            return pages.passed_page(exercise, verdict, self._unfinished(), keys=self._keys)
        hints = self._records.standing(exercise).history.hints
        return [verdict_view(verdict, hints=hints, keys=self._keys)]

    def _passed_before_page(self, exercise: Exercise) -> Page:
        path, then = self._path(exercise), self._unfinished()
        return pages.passed_before_page(exercise, path, then, keys=self._keys)

    def _press(self, key: str) -> None:
        if self._is_asked:
            self._is_asked = False
            if key == "y":
                self._read(self._looking.solution(self._current))
                return
            self._screen.status("")
            if key in ("n", "\r", "\n"):  # an answer, and nothing else
                return
        if key in self._actions:
            self._actions[key]()

    def _solution(self) -> None:
        """Show the solution, or ask first where that would spoil something."""
        if self._state(self._current) is State.PASSED:
            self._read(self._looking.solution(self._current))
        else:
            address = self._current.address
            self._screen.status(f"{address} has not passed yet. Show its solution? [y/n]")
            self._is_asked = True

    def _next(self) -> None:
        if then := self._unfinished():
            self._enter(then)
        else:
            self._note("There is no other that has not passed yet.")

    def _previous(self) -> None:
        place = self._exercises.index(self._current)
        if place:
            self._enter(self._exercises[place - 1])
        else:
            self._note(f"{self._current.address} is the first one that is watched.")

    def _grade_again(self, *, thorough: bool = False) -> None:
        self._todo, self._is_reading = [], False
        self._grade(self._current, thorough=thorough)

    def _in_full(self) -> None:
        if verdict := self._verdicts.get(self._current):
            hints = self._records.standing(self._current).history.hints
            self._read([verdict_view(verdict, hints=hints, keys=self._keys, verbose=True)])
        else:
            self._note(f"{self._current.address} has not been graded yet; `g` does it.")

    def _other_device(self) -> None:
        from grader.worker.devices import devices

        names = list(devices())
        if len(names) == 1:
            self._note(f"There is no other device here than the {names[0]}.")
            return
        place = names.index(self._device) + 1 if self._device in names else 1
        self._device = names[place % len(names)]
        self._note(f"Your code's tensors live on {self._device} from now on.")
        self._grade_again()

    def _back(self) -> None:
        self._is_reading = False
        self._show(self._page)

    def _quit(self) -> None:
        raise Ended

    def _unfinished(self) -> Exercise | None:
        """The first exercise after the current one, or from the beginning, that has not passed."""
        place = self._exercises.index(self._current)
        order = [*self._exercises[place + 1 :], *self._exercises[:place]]
        known = self._records.standings(order) if order else ()
        return next((one.exercise for one in known if one.state is not State.PASSED), None)

    def _show(self, page: Callable[[], Page], summary: str = "") -> None:
        """Show what is to be known of the current exercise; in a line, if something else is read.

        Args:
            page: makes it, as it is then.
            summary: the line.
        """
        self._page = page
        self._is_asked = False
        if self._is_reading and summary:
            self._screen.status(summary)
        else:
            self._screen.show(page())

    def _read(self, page: Page) -> None:
        """Show another page."""
        self._is_reading = True
        self._screen.show(page)

    def _note(self, sentence: str) -> None:
        self._screen.add([Prose(sentence)])

    def _status(self, text: str) -> None:
        if not self._is_asked:
            self._screen.status(text)

    def _asked(self, exercise: Exercise, *, thorough: bool = False) -> GradeRequest:
        options = Options(self._device, thorough=thorough)
        return GradeRequest(exercise, Path(self._path(exercise)), options)

    def _state(self, exercise: Exercise) -> State:
        return self._records.standing(exercise).state

    def _path(self, exercise: Exercise) -> str:
        return self._shown(self._workspace.file(exercise))
