"""A picture as a page of its own: one file, no script."""

from html import escape

from grader.picture import Picture
from grader.render.picture_svg import picture_svg

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
  :root {{ color-scheme: light dark }}
  body {{ margin: 2rem auto; max-width: 46rem; padding: 0 1rem; font: 16px system-ui, sans-serif }}
  svg {{ width: 100%; height: auto }}
</style>
<h1>{title}</h1>
<p>{caption}</p>
{svg}
</html>
"""


def picture_html(picture: Picture) -> str:
    """The picture as the text of an HTML file."""
    words = {"title": escape(picture.title), "caption": escape(picture.caption)}
    return _PAGE.format(**words, svg=picture_svg(picture))
