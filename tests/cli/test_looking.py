"""Looking around: list, next, show, open, doctor, completion."""

import shlex
import sys
from pathlib import Path

import pytest

from grader.catalogue import Exercise, exercises, find, path, questions, shipped
from grader.learner.progress import Progress
from grader.quiz import load_questions
from tests.cli.conftest import FakeJudge
from tests.cli.learner import Learner


@pytest.mark.usefixtures("two_exercises")
def test_a_fresh_workspace_is_all_untouched(learner: Learner) -> None:
    """`list` shows every exercise, in the order of the lesson, as untouched."""
    said = learner.runs("list").exits(0).is_content()
    said.says("nll Every", "nll/gaussian", "vae/kl", "0 of 2 passed")
    assert said.out.count("untouched  ") == 3  # and once in the legend


def test_the_list_tells_how_far_each_exercise_is(learner: Learner, judge: FakeJudge) -> None:
    """Passed, tried, begun and untouched exercises are told apart, and hints are counted."""
    judge.passes("vae/kl")
    learner.runs("grade", "vae/kl")
    learner.fills_in("vae/loss")
    text = learner.file("nll/mle").read_text("utf-8")
    learner.writes(text.replace("blank(", "str(", 1), "nll/mle")
    learner.runs("hint", "nll/mle")
    said = learner.runs("list").says("vae/kl passed")
    said.says("vae/loss tried")
    said.says("nll/mle blank").says("closed form  1 hint")


def test_a_file_that_is_no_python_counts_as_tried(learner: Learner) -> None:
    """A syntax error is work in progress, and no reason for `list` to stop."""
    learner.writes("def kl_divergence(:\n")
    learner.runs("list").exits(0).says("vae/kl tried")


def test_a_missing_file_counts_as_untouched(learner: Learner) -> None:
    """A deleted file is no reason for `list` to stop."""
    learner.file().unlink()
    learner.runs("list").exits(0).says("vae/kl untouched")


def test_the_list_works_without_a_workspace(stranger: Learner) -> None:
    """Without a workspace `list` shows the exercises, and says how to get one."""
    said = stranger.runs("list").exits(0).says("vae/kl", "`practice init DIR`")
    said.omits("untouched")


def test_next_names_the_first_unfinished_exercise(learner: Learner, judge: FakeJudge) -> None:
    """`next` follows the path, passes over what has passed, and says where the file is."""
    judge.passes("nll/gaussian")
    learner.runs("next").says("nll/gaussian")
    learner.runs("grade", "nll/gaussian")
    second = path()[1].address
    said = learner.runs("next").says(second, f"exercises/{second}.py", "minutes in an interview")
    said.says(f"`practice open {second}`")


@pytest.mark.usefixtures("two_exercises")
def test_next_ends_when_everything_has_passed(learner: Learner, judge: FakeJudge) -> None:
    """At the end `next` says so."""
    judge.passes("nll/gaussian", "vae/kl")
    learner.runs("grade", "nll", "vae").exits(0).has_line("2 exercises: 2 pass.")
    learner.runs("next").exits(0).has_line("Every exercise has passed.")


def test_next_works_from_a_folder_below(learner: Learner) -> None:
    """The workspace is the nearest folder above with exercises/."""
    Learner(learner.folder / "exercises" / "vae").runs("next").exits(0).says("nll/gaussian")


@pytest.mark.parametrize("command", [["next"], ["grade", "kl"], ["reset", "kl"], ["open", "kl"]])
def test_without_a_workspace_one_sentence_says_how_to_get_one(
    stranger: Learner, command: list[str]
) -> None:
    """Commands that need the learner's files say where they looked, and `init`."""
    stranger.runs(*command).exits(2).complains("no exercises/", "`practice init DIR`")


def test_a_named_folder_must_be_a_workspace(stranger: Learner) -> None:
    """`--workspace` with another folder is wrong usage."""
    said = stranger.runs("--workspace", "there", "list")
    said.exits(2).complains("there has no exercises/")


def test_a_workspace_can_be_named(
    learner: Learner, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """`--workspace` works from anywhere."""
    elsewhere = Learner(tmp_path_factory.mktemp("elsewhere"))
    elsewhere.runs("--workspace", str(learner.folder), "next").exits(0).says("nll/gaussian")


def test_show_renders_the_statement_the_signature_and_the_path(learner: Learner) -> None:
    """`show` gives what is needed to begin, and neither hints nor the interview answer."""
    said = learner.runs("show", "kl").exits(0)
    said.says("The KL divergence from the prior", "Kullback-Leibler")
    said.has_line("    def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor")
    said.has_line("exercises/vae/kl.py")
    said.omits("Hints", "expm1", "In the interview")
    assert all(len(line) <= 80 for line in said.out.splitlines())


def test_show_lists_the_methods_of_a_class(learner: Learner) -> None:
    """A model is shown with its methods."""
    said = learner.runs("show", "vae/model").exits(0)
    said.says("class VAE(nn.Module):", "def encode(self, x: Tensor)")


def test_show_knows_the_questions_of_the_quiz(stranger: Learner) -> None:
    """A question of the quiz has an address like any exercise."""
    from grader.quiz import load_questions

    question = load_questions()[0]
    shown = stranger.runs("show", question.address).exits(0).says("Answer:")
    assert stranger.runs("show", question.id) == shown
    stranger.runs("show", "quiz/no-such-thing").exits(2).complains("no-such-thing")


@pytest.mark.parametrize(
    ("address", "suggestion"),
    [
        ("vae/kll", "Did you mean 'vae/kl'?"),
        ("vea", "Did you mean 'vae'?"),
        ("zzz", "practice list"),
    ],
)
def test_a_typo_in_an_address_suggests_the_nearest(
    learner: Learner, address: str, suggestion: str
) -> None:
    """An unknown address is wrong usage, and says what is near."""
    learner.runs("grade", address).exits(2).complains(
        f"There is no exercise '{address}'", suggestion
    )


def test_a_name_that_several_topics_have_must_be_written_in_full(learner: Learner) -> None:
    """`gaussian` could be nll/gaussian or heads/gaussian."""
    said = learner.runs("hint", "gaussian").exits(2)
    said.complains("nll/gaussian, heads/gaussian", "in full")


def test_a_topic_is_not_one_exercise(learner: Learner) -> None:
    """Where one exercise is needed, a topic lists its exercises."""
    learner.runs("hint", "vae").exits(2).complains("'vae' is a topic", "vae/kl")


def test_open_runs_the_editor(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    """`open` calls $EDITOR with the file."""
    code = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text('edited')"
    monkeypatch.setenv("VISUAL", f'{shlex.quote(sys.executable)} -c "{code}"')
    learner.runs("open", "kl").exits(0)
    assert learner.file().read_text() == "edited"


def test_open_without_an_editor_says_what_to_do(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor that cannot be started is one sentence with the path."""
    monkeypatch.setenv("VISUAL", "/no/such/editor")
    learner.runs("open", "kl").exits(1).complains("EDITOR", "exercises/vae/kl.py")


def test_open_a_missing_file_says_how_to_get_it(learner: Learner) -> None:
    """A deleted file is not opened as an empty one."""
    learner.file().unlink()
    learner.runs("open", "kl").exits(2).complains("`practice start vae/kl`")


@pytest.mark.usefixtures("two_exercises")
def test_doctor_tells_versions_isolation_and_places(learner: Learner) -> None:
    """`doctor` has a line for everything that a report of a fault needs."""
    said = learner.runs("doctor").exits(0)
    said.says("practice", "Python 3", "torch", "devices cpu", "isolation", "workspace")
    said.says("exercises 2 of 2", "none stored yet")


@pytest.mark.parametrize(
    ("script", "says"), [("grader.cli:main", True), ("practice.cli:main", False)]
)
def test_doctor_says_how_to_upgrade_from_the_earlier_name(
    learner: Learner, monkeypatch: pytest.MonkeyPatch, script: str, says: bool
) -> None:
    """The kit was `practice` before; the package of that name on PyPI is left alone."""
    metadata = learner.folder / "elsewhere" / "practice-0.1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: practice\nVersion: 0.1.0\n")
    (metadata / "entry_points.txt").write_text(f"[console_scripts]\npractice = {script}\n")
    monkeypatch.syspath_prepend(metadata.parent)
    assert ("pip uninstall practice practice-ml" in learner.runs("doctor").out) == says


def test_doctor_clears_the_cache(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    """`doctor --clear-cache` removes what grades have stored, and says how much."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(learner.folder / "caches"))
    stored = learner.folder / "caches" / "practice" / "old.prints"
    stored.parent.mkdir(parents=True, mode=0o700)
    stored.write_bytes(bytes(3 << 19))
    learner.runs("doctor", "--clear-cache").exits(0).says("Removed 1.5 MiB.")
    assert not stored.exists()
    learner.runs("doctor", "--clear-cache").exits(0).says("Removed 0.0 MiB.")


def test_doctor_works_without_a_workspace(stranger: Learner) -> None:
    """`doctor` is the command for when nothing else works."""
    stranger.runs("doctor").exits(0).says("none here")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_knows_the_common_shells(
    stranger: Learner, monkeypatch: pytest.MonkeyPatch, shell: str
) -> None:
    """The line for the learner's own shell is shown."""
    monkeypatch.setenv("SHELL", f"/usr/bin/{shell}")
    stranger.runs("completion").exits(0).says("_PRACTICE_COMPLETE", f"{shell}_source", "practice")


def test_completion_asks_about_other_shells(
    stranger: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unknown shell is no guess."""
    monkeypatch.setenv("SHELL", "/bin/unheard-of")
    stranger.runs("completion").exits(2).complains("bash, zsh, fish or powershell")


@pytest.mark.parametrize(
    ("words", "completions"),
    [
        ("practice gr", {"grade"}),
        ("practice hint vae/k", {"vae/kl"}),
        ("practice grade va", {"vae", "vae/reparameterise", "vae/kl", "vae/loss", "vae/model"}),
        ("practice hint gm", {"gmm/log_prob", "gmm/threshold", "gmm/detect"}),
    ],
)
def test_a_shell_completes_commands_and_addresses(
    stranger: Learner, monkeypatch: pytest.MonkeyPatch, words: str, completions: set[str]
) -> None:
    """What the shell asks with its completion variables is answered."""
    monkeypatch.setenv("_PRACTICE_COMPLETE", "zsh_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(words.count(" ")))
    lines = stranger.runs().out.splitlines()
    assert set(lines[1::3]) == completions


def test_paths_are_shown_as_one_would_type_them(learner: Learner) -> None:
    """From a folder below, the path that is shown is one that exists from nowhere else."""
    below = Learner(learner.folder / "exercises" / "nll")
    below.runs("next").has_line("gaussian.py  untouched")
    assert (below.folder / "gaussian.py").exists()
    assert Path(learner.runs("next").out.splitlines()[1].split()[0]).parts[0] == "exercises"


def test_the_list_explains_its_words(learner: Learner) -> None:
    """A legend says what each state in the list means, and no other."""
    said = learner.runs("list").says("untouched not started yet")
    said.omits("it passed once")
    learner.fills_in("vae/loss")
    learner.runs("list").says("tried no blanks left, but has not passed yet")


def test_the_list_has_the_quiz_and_the_last_day(learner: Learner, judge: FakeJudge) -> None:
    """Below the exercises stands how the quiz goes, and what was done last."""
    count = len(load_questions())
    learner.runs("list").says(f"Quiz: 0 of {count} questions right.").omits("Last day")
    Progress(learner.database).answer("kl-value", "0", False)
    Progress(learner.database).answer("mse-slope", "2", True)
    judge.passes("vae/kl")
    learner.runs("grade", "kl")
    said = learner.runs("list")
    said.says(f"Quiz: 1 of {count} questions right, 1 wrong.", "Last day, 20")
    said.says(": 1 grade, 1 exercise passed, 2 quiz answers.")


def test_the_questions_are_counted_as_they_are_asked() -> None:
    """The ids that `list` counts are those of the quiz."""
    assert questions() == {question.id for question in load_questions()}


def test_grade_all_is_every_exercise(learner: Learner) -> None:
    """`all` is the address of everything."""
    assert find(["all"]) == exercises()
    learner.runs("hint", "all").exits(2).complains("'all' means every topic")


def test_a_notebook_is_told_apart(learner: Learner) -> None:
    """One sentence says what is graded instead."""
    learner.runs("grade", "exercises/vae/kl.ipynb").exits(2).complains(
        "is a notebook", "`practice grade ADDRESS --file NOTEBOOK`"
    )


@pytest.mark.parametrize("exercise", exercises(), ids=lambda exercise: exercise.address)
def test_an_exercise_has_one_title(exercise: Exercise) -> None:
    """The statement and the stub are headed as the list and `next` name the exercise."""
    heading = f'"""# {exercise.title}.\n'
    assert exercise.solution.read_text("utf-8").startswith(heading)
    assert (shipped("exercises") / exercise.file).read_text("utf-8").startswith(heading)
