"""The screen: a terminal with one page and a line below it, or a pipe that gets text."""

import os
from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol

from rich.console import Console, Group, RenderableType
from rich.text import Text

from grader.render.markdown import sanitise
from grader.render.pages import Page

_FRESH = "\r\x1b[2K"
"""Go to the start of the line, and clear it."""


class Screen(Protocol):
    """A place to show pages."""

    @property
    def width(self) -> int | None:
        """The number of columns, or None in a pipe."""

    @property
    def height(self) -> int | None:
        """The number of lines, or None in a pipe."""

    @property
    def keeps_all(self) -> bool:
        """Whether each page stays above the next."""

    def show(self, page: Page) -> None:
        """Show a page, and nothing else."""

    def add(self, page: Page) -> None:
        """Show more below."""

    def note(self, page: Page) -> None:
        """Show a sentence about a problem."""

    def status(self, text: str) -> None:
        """Show what is going on for a while; an empty text shows the keys again."""

    def redraw(self) -> None:
        """Show everything again, after the terminal changed or was used by others."""

    def close(self) -> None:
        """Leave the last page on the screen."""


class Terminal:
    """One page on a cleared screen, which scrolls away like any output, and a line below it.

    Args:
        keys: the text of the line by default.
    """

    keeps_all = False

    def __init__(self, keys: Text) -> None:
        self._console = _console()
        self._keys = keys
        self._page: list[RenderableType] = []
        self._status = ""

    @property
    def width(self) -> int:
        """The current number of columns of the terminal."""
        return self._console.width

    @property
    def height(self) -> int:
        """The current number of lines of the terminal."""
        return self._console.height

    def show(self, page: Page) -> None:
        """Show a page, and nothing else."""
        self._page, self._status = list(page), ""
        self.redraw()

    def add(self, page: Page) -> None:
        """Show more below."""
        self._page += page
        self._print(_FRESH, page)

    note = add

    def status(self, text: str) -> None:
        """Show what is going on in the last line; an empty text shows the keys again."""
        self._status = text
        self._print(_FRESH, [])

    def redraw(self) -> None:
        """Show everything again."""
        self._print("\x1b[2J\x1b[H", self._page)

    def close(self) -> None:
        """Leave the page, without the line below it."""
        if not self._console.is_dumb_terminal:
            with suppress(OSError):  # hung up
                self._console.file.write(_FRESH)
                self._console.file.flush()

    def _print(self, control: str, page: Sequence[RenderableType]) -> None:
        """Write in one piece, so nothing flickers."""
        with self._console.capture() as shot:
            if page:
                _print_page(self._console, [*page, ""])
            line = Text(sanitise(self._status), "dim") if self._status else self._keys.copy()
            line.truncate(self.width - 1, overflow="ellipsis")
            self._console.print(line, end="", soft_wrap=True)
        dumb = self._console.is_dumb_terminal
        self._console.file.write(("\n" if dumb else control) + shot.get())
        self._console.file.flush()


class Pipe:
    """Plain text, one page after the other."""

    width: int | None = None
    height: int | None = None
    keeps_all = True

    def __init__(self) -> None:
        self._console = _console()

    def show(self, page: Page) -> None:
        """Print it."""
        _print_page(self._console, [*page, ""])

    add = note = show

    def status(self, text: str) -> None:
        """Do nothing: a pipe keeps everything."""

    def redraw(self) -> None:
        """Do nothing: everything is there already."""

    def close(self) -> None:
        """Do nothing."""


class Nowhere(Pipe):
    """No pages, for a watch that reports in another form; problems go to standard error."""

    def __init__(self) -> None:
        self._console = _console(stderr=True)

    def show(self, page: Page) -> None:
        """Do nothing."""

    add = show
    note = Pipe.show


def _console(*, stderr: bool = False) -> Console:
    # A copy, because a thread empties the environment while it starts a process.
    environment = dict(os.environ)
    return Console(highlight=False, markup=False, emoji=False, stderr=stderr, _environ=environment)


def _print_page(console: Console, page: Sequence[RenderableType]) -> None:
    lines = (sanitise(part) if isinstance(part, str) else part for part in page)
    console.print(Group(*lines), soft_wrap=True)
