"""Wrong answers that the grader has not seen, written from the contract alone.

Each is a function (or class) in `tests/unseen/<set>/<topic>/<exercise>.py`, marked with what it
replaces in the solution and what is really wrong with it. The set `building` may guide what the
grader learns to explain; `held_out` only measures it. `fresh` was written and judged once after the
grader had learned to look for the place of a mistake; since then it guides too. Those of its answers
that are called `second_<number>` came later: odd numbers guided the grader, even ones were graded and
judged once, when it had learned to follow the numbers on the way.

The answers in `files` are whole files, as a learner hands them in; the first line of each names the
function that is wrong, and says what is wrong with it. Those called `third_<number>` were graded and
judged once before they guided anything, and so was each later set in turn; docs/power.md says how
they were asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class UnseenAnswer:
    """One marked wrong answer.

    Attributes:
        of: the function, class or `Class.method` that it replaces.
        write: its code.
        truth: what is wrong with it, in a few words.
        part: the folder that it is in.
    """

    of: str
    write: Callable[..., Any]
    truth: str
    part: str


def unseen(of: str, truth: str) -> Callable[[Any], UnseenAnswer]:
    """Mark a wrong answer of its own module's set: it must fail."""
    return lambda write: UnseenAnswer(of, write, truth, part=write.__module__.split(".")[2])
