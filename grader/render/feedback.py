"""A check in full: what was expected, what was observed, on which input, and what it printed."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from grader.render.markdown import Lines, Prose
from grader.verdict import CheckResult, Counterexample, Status, Verdict

PRINTED = 10  # lines of a submission's output that are shown
LONGEST = 500  # characters that are shown of each


def feedback(check: CheckResult, verdict: Verdict, more: str = "") -> Iterator[RenderableType]:
    """What was expected, what was observed on the smallest input, and why."""
    first = check is verdict.first_failure
    if len(verdict.checks) > 1:
        yield Prose(check.name, style="bold")
        yield ""
    yield Prose(f"Expected: {check.expected}", "  ", "  ")
    if check.message:
        yield Prose(check.message, "  ", "  ")
    if check.status is Status.PASS:
        inputs = f": {check.examples} inputs" if check.examples else ""
        yield Prose(f"It passes{inputs}.", "  ", "  ")
    if check.traceback:
        yield ""
        yield Lines(check.traceback.rstrip("\n"), "  | ", "  | ", fold=True)
    if check.counterexample:
        yield from _counterexample(check.counterexample, first, more)
    if verdict.misconception and first:
        yield ""
        yield Prose(f"Likely: {verdict.misconception.message}", "  ", "  ")


def _counterexample(example: Counterexample, smallest: bool, more: str) -> Iterator[RenderableType]:
    yield ""
    yield "  The smallest input that shows it:" if smallest else "  An input that shows it:"
    yield ""
    yield Lines(example.code.rstrip("\n"), "      ", "      ")
    values = {"yours": example.got, "right": example.expected, "difference": example.difference}
    known = {label: value for label, value in values.items() if value is not None}
    if known:
        yield ""
    for label, value in known.items():
        lead = f"  {label:<12}"
        yield Lines(value, lead, " " * len(lead), fold=True)
    if example.printed:
        yield ""
        yield "  On this input your code printed:"
        yield ""
        yield from _printed(example.printed, more)


def printed_elsewhere(
    verdict: Verdict, explained: Sequence[CheckResult], more: str
) -> Iterator[RenderableType]:
    """What the submission printed, if it is not shown with the failure."""
    examples = [check.counterexample for check in explained if check.counterexample]
    if verdict.output and not any(example.printed for example in examples):
        yield "On other inputs your code printed:" if examples else "Your code printed:"
        yield from _printed(verdict.output, more)


def _printed(output: str, more: str) -> Iterator[RenderableType]:
    """What the submission printed: the beginning, or everything that was kept."""
    lines = output.rstrip("\n").split("\n")
    few = lines[:PRINTED] if more else lines
    shown = (line if len(line) <= LONGEST else line[:LONGEST] + " ..." for line in few)
    yield Lines("\n".join(shown), "  | ", "  | ", fold=True)
    if len(lines) > len(few):
        yield f"  and {len(lines) - len(few)} more lines; {more} shows them"
