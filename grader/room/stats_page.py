"""The statistics: what `practice stats` shows, as a page."""

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from grader.learner.progress import Progress, Unstored
from grader.review.remembered import deck_of
from grader.room import home_page, view
from grader.room.room import Room
from grader.stats import words
from grader.stats.calendar import MINUTES, calendar, months
from grader.stats.interviews import interview_scores
from grader.stats.measures import statistics


def html(room: Room) -> str:
    """The page; a history that cannot be read is a sentence on it."""
    found, problem = None, ""
    try:
        log = Progress(room.workspace.database).log()
        found = statistics(log, deck_of(room.workspace, log), interview_scores(room.workspace))
    except Unstored as error:
        problem = str(error)
    weeks = calendar(found.days, found.today) if found else []
    return view.render(
        "stats.html.j2",
        title="Statistics · practice",
        groups=home_page.groups(room),
        found=found,
        problem=problem,
        weeks=weeks,
        months=months(weeks),
        minutes=MINUTES,
        words=words,
    )


def add(app: FastAPI, room: Room) -> None:
    """Serve the page."""

    @app.get("/stats", response_class=HTMLResponse)
    def stats() -> str:
        return html(room)
