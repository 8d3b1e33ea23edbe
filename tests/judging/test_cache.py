"""The prints of known mistakes on disk: they save work, and decide nothing."""

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from grader.authoring.substitute import substitute
from grader.catalogue import find_one
from grader.confine import Installation
from grader.judging import cache
from grader.judging.answer_key import AnswerKey, Remembered
from grader.judging.grade import _answer_key, answer_key, grade
from grader.judging.options import Options
from grader.judging.prints import NUMBERS
from grader.verdict import Status, Verdict
from grader.worker.codec import decode, encode

EXERCISE = find_one("vae/kl")
RIGHT = EXERCISE.solution.read_text("utf-8")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder for the cache, and a judge that remembers nothing."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    forget(monkeypatch)
    yield tmp_path / "caches" / "practice"
    _answer_key.cache_clear()


@pytest.fixture
def wrong() -> str:
    """A known mistake, as a file."""
    mistake = answer_key(EXERCISE).known_mistakes[-1]
    return substitute(RIGHT, mistake.of, mistake.write)


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be a new process, as far as the cache can tell."""
    _answer_key.cache_clear()
    monkeypatch.setattr("grader.judging.answer_key._remembered", Remembered())


def judged(text: str, folder: Path) -> Verdict:
    """The verdict on a text, without the time that it took."""
    file = folder / "answer.py"
    file.write_text(text)
    verdict = grade(EXERCISE, file, Options(shrink=False))
    checks = tuple(replace(check, seconds=0.0) for check in verdict.checks)
    return replace(verdict, checks=checks, seconds=0.0)


def entry(place: Path) -> Path:
    """The one entry."""
    [file] = place.glob("*.prints")
    return file


def test_a_new_process_asks_fewer_mistakes(
    wrong: str, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one process learned of the known mistakes, the next one does not compute again."""
    asked: list[int] = []
    rewritten = AnswerKey.rewritten

    def counted(*arguments: object) -> object:
        asked[-1] += 1
        return rewritten(*arguments)  # type: ignore[arg-type] # passed on as they come

    monkeypatch.setattr(AnswerKey, "rewritten", counted)
    verdicts = []
    for _ in range(2):
        forget(monkeypatch)
        asked.append(0)
        verdicts.append(judged(wrong, tmp_path))
    assert verdicts[0] == verdicts[1]
    assert asked[1] < asked[0] / 2
    assert place.stat().st_mode & 0o777 == 0o700


def damaged(data: bytes) -> bytes:
    """One bit of a number is another."""
    return data[:-1] + bytes([data[-1] ^ 1])


@pytest.mark.parametrize(
    "harm",
    [damaged, lambda data: b"", lambda data: data[:100], lambda data: b"\x80" * len(data)],
    ids=["a bit flipped", "emptied", "cut off", "overwritten"],
)
def test_a_damaged_entry_is_no_entry(
    harm: Callable[[bytes], bytes],
    wrong: str,
    place: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The verdict, and the mistake that it names, are as without a cache."""
    before = judged(wrong, tmp_path)
    entry(place).write_bytes(harm(entry(place).read_bytes()))
    forget(monkeypatch)
    assert judged(wrong, tmp_path) == before


def forged(data: bytes, form: int) -> bytes:
    """An entry with a right checksum, in which every mistake answers the same."""
    tables = decode(data[32:], cache._LIMITS)
    for table in tables.values():
        table["forms"] = np.full(table["forms"].shape, form)
        table["numbers"] = np.full(table["numbers"].shape, 1.5)
    message = encode(tables, cache._LIMITS)
    return hashlib.sha256(message).digest() + message


@pytest.mark.parametrize("form", [1, 2, -(2**63)], ids=["says nothing", "rules out", "impossible"])
def test_a_forged_entry_changes_no_verdict(
    form: int, wrong: str, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may cost the name of the mistake, but it gives no other one, and right stays right."""
    before = judged(wrong, tmp_path)
    assert before.misconception
    entry(place).write_bytes(forged(entry(place).read_bytes(), form))
    forget(monkeypatch)
    after = judged(wrong, tmp_path)
    assert replace(after, misconception=None) == replace(before, misconception=None)
    others = {mistake.id for mistake in answer_key(EXERCISE).known_mistakes} - {
        before.misconception.id
    }
    assert after.misconception is None or after.misconception.id not in others
    assert judged(RIGHT, tmp_path).status == Status.PASS


def test_tables_of_another_size_are_left(
    wrong: str, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prints of more mistakes or inputs than there are belong to something else."""
    before = judged(wrong, tmp_path)
    tables = decode(entry(place).read_bytes()[32:], cache._LIMITS)
    for table in tables.values():
        table.update(forms=np.full((3, 3), 2), numbers=np.zeros((3, 3, NUMBERS)))
    message = encode(tables, cache._LIMITS)
    entry(place).write_bytes(hashlib.sha256(message).digest() + message)
    forget(monkeypatch)
    assert judged(wrong, tmp_path) == before


def as_a_file(place: Path) -> None:
    place.parent.mkdir()
    place.write_text("not a folder")


def as_a_link(place: Path) -> None:
    place.parent.mkdir()
    other = place.parent / "other"
    other.mkdir(mode=0o700)
    place.symlink_to(other)


def readable_by_others(place: Path) -> None:
    place.mkdir(parents=True)
    place.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="there is no cache without owners")
@pytest.mark.parametrize("spoil", [as_a_file, as_a_link, readable_by_others])
def test_a_folder_that_is_not_the_users_own_is_not_used(
    spoil: Callable[[Path], None], wrong: str, place: Path, tmp_path: Path
) -> None:
    """Grading goes on without a cache."""
    spoil(place)
    assert cache.folder() is None
    assert judged(wrong, tmp_path).misconception
    assert not list(tmp_path.rglob("*.prints"))


def test_no_cache_where_a_worker_may_read(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker reads Python's own folders, so a cache among them is not used."""
    assert cache.folder() == place
    installation = Installation(readable=(tmp_path,), listable=(), devices=())
    monkeypatch.setattr(cache, "python_installation", lambda **_: installation)
    assert cache.folder() is None


def test_the_oldest_entries_make_room(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder stays within its bound."""
    monkeypatch.setattr(cache, "MOST_BYTES", 3000)
    for number in range(4):
        cache.store(f"{number}", {"numbers": np.zeros(100)})
        os.utime(place / f"{number}.prints", (number, number))
    assert cache.load("3")
    assert not cache.load("0")
    assert sum(file.stat().st_size for file in place.iterdir()) <= 3000


def test_answers_in_memory_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that were used last stay."""
    monkeypatch.setattr("grader.judging.answer_key.REMEMBERED", 10_000)
    held = Remembered()
    for number in range(5):
        held.keep(number, "an answer")
        assert held.get(0) == "an answer" or number > 2
    assert held.get(4) == "an answer"
    assert sum(held.get(number) is not None for number in range(5)) == 2
