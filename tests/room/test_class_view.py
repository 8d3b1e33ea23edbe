"""The pages of a class without a browser: what each says, and that a name is only ever text."""

from pathlib import Path

import pytest

from grader.batch.class_results import ClassResults
from grader.batch.overview import Filter
from grader.room import class_view, view
from grader.room.class_room import ClassRoom
from tests.batch.test_class_results import line, mistaken
from tests.batch.test_hostile import NAMES, Page


def school(folder: Path, *lines: str, answers: bool = True) -> ClassRoom:
    """A class that was read."""
    view.link(["/class"])
    file = folder / "class-results.jsonl"
    file.write_text("".join(lines), "utf-8")
    (folder / "class").mkdir(exist_ok=True)
    found = ClassRoom(ClassResults(file), folder / "class" if answers else None)
    found.results.refresh()
    return found


def test_a_page_holds_fifty_learners(tmp_path: Path) -> None:
    """And leads to the next; the filter goes along, and a page that is not there is the last."""
    many = school(tmp_path, *(line(f"learner {number:03}") for number in range(120)))
    html = class_view.learners(many, Filter(exercise="vae"), 0)
    assert html.count('class="cell pass"') == 50
    assert "/class?exercise=vae&amp;page=1" in html or "/class?exercise=vae&page=1" in html
    assert class_view.learners(many, Filter(), 99).count('class="cell pass"') == 20


def test_no_results_yet(tmp_path: Path) -> None:
    """An empty file is a batch that has just begun."""
    assert "There are no results yet" in class_view.learners(school(tmp_path), Filter(), 0)


@pytest.mark.parametrize("name", [name for name in NAMES if name.isprintable() or "\x1b" in name])
def test_hostile_names_are_text(tmp_path: Path, name: str) -> None:
    """On every page; and each answer has its address."""
    hostile = school(tmp_path, line(name, verdict="fail"), mistaken(name, name, name))
    pages = [
        class_view.learners(hostile, Filter(), 0),
        class_view.mistakes(hostile, ""),
        class_view.answer(hostile, 0, "vae/kl", Filter(mistake=name)) or "",
    ]
    for html in pages:
        page = Page(str(html))
        assert page.tags.isdisjoint({"img", "iframe", "object", "base"})
        assert not any(attribute.startswith("on") for attribute in page.attributes)
        assert "\x1b" not in html
        assert "\u202e" not in html


def test_a_line_of_another_version_is_said(tmp_path: Path) -> None:
    """Its verdict is shown as far as it can be read, and nothing breaks."""
    odd = school(tmp_path, line("ann", verdict="splendid"), line("ben", "old/one"), answers=False)
    assert "cannot be read by this version" in (class_view.answer(odd, 0, "vae/kl", Filter()) or "")
    html = class_view.answer(odd, 1, "old/one", Filter()) or ""
    assert "does not have the exercise" in html
    assert "The folder of the answers is not known" in html
    assert "2 answers were graded by another version" in class_view.learners(odd, Filter(), 0)


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    """On the answer's page, and the pair's."""
    gone = school(tmp_path, line("ann"), line("ben"))
    assert "is not in" in (class_view.answer(gone, 0, "vae/kl", Filter()) or "")
    assert "cannot be compared" in (class_view.pair(gone, "vae/kl", 0, 1) or "")
    assert class_view.pair(gone, "vae/kl", 0, 0) is None
    assert class_view.answer(gone, 9, "vae/kl", Filter()) is None
