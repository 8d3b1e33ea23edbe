"""The interview in the room, without a browser: what is shown, graded and stored."""

import base64
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from grader.interview.debrief import debrief
from grader.interview.plan import BUGS, CODE, EXPLAIN, QUICK, SCHEMA, Part, Plan
from grader.interview.session import Session
from grader.interview.state import Interview
from grader.learner.workspace import Workspace
from grader.quiz import load_questions
from grader.room import interview_view
from grader.room.interview_desk import InterviewDesk
from grader.room.interview_saving import save
from grader.room.printed import printed
from grader.room.room import Room
from grader.verdict import CheckResult, Counterexample, Misconception, Status, Verdict
from tests.room.served import QuietJudge, Tab

QUESTIONS = ("mse-assumption", "softmax-shift")
PARTS = (
    Part(QUICK, 4, questions=QUESTIONS),
    Part(CODE, 12, "vae/kl", seed=7),
    Part(BUGS, 8, "vae/kl", seed=5, bugs=2),
    Part(EXPLAIN, 5, "priors/l2"),
)
WRONG = Verdict(
    "vae/kl",
    Status.FAIL,
    "Not right.",
    (
        CheckResult(
            "kl_divergence: value",
            Status.FAIL,
            "A <b>value</b>.",
            "Off.",
            Counterexample("f(1)", "2 <i>", "3", "the difference"),
        ),
        CheckResult("kl_divergence: later", Status.FAIL, "A later law."),
    ),
    misconception=Misconception("mean", "You took the mean."),
)
NOTED = {"status": "fail", "law": "kl_divergence: value", "basics": [1, 4], "edges": [0, 5]}


class Judge(QuietJudge):
    """Ends a grade when the test says so."""

    def reports(self, verdict: Verdict, content: bytes = b"one", left: int = 0) -> None:
        """End the last grade that was asked for."""
        request = [one for one in self.asked if one.kind == "interview"][-1]
        assert request.report
        about = {"verdict": asdict(verdict), "content": base64.b64encode(content).decode()}
        request.report(request, {"kind": "graded", "noted": NOTED, "left": left, **about})


@pytest.fixture
def judge() -> Judge:
    return Judge()


@pytest.fixture
def desk(tmp_path: Path, judge: Judge) -> InterviewDesk:
    (tmp_path / "exercises").mkdir()
    found = InterviewDesk(
        Room(Workspace(tmp_path), judge, str),  # type: ignore[arg-type]
        judge,  # type: ignore[arg-type]
    )
    found.tabs.append(Tab())
    return found


@pytest.fixture
def session(desk: InterviewDesk) -> Session:
    return Session(desk.room.workspace)


def at_part(session: Session, number: int, parts: tuple[Part, ...] = PARTS) -> Interview:
    """An interview whose candidate is at a part."""
    interview = session.begin(Plan(SCHEMA, 3, "senior", 30, (), parts))
    for _ in range(number - 1):
        interview = session.move(interview, 1)
    return interview


def told(desk: InterviewDesk, kind: str) -> Any:
    """The last message of a kind."""
    [tab] = desk.tabs
    return [message for name, message in tab.told if name == kind][-1]  # type: ignore[attr-defined]


def test_a_grade_says_no_more_than_an_interviewer(
    desk: InterviewDesk, session: Session, judge: Judge
) -> None:
    """The first law that fails with its input; the mistake is kept for the debrief."""
    desk.grade(session, at_part(session, 2))
    assert judge.asked[-1].seed == 7
    assert str(judge.asked[-1].path).startswith(".practice/interview/")
    assert "Grading" in told(desk, "view")["html"]
    judge.reports(WRONG)
    shown = told(desk, "view")["html"]
    assert "kl_divergence: value" in shown
    assert "Smallest input that shows it" in shown
    for word in ("later", "mean", "the difference", "<i>"):
        assert word not in shown.partition('data-region="verdict"')[2], word
    now = session.open()
    assert now
    assert now.current.grades[0].law == "kl_divergence: value"


@pytest.mark.parametrize("part", [2, 4])
def test_a_version_that_is_overwritten_is_kept(
    desk: InterviewDesk, session: Session, part: int
) -> None:
    """Another program's, where the candidate chose to keep the page's own."""
    interview = at_part(session, part)
    base = desk.screen(session, interview).start["editor"]
    file = session.workspace.root / base["path"]
    file.write_text("theirs", "utf-8")
    [tab] = desk.tabs
    asked = {"number": 1, "interview": interview.id, "part": part, "text": "mine"}
    assert save(session, tab, {**asked, "base": base["digest"]}) is None
    theirs = told(desk, "conflict")
    assert (theirs["text"], theirs["part"], file.read_text("utf-8")) == ("theirs", part, "theirs")
    saved = save(session, tab, {**asked, "base": theirs["digest"], "keep": True})
    assert saved
    assert file.read_text("utf-8") == saved["text"] == "mine"
    kept = session.workspace.private / "kept" / "interview" / interview.id
    assert [one.read_text("utf-8") for one in kept.rglob(f"*{file.suffix}")] == ["theirs"]


def test_bugs_are_counted(desk: InterviewDesk, session: Session, judge: Judge) -> None:
    """The judge gets their names, and the page how many are left."""
    interview = at_part(session, 3)
    desk.grade(session, interview)
    assert judge.asked[-1].bugs == interview.current.bugs
    assert len(judge.asked[-1].bugs) == 2
    judge.reports(WRONG, b"changed", left=1)
    assert "1 of 2 bugs is left." in told(desk, "view")["html"]


def test_a_grade_that_ends_too_late_leads_to_the_debrief(
    desk: InterviewDesk, session: Session, judge: Judge
) -> None:
    """It does not count."""
    interview = at_part(session, 2)
    desk.grade(session, interview)
    session.finish(interview)
    judge.reports(WRONG)
    assert told(desk, "go") == {"to": "/interview/1"}
    assert not session.past("last").parts[1].grades


def test_a_judge_that_ends_is_said(desk: InterviewDesk, session: Session, judge: Judge) -> None:
    """And grading can go on."""
    desk.grade(session, at_part(session, 2))
    request = judge.asked[-1]
    assert request.report
    request.report(request, {"kind": "ended"})
    assert "started again" in told(desk, "view")["html"]
    assert told(desk, "view")["start"]["running"] is False


def test_a_page_has_no_word_on_what_is_still_to_come(desk: InterviewDesk, session: Session) -> None:
    """Nor the answers of a question."""
    interview = at_part(session, 1)
    shown = desk.screen(session, interview)
    assert "Question 1 of 2" in shown.html
    for word in ("vae/kl", "priors/l2", "softmax"):
        assert word not in shown.html
    planned = interview_view.planned(interview.plan).html
    assert "working code with 2 bugs in it" in planned
    assert "vae/kl" not in planned


def test_an_explanation_is_edited_without_the_line_that_its_file_starts_with(
    desk: InterviewDesk, session: Session
) -> None:
    """An answer is not in the page before it was given, and what was written is text."""
    interview = at_part(session, 4)
    shown = desk.screen(session, interview)
    assert shown.start["editor"]["text"] == ""
    assert "A good answer" not in shown.html.replace("show a good answer", "")
    file = session.workspace.root / shown.start["editor"]["path"]
    file.write_text("<b>bold</b> \u202e", "utf-8")
    said = desk.screen(session, session.say(interview))
    assert "editor" not in said.start
    assert "A good answer" in said.html
    assert "&lt;b&gt;bold" in said.html
    assert "\u202e" not in said.html


def test_a_file_that_is_no_text_is_a_sentence(desk: InterviewDesk, session: Session) -> None:
    """It is not overwritten."""
    interview = at_part(session, 2)
    path = desk.screen(session, interview).start["editor"]["path"]
    file = session.workspace.root / path
    file.unlink()
    file.mkdir()
    editor = desk.screen(session, interview).start["editor"]
    assert editor["readOnly"]
    assert "is a folder" in editor["problem"]


def test_a_part_that_left_the_catalogue_can_be_passed_over(
    desk: InterviewDesk, session: Session
) -> None:
    """With a sentence, whatever its name was."""
    gone = (Part(CODE, 5, "<b>gone"), PARTS[3])
    shown = desk.screen(session, at_part(session, 1, gone))
    assert "&lt;b&gt;gone is not in this version" in shown.html
    assert 'data-do="next"' in shown.html


def test_a_debrief_says_how_its_score_was_computed(
    desk: InterviewDesk, session: Session, judge: Judge
) -> None:
    """On the page, on the page to print and in the terminal's data alike."""
    interview = at_part(session, 2)
    desk.grade(session, interview)
    judge.reports(WRONG)
    interview = session.finish(session.refreshed(interview))
    shown = desk.screen(session, interview).html
    page = bytes(printed(desk.room, "1", download=False).body).decode()
    how = "vae/kl: 1 of 4 basic laws hold, less 10 % for 1 grade that did not pass: 22."
    assert how in debrief(interview, load_questions()).workings["code"]
    for text in (shown, page):
        assert how in text
        assert "priors/l2: not reached, so 0." in text


def test_a_page_to_print_that_is_not_there_is_a_sentence(
    desk: InterviewDesk, session: Session
) -> None:
    """Also while the interview is open."""
    assert "No interview has ended" in bytes(printed(desk.room, "7", download=False).body).decode()
    session.finish(at_part(session, 1))
    assert printed(desk.room, "7", download=False).status_code == 404
    found = printed(desk.room, "last", download=True)
    assert "attachment" in found.headers["content-disposition"]
