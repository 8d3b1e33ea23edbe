"""The server of `practice mcp`: the tools and prompts, over standard input and output."""

from collections.abc import Callable
from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, InputRequiredResult
from pydantic import ValidationError

from grader import __version__
from grader.assistant import prompts
from grader.assistant.declined import Declined
from grader.assistant.tools import Tools
from grader.learner.progress import Unstored

INSTRUCTIONS = """\
Practice for interviews in probabilistic machine learning. The kit's judge grades code; you can be
the interviewer or the tutor. There is no tool for solutions: the learner finds the answer. What you
send to `grade` counts nowhere, and each hint is one of the learner's three, so ask before you take
one.
"""


class Server(MCPServer[Any]):
    """Answers whatever goes wrong with one sentence, and keeps tracebacks to itself.

    Args:
        tools: what it offers.
        fault: stores the traceback of a fault of the kit, and returns a sentence about it.
    """

    def __init__(self, tools: Tools, fault: Callable[[BaseException], str]) -> None:
        super().__init__(
            "practice", version=__version__, instructions=INSTRUCTIONS, log_level="CRITICAL"
        )
        self._fault = fault
        self.add_tool(tools.listing, "list", description="List every exercise with its state.")
        self.add_tool(
            tools.show,
            description="The task of an exercise, such as vae/kl. After the learner has passed it "
            "also what an interviewer listens for.",
        )
        self.add_tool(
            tools.grade,
            description="Grade the text of a whole file, with its imports. Gives the verdict, the "
            "smallest input that fails, and a likely mistake. It counts nowhere.",
        )
        self.add_tool(
            tools.hint,
            description="Take the learner's next hint of three; it is stored. Ask them first.",
        )
        self.add_tool(
            tools.picture,
            description="Draw what a text computes beside what is right. Without a text, draw what "
            "the exercise is about, which the learner must have passed.",
        )
        self.add_tool(
            tools.quiz,
            description="Without an answer: one question, from a topic (vae), an exercise (vae/kl) "
            "or anything. With a question's id and the learner's answer: whether it is right.",
        )
        self.prompt("interview_me", description="Interview me, and let the judge decide.")(
            _interview_me
        )
        self.prompt("tutor_me", description="Tutor me on an exercise without telling.")(_tutor_me)

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool.

        Raises:
            ToolError: it was declined or failed; the message is one sentence.
        """
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            raise ToolError(self._sentence(name, error)) from None

    def _sentence(self, name: str, error: ToolError) -> str:
        match error.__cause__:
            case Declined() | Unstored() as problem:
                return str(problem)
            case ValidationError() as problem:
                wrong = sorted({str(one["loc"][0]) for one in problem.errors() if one["loc"]})
                return f"These arguments of `{name}` are missing or not text: {', '.join(wrong)}."
            case None:
                offered = ", ".join(tool.name for tool in self._tool_manager.list_tools())
                return f"There is no tool of this name; there are {offered}."
            case problem:
                return self._fault(problem)


def _interview_me(topic: str = "") -> str:
    return prompts.interviewer(topic[:100])


def _tutor_me(exercise: str) -> str:
    return prompts.tutor(exercise[:100])
