"""Fixtures: a workspace, a room and a browser, one of each for a module."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.learner import write_stubs
from tests.room.visitor import CHROMIUM, SECONDS, OpenRoom, open_room

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenRoom]:
    """A room in a fresh workspace, in a folder whose name has a space."""
    folder = tmp_path_factory.mktemp("a workspace")
    write_stubs(folder)
    with open_room(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A browser."""
    # Imported late: only tests in a browser need it.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def inside(room: OpenRoom, browser: "Browser") -> Iterator["BrowserContext"]:
    """A browser that has entered the room."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(SECONDS)
    page = context.new_page()
    page.goto(room.url)
    page.wait_for_selector(".topic")
    page.close()
    yield context
    context.close()


@pytest.fixture
def page(inside: "BrowserContext") -> Iterator["Page"]:
    """A tab in which no script may fail."""
    opened = inside.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    opened.close()
    assert faults == []


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A fresh workspace of its own."""
    write_stubs(tmp_path)
    return tmp_path
