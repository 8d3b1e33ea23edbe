"""The learner's clock: the one place that asks what time it is.

A clock can be wrong, and set back. Nothing that was stored is changed for it; times that lie ahead
are read as any others.
"""

from datetime import UTC, date, datetime, timedelta

DAY_ENDS = 4
"""The hour, in local time, at which a day ends: who practices at one in the night is not done."""


def now() -> datetime:
    """The current time, in UTC. Tests replace it."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """A time as it is stored; these texts sort as the times do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(stamp: str) -> datetime:
    """The time that a stored text means.

    Raises:
        ValueError: the text is not a time with its time zone.
    """
    found = datetime.fromisoformat(stamp)
    if found.tzinfo is None:
        raise ValueError(f"{stamp!r} has no time zone")
    return found.astimezone(UTC)


def day_of(moment: datetime) -> date:
    """The day that a time belongs to, in local time."""
    return (moment.astimezone().replace(tzinfo=None) - timedelta(hours=DAY_ENDS)).date()


def today() -> date:
    """The current day."""
    return day_of(now())
