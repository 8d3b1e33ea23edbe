"""Lines of a gathered text, told as lines of the cells."""

from grader.notebook.places import placed
from grader.verdict import BlankLeft, CheckResult, Misconception, Status, Verdict

PLACES = [("a.ipynb, cell 2", 7), ("a.ipynb, cell 4", 2), ("a.ipynb, cell 4", 3)]
HERE = "x/a.ipynb, cell 4"


def test_every_line_of_a_verdict_is_told_by_its_cell() -> None:
    """In messages, tracebacks, blanks and the likely mistake."""
    places = [(f"x/{label}", line) for label, line in PLACES]
    trace = f'  File "{HERE}", line 2, in f\n    g()\n> File "{HERE}", line 1, in g\n    1/0'
    message = "Your code raised ValueError at line 1: no"
    verdict = placed(
        Verdict(
            "vae/kl",
            Status.ERROR,
            "blank 1 of 1 at a.ipynb, cell 4:3, what?, is not filled in yet",
            checks=(
                CheckResult("f: value", Status.ERROR, "", message, traceback=trace),
                CheckResult("f: other", Status.TIMEOUT, "", "It was at line 3."),
            ),
            misconception=Misconception("m", "lines 1 and 2 do; so do lines 2 and 3"),
            blanks=(BlankLeft("what?", 3, 1, 1, "f"),),
            path=HERE,
        ),
        places,
    )
    assert verdict.message == "blank 1 of 1 at a.ipynb, cell 4:3, what?, is not filled in yet"
    first, second = verdict.checks
    assert first.message == "Your code raised ValueError at line 7 of cell 2: no"
    assert first.traceback == (
        '  File "x/a.ipynb, cell 4", line 2, in f\n    g()\n'
        '> File "x/a.ipynb, cell 2", line 7, in g\n    1/0'
    )
    assert second.message == "It was at line 3."
    assert verdict.misconception
    assert verdict.misconception.message == (
        "line 7 of cell 2 and line 2 of cell 4 do; so do lines 2 and 3"
    )
    assert verdict.blanks[0].line == 3


def test_a_line_that_is_not_in_the_text_stays() -> None:
    """What a submission printed or raised may name any line."""
    verdict = Verdict("vae/kl", Status.ERROR, "at line 99", path="In [3]")
    assert placed(verdict, [("In [3]", 2)]).message == "at line 99"
