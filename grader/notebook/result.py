"""A verdict as a notebook shows it: HTML where that can be shown, text elsewhere."""

import base64
import io
from dataclasses import dataclass

from grader.catalogue import Exercise
from grader.render.commands import Commands
from grader.verdict import Status, Verdict

_COLUMNS = 88


@dataclass(frozen=True, repr=False)
class Result:
    """A grade of an answer that is in no file.

    It is true if the answer passed, so `assert grader.check(...)` works in a script.

    Attributes:
        exercise: the exercise.
        verdict: the verdict.
        steps: word the next step.
        hints: how many hints were taken.
        notes: what was taken along or is missing, and whether anything is stored.
    """

    exercise: Exercise
    verdict: Verdict
    steps: Commands
    hints: int = 0
    notes: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the answer passed."""
        return self.verdict.status is Status.PASS

    @property
    def imported(self) -> bool:
        """Whether the answer could be imported."""
        checks = self.verdict.checks
        return bool(checks) and all(check.name != "import" for check in checks)

    def __bool__(self) -> bool:
        """Whether the answer passed."""
        return self.passed

    def __repr__(self) -> str:
        """The verdict as text."""
        from rich.console import Console

        from grader.render.markdown import Prose
        from grader.render.text import verdict_view

        written = io.StringIO()
        console = Console(
            file=written,
            width=_COLUMNS,
            color_system=None,
            force_terminal=False,
            force_jupyter=False,  # it would display the text, instead of writing it
            highlight=False,
            markup=False,
            emoji=False,
        )
        seen = verdict_view(self.verdict, hints=self.hints, commands=self.steps, verbose=True)
        console.print(seen, *map(Prose, self.notes), sep="\n", soft_wrap=True)
        return written.getvalue().rstrip()

    def _repr_html_(self) -> str:
        """The verdict as HTML; nothing of a submission is markup in it."""
        from jinja2 import Environment, PackageLoader, StrictUndefined

        from grader.render.markdown import sanitise
        from grader.render.picture_svg import picture_svg
        from grader.render.text import failures, next_step, sentence
        from grader.room import markup, view

        environment = Environment(
            loader=PackageLoader("grader.notebook", "."),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters |= {"plain": sanitise, "inline": markup.inline}
        verdict = self.verdict
        picture = picture_svg(verdict.picture).encode() if verdict.picture else b""
        explained = failures(verdict)
        shown = {check.counterexample.printed for check in explained if check.counterexample}
        return environment.get_template("verdict.html.j2").render(
            verdict=verdict,
            functions=view.chips(verdict.checks),
            failures=explained,
            first=verdict.first_failure,
            sentence=sentence(verdict),
            picture=base64.b64encode(picture).decode(),
            elsewhere="" if shown - {None} else view.cut(verdict.output),
            step=next_step(verdict, self.hints, "", True, self.steps),
            notes=self.notes,
            words=view.WORDS,
            signs=view.SIGNS,
            cut=view.cut,
        )


@dataclass(frozen=True, repr=False)
class Refusal:
    """Why there is no grade; it is false, as an answer that did not pass.

    Attributes:
        sentence: what is wrong, and what to do.
    """

    sentence: str

    def __bool__(self) -> bool:
        """Nothing has passed."""
        return False

    def __repr__(self) -> str:
        """The sentence."""
        return self.sentence
