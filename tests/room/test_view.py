"""Verdicts as HTML, without a browser."""

import math
import re
from dataclasses import replace

from grader.catalogue import find_one
from grader.picture import picture, series
from grader.room import view
from grader.room.desk import verdict_message
from grader.verdict import BlankLeft, CheckResult, Counterexample, Misconception, Status, Verdict

HURTS = "<img src=x onerror=alert(1)> \x1b[31m\u202e & ' \""
THEN = find_one("nll/laplace")


def failing(text: str) -> Verdict:
    """A verdict that says this wherever a submission can have its say."""
    example = Counterexample(f"f({text!r})", text, text, text, text)
    check = CheckResult(f"f: {text}", Status.FAIL, "A law.", text, example, f"> {text}")
    others = [CheckResult(f"f: {name}", Status.SKIPPED, "", text) for name in "abc"]
    return Verdict(
        "vae/kl", Status.FAIL, text, (check, *others), Misconception("x", "Why."), output=text
    )


def test_nothing_that_a_submission_says_is_markup() -> None:
    """Nor does it hide, reverse or color text."""
    html = str(verdict_message(failing(HURTS), 0, THEN)["html"])
    assert "<img" not in html
    assert "\x1b" not in html
    assert "\u202e" not in html
    assert html.count("&lt;img src=x") >= 6


def test_a_failure_shows_what_a_terminal_shows() -> None:
    """Expectation, input, both values, the difference, the mistake, the next step."""
    message = verdict_message(failing("said"), 0, THEN)
    text = re.sub(r"<[^>]+>", " ", str(message["html"]))
    for part in ("Not right yet", "A law.", "said", "yours", "right", "difference", "Why."):
        assert part in text
    assert "3 not run" in text
    assert "hint 1 of 3" in text
    assert message["code"] == "f('said')"


def test_a_long_output_is_cut() -> None:
    """A page stays small whatever a submission prints."""
    assert len(view.cut("x\n" * 4_000_000)) < 20_000
    assert len(view.cut("x" * 8_000_000)) < 20_000


def test_the_line_of_an_error_is_found() -> None:
    """In a traceback, in a syntax error, and for a blank."""
    trace = '  File "kl.py", line 7, in f\n    g()\n> File "kl.py", line 9, in g\n    1/0'
    for traceback, line in ((trace, 9), ("12 | x = = 1\n          ^", 12), ("", None)):
        check = CheckResult("import", Status.ERROR, "", "It raised.", traceback=traceback)
        found = view.error_line(Verdict("vae/kl", Status.ERROR, "", (check,)))
        assert (found and found[0]) == line
    blank = Verdict("vae/kl", Status.BLANK, "", blanks=(BlankLeft("which?", 5, 1, 2, "f"),))
    assert view.error_line(blank) == (5, "Blank 1: which?")


def test_data_for_a_script_cannot_leave_it() -> None:
    """The text of a file stands in the page before any script has run."""
    assert "</script>" not in view.data({"text": "</script><script>alert(1)</script>"})


def test_the_first_failure_carries_its_picture() -> None:
    """As data, and its words as text."""
    drawn = picture("f", "x", "y", [series("s", "line", [0, 1], [1, math.nan])], HURTS)
    html = str(verdict_message(replace(failing("wrong"), picture=drawn), 0, THEN)["html"])
    assert html.count("data-picture=") == 1
    assert '"y": [1.0, null]' in html
    assert "<img" not in html


def test_a_verdict_without_a_picture_shows_no_frame() -> None:
    """There is nothing to draw."""
    assert "data-picture" not in str(verdict_message(failing("wrong"), 0, THEN)["html"])
