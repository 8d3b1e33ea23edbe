"""The addresses of the class: its pages, what a teacher starts there, and what has changed."""

from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel

from grader.batch.overview import Filter
from grader.room import class_view, view
from grader.room.address import Door
from grader.room.class_room import ClassRoom
from grader.room.guard import Guard

LONGEST_FORM = 10_000  # bytes


def application(school: ClassRoom, door: Door) -> Guard:
    """A room that shows a class and nothing else; NiceGUI is not needed for it."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.mount("/static", StaticFiles(directory=view.HERE / "static"))
    add(app, school)

    @app.get("/")
    def home() -> RedirectResponse:
        return RedirectResponse("/class")

    view.link(["/class"])
    return Guard(app, door)


def add(app: FastAPI, school: ClassRoom) -> None:
    """Serve the pages of a class."""

    @app.get("/class", response_class=HTMLResponse)
    def learners(chosen: Annotated[Chosen, Query()]) -> str:
        return class_view.learners(school, chosen.filter, chosen.page)

    @app.get("/class/answer/{number}/{address:path}", response_class=HTMLResponse)
    def answer(number: int, address: str, chosen: Annotated[Chosen, Query()]) -> HTMLResponse:
        page = class_view.answer(school, number, address, chosen.filter)
        return HTMLResponse(page) if page else _nothing("There is no such answer.")

    @app.post("/class/closer/{number}/{address:path}")
    def closer(number: int, address: str) -> dict[str, str]:
        return {"why": school.look_closer(number, address)}

    @app.get("/class/mistakes", response_class=HTMLResponse)
    def mistakes(exercise: str = "") -> str:
        return class_view.mistakes(school, exercise)

    @app.get("/class/alike", response_class=HTMLResponse)
    def alike() -> str:
        return class_view.alike(school)

    @app.post("/class/alike")
    def compare() -> dict[str, str]:
        school.compare()
        return {"why": ""}

    @app.get("/class/alike/{left}/{right}/{address:path}", response_class=HTMLResponse)
    def pair(left: int, right: int, address: str) -> HTMLResponse:
        page = class_view.pair(school, address, left, right)
        return HTMLResponse(page) if page else _nothing("There are no such answers.")

    @app.get("/class/feedback", response_class=HTMLResponse)
    def feedback() -> str:
        return class_view.feedback(school)

    @app.post("/class/feedback")
    async def write(request: Request) -> dict[str, str]:
        form = parse_qs((await request.body())[:LONGEST_FORM].decode("utf-8", "replace"))
        folder = form.get("folder", [""])[0].strip()
        class_view.write_feedback(school, folder)
        return {"why": "" if folder else "Name a folder."}

    @app.get("/class/state")
    def state() -> dict[str, Any]:
        return {"version": school.version}


class Chosen(BaseModel):
    """The filter in an address, and which page of the table."""

    words: str = ""
    exercise: str = ""
    outcome: str = ""
    mistake: str = ""
    order: str = "name"
    page: int = 0

    @property
    def filter(self) -> Filter:
        """The filter."""
        return Filter(self.words, self.exercise, self.outcome, self.mistake, self.order)


def _nothing(sentence: str) -> HTMLResponse:
    page = view.render(
        "class/sentence.html.j2", title="Not found", heading="Not found", sentence=sentence
    )
    return HTMLResponse(page, 404)
