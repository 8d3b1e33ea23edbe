"""`practice watch --format line`: every grade as lines between its begin and its end."""

import signal
from collections.abc import Iterator

import pytest

from tests.cli.learner import Learner
from tests.watch.terminal import ADDRESS, NEXT, PATIENCE, PRETENDED, Watched, until

PATH = f"exercises/{ADDRESS}.py"


class Editor:
    """Reads what a watch reports."""

    def __init__(self, learner: Learner) -> None:
        self.learner = learner
        self.process = learner.begins("watch", ADDRESS, NEXT, "--format", "line", patch=PRETENDED)
        assert self.process.stdout
        self._lines = iter(self.process.stdout.readline, "")
        until((learner.folder / "ready").exists)

    def saves(self, first: str) -> "Editor":
        """Save an answer whose verdict its first line says, at once: no half of it is graded."""
        written = self.learner.folder / "written"
        written.write_text(f"# {first}\ndef f():\n    pass\n", "utf-8")
        written.replace(self.learner.file(ADDRESS))
        return self

    def waits(self, line: str) -> "Editor":
        """Wait until the judge was asked for this."""
        log = self.learner.folder / "log"
        until(lambda: log.exists() and line in log.read_text("utf-8"))
        return self

    def reads(self, *lines: str) -> "Editor":
        """Expect these lines next, each by its beginning."""
        for line in lines:
            found = next(self._lines)
            assert found.startswith(line), (found, line)
        return self

    def leaves(self) -> tuple[str, str]:
        """Interrupt the watch; what is left of its output, and its errors."""
        self.process.send_signal(signal.SIGINT)
        rest = "".join(self._lines)
        assert self.process.stderr
        errors = self.process.stderr.read()
        self.process.wait(PATIENCE)
        assert "Traceback" not in errors
        return rest, errors


@pytest.fixture
def editor(learner: Learner) -> Iterator[Editor]:
    """An editor, right after it started the watch."""
    editor = Editor(learner)
    yield editor
    if editor.process.poll() is None:
        editor.process.kill()
        editor.process.wait()


BEGIN = f"practice: begin {ADDRESS} {PATH}\n"


def test_a_grade_is_between_two_lines(editor: Editor) -> None:
    """The problems, and nothing else, stand between them."""
    editor.saves("fail").reads(BEGIN, f"{PATH}:1:1: error: value: ", f"{PATH}:1:1: error: gradient")
    editor.reads(f"practice: end {ADDRESS} fail\n")
    editor.saves("pass").reads(BEGIN, f"practice: end {ADDRESS} pass\n")
    assert editor.leaves() == ("", "")


def test_a_version_that_has_passed_clears_the_problems(editor: Editor) -> None:
    """It is not graded again, but an editor must forget what it marked."""
    editor.saves("pass").reads(BEGIN, f"practice: end {ADDRESS} pass\n")
    editor.saves("fail").reads(BEGIN, PATH, PATH, f"practice: end {ADDRESS} fail\n")
    editor.saves("pass").reads(BEGIN, f"practice: end {ADDRESS} pass\n")
    assert (editor.learner.folder / "log").read_text().count("pass") == 1


def test_a_newer_save_ends_the_grade_in_progress(editor: Editor) -> None:
    """Every line that begins a grade has one that ends it."""
    editor.saves("loop").reads(BEGIN).waits("loop")
    editor.saves("pass").reads(f"practice: end {ADDRESS} canceled\n", BEGIN)
    editor.reads(f"practice: end {ADDRESS} pass\n")


def test_leaving_ends_the_grade_in_progress(editor: Editor) -> None:
    """Also the last grade has its end."""
    editor.saves("loop").reads(BEGIN).waits("loop")
    assert editor.leaves() == (f"practice: end {ADDRESS} canceled\n", "")


def test_a_fault_of_the_grader_is_on_standard_error(editor: Editor) -> None:
    """Standard output holds the lines alone."""
    editor.saves("fault").reads(BEGIN, f"practice: end {ADDRESS} canceled\n")
    rest, errors = editor.leaves()
    assert rest == ""
    assert "The grader itself failed (RuntimeError)" in " ".join(errors.split())


def test_a_terminal_gets_the_same_lines(learner: Learner) -> None:
    """VS Code runs tasks in a terminal: there are no keys, and no line is drawn over."""
    with Watched(learner, "watch", ADDRESS, "--format", "line") as watched:
        until((learner.folder / "ready").exists)
        learner.writes("# pass\n", ADDRESS)
        watched.sees(BEGIN.strip(), f"practice: end {ADDRESS} pass").lacks("[h]int")
        assert b"\x1b" not in watched.raw


def test_bugs_are_not_watched_so(learner: Learner) -> None:
    """One sentence says what goes together."""
    said = learner.runs("watch", ADDRESS, "--scaffold", "buggy", "--format", "line")
    said.exits(2).complains("only --format text")


def test_an_unknown_form_is_refused(learner: Learner) -> None:
    """JSON is for `grade`."""
    learner.runs("watch", "--format", "json").exits(2)
