"""A picture in plain characters, for a terminal or a pipe."""

import textwrap
from typing import Any

from grader.picture import Picture, Series

WIDTH, HEIGHT = 72, 20
"""Columns and lines: it fits a terminal of 80 columns, and a laptop's screen."""

LOWEST = 10
"""Lines of a drawing in which something is still seen."""

MARKS = ".o+x*#%@&=~^"
"""A character a series, so that it reads without color; points are drawn larger than lines."""

POINT_MARKS = "OX"


def picture_text(picture: Picture, lines: int | None = None) -> str:
    """The picture with its legend and caption; no line is longer than `WIDTH`.

    Args:
        picture: what to draw.
        lines: how many there are for all; the drawing is made lower for that, down to `LOWEST`.
    """
    import plotext

    plotext.clear_figure()
    plotext.theme("clear")
    said = ["", *textwrap.wrap(picture.caption, WIDTH)]
    finite = [_finite(one) for one in picture.series]
    around = 1 + sum(bool(x) for x, _ in finite) + len(said)  # with the title
    height = HEIGHT if lines is None else max(LOWEST, min(HEIGHT, lines - around))
    plotext.plotsize(WIDTH, height)
    legend = []
    for mark, one, (x, y) in zip(_marks(picture), picture.series, finite, strict=True):
        if not x:
            continue
        legend.append(f"  {mark}  {one.name}")
        if one.kind == "bars":
            plotext.bar(x, y, marker=mark, width=0.8)
        elif one.kind == "line":
            plotext.plot(x, y, marker=mark)
        else:
            plotext.scatter(x, y, marker=mark)
    for side, limit in enumerate((plotext.xlim, plotext.ylim)):
        numbers = {number for one in finite for number in one[side]}
        if len(numbers) == 1 and picture.series[0].kind != "bars":  # bars begin at 0
            # Around a negative number, plotext's own limits are the wrong way round.
            (number,) = numbers
            limit(number - (abs(number) / 2 or 1), number + (abs(number) / 2 or 1))
    plotext.xlabel(picture.x.label)
    plotext.ylabel(picture.y.label)
    drawing = [line.rstrip() for line in plotext.uncolorize(plotext.build()).splitlines()]
    return "\n".join([picture.title, *drawing, *legend, *said])


def _marks(picture: Picture) -> list[str]:
    drawn, points = iter(MARKS), iter(POINT_MARKS)
    found = []
    for one in picture.series:
        single = one.kind == "points" and len(one.x) == 1
        found.append(next(points, "O") if single else next(drawn))
    return found


def _finite(one: Series) -> tuple[list[Any], list[Any]]:
    pairs = [pair for pair in zip(one.x, one.y, strict=True) if None not in pair]
    return [x for x, _ in pairs], [y for _, y in pairs]
