"""The room: what happens when a page asks for something, the judge reports, or a file changes.

Everything here runs in the thread of the event loop, and all state is here and on its desks.
"""

import base64
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from grader.catalogue import Exercise, exercises, path
from grader.interview.gate import refusal
from grader.learner.autosave import is_autosave, note_autosave
from grader.learner.status import Standing, State
from grader.learner.texts import digest
from grader.learner.workspace import Workspace, WorkspaceError
from grader.render.text import HINTS
from grader.room import files, saving, view
from grader.room.desk import Desk, Tab, is_repeated, result_of, verdict_message, verdict_of
from grader.room.files import NOTHING, Conflict, Content
from grader.room.judge import Judge, Kind, Request
from grader.source import read_solution, stub, unfilled
from grader.verdict import Status, Verdict
from grader.watch.changes import Contents
from grader.watch.events import Event, Gone, GraderFault, Saved
from grader.watch.safe_progress import SafeProgress

WORDS = {
    State.PASSED: "passed",
    State.TRIED: "tried",
    State.BLANK: "started",
    State.UNTOUCHED: "not started",
}


TO_INTERVIEW = {"to": "/interview", "label": "Go to the interview"}
"""Where to go on with what an open interview asks."""


class JudgeFault(Exception):
    """The judge failed; the message is its traceback."""


class Room:
    """The learner's exercises, and the pages that show them.

    Args:
        workspace: their workspace.
        judge: grades and runs.
        fault: stores the traceback of a fault of the grader, and returns a sentence about it.
    """

    reveal_costs = "Your history keeps that it was shown."
    """What it costs to see the solution before a pass."""

    def __init__(
        self, workspace: Workspace, judge: Judge, fault: Callable[[Exception], str]
    ) -> None:
        self.workspace = workspace
        self.progress = SafeProgress(workspace, self._tell_all)
        self.contents = Contents(workspace, exercises())
        self._judge = judge
        self.fault = fault
        self._desks: dict[Exercise, Desk] = {}

    def desk(self, exercise: Exercise) -> Desk:
        """What lies open of an exercise."""
        return self._desks.setdefault(exercise, Desk(exercise))

    # Pages

    def opened(self, tab: Tab, exercise: Exercise, digest: str) -> None:
        """A page shows an exercise with this content."""
        desk = self.desk(exercise)
        if tab not in desk.tabs:
            desk.tabs.append(tab)
        if not self.look(tab, exercise, digest):
            return  # the page says why
        if desk.is_grading:
            tab.push("grading", {"html": desk.grading(self._judge.position(self._path(exercise)))})
        elif desk.verdict:
            tab.push("verdict", self._verdict(desk))
        self._judge.ask(self._request("prepare", exercise))

    def look(self, tab: Tab, exercise: Exercise, digest: str) -> bool:
        """Give a page the text of the file if it has another; returns whether it can be read.

        A page keeps its text while there is no file: what is typed is saved there again.
        """
        try:
            content = files.read(self.workspace, exercise)
        except WorkspaceError:
            return False
        if content.digest not in (digest, NOTHING):
            tab.push("text", {"text": content.text, "digest": content.digest, "why": ""})
        return True

    def left(self, tab: Tab, exercise: Exercise) -> None:
        """A page is gone; its grades are not."""
        desk = self.desk(exercise)
        if tab in desk.tabs:
            desk.tabs.remove(tab)

    # The learner's text

    def save(self, tab: Tab, exercise: Exercise, message: Mapping[str, Any]) -> None:
        """Save what a page holds, and do then what it asks for."""
        found = saving.save(
            tab,
            message,
            lambda text, base: self._save(exercise, text, base),
            lambda: self.workspace.keep(exercise),
        )
        if found is None:
            return
        self._tell_text(exercise, found, but=tab)
        then = message.get("then")
        if is_repeated(tab, then):
            return  # a grade must not begin anew
        match then:
            case {"do": "grade", "thorough": thorough}:
                self.grade(exercise, thorough=bool(thorough))
            case {"do": "run", "lines": str(lines)}:
                self._run(exercise, lines)

    def refusal(self, exercise: Exercise, *, quiz: bool = False) -> str:
        """Why an open interview forbids help with an exercise, or its quiz; empty if none does."""
        what = "this page neither grades nor helps"
        return refusal(self.workspace, [exercise], what, quiz=quiz).replace("`", "")

    def grade(self, exercise: Exercise, *, thorough: bool = False) -> None:
        """Grade the learner's file, unless an open interview asks the exercise."""
        desk = self.desk(exercise)
        if why := self.refusal(exercise):
            self._stopped(desk, why, **TO_INTERVIEW)
            return
        desk.begin()
        self._judge.ask(self._request("grade", exercise, thorough=thorough))
        desk.push("grading", {"html": desk.grading(self._judge.position(self._path(exercise)))})

    def stop(self, exercise: Exercise) -> None:
        """Cancel the grade of an exercise, and what else it waits for."""
        desk = self.desk(exercise)
        self._judge.stop(self._path(exercise))
        if desk.is_grading:
            desk.is_grading = False
            desk.push("stopped", {"html": view.render("stopped.html.j2", why="")})

    def start_again(self, exercise: Exercise) -> None:
        """Put the stub in place of the learner's file, which is kept."""
        scaffold: Any = "guided"
        with self.progress.opened() as progress:
            scaffold = progress.scaffold(exercise.address) or "guided"
        text = stub(read_solution(exercise.solution), scaffold)
        with self.progress.opened() as progress:
            progress.start(exercise.address, scaffold, len(unfilled(text)))
        self._replace(exercise, text, "This is the stub again. Ctrl-Z brings your version back.")

    def restore(self, exercise: Exercise, digest: str) -> None:
        """Put a graded version in place of the learner's file, which is kept."""
        content = None
        with self.progress.opened() as progress:
            content = progress.text(digest)
        if content is None:
            self.desk(exercise).push("notice", {"text": "This version is not kept any more."})
            return
        with self.progress.opened() as progress:
            progress.undo(exercise.address)
        text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n")
        self._replace(exercise, text, "The earlier version is back. Ctrl-Z undoes this.")

    def _replace(self, exercise: Exercise, text: str, why: str) -> None:
        try:
            note_autosave(self.workspace, exercise, digest(text.encode()))
            self.workspace.replace(exercise, text)
            self._tell_text(exercise, files.read(self.workspace, exercise), why)
        except WorkspaceError as problem:
            self.desk(exercise).push("notice", {"text": str(problem)})
        self._tell_state(exercise)

    # Progress

    def standing(self, exercise: Exercise) -> Standing:
        """How far the learner is with an exercise."""
        return self.progress.standing(exercise)

    def take_hint(self, exercise: Exercise) -> int:
        """Take the next hint; returns how many were taken."""
        taken = min(self.progress.take_hint(exercise, HINTS), HINTS)
        self._tell_state(exercise)
        return taken

    def reveal(self, exercise: Exercise) -> None:
        """Store that the solution is shown before a pass."""
        self.progress.reveal(exercise)

    def may_see_right(self, exercise: Exercise) -> bool:
        """Whether Run shows the right value too."""
        known = self.standing(exercise)
        return known.state is State.PASSED or known.history.hints >= HINTS

    def may_see_solution(self, exercise: Exercise) -> bool:
        """Whether the solution is sent to a page."""
        known = self.standing(exercise)
        return known.state is State.PASSED or known.history.revealed

    def unfinished(self, after: Exercise | None = None) -> Standing | None:
        """The first exercise on the path that has not passed, after one or else from the start."""
        order = path()
        place = order.index(after) + 1 if after in order else 0
        known = {one.exercise: one for one in self.progress.standings()}
        rest = [known[one] for one in (*order[place:], *order[:place]) if one != after]
        return next((one for one in rest if one.state is not State.PASSED), None)

    # Events of the judge and of the files

    def judged(self, request: Request | None, report: Mapping[str, Any]) -> None:
        """The judge reported something."""
        if request is None:
            return
        desk = self.desk(request.exercise)
        match report["kind"]:
            case "prepared":
                desk.names = tuple(report["names"])
            case "checked":
                desk.checked(result_of(report))
            case "failing":
                desk.failing = result_of(report)
                desk.push("grading", {"html": desk.grading()})
            case "graded":
                self._graded(desk, verdict_of(report), base64.b64decode(report["content"]))
            case "ran":
                self._ran(desk, report)
            case "fault":
                error = JudgeFault(f"{report['name']} in the judge:\n{report['trace']}")
                self._stopped(desk, self.fault(error))
            case "ended":
                self._stopped(desk, "The judge ended unexpectedly and was started again.")

    def changed(self, event: Event) -> None:
        """Files changed on disk."""
        match event:
            case Saved(saved):
                for exercise in saved:
                    self._changed(exercise)
            case Gone(exercise, why):
                self.desk(exercise).push(
                    "notice", {"text": f"{why} What you type is saved there again."}
                )
            case GraderFault(_, error):
                self._tell_all(self.fault(error))

    def _changed(self, exercise: Exercise) -> None:
        """A file has new content: from the room itself, or from another program."""
        desk = self.desk(exercise)
        try:
            content = files.read(self.workspace, exercise)
        except WorkspaceError as problem:
            desk.push("notice", {"text": str(problem)})
            return
        if not desk.tabs or content.digest == NOTHING:
            return
        if is_autosave(self.workspace, exercise, content.digest):
            return
        self._tell_text(exercise, content, "Another program saved this file; this is its text.")
        if content.digest not in self.standing(exercise).history.passes:
            self.grade(exercise)

    def _graded(self, desk: Desk, verdict: Verdict, content: bytes) -> None:
        self._record(desk.exercise, verdict, content)
        desk.graded(verdict)
        desk.push("verdict", self._verdict(desk))
        self._tell_state(desk.exercise)
        for panel in ("history", "solution"):
            desk.push("stale", {"tab": panel})
        self._judge.ask(self._request("prepare", desk.exercise))

    def _ran(self, desk: Desk, report: Mapping[str, Any]) -> None:
        seen = self.may_see_right(desk.exercise)
        html = view.render(
            "ran.html.j2", ran=report["ran"], right=report["right"], may_see=seen, cut=view.cut
        )
        desk.push("ran", {"html": html})
        self._judge.ask(self._request("prepare", desk.exercise))

    def _stopped(self, desk: Desk, why: str, **link: str) -> None:
        desk.is_grading = False
        desk.push("stopped", {"html": view.render("stopped.html.j2", why=why, **link)})
        desk.push("ran", {"html": Markup("")})

    def _run(self, exercise: Exercise, lines: str) -> None:
        if why := self.refusal(exercise):
            self._stopped(self.desk(exercise), why, **TO_INTERVIEW)
            return
        right = self.may_see_right(exercise)
        self._judge.ask(self._request("run", exercise, lines=lines, right=right))

    def _verdict(self, desk: Desk) -> dict[str, Any]:
        assert desk.verdict
        passes = desk.verdict.status is Status.PASS  # else what comes after is not shown
        then = self.unfinished(desk.exercise) if passes else None
        hints = self.standing(desk.exercise).history.hints_now
        return verdict_message(desk.verdict, hints, then.exercise if then else None)

    def verdict_html(self, exercise: Exercise) -> dict[str, Any] | None:
        """The last verdict on an exercise for a page, if there is one."""
        desk = self.desk(exercise)
        return self._verdict(desk) if desk.verdict else None

    def _tell_text(
        self, exercise: Exercise, content: Content, why: str = "", but: Tab | None = None
    ) -> None:
        message = {"text": content.text, "digest": content.digest, "why": why}
        self.desk(exercise).push("text", message, but)

    def _tell_state(self, exercise: Exercise) -> None:
        known = self.standing(exercise)
        self.desk(exercise).push(
            "state",
            {
                "state": str(known.state),
                "word": WORDS[known.state],
                "taken": known.history.hints_now,
                "total": HINTS,
            },
        )

    def _tell_all(self, sentence: str) -> None:
        for desk in self._desks.values():
            desk.push("notice", {"text": sentence})

    def _save(self, exercise: Exercise, text: str, base: str) -> Content | Conflict:
        return files.save(self.workspace, exercise, text, base)

    def _record(self, exercise: Exercise, verdict: Verdict, content: bytes) -> None:
        self.progress.record(verdict, content)

    def _request(self, kind: Kind, exercise: Exercise, **more: Any) -> Request:
        return Request(kind, exercise, self._path(exercise), **more)

    def _path(self, exercise: Exercise) -> Path:
        """The file as the judge, which works in the workspace, names it."""
        return self.workspace.file(exercise).relative_to(self.workspace.root)
