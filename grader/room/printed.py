"""The page of a debrief to print."""

from fastapi.responses import HTMLResponse

from grader.interview.session import Refused, Session
from grader.learner.progress import Unstored
from grader.quiz import load_questions
from grader.room import view
from grader.room.room import Room


def printed(room: Room, number: str, *, download: bool) -> HTMLResponse:
    """The page of a debrief to print, as `practice interview --page` writes it."""
    from grader.interview.debrief import debrief
    from grader.interview.page import page

    try:
        interview = Session(room.workspace).past(number)
    except (Refused, Unstored) as problem:
        about = {"title": "Not found", "heading": "Not found"}
        why = str(problem).replace("`", "")
        return HTMLResponse(view.render("sentence.html.j2", sentence=why, **about), 404)
    answer = HTMLResponse(page(debrief(interview, load_questions())))
    if download:
        answer.headers["content-disposition"] = (
            f'attachment; filename="interview-{interview.id}.html"'
        )
    return answer
