"""How a worker can fail, and the form that its answers must have."""

from collections.abc import Callable, Iterable
from typing import Any

_NAME = 300
"""How many characters a name or a signature may have."""

TOUCHED = "sys.setprofile"
"""Takes its place among the library calls if the submission removed their recorder for a moment."""


class WorkerFailed(Exception):
    """The worker gave no usable answer. The message is a sentence for the learner."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


class TimedOut(WorkerFailed):
    """A call did not return in time; `line` is where in the learner's file it was."""


class Died(WorkerFailed):
    """The process ended during a call."""


class MalformedAnswer(WorkerFailed):
    """The answer breaks the protocol."""

    def __init__(self, why: object) -> None:
        super().__init__(
            f"The process that runs your code sent an invalid answer ({why}). "
            "Do not use the grader's channel or its modules."
        )


class NotStarted(RuntimeError):
    """No process could be prepared: a fault that the submission did not cause."""


def validated(answer: Any, **holds: Callable[[Any], bool]) -> dict[str, Any]:
    """The answer, if it has these keys and its values satisfy their conditions."""
    if not isinstance(answer, dict) or set(answer) != set(holds):
        raise MalformedAnswer("it has the wrong form")
    for key, is_right in holds.items():
        if not is_right(answer[key]):
            raise MalformedAnswer(f"its {key} is wrong")
    return answer


def are_names(found: Iterable[Any]) -> bool:
    """Whether each is a string no longer than a name."""
    return all(isinstance(name, str) and len(name) <= _NAME for name in found)
