"""Statistics in words, for a terminal and for a page."""

from grader.stats.measures import DayOfWork, MistakeMade, QuizShare, Statistics

NOTHING = "There is nothing to count yet"


def summary(found: Statistics) -> list[tuple[str, str]]:
    """What was done in all: each with its name."""
    retention = found.retention
    days = number(len(found.days), "day")
    sessions = number(found.sittings, "session")
    at_first = share(found.passed_at_first, found.sittings)
    running = f"; {found.running} not over yet" if found.running else ""
    mean = found.seconds / len(found.days)
    rows = [
        ("days", f"{days}, {found.streak} in a row now, {found.longest} at most"),
        ("time", f"{minutes(found.seconds)} at work, {minutes(mean)} a day"),
        ("work", f"{sessions}, {found.passed} passed, {at_first} at the first grade{running}"),
    ]
    if retention.predicted is not None:
        known = f"{round(100 * retention.predicted)} % of {number(retention.cards, 'card')}"
        again = share(retention.remembered, retention.reviews)
        measured = f"; {again} remembered when they came back" if retention.reviews else ""
        rows.append(("memory", f"about {known} now{measured}"))
    return rows


def quiz_share(one: QuizShare) -> str:
    """How the questions of a topic went."""
    return f"{one.right} right of {one.answered} answered, {one.total} in all"


def mistake(one: MistakeMade) -> str:
    """The name of a mistake."""
    return one.id.replace("_", " ").replace("-", " ")


def day_of_work(work: DayOfWork | None) -> str:
    """What was done on a day."""
    if work is None:
        return "nothing"
    parts = [minutes(work.seconds)]
    parts += [number(work.grades, "grade")] if work.grades else []
    parts += [number(work.passes, "exercise") + " passed"] if work.passes else []
    parts += [number(work.answers, "question")] if work.answers else []
    return ", ".join(parts)


def recall(probability: float | None) -> str:
    """How probable it is that something is still known; empty if nobody can say."""
    return "" if probability is None else f"{round(100 * probability)} %"


def share(part: int, whole: int) -> str:
    """A part of a whole in percent."""
    return f"{round(100 * part / whole)} %" if whole else "none"


def minutes(seconds: float) -> str:
    """A time in minutes, or in hours and minutes."""
    whole = round(seconds / 60)
    return f"{whole} min" if whole < 100 else f"{whole // 60} h {whole % 60:02} min"


def number(count: int, what: str) -> str:
    """How many of something there are."""
    return f"{count} {what}{'s' * (count != 1)}"
