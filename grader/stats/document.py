"""Statistics as plain data for JSON; docs/json.md describes it."""

from typing import Any

from grader.stats.measures import DayOfWork, ExerciseWork, Statistics

SCHEMA_VERSION = 1


def document(found: Statistics) -> dict[str, Any]:
    """Statistics as one object."""
    return {
        "schema": SCHEMA_VERSION,
        "today": found.today.isoformat(),
        "streak": found.streak,
        "longest_streak": found.longest,
        "seconds": round(found.seconds, 1),
        "sittings": found.sittings,
        "running": found.running,
        "passed": found.passed,
        "passed_at_first": found.passed_at_first,
        "days": [{"date": day.isoformat(), **_data(work)} for day, work in found.days.items()],
        "exercises": [
            {"exercise": address, **_data(work)} for address, work in found.exercises.items()
        ],
        "mistakes": [
            {**mistake._asdict(), "last": mistake.last.isoformat()} for mistake in found.mistakes
        ],
        "checks": [{"check": name, "sittings": count} for name, count in found.checks],
        "quiz": [{"topic": topic, **share._asdict()} for topic, share in found.quiz.items()],
        "retention": found.retention._asdict(),
        "interviews": [
            {**one._asdict(), "began": one.began.isoformat()} for one in found.interviews
        ],
    }


def _data(work: DayOfWork | ExerciseWork) -> dict[str, Any]:
    return {**work._asdict(), "seconds": round(work.seconds, 1)}
