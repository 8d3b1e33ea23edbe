"""`start --scaffold buggy` and `grade --scaffold buggy`, as a learner uses them."""

from pathlib import Path

import pytest

from grader.buggy import load_host, make, make_of
from grader.catalogue import find_one
from grader.learner.progress import Mode, Progress
from tests.cli.learner import Learner

KL = find_one("vae/kl")
TWO = ("entropy-added", "variance-detached")


def bugged(learner: Learner) -> Path:
    """The learner's file with bugs."""
    return learner.folder / ".practice" / "buggy" / "vae" / "kl.py"


def started(learner: Learner, *names: str) -> str:
    """Start with these bugs; the code that was given."""
    given = make_of(KL, 0, names)
    seed = next(
        seed for seed in range(20000) if set(make(KL, seed, len(names)).names) == set(names)
    )
    learner.runs(
        *("start", "vae/kl", "--scaffold", "buggy", "--yes"),
        *("--bugs", str(len(names)), "--seed", str(seed)),
    ).exits(0)
    assert bugged(learner).read_text("utf-8") == given.text
    return given.text


def test_a_file_with_bugs_is_no_exercise_file(learner: Learner) -> None:
    """It is in a folder of its own, the learner's stub stays, and the command to grade is named."""
    before = learner.file().read_bytes()
    learner.runs("start", "vae/kl", "--scaffold", "buggy", "--seed", "3", "--yes").exits(0).says(
        "with 1 bug in it (seed 3)", "`practice grade vae/kl --scaffold buggy`"
    )
    assert learner.file().read_bytes() == before
    compile(bugged(learner).read_text("utf-8"), "kl.py", "exec")


def test_the_same_seed_places_the_same_bugs(learner: Learner) -> None:
    """And another one places others."""
    texts = []
    for seed in ("3", "4", "3"):
        learner.runs("start", "vae/kl", "--scaffold", "buggy", "--seed", seed, "--yes").exits(0)
        texts.append(bugged(learner).read_text("utf-8"))
    assert texts[0] == texts[2] != texts[1]


def test_working_code_is_not_shown_before_the_pass_unless_asked(learner: Learner) -> None:
    """It counts as a reveal, so it needs `--yes`; with it, the reveal is stored."""
    learner.runs("start", "vae/kl", "--scaffold", "buggy").exits(1).complains("`--yes`")
    assert not bugged(learner).exists()
    learner.runs("start", "vae/kl", "--scaffold", "buggy", "--yes").exits(0)
    assert Progress(learner.database).histories()["vae/kl"].revealed


def test_an_unfinished_version_is_kept(learner: Learner) -> None:
    """A version that was changed is kept when another is started; one as given is not."""
    text = started(learner, *TWO)
    learner.runs("start", "vae/kl", "--scaffold", "buggy", "--yes").exits(0).omits("kept")
    bugged(learner).write_text(f"{text}\n# looked at it\n", "utf-8")
    learner.runs("start", "vae/kl", "--scaffold", "buggy", "--yes").exits(0).says("is kept:")
    [kept] = (learner.folder / ".practice" / "kept" / "buggy" / "vae" / "kl").iterdir()
    assert kept.read_text("utf-8").endswith("# looked at it\n")


def test_bugs_are_counted_and_at_the_end_named(learner: Learner) -> None:
    """While one is left, nothing names it; when all are mended, the debrief names each."""
    text = started(learner, *TWO)
    host = load_host(KL)
    says = [host.bug(name).says for name in TWO]
    learner.runs("grade", "vae/kl", "--scaffold", "buggy").exits(1).says(
        "The smallest input that shows it:", "2 of 2 bugs are left."
    ).omits(*says, "Likely:")
    text = text.replace("spread + entropy", "spread - entropy")
    bugged(learner).write_text(text, "utf-8")
    learner.runs("grade", "vae/kl", "--scaffold", "buggy").exits(1).says(
        "gradient", "1 of 2 bugs is left."
    ).omits(*says)
    bugged(learner).write_text(text.replace("log_var.detach()", "log_var"), "utf-8")
    learner.runs("grade", "vae/kl", "--scaffold", "buggy").exits(0).says(
        "All 2 bugs are mended.", "You changed 2 lines of code; the smallest mend changes 2 lines."
    )


def test_programs_read_what_is_left(learner: Learner) -> None:
    """JSON has the verdict and the bugs, named once all are mended; the other formats a verdict."""
    given = started(learner, *TWO)
    grade = ("grade", "vae/kl", "--scaffold", "buggy", "--format")
    (found,) = learner.runs(*grade, "json").exits(1).document
    assert (found["verdict"], found["misconception"]) == ("fail", None)
    assert found["bugs"] == {
        "placed": 2,
        "left": 2,
        "notes": None,
        "changed": None,
        "smallest": None,
    }
    assert "<failure" in learner.runs(*grade, "junit").exits(1).out
    learner.runs(*grade, "line").exits(1).says("kl.py:")
    host = load_host(KL)
    bugged(learner).write_text(host.text, "utf-8")
    (found,) = learner.runs(*grade, "json").exits(0).document
    assert (found["verdict"], found["bugs"]["left"]) == ("pass", 0)
    assert (found["bugs"]["changed"], found["bugs"]["smallest"]) == (2, 2)
    lines = given.split("\n")
    bugs = sorted(map(host.bug, TWO), key=lambda bug: bug.start)
    for note, bug in zip(found["bugs"]["notes"], bugs, strict=True):
        assert (note["says"], note["level"]) == (bug.says, str(bug.level))
        assert lines[note["line"] - 1] == bug.wrong[0]


def test_a_search_is_a_sitting_and_its_pass_is_none_of_the_exercise(learner: Learner) -> None:
    """The history knows mode, seed and bugs, each grade, and that the exercise has not passed."""
    started(learner, *TWO)
    learner.runs("grade", "vae/kl", "--scaffold", "buggy").exits(1)
    bugged(learner).write_text(load_host(KL).text, "utf-8")
    learner.runs("grade", "vae/kl", "--scaffold", "buggy").exits(0)
    progress = Progress(learner.database)
    [search] = [one for one in progress.sittings() if one.mode is Mode.BUGGY]
    assert (search.exercise, set(search.bugs), search.how) == ("vae/kl", set(TWO), "pass")
    assert [attempt.verdict for attempt in search.attempts] == ["fail", "pass"]
    assert not progress.history("vae/kl").passed


def test_a_lost_history_takes_no_grade_for_a_pass(learner: Learner) -> None:
    """Without the sitting that the file belongs to, another one begins."""
    started(learner, *TWO)
    for file in learner.database.parent.glob("progress.db*"):
        file.unlink()
    bugged(learner).write_text(load_host(KL).text, "utf-8")
    learner.runs("grade", "vae/kl", "--scaffold", "buggy").exits(0)
    assert not Progress(learner.database).history("vae/kl").passed


def test_a_rewrite_counts_and_its_size_is_reported(learner: Learner) -> None:
    """Whatever the code looks like, what it answers decides."""
    started(learner, *TWO)
    bugged(learner).write_text(
        "def kl_divergence(mu, log_var):\n"
        "    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()\n",
        "utf-8",
    )
    said = learner.runs("grade", "vae/kl", "--scaffold", "buggy").exits(0)
    said.says("All 2 bugs are mended.", "the smallest mend changes 2 lines.")
    assert "You changed 2 lines" not in said.out


def test_a_change_that_breaks_something_else_is_no_bug_that_is_left(learner: Learner) -> None:
    """The bug is mended, and the file fails a check that the bug did not fail."""
    text = started(learner, "floor-on-the-cpu").replace(
        "torch.maximum(mu.square(), torch.zeros(1))", "mu.detach().square()"
    )
    bugged(learner).write_text(text, "utf-8")
    learner.runs("grade", "vae/kl", "--scaffold", "buggy").exits(1).says(
        "The bug is mended, but the file does not pass"
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("def kl_divergence(:\n", "is not valid Python"),
        ("", "does not define `kl_divergence`"),
        ("raise ValueError('no')\n", "raised"),
    ],
    ids=["no Python", "nothing", "raises"],
)
def test_a_file_that_cannot_run_has_every_bug_left(learner: Learner, text: str, says: str) -> None:
    """It is said why, and the count stays."""
    started(learner, *TWO)
    bugged(learner).write_text(text, "utf-8")
    learner.runs("grade", "vae/kl", "--scaffold", "buggy").exits(1).says(
        says, "2 of 2 bugs are left."
    )


def test_nothing_to_grade_is_said(learner: Learner) -> None:
    """Before a start, with a deleted file, and with a record that was damaged."""
    grade = ("grade", "vae/kl", "--scaffold", "buggy")
    learner.runs(*grade).exits(2).complains("`practice start vae/kl --scaffold buggy` writes one")
    started(learner, *TWO)
    bugged(learner).unlink()
    learner.runs(*grade).exits(1).says("does not exist")
    bugged(learner).with_suffix(".json").write_text('{"seed": 1, "bugs": ["none"]}')
    learner.runs(*grade).exits(2).complains("its bugs are not known")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("start", "vae/kl", "--bugs", "2"), "`--scaffold buggy`"),
        (("start", "vae/kl", "--scaffold", "buggy", "--bugs", "4"), "--bugs"),
        (("grade", "vae", "--scaffold", "buggy"), "exactly one exercise"),
        (("grade", "vae/kl", "--scaffold", "buggy", "--check", "value"), "--check"),
    ],
)
def test_wrong_usage_is_refused(learner: Learner, arguments: tuple[str, ...], says: str) -> None:
    """With a sentence that names the option."""
    learner.runs(*arguments).exits(2).complains(says)
