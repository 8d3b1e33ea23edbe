"""Pages of the room without a browser: served in the test's own process, and asked for."""

from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

from grader.learner.progress import Progress
from grader.learner.workspace import Workspace
from grader.room.judge import Request
from grader.room.room import Room


class Tab:
    """A page in a browser: keeps what it is told."""

    saved = ""
    wish: object = None

    def __init__(self) -> None:
        self.told: list[tuple[str, Any]] = []

    def push(self, kind: str, message: Any) -> None:
        """Keep it."""
        self.told.append((kind, message))

    def heard(self, kind: str) -> str:
        """Everything of a kind that it was told."""
        return " ".join(str(message) for told, message in self.told if told == kind)


class QuietJudge:
    """Notes what it is asked, and reports nothing by itself."""

    def __init__(self) -> None:
        self.asked: list[Request] = []

    def ask(self, request: Request) -> None:
        """Note it."""
        self.asked.append(request)

    def stop(self, path: Path) -> None:
        """Nothing runs."""

    def position(self, path: Path) -> int:
        """Nobody waits."""
        return 0

    def grades(self) -> list[str]:
        """The exercises that it was asked to grade."""
        return [one.exercise.address for one in self.asked if one.kind == "grade"]


class Served:
    """Some pages of a room.

    Attributes:
        room: the room.
        judge: what it asks for grades.
        app: where the pages are added.
        progress: the learner's history.
    """

    def __init__(self, folder: Path) -> None:
        (folder / "exercises").mkdir(exist_ok=True)
        self.judge = QuietJudge()
        self.room = Room(Workspace(folder), self.judge, str)  # type: ignore[arg-type]
        self.app = FastAPI()
        self.progress = Progress(self.room.workspace.database)
        self._client = TestClient(self.app)

    def page(self, path: str, status: int = 200) -> str:
        """A page."""
        answer = self._client.get(path)
        assert answer.status_code == status, answer.text
        return answer.text

    def post(self, path: str, message: object, status: int = 200) -> Any:
        """Ask for something: the answer, as text or as data."""
        answer = self._client.post(path, json=message)
        assert answer.status_code == status, answer.text
        is_data = answer.headers["content-type"] == "application/json"
        return answer.json() if is_data else answer.text
