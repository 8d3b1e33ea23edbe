"""What each key does. `CONTROLS` is the table of all keys."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from rich.text import Text

from grader.learner.status import State
from grader.render.commands import Commands
from grader.render.markdown import Prose
from grader.render.pages import Page
from grader.watch.keyboard import END
from grader.watch.reference_pages import ReferencePages
from grader.watch.session import WatchSession
from grader.watch.signals import Ended
from grader.watch.view import ENTER, View


class Controls:
    """The actions of the keys.

    Args:
        session: grades, and knows the current exercise.
        view: shows pages on the screen.
        reference: makes the pages that other commands show too.
    """

    def __init__(self, session: WatchSession, view: View, reference: ReferencePages) -> None:
        self._session = session
        self._view = view
        self._reference = reference

    def press(self, key: str) -> None:
        """Run the action of a key; other keys do nothing.

        Raises:
            Ended: the key quits.
        """
        if not self._view.is_answer(key) and (control := _BY_KEY.get(key)):
            control.do(self)

    def hint(self) -> None:
        """Take the next hint."""
        self._view.read(self._reference.hint(self._session.current))

    def next(self) -> None:
        """Go to the next exercise that has not passed."""
        if then := self._session.unfinished():
            self._session.enter(then)
        else:
            self._view.note("Every other watched exercise has passed.")

    def previous(self) -> None:
        """Go to the exercise before."""
        if before := self._session.before():
            self._session.enter(before)
        else:
            address = self._session.current.address
            self._view.note(f"{address} is the first watched exercise.")

    def list(self) -> None:
        """Show every exercise."""
        self._view.read(self._reference.list(self._view.width))

    def statement(self) -> None:
        """Show what the exercise asks for."""
        self._view.read(self._reference.statement(self._session.current))

    def solution(self) -> None:
        """Show the solution; ask first if the exercise has not passed."""
        current = self._session.current

        def show() -> None:
            self._view.read(self._reference.solution(current))

        if self._session.state is State.PASSED:
            show()
        else:
            self._view.ask(f"{current.address} has not passed yet. Show its solution?", show)

    def in_full(self) -> None:
        """Show everything about the last verdict."""
        if page := self._session.verdict_in_full():
            self._view.read(page)
        else:
            address = self._session.current.address
            self._view.note(f"{address} has not been graded yet; `g` grades it.")

    def grade(self) -> None:
        """Grade again."""
        self._session.grade_current()

    def grade_thoroughly(self) -> None:
        """Grade once with more inputs."""
        self._session.grade_current(thorough=True)

    def device(self) -> None:
        """Switch to the next device, and grade there."""
        from grader.worker.devices import devices

        names = list(devices())
        if len(names) == 1:
            self._view.note(f"The only device here is {names[0]}.")
            return
        before = self._session.device
        place = names.index(before) + 1 if before in names else 1
        self._session.device = names[place % len(names)]
        self._view.note(f"Your code runs on {self._session.device} from now on.")
        self._session.grade_current()

    def help(self) -> None:
        """Show what each key does."""
        self._view.read(help_page())

    def back(self) -> None:
        """Go back to the verdict."""
        self._view.back()

    def quit(self) -> None:
        """End the watch."""
        raise Ended


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
    do: Callable[[Controls], None]


_HINT = Control(("h",), "[h]int", "the next hint, below the earlier ones", Controls.hint)
_NEXT = Control(("n",), "[n]ext", "the next unfinished exercise", Controls.next)
_STATEMENT = Control(("s",), "[s]how", "what the exercise asks for", Controls.statement)
_SOLUTION = Control(
    ("o",),
    "s[o]lution",
    "your answer compared with a good one, and how to explain it",
    Controls.solution,
)
_IN_FULL = Control(
    ("v",), "", "the verdict with every check, and every failure in full", Controls.in_full
)
_GRADE = Control(("g", "r"), "", "grade again, also `r`", Controls.grade)

CONTROLS = (
    _HINT,
    _NEXT,
    Control(("p",), "[p]rev", "the exercise before this one, finished or not", Controls.previous),
    Control(("l",), "[l]ist", "every exercise, and how far you are", Controls.list),
    _STATEMENT,
    _SOLUTION,
    _IN_FULL,
    _GRADE,
    Control(
        ("t",), "[t]horough", "grade once with ten times as many inputs", Controls.grade_thoroughly
    ),
    Control(("d",), "[d]evice", "run your code on another device", Controls.device),
    Control(("?",), "[?]", "this page", Controls.help),
    Control(("enter", *ENTER), "", "back to the verdict", Controls.back),
    Control(("q", END), "[q]uit", "quit, also ctrl-C and ctrl-D", Controls.quit),
)
_BY_KEY = {key: control for control in CONTROLS for key in control.keys}


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
