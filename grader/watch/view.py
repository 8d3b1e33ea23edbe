"""What the learner sees: the page of the current exercise, or another page that they opened."""

from collections.abc import Callable

from grader.render.markdown import Prose
from grader.render.pages import Page
from grader.watch.screen import Screen

ENTER = ("\r", "\n")


class View:
    """The page on the screen, and possibly an open question.

    Args:
        screen: where pages are shown.
    """

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._page: Callable[[], Page] = list
        self._is_reading = False  # a page other than that of the current exercise
        self._on_yes: Callable[[], None] | None = None

    @property
    def width(self) -> int | None:
        """The number of columns, or None in a pipe."""
        return self._screen.width

    @property
    def height(self) -> int | None:
        """The number of lines, or None in a pipe."""
        return self._screen.height

    @property
    def keeps_all(self) -> bool:
        """Whether each page stays above the next, as in a pipe."""
        return self._screen.keeps_all

    def show(self, page: Callable[[], Page], summary: str = "") -> None:
        """Show the page of the current exercise.

        Args:
            page: makes the page, now and whenever the learner comes back to it.
            summary: the line that is shown instead while the learner reads another page.
        """
        self._page, self._on_yes = page, None
        if self._is_reading and summary:
            self._screen.status(summary)
        else:
            self._screen.show(page())

    def preview(self, page: Page, status: str) -> None:
        """Show a page until the next one comes, unless the learner reads another."""
        if not self._is_reading:
            self._screen.show(page)
            self.status(status)

    def read(self, page: Page) -> None:
        """Show another page."""
        self._is_reading = True
        self._screen.show(page)

    def stop_reading(self) -> None:
        """Let the next page of the current exercise replace the page on the screen."""
        self._is_reading = False

    def back(self) -> None:
        """Go back to the page of the current exercise."""
        self.stop_reading()
        self.show(self._page)

    def add(self, page: Page) -> None:
        """Show more below."""
        self._screen.add(page)

    def note(self, sentence: str) -> None:
        """Show a sentence about a problem below."""
        self._screen.note([Prose(sentence)])

    def status(self, text: str) -> None:
        """Show what is going on for a while, unless a question is open."""
        if self._on_yes is None:
            self._screen.status(text)

    def redraw(self) -> None:
        """Show everything again."""
        self._screen.redraw()

    def ask(self, question: str, on_yes: Callable[[], None]) -> None:
        """Ask a question: `y` means yes, any other key means no."""
        self._screen.status(f"{question} [y/n]")
        self._on_yes = on_yes

    def is_answer(self, key: str) -> bool:
        """Whether a key only answers the open question; the question is closed in any case."""
        on_yes, self._on_yes = self._on_yes, None
        if on_yes is None:
            return False
        if key == "y":
            on_yes()
            return True
        self._screen.status("")
        return key in ("n", *ENTER)
