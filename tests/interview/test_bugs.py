"""The part of a senior's interview in which bugs are to be found."""

from pathlib import Path

import pytest

from grader.buggy import Given, Judged
from grader.interview.plan import CODE, Part
from grader.judging.options import Listener, Options
from tests.cli.conftest import FakeJudge
from tests.cli.learner import Learner
from tests.interview.conftest import BUGGY, begin
from tests.interview.test_interview import PASS, WRONG, code_of

FILE = "bugs/vae/kl.py"


class Judge:
    """Says how many bugs are left, as the test chooses."""

    left = 2

    def __call__(self, given: Given, path: Path, options: Options, listener: Listener) -> Judged:
        """Stand in for the judge of bugs."""
        return Judged(given.bugs[: self.left], WRONG if self.left else PASS)


@pytest.fixture
def bugs(judge: FakeJudge, monkeypatch: pytest.MonkeyPatch) -> Judge:
    """The judge of bugs that `practice grade` asks."""
    found = Judge()
    monkeypatch.setattr("grader.buggy.judge", found)
    return found


def mends(learner: Learner) -> None:
    """Change the file."""
    with code_of(learner, FILE).open("a", encoding="utf-8") as file:
        file.write("# mended\n")


def test_bugs_are_counted_and_named_in_the_debrief(learner: Learner, bugs: Judge) -> None:
    """A mended file is no pass of the exercise."""
    begin(learner, BUGGY)
    said = learner.runs("interview").exits(0)
    said.says("find the bugs", "A colleague wrote this, and it has 2 bugs.", FILE)
    learner.runs("hint", "vae/kl").exits(1).complains("There are no hints on bugs")
    learner.runs("grade", "vae/kl").exits(1).says("2 of 2 bugs are left.")  # costs nothing
    bugs.left = 1
    mends(learner)
    said = learner.runs("grade", "vae/kl").exits(1).says("1 of 2 bugs is left.")
    said.omits("asks me for help", "halved")
    bugs.left = 0
    mends(learner)
    learner.runs("grade", "vae/kl").exits(0).says("All 2 bugs are mended.")
    said = learner.runs("interview", "--finish", "--page", "page.html").exits(0)
    said.says("find the bugs vae/kl", "mended at grade 2", "The bug:")
    found = learner.runs("interview", "--history", "last", "--format", "json").document["debrief"]
    assert len(found["parts"][0]["bugs"]) == 2
    assert found["score"]["code"] == 90
    assert found["parts"][0]["bugs"][0].split()[0] in (learner.folder / "page.html").read_text()
    learner.runs("list").says("vae/kl untouched")


def test_the_same_plan_places_the_same_bugs(learner: Learner) -> None:
    """For each candidate who gets it."""
    texts = []
    for _ in range(2):
        begin(learner, BUGGY, Part(CODE, 10, "nll/mle"))
        interview = max((learner.folder / ".practice" / "interview").iterdir(),
                        key=lambda one: one.stat().st_mtime_ns)  # fmt: skip
        texts.append((interview / FILE).read_text("utf-8"))
        learner.runs("interview", "--finish").says("never graded")
    assert texts[0] == texts[1]
