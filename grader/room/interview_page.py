"""The page of the interview: what a tab asks for, and what it is shown."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from nicegui import ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from grader.interview.files import file_of
from grader.interview.gate import Held, hint
from grader.interview.plan import Plan, PlanError, exercise_of, to_json
from grader.interview.session import Refused, Session, TimeIsUp
from grader.interview.state import Interview
from grader.interview.steps import after_answers, go_on, part_to_mark, ungraded
from grader.learner.progress import Unstored
from grader.learner.workspace import WorkspaceError
from grader.quiz import AnswerError, load_questions, shuffled
from grader.room import home_page, interview_form, interview_view, questions, view
from grader.room.desk import is_repeated
from grader.room.interview_desk import InterviewDesk, message, number_of
from grader.room.interview_form import WISHES, numbers
from grader.room.interview_saving import content, save
from grader.room.interview_view import Screen
from grader.room.judge import Judge
from grader.room.printed import printed
from grader.room.room import Room
from grader.source import read_solution

Asked = Mapping[str, Any]
MOVED = "Your interview went on elsewhere; this is where it stands now."


class InterviewRoom(Element, component="static/interview.js"):
    """The script of the page, and its end of all messages."""


class InterviewPage:
    """A tab with the interview.

    Args:
        desk: the interviews of the room.
        number: the interview whose debrief is shown, by its number; None for what is going on.
    """

    def __init__(self, desk: InterviewDesk, number: str | None = None) -> None:
        self.saved = ""
        self.wish: object = None
        self._key = ""  # of what the page was shown last
        self._desk = desk
        self._number = number
        self._plan: Plan | None = None
        self._wishes: Asked = WISHES
        ui.add_head_html(
            "".join(
                f'<link rel="stylesheet" href="/static/{name}.css">'
                for name in ("room", "pages", "interview")
            )
        )
        screen = self._first()
        self._key = screen.start.get("key", "")
        body = view.render(
            "interview.html.j2",
            screen=screen,
            groups=home_page.groups(desk.room),
            start=view.data(message(screen)),
        )
        ui.add_body_html(str(body))  # escaped again if it were Markup
        self._script = InterviewRoom().on("message", self._message)
        ui.context.client.on_delete(self._left)

    def push(self, kind: str, message: Asked) -> None:
        """Send a message to the page."""
        if kind == "view":
            self._key = message["start"].get("key", "")
        self._script.run_method("receive", kind, dict(message))

    def _left(self) -> None:
        if self in self._desk.tabs:
            self._desk.tabs.remove(self)

    def _first(self) -> Screen:
        session = Session(self._desk.room.workspace)
        try:
            if self._number is not None:
                interview = session.past(self._number)
                return interview_view.ended(interview, number_of(session, interview))
            if at := session.open_or_ended_now():
                if not at.ended:
                    self._desk.prepare(session, at)
                return self._desk.screen(session, at)
            return interview_view.begin(session.all(), WISHES)
        except (Refused, Unstored) as problem:
            return Screen(view.render("interview_problem.html.j2", why=str(problem)), "problem")

    def _message(self, event: GenericEventArguments) -> None:
        asked = event.args
        acts: dict[str, Callable[[Session, Asked], None]] = {
            "ready": self._ready,
            "look": self._look,
            "draw": self._draw,
            "plan": self._read_plan,
            "keep": self._keep_plan,
            "change": lambda session, _: self._show(self._form(session)),
            "begin": self._begin,
            "save": self._save,
            "stop": partial(self._in_part, self._stop),
            "next": partial(self._in_part, self._next),
            "back": partial(self._in_part, self._back),
            "finish": partial(self._in_part, self._finish),
            "answer": partial(self._in_part, self._answer),
            "hint": partial(self._in_part, self._hint),
            "mark": self._mark,
        }
        act = acts.get(str(asked.get("kind"))) if isinstance(asked, dict) else None
        if act is None:
            return
        session = Session(self._desk.room.workspace)
        try:
            act(session, asked)
        except TimeIsUp:
            self._desk.show(session, session.past("last"))
        except (Refused, PlanError, Unstored, WorkspaceError) as problem:
            self.push("notice", {"text": str(problem).replace("`", "")})
        for notice in session.notices:
            self.push("notice", {"text": notice})

    def _show(self, screen: Screen, why: str = "") -> None:
        self.push("view", message(screen, why))

    # Beginning

    def _form(self, session: Session, why: str = "") -> Screen:
        return interview_view.begin(session.all(), self._wishes, why)

    def _draw(self, session: Session, asked: Asked) -> None:
        self._wishes = interview_form.wishes(asked)
        self._planned(session, lambda: interview_form.drawn(session, self._wishes))

    def _read_plan(self, session: Session, asked: Asked) -> None:
        self._planned(session, lambda: interview_form.read(asked))

    def _planned(self, session: Session, make: Callable[[], Plan]) -> None:
        try:
            self._plan = make()
        except PlanError as problem:
            self._show(self._form(session, str(problem)))
        else:
            self._show(interview_view.planned(self._plan))

    def _keep_plan(self, _: Session, __: Asked) -> None:
        if self._plan:
            self.push("file", {"name": "plan.json", "text": to_json(self._plan)})

    def _begin(self, session: Session, _: Asked) -> None:
        if self._plan is None:
            return
        try:
            interview = session.begin(self._plan)
        except TimeIsUp:
            raise
        except Refused:  # another tab or a terminal was first
            if (found := session.open_or_ended_now()) is None:
                raise
            self._show(self._desk.screen(session, found), MOVED)
            return
        self._go_on(session, interview)

    # A part

    def _ready(self, session: Session, asked: Asked) -> None:
        if self._number is None and self not in self._desk.tabs:
            self._desk.tabs.append(self)
        self._look(session, asked)

    def _look(self, session: Session, asked: Asked) -> None:
        """Keep a page to the truth: the clock, another program's acts, another program's saves."""
        if not asked.get("part") or not asked.get("key"):
            if self._number is None and (open_ := session.open_or_ended_now()):
                self._show(self._desk.screen(session, open_), MOVED)
            return
        interview = session.open_or_ended_now()
        if interview is None:
            interview = next((one for one in session.all() if one.id == asked["interview"]), None)
        if interview is None or interview.ended:
            ended = interview and f"/interview/{number_of(session, interview)}"
            self.push("go", {"to": ended or "/interview"})
        elif (key := interview_view.key(interview)) != asked["key"]:
            # A page that asked before it got what was sent last is only shown it once more.
            self._show(self._desk.screen(session, interview), "" if key == self._key else MOVED)
        else:
            self.push("clock", {"left": interview.left})
            file = file_of(session.workspace, interview, interview.current)
            if file and asked.get("digest") is not None and not interview.current.said:
                now = content(file)
                if now.digest != asked["digest"]:
                    self.push("text", {"text": now.text, "digest": now.digest})

    def _in_part(
        self,
        act: Callable[[Session, Interview, Asked], None],
        session: Session,
        asked: Asked,
    ) -> None:
        """Act on the part that the page shows, if the candidate is still at it."""
        interview = session.open_or_ended_now()
        if interview and not interview.ended:
            if (interview.id, interview.at) == (asked.get("interview"), asked.get("part")):
                act(session, interview, asked)
            else:
                self._show(self._desk.screen(session, interview), MOVED)
        else:
            self._look(session, {**asked, "key": "?"})

    def _next(self, session: Session, interview: Interview, asked: Asked) -> None:
        if interview.current.is_to_be_said or self._leaves(session, interview, asked):
            self._go_on(session, go_on(session, interview))

    def _back(self, session: Session, interview: Interview, asked: Asked) -> None:
        if self._leaves(session, interview, asked):
            self._go_on(session, session.move(interview, -1))

    def _finish(self, session: Session, interview: Interview, asked: Asked) -> None:
        if asked.get("sure"):
            self._go_on(session, session.finish(interview))
            return
        why = ungraded(session, interview) or "The debrief comes then; there is no way back."
        self.push(
            "sure", {"title": "End the interview?", "why": why, "yes": "End it", "act": "finish"}
        )

    def _leaves(self, session: Session, interview: Interview, asked: Asked) -> bool:
        """Whether to go on, although the code was changed since its last grade."""
        if asked.get("sure") or not (why := ungraded(session, interview)):
            return True
        act = "next" if "next" in (asked.get("kind"), asked.get("do")) else "back"
        title = "Go on without a grade?"
        self.push("sure", {"title": title, "why": why, "yes": "Go on", "act": act})
        return False

    def _go_on(self, session: Session, interview: Interview) -> None:
        self._desk.show(session, interview)
        if not interview.ended:
            self._desk.prepare(session, interview)

    def _answer(self, session: Session, interview: Interview, asked: Asked) -> None:
        name = next(iter(interview.current.open_questions), "")
        if name != asked.get("id"):
            self._show(self._desk.screen(session, interview), MOVED)
            return
        question = next(one for one in load_questions() if one.id == name)
        try:
            result = questions.marked(shuffled(question, interview.plan.seed), asked.get("given"))
        except AnswerError as problem:
            self.push("unclear", {"text": str(problem)})
            return
        self._go_on(session, after_answers(session, session.answer(interview, result)))

    def _hint(self, session: Session, interview: Interview, _: Asked) -> None:
        hint(Held(session, interview, interview.current))
        self._desk.show(session, session.refreshed(interview))

    def _grade(self, session: Session, interview: Interview, _: Asked) -> None:
        self._desk.grade(session, interview)

    def _stop(self, session: Session, interview: Interview, _: Asked) -> None:
        self._desk.stop(session, interview)

    def _mark(self, session: Session, asked: Asked) -> None:
        interview = next((one for one in session.all() if one.id == asked.get("interview")), None)
        if interview is None:
            return
        part = part_to_mark(interview)
        exercise = exercise_of(part.part)
        if exercise is None:
            return
        solution = read_solution(exercise.solution)
        said = numbers(asked.get("said"), len(solution.rubric))
        flags = numbers(asked.get("flags"), len(solution.red_flags))
        now = session.mark(interview, part, said, flags, len(solution.rubric))
        if now.ended:
            self._show(interview_view.ended(now, number_of(session, now)))
        else:
            self._desk.show(session, now)

    # The candidate's text

    def _save(self, session: Session, asked: Asked) -> None:
        """Save what the page holds, and do then what it asks for."""
        if (saved := save(session, self, asked)) is None:
            return
        self._desk.tell("text", saved, but=self)
        then = asked.get("then")
        if is_repeated(self, then):
            return  # another "next" would leave out a part
        acts = {
            "grade": self._grade,
            "hint": self._hint,
            "next": self._next,
            "back": self._back,
            "finish": self._finish,
        }
        if isinstance(then, dict) and (act := acts.get(str(then.get("do")))):
            self._in_part(act, session, {**asked, **then})


def add(app: FastAPI, room: Room, judge: Judge) -> None:
    """Serve the interview."""
    desk = InterviewDesk(room, judge)

    @ui.page("/interview")
    def now() -> None:
        ui.page_title("Interview · practice")
        InterviewPage(desk)

    @ui.page("/interview/{number}")
    def past(number: str) -> None:
        ui.page_title("Debrief · practice")
        InterviewPage(desk, number)

    @app.get("/interview/{number}/page")
    def to_print(number: str, download: str | None = None) -> HTMLResponse:
        return printed(room, number, download=download is not None)
