"""Somebody is interviewed in the room, in a browser, with the keyboard alone."""

import os
import re
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.catalogue import find_one
from grader.interview.files import folder_of
from grader.interview.plan import BUGS, CODE, EXPLAIN, QUICK, SCHEMA, Part, Plan, to_json
from grader.interview.session import Session
from grader.learner.workspace import Workspace
from tests.cli.learner import Learner, Said
from tests.room.visitor import OpenRoom, needs_browser, open_room

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Route

pytestmark = [needs_browser, pytest.mark.extensive]

RIGHT = find_one("vae/kl").solution.read_text("utf-8")
WRONG = RIGHT.replace("return per_element.sum()", "return per_element.sum(dim=-1).mean()")
PARTS = (
    Part(QUICK, 4, questions=("mse-assumption", "kl-value")),
    Part(CODE, 12, "vae/kl", seed=7),
    Part(EXPLAIN, 5, "priors/l2"),
)


@pytest.fixture(autouse=True)
def over(room: OpenRoom) -> Iterator[None]:
    """No interview is open before or after a test."""
    yield
    session = Session(Workspace(room.folder))
    if interview := session.open():
        session.finish(interview)


def opens(page: "Page", room: OpenRoom, path: str = "interview") -> None:
    page.goto(room.home + path)
    page.wait_for_selector("html[data-ready]")


def begins(room: OpenRoom, *parts: Part, at: int = 1) -> Session:
    """Begin an interview elsewhere, and go to a part of it."""
    session = Session(Workspace(room.folder))
    interview = session.begin(Plan(SCHEMA, 3, "senior", 30, (), parts or PARTS))
    for _ in range(at - 1):
        interview = session.move(interview, 1)
    return session


def last_file(room: OpenRoom, name: str) -> Path:
    """A file of the interview that began last."""
    session = Session(Workspace(room.folder))
    return folder_of(session.workspace, session.all()[-1]) / name


def says(room: OpenRoom, *command: str) -> Said:
    """What a terminal says."""
    return Learner(room.folder).runs(*command)


def types(page: "Page", text: str) -> None:
    """Replace what is in the editor, as a paste does."""
    page.keyboard.press("Alt+e")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def grades(page: "Page", word: str) -> str:
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(f".verdict.done .lead:has-text('{word}')")
    return page.inner_text("#panel-verdict")


def ticks(page: "Page", box: str) -> None:
    """Tick the first box by keyboard; again if a page that was still drawn took the focus."""
    for _ in range(5):
        page.focus(box)
        page.keyboard.press("Space")
        if page.query_selector(f"{box}:checked"):
            return


def test_a_whole_interview_by_keyboard(page: "Page", room: OpenRoom) -> None:
    """From the form to the debrief, without a look at the mouse."""
    opens(page, room)
    page.focus("#minutes")
    page.keyboard.press("Control+a")
    page.keyboard.type("0")
    page.keyboard.press("Enter")
    page.wait_for_selector("#problem:has-text('10 to 120 minutes, not 0')")
    plan = Plan(SCHEMA, 3, "junior", 30, (), PARTS)
    file = room.folder / "plan.json"
    file.write_text("{", "utf-8")
    page.set_input_files("#plan-file", file)
    page.wait_for_selector("#problem:has-text('plan.json is not a plan')")
    file.write_text(to_json(plan), "utf-8")
    page.set_input_files("#plan-file", file)
    page.wait_for_selector("text=quick round: 2 questions from memory")
    assert "vae/kl" not in page.inner_text("#main")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Question 1 of 2")
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Question 2 of 2")
    page.keyboard.type("much")
    page.keyboard.press("Enter")
    page.wait_for_selector("#unclear:not([hidden])")
    page.keyboard.press("Alt+s")
    page.wait_for_selector("text=Part 2 of 3: code")
    types(page, WRONG)
    verdict = grades(page, "Not right yet")
    assert "Smallest input that shows it" in verdict
    assert "latent" not in verdict  # the likely mistake
    page.keyboard.press("Alt+h")
    page.wait_for_selector(".nudge")
    types(page, RIGHT)
    grades(page, "Passed")
    page.keyboard.press("Alt+n")
    page.wait_for_selector("#notes")
    page.keyboard.press("Alt+e")
    page.keyboard.insert_text("A Gaussian prior on each weight.")
    page.keyboard.press("Alt+n")
    page.wait_for_selector("text=A good answer")
    ticks(page, "#marks input")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=Marked: 1 of")
    page.focus("#do-finish")
    page.keyboard.press("Enter")
    page.wait_for_selector("#sure-yes:visible")
    page.keyboard.press("Enter")
    page.wait_for_selector(".debrief .how")
    shown = page.inner_text(".debrief")
    for text in ("passed at grade 2, 1 hint", "less 10 % for 1 grade", "summed over the latent"):
        assert text in shown
    assert "A Gaussian prior on each weight." in shown
    found = says(room, "interview", "--history", "last", "--format", "json").document
    assert found["ended"] == "candidate"
    assert [part["done"] for part in found["parts"]] == [True, True, True]
    opens(page, room)
    page.wait_for_selector(".past a")


def test_a_reload_in_the_middle_goes_on(page: "Page", room: OpenRoom) -> None:
    """At the same part, with the text."""
    begins(room, at=2)
    opens(page, room)
    types(page, "first = 1\n")
    page.reload()
    page.wait_for_selector(".cm-line:has-text('first = 1')")
    page.wait_for_selector("#saved:text-is('Saved')")
    assert last_file(room, "vae/kl.py").read_text("utf-8") == "first = 1\n"


def test_a_terminal_and_the_room_at_once(page: "Page", room: OpenRoom) -> None:
    """What one does, the other shows; an act on what is over does nothing but say so."""
    begins(room)
    opens(page, room)
    says(room, "interview", "--next")
    page.wait_for_selector("text=Part 2 of 3: code")
    page.wait_for_selector("#notice:has-text('went on elsewhere')")
    page.wait_for_selector(".cm-content")
    file = last_file(room, "vae/kl.py")
    file.write_text(WRONG, "utf-8")  # in another editor
    page.wait_for_selector(".cm-line:has-text('per_element')")
    grades(page, "Not right yet")
    says(room, "interview").says("Part 2 of 3")
    types(page, "# not graded\n")
    page.keyboard.press("Alt+n")
    page.wait_for_selector("#sure-why:has-text('only grades count')")
    page.keyboard.press("Escape")
    says(room, "interview", "--finish").says("Debrief")
    page.wait_for_selector(".debrief")
    assert file.read_text("utf-8") == "# not graded\n"


def test_a_time_that_runs_out_ends_it(page: "Page", room: OpenRoom) -> None:
    """The page goes to the debrief by itself, and once, though the debrief takes long to come."""
    interview = begins(room, at=3).open()
    assert interview
    opens(page, room)
    asked = []

    def slowly(route: "Route") -> None:
        asked.append(route)
        page.wait_for_timeout(5000)  # the page looks again at what a terminal does after three
        route.continue_()

    page.route(re.compile(r"/interview/\d+$"), slowly)
    page.keyboard.press("Alt+e")
    page.keyboard.insert_text("Half a sentence")
    page.wait_for_selector("#saved:text-is('Saved')")
    with closing(sqlite3.connect(room.folder / ".practice/progress.db")) as database:
        database.execute(
            "UPDATE interviews SET seconds = (SELECT max(elapsed) + 5 FROM interview_events"
            " WHERE interview = id) WHERE id = ?",
            [interview.id],
        )
        database.commit()
    page.wait_for_selector("html[data-ready] .debrief >> text=The 30 minutes are over")
    assert len(asked) == 1
    assert Session(Workspace(room.folder)).past("last").ended == "time"
    assert last_file(room, "priors/l2.md").read_text("utf-8") == "Half a sentence"
    page.click("summary")
    page.focus("#marks input")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#marks", state="detached")


def test_each_part_is_graded_however_seldom(page: "Page", room: OpenRoom) -> None:
    """The first grade of a part is not taken for that of the part before, sent again."""
    begins(room, Part(CODE, 12, "vae/kl", seed=7), Part(CODE, 8, "nll/laplace", seed=1))
    opens(page, room)
    types(page, RIGHT)
    grades(page, "Passed")
    page.keyboard.press("Alt+n")
    page.wait_for_selector("text=Part 2 of 2: code")
    page.wait_for_selector(".cm-content")
    types(page, find_one("nll/laplace").solution.read_text("utf-8"))
    grades(page, "Passed")


def test_bugs_are_mended(page: "Page", room: OpenRoom) -> None:
    """The given code costs nothing, and the right one mends all bugs."""
    begins(room, Part(BUGS, 8, "vae/kl", seed=5, bugs=2))
    opens(page, room)
    assert "2 of 2 bugs are left" in grades(page, "Not right yet")
    types(page, RIGHT)
    assert "All 2 bugs are mended." in grades(page, "Passed")


def test_a_killed_room_loses_nothing(inside: "BrowserContext", room: OpenRoom) -> None:
    """What was typed after its end is in the browser, and the next room saves it."""
    begins(room, at=2)
    folder = room.folder
    with open_room(folder) as other:
        page = inside.new_page()
        page.goto(other.url)
        page.wait_for_selector(".topic")
        opens(page, other)
        page.wait_for_selector(".cm-content")
        os.kill(other.process.pid, signal.SIGKILL)
        other.process.wait()
        types(page, "late = 1\n")
        page.wait_for_selector("#saved:has-text('kept in this browser')")
        port = other.home.rpartition(":")[2].strip("/")
    page.close()
    page = inside.new_page()
    page.wait_for_timeout(9000)  # a younger draft may be that of a tab that is open; see drafts.js
    with open_room(folder, "--port", port) as again:
        page.goto(again.url)
        page.wait_for_selector(".topic")
        opens(page, again)
        page.wait_for_selector(".cm-line:has-text('late = 1')")
        page.wait_for_selector("#saved:text-is('Saved')")
        assert last_file(room, "vae/kl.py").read_text("utf-8") == "late = 1\n"
        page.close()


def test_every_screen_passes_axe_and_fits_a_phone(page: "Page", room: OpenRoom) -> None:
    """Light and dark; at 400 px nothing but code scrolls sideways."""
    from axe_playwright_python.sync_playwright import Axe

    axe, found = Axe(), []

    def check(where: str) -> None:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.wait_for_timeout(250)  # colors fade
            for one in axe.run(page).response["violations"]:
                found.extend(f"{where} {scheme}: {one['id']} {n['html']}" for n in one["nodes"])
        page.set_viewport_size({"width": 400, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > 400:
            found.append(f"{where}: wider than a phone")
        page.set_viewport_size({"width": 1280, "height": 900})

    opens(page, room)
    check("form")
    page.click("button.primary")
    page.wait_for_selector("text=Start the clock")
    check("plan")
    begins(room)
    page.wait_for_selector("text=Question 1 of 2")
    check("question")
    page.keyboard.press("Alt+n")
    page.wait_for_selector(".cm-content")
    types(page, WRONG)
    grades(page, "Not right yet")
    page.keyboard.press("Alt+h")
    page.wait_for_selector(".nudge")
    check("code")
    page.keyboard.press("Alt+n")
    page.wait_for_selector("#notes")
    check("explain")
    page.keyboard.press("Alt+n")
    page.wait_for_selector("#marks")
    check("marks")
    page.click("#do-finish")
    page.click("#sure-yes")
    page.wait_for_selector(".debrief")
    page.click("summary")
    check("debrief")
    opens(page, room, "exercise/vae/kl")
    assert found == []
