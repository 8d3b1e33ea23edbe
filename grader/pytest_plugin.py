"""`pytest --practice vae/kl`: each check of an exercise is a test.

Editors that show the tests of pytest show the checks too, at the functions that they are about. The
answer is judged as always, in a process of its own; what pytest has imported or patched is not
there. Without the option nothing of the kit is imported.
"""

from collections.abc import Generator, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from grader.catalogue import Exercise
    from grader.learner.workspace import Workspace
    from grader.remote.judge import RemoteJudge
    from grader.verdict import CheckResult, Verdict


_Skipped = pytest.skip.Exception
"""Kept from before any conftest runs: whatever one patches changes no verdict."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.getgroup("practice", "interview practice").addoption(
        "--practice",
        action="append",
        metavar="ADDRESS",
        help="Grade your answer to an exercise such as vae/kl, or to all of a topic: each check is "
        "a test. Can be given several times.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Collect the learner's files instead of tests, if the option is given."""
    addresses = config.getoption("--practice", default=None)
    if addresses:
        practice = Practice(config, addresses)
        config.pluginmanager.register(practice, "practice")
        if config.args_source is not pytest.Config.ArgsSource.ARGS:
            config.args[:] = [str(file) for file in practice.files]


class Practice:
    """The exercises that are graded in this run.

    Attributes:
        files: the learner's files, each with its exercise.
    """

    def __init__(self, config: pytest.Config, addresses: list[str]) -> None:
        from grader.catalogue import UnknownAddress, find
        from grader.learner.workspace import nearest

        here = nearest(config.invocation_params.dir)
        if here is None:
            raise pytest.UsageError(
                "There is no exercises/ in this folder or above it; `practice init DIR` creates a "
                "workspace."
            )
        try:
            exercises = find(addresses)
        except UnknownAddress as error:
            raise pytest.UsageError(str(error)) from None
        _refuse_in_interview(here, exercises)
        self.workspace: Workspace = here
        self.files: dict[Path, Exercise] = {here.file(one): one for one in exercises}
        for file, exercise in self.files.items():
            if not file.exists():
                raise pytest.UsageError(
                    f"{file} does not exist; `practice start {exercise.address}` creates it."
                )

    @cached_property
    def judge(self) -> "RemoteJudge":
        """The judge; its process starts at the first call."""
        from grader.remote.judge import RemoteJudge

        return RemoteJudge(self.workspace.root)

    @pytest.hookimpl(wrapper=True)
    def pytest_collect_file(
        self, file_path: Path, parent: pytest.Collector
    ) -> Generator[None, Any, Any]:
        """Collect checks, and nothing that imports the learner's file into this process."""
        found = yield
        if exercise := self.files.get(file_path):
            return [
                AnswerFile.from_parent(parent, path=file_path, practice=self, exercise=exercise)
            ]
        return found

    def pytest_unconfigure(self) -> None:
        """End the judge."""
        self.judge.close()


class AnswerFile(pytest.File):
    """The learner's answer to an exercise."""

    def __init__(self, *, practice: Practice, exercise: "Exercise", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.practice, self.exercise = practice, exercise

    def collect(self) -> Iterator[pytest.Item]:
        """The checks, in order, after one for the file itself."""
        from grader.remote.judge import JudgeFailed

        try:
            names = self.practice.judge.checks(self.exercise)
        except JudgeFailed as failure:
            raise self.CollectError(str(failure)) from None
        for name in ("import", *names):
            yield Check.from_parent(self, name=name)

    @cached_property
    def verdict(self) -> "Verdict":
        """The verdict, which all checks share; it is stored as that of `practice grade`."""
        from grader.learner.progress import Progress, Unstored

        file = self.path.relative_to(self.practice.workspace.root)
        verdict, content = self.practice.judge.grade(self.exercise, file)
        try:
            Progress(self.practice.workspace.database).record(verdict, content)
        except Unstored as problem:
            self.warn(pytest.PytestWarning(str(problem)))
        return verdict

    @cached_property
    def lines(self) -> dict[str, int]:
        """The line of each function of the file, from 0."""
        import ast

        from grader.source.functions import functions

        try:
            tree = ast.parse(self.path.read_bytes())
        except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
            return {}
        classes = {one.name: one.lineno - 1 for one in tree.body if isinstance(one, ast.ClassDef)}
        return classes | {name: node.lineno - 1 for name, node in functions(tree)}


class Check(pytest.Item):
    """One check of an answer."""

    parent: AnswerFile

    def runtest(self) -> None:
        """Fail or skip as the judge says."""
        verdict = self.parent.verdict
        found = next((check for check in verdict.checks if check.name == self.name), None)
        if found is None:
            self._without_result(verdict)
        elif found.status == "skipped":
            raise _Skipped(found.message)
        elif found.status != "pass":
            raise NotPassed(verdict, found)

    def _without_result(self, verdict: "Verdict") -> None:
        """A check that was not reached; the import fails where nothing of the file was run."""
        if self.name != "import":
            raise _Skipped(f"Not run: {verdict.message}")
        if not verdict.checks:
            raise NotPassed(verdict, None)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: Any) -> Any:
        """The feedback on a check; no traceback of the kit."""
        from grader.remote.judge import JudgeFailed

        if isinstance(excinfo.value, JudgeFailed):
            return "\n".join(filter(None, [excinfo.value.trace, str(excinfo.value)]))
        if isinstance(excinfo.value, NotPassed):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the function is that the check is about."""
        function = self.name.partition(":")[0]
        lines = self.parent.lines
        line = lines.get(function, lines.get(function.partition(".")[0], 0))
        return self.path, line, f"{self.parent.exercise.address} {self.name}"


class NotPassed(Exception):
    """A check that did not pass; the message is what the learner reads."""

    def __init__(self, verdict: "Verdict", check: "CheckResult | None") -> None:
        self._verdict, self._check = verdict, check

    def __str__(self) -> str:
        """The feedback, as a terminal shows it."""
        import io

        from rich.console import Console

        from grader.render.text import checks_view, verdict_view

        verdict, check = self._verdict, self._check
        written = io.StringIO()
        console = Console(file=written, width=88, color_system=None, force_terminal=False)
        shown = checks_view(verdict, [check]) if check else verdict_view(verdict)
        console.print(shown, soft_wrap=True)
        return written.getvalue().rstrip()


def _refuse_in_interview(here: "Workspace", exercises: "tuple[Exercise, ...]") -> None:
    from grader.interview.gate import refuse
    from grader.interview.session import Refused
    from grader.learner.progress import Unstored

    try:
        refuse(here, exercises, "it is graded by `practice grade` alone")
    except Refused as refused:
        raise pytest.UsageError(str(refused)) from None
    except Unstored:
        pass  # storing the verdict says it
