"""A learner goes through the quiz, a review and the statistics in a browser, by keyboard alone."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from grader.catalogue import find_one
from grader.learner import clock
from grader.learner.progress import Progress
from grader.learner.workspace import Workspace
from grader.quiz import load_questions
from grader.quiz.model import Choice, Matching, Numeric, Question
from grader.verdict import Status, Verdict
from tests.cli.learner import write_stubs
from tests.room.visitor import SECONDS, OpenRoom, needs_browser, open_room

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [needs_browser, pytest.mark.extensive]

BANK = {question.id: question for question in load_questions()}
SOLUTION = find_one("vae/kl").solution.read_text("utf-8")
ORDER = "SELECT question, correct, answer, mode FROM answers ORDER BY at, id"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenRoom]:
    """A room whose learner passed an exercise and answered a question two months ago."""
    folder = tmp_path_factory.mktemp("lived")
    write_stubs(folder)
    progress = Progress(Workspace(folder).database)
    then = datetime.now(UTC) - timedelta(days=60)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: then)
        progress.start("vae/kl", "guided", 2)
        progress.record(Verdict("vae/kl", Status.PASS, ""), b"old")
        progress.answer("kl-value", "1.3069", True)
    for question in BANK.values():
        if question.exercise == "vae/kl" and question.id != "kl-value":
            progress.decide(f"quiz/{question.id}", "suspend")
    with open_room(folder) as opened:
        yield opened


def rows(room: OpenRoom) -> list[tuple[str, int, str, str]]:
    """Every answer in the history, oldest first."""
    with closing(sqlite3.connect(Workspace(room.folder).database)) as database:
        return database.execute(ORDER).fetchall()


def begins(page: "Page", room: OpenRoom, *names: str) -> None:
    """Begin a quiz of these questions."""
    page.goto(f"{room.home}quiz")
    go = page.evaluate(
        """async (names) => {
            const body = JSON.stringify({ names, count: null });
            const headers = { "content-type": "application/json" };
            return (await (await fetch("/quiz", { method: "POST", headers, body })).json()).go;
        }""",
        list(names),
    )
    page.goto(room.home.rstrip("/") + go)
    page.wait_for_selector("form.question")


def now_asked(page: "Page") -> Question:
    """The question on the screen."""
    return BANK[str(page.get_attribute("form.question", "data-question"))]


def answers(page: "Page", *, right: bool = True) -> Question:
    """Answer the question on the screen with keys, and go on."""
    page.wait_for_load_state("domcontentloaded")  # its script has run
    question = now_asked(page)
    if isinstance(question, Numeric):
        page.keyboard.type(f"{question.value if right else question.value + 17:.6g}")
    elif isinstance(question, Choice):
        wrong = next(key for key in question.options if key != question.answer)
        key = question.answer if right else wrong
        page.keyboard.press(str(page.get_attribute(f"[value='{key}']", "data-mark")))
    elif isinstance(question, Matching):
        partners = list(question.pairs.values())
        for partner in partners if right else [*partners[1:], partners[0]]:
            place = f".partners [data-partner='{partner}'] kbd"
            page.keyboard.press(page.inner_text(place))
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#feedback .answer.{'right' if right else 'wrong'}")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"form.question:not([data-question='{question.id}']), .screen h2")
    return question


def test_a_quiz_by_keyboard_alone(page: "Page", room: OpenRoom) -> None:
    """All three kinds; a reload in the middle goes on; what was missed comes once more."""
    before = len(rows(room))
    begins(page, room, "mse-assumption", "loss-to-distribution", "elbo-gap", "mse-slope")
    first = answers(page)
    page.reload()
    page.wait_for_selector("form.question")
    assert now_asked(page) != first
    second = answers(page, right=False)
    answers(page)
    page.keyboard.press("Alt+s")
    page.wait_for_selector("#feedback .answer.skipped")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('2 of 4 right')")
    assert "1 wrong, 1 unanswered" in page.inner_text("#screen")
    new = rows(room)[before:]
    assert [correct for _, correct, _, _ in new] == [1, 0, 1]
    assert {mode for _, _, _, mode in new} == {"practice"}
    assert new[1][0] == second.id
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Question 1 of 2')")
    answers(page)
    answers(page)
    page.wait_for_selector("h1:has-text('2 of 2 right')")


def test_what_cannot_be_read_is_asked_again(page: "Page", room: OpenRoom) -> None:
    """On the same screen, with the field still there."""
    begins(page, room, "mse-slope")
    page.keyboard.type("a lot")
    page.keyboard.press("Enter")
    page.wait_for_selector("#feedback .unclear:has-text('such as 0.5')")
    page.fill("input[name=number]", "2")
    page.keyboard.press("Enter")
    page.wait_for_selector("#feedback .right")


def test_a_matching_on_a_phone(page: "Page", room: OpenRoom) -> None:
    """By touch; a partner that is given to another item is taken from the first."""
    page.set_viewport_size({"width": 400, "height": 800})
    begins(page, room, "loss-to-distribution")
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    page.click(".item >> nth=0 >> label >> nth=1")
    partner = page.inner_text(".partners li >> nth=1 >> span")
    assert page.inner_text(".item >> nth=0 >> .chosen") == partner
    page.click(".item >> nth=1 >> label >> nth=1")
    assert page.inner_text(".item >> nth=0 >> .chosen") == "Not matched yet"
    assert page.inner_text(".item >> nth=1 >> .chosen") == partner
    assert page.locator(".numbers label").first.bounding_box()["height"] >= 32  # type: ignore[index]


def begins_review(page: "Page") -> None:
    """Press the button of the reviews, once the script that hears it has run."""
    page.wait_for_selector("[data-do=begin]")
    page.wait_for_load_state("domcontentloaded")
    page.focus("[data-do=begin]")
    page.keyboard.press("Enter")


def test_a_review_from_the_question_to_the_pass(page: "Page", room: OpenRoom) -> None:
    """The tab is closed in the middle; the learner's own file stays, and the rating is changed."""
    own = room.file("vae/kl").read_text()
    page.goto(room.home)
    page.click("text=Review now")
    begins_review(page)
    page.wait_for_selector("form.question")
    answers(page)
    page.wait_for_selector("h1:has-text('1 of 1 right')")
    assert rows(room)[-1][3] == "review"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Start the exercise")
    begins_review(page)
    page.wait_for_selector("html[data-ready]")
    page.click(".cm-content")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(SOLUTION)
    page.wait_for_selector("#saved:text-is('Saved')")
    page.goto(f"{room.home}review")
    page.click("text=Go on")
    page.wait_for_selector("html[data-ready]")
    page.wait_for_selector(".cm-line:has-text('per_element')")
    page.click(".cm-content")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".verdict.done", timeout=4 * SECONDS)  # nothing is cached yet
    assert "Passed" in page.inner_text(".verdict.done .lead")
    page.wait_for_selector("#outcome:has-text('comes back in')")
    page.focus("#outcome >> text=hard")
    page.keyboard.press("Enter")
    page.wait_for_selector("#outcome:has-text('Rated hard')")
    page.goto(f"{room.home}review")
    page.wait_for_selector("#done")
    page.click("text=Undo")
    page.wait_for_selector("#notice:has-text('Undid the changed rating')")
    assert room.file("vae/kl").read_text() == own
    (copy,) = room.folder.glob(".practice/review/vae/kl.py")
    assert copy.read_text() == SOLUTION


def test_every_page_passes_axe(page: "Page", room: OpenRoom) -> None:
    """Light and dark, and none is wider than a phone."""
    from axe_playwright_python.sync_playwright import Axe

    axe, found = Axe(), []
    page.set_viewport_size({"width": 400, "height": 800})
    places = ["quiz", "review?minutes=60", "stats", "review/vae/kl"]
    asked = ["loss-to-distribution", "mse-slope", "mse-assumption"]
    for scheme, some in (("light", slice(None)), ("dark", slice(1, 3))):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for place in places[some]:
            page.goto(room.home + place)
            page.wait_for_timeout(300)
            found += violations(axe, page, f"{scheme} {place}")
            assert page.evaluate("document.documentElement.scrollWidth") <= 400, place
        for name in asked[some]:
            begins(page, room, name)
            found += violations(axe, page, f"{scheme} {name}")
            answers(page, right=False)
        found += violations(axe, page, f"{scheme} summary")
    assert found == []


def violations(axe: object, page: "Page", where: str) -> list[str]:
    """What axe has to say about a page."""
    results = axe.run(page)  # type: ignore[attr-defined]
    return [
        f"{where}: {one['id']} {node['html'][:200]} {node.get('failureSummary', '')[:300]}"
        for one in results.response["violations"]
        for node in one["nodes"]
    ]


def test_the_header_and_the_search_lead_to_every_page(page: "Page", room: OpenRoom) -> None:
    """By keyboard from anywhere."""
    page.goto(room.home)
    page.keyboard.press("Control+k")
    page.keyboard.insert_text("statis")
    page.keyboard.press("Enter")
    page.wait_for_url("**/stats")
    links = page.locator("nav.pages a").all_inner_texts()
    assert [one for one in links if one != "Interview"] == [
        "Exercises",
        "Quiz",
        "Review",
        "Statistics",
    ]
    assert page.inner_text("nav.pages [aria-current]") == "Statistics"
