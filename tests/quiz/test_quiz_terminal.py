"""`practice quiz` in a real terminal: typing, skipping, leaving at any time."""

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pytest

RUN = "from grader.cli.quiz import command; command(prog_name='practice quiz')"
ROOT = Path(__file__).parents[2]


@contextmanager
def terminal(*arguments: str, **environment: str) -> Iterator["pexpect.spawn[str]"]:
    """The command in a pseudo-terminal of 80 columns."""
    inherited = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    child = pexpect.spawn(
        sys.executable,
        ["-c", RUN, *arguments],
        env={**inherited, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), **environment},
        dimensions=(40, 80),
        encoding="utf-8",
        timeout=30,
    )
    try:
        yield child
    finally:
        child.close(force=True)


def seen(child: "pexpect.spawn[str]") -> str:
    """What came before the last match, without its colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", child.before or "")


def ended(child: "pexpect.spawn[str]") -> tuple[str, int | None]:
    """The rest of the output, and the exit code."""
    child.expect(pexpect.EOF)
    child.wait()
    return seen(child), child.exitstatus


def test_right_answers_are_explained_and_exit_with_0() -> None:
    """A choice by its letter and a number by a sum, each followed by its worked answer."""
    with terminal("mse-slope", "reparameterise-value", "--seed", "1") as child:
        for _ in range(2):
            child.expect(r"Your answer \(a number, to within [\d.]+ %\): ")
            child.sendline("1/(2*0.25)" if "0.5` for every target" in seen(child) else "-1/2")
            child.expect("Right")
        rest, code = ended(child)
    assert "2 of 2 right, 0 wrong, 0 unanswered." in rest
    assert "Try again" not in rest
    assert code == 0


def test_wrong_option_gets_its_reason() -> None:
    """The reason is that of the option chosen, wherever the shuffle has put it."""
    with terminal("generate", "--seed", "3") as child:
        child.expect(r"Your answer \(a, b, c or d\): ")
        (letter,) = re.findall(r"  (\w)  Encode a training image", seen(child))
        child.sendline(letter)
        rest, code = ended(child)
    assert "Wrong." in rest
    assert "variations of a given image" in rest
    assert "Try again: practice quiz generate" in rest
    assert code == 1


def test_matching_is_answered_in_one_line() -> None:
    """Pairs are typed as they are shown."""
    with terminal("optimiser-updates", "--seed", "2") as child:
        child.expect(r"Your answer \(a number for each of a, b and c\): ")
        screen = seen(child)
        starts = ("step by", "take the moments of `g + wd*w`", "shrink `w` by `lr")
        numbers = [re.findall(rf"  (\d)  {re.escape(start)}", screen)[0] for start in starts]
        child.sendline(" ".join(f"{a}={n}" for a, n in zip("abc", numbers, strict=True)))
        rest, code = ended(child)
    assert "1 of 1 right" in rest
    assert code == 0


def test_answer_that_is_not_understood_is_asked_for_again() -> None:
    """A slip of the finger costs nothing."""
    with terminal("mse-slope") as child:
        child.expect("Your answer")
        child.sendline("two")
        child.expect("Answer with a number such as 0.5")
        child.expect("Your answer")
        child.sendline("2")
        assert ended(child)[1] == 0


def test_s_skips_and_shows_the_answer() -> None:
    """`s` is no answer; the quiz goes on, and the exit code says that one is open."""
    with terminal("mse-slope") as child:
        child.expect("Your answer")
        child.sendline("s")
        rest, code = ended(child)
    assert "Skipped." in rest
    assert "The answer is 2." in rest
    assert "0 of 1 right, 0 wrong, 1 unanswered." in rest
    assert code == 1


@pytest.mark.parametrize("key", ["q\r", "Q\r", "\x04", "\x03"], ids=["q", "Q", "ctrl-D", "ctrl-C"])
def test_leaving_keeps_what_was_answered(key: str) -> None:
    """However the learner leaves, the score so far is shown and nothing is lost."""
    with terminal("mse-slope", "kl-value", "elbo-value", "--seed", "1") as child:
        child.expect("Your answer")
        child.sendline("123")
        child.expect("2 of 3")
        child.expect("Your answer")
        child.send(key)
        rest, code = ended(child)
    assert "0 of 3 right, 1 wrong, 2 unanswered." in rest
    assert "Traceback" not in rest
    assert code == 1


def test_json_follows_the_quiz(tmp_path: Path) -> None:
    """In a terminal the questions are seen while standard output goes to a file."""
    path = tmp_path / "result.json"
    code = f"import sys; sys.stdout = open({str(path)!r}, 'w'); {RUN}"
    child = pexpect.spawn(
        sys.executable,
        ["-c", code, "mse-slope", "--format", "json"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        encoding="utf-8",
        timeout=30,
    )
    child.expect("Your answer")
    child.sendline("2")
    child.expect("1 of 1 right")
    ended(child)
    assert json.loads(path.read_text())["results"][0]["given"] == 2.0


def test_terminal_gets_colours() -> None:
    """Letters and outcomes stand out."""
    with terminal("mse-slope") as child:
        child.expect("Your answer")
        assert "\x1b[" in (child.before or "")


def test_no_color_is_honoured() -> None:
    """With NO_COLOR there is not a single escape code, bold and dim included."""
    with terminal("mse-slope", NO_COLOR="1") as child:
        child.expect("Your answer")
        child.sendline("4")
        child.expect(pexpect.EOF)
        assert "Wrong." in (child.before or "")
        assert "\x1b[" not in (child.before or "")
