"""What a learner can do in a watch; `grader.watch.keys` says with which keys."""

from grader.learner.status import State
from grader.render.pages import Page
from grader.watch.reference_pages import ReferencePages
from grader.watch.session import WatchSession
from grader.watch.signals import Ended
from grader.watch.view import View


class Actions:
    """The actions that the keys start.

    Args:
        session: grades, and knows the current exercise.
        view: shows pages on the screen.
        reference: makes the pages that other commands show too.
    """

    def __init__(self, session: WatchSession, view: View, reference: ReferencePages) -> None:
        self._session = session
        self._view = view
        self._reference = reference

    def hint(self) -> None:
        """Take the next hint, unless an open interview forbids it."""
        if self._session.refused():
            return
        self._view.read(self._reference.hint(self._session.current))

    def next(self) -> None:
        """Go to the next exercise that has not passed."""
        if then := self._session.unfinished():
            self._session.enter(then)
        else:
            self._view.note("Every other watched exercise has passed.")

    def previous(self) -> None:
        """Go to the exercise before."""
        if before := self._session.before():
            self._session.enter(before)
        else:
            address = self._session.current.address
            self._view.note(f"{address} is the first watched exercise.")

    def list(self) -> None:
        """Show every exercise."""
        self._view.read(self._reference.list(self._view.width))

    def statement(self) -> None:
        """Show what the exercise asks for."""
        self._view.read(self._reference.statement(self._session.current))

    def solution(self) -> None:
        """Show the solution, unless an interview forbids it; ask first if it has not passed."""
        if self._session.refused():
            return
        current = self._session.current

        def show() -> None:
            self._view.read(self._reference.solution(current))

        if self._session.state is State.PASSED:
            show()
        else:
            self._view.ask(f"{current.address} has not passed yet. Show its solution?", show)

    def picture(self) -> None:
        """Grade again, and draw the first failure."""
        self._session.draw_current()

    def in_full(self) -> None:
        """Show everything about the last verdict, unless an open interview forbids it."""
        if self._session.refused():
            return
        if page := self._session.verdict_in_full():
            self._view.read(page)
        else:
            address = self._session.current.address
            self._view.note(f"{address} has not been graded yet; `g` grades it.")

    def grade(self) -> None:
        """Grade again."""
        self._session.grade_current()

    def grade_thoroughly(self) -> None:
        """Grade once with more inputs."""
        self._session.grade_current(thorough=True)

    def device(self) -> None:
        """Switch to the next device, and grade there."""
        from grader.worker.devices import devices

        names = list(devices())
        if len(names) == 1:
            self._view.note(f"The only device here is {names[0]}.")
            return
        before = self._session.device
        place = names.index(before) + 1 if before in names else 1
        self._session.device = names[place % len(names)]
        self._view.note(f"Your code runs on {self._session.device} from now on.")
        self._session.grade_current()

    def read(self, page: Page) -> None:
        """Show a page."""
        self._view.read(page)

    def back(self) -> None:
        """Go back to the verdict."""
        self._view.back()

    def quit(self) -> None:
        """End the watch."""
        raise Ended
