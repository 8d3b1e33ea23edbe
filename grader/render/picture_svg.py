"""A picture as SVG: one file, no script, light or dark as the reader's system is."""

import math
import textwrap
from html import escape
from typing import Any

from grader.picture import Picture, Series

WIDTH, HEIGHT = 720, 440
LEFT, RIGHT, TOP, BOTTOM = 72, 16, 40, 116
FEW = 13
"""Fewer points than this are drawn larger."""

LETTER = 6.9
"""The width of a letter, about."""

COLORS = ("#0b7285", "#d9480f", "#5f3dc4", "#2b8a3e", "#a61e4d", "#495057")
DASHES = ("", "7 4", "2 3", "9 3 2 3")
STYLE = """
svg { font: 13px system-ui, sans-serif; color: #1b1f24; background: #fff }
.grid { stroke: #d8dee4 } .axis { stroke: #57606a } .text { fill: currentColor }
@media (prefers-color-scheme: dark) {
  svg { color: #e6edf3; background: #15191e } .grid { stroke: #30363d } .axis { stroke: #8b949e }
}
"""


def picture_svg(picture: Picture) -> str:
    """The picture as the text of an SVG file."""
    xs, ys = _values(picture, "x"), _values(picture, "y")
    if any(one.kind == "bars" for one in picture.series):
        ys.append(0.0)
    across, down = _Scale(xs, LEFT, WIDTH - RIGHT), _Scale(ys, HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'aria-label="{escape(picture.caption, quote=True)}">',
        f"<style>{STYLE}</style>",
        _text(LEFT, 22, picture.title, "start", bold=True),
        *_axes(picture, across, down),
        *(_series(one, index, across, down) for index, one in enumerate(picture.series)),
        *_legend(picture),
        *_caption(picture),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


class _Scale:
    """Maps numbers to places, with some room at both ends."""

    def __init__(self, numbers: list[float], start: float, end: float) -> None:
        low, high = min(numbers), max(numbers)
        room = (high - low) * 0.04 or abs(high) * 0.1 or 1.0
        self.low, self.high = low - room, high + room
        self._start, self._end = start, end

    def __call__(self, number: float) -> float:
        share = (number - self.low) / (self.high - self.low)
        return round(self._start + share * (self._end - self._start), 2)

    def ticks(self) -> list[float]:
        """Round numbers, about five."""
        step = 10 ** math.floor(math.log10((self.high - self.low) / 5))
        step *= min((1, 2, 5, 10), key=lambda m: abs((self.high - self.low) / (m * step) - 5))
        first = math.ceil(self.low / step)
        return [i * step for i in range(first, math.floor(self.high / step) + 1)]


def _axes(picture: Picture, across: _Scale, down: _Scale) -> list[str]:
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    parts = []
    for tick in across.ticks():
        x = across(tick)
        parts.append(f'<path class="grid" d="M{x} {TOP}V{bottom}"/>')
        parts.append(_text(x, bottom + 18, f"{tick:.4g}", "middle"))
    for tick in down.ticks():
        y = down(tick)
        parts.append(f'<path class="grid" d="M{LEFT} {y}H{right}"/>')
        parts.append(_text(LEFT - 8, y + 4, f"{tick:.4g}", "end"))
    parts.append(f'<path class="axis" fill="none" d="M{LEFT} {TOP}V{bottom}H{right}"/>')
    parts.append(_text((LEFT + right) / 2, bottom + 36, picture.x.label, "middle"))
    middle = (TOP + bottom) / 2
    turned = f'transform="rotate(-90 16 {middle})"'
    return [*parts, _text(16, middle, picture.y.label, "middle", turned)]


def _series(one: Series, index: int, across: _Scale, down: _Scale) -> str:
    color = COLORS[index % len(COLORS)]
    points = [
        None if x is None or y is None else (across(x), down(y))
        for x, y in zip(one.x, one.y, strict=True)
    ]
    if one.kind == "line":
        dash = DASHES[index % len(DASHES)]
        return (
            f'<path fill="none" stroke="{color}" stroke-width="2" stroke-dasharray="{dash}" '
            f'd="{_path(points)}"/>'
        )
    drawn = [point for point in points if point is not None]
    if one.kind == "points":
        radius = 6 if len(drawn) == 1 else 5 if len(drawn) < FEW else 3
        circles = (f'<circle cx="{x}" cy="{y}" r="{radius}"/>' for x, y in drawn)
        return f'<g fill="{color}" fill-opacity="0.75">{"".join(circles)}</g>'
    width = max(2.0, 0.8 * (WIDTH - LEFT - RIGHT) / max(len(points), 1))
    zero = down(0.0)
    bars = (
        f'<rect x="{round(x - width / 2, 2)}" y="{min(y, zero)}" width="{round(width, 2)}" '
        f'height="{round(abs(y - zero), 2)}"/>'
        for x, y in drawn
    )
    return f'<g fill="{color}" fill-opacity="0.5">{"".join(bars)}</g>'


def _path(points: list[tuple[float, float] | None]) -> str:
    """Lines through the points, with a gap where there is none."""
    steps, pen = [], "M"
    for point in points:
        if point is None:
            pen = "M"
            continue
        steps.append(f"{pen}{point[0]} {point[1]}")
        pen = "L"
    return "".join(steps)


def _legend(picture: Picture) -> list[str]:
    """Marks with their names, on as few lines as they fit; the second line is the last."""
    room = WIDTH - LEFT - RIGHT
    widths = [44 + LETTER * len(one.name) for one in picture.series]
    parts, x, y = [], 0.0, HEIGHT - 60
    for index, (one, width) in enumerate(zip(picture.series, widths, strict=True)):
        if x and x + width > room + 18:
            x, y = 0.0, y + 18
        color, left = COLORS[index % len(COLORS)], LEFT + x
        mark = (
            f'<path stroke="{color}" stroke-width="2" '
            f'stroke-dasharray="{DASHES[index % len(DASHES)]}" d="M{round(left, 2)} {y}h20"/>'
            if one.kind == "line"
            else f'<circle fill="{color}" cx="{round(left + 10, 2)}" cy="{y}" r="4"/>'
        )
        parts += [mark, _text(left + 26, y + 4, one.name, "start")]
        x += width
    return parts


def _caption(picture: Picture) -> list[str]:
    """The sentence, on as many lines as it needs; they are the last ones."""
    lines = textwrap.wrap(picture.caption, int((WIDTH - LEFT - RIGHT) / LETTER))
    below = range(len(lines) - 1, -1, -1)
    return [
        _text(LEFT, HEIGHT - 10 - 18 * n, line, "start")
        for n, line in zip(below, lines, strict=True)
    ]


def _text(
    x: float, y: float, words: str, anchor: str, more: str = "", *, bold: bool = False
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text class="text" x="{round(x, 2)}" y="{round(y, 2)}" text-anchor="{anchor}"{weight} '
        f"{more}>{escape(words)}</text>"
    )


def _values(picture: Picture, axis: str) -> list[float]:
    found: list[Any] = [
        value
        for one in picture.series
        for value, x, y in zip(getattr(one, axis), one.x, one.y, strict=True)
        if x is not None and y is not None
    ]
    return found
