"""The power of the grader as text, on screen and in the documentation."""

import re
from collections.abc import Iterable, Mapping, Sequence

from grader.authoring.power.measure import Power

PAGE = "docs/power.md"
"""The page with the table, in a checkout."""

MARK = "<!-- measured -->"
"""`practice dev power --write` writes everything after it on the page."""

_ROW = re.compile(r"^\| (\w+/\w+) \| (.*) \|$", re.MULTILINE)
_DECISIONS = re.compile(r"^- `(\w+/\w+)`: .*$", re.MULTILINE)

COLUMNS = (
    "exercise",
    "mutants",
    "equivalent",
    "killed",
    "raised",
    "catalogue",
    "named",
    "restyled",
    "recognised",
    "by hand",
    "recognised by hand",
    "misnamed",
    "unseen",
    "explained",
    "vague",
    "false",
    "right",
    "accepted",
    "draws",
    "inputs",
    "ms",
)

NOT_SUMMED = ("draws", "inputs", "ms")
"""Columns without a sum."""


def cells(power: Power) -> tuple[str, ...]:
    """One row of the table, without the address."""
    counts = (
        power.mutants,
        power.equivalent,
        power.killed,
        power.raised,
        power.catalogue,
        power.named,
        power.restyled,
        power.recognised,
        power.by_hand,
        power.by_hand_recognised,
        power.misnamed,
        power.unseen,
        power.explained,
        power.vague,
        power.false,
        power.right,
        power.accepted,
        power.seeds,
        power.examples,
        round(1000 * power.seconds),
    )
    return tuple(map(str, counts))


def sentence(power: Power) -> str:
    """One exercise in words, for the terminal."""
    return (
        f"{power.exercise}: {power.mutants} mutants, {power.killed} killed, "
        f"{power.equivalent} equivalent; {power.named} of {power.catalogue} known mistakes named, "
        f"{power.recognised} of {power.restyled} restyled by rule, "
        f"{power.by_hand_recognised} of {power.by_hand} by hand, {power.misnamed} wrongly; "
        f"{power.explained} of {power.unseen} unseen answers explained, {power.vague} vaguely, "
        f"{power.false} falsely; "
        f"{power.accepted} of {power.right} right versions accepted; "
        f"{power.examples} inputs, {1000 * power.seconds:.0f} ms."
    )


def rewritten(page: str, measured: Iterable[Power], addresses: Sequence[str]) -> str:
    """The page with the new results; those of other exercises stay as they are.

    Args:
        page: the old page, with everything after the mark as this function wrote it.
        measured: the power of some exercises, or of all.
        addresses: all exercises, in table order. Other rows are removed.
    """
    preface, mark, before = page.partition(MARK)
    rows = {found[1]: tuple(found[2].split(" | ")) for found in _ROW.finditer(before)}
    rows = {address: row for address, row in rows.items() if len(row) == len(COLUMNS) - 1}
    decisions = {found[1]: found[0] for found in _DECISIONS.finditer(before)}
    for power in measured:
        rows[power.exercise] = cells(power)
        decisions[power.exercise] = _decisions(power)
    kept = [address for address in addresses if address in rows]
    lines = [
        "",
        *_table({address: rows[address] for address in kept}),
        "",
        "## What the checks decide",
        "",
        "Checks that rejected nothing above, and checks that rejected nothing which no other check "
        "of the exercise rejected too:",
        "",
        *filter(None, (decisions.get(address) for address in kept)),
        "",
    ]
    return f"{preface}{mark}\n" + "\n".join(lines)


def _table(rows: Mapping[str, Sequence[str]]) -> list[str]:
    """The rows, by address, below their names and above their sums."""
    columns = zip(COLUMNS[1:], zip(*rows.values(), strict=True), strict=True)
    sums = ["" if name in NOT_SUMMED else str(sum(map(int, col))) for name, col in columns]
    body = [(address, *row) for address, row in rows.items()]
    lines = [f"| {' | '.join(row)} |" for row in (COLUMNS, *body, ("all", *sums))]
    return [lines[0], "|---" + "|---:" * (len(COLUMNS) - 1) + "|", *lines[1:]]


def _decisions(power: Power) -> str:
    parts = [
        f"{what}: {', '.join(names)}"
        for what, names in (("nothing", power.idle), ("nothing alone", power.never_alone))
        if names
    ]
    return f"- `{power.exercise}`: " + "; ".join(parts) + "." if parts else ""
