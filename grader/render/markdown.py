"""Text for a terminal: the kit's Markdown, code, and untrusted text.

`rich.markdown` is not used because importing it takes as long as everything else that `hint` or
`solution` does. The subset here is what solution files need: headings, paragraphs, lists, fenced
code, `code`, **strong** and *emphasis*.
"""

import re
from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text

Page = list[RenderableType]
"""What a command prints."""

WIDEST = 80  # columns; longer lines of prose read badly


def sanitise(text: str) -> str:
    """Spell out characters that move the cursor or color, hide or reverse text; keep newlines."""
    text = text.replace("\r\n", "\n").expandtabs(4)
    if text.replace("\n", "").isprintable():
        return text
    return "".join(
        c if c == "\n" or c.isprintable() else c.encode("unicode_escape").decode() for c in text
    )


def inline(text: str, style: str = "") -> Text:
    """Markdown without blocks: `code`, **strong** and *emphasis*; not sanitized here."""
    result, end = Text(style=style), 0
    marks = r"(`[^`]+`)|\*\*(\S.*?)\*\*|(?<![\w*])\*(\S[^*]*?)\*(?![\w*])"
    for match in re.finditer(marks, text):
        code, strong, emphasis = match.groups()
        result.append(text[end : match.start()])
        if code:
            result.append(code, "cyan")
        elif strong:
            result.append_text(inline(strong, "bold"))
        else:
            result.append_text(inline(emphasis, "italic"))
        end = match.end()
    return result.append(text[end:])


class Prose:
    """Markdown, wrapped to the terminal."""

    def __init__(
        self, markdown: str, first: str | Text = "", rest: str = "", style: str = ""
    ) -> None:
        """Store what to render.

        Args:
            markdown: the text; sanitized here.
            first: the prefix of the first line.
            rest: the prefix of the other lines.
            style: the style of the text.
        """
        self._blocks = _blocks(sanitise(markdown).strip())
        self._first, self._rest, self._style = _text(first), rest, style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """Yield the lines."""
        first = self._first
        for number, (mark, text) in enumerate(self._blocks):
            lead, rest = first + Text(mark), Text(self._rest + " " * len(mark))
            if number and not _same_list(mark, self._blocks[number - 1][0]):
                yield Text(self._rest.rstrip())
            if mark == _CODE:
                yield from _prefixed(Text(text).split(allow_blank=True), lead, rest)
            else:
                words = inline(text.lstrip("# "), "bold" if text.startswith("#") else self._style)
                width = max(min(options.max_width, WIDEST) - rest.cell_len, 20)
                yield from _prefixed(_wrapped(words, console, width), lead, rest)
            first = Text(self._rest)


class Lines:
    """Text that keeps its line breaks: code to paste, values, a program's output."""

    def __init__(self, text: str, first: str = "", rest: str = "", *, fold: bool = False) -> None:
        """Store what to render.

        Args:
            text: the text; sanitized here.
            first: the prefix of the first line.
            rest: the prefix of the other lines.
            fold: whether long lines continue after `rest`, so that no line of untrusted text can
                look like one of ours; code to paste is not folded.
        """
        self._text, self._fold = Text(sanitise(text)), fold
        self._first, self._rest = Text(first), Text(rest)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """Yield the lines."""
        lines: Iterable[Text] = self._text.split(allow_blank=True)
        if self._fold:
            lines = self._text.wrap(console, max(options.max_width - self._rest.cell_len, 20))
        yield from _prefixed(lines, self._first, self._rest)


class CutLine:
    """One line of a table, cut to the width of the terminal."""

    def __init__(self, line: Text) -> None:
        self._line = line

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """Yield the line."""
        line = self._line.copy()
        line.truncate(options.max_width, overflow="ellipsis")
        yield line


_CODE = "    "
_SPACE = "\ue000"  # one column wide, and not a space to break a line at


def _blocks(markdown: str) -> list[tuple[str, str]]:
    """Paragraphs, headings, items and code, each with the mark that precedes it."""
    blocks = []
    for number, part in enumerate(re.split(r"^```\w*\n(.*?)^```$", markdown, flags=re.M | re.S)):
        if number % 2:
            blocks.append((_CODE, part.rstrip("\n")))
            continue
        for text in re.split(r"\n\s*\n|^(?=(?:[-*]|\d+\.) )", part, flags=re.M):
            bullet = re.match(r"(?:[-*]|\d+\.) +", text)
            mark = bullet[0] if bullet else ""
            if words := " ".join(text[len(mark) :].split()):
                blocks.append((mark, words))
    return blocks


def _same_list(mark: str, before: str) -> bool:
    return mark.strip() != "" != before.strip() and mark[0].isdigit() == before[0].isdigit()


def _text(text: str | Text) -> Text:
    return text if isinstance(text, Text) else Text(text)


def _wrapped(words: Text, console: Console, width: int) -> Iterator[Text]:
    """The words in lines; `code` is not broken over two lines unless it is longer than one."""
    glued = words.copy()
    glued.plain = re.sub(r"`[^`]+`", lambda code: code[0].replace(" ", _SPACE), words.plain)
    for line in glued.wrap(console, width):
        line.plain = line.plain.replace(_SPACE, " ")
        yield line


def _prefixed(lines: Iterable[Text], first: Text, rest: Text) -> Iterator[Text]:
    for line in lines:
        whole = first + line
        whole.rstrip()
        yield whole
        first = rest
