"""A teacher looks at a class in the room, by mouse and by keyboard alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.batch.school import BLANK, BROKEN, RIGHT, WRONG, School
from tests.batch.test_alike import COPY, OWN
from tests.cli.learner import Learner
from tests.room.visitor import SECONDS, OpenRoom, needs_browser, open_room

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [needs_browser, pytest.mark.extensive]

MARKUP = "<img src=x onerror='window.hurt=1'>"
NAMES = ("Ann Becker", "李雷", "محمد", MARKUP)
TEXTS = (WRONG, RIGHT, BLANK, BROKEN)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> School:
    """Four learners with an answer each, and two more with one that is alike; graded."""
    school = School(tmp_path_factory.mktemp("a class"))
    for name, text in zip(NAMES, TEXTS, strict=True):
        school.hands_in(name, text)
    school.hands_in("cem", f"import torch\n{OWN}", "vae/kl.py")
    school.hands_in("dan", f"import torch\n{COPY}", "vae/kl.py")
    school.grades("--jobs", "1").exits(0)
    return school


@pytest.fixture(scope="module")
def room(school: School) -> Iterator[OpenRoom]:
    """A room that shows the class; there is no workspace."""
    with open_room(school.folder, "--class", "class-results.jsonl") as opened:
        yield opened


@pytest.fixture(scope="module")
def page(room: OpenRoom, browser: "Browser") -> Iterator["Page"]:
    """A tab in which no script may fail."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(SECONDS)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.goto(room.url)
    opened.wait_for_selector(".matrix a.cell")
    yield opened
    context.close()
    assert faults == []


def home(page: "Page", room: OpenRoom, path: str = "") -> None:
    page.goto(f"{room.home}class{path}")
    page.wait_for_selector("main.class")


def test_two_keys_lead_to_a_wrong_answer(page: "Page", room: OpenRoom) -> None:
    """Arrow keys and Enter, then Escape back; the file that changes is said to have."""
    home(page, room)
    assert page.url.endswith("/class")
    assert page.locator(".matrix tbody tr").count() == 6
    page.focus(".matrix a.cell.error")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Ann Becker/gmm/threshold.py")
    shown = page.inner_text("main")
    assert "Not right yet" in shown
    assert "The file is what was graded" in shown
    assert "<= threshold" in shown
    page.keyboard.press("Escape")
    page.wait_for_selector(".matrix")


def test_filters_answer_as_one_types(page: "Page", room: OpenRoom) -> None:
    """By name in any script, by verdict; the address keeps them."""
    home(page, room)
    page.keyboard.press("/")
    page.keyboard.type("李")
    page.wait_for_selector("text=1 learner")
    assert page.locator(".matrix tbody tr").count() == 1
    page.fill("#words", "")
    page.wait_for_selector("text=6 learners")
    page.select_option("#outcome", "fail")
    page.wait_for_url("**/class?outcome=fail")
    page.reload()
    assert page.locator(".matrix a.cell.fail").count() >= 1
    assert page.input_value("#outcome") == "fail"


def test_a_name_is_text(page: "Page", room: OpenRoom) -> None:
    """In the table, a title, and on the learner's own page."""
    home(page, room, "?outcome=error")
    page.click("a.cell.error")
    page.wait_for_selector("#code-title")
    assert MARKUP in page.inner_text("h1")
    assert page.evaluate("window.hurt") is None
    assert page.locator("main img").count() == 0


def test_answers_that_are_alike_stand_side_by_side(page: "Page", room: OpenRoom) -> None:
    """With the lines that they share."""
    home(page, room, "/alike")
    page.click("#compare")
    page.click("text=cem and dan")
    page.wait_for_selector(".lines .shared")
    assert page.locator(".lines").count() == 2


def test_feedback_is_written(page: "Page", room: OpenRoom, school: School) -> None:
    """Beside the results; a folder with answers is refused."""
    home(page, room, "/feedback")
    page.fill("#folder", str(school.room / "in"))
    page.click("#write")
    page.wait_for_selector("text=name a folder of its own")
    page.fill("#folder", "for learners")
    page.click("#write")
    page.wait_for_selector("text=Written for 6 learners")
    assert "Not handed in" in (school.folder / "for learners/cem/feedback.txt").read_text("utf-8")


def test_results_that_grow_are_shown(page: "Page", room: OpenRoom, school: School) -> None:
    """Without a reload; damage is counted."""
    home(page, room)
    line = school.results.read_text("utf-8").splitlines(keepends=True)[0]
    with school.results.open("a", encoding="utf-8") as stream:
        stream.write("damage\n" + line.replace('"learner": "', '"learner": "new '))
    page.wait_for_selector(".matrix th:has-text('new ')")
    assert "1 line cannot be read" in page.inner_text(".notes")


def test_a_changed_file_is_said(page: "Page", room: OpenRoom, school: School) -> None:
    """On the page of its answer."""
    school.hands_in(NAMES[1], f"{RIGHT}# later\n")
    home(page, room, "?words=李&outcome=pass")
    page.click("a.cell.pass")
    page.wait_for_selector("text=The file has changed since it was graded")


def test_every_page_passes_axe_and_fits_a_phone(page: "Page", room: OpenRoom) -> None:
    """Light and dark."""
    from axe_playwright_python.sync_playwright import Axe

    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for path in ("", "/answer/0/gmm/threshold", "/mistakes", "/alike", "/feedback"):
            home(page, room, path)
            found += [
                f"{scheme} {path}: {one['id']} {one['nodes'][0]['html'][:200]}"
                for one in Axe().run(page).response["violations"]
            ]
    page.set_viewport_size({"width": 400, "height": 800})
    for path in ("", "/answer/0/gmm/threshold", "/mistakes", "/alike", "/feedback"):
        home(page, room, path)
        if page.evaluate("document.documentElement.scrollWidth") > 400:
            found.append(f"{path} is wider than a phone")
    assert found == []


def test_beside_a_workspace_both_are_there(school: School, browser: "Browser") -> None:
    """The class first, and the exercises behind a link."""
    Learner(school.folder).runs("init", ".").exits(0)
    with open_room(school.folder, "--class", "class-results.jsonl") as room:
        page = browser.new_page()
        page.goto(room.url)
        page.wait_for_selector(".matrix", timeout=SECONDS)
        page.click("text=Exercises")
        page.wait_for_selector(".topic", timeout=SECONDS)
        page.click("nav >> text=Class")
        page.wait_for_selector(".matrix", timeout=SECONDS)
        page.close()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("class-results.csv", "name class-results.jsonl"),
        ("class", "name class-results.jsonl"),
        ("gone.jsonl", "cannot be read"),
        ("notes.txt", "is not a file of results"),
    ],
)
def test_what_is_not_a_file_of_results_is_refused(tmp_path: Path, name: str, says: str) -> None:
    """With what to name instead."""
    (tmp_path / "class").mkdir()
    (tmp_path / "class-results.jsonl").write_text("")
    (tmp_path / "class-results.csv").write_text("learner\n")
    (tmp_path / "notes.txt").write_text("hello\n")
    said = Learner(tmp_path).runs("room", "--no-browser", "--class", name).exits(2)
    assert says in " ".join(said.err.split())
