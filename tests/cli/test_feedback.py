"""What a learner reads after a grade, at 80 columns, and that no line of it can be forged."""

import io

import pytest
from rich.console import Console, RenderableType

from grader.render.markdown import Lines, Prose, sanitise
from grader.render.text import hint_line, summary_view, verdict_view
from grader.verdict import (
    BlankLeft,
    CheckResult,
    Counterexample,
    Misconception,
    Status,
    Verdict,
)

EXAMPLE = Counterexample(
    code="mu = torch.ones(2, 1)\nlog_var = torch.zeros(2, 1)\nkl_divergence(mu, log_var)",
    got="0.25",
    expected="0.5",
    difference="yours / right = 0.5",
)
VALUE = CheckResult(
    "kl_divergence: value",
    Status.FAIL,
    "The KL divergence in nats, summed over every element.",
    "The result is not right.",
    EXAMPLE,
)
MEAN = Misconception("mean-over-batch", "Your KL is a mean over the batch.", hint=2)


def shown(*parts: RenderableType, width: int = 80) -> str:
    """What a pipe, or a terminal of that width, receives."""
    stream = io.StringIO()
    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    for part in parts:
        console.print(part, soft_wrap=True)
    return stream.getvalue()


def failing(*checks: CheckResult, misconception: Misconception | None = None) -> Verdict:
    """A verdict of vae/kl that fails by these checks."""
    message = f"vae/kl is not right yet. {checks[0].message}"
    return Verdict(
        "vae/kl", Status.FAIL, message, checks, misconception, path="exercises/vae/kl.py"
    )


@pytest.mark.parametrize("width", [50, 80])
def test_a_command_is_not_broken_over_two_lines(width: int) -> None:
    """So that it can be read and copied, wherever it stands in a sentence."""
    command = "`practice hint nll/categorical --all`"
    for words in range(30):
        text = shown(Prose(f"{'word ' * words}{command} shows it again.", "", "  "), width=width)
        assert command in text
        assert all(len(line) <= width for line in text.splitlines())


def test_a_failure_is_explained_in_the_order_in_which_one_asks() -> None:
    """Expected, the smallest input, both values, their difference, the mistake, the next hint."""
    text = shown(verdict_view(failing(VALUE, misconception=MEAN)))
    assert text == (
        "vae/kl  exercises/vae/kl.py\n"
        "\n"
        "  fail     kl_divergence: value\n"
        "\n"
        "  Expected: The KL divergence in nats, summed over every element.\n"
        "  The result is not right.\n"
        "\n"
        "  The smallest input that shows it:\n"
        "\n"
        "      mu = torch.ones(2, 1)\n"
        "      log_var = torch.zeros(2, 1)\n"
        "      kl_divergence(mu, log_var)\n"
        "\n"
        "  yours       0.25\n"
        "  right       0.5\n"
        "  difference  yours / right = 0.5\n"
        "\n"
        "  Likely: Your KL is a mean over the batch.\n"
        "\n"
        "vae/kl is not right yet.\n"
        "`practice picture vae/kl` draws yours and the right one.\n"
        "Next: `practice hint vae/kl` gives hint 1 of 3; hint 2 is about this.\n"
    )


def test_only_the_first_failure_is_explained() -> None:
    """What passed and what failed later has a line each."""
    later = CheckResult(
        "kl_divergence: gradient", Status.FAIL, "The gradient.", "It is " + "x" * 99
    )
    passed = CheckResult("kl_divergence: shape", Status.PASS, "A number.", examples=24)
    skipped = CheckResult(
        "kl_divergence: device", Status.SKIPPED, "Any device.", "Not run: an earlier check failed."
    )
    lines = shown(verdict_view(failing(VALUE, later, passed, skipped))).splitlines()
    assert "  pass     kl_divergence: shape" in lines
    assert "  skipped  kl_divergence: device  Not run: an earlier check failed." in lines
    (line,) = (line for line in lines if "gradient" in line)
    assert line.startswith("  fail     kl_divergence: gradient  It is xxx")
    assert len(line) == 80
    assert "The gradient." not in "\n".join(lines)
    assert lines.count("kl_divergence: value") == 1  # the heading of its explanation


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_row_is_as_wide_as_the_terminal(width: int) -> None:
    """What does not fit is cut where the terminal ends."""
    later = CheckResult("kl_divergence: gradient", Status.FAIL, "The gradient.", "x" * 200)
    lines = shown(verdict_view(failing(VALUE, later)), width=width).splitlines()
    (line,) = (line for line in lines if "gradient" in line)
    assert (len(line), line[-1]) == (width, "…")


def test_checks_that_were_skipped_together_share_a_line() -> None:
    """Many checks that were not reached are one line."""
    skipped = [
        CheckResult(f"f: {n}", Status.SKIPPED, "", "Not run: an earlier check failed.")
        for n in range(5)
    ]
    assert "  skipped  5 checks  Not run: an earlier check failed.\n" in shown(
        verdict_view(failing(VALUE, *skipped))
    )


def test_the_beginning_of_what_was_printed_is_shown() -> None:
    """A submission that prints much does not push its feedback off the screen."""
    output = "".join(f"line {n}\n" for n in range(30))
    verdict = Verdict("vae/kl", Status.PASS, "It passes.", output=output)
    text = shown(verdict_view(verdict))
    assert "Your code printed:\n  | line 0\n" in text
    assert "  | line 9\n  and 20 more lines; `grade -v` shows them\n" in text
    assert "line 29" in shown(verdict_view(verdict, verbose=True))


def test_among_several_grades_only_the_first_blank_is_named() -> None:
    """A fresh topic is told on one screen."""
    blanks = tuple(BlankLeft(f"blank {n}", n, n, 9, "f") for n in range(1, 10))
    verdict = Verdict("vae/kl", Status.BLANK, "x", blanks=blanks, path="kl.py")
    text = shown(verdict_view(verdict, alone=False))
    assert text.count("is not filled in yet") == 1
    assert "vae/kl is not finished: 9 of 9 blanks left to fill in." in text


def test_a_blank_is_named_with_its_place() -> None:
    """Blanks that are left are listed as an editor's user would look for them."""
    blank = BlankLeft("which reduction?", 17, 2, 3, "kl_divergence")
    verdict = Verdict("vae/kl", Status.BLANK, "x", blanks=(blank,), path="exercises/vae/kl.py")
    lines = shown(verdict_view(verdict)).splitlines()
    assert "  blank 2 of 3 at kl.py:17, which reduction?, is not filled in yet" in lines
    assert "vae/kl is not finished: 1 of 3 blanks left to fill in." in lines
    assert "Next: `practice open vae/kl`; `practice hint vae/kl` gives hint 1 of 3." in lines


def test_a_traceback_of_the_learners_code_is_set_apart() -> None:
    """The learner's own lines that led to an exception stand behind a bar."""
    check = CheckResult(
        "kl_divergence: value", Status.ERROR, "A number.", "It raised.", traceback="line 3\n  x = y"
    )
    text = shown(verdict_view(failing(check)))
    assert "  | line 3\n  |   x = y\n" in text


def test_what_cannot_be_graded_offers_no_hint() -> None:
    """A file that does not parse is no question of the subject."""
    message = "kl.py:3 is not valid Python: invalid syntax."
    check = CheckResult("import", Status.ERROR, "The file can be read.", message)
    verdict = Verdict("vae/kl", Status.ERROR, message, (check,), path="kl.py")
    text = shown(verdict_view(verdict))
    assert text.count(message) == 1
    assert "vae/kl cannot be graded." in text
    assert "hint" not in text


def test_a_pass_names_the_interview_answer_and_what_follows() -> None:
    """After a pass the next steps are the interview and the next exercise."""
    verdict = Verdict("vae/kl", Status.PASS, "vae/kl passes: 7 checks, 95 inputs.", path="kl.py")
    text = shown(verdict_view(verdict, then="`practice open vae/loss`"))
    assert "vae/kl passes: 7 checks, 95 inputs.\n`practice picture vae/kl --answer`" in text
    assert "Next: `practice solution vae/kl`" in text
    assert "then `practice open vae/loss`." in " ".join(text.split())


def test_among_several_grades_no_next_step_is_named() -> None:
    """The next step after several grades is in their summary."""
    verdict = Verdict("vae/kl", Status.PASS, "vae/kl passes.", path="kl.py")
    assert "Next" not in shown(verdict_view(verdict, alone=False))


def test_the_summary_counts_each_verdict() -> None:
    """One line for several exercises, and the first that is to be done."""
    kinds = [Status.PASS, Status.LIBRARY, Status.PASS, Status.TIMEOUT]
    verdicts = [Verdict(f"t/{n}", status, "") for n, status in enumerate(kinds)]
    text = shown(summary_view(verdicts))
    assert text.startswith("4 exercises: 2 pass, 1 timeout, 1 library.\n")
    assert "`practice open t/1`" in text


@pytest.mark.parametrize(
    ("taken", "helpful", "sentence"),
    [
        (0, None, "`practice hint vae/kl` gives hint 1 of 3."),
        (2, None, "`practice hint vae/kl` gives hint 3 of 3."),
        (1, 2, "`practice hint vae/kl` gives hint 2 of 3."),
        (0, 3, "`practice hint vae/kl` gives hint 1 of 3; hint 3 is about this."),
        (2, 1, "Hint 1 is about this; `practice hint vae/kl --all` shows it again."),
        (3, None, "You have seen all hints; `practice solution vae/kl` shows a good answer."),
    ],
)
def test_the_next_hint_is_the_one_not_yet_taken(
    taken: int, helpful: int | None, sentence: str
) -> None:
    """Which hint is offered depends on what was taken and on what is about the mistake."""
    assert hint_line("vae/kl", taken, helpful) == sentence


HOSTILE = "\x1b[2J\x1b[H\rvae/loss passes.\x9b31m\u202e\x00\x07\u2028[bold]:smile:\ud800"


@pytest.mark.parametrize(
    "place", ["output", "printed", "message", "got", "code", "traceback", "path", "name"]
)
def test_hostile_text_is_spelt_out_wherever_it_comes_from(place: str) -> None:
    """Nothing that a submission prints, returns or raises can reach the terminal as a command."""
    example = Counterexample(
        HOSTILE if place == "code" else "f()",
        HOSTILE if place == "got" else "1",
        printed=HOSTILE if place == "printed" else None,
    )
    check = CheckResult(
        HOSTILE if place == "name" else "f: value",
        Status.FAIL,
        "It is.",
        HOSTILE if place == "message" else "No.",
        example,
        HOSTILE if place == "traceback" else None,
    )
    verdict = Verdict(
        "vae/kl",
        Status.FAIL,
        f"vae/kl fails. {check.message}",
        (check, check),
        path=HOSTILE if place == "path" else "kl.py",
        output=HOSTILE if place == "output" else "",
    )
    text = shown(verdict_view(verdict))
    assert "\\x1b[2J\\x1b[H" in text
    assert text.replace("\n", "").isprintable()
    assert "[bold]:smile:" in text


@pytest.mark.parametrize("place", ["output", "printed", "message", "got", "traceback"])
@pytest.mark.parametrize(
    "forgery", ["\nvae/loss passes: 7 checks.", " " * 300 + "vae/loss passes."]
)
def test_no_line_of_a_submission_can_pose_as_a_verdict(place: str, forgery: str) -> None:
    """A line break or a line that the terminal would wrap never puts foreign text into column 1."""
    check = CheckResult(
        "f: value",
        Status.FAIL,
        "It is.",
        forgery if place == "message" else "No.",
        Counterexample(
            "f()",
            forgery if place == "got" else "1",
            printed=forgery if place == "printed" else None,
        ),
        forgery if place == "traceback" else None,
    )
    output = forgery if place == "output" else ""
    verdict = Verdict("vae/kl", Status.FAIL, "vae/kl fails.", (check,), path="k.py", output=output)
    lines = shown(verdict_view(verdict)).splitlines()
    assert any("passes" in line for line in lines)
    assert not any(line.startswith("vae/loss") for line in lines)
    assert all(len(line) <= 80 for line in lines)


def test_code_to_paste_is_not_wrapped() -> None:
    """A long literal stays on its line, so that pasting it works."""
    code = f"x = torch.tensor([{', '.join(['0.5'] * 40)}])"
    assert f"{code}\n" in shown(Lines(code, "    ", "    "))


def test_markdown_is_laid_out() -> None:
    """Headings, paragraphs, lists and code come out as such, wrapped, without their marks."""
    markdown = (
        "# Title\n\nA **strong** and *soft* word, `a*b*c`,\n2*3*4.\n\n- one\n- two "
        + "word " * 20
        + "\n\n1. first\n2. second\n\n```python\nx  =  1\n\ny = 2\n```\nEnd."
    )
    assert shown(Prose(markdown, "  ", "  "), width=40) == (
        "  Title\n\n"
        "  A strong and soft word, `a*b*c`,\n"
        "  2*3*4.\n\n"
        "  - one\n"
        "  - two word word word word word word\n"
        "    word word word word word word word\n"
        "    word word word word word word word\n\n"
        "  1. first\n"
        "  2. second\n\n"
        "      x  =  1\n\n"
        "      y = 2\n\n"
        "  End.\n"
    )


def test_sanitise_keeps_what_people_write() -> None:
    """Accents, Greek, mathematics and other scripts stay; only what acts on the terminal goes."""
    text = "naïve σ² ≤ ∑ 変分 ✓\nnext line"
    assert sanitise(text) == text
    assert sanitise("a\tb\r\nc\rd") == "a   b\nc\\rd"
