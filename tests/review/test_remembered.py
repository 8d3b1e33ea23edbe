"""What FSRS said is kept beside the history, and nothing depends on it."""

from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest

from grader.review import remembered
from grader.review.cards import deck
from grader.review.remembered import MAX_BYTES, deck_of
from tests.cli.conftest import judge, learner
from tests.learner.conftest import time
from tests.review.conftest import Reviewer, reviewer

__all__ = ["judge", "learner", "reviewer", "time"]


@pytest.fixture
def kept(reviewer: Reviewer) -> Path:
    """The file, after two exercises and a question."""
    for address in ("vae/kl", "nll/gaussian"):
        reviewer.solves(address)
    reviewer.progress.answer("kl-value", "0", correct=False)
    reviewer.desk.deck()
    return reviewer.workspace.private / "memory.tsv"


def test_a_card_is_computed_once(reviewer: Reviewer, kept: Path) -> None:
    """And says the same from the file as from the replay."""
    log = reviewer.progress.log()
    with mock.patch.object(remembered, "memory", side_effect=AssertionError):
        assert deck_of(reviewer.workspace, log) == deck(log)
    assert kept.exists()


def test_what_is_rated_anew_is_computed_anew(reviewer: Reviewer, kept: Path) -> None:
    """The others are not."""
    reviewer.time.time += timedelta(days=3)
    reviewer.progress.answer("kl-value", "0", correct=True)
    log = reviewer.progress.log()
    with mock.patch.object(remembered, "memory", side_effect=remembered.memory) as computed:
        assert deck_of(reviewer.workspace, log) == deck(log)
    assert computed.call_count == 1


@pytest.mark.parametrize(
    "harm",
    [
        lambda whole: b"",
        lambda whole: whole[:-9] + b"x",
        lambda whole: whole[:-1],
        lambda whole: whole[: len(whole) // 2],
        lambda whole: b"0" + whole,
        lambda whole: whole.replace(b"+00:00", b""),
        lambda whole: whole[: whole.rindex(b"\t")] + b"\t-1",
        lambda whole: whole[: whole.rindex(b"\t")] + b"\tnan",
        lambda whole: whole + b"\n" * MAX_BYTES,
        lambda whole: b"\xff" + whole,
    ],
    ids=[
        "empty",
        "number",
        "last digit",
        "half",
        "other kit",
        "no zone",
        "negative",
        "nan",
        "long",
        "no text",
    ],
)
def test_a_damaged_file_is_not_believed(reviewer: Reviewer, kept: Path, harm: object) -> None:
    """It is written anew."""
    whole = kept.read_bytes()
    assert callable(harm)
    kept.write_bytes(harm(whole))
    log = reviewer.progress.log()
    assert deck_of(reviewer.workspace, log) == deck(log)
    assert kept.read_bytes() == whole


def test_a_file_that_cannot_be_written_changes_nothing(reviewer: Reviewer, kept: Path) -> None:
    """Such as a folder in its place."""
    kept.unlink()
    kept.mkdir()
    log = reviewer.progress.log()
    assert deck_of(reviewer.workspace, log) == deck(log)


def test_looking_writes_nothing_where_nothing_was_done(reviewer: Reviewer) -> None:
    """A command that only looks does not make the folder of the history."""
    there = reviewer.workspace.private.exists()
    reviewer.desk.deck()
    assert reviewer.workspace.private.exists() == there
