"""What a worker prints is told apart by answer, within bounds."""

import os
from collections.abc import Iterator

import pytest

from grader.worker.captured_output import MARK, MAX_PIECE, Output


@pytest.fixture
def pipe() -> Iterator[tuple[int, Output]]:
    """Where a worker prints, and who reads it."""
    from multiprocessing import Pipe

    reads, writes = Pipe(duplex=False)
    output = Output(reads)
    yield writes.fileno(), output
    output.close()
    writes.close()


def test_pieces_are_told_apart(pipe: tuple[int, Output]) -> None:
    """However far the worker is ahead, each answer has what was printed for it."""
    fd, output = pipe
    os.write(fd, b"first\n" + MARK + b"second\n" + MARK + b"third")
    assert [output.piece(), output.piece(), output.last] == ["first\n", "second\n", "third"]
    assert output.text == "first\nsecond\nthird"


@pytest.mark.parametrize("cut", range(1, len(MARK)))
def test_a_mark_may_come_in_two_parts(pipe: tuple[int, Output], cut: int) -> None:
    """A pipe hands out bytes as it likes."""
    fd, output = pipe
    os.write(fd, b"first" + MARK[:cut])
    output.read()
    os.write(fd, MARK[cut:] + b"second")
    assert output.piece() == "first"
    assert output.text == "firstsecond"


def test_a_missing_mark_is_not_waited_for(pipe: tuple[int, Output]) -> None:
    """A process may have closed its output, or print elsewhere."""
    fd, output = pipe
    os.write(fd, b"no mark")
    assert [output.piece(), output.piece()] == ["no mark", ""]


def test_a_piece_is_bounded(pipe: tuple[int, Output]) -> None:
    """The beginning is kept."""
    fd, output = pipe
    os.write(fd, b"a" + b"b" * 10_000 + MARK)
    assert output.piece() == "a" + "b" * (MAX_PIECE - 1)


def test_many_marks_take_little_memory(pipe: tuple[int, Output]) -> None:
    """Marks without end are no way to fill the judge's memory."""
    fd, output = pipe
    for _ in range(50):
        os.write(fd, MARK * 1_000)
        output.read_rest()
    assert len(output._pieces) <= 1_000
