"""The page of one exercise: what it shows first, and the messages between it and the room."""

from collections.abc import Callable, Mapping
from typing import Any

from nicegui import ui
from nicegui.element import Element
from nicegui.elements import echart  # noqa: F401 - registers what the pictures import
from nicegui.events import GenericEventArguments

from grader.catalogue import Exercise, path
from grader.learner.status import State
from grader.learner.workspace import WorkspaceError
from grader.quiz import load_questions
from grader.render.pages import signatures
from grader.room import files, home_page, notes, panels, view
from grader.room.files import NOTHING, Content
from grader.room.markup import markdown, without_title
from grader.room.room import TO_INTERVIEW, WORDS, Room
from grader.source import read_solution

HELP = frozenset(
    {"hint", "reveal", "solution", "history", "quiz", "answer", "compare", "start", "reset"}
)
"""Messages and tabs that an open interview with the exercise forbids."""


class RoomEditor(Element, component="static/room_editor.js"):
    """The editor, and the page's end of all messages."""


class ExercisePage:
    """A tab with an exercise.

    Args:
        room: the room.
        exercise: the exercise.
    """

    def __init__(self, room: Room, exercise: Exercise) -> None:
        self.saved = ""
        self.wish: object = None
        self._room = room
        self._exercise = exercise
        ui.add_head_html('<link rel="stylesheet" href="/static/room.css">')
        ui.add_body_html(str(self._first_view()))  # escaped again if it were Markup
        self._editor = RoomEditor().on("message", self._message)
        ui.context.client.on_delete(lambda: room.left(self, exercise))

    def _first_view(self) -> str:
        return first_view(self._room, self._exercise)

    def push(self, kind: str, message: Mapping[str, Any]) -> None:
        """Send a message to the page."""
        self._editor.run_method("receive", kind, dict(message))

    def acts(self) -> dict[str, Callable[[Mapping[str, Any]], None]]:
        """What the page asks for."""
        return {
            "ready": self._ready,
            "look": self._look,
            "save": lambda asked: self._room.save(self, self._exercise, asked),
            "stop": lambda _: self._room.stop(self._exercise),
            "start": self._start_again,
            "reset": self._start_again,
            "hint": self._hint,
            "open": lambda asked: self._show(str(asked["tab"])),
            "reveal": self._reveal,
            "restore": self._restore,
            "compare": self._compare,
            "note": self._note,
            "answer": self._answer,
        }

    def _message(self, event: GenericEventArguments) -> None:
        message = event.args
        if isinstance(message, dict) and (act := self.acts().get(str(message.get("kind")))):
            asked = message.get("tab") if message["kind"] == "open" else message["kind"]
            if asked in HELP:
                quiz = asked in ("quiz", "answer")
                if why := self._room.refusal(self._exercise, quiz=quiz):
                    self.push("notice", {"text": why, **TO_INTERVIEW})
                    return
            act(message)

    def _ready(self, message: Mapping[str, Any]) -> None:
        self._room.opened(self, self._exercise, str(message["digest"]))

    def _look(self, message: Mapping[str, Any]) -> None:
        self._room.look(self, self._exercise, str(message["digest"]))

    def _start_again(self, _: Mapping[str, Any]) -> None:
        self._room.start_again(self._exercise)
        self._show_hints(self._room.standing(self._exercise).history.hints_now)

    def _restore(self, message: Mapping[str, Any]) -> None:
        self._room.restore(self._exercise, str(message["id"]))
        self._show_hints(self._room.standing(self._exercise).history.hints_now)

    def _hint(self, _: Mapping[str, Any]) -> None:
        self._show_hints(self._room.take_hint(self._exercise))

    def _show_hints(self, taken: int) -> None:
        """Show the hints of this go at the exercise."""
        self._panel("hints", panels.hints(self._exercise, taken))

    def _reveal(self, _: Mapping[str, Any]) -> None:
        self._room.reveal(self._exercise)
        self._show("solution")

    def _note(self, message: Mapping[str, Any]) -> None:
        text, base = str(message["text"]), str(message["base"])
        try:
            content = notes.save(self._room.workspace, self._exercise, text, base)
        except WorkspaceError as problem:
            self.push("notice", {"text": str(problem)})
            return
        answer = {"digest": content.digest}
        self.push("noted", answer if content.text == text else {**answer, "text": content.text})

    def _compare(self, message: Mapping[str, Any]) -> None:
        name = str(message["id"])
        html = panels.compared(self._room, self._exercise, name)
        self.push("part", {"id": f"version-{name}", "html": html})

    def _answer(self, message: Mapping[str, Any]) -> None:
        asked = {one.id: one for one in load_questions()}
        question, given = asked.get(str(message["id"])), message["given"]
        if question and isinstance(given, dict):
            html = panels.answer(self._room, question, given)
            self.push("part", {"id": f"answer-{question.id}", "html": html})

    def _show(self, tab: str) -> None:
        room, exercise = self._room, self._exercise
        makers: dict[str, Callable[[], str]] = {
            "solution": lambda: panels.solution(room, exercise),
            "history": lambda: panels.history(room, exercise),
            "notes": lambda: panels.own_notes(room, exercise),
            "quiz": lambda: panels.quiz(exercise),
        }
        if make := makers.get(tab):
            try:
                self._panel(tab, make())
            except WorkspaceError as problem:
                self.push("notice", {"text": str(problem)})

    def _panel(self, tab: str, html: str) -> None:
        self.push("panel", {"tab": tab, "html": html})


def first_view(room: Room, exercise: Exercise) -> str:
    """The page before any script has run."""
    order = path()
    place = order.index(exercise)
    return view.render(
        "exercise.html.j2",
        **shown(room, exercise),
        before=order[place - 1] if place else None,
        after=order[place + 1] if place + 1 < len(order) else None,
        tabs=("Task", "Hints", "Solution", "History", "Notes", "Quiz"),
        here="",
    )


def shown(room: Room, exercise: Exercise, name: str = "") -> dict[str, Any]:
    """What a page with an editor shows of an exercise.

    Args:
        room: the room.
        exercise: the exercise.
        name: what tells this work on the exercise from other work, for what a browser keeps of it.
    """
    problem = ""
    try:
        content = files.read(room.workspace, exercise)
    except WorkspaceError as trouble:
        content, problem = Content("", NOTHING), str(trouble)
    solution = read_solution(exercise.solution)
    standing = room.standing(exercise)
    verdict = room.verdict_html(exercise) or {}
    marked = {key: verdict.get(key, "") for key in ("line", "title", "kind")}
    missing = not problem and content.digest == NOTHING
    file = str(room.workspace.file(exercise).relative_to(room.workspace.root))
    start = {
        "text": content.text,
        "digest": content.digest,
        "place": f"{room.workspace.root} {name}{exercise.address}",
        "path": file,
        "problem": problem,
        "readOnly": bool(problem),
        "smallest": verdict.get("code", ""),
        **marked,
    }
    empty = view.render(
        "empty.html.j2",
        missing=missing,
        problem=problem,
        passed=standing.state is State.PASSED,
        refused=room.refusal(exercise),
        **TO_INTERVIEW,
    )
    return {
        "exercise": exercise,
        "standing": standing,
        "states": WORDS,
        "statement": markdown(without_title(solution.statement)),
        "signatures": "\n".join(signatures(solution.text)),
        "hints": panels.hints(exercise, standing.history.hints_now),
        "taken": standing.history.hints_now,
        "total": len(solution.hints),
        "path": file,
        "content": content,
        "smallest": verdict.get("code", ""),
        "verdict": verdict.get("html", empty),
        "groups": home_page.groups(room),
        "start": view.data(start),
    }
