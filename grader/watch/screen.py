"""Where it is shown: a terminal with one page and a line below it, or a pipe that gets text."""

import os
from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol

from rich.console import Console, Group, RenderableType
from rich.text import Text

from grader.render.markdown import sanitise
from grader.render.pages import Page

_FRESH = "\r\x1b[2K"
"""To the beginning of the line, and empty it."""


class Screen(Protocol):
    """What can be shown."""

    @property
    def width(self) -> int | None:
        """Columns, where there is such a thing."""

    @property
    def keeps_all(self) -> bool:
        """Whether each page stays above the next."""

    def show(self, page: Page) -> None:
        """Show a page, and nothing else."""

    def add(self, page: Page) -> None:
        """Show more below."""

    def status(self, text: str) -> None:
        """Say for a while what is going on; empty for the keys again."""

    def redraw(self) -> None:
        """Show it all again, where the terminal has changed or been used by others."""

    def close(self) -> None:
        """Leave what was shown last."""


class Terminal:
    """One page on a cleared screen, which scrolls away like any output, and a line below it.

    Args:
        keys: the line, where nothing else is to be said there.
    """

    keeps_all = False

    def __init__(self, keys: Text) -> None:
        self._console = _console()
        self._keys = keys
        self._page: list[RenderableType] = []
        self._status = ""

    @property
    def width(self) -> int:
        """The columns of the terminal, now."""
        return self._console.width

    def show(self, page: Page) -> None:
        """Show a page, and nothing else."""
        self._page, self._status = list(page), ""
        self.redraw()

    def add(self, page: Page) -> None:
        """Show more below."""
        self._page += page
        self._print(_FRESH, page)

    def status(self, text: str) -> None:
        """Say in the last line what is going on; empty for the keys again."""
        self._status = text
        self._print(_FRESH, [])

    def redraw(self) -> None:
        """Show it all again."""
        self._print("\x1b[2J\x1b[H", self._page)

    def close(self) -> None:
        """Leave the page, and no line below it."""
        if not self._console.is_dumb_terminal:
            with suppress(OSError):  # hung up
                self._console.file.write(_FRESH)
                self._console.file.flush()

    def _print(self, control: str, page: Sequence[RenderableType]) -> None:
        """Write in one piece, so that nothing flickers."""
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
    """Text, one page after the other."""

    width: int | None = None
    keeps_all = True

    def __init__(self) -> None:
        self._console = _console()

    def show(self, page: Page) -> None:
        """Print it."""
        _print_page(self._console, [*page, ""])

    add = show

    def status(self, text: str) -> None:
        """Say nothing: a pipe keeps everything."""

    def redraw(self) -> None:
        """Say nothing: it was said."""

    def close(self) -> None:
        """Nothing is left to do."""


def _console() -> Console:
    # A copy: a process is started from a thread while the environment is all but empty.
    environment = dict(os.environ)
    return Console(highlight=False, markup=False, emoji=False, _environ=environment)


def _print_page(console: Console, page: Sequence[RenderableType]) -> None:
    lines = (sanitise(part) if isinstance(part, str) else part for part in page)
    console.print(Group(*lines), soft_wrap=True)
