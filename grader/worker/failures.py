"""The ways in which a worker fails, and the form that its answers must have."""

from collections.abc import Callable, Iterable
from typing import Any

_NAME = 300
"""Characters of the longest name or signature that is believed to be one."""


class WorkerFailed(Exception):
    """The worker gave no usable answer. The message is a sentence for the learner."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


class TimedOut(WorkerFailed):
    """A call did not come back in time; `line` is where in the learner's file it was."""


class Died(WorkerFailed):
    """The process ended while it was called."""


class MalformedAnswer(WorkerFailed):
    """The answer was not in the protocol."""

    def __init__(self, why: object) -> None:
        super().__init__(
            f"The process of your code sent something that is no answer ({why}). "
            "Leave the channel and the modules of the grader alone."
        )


class NotStarted(RuntimeError):
    """No process could be made ready: a fault that is not the submission's."""


def validated(answer: Any, **holds: Callable[[Any], bool]) -> dict[str, Any]:
    """An answer with these keys, whose values hold what they must."""
    if not isinstance(answer, dict) or set(answer) != set(holds):
        raise MalformedAnswer("it has another form")
    for key, is_right in holds.items():
        if not is_right(answer[key]):
            raise MalformedAnswer(f"it has no {key}")
    return answer


def are_names(found: Iterable[Any]) -> bool:
    """Whether each is a text of the length of a name."""
    return all(isinstance(name, str) and len(name) <= _NAME for name in found)
