"""The interview in the room: what its pages ask for, and the grades of its judge.

Where an interview stands is read from the history at every act, since a terminal may be at it too.
"""

import base64
from collections.abc import Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from grader.interview.files import file_of, provide
from grader.interview.gate import Held
from grader.interview.plan import EXPLAIN, exercise_of
from grader.interview.running import Asked, ask, store
from grader.interview.session import Session
from grader.interview.state import Interview
from grader.judging.options import Options
from grader.learner.progress import Unstored
from grader.learner.workspace import WorkspaceError
from grader.room import interview_view, view
from grader.room.desk import Tab, verdict_of
from grader.room.files import NOTHING, Content
from grader.room.interview_saving import content
from grader.room.interview_view import Screen
from grader.room.judge import Judge, Request
from grader.room.room import JudgeFault, Room

Place = tuple[str, int]
"""A part of an interview: the name of the interview, and the number of the part."""


class InterviewDesk:
    """The interviews of a room. All its tabs show the same one.

    Args:
        room: the room.
        judge: grades.
    """

    def __init__(self, room: Room, judge: Judge) -> None:
        self.room = room
        self.tabs: list[Tab] = []
        self._judge = judge
        self._verdicts: dict[Place, Markup] = {}
        self._running: Place | None = None

    # Screens

    def screen(self, session: Session, interview: Interview) -> Screen:
        """What a page shows of an interview: the part, or the debrief."""
        if interview.ended:
            return interview_view.ended(interview, number_of(session, interview))
        at, problem = interview.current, ""
        file = file_of(session.workspace, interview, at)
        now = Content("", NOTHING)
        try:
            provide(session.workspace, session.progress, interview, at)
            now = content(file) if file else now
        except WorkspaceError as trouble:
            problem = str(trouble)
        place = (interview.id, at.number)
        shown = file.relative_to(session.workspace.root) if file else ""
        running = self._running == place
        verdict = view.render("interview_running.html.j2") if running else ""
        found = interview_view.part(
            interview,
            str(shown),
            at.text or now.text,
            Markup(verdict or self._verdicts.get(place, "")),
            running=running,
        )
        if file is None or at.gone or at.said:
            return found
        editor = {
            "text": now.text,
            "digest": now.digest,
            "place": f"{session.workspace.root} interview {interview.id} {at.number}",
            "path": str(shown),
            "problem": problem,
            "readOnly": bool(problem),
            "code": at.part.kind != EXPLAIN,
        }
        return Screen(found.html, found.place, {**found.start, "editor": editor})

    def tell(self, kind: str, message: Mapping[str, Any], but: Tab | None = None) -> None:
        """Send a message to all tabs, or to all but one."""
        for tab in self.tabs:
            if tab is not but:
                tab.push(kind, message)

    def show(self, session: Session, interview: Interview, why: str = "") -> None:
        """Show an interview in all tabs."""
        found = self.screen(session, interview)
        if interview.ended:
            self.tell("go", {"to": f"/interview/{number_of(session, interview)}"})
        else:
            self.tell("view", message(found, why))

    # Grades

    def prepare(self, session: Session, interview: Interview) -> None:
        """Be ready for a grade of the part that the candidate is at."""
        at = interview.current
        file, exercise = file_of(session.workspace, interview, at), exercise_of(at.part)
        if file and exercise and at.sitting and not at.bugs:
            path, seed = file.relative_to(session.workspace.root), at.part.seed
            self._judge.ask(Request("prepare", exercise, path, seed=seed, report=_ignore))

    def grade(self, session: Session, interview: Interview) -> None:
        """Grade the part that the candidate is at.

        Raises:
            Refused: there is nothing to grade in it.
            TimeIsUp: the time is up.
        """
        at = interview.current
        asked = ask(Held(session, interview, at), Options())
        self._running = (interview.id, at.number)
        path = asked.file.relative_to(session.workspace.root)
        self._judge.ask(
            Request(
                "interview",
                asked.held.exercise,
                path,
                seed=asked.options.seed,
                bugs=at.bugs,
                report=partial(self._reported, asked),
            )
        )
        self.show(session, interview)

    def stop(self, session: Session, interview: Interview) -> None:
        """Cancel the grade of the part that the candidate is at."""
        if self._running != (interview.id, interview.at):
            return  # it is done
        if file := file_of(session.workspace, interview, interview.current):
            self._judge.stop(file.relative_to(session.workspace.root))
        self._running = None
        self._verdicts.pop((interview.id, interview.at), None)
        self.show(session, interview)

    def _reported(self, asked: Asked, _: Request | None, report: Mapping[str, Any]) -> None:
        held = asked.held
        place = (held.interview.id, held.part.number)
        match report["kind"]:
            case "graded":
                graded = base64.b64decode(report["content"])
                verdict, noted = verdict_of(report), report["noted"]
                try:
                    run = store(asked, verdict, graded, noted, report["left"])
                except Unstored as problem:
                    self._failed(asked, str(problem))
                    return
                self._verdicts[place], self._running = interview_view.graded(run), None
                late = "The time was up while it ran, so this grade does not count."
                self.show(held.session, run.interview, "" if run.in_time else late)
                self.prepare(held.session, run.interview)
            case "fault":
                error = JudgeFault(f"{report['name']} in the judge:\n{report['trace']}")
                self._failed(asked, self.room.fault(error))
            case "ended":
                self._failed(asked, "The judge ended unexpectedly and was started again.")

    def _failed(self, asked: Asked, why: str) -> None:
        place = (asked.held.interview.id, asked.held.part.number)
        self._verdicts[place], self._running = view.render("stopped.html.j2", why=why), None
        try:
            if interview := asked.held.session.open_or_ended_now():
                self.show(asked.held.session, interview)
        except Unstored as problem:
            self.tell("notice", {"text": str(problem)})


def number_of(session: Session, interview: Interview) -> int:
    """The number of an interview, from 1, as `practice interview --history` lists it."""
    return [one.id for one in session.all()].index(interview.id) + 1


def message(screen: Screen, why: str = "") -> dict[str, Any]:
    """A screen as a page gets it, with a sentence to show for a while."""
    return {"html": screen.html, "place": screen.place, "start": dict(screen.start), "why": why}


def _ignore(_: Request | None, __: Mapping[str, Any]) -> None:
    """Nobody waits for what is only prepared."""
