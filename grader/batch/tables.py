"""The summary for a terminal of 80 columns."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from grader.batch.summary import OUTCOMES, Summary
from grader.render.markdown import Prose, sanitise

COMMONEST = 5
SLOWEST = 3
BROKEN = 5
_WIDTH = 7  # of a bar: with every outcome present the table has 80 columns


def summary_tables(summary: Summary) -> Iterator[RenderableType]:
    """Exercises, misconceptions, slow files and faults, each under a heading."""
    yield _exercises(summary)
    if summary.mistakes:
        yield Text("\nMost common misconceptions\n", "bold")
        for mistake in summary.mistakes[:COMMONEST]:
            yield Prose(
                f"**{mistake.exercise}** {mistake.message}", f"{mistake.count:5}  ", " " * 7
            )
    if summary.unnamed:
        yield Text(f"\n{summary.unnamed:5}  wrong answers match no known misconception.")
    yield Text("\nSlowest answers\n", "bold")
    for row in summary.slowest[:SLOWEST]:
        yield Text(f"{row.seconds:5.1f} s  {_short(row.path)}  {row.outcome}")
    if summary.broken:
        yield Text("\nCould not be graded\n", "bold")
        for row in summary.broken[:BROKEN]:
            yield Text(f"  {_short(row.path)}  {_short(row.fault or '', 200)}")
        if (more := summary.count("fault") - BROKEN) > 0:
            yield Text(f"  and {more} more")


def _exercises(summary: Summary) -> Table:
    seen = [outcome for outcome in OUTCOMES[1:] if summary.count(outcome)]
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("exercise", no_wrap=True)
    table.add_column("answers", justify="right")
    table.add_column("pass", justify="right", no_wrap=True)
    table.add_column("", width=_WIDTH)
    for outcome in seen:
        table.add_column(outcome, justify="right")
    for tally in summary.tallies:
        table.add_row(
            tally.exercise.address,
            str(tally.files),
            f"{100 * tally.share:.0f} %",
            Text("━" * round(_WIDTH * tally.share), "green"),
            *(str(tally.counts.get(outcome) or "") for outcome in seen),
        )
    return table


def _short(text: str, longest: int = 60) -> str:
    """An untrusted name, on one line."""
    shown = sanitise(text).replace("\n", "\\n")
    return shown if len(shown) <= longest else f"{shown[: longest - 1]}…"
