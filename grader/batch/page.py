"""The summary as one self-contained HTML page: no script, no font, no network."""

from datetime import UTC, datetime

from jinja2 import Environment, PackageLoader, StrictUndefined

from grader.batch.row import BatchOptions
from grader.batch.summary import OUTCOMES, Summary
from grader.render.markdown import sanitise

MEANINGS = {
    "pass": "right",
    "library": "right, but not from scratch",
    "fail": "wrong",
    "error": "does not run",
    "timeout": "takes too long",
    "blank": "not filled in",
    "fault": "could not be graded",
}


def page(summary: Summary, title: str, kit: str, options: BatchOptions) -> str:
    """Render the page.

    The template escapes everything that comes from learners, and spells out characters that would
    hide or reverse text.

    Args:
        summary: what to show.
        title: the name of the folder.
        kit: the version that graded.
        options: the options that it graded with.
    """
    environment = Environment(
        loader=PackageLoader("grader.batch", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = lambda text: sanitise(text).replace("\n", "\\n")
    return environment.get_template("page.html.j2").render(
        summary=summary,
        title=title,
        kit=kit,
        options=options,
        outcomes=OUTCOMES,
        meanings=MEANINGS,
        at=datetime.now(UTC),
    )
