"""What the forms of the interview's page sent, as the interview needs it."""

from collections.abc import Mapping
from typing import Any

from grader.catalogue import LEVELS
from grader.interview.plan import Plan, PlanError, parse_plan
from grader.interview.session import Session

WISHES: Mapping[str, Any] = {"minutes": "", "level": "", "names": [], "seed": ""}
"""What is wished for an interview, before anything is."""


def wishes(asked: Mapping[str, Any]) -> dict[str, Any]:
    """What somebody wishes for an interview, as they wrote it."""
    return {name: asked.get(name) or WISHES[name] for name in WISHES}


def drawn(session: Session, wished: Mapping[str, Any]) -> Plan:
    """The plan that is drawn from somebody's wishes.

    Raises:
        PlanError: they cannot be met.
    """
    level = next((one for one in LEVELS if one == wished["level"]), None)
    minutes = _whole(wished["minutes"], "The minutes are")
    seed = _whole(wished["seed"], "A seed is")
    return session.draw([str(name) for name in wished["names"]], minutes, level, seed)


def read(asked: Mapping[str, Any]) -> Plan:
    """The plan in a file that was chosen.

    Raises:
        PlanError: it is none, or this version cannot ask it.
    """
    return parse_plan(str(asked.get("text")).encode("utf-8", "replace"), str(asked.get("name")))


def numbers(given: object, most: int) -> list[int]:
    """The numbers from 1 to `most` that were ticked."""
    named = {str(one) for one in given} if isinstance(given, list) else set()
    return [number for number in range(1, most + 1) if str(number) in named]


def _whole(written: object, lead: str) -> int | None:
    """A whole number as somebody wrote it; None if nothing is written.

    Raises:
        PlanError: it is something else.
    """
    text = str(written).strip()
    if not text:
        return None
    if not (text.isascii() and text.removeprefix("-").isdecimal() and len(text) < 12):
        raise PlanError(f"{lead} a whole number, not {text[:30]!r}.")
    return int(text)
