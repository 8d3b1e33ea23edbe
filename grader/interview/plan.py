"""What an interview asks, as plain data that can be stored, shared and read again."""

from pathlib import Path

import msgspec
from msgspec import UNSET, Struct, UnsetType

from grader.catalogue import Exercise, Level, exercises
from grader.learner.regular_file import read_regular

SCHEMA = 1
MINUTES = range(10, 121)
"""How long an interview may be planned for."""

SEEDS = range(2**32)
"""What a plan may be drawn with."""

MAX_BYTES = 100_000
"""Longer plans are refused: a plan has about a thousand bytes."""

QUICK, CODE, BUGS, EXPLAIN = "quick", "code", "bugs", "explain"
TITLES = {QUICK: "quick round", CODE: "code", BUGS: "find the bugs", EXPLAIN: "explain"}


class PlanError(Exception):
    """A plan that cannot be drawn or read; the message says what to do."""


class Part(Struct, frozen=True, omit_defaults=True):
    """One part of an interview.

    Attributes:
        kind: quick, code, bugs or explain; another version may know others.
        minutes: the time that is meant for it.
        exercise: the address of its exercise; empty for a quick round.
        questions: the ids of the questions of a quick round.
        seed: draws the inputs that its grades use, or its bugs.
        bugs: how many bugs are to be found.
    """

    kind: str
    minutes: int
    exercise: str = ""
    questions: tuple[str, ...] = ()
    seed: int = 0
    bugs: int = 0

    @property
    def title(self) -> str:
        """What it is called."""
        return TITLES.get(self.kind, self.kind)


class Plan(Struct, frozen=True):
    """A whole interview.

    Attributes:
        schema: the version of this format.
        seed: what it was drawn with, and what shuffles the options of its questions.
        level: junior or senior.
        minutes: how long it lasts.
        topics: the topics and exercises that were asked for; empty for all.
        parts: its parts, in order.
    """

    schema: int
    seed: int
    level: Level
    minutes: int
    topics: tuple[str, ...]
    parts: tuple[Part, ...]


class _Document(Struct):
    """A file with a plan, or with the interview that had it."""

    plan: Plan | UnsetType = UNSET


def to_json(plan: Plan) -> str:
    """The plan as a text to store."""
    return msgspec.json.format(msgspec.json.encode(plan), indent=2).decode() + "\n"


def from_json(text: str | bytes) -> Plan:
    """A plan from its text, which may be of another version.

    Raises:
        PlanError: it is not a plan.
    """
    try:
        return msgspec.json.decode(text, type=Plan)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PlanError(str(error)) from None


def read_plan(path: Path) -> Plan:
    """A plan from a file, for a candidate who starts now.

    The document of an interview is accepted too; its plan is taken.

    Raises:
        PlanError: it cannot be read, or this version cannot ask it.
    """
    try:
        content = read_regular(path, MAX_BYTES)
    except OSError as error:
        raise PlanError(
            f"{path} cannot be read ({error.strerror or error}); name a plan that "
            "`practice interview --save-plan FILE` wrote."
        ) from None
    return parse_plan(content, str(path))


def parse_plan(content: bytes, name: str) -> Plan:
    """A plan from the content of a file, for a candidate who starts now.

    Args:
        content: the content; more than a plan can have is enough to refuse it.
        name: what the candidate calls the file.

    Raises:
        PlanError: it is no plan, or this version cannot ask it.
    """
    if len(content) > MAX_BYTES:
        raise PlanError(f"{name} is longer than {MAX_BYTES:,} bytes; name a file with a plan.")
    try:
        plan = _inside(content) or from_json(content)
    except PlanError as error:
        raise PlanError(
            f"{name} is not a plan ({error}); name a file that "
            "`practice interview --save-plan FILE` wrote."
        ) from None
    if problem := _problem(plan):
        raise PlanError(f"{name} cannot be used: {problem}.")
    return plan


def _inside(content: bytes) -> Plan | None:
    try:
        found = msgspec.json.decode(content, type=_Document).plan
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return found if isinstance(found, Plan) else None


def _problem(plan: Plan) -> str:
    """Why a plan cannot be asked, or an empty text."""
    if plan.schema > SCHEMA:
        return "a newer version of practice wrote it; update practice"
    if plan.minutes not in MINUTES:
        return f"it lasts {plan.minutes} minutes; {MINUTES[0]} to {MINUTES[-1]} are possible"
    if not plan.parts:
        return "it has no parts; draw a new one"
    known = {exercise.address for exercise in exercises()}
    for part in plan.parts:
        if part.kind not in TITLES:
            return f"this version does not know the part {part.kind!r}; update practice"
        if part.kind == QUICK and not part.questions:
            return "its quick round has no questions; draw a new one"
        if part.kind != QUICK and part.exercise not in known:
            return f"there is no exercise {part.exercise!r} in this version; draw a new one"
    return ""


def exercise_of(part: Part) -> Exercise | None:
    """The exercise of a part, or None if it has none or it has left the catalogue."""
    return next((one for one in exercises() if one.address == part.exercise), None)
