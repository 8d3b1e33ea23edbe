"""The server of a room: its pages behind the guard, on one socket, until it is stopped."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from grader.confine.scratch import scratch

# Read when NiceGUI is imported: it looks for its storage in the working folder otherwise.
os.environ["NICEGUI_STORAGE_PATH"] = str(scratch() / "nicegui")
os.environ["MATPLOTLIB"] = "false"

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from nicegui import app as nicegui_app
from nicegui import ui

from grader.catalogue import UnknownAddress, find_one
from grader.room import (
    class_pages,
    editor_modules,
    home_page,
    interview_page,
    quiz_page,
    review_page,
    stats_page,
    view,
)
from grader.room.address import Door
from grader.room.class_room import ClassRoom
from grader.room.exercise_page import ExercisePage
from grader.room.guard import Guard
from grader.room.judge import Judge
from grader.room.review_page import ReviewPage
from grader.room.review_room import ReviewRoom
from grader.room.room import Room
from grader.watch.changes import follow

RECONNECT_SECONDS = 30.0
"""How long a page without a connection, as in a laptop that sleeps, is remembered."""


def application(room: Room, judge: Judge, door: Door, school: ClassRoom | None = None) -> Guard:
    """Everything that the room serves.

    Args:
        room: the learner's exercises.
        judge: grades for the room.
        door: who may come in.
        school: the class that is shown beside the exercises, if there is one.
    """
    over = threading.Event()
    editor_modules.register()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        judge.listen(room.judged)
        following = threading.Thread(
            target=follow,
            args=[
                room.contents,
                room.workspace.exercises,
                lambda event: loop.call_soon_threadsafe(room.changed, event),
                over,
            ],
            name="files",
            daemon=True,
        )
        following.start()
        yield
        over.set()

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.mount("/static", StaticFiles(directory=view.HERE / "static"))

    @app.get("/", response_class=HTMLResponse)
    def home() -> str:
        return home_page.html(room)

    reviews = ReviewRoom(room, judge)
    review_page.add(app, reviews, quiz_page.add(app, room))
    interview_page.add(app, room, judge)
    stats_page.add(app, room)
    if school:
        class_pages.add(app, school)

    @ui.page("/exercise/{topic}/{name}")
    def exercise_page(topic: str, name: str) -> HTMLResponse | None:
        try:
            exercise = find_one(f"{topic}/{name}")
        except UnknownAddress as problem:
            return _not_found(str(problem))
        ui.page_title(f"{exercise.address} · practice")
        ExercisePage(room, exercise)
        return None

    @ui.page("/review/{topic}/{name}")
    def reviewed_page(topic: str, name: str) -> HTMLResponse | None:
        try:
            exercise = review_page.reviewed(reviews, f"{topic}/{name}")
        except review_page.NotAsked as problem:
            return _not_found(str(problem))
        ui.page_title(f"Review of {exercise.address} · practice")
        ReviewPage(reviews, exercise)
        return None

    @nicegui_app.exception_handler(404)
    async def no_such_page(_: Request, __: Exception) -> HTMLResponse:
        return _not_found("There is no such page in the room.")

    ui.run_with(
        app,
        title="Practice room",
        favicon=view.HERE / "static" / "icon.svg",
        dark=None,
        language="en-US",
        reconnect_timeout=RECONNECT_SECONDS,
        binding_refresh_interval=None,
        gzip_middleware_factory=None,
        cache_control_directives="no-store",
        show_welcome_message=False,
        tailwind=False,
    )
    view.link(getattr(route, "path", "") for route in (*app.routes, *nicegui_app.routes))
    return Guard(app, door)


def _not_found(why: str) -> HTMLResponse:
    about = {"title": "Not found", "heading": "Not found", "sentence": why}
    return HTMLResponse(view.render("sentence.html.j2", **about), 404)
