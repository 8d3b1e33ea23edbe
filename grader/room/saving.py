"""Saving what a page with an editor holds, and telling the page what came of it."""

from collections.abc import Callable, Mapping
from typing import Any

from grader.learner.workspace import WorkspaceError
from grader.room.desk import Tab
from grader.room.differences import side_by_side
from grader.room.files import Conflict, Content


def save(
    tab: Tab,
    asked: Mapping[str, Any],
    write: Callable[[str, str], Content | Conflict],
    keep: Callable[[], None],
    *,
    shown: Callable[[str], str] = str,
    about: Mapping[str, Any] | None = None,
) -> Content | None:
    """Save what a page holds, unless its file has changed since the page got it.

    The page then shows both versions. If the learner chooses the page's, it asks to keep the other.

    Args:
        tab: the page.
        asked: what it sent: the text, the digest that this started from, the number of the save.
        write: saves such a text; see `grader.room.files.save_file`.
        keep: keeps the version that the file has now.
        shown: what a page shows of a file's text.
        about: what tells the page which of its texts an answer is about.

    Returns:
        What the file has now; None if nothing was saved.
    """
    text = str(asked["text"])
    answer = {"number": asked.get("number"), **(about or {})}
    try:
        if asked.get("keep"):
            keep()
        found = write(text, str(asked["base"]))
        if isinstance(found, Conflict) and found.theirs.digest == tab.saved:
            # An earlier save of this very page whose answer was lost with the connection.
            found = write(text, tab.saved)
    except WorkspaceError as problem:
        tab.push("unsaved", {**answer, "why": str(problem)})
        return None
    if isinstance(found, Conflict):
        theirs, digest = shown(found.theirs.text), found.theirs.digest
        html = side_by_side(text, theirs, "Yours, in this page", "In the file now")
        tab.push("conflict", {**answer, "text": theirs, "digest": digest, "html": html})
        return None
    tab.saved = found.digest
    tab.push("saved", {**answer, "digest": found.digest})
    return found
