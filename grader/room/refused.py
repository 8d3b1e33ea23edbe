"""What an open interview forbids on a page."""

from collections.abc import Callable

from grader.interview.gate import reason


def refused(refuse: Callable[[], None]) -> str:
    """Why an open interview forbids something, in plain words; empty if it does not."""
    return reason(refuse).replace("`", "")
