"""`practice mcp`."""

import sys
from contextlib import closing

import click

from grader.cli.output import Misuse, examples, fault, warn, workspace
from grader.remote.judge import JudgeFailed


@click.command(epilog=examples("practice --workspace ~/practice mcp"))
def command() -> None:
    """Let a coding assistant be your interviewer, with the verdicts of the judge.

    It can list, show and grade exercises, over the Model Context Protocol. The assistant starts
    this command itself, and speaks to it on standard input and output; docs/assistant.md shows how
    to set that up. It gets no solutions, and what it grades passes nothing: only your own file
    does.
    """
    here = workspace()
    try:
        from grader.assistant.server import Server
    except ImportError:
        raise Misuse(
            "`practice mcp` needs the package mcp: `pip install 'practice-ml[mcp]'`."
        ) from None
    from grader.assistant.tools import Tools

    def failed(error: JudgeFailed) -> str:
        return fault(RuntimeError(error.trace), here) if error.trace else str(error)

    if sys.stdin.isatty():
        warn("An assistant starts this command and speaks to it; ctrl-C ends it.")
    with closing(Tools(here, failed)) as tools:
        Server(tools, lambda error: fault(error, here)).run()
