"""Which key does what: `CONTROLS` is the table of all keys."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from rich.text import Text

from grader.render.commands import Commands
from grader.render.markdown import Prose
from grader.render.pages import Page
from grader.watch.actions import Actions
from grader.watch.keyboard import END
from grader.watch.view import ENTER


@dataclass(frozen=True)
class Control:
    """One action and its keys.

    Attributes:
        keys: the keys that run it; the help shows the first.
        label: its name in the line below the page, with the key in brackets; empty to leave it out.
        help: what it does, for the help page.
        do: the action.
    """

    keys: tuple[str, ...]
    label: str
    help: str
    do: Callable[[Actions], None]


_HINT = Control(("h",), "[h]int", "the next hint, below the earlier ones", Actions.hint)
_NEXT = Control(("n",), "[n]ext", "the next unfinished exercise", Actions.next)
_STATEMENT = Control(("s",), "[s]how", "what the exercise asks for", Actions.statement)
_SOLUTION = Control(
    ("o",),
    "s[o]lution",
    "your answer compared with a good one, and how to explain it",
    Actions.solution,
)
_IN_FULL = Control(
    ("v",), "", "the verdict with every check, and every failure in full", Actions.in_full
)
_PICTURE = Control(
    ("p",),
    "[p]icture",
    "your answer drawn beside the right one; after a pass, its point",
    Actions.picture,
)
_GRADE = Control(("g", "r"), "", "grade again, also `r`", Actions.grade)

CONTROLS = (
    _HINT,
    _NEXT,
    Control(("b",), "[b]ack", "the exercise before this one, finished or not", Actions.previous),
    _PICTURE,
    Control(("l",), "[l]ist", "every exercise, and how far you are", Actions.list),
    _STATEMENT,
    _SOLUTION,
    _IN_FULL,
    _GRADE,
    Control(
        ("t",), "[t]horough", "grade once with ten times as many inputs", Actions.grade_thoroughly
    ),
    Control(("d",), "", "run your code on another device", Actions.device),
    Control(("?",), "[?]", "this page", lambda actions: actions.read(help_page())),
    Control(("enter", *ENTER), "", "back to the verdict", Actions.back),
    Control(("q", END), "[q]uit", "quit, also ctrl-C and ctrl-D", Actions.quit),
)
_BY_KEY = {key: control for control in CONTROLS for key in control.keys}


def press(key: str, actions: Actions) -> None:
    """Run the action of a key; other keys do nothing.

    Raises:
        Ended: the key quits.
    """
    if control := _BY_KEY.get(key):
        control.do(actions)


class Keys(Commands):
    """The next steps as keys, in place of commands."""

    in_full = f"`{_IN_FULL.keys[0]}`"

    def grade(self, address: str) -> str:
        """Grade the learner's answer."""
        return f"`{_GRADE.keys[0]}`"

    def hint(self, address: str) -> str:
        """Take the next hint."""
        return f"`{_HINT.keys[0]}`"

    def hints_again(self, address: str) -> str:
        """Show the hints taken so far, and the next one."""
        return self.hint(address)

    def picture(self, address: str) -> str:
        """Draw the failure."""
        return f"`{_PICTURE.keys[0]}`"

    def about(self, address: str) -> str:
        """Draw what an exercise that has passed is about."""
        return self.picture(address)

    def solution(self, address: str) -> str:
        """Show a good answer."""
        return f"`{_SOLUTION.keys[0]}`"

    def statement(self, address: str) -> str:
        """Show what an exercise asks for."""
        return f"`{_STATEMENT.keys[0]}`"

    def move_on(self, address: str) -> str:
        """Go to another exercise."""
        return f"`{_NEXT.keys[0]}` goes there"

    def fill_in(self, address: str, hint: str) -> str:
        """Only the hint: the file is open already."""
        return hint


def keys_line() -> Text:
    """The keys, on one line of less than 80 columns."""
    labels = " ".join(control.label for control in CONTROLS if control.label)
    line = Text(labels, "dim")
    for match in re.finditer(r"\[(.)\]", labels):
        line.stylize("not dim bold", *match.span(1))
    return line


def help_page() -> Page:
    """What each key does."""
    rows = [Prose(c.help, Text(f"  {c.keys[0]:<7}", "bold"), " " * 9) for c in CONTROLS]
    return ["Every save of a watched file is graded. The keys:", "", *rows]
