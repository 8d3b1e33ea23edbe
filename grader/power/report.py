"""The power of the grader as text, on screen and in the documentation."""

from collections.abc import Sequence

from grader.power.measure import Power

PAGE = "docs/power.md"
"""Where the table is published, in a checkout."""

MARK = "<!-- measured -->"
"""Everything after it in the documentation is written by `practice dev power --write`."""

COLUMNS = (
    "exercise",
    "mutants",
    "equivalent",
    "killed",
    "catalogue",
    "named",
    "restyled",
    "recognised",
    "misnamed",
    "right",
    "accepted",
    "inputs",
    "ms",
)


def cells(power: Power) -> tuple[str, ...]:
    """One row of the table."""
    counts = (
        power.mutants,
        power.equivalent,
        power.killed,
        power.catalogue,
        power.named,
        power.restyled,
        power.recognised,
        power.misnamed,
        power.right,
        power.accepted,
        power.examples,
        round(1000 * power.seconds),
    )
    return power.exercise, *map(str, counts)


def sentence(power: Power) -> str:
    """One exercise in words, for the screen."""
    return (
        f"{power.exercise}: {power.mutants} mutants, {power.killed} killed, "
        f"{power.equivalent} equivalent; {power.named} of {power.catalogue} misconceptions named, "
        f"{power.recognised} of {power.restyled} in other styles, {power.misnamed} wrongly; "
        f"{power.accepted} of {power.right} right versions accepted; "
        f"{power.examples} inputs, {1000 * power.seconds:.0f} ms."
    )


def markdown(measured: Sequence[Power]) -> str:
    """The table, its sums, and the checks that decide nothing."""
    rows = [cells(power) for power in measured]
    sums = [sum(int(row[i]) for row in rows) for i in range(1, len(COLUMNS) - 2)]
    total = ("all", *map(str, sums), "", "")
    body = [f"| {' | '.join(row)} |" for row in (*rows, total)]
    head = [f"| {' | '.join(COLUMNS)} |", "|---" + "|---:" * (len(COLUMNS) - 1) + "|"]
    seeds = min(power.seeds for power in measured)
    raised = sum(power.raised for power in measured)
    lines = [
        "",
        f"Right versions were graded on {seeds} draws of inputs each. Of the mutants killed, "
        f"{raised} raised an exception; every other one was told by its numbers.",
        "",
        *head,
        *body,
        "",
        "## What the checks decide",
        "",
        "Checks that rejected nothing above, and checks that rejected nothing which no other check "
        "of the exercise rejected too:",
        "",
        *(_decisions(power) for power in measured if power.idle or power.never_alone),
        "",
    ]
    return "\n".join(lines)


def rewritten(page: str, measured: Sequence[Power]) -> str:
    """The page with everything after the mark written anew."""
    preface, mark, _ = page.partition(MARK)
    return f"{preface}{mark}\n{markdown(measured)}"


def _decisions(power: Power) -> str:
    parts = [
        f"{what}: {', '.join(names)}"
        for what, names in (("nothing", power.idle), ("nothing alone", power.never_alone))
        if names
    ]
    return f"- `{power.exercise}`: " + "; ".join(parts) + "."
