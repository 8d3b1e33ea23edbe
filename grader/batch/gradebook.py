"""The gradebook: learners by exercises, as a table for a spreadsheet."""

import csv
import io

from grader.batch.summary import Summary
from grader.render.markdown import sanitise

_FORMULA = ("=", "+", "-", "@", "|", "%", "'", "＝", "＋", "－", "＠")


def gradebook(summary: Summary) -> str:
    """The gradebook as CSV; an exercise that was not handed in is empty.

    A learner's name is text whatever it begins with: where a spreadsheet would take it for a
    formula, an apostrophe goes in front, by the advice of OWASP ("CSV Injection").
    """
    written = io.StringIO()
    table = csv.writer(written, quoting=csv.QUOTE_ALL)  # so that no separator ends a cell
    addresses = [exercise.address for exercise in summary.exercises]
    table.writerow(["learner", "passed", *addresses])
    for learner in summary.learners:
        outcomes = [summary.cells.get((learner, address), "") for address in addresses]
        table.writerow([harmless(learner), summary.passed(learner), *outcomes])
    return written.getvalue()


def harmless(name: str) -> str:
    """A name that no spreadsheet computes, on one line."""
    shown = sanitise(name).replace("\n", "\\n")
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown
