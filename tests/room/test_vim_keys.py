"""A learner who likes vim finds its keys in the editor, and the page's own keys beside them."""

from typing import TYPE_CHECKING

import pytest

from grader.catalogue import find_one
from grader.interview.plan import CODE, SCHEMA, Part, Plan
from grader.interview.session import Session
from grader.learner.workspace import Workspace
from grader.room import view
from tests.room.visitor import OpenRoom, needs_browser

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [needs_browser, pytest.mark.extensive]

needs_vim_keys = pytest.mark.skipif(
    not (view.HERE / "static/vim/package-lock.json").exists(),
    reason="this checkout has no vim keys; `.ci/vim-keys/fetch` gets them from npm",
)
SOLUTION = find_one("vae/kl").solution.read_text("utf-8")


@pytest.fixture(autouse=True)
def unchosen(page: "Page", room: OpenRoom) -> None:
    """The browser remembers no choice of another test."""
    page.goto(room.home)
    page.evaluate("localStorage.clear()")


def opens(page: "Page", room: OpenRoom, path: str) -> None:
    page.goto(room.home + path)
    page.wait_for_selector("html[data-ready]")
    page.wait_for_selector(".cm-content")


def is_in(page: "Page", mode: str) -> None:
    page.wait_for_selector(f".cm-vim-panel:has-text('--{mode}--')")


def grades_by_w(page: "Page", word: str) -> None:
    page.evaluate("document.querySelector('.verdict')?.remove()")  # that of the last grade
    page.keyboard.type(":w")
    page.keyboard.press("Enter")
    page.wait_for_selector(f".verdict.done .lead:has-text('{word}')")


@needs_vim_keys
def test_vim_keys_and_the_keys_of_the_page(page: "Page", room: OpenRoom) -> None:
    """The mode is shown, `:w` grades, search and comment work, and undo takes back a reset."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opens(page, room, "exercise/vae/kl")
    file, keys = room.file("vae/kl"), page.keyboard
    stub = file.read_text()
    page.click("#vim")
    is_in(page, "NORMAL")
    keys.type("ggOmine = 1")
    is_in(page, "INSERT")
    keys.press("Escape")
    is_in(page, "NORMAL")
    grades_by_w(page, "Not finished")
    assert file.read_text() == "mine = 1\n" + stub
    keys.type("gcc")
    grades_by_w(page, "Not finished")
    assert file.read_text() == "# mine = 1\n" + stub
    keys.type("?mine")  # not the list of keys
    keys.press("Enter")
    page.wait_for_selector(".cm-searchMatch:text-is('mine')")
    keys.type("i")
    keys.press("Control+k")  # the page's own, in every mode
    page.wait_for_selector("#palette[open]")
    keys.press("Escape")
    is_in(page, "INSERT")
    keys.press("Escape")
    is_in(page, "NORMAL")
    keys.press("Alt+h")
    page.wait_for_selector(".hint")
    page.click("#reset")
    page.click("#sure-yes")
    page.wait_for_selector(".cm-line:has-text('mine')", state="detached")
    page.click(".cm-content")
    keys.type("u")
    page.wait_for_selector(".cm-line:has-text('mine')")
    assert all(url.startswith((room.home, "data:")) for url in asked)


@needs_vim_keys
def test_the_choice_is_remembered_also_in_an_interview(page: "Page", room: OpenRoom) -> None:
    """And without vim keys, the editor's own are back."""
    session = Session(Workspace(room.folder))
    interview = session.begin(Plan(SCHEMA, 3, "senior", 30, (), (Part(CODE, 12, "vae/kl"),)))
    opens(page, room, "interview")
    page.click("#vim")
    is_in(page, "NORMAL")
    page.reload()
    is_in(page, "NORMAL")
    page.click(".cm-content")
    page.keyboard.type("ggdGi")
    is_in(page, "INSERT")
    page.keyboard.insert_text(SOLUTION)
    page.keyboard.press("Escape")
    grades_by_w(page, "Passed")
    page.click("#vim")
    page.wait_for_selector(".cm-vim-panel", state="detached")
    page.keyboard.press("Control+f")
    page.wait_for_selector(".cm-search")
    session.finish(session.refreshed(interview))


def test_where_they_are_missing_one_sentence_says_so(page: "Page", room: OpenRoom) -> None:
    """The button does no harm, and what it says is what to do."""
    page.route("**/static/vim/**", lambda route: route.fulfill(status=404))
    opens(page, room, "exercise/vae/kl")
    page.click("#vim")
    page.wait_for_selector("#notice:has-text('.ci/vim-keys/fetch')")
    assert page.get_attribute("#vim", "aria-pressed") == "false"
