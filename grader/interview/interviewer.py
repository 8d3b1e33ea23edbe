"""What the interviewer says: the question to explain, and help in words."""

import re
from typing import TYPE_CHECKING

from grader.catalogue import Exercise

if TYPE_CHECKING:
    from grader.source import Solution

_LEADS = (
    "Let me give you a nudge.",
    "Here is another way to see it.",
    "Let me put it on the board, and you take it from there.",
)


def question(exercise: Exercise, solution: "Solution") -> str:
    """What a candidate is asked to explain, in Markdown."""
    asked = " ".join(re.findall(r"\*\*([^*]+\?)\*\*", solution.interview))
    return f'Tell me about "{exercise.title}". {asked}'.strip()


def nudge(solution: "Solution", number: int) -> str:
    """A hint as an interviewer gives it, in Markdown: in words, the formula last.

    Args:
        solution: the solution that it is about.
        number: which hint, from 1.
    """
    words = re.sub(r"```\w*\n.*?```\n*", "", solution.hints[number - 1], flags=re.DOTALL).strip()
    return f"{_LEADS[min(number, len(_LEADS)) - 1]} {words}"
