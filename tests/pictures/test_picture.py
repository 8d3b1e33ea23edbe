"""A picture is bounded plain data that every renderer can draw."""

import json
import math
from dataclasses import replace

import pytest

from grader.picture import DIGITS, POINTS, Axis, Picture, picture, series
from grader.render.as_json import json_text
from grader.render.picture_html import picture_html
from grader.render.picture_svg import picture_svg
from grader.render.picture_text import WIDTH, picture_text
from grader.verdict import Status, Verdict

ODD = {
    "gaps": ([0, 1, 2, 3], [1.0, math.nan, math.inf, 2.0]),
    "far apart": ([1, 2, 3], [1e-300, 1e299, 5.0]),
    "one point": ([1], [2]),
    "a constant": ([0, 1, 2], [3, 3, 3]),
    "very many": (range(10**5), range(10**5)),
    "beyond": ([0, 1], [1e308, 1.0]),
}


def drawn(x: object, y: object, kind: str = "line") -> Picture:
    return picture("title", Axis("x", "s"), "y", [series("s", kind, x, y)], "See this.")  # type: ignore[arg-type]


def test_numbers_that_are_not_finite_leave_a_gap() -> None:
    one = series("s", "line", [0, 1, 2, 3], [1.0, math.nan, math.inf, -1e305])
    assert one.y == (1.0, None, None, None)


def test_a_long_series_is_thinned_evenly_with_both_ends() -> None:
    one = series("s", "line", range(10**5), range(10**5))
    assert len(one.x) == POINTS
    assert (one.x[0], one.x[-1]) == (0.0, 99999.0)


def test_numbers_are_rounded_to_what_can_be_seen() -> None:
    [rounded] = series("s", "points", [1], [math.pi]).y
    assert rounded == float(f"{math.pi:.{DIGITS}g}")


def test_a_picture_without_any_point_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        drawn([1, 2], [math.nan, math.inf])


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("kind", ["line", "bars", "points"])
def test_odd_numbers_are_drawn_within_the_width(name: str, kind: str) -> None:
    found = drawn(*ODD[name], kind)
    lines = picture_text(found).split("\n")
    assert max(map(len, lines)) <= WIDTH
    assert lines[-1] == "See this."
    assert "nan" not in picture_svg(found)
    assert "inf" not in picture_svg(found)


@pytest.mark.parametrize(("lines", "found"), [(None, 24), (22, 22), (3, 14)])
def test_it_is_lower_where_there_are_few_lines(lines: int | None, found: int) -> None:
    assert len(picture_text(drawn([0, 1], [0, 1]), lines).split("\n")) == found


def test_the_scale_around_one_negative_number_rises() -> None:
    text = picture_text(drawn([-6.0], [-3.0], "points"))
    assert text.index("-9.0") < text.index("-3.0", text.index("-9.0"))
    assert text.index("-1.50") < text.index("-4.50")


def test_it_reads_without_color_and_names_each_series() -> None:
    two = picture(
        "t",
        "x",
        "y",
        [series("right", "line", [0, 1], [0, 1]), series("yours", "line", [0, 1], [1, 0])],
        "c",
    )
    text = picture_text(two)
    assert "\x1b" not in text
    assert ".  right" in text
    assert "o  yours" in text


def test_words_are_text_in_svg_and_html() -> None:
    hostile = replace(drawn([0, 1], [0, 1]), title="<script>", caption='"><img>')
    for page in (picture_svg(hostile), picture_html(hostile)):
        assert "<script>" not in page
        assert "<img>" not in page


def test_a_verdict_carries_it_in_json() -> None:
    verdict = Verdict("vae/kl", Status.FAIL, "", picture=drawn([0, 1], [1, math.nan]))
    [document] = json.loads(json_text([verdict]))
    assert document["picture"]["series"][0] == {
        "name": "s",
        "kind": "line",
        "x": [0.0, 1.0],
        "y": [1.0, None],
    }
    assert document["picture"]["x"] == {"name": "x", "unit": "s"}
