"""The pages of a class as HTML, from what is known of it now."""

import os
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup

from grader.batch.alike.compare import COMMON, LEAST, SHARE, Pair
from grader.batch.answer_file import FileState
from grader.batch.overview import MISSING, Filter, addresses, chosen_answers, groups, table
from grader.batch.page import MEANINGS
from grader.batch.summary import OUTCOMES
from grader.catalogue import Exercise, exercises
from grader.judging.version import kit
from grader.picture import Picture
from grader.render.markdown import sanitise
from grader.render.picture_svg import picture_svg
from grader.room import markup, view
from grader.room.class_room import ClassRoom
from grader.verdict import Status

ROWS = 50
"""Learners on a page of the table."""

NAMED = 12
"""Learners who are named at a mistake, before the rest is a link."""

PAIRS = 200
"""Pairs of answers that are listed."""

_TASK = re.compile(r'\A\s*""".*?"""[ \t]*\n+', re.DOTALL)

SIGNS: Mapping[str, str] = {str(status): sign for status, sign in view.SIGNS.items()} | {
    "fault": "?"
}


def learners(school: ClassRoom, chosen: Filter, page: int) -> Markup:
    """The table of learners and exercises."""
    with school.results.lock:
        shown = table(school.results, chosen, school.others)
        last = max(0, (len(shown.rows) - 1) // ROWS)
        page = min(max(page, 0), last)
        rows = shown.rows[ROWS * page : ROWS * (page + 1)]
        cells = {
            (row.number, address): cell
            for row in rows
            for address in shown.addresses
            if (cell := school.results.cells.get((row.number, address)))
        }
        counts = Counter(cell.outcome for cell in school.results.cells.values())
        values = _common(school, "/class", chosen) | {
            "rows": rows,
            "cells": cells,
            "addresses": shown.addresses,
            "all_addresses": addresses(school.results),
            "count": len(shown.rows),
            "learners": len(school.everybody()),
            "answers": len(school.results.cells),
            "counts": counts,
            "page": page,
            "rows_a_page": ROWS,
            "last": last,
            "message": school.results.messages.get((chosen.exercise, chosen.mistake), ""),
        }
    return view.render("class/learners.html.j2", **values)


def answer(school: ClassRoom, number: int, address: str, chosen: Filter) -> Markup | None:
    """An answer with its verdict and its code; None if there is none."""
    with school.results.lock:
        cell = school.results.cells.get((number, address))
        if cell is None:
            return None
        order = chosen_answers(school.results, table(school.results, chosen, school.others), chosen)
        learner = school.results.learners[number]
    try:
        opened = school.open(number, address)
        problem = ""
    except OSError as error:
        opened, problem = None, f"The results cannot be read ({error.strerror or error})."
    place = order.index((number, address)) if (number, address) in order else None
    line = opened.line if opened else None
    verdict = (opened.closer if opened else None) or (line.verdict if line else None)
    file = opened.file if opened else None
    can_draw = bool(
        file and file.state is FileState.GRADED and verdict and verdict.status is Status.FAIL
    )
    return view.render(
        "class/answer.html.j2",
        **_common(school, "", chosen),
        learner=learner,
        number=number,
        address=address,
        exercise=_known().get(address),
        cell=cell,
        line=line,
        problem=problem,
        file=file,
        code=[markup.python(part) if part.strip() else "" for part in _split(file.text)]
        if file
        else [],
        verdict=view.verdict_to_read(verdict) if verdict else "",
        picture=_drawn(verdict.picture) if verdict and verdict.picture else "",
        is_closer=bool(opened and opened.closer),
        can_draw=can_draw and not (opened and opened.closer) and not (verdict and verdict.picture),
        before=order[place - 1] if place else None,
        after=order[place + 1] if place is not None and place + 1 < len(order) else None,
        place=place,
        total=len(order),
        near=_near(school, number, address),
    )


def mistakes(school: ClassRoom, exercise: str) -> Markup:
    """Who made which mistake."""
    with school.results.lock:
        values = _common(school, "/class/mistakes", Filter(exercise=exercise)) | {
            "groups": groups(school.results, exercise),
            "all_addresses": addresses(school.results),
        }
    return view.render("class/mistakes.html.j2", named=NAMED, **values)


def alike(school: ClassRoom) -> Markup:
    """The answers that are alike, as far as they were compared."""
    reports = dict(school.alike)
    found = [(address, one) for address, report in reports.items() for one in report.pairs]
    found.sort(key=lambda pair: (-pair[1].share, -pair[1].nodes))
    return view.render(
        "class/alike.html.j2",
        **_common(school, "/class/alike", Filter()),
        names=list(school.results.learners),
        comparing=school.comparing,
        pairs=found[:PAIRS],
        more=len(found) - PAIRS,
        began=school.comparing.running or bool(reports) or bool(school.comparing.sentence),
        judged=sum(report.judged for report in reports.values()),
        short=sum(report.short for report in reports.values()),
        unparsable=sum(report.unparsable for report in reports.values()),
        gone=sum(report.gone for report in reports.values()),
        least=LEAST,
        percent=round(100 * SHARE),
        common=COMMON,
    )


def pair(school: ClassRoom, address: str, left: int, right: int) -> Markup | None:
    """Two answers side by side, with the lines that they share."""
    opened = [school.open(number, address) for number in (left, right)]
    if address not in _known() or left == right or None in opened:
        return None
    report = school.shared(address, left, right)
    shared = report.lines if report else (frozenset[int](), frozenset[int]())
    found = report.pairs[0] if report and report.pairs else None
    sides = [
        {
            "number": number,
            "name": school.results.learners[number],
            "file": one.file,
            "outcome": school.results.cells[number, address].outcome,
            "above": _split(one.file.text)[0].count("\n"),
            "lines": _lines(one.file.text, lines),
        }
        for number, one, lines in zip((left, right), opened, shared, strict=True)
        if one is not None
    ]
    return view.render(
        "class/pair.html.j2",
        **_common(school, "", Filter()),
        address=address,
        sides=sides,
        found=found,
        compared=bool(report and any(shared)),
        least=LEAST,
    )


def feedback(school: ClassRoom) -> Markup:
    """Where every learner's feedback is written from."""
    return view.render(
        "class/feedback.html.j2",
        **_common(school, "/class/feedback", Filter()),
        folder=_default_folder(school),
        writing=school.writing,
    )


def write_feedback(school: ClassRoom, folder: str) -> None:
    """Start to write feedback into a folder, as the teacher named it."""
    if folder:
        path = Path(os.path.expandvars(folder)).expanduser()
        school.write_feedback(school.results.path.parent / path)


def _common(school: ClassRoom, here: str, chosen: Filter) -> dict[str, Any]:
    """What every page of the class needs."""
    return {
        "title": f"{sanitise(school.name)} · practice",
        "school": school,
        "progress": school.results.progress,
        "here": here,
        "chosen": chosen,
        "query": _query(chosen),
        "signs": SIGNS,
        "meanings": {**MEANINGS, MISSING: "not handed in"},
        "outcomes": OUTCOMES,
        "old": _other_kits(school),
        "kit": kit(),
        "url": _url,
    }


def _other_kits(school: ClassRoom) -> int:
    """How many answers another version of the kit graded."""
    with school.results.lock:
        kits = school.results.kits()
    return kits.total() - kits[kit()]


def _query(chosen: Filter) -> str:
    """A filter as the end of an address; empty for everything."""
    given = {name: value for name, value in asdict(chosen).items() if value}
    if given.get("order") == "name":
        del given["order"]
    return f"?{urlencode(given)}" if given else ""


def _url(kind: str, *parts: object) -> str:
    """The address of a page about learners' numbers and an exercise."""
    return "/".join(["/class", kind, *(quote(str(part), safe="/") for part in parts)])


def _split(text: str) -> tuple[str, str]:
    """The task's text at the top of a file, which its stub gave, and what follows."""
    found = _TASK.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)


def _lines(text: str, shared: frozenset[int]) -> list[tuple[str, bool]]:
    """The lines of a text below the task's, and whether each is shared."""
    above, rest = _split(text)
    lines = rest.rstrip("\n").split("\n")
    return [(line, number in shared) for number, line in enumerate(lines, 1 + above.count("\n"))]


def _near(school: ClassRoom, number: int, address: str) -> list[tuple[int, str, Pair[int]]]:
    """The learners whose answer is like this one, as far as answers were compared."""
    report = school.alike.get(address)
    found = [one for one in report.pairs if number in (one.left, one.right)] if report else []
    others = [(one.left if one.right == number else one.right, one) for one in found]
    return [(other, school.results.learners[other], one) for other, one in others]


def _drawn(picture: Picture) -> Markup:
    """A picture as an image, in which nothing runs."""
    try:
        data = b64encode(picture_svg(picture).encode()).decode()
    except ValueError:  # a line of results that somebody wrote by hand
        return Markup("")
    return view.render("class/picture.html.j2", picture=picture, data=data)


def _default_folder(school: ClassRoom) -> str:
    """Where feedback goes unless the teacher says otherwise: beside the results."""
    path = school.results.path
    return str(path.with_name(f"{path.name.removesuffix('.jsonl')}-feedback"))


@cache
def _known() -> Mapping[str, Exercise]:
    return {one.address: one for one in exercises()}
