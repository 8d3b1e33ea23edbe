"""What the process that compares a class is asked, and what it answers."""

import msgspec

from grader.batch.alike.compare import Pair


class File(msgspec.Struct, frozen=True):
    """An answer: the learner's number, its path and the hash of what was graded."""

    learner: int
    path: str
    sha256: str


class Task(msgspec.Struct, frozen=True):
    """What to compare.

    Attributes:
        root: the folder of all learners.
        answers: the answers to each exercise, by its address.
        lines: whether the lines that two answers share are wanted; there must be only two then.
    """

    root: str
    answers: dict[str, list[File]]
    lines: bool = False


class Report(msgspec.Struct, frozen=True):
    """What was found among the answers to an exercise.

    Attributes:
        exercise: its address.
        pairs: the pairs that are alike.
        judged: how many answers were compared.
        short: how many have too little of the learner's own.
        unparsable: how many are not Python.
        gone: how many files are not there any more, or do not have what was graded.
        lines: the lines that two answers share, if that was asked for.
    """

    exercise: str
    pairs: tuple[Pair[int], ...]
    judged: int
    short: int
    unparsable: int
    gone: int
    lines: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
