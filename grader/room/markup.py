"""The kit's Markdown, and code, as HTML.

Only text of the kit itself comes here as Markdown; what a learner or their code wrote is put into
templates, which escape it.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape
from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers.python import PythonLexer

from grader.render.markdown import sanitise
from grader.room.formula import mathml, mathml_block

_HEADINGS = {"h1": "h2", "h2": "h3", "h3": "h4"}


class _Renderer(RendererHTML):
    """HTML with formulas set as mathematics, and one level of headings left for the page."""

    def code_inline(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return str(formula_or_code(tokens[idx].content))

    def fence(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        token = tokens[idx]
        if token.info.strip() in ("python", "py"):
            return str(python(token.content))
        block = mathml_block(token.content)
        return str(block or Markup("<pre class='code'><code>{}</code></pre>").format(token.content))

    code_block = fence


@cache
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer).enable("table")
    parser.disable(["image", "html_block", "html_inline"])
    return parser


@cache
def markdown(text: str) -> Markup:
    """Markdown of the kit as HTML."""
    tokens = _markdown().parse(text)
    for token in tokens:
        token.tag = _HEADINGS.get(token.tag, token.tag)
    parser = _markdown()
    return Markup(parser.renderer.render(tokens, parser.options, {}))


@cache
def inline(text: str) -> Markup:
    """Markdown without blocks as HTML."""
    return Markup(_markdown().renderInline(text))


def without_title(statement: str) -> str:
    """A statement without its first heading: the page has a title."""
    first, _, rest = statement.partition("\n")
    return rest if first.startswith("# ") else statement


def keys(text: str) -> Markup:
    """A sentence in which what stands in backticks is a key."""
    parts = (text[:1].upper() + text[1:]).split("`")
    return Markup("").join(
        Markup("<kbd>{}</kbd>").format(part) if place % 2 else escape(part)
        for place, part in enumerate(parts)
    )


def formula_or_code(text: str) -> Markup:
    """A span of code: as mathematics where it is a formula."""
    return mathml(text) or Markup("<code>{}</code>").format(text)


def python(code: str) -> Markup:
    """Python with its syntax colored; any text may stand there."""
    formatter: HtmlFormatter[str] = HtmlFormatter(nowrap=True, classprefix="k-")
    colored = highlight(sanitise(code), PythonLexer(stripnl=False), formatter)
    return Markup("<pre class='code' tabindex='0'><code>{}</code></pre>").format(Markup(colored))
