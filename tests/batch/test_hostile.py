"""Names and texts that are meant to do harm to whoever reads the results."""

import csv
import json
import os
from html.parser import HTMLParser

import pytest

from tests.batch.school import RIGHT, School

FORMULA = "=cmd|' calc'!A0"
MARKUP = "<script>alert(1)<"
NAMES = [
    FORMULA,
    "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1",
    MARKUP,
    "\"><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}",
    "[red]markup",
    "two\nlines",
    "\x1b[2J\x1b]0;title\x07",
    "\u202egnp.exe",
    "a,b;c\"d",
    "x" * 255,
    "李雷",
    os.fsdecode(b"not-utf8-\xff"),
]  # fmt: skip


@pytest.fixture
def hostile(quick: School) -> School:
    """A class of learners with names to be afraid of."""
    for name in NAMES:
        quick.hands_in(name, "def (\n")
    return quick


class Page(HTMLParser):
    """Collects the elements and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.values: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.values += [value or "" for name, value in attrs if name in ("src", "href", "style")]

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data


def test_every_name_is_graded_and_listed(hostile: School) -> None:
    """None stops the batch, and each has its line."""
    hostile.grades().exits(0).says(f"Graded {len(NAMES)} files")
    assert len({line["learner"] for line in hostile.lines}) == len(NAMES)
    hostile.grades().exits(0).says("Nothing to grade")


def test_no_name_is_a_formula(hostile: School) -> None:
    """Each cell of the gradebook is text on one line."""
    hostile.grades().exits(0)
    raw = (hostile.folder / "class-results.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")  # spreadsheets take it for UTF-8 then
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert len(rows) == len(NAMES) + 1
    for name, *cells in rows[1:]:
        assert name.strip()[0] not in "=+-@＝\t\r"
        assert "\n" not in name
        assert set(cells) <= {"0", "", "error"}
    assert f"'{FORMULA}" in [row[0] for row in rows]


def test_no_name_is_markup(hostile: School) -> None:
    """The page shows names as text, runs nothing and asks for nothing."""
    hostile.grades().exits(0)
    html = (hostile.folder / "class-results.html").read_text("utf-8")
    page = Page(html)
    assert page.tags.isdisjoint({"script", "img", "link", "iframe", "object", "base"})
    assert not any(name.startswith("on") for name in page.attributes)
    assert not any("//" in value or "url" in value for value in page.values)
    assert "@import" not in html
    assert "url(" not in html
    assert MARKUP in page.text
    assert "{{ 7 * 7 }}" in page.text
    assert "\u202e" not in page.text


def test_no_name_moves_the_cursor(hostile: School) -> None:
    """On the terminal they are spelt out."""
    said = hostile.grades().exits(0)
    assert "\x1b" not in said.out + said.err
    assert "\u202e" not in said.out + said.err


def test_what_a_file_prints_cannot_break_its_line(quick: School) -> None:
    """Line ends, broken text and something that looks like a result stay inside one line."""
    forged = json.dumps({"schema": 1, "learner": "ben", "verdict": "pass"})
    quick.hands_in("ann", f"{RIGHT}\nprint('\\n' + {forged!r} + '\\n\\u2028\\x00\\udc80')\n")
    quick.grades().exits(0)
    [line] = quick.lines
    assert line["learner"] == "ann"
    assert forged in line["output"]
    quick.grades().exits(0).says("Nothing to grade")


def test_two_names_that_read_the_same_are_not_mixed(quick: School) -> None:
    """A name that spells out another's bytes is ignored aloud."""
    quick.hands_in(os.fsdecode(b"ann\xff"))
    quick.hands_in("ann\\xff", "def (\n")
    quick.grades().exits(0).complains("another learner's name looks the same")
    assert len(quick.lines) == 1
