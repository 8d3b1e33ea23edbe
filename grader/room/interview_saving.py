"""Saving what a page of the interview holds, also for a part that the candidate has left."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from grader.interview.files import NOTES, file_of, kept_of
from grader.interview.session import Session
from grader.learner.workspace import keep
from grader.room import files, saving
from grader.room.desk import Tab
from grader.room.files import Content


def content(file: Path) -> Content:
    """What a page edits: the file, without the line that an explanation starts from.

    Raises:
        NotText: it is not a file of text that an editor can show.
    """
    found = files.read_file(file)
    return Content(_without_note(found.text), found.digest)


def save(session: Session, tab: Tab, asked: Mapping[str, Any]) -> dict[str, Any] | None:
    """Save a part's text, unless somebody else has changed its file, and tell the page.

    Returns:
        What other pages should know of it; None if it was not saved.
    """
    place = {name: asked.get(name) for name in ("number", "interview", "part")}
    file = _file(session, place)
    if file is None:
        tab.push("unsaved", {**place, "why": "This version of practice has no such part."})
        return None
    saved = saving.save(
        tab,
        asked,
        partial(files.save_file, file),
        partial(keep, file, kept_of(session.workspace, file)),
        shown=_without_note,
        about=place,
    )
    return {**place, "text": asked["text"], "digest": saved.digest} if saved else None


def _without_note(text: str) -> str:
    return text.replace(NOTES, "", 1)


def _file(session: Session, place: Mapping[str, Any]) -> Path | None:
    for interview in session.all():
        for part in interview.parts:
            if (interview.id, part.number) == (place["interview"], place["part"]):
                return file_of(session.workspace, interview, part)
    return None
