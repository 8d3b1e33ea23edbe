"""What editors get: problems with their places, tasks that parse them, files opened at a line."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.verdict import BlankLeft, CheckResult, Counterexample, Misconception, Status, Verdict
from tests.cli.conftest import FakeJudge
from tests.cli.learner import HERE, Learner

pytestmark = pytest.mark.usefixtures("two_exercises")  # `init` writes every stub
FORM = re.compile(r"[^:\n]+:\d+:\d+: (error|warning): \S.*")
DOCS = (HERE / "docs" / "editors.md").read_text("utf-8")

ANSWER = '''"""An answer."""

def kl_divergence(mu, log_var):
    """Here."""
    per_element = mu
        # a comment
    return per_element.mean()
'''


def verdict(*checks: CheckResult, likely: str = "") -> Verdict:
    """A verdict on the learner's vae/kl."""
    return Verdict(
        "vae/kl",
        checks[0].status if checks else Status.PASS,
        "vae/kl is not right yet.",
        checks,
        Misconception("slip", likely) if likely else None,
        path="exercises/vae/kl.py",
    )


def failing(message: str = "The result is not right.", traceback: str | None = None) -> CheckResult:
    """A check that fails with these words."""
    example = Counterexample("f()", "1.", "2.")
    return CheckResult("kl_divergence: value", Status.FAIL, "A sum.", message, example, traceback)


def test_a_failure_is_at_its_function(learner: Learner, judge: FakeJudge) -> None:
    """Without a better place, the function is marked, and the message says all in one line."""
    learner.writes(ANSWER)
    judge.finds(verdict(failing(), likely="You took the mean."))
    learner.runs("grade", "kl", "--format", "line").exits(1).has_line(
        "exercises/vae/kl.py:3:1: error: kl_divergence: value: The result is not right. "
        "Yours: 1.; right: 2.. Likely: You took the mean."
    )


@pytest.mark.parametrize(
    ("check", "likely", "place"),
    [
        (failing(traceback='> File "kl.py", line 5, in kl_divergence\n'), "", "5:5"),
        (failing(traceback="5 | per_element = mu\n      ^"), "", "5:3"),
        (failing(), "`mean` at line 7 should be `sum`: then every answer is right.", "7:5"),
        (failing(traceback='> File "kl.py", line 99, in kl_divergence\n'), "", "99:1"),
    ],
    ids=["exception", "syntax", "suspect", "of a file that changed"],
)
def test_the_place_is_the_line_that_is_known(
    learner: Learner, judge: FakeJudge, check: CheckResult, likely: str, place: str
) -> None:
    """A traceback or a diagnosis that names a line says where."""
    learner.writes(ANSWER)
    judge.finds(verdict(check, likely=likely))
    said = learner.runs("grade", "kl", "--format", "line")
    assert said.out.startswith(f"exercises/vae/kl.py:{place}: error: ")


def test_blanks_are_warnings_at_their_places(learner: Learner) -> None:
    """Each blank that is left is a line, at the call of `blank`."""
    said = learner.runs("grade", "vae/kl", "nll/gaussian", "--format", "line").exits(1).is_content()
    file = learner.file().read_text().splitlines()
    for line in filter(lambda line: "vae/kl" in line, said.out.splitlines()):
        _, row, column, severity, _ = line.split(":", 4)
        assert file[int(row) - 1][int(column) - 1 :].startswith("blank(")
        assert severity == " warning"
    assert {line.split(":")[0] for line in said.out.splitlines()} == {
        "exercises/vae/kl.py",
        "exercises/nll/gaussian.py",
    }


def test_what_code_raised_cannot_forge_a_line(learner: Learner, judge: FakeJudge) -> None:
    """A message with line breaks and escapes stays in the line that is about it."""
    forged = "Your code raised\nexercises/nll/gaussian.py:1:1: error: forged\r\x1b[31m"
    judge.finds(verdict(failing(forged)))
    [line] = learner.runs("grade", "kl", "--format", "line").out.splitlines()
    assert line.startswith("exercises/vae/kl.py:")
    assert FORM.fullmatch(line)
    assert "\x1b" not in line


def test_a_pass_has_no_line(learner: Learner, judge: FakeJudge) -> None:
    """There is nothing to mark."""
    judge.passes("vae/kl")
    assert learner.runs("grade", "kl", "--format", "line").exits(0).is_content().out == ""


def test_a_verdict_without_checks_has_a_line(learner: Learner, judge: FakeJudge) -> None:
    """What cannot be graded at all is an error of the file."""
    judge.finds(Verdict("vae/kl", Status.ERROR, "It cannot be read.", path="exercises/vae/kl.py"))
    said = learner.runs("grade", "kl", "--format", "line").exits(1)
    said.has_line("exercises/vae/kl.py:1:1: error: It cannot be read.")


def parsed(matcher: dict[str, Any], line: str) -> dict[str, str] | None:
    """What VS Code's problem matcher makes of a line."""
    pattern = matcher["pattern"]
    found = re.search(pattern["regexp"], line)
    fields = ("file", "line", "column", "severity", "message")
    return {name: found[pattern[name]] for name in fields} if found else None


def tasks(learner: Learner) -> dict[str, dict[str, Any]]:
    """The tasks of a workspace, by name."""
    document = json.loads((learner.folder / ".vscode" / "tasks.json").read_text("utf-8"))
    return {task["label"]: task for task in document["tasks"]}


def test_the_tasks_of_vs_code_parse_what_is_printed(learner: Learner) -> None:
    """Each line of a real grade is a problem for the matcher that `init --vscode` wrote."""
    learner.runs("init", ".", "--vscode").exits(0).says(".vscode/tasks.json has the tasks")
    matcher = tasks(learner)["practice: grade this file"]["problemMatcher"]
    learner.writes(ANSWER.replace("mu\n", "mu * 2\n"))
    said = learner.runs("grade", "vae/kl", "nll/gaussian", "--format", "line").exits(1)
    found = [parsed(matcher, line) for line in said.out.splitlines()]
    assert len(found) > 2
    assert all(found)
    assert {one["severity"] for one in found if one} == {"error", "warning"}
    assert {one["file"] for one in found if one} == {
        "exercises/vae/kl.py",
        "exercises/nll/gaussian.py",
    }


def test_the_task_that_watches_knows_when_a_grade_begins_and_ends(learner: Learner) -> None:
    """Neither line is a problem."""
    learner.runs("init", ".", "--vscode")
    watch = tasks(learner)["practice: watch"]
    matcher, background = watch["problemMatcher"], watch["problemMatcher"]["background"]
    assert watch["isBackground"]
    for kind, line in (
        ("beginsPattern", "practice: begin vae/kl exercises/vae/kl.py"),
        ("endsPattern", "practice: end vae/kl fail"),
    ):
        assert f"{line.rpartition(' ')[0]}" in DOCS
        assert re.search(background[kind], line)
        assert parsed(matcher, line) is None


def test_a_path_with_colons_and_blanks_is_parsed(learner: Learner) -> None:
    """The drive of Windows is part of the file."""
    learner.runs("init", ".", "--vscode")
    matcher = tasks(learner)["practice: watch"]["problemMatcher"]
    line = r"C:\my files\kl.py:3:1: error: kl: value: a:1:2: error: b"
    assert parsed(matcher, line) == {
        "file": r"C:\my files\kl.py",
        "line": "3",
        "column": "1",
        "severity": "error",
        "message": "kl: value: a:1:2: error: b",
    }


def test_tasks_of_the_learner_are_never_overwritten(learner: Learner) -> None:
    """What is there stays, and ours are printed to copy."""
    file = learner.folder / ".vscode" / "tasks.json"
    file.parent.mkdir()
    file.write_text("// mine", "utf-8")
    said = learner.runs("init", ".", "--vscode").exits(0)
    said.complains("is not changed").says('"label": "practice: watch"')
    assert file.read_text("utf-8") == "// mine"
    file.unlink()
    learner.runs("init", ".", "--vscode").exits(0).is_content()
    learner.runs("init", ".", "--vscode").exits(0).is_content().says("already has the tasks")


def test_tasks_that_cannot_be_written_are_one_sentence(learner: Learner) -> None:
    """A file where the folder should be is left alone."""
    (learner.folder / ".vscode").write_text("precious")
    learner.runs("init", ".", "--vscode").exits(1).complains("tasks.json could not be written")


@pytest.mark.skipif(shutil.which("vim") is None, reason="vim is not installed")
def test_vim_fills_its_quickfix_list(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines of docs/editors.md work in Vim as they are."""
    [snippet] = re.findall(r"```vim\n(.*?)```", DOCS, flags=re.DOTALL)
    (learner.folder / "vimrc").write_text(snippet)
    program = learner.folder / "bin" / "practice"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\nPYTHONPATH="{HERE}" exec "{sys.executable}" -m grader.cli "$@"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    listed = "call writefile(map(getqflist(), {_, one -> one.lnum . ' ' . one.text}), 'listed')"
    commands = [part for command in ("make", listed, "qa!") for part in ("-c", command)]
    subprocess.run(
        ["vim", "-N", "-es", "-u", "vimrc", "exercises/vae/kl.py", *commands],
        cwd=learner.folder,
        check=False,
        capture_output=True,
    )
    first = (learner.folder / "listed").read_text().splitlines()[0]
    row, _, text = first.partition(" ")
    assert "blank(" in learner.file().read_text().splitlines()[int(row) - 1]
    assert text.startswith("blank 1 of 2: ")


@pytest.mark.parametrize(
    ("editor", "arguments"),
    [
        ("vim", ["+7", "FILE"]),
        ("code --wait", ["--wait", "--goto", "FILE:7"]),
        ("hx", ["FILE:7"]),
        ("kate", ["--line", "7", "FILE"]),
    ],
)
def test_open_goes_to_a_line(
    learner: Learner, monkeypatch: pytest.MonkeyPatch, editor: str, arguments: list[str]
) -> None:
    """Each editor is told in its own way."""
    name, *options = editor.split()
    program = learner.folder / name
    program.write_text(f'#!/bin/sh\nfor one in "$@"; do echo "$one"; done >{program}.said\n')
    program.chmod(0o755)
    monkeypatch.setenv("VISUAL", " ".join([str(program), *options]))
    learner.runs("open", "kl", "--line", "7").exits(0).is_content()
    said = Path(f"{program}.said").read_text().replace(str(learner.file()), "FILE")
    assert said.splitlines() == arguments


def test_open_at_a_line_in_an_unknown_editor(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is opened, and a sentence says that the line is not."""
    monkeypatch.setenv("VISUAL", "true")
    learner.runs("open", "kl", "--line", "7").exits(0).complains("how true goes to a line")
    learner.runs("open", "kl", "--line", "0").exits(2)


def test_blank_beyond_the_end_is_still_a_line(learner: Learner, judge: FakeJudge) -> None:
    """A file that was cut while it was graded is no fault."""
    blanks = (BlankLeft("which?", 500, 1, 2, "f"),)
    path = "exercises/vae/kl.py"
    judge.finds(Verdict("vae/kl", Status.BLANK, "", blanks=blanks, path=path))
    said = learner.runs("grade", "kl", "--format", "line").exits(1)
    said.has_line(f"{path}:500:1: warning: blank 1 of 2: which?")
