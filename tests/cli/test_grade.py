"""`practice grade`: what is asked of the judge, what is stored, and how it ends."""

import sqlite3
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from grader.judging.options import Options
from grader.verdict import CheckResult, Status, Verdict
from tests.cli.conftest import FakeJudge
from tests.cli.learner import Learner


def verdict(address: str, status: Status, message: str = "It is as it is.") -> Verdict:
    """A verdict without checks."""
    return Verdict(address, status, message, path=f"exercises/{address}.py")


def test_a_pass_exits_with_0_and_names_the_next_exercise(
    learner: Learner, judge: FakeJudge
) -> None:
    """After a pass the learner knows what to do next."""
    judge.passes("vae/kl")
    said = learner.runs("grade", "vae/kl").exits(0).is_content()
    said.says("vae/kl passes", "`practice solution vae/kl`", "`practice open nll/gaussian`")


@pytest.mark.parametrize("status", [s for s in Status if s not in (Status.PASS, Status.SKIPPED)])
def test_whatever_is_no_pass_exits_with_1(
    learner: Learner, judge: FakeJudge, status: Status
) -> None:
    """Every other verdict is exit code 1."""
    judge.finds(verdict("vae/kl", status))
    learner.runs("grade", "vae/kl").exits(1).is_content().says("vae/kl", "It is as it is.")


def test_a_topic_is_graded_in_order_and_summed_up(learner: Learner, judge: FakeJudge) -> None:
    """A topic means all its exercises; the last lines say how many passed and what is next."""
    judge.passes("vae/reparameterise", "vae/kl", "vae/model")
    judge.finds(verdict("vae/loss", Status.FAIL))
    said = learner.runs("grade", "vae").exits(1)
    said.says("vae/reparameterise", "vae/kl", "vae/loss", "vae/model")
    said.has_line("4 exercises: 3 pass, 1 fail.")
    said.has_line("Next: `practice open vae/loss`.")


def test_what_is_named_twice_is_graded_once(learner: Learner, judge: FakeJudge) -> None:
    """`grade vae/kl kl` is one grade."""
    judge.passes("vae/kl")
    learner.runs("grade", "vae/kl", "kl", "exercises/vae/kl.py").exits(0)
    assert len(judge.asked) == 1


@pytest.mark.parametrize("device", ["cuda", "mps"])
def test_a_device_that_is_not_there_is_wrong_use(
    learner: Learner, monkeypatch: pytest.MonkeyPatch, device: str
) -> None:
    """The sentence names those that are; no answer is called wrong for it."""
    monkeypatch.setattr("grader.worker.devices.devices", lambda: {"cpu": "cpu"})
    said = learner.runs("grade", "vae/kl", "--device", device).exits(2)
    said.complains(f"There is no device {device} here; use one of cpu.")
    assert said.out == ""
    assert not learner.database.exists()


def test_options_reach_the_judge(learner: Learner, judge: FakeJudge) -> None:
    """Device, seed and thoroughness are the learner's choice."""
    judge.passes("vae/kl")
    learner.runs("grade", "kl", "--device", "cpu", "--seed", "7", "--thorough").exits(0)
    [(answer, options)] = judge.asked
    assert str(answer) == str(Path("exercises/vae/kl.py"))
    assert options == Options("cpu", 7, thorough=True)


def test_without_an_address_the_usage_error_suggests_next(learner: Learner) -> None:
    """`grade` alone is wrong usage."""
    learner.runs("grade").exits(2).complains("`practice next`")


@pytest.mark.parametrize(
    "options",
    [["--device", "tpu"], ["--seed", "-1"], ["--seed", "x"], ["--format", "yaml"], ["-q"]],
)
def test_a_wrong_option_is_wrong_usage(learner: Learner, options: list[str]) -> None:
    """An option that cannot be is one sentence that points to the help."""
    learner.runs("grade", "kl", *options).exits(2).complains("`practice grade --help`")


def test_another_file_can_be_graded_without_a_workspace(
    stranger: Learner, judge: FakeJudge
) -> None:
    """`--file` needs no workspace, and leaves no trace."""
    judge.passes("vae/kl")
    stranger.runs("grade", "kl", "--file", "mine.py").exits(0).is_content()
    assert str(judge.asked[0][0]) == "mine.py"
    assert list(stranger.folder.iterdir()) == []


def test_another_file_counts_in_a_workspace(learner: Learner, judge: FakeJudge) -> None:
    """A pass with `--file` is a pass."""
    judge.passes("vae/kl")
    learner.runs("grade", "kl", "--file", "mine.py").exits(0)
    learner.runs("list").says("vae/kl passed")


def test_another_file_goes_with_one_exercise(learner: Learner) -> None:
    """`--file` with a topic is wrong usage."""
    learner.runs("grade", "vae", "--file", "mine.py").exits(2).complains("one exercise", "4")


def test_json_is_the_only_thing_on_standard_output(learner: Learner, judge: FakeJudge) -> None:
    """`--format json` prints one strict array, also where something does not pass."""
    check = CheckResult("f: value", Status.FAIL, "x", "y", seconds=0.5)
    judge.passes("vae/kl")
    judge.finds(Verdict("vae/loss", Status.FAIL, "no", (check,), output="\x1b[2J\ud800"))
    said = learner.runs("grade", "kl", "vae/loss", "--format", "json").exits(1).is_content()
    first, second = said.document
    assert (first["exercise"], first["verdict"]) == ("vae/kl", "pass")
    assert (second["schema"], second["checks"][0]["status"]) == (1, "fail")
    assert second["output"] == "\x1b[2J\ud800"


def test_junit_is_xml_that_counts(learner: Learner, judge: FakeJudge) -> None:
    """`--format junit` has a suite for each exercise, with the numbers that CI systems show."""
    checks = (
        CheckResult("f: value", Status.PASS, "x"),
        CheckResult("f: gradient", Status.FAIL, "x", "\x1b\x00 & <"),
        CheckResult("f: device", Status.SKIPPED, "x", "Not run: an earlier check failed."),
    )
    judge.finds(Verdict("vae/kl", Status.FAIL, "no", checks), verdict("vae/loss", Status.BLANK))
    root = ET.fromstring(learner.runs("grade", "kl", "vae/loss", "--format", "junit").exits(1).out)
    kl, loss = root.findall("testsuite")
    assert (kl.get("tests"), kl.get("failures"), kl.get("skipped")) == ("3", "1", "1")
    assert kl.find("testcase/failure").get("message") == "\\x1b\\x00 & <"
    assert (loss.get("tests"), loss.get("failures")) == ("1", "1")


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_fault_of_the_judge_is_a_sentence_and_exit_code_3(
    learner: Learner, judge: FakeJudge, form: str
) -> None:
    """A fault of the grader itself spoils no other grade, and its traceback is kept."""
    judge.breaks_at("vae/kl", ZeroDivisionError("secret"))
    judge.passes("vae/loss")
    said = learner.runs("grade", "vae/kl", "vae/loss", "--format", form).exits(3)
    said.complains("vae/kl", "ZeroDivisionError", ".practice/fault.log").omits("secret")
    assert "secret" in (learner.folder / ".practice" / "fault.log").read_text()
    if form == "json":
        assert [one["exercise"] for one in said.document] == ["vae/loss"]
    else:
        said.says("vae/loss passes")


def test_without_a_workspace_the_traceback_of_a_fault_is_shown(
    stranger: Learner, judge: FakeJudge
) -> None:
    """Where there is no place for a log, standard error has it."""
    judge.breaks_at("vae/kl", ZeroDivisionError("secret"))
    said = stranger.runs("grade", "kl", "--file", "mine.py")
    assert said.code == 3
    assert "ZeroDivisionError: secret" in said.err


def test_every_grade_is_a_row(learner: Learner, judge: FakeJudge) -> None:
    """An attempt is stored with what came out of it."""
    failed = CheckResult("kl_divergence: value", Status.FAIL, "x")
    judge.finds(Verdict("vae/kl", Status.FAIL, "no", (failed,), seed=3, device="cpu"))
    learner.runs("grade", "kl")
    learner.runs("grade", "kl")
    rows = sqlite3.connect(learner.database).execute(
        "SELECT exercise, verdict, check_failed, seed, device FROM attempts"
    )
    assert rows.fetchall() == [("vae/kl", "fail", "kl_divergence: value", 3, "cpu")] * 2


def test_what_has_passed_stays_passed_while_the_file_is_worked_on(
    learner: Learner, judge: FakeJudge
) -> None:
    """A later failure does not take a pass away."""
    judge.passes("vae/kl")
    learner.runs("grade", "kl")
    judge.finds(verdict("vae/kl", Status.FAIL))
    learner.runs("grade", "kl")
    learner.runs("list").says("vae/kl passed")
