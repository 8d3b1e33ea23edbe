"""The progress of a batch: a bar on a terminal, an occasional line elsewhere."""

import time
from types import TracebackType

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

EVERY_SECONDS = 15.0
"""How often a line is written where there is no terminal."""


class Bar:
    """Progress on standard error. Use it as a context manager.

    Args:
        total: how many files are to be graded.
        every: seconds between two lines where there is no terminal.
    """

    def __init__(self, total: int, every: float = EVERY_SECONDS) -> None:
        self.done = 0
        self._total, self._every = total, every
        self._began = self._told = time.monotonic()
        console = Console(stderr=True)
        self._bar = console.is_terminal and _bar(console)
        if self._bar:
            self._task = self._bar.add_task("Grading", total=total)

    def __enter__(self) -> "Bar":
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()

    def advance(self) -> None:
        """Count one more file as done."""
        self.done += 1
        if self._bar:
            self._bar.advance(self._task)
        elif time.monotonic() - self._told >= self._every:
            self._told = time.monotonic()
            click.echo(self._line(), err=True)

    @property
    def seconds(self) -> float:
        """How long it has taken."""
        return time.monotonic() - self._began

    def _line(self) -> str:
        rate = self.done / self.seconds
        left = duration((self._total - self.done) / rate)
        return f"{self.done:,} of {self._total:,} files, {rate:.1f} per second, {left} left."


class _Rate(ProgressColumn):
    """Files per second, recently."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "", "dim")


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("Grading"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        TextColumn("left"),
        console=console,
        transient=True,
        expand=True,
    )


def duration(seconds: float) -> str:
    """A duration in seconds, minutes or hours, rounded for a reader."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 90 * 60:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
