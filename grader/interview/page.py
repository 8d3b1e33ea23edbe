"""The debrief as one HTML page to print: no script, no font, no network."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from grader.interview.debrief import Debrief
from grader.interview.debrief_view import SCORES
from grader.interview.score import WEIGHTS
from grader.interview.views import clock
from grader.learner.workspace import WorkspaceError, write
from grader.render.markdown import sanitise


def write_page(file: Path, found: Debrief) -> None:
    """Write the page of a debrief.

    Raises:
        WorkspaceError: it cannot be written; an older page is unchanged.
    """
    try:
        write(file, page(found).encode())
    except OSError as error:
        raise WorkspaceError(
            f"{file} could not be written ({error.strerror or error}); name another file."
        ) from error


def page(found: Debrief) -> str:
    """Render the page; whatever the candidate wrote is escaped."""
    return _rendered("page.html.j2", found)


def body(found: Debrief) -> Markup:
    """The same without its frame and its styles, for a page that has its own."""
    return Markup(_rendered("debrief.html.j2", found))


def _rendered(template: str, found: Debrief) -> str:
    return (
        _environment()
        .get_template(template)
        .render(found=found, names=SCORES, weights=WEIGHTS, began=found.began.astimezone())
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("grader.interview", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    markdown = MarkdownIt("commonmark", {"html": False})
    environment.filters |= {
        "plain": sanitise,
        "clock": clock,
        "md": lambda text: Markup(markdown.render(sanitise(text))),
        "inline": lambda text: Markup(markdown.renderInline(sanitise(text))),
    }
    return environment
