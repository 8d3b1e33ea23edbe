"""What an assistant may do, asked by the client of the package mcp itself."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from grader.assistant.server import Server
from grader.assistant.tools import Tools
from grader.catalogue import Exercise, find_one
from grader.interview.session import Session
from grader.judging.options import Options
from grader.judging.submission import TextAnswer
from grader.learner.progress import Mode, Progress
from grader.learner.workspace import Workspace
from grader.quiz import load_questions
from grader.remote.judge import JudgeFailed
from grader.review.desk import Desk
from grader.source import read_solution
from grader.verdict import CheckResult, Status, Verdict
from tests.cli.learner import HERE, Learner, write_stubs

RIGHT = "# right\n"
WRONG = "# wrong\n"


class FakeJudge:
    """Believes what a text says of itself."""

    def __init__(self, root: Path) -> None:
        self.asked: list[str] = []

    def grade(
        self, exercise: Exercise, answer: TextAnswer, options: Options
    ) -> tuple[Verdict, bytes]:
        """Give the verdict that the text names."""
        self.asked.append(exercise.address)
        address, content = exercise.address, answer.text.encode()
        if answer.text == "# fault\n":
            raise JudgeFailed("The grader itself failed (X).", "Traceback: secret")
        if answer.text == RIGHT:
            return Verdict(address, Status.PASS, f"{address} passes: 1 check, 1 input."), content
        check = CheckResult("value", Status.FAIL, "A sum.", "The result is not right.")
        return Verdict(address, Status.FAIL, f"{address} is not right yet.", (check,)), content

    def close(self) -> None:
        """Nothing was started."""


@dataclass
class Assistant:
    """An assistant that is connected to the server of a workspace."""

    workspace: Workspace
    server: Server
    faults: list[str]

    def asks(self, tool: str, **arguments: Any) -> str:
        """Call a tool, and expect an answer."""
        text, is_error = self._called(tool, arguments)
        assert not is_error, text
        return text

    def is_declined(self, tool: str, **arguments: Any) -> str:
        """Call a tool, and expect one sentence in place of an answer."""
        text, is_error = self._called(tool, arguments)
        assert is_error, text
        assert "\n" not in text
        assert len(text) < 400
        assert "Traceback" not in text
        return text

    def talks(self, about: Callable[[Client], Coroutine[Any, Any, Any]]) -> Any:
        """Do something with a client."""

        async def talk() -> Any:
            async with Client(self.server) as client:
                return await about(client)

        return anyio.run(talk)

    def _called(self, tool: str, arguments: dict[str, Any]) -> tuple[str, bool]:
        result = self.talks(lambda client: client.call_tool(tool, arguments))
        return "\n".join(part.text for part in result.content), bool(result.is_error)


def workspace_in(folder: Path) -> Workspace:
    """A workspace with every stub."""
    write_stubs(folder)
    return Workspace(folder)


@pytest.fixture
def assistant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, two_exercises: None
) -> Iterator[Assistant]:
    """An assistant whose judge is pretended."""
    monkeypatch.setattr("grader.assistant.tools.RemoteJudge", FakeJudge)
    here, faults = workspace_in(tmp_path), []

    def failed(error: JudgeFailed) -> str:
        faults.append(error.trace)
        return str(error)

    tools = Tools(here, failed)
    yield Assistant(
        here, Server(tools, lambda error: f"It failed ({type(error).__name__})."), faults
    )
    tools.close()


def passes(assistant: Assistant, address: str) -> None:
    """The learner passes an exercise with their own file."""
    verdict = Verdict(address, Status.PASS, "", path=f"exercises/{address}.py")
    Progress(assistant.workspace.database).record(verdict, b"# mine\n")


def test_it_sees_the_exercises_and_how_far_the_learner_is(assistant: Assistant) -> None:
    """The list is that of `practice list`."""
    assert "0 of 2 passed" in assistant.asks("list")
    passes(assistant, "vae/kl")
    assert "1 of 2 passed" in assistant.asks("list")


def test_the_task_has_no_formula(assistant: Assistant) -> None:
    """What an interviewer listens for is there only after a pass."""
    solution = read_solution(find_one("vae/kl").solution)
    task = assistant.asks("show", address="vae/kl")
    assert solution.statement in task
    assert "def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor" in task
    for secret in (solution.formula, solution.interview, *solution.rubric, *solution.hints):
        assert secret not in task
    passes(assistant, "vae/kl")
    task = assistant.asks("show", address="vae/kl")
    assert solution.interview in task
    assert solution.formula not in task


def test_what_it_grades_passes_nothing(assistant: Assistant) -> None:
    """The verdict is the judge's; the learner's state, reviews and last day stay as they were."""
    said = assistant.asks("grade", address="vae/kl", text=RIGHT)
    assert said.startswith("vae/kl passes: 1 check, 1 input.\n")
    assert "passes nothing" in said
    progress = Progress(assistant.workspace.database)
    assert not progress.history("vae/kl").passed
    assert progress.history("vae/kl").attempts == 0
    assert progress.last_day() is None
    assert progress.log().attempts == progress.log().sittings == ()
    assert [one.mode for one in progress.attempts("vae/kl")] == [Mode.ASSISTANT]
    assert Desk(assistant.workspace, progress).today().due == ()
    assert "0 of 2 passed" in assistant.asks("list")


def test_the_learners_own_file_still_passes_after_it(assistant: Assistant) -> None:
    """The same text, saved and graded by the learner, begins a sitting of theirs and passes."""
    assistant.asks("grade", address="vae/kl", text=RIGHT)
    verdict = Verdict("vae/kl", Status.PASS, "")
    Progress(assistant.workspace.database).record(verdict, RIGHT.encode())
    [sitting] = Progress(assistant.workspace.database).log().sittings
    assert (sitting.mode, sitting.passed) == (Mode.PRACTICE, True)


def test_a_failure_is_shown_in_full_with_the_next_step(assistant: Assistant) -> None:
    """The assistant reads what the learner would, without colors."""
    said = assistant.asks("grade", address="vae/kl", text=WRONG)
    assert "Expected: A sum." in said
    assert "vae/kl is not right yet." in said
    assert "\x1b" not in said


def test_its_hints_are_the_learners(assistant: Assistant) -> None:
    """Each is stored; the learner's next one is the one after it."""
    hints = read_solution(find_one("vae/kl").solution).hints
    assert assistant.asks("hint", address="vae/kl").endswith(hints[0])
    assert Progress(assistant.workspace.database).history("vae/kl").hints_now == 1
    learner = Learner(assistant.workspace.root)
    learner.runs("hint", "vae/kl").exits(0).says("hint 2 of 3")
    assert assistant.asks("hint", address="vae/kl").endswith(hints[2])
    assert "has had all hints" in assistant.asks("hint", address="vae/kl")


def test_a_question_is_asked_and_marked(assistant: Assistant) -> None:
    """It is stored as an assistant's, and without a pass the worked answer stays the learner's."""
    [question] = [one for one in load_questions() if one.id == "kl-value"]
    asked = assistant.asks("quiz", name="kl-value")
    assert question.prompt.strip() in asked
    assert question.explanation.strip() not in asked
    said = assistant.asks("quiz", name="kl-value", answer="0.5")
    assert said.startswith("Not right.")
    assert question.explanation.strip() not in said
    assert "`practice quiz kl-value`" in said
    progress = Progress(assistant.workspace.database)
    assert [one.mode for one in progress.answers()] == [Mode.ASSISTANT]
    assert progress.answered() == {}
    assert progress.log().answers == ()
    passes(assistant, "vae/kl")
    said = assistant.asks("quiz", name="quiz/kl-value", answer="1.307")
    assert said.startswith("Right.")
    assert question.explanation.strip() in said


@pytest.mark.extensive
def test_a_picture_of_the_answer_needs_a_pass(assistant: Assistant) -> None:
    """It would give the answer away."""
    assert "has not passed yet" in assistant.is_declined("picture", address="vae/kl")
    assert "nothing to draw" in assistant.asks("picture", address="vae/kl", text=WRONG)
    passes(assistant, "vae/kl")
    assert "│" in assistant.asks("picture", address="vae/kl")


def test_an_open_interview_is_held_without_it(assistant: Assistant) -> None:
    """Nothing about an exercise that is asked; everything else as before."""
    session = Session(assistant.workspace)
    session.begin(session.draw(["vae/kl"], minutes=30, seed=1))
    for tool in ("show", "hint", "picture"):
        assert "open interview" in assistant.is_declined(tool, address="vae/kl")
    assert "open interview" in assistant.is_declined("grade", address="vae/kl", text=RIGHT)
    assert "interview" in assistant.is_declined("quiz", name="vae")
    assert Progress(assistant.workspace.database).attempts("vae/kl") == ()
    assert "not right yet" in assistant.asks("grade", address="nll/gaussian", text=WRONG)


@pytest.mark.parametrize(
    ("tool", "arguments", "says"),
    [
        ("solution", {"address": "vae/kl"}, "no tool of this name; there are list, show, grade"),
        ("show", {"address": "../../etc/passwd"}, "There is no exercise"),
        ("show", {"address": "solutions/vae/kl.py"}, "There is no exercise"),
        ("show", {"address": "all"}, "means every topic"),
        ("show", {"address": "x" * 1_000_000}, "There is no exercise"),
        ("grade", {"address": "vae/kl", "path": "/etc/passwd"}, "missing or not text: text"),
        ("grade", {"address": "vae/kl", "text": 3}, "missing or not text: text"),
        ("grade", {"address": "vae/kl", "text": "x" * 100_001}, "longer than 100,000 bytes"),
        ("quiz", {"name": "no such"}, "no topic, exercise or question 'no such'"),
        ("quiz", {"name": "vae", "answer": "a"}, "Name the one question"),
        ("quiz", {"name": "kl-value", "answer": "9" * 100_000}, "Answer with a number"),
        ("quiz", {"name": "kl-value", "answer": "import os"}, "Answer with a number"),
        ("hint", {}, "missing or not text: address"),
    ],
    ids=range(13),
)
def test_nonsense_is_answered_by_a_sentence(
    assistant: Assistant, tool: str, arguments: dict[str, Any], says: str
) -> None:
    """Whatever it asks for, it learns what to ask instead."""
    assert says in assistant.is_declined(tool, **arguments)
    assert Progress(assistant.workspace.database).attempts("vae/kl") == ()


def test_a_fault_of_the_grader_is_a_sentence(assistant: Assistant) -> None:
    """The traceback is stored for a report, and not sent."""
    said = assistant.is_declined("grade", address="vae/kl", text="# fault\n")
    assert said == "The grader itself failed (X)."
    assert assistant.faults == ["Traceback: secret"]


def test_a_fault_of_a_tool_is_a_sentence(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So is one in the kit's own code."""
    monkeypatch.setattr("grader.assistant.tools.read_solution", lambda _: 1 / 0)
    assert assistant.is_declined("show", address="vae/kl") == "It failed (ZeroDivisionError)."


def test_a_history_that_cannot_be_used_loses_no_verdict(assistant: Assistant) -> None:
    """The verdict is given, with a sentence; a hint, which must be stored, is not."""
    assistant.workspace.private.write_text("in the way")
    said = assistant.asks("grade", address="vae/kl", text=RIGHT)
    assert said.startswith("vae/kl passes")
    assert ".practice" in said
    assert ".practice" in assistant.is_declined("hint", address="vae/kl")


def test_the_prompts_tell_it_not_to_tell(assistant: Assistant) -> None:
    """Both leave verdicts to the judge and the answer to the learner."""

    async def ask(client: Client) -> list[str]:
        interview = await client.get_prompt("interview_me", {"topic": "vae"})
        tutor = await client.get_prompt("tutor_me", {"exercise": "vae/kl"})
        return [prompt.messages[0].content.text for prompt in (interview, tutor)]  # type: ignore[union-attr]

    interview, tutor = assistant.talks(ask)
    assert "on the topic vae" in interview
    assert "Tutor me on vae/kl" in tutor
    for prompt in (interview, tutor):
        assert "Do not write my answer" in prompt
        assert "The judge of the practice kit decides" in prompt


def test_every_tool_and_prompt_says_what_it_is_for(assistant: Assistant) -> None:
    """None of them takes a path or gives a solution."""

    async def ask(client: Client) -> tuple[Any, Any]:
        return (await client.list_tools()).tools, (await client.list_prompts()).prompts

    tools, prompts = assistant.talks(ask)
    assert [tool.name for tool in tools] == ["list", "show", "grade", "hint", "picture", "quiz"]
    assert all(one.description for one in (*tools, *prompts))
    named = {name for tool in tools for name in tool.input_schema.get("properties", {})}
    assert named == {"address", "text", "name", "answer"}


@pytest.mark.extensive
def test_a_real_session_over_standard_input(tmp_path: Path) -> None:
    """The command as an assistant starts it, with the real judge; 100 MB are a sentence too."""
    workspace_in(tmp_path)
    code = find_one("vae/kl").solution.read_text("utf-8").replace(".sum()", ".mean()")

    async def session() -> list[tuple[bool, str]]:
        server = StdioServerParameters(
            command=sys.executable,
            args=["-m", "grader.cli", "--workspace", str(tmp_path), "mcp"],
            env=dict(os.environ) | {"PYTHONPATH": str(HERE)},
            cwd=tmp_path.parent,
        )
        async with Client(stdio_client(server)) as client:
            answers = [
                await client.call_tool("grade", {"address": "vae/kl", "text": text})
                for text in (f"print('loud')\n{code}", "x" * 100_000_000)
            ]
        return [(bool(one.is_error), one.content[0].text) for one in answers]  # type: ignore[union-attr]

    (failed, verdict), (refused, sentence) = anyio.run(session)
    assert not failed
    assert "The smallest input that shows it:" in verdict
    assert (refused, sentence.count("\n")) == (True, 0)
    [attempt] = Progress(Workspace(tmp_path).database).attempts("vae/kl")
    assert (attempt.mode, attempt.verdict) == (Mode.ASSISTANT, "fail")


@pytest.mark.extensive
def test_standard_output_carries_the_protocol_alone(tmp_path: Path) -> None:
    """Nonsense is no end, and every line that is written is a message."""
    workspace_in(tmp_path)
    ping = {"jsonrpc": "2.0", "id": 7, "method": "ping"}
    begin = {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "a test", "version": "1"},
    }
    start = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": begin}
    lines = [b"nonsense", b"\xff\xfe{", b"[]", b'{"jsonrpc": "2.0"}']
    process = subprocess.Popen(
        [sys.executable, "-m", "grader.cli", "mcp"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(HERE)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    sent = [json.dumps(start).encode(), *lines, json.dumps(ping).encode()]
    assert process.stdin
    assert process.stdout
    process.stdin.write(b"\n".join(sent) + b"\n")
    process.stdin.flush()
    read: list[Any] = []
    while not any(one.get("id") == 7 for one in read):
        read.append(json.loads(process.stdout.readline()))
    process.stdin.close()
    assert process.stdout.read() == b""
    assert process.wait(60) == 0
    assert process.stderr
    assert b"Traceback" not in process.stderr.read()


def test_without_a_workspace_it_says_what_to_do(tmp_path: Path) -> None:
    """An assistant starts it in any folder."""
    Learner(tmp_path).runs("mcp").exits(2).complains("`practice init DIR`")


def test_without_the_package_it_says_what_to_install(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is an optional extra."""
    monkeypatch.setitem(sys.modules, "grader.assistant.server", None)
    said = Learner(assistant.workspace.root).runs("mcp").exits(2)
    said.complains("pip install 'practice-ml[mcp]'")
