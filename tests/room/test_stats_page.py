"""What the room shows of a history: on its first page, and as statistics."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from grader.room import home_page, stats_page
from grader.verdict import Status, Verdict
from tests.learner.conftest import MovedClock, time
from tests.room.served import Served

__all__ = ["time"]


@pytest.fixture
def served(tmp_path: Path, time: MovedClock) -> Served:
    found = Served(tmp_path)
    stats_page.add(found.app, found.room)
    return found


@pytest.fixture
def lived(served: Served, time: MovedClock) -> Served:
    """Twelve minutes on a day, a question on the next, and both due a month later."""
    served.progress.start("vae/kl", "guided", 2)
    for minutes, status in ((4, Status.FAIL), (4, Status.FAIL), (4, Status.PASS)):
        time.passes(minutes=minutes)
        served.progress.record(Verdict("vae/kl", status, ""), f"{time.time}".encode())
    time.passes(days=1)
    served.progress.answer("kl-value", "1.3", False)
    served.progress.answer("kl-value", "1.3069", True)
    served.progress.answer("elbo-gap", None, False)
    return served


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.partition("<dialog")[0]))


def test_the_statistics_are_those_of_the_terminal(lived: Served) -> None:
    """In the same words."""
    from click.testing import CliRunner

    from grader.cli import main

    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(lived.room.workspace.root)
        printed = CliRunner().invoke(main, ["stats"]).output
    page = text_of(lived.page("/stats"))
    for text in ("2 days, 2 in a row now, 2 at most", "12 min at work", "1 session, 1 passed"):
        assert text in printed
        assert text in page
    assert "1 right of 1 answered, 16 in all" in page
    assert re.search(r"vae/kl 1 1 0 0 0 12 min \d+ %", page)


def test_without_a_history_it_is_a_sentence(served: Served) -> None:
    """With where to begin."""
    assert "There is nothing to count yet" in served.page("/stats")
    done = home_page.done(served.room)
    assert (done.due, done.practiced, dict(done.quiz)) == ("", "", {})


def test_a_newer_history_is_a_sentence(lived: Served) -> None:
    """On both pages, which still have the rest."""
    with closing(sqlite3.connect(lived.room.workspace.database)) as database:
        database.execute("PRAGMA user_version = 99")
        database.commit()
    assert "newer version" in text_of(lived.page("/stats"))
    assert "vae/kl" in home_page.html(lived.room)


def test_the_first_page_says_what_was_done_and_what_is_due(lived: Served, time: MovedClock) -> None:
    """Skipped questions are not answered ones, and a question alone makes a day of work."""
    done = home_page.done(lived.room)
    assert {topic: (one.right, one.answered) for topic, one in done.quiz.items()} == {"vae": (1, 1)}
    days = [day for week in done.weeks for day in week if day and day.work]
    assert [day.step for day in days] == [2, 1]
    assert done.practiced == "2 days, 2 in a row now"
    time.passes(days=30)
    assert home_page.done(lived.room).due.startswith("2 reviews are due, about")
    assert "Review now" in home_page.html(lived.room)


def test_past_interviews_are_on_both_pages(lived: Served) -> None:
    """With their scores, or that there is none."""
    from grader.interview.session import Session

    session = Session(lived.room.workspace)
    session.finish(session.begin(session.draw(["vae/kl"], minutes=30, seed=1)))
    assert "Interviews" in text_of(home_page.html(lived.room))
    assert re.search(r"Interviews .* 2026", text_of(lived.page("/stats")))
