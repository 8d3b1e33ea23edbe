"""A learner practices in the room, in a browser, and finds everything in their files."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from grader.catalogue import find_one
from tests.room.visitor import OpenRoom, needs_browser

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = [needs_browser, pytest.mark.extensive]

SOLUTION = find_one("vae/kl").solution.read_text("utf-8")
WRONG = SOLUTION.replace("return per_element.sum()", "return per_element.sum(dim=-1).mean()")
HOSTILE = '''"""</script><script>window.hurt = 1</script>"""
import sys
print("<img src=x onerror='window.hurt = 1'> \\x1b[31m\\u202e ${window.hurt = 1}")
def kl_divergence(mu, log_var):
    raise type("<svg onload='window.hurt=1'>", (Exception,), {})(":formatter <b>bold</b>")
'''


def opens(page: "Page", room: OpenRoom, address: str = "vae/kl") -> None:
    page.goto(f"{room.home}exercise/{address}")
    page.wait_for_selector("html[data-ready]")


def types(page: "Page", text: str) -> None:
    """Replace what is in the editor, as a paste does."""
    page.click(".cm-content")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def is_saved(page: "Page") -> None:
    page.wait_for_selector("#saved:text-is('Saved')")


def grades(page: "Page", word: str) -> None:
    # A grade may be over before anybody can look at it: the verdict before it is marked instead.
    page.evaluate("document.querySelectorAll('.verdict').forEach((it) => it.dataset.old = true)")
    page.keyboard.press("Control+Enter")
    page.locator(f".verdict.done:not([data-old]) .lead:has-text('{word}')").wait_for()


def nodes(page: "Page") -> float:
    """How many nodes the browser keeps for a page, also those that are not in it any more."""
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable")
    tools.send("HeapProfiler.collectGarbage")
    metrics = tools.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "Nodes"))


def shown(page: "Page") -> str:
    """The text in the editor."""
    lines = page.locator(".cm-line").all_inner_texts()
    return "\n".join(line.strip("\n") for line in lines)


def test_a_blank_a_wrong_and_a_right_answer(page: "Page", room: OpenRoom) -> None:
    """Each is judged from the file that the room saved, and explained."""
    opens(page, room)
    grades(page, "Not finished")
    assert page.locator(".blanks li").count() == 2
    types(page, WRONG)
    grades(page, "Not right yet")
    verdict = page.inner_text("#panel-verdict")
    for text in ("Smallest input that shows it", "yours", "right", "summed over the latent"):
        assert text in verdict
    page.wait_for_selector("#panel-verdict .picture svg")
    assert room.file("vae/kl").read_text() == WRONG
    types(page, SOLUTION)
    grades(page, "Passed")
    assert page.inner_text("#state") == "passed"
    assert room.file("vae/kl").read_text() == SOLUTION


def test_old_verdicts_are_forgotten(page: "Page", room: OpenRoom) -> None:
    """With their pictures: a page on which somebody grades all day stays as it is."""
    opens(page, room)
    types(page, WRONG)
    kept = []
    for _ in range(4):
        page.keyboard.press("Control+End")
        page.keyboard.type("#")
        grades(page, "Not right yet")
        page.locator("#panel-verdict .picture svg").wait_for()
        kept.append(nodes(page))
    one_verdict = page.locator("#panel-verdict *").count()
    assert kept[-1] - kept[1] < one_verdict


def test_a_graded_version_comes_back(page: "Page", room: OpenRoom) -> None:
    """From the history, and undo takes it away again."""
    opens(page, room, "nll/laplace")
    types(page, "first = 1\n")
    grades(page, "Does not run")
    types(page, "second = 2\n")
    is_saved(page)
    page.keyboard.press("Alt+4")
    page.click(".versions >> text=Compare")
    page.wait_for_selector(".versions .diff")
    page.click(".versions >> text=Restore")
    page.click("#sure-yes")
    page.wait_for_selector(".cm-line:has-text('first = 1')")
    assert room.file("nll/laplace").read_text() == "first = 1\n"
    page.click(".cm-content")
    page.keyboard.press("Control+z")
    page.wait_for_selector(".cm-line:has-text('second = 2')")


def test_hints_come_one_at_a_time_and_the_solution_waits(page: "Page", room: OpenRoom) -> None:
    """What is not revealed is not in the page, and a new start has no hints."""
    opens(page, room, "nll/mle")
    interview = "how to explain it"
    assert interview not in page.content()
    for number in (1, 2, 3):
        page.keyboard.press("Alt+h")
        page.wait_for_selector(f".hint >> nth={number - 1}")
        assert page.locator(".hint").count() == number
    page.keyboard.press("Alt+3")
    page.wait_for_selector("text=Not passed yet")
    assert "In the interview" not in page.content()
    page.click("text=Show it now")
    page.click("#sure-yes")
    page.wait_for_selector("#panel-solution >> text=In the interview")
    page.click("#reset")
    page.click("#sure-yes")
    page.wait_for_selector(".hint", state="detached")  # a new go at it


def test_run_shows_the_right_value_after_a_pass_or_the_last_hint(
    page: "Page", room: OpenRoom
) -> None:
    """And before that only what the learner's code gives."""
    opens(page, room, "nll/bernoulli")
    page.keyboard.press("Alt+r")
    page.keyboard.insert_text("print('so far')\ntorch.tensor([1.5]) * 2")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#ran >> text=tensor([3.])")
    assert "so far" in page.inner_text("#ran")
    assert "after a pass or the last hint" in page.inner_text("#ran")
    for number in (1, 2, 3):
        page.keyboard.press("Alt+h")
        page.wait_for_selector(f".hint >> nth={number - 1}")
    page.fill("#lines", "p = torch.tensor([0.5])\nbernoulli_nll(p, p)")
    page.click("#run")
    page.wait_for_selector("#ran >> text=0.6931")
    assert "is not filled in yet" in page.inner_text("#ran")
    page.fill("#lines", "x = = 1")
    page.click("#run")
    page.wait_for_selector("#ran >> text=not valid Python")


def test_an_outside_edit_is_never_overwritten(page: "Page", room: OpenRoom) -> None:
    """Both versions are shown, and the learner chooses; the other one is kept."""
    opens(page, room, "nll/categorical")
    file = room.file("nll/categorical")
    types(page, "base = 0\n")
    is_saved(page)
    page.keyboard.insert_text("mine = 1\n")
    file.write_text("theirs = 2\n")
    page.wait_for_selector("#conflict[open]")
    assert file.read_text() == "theirs = 2\n"
    assert "theirs = 2" in page.inner_text("#conflict-diff")
    page.click("#keep-mine")
    is_saved(page)
    assert "mine = 1" in file.read_text()
    kept = list((room.folder / ".practice/kept/nll/categorical").glob("*.py"))
    assert "theirs = 2\n" in [version.read_text() for version in kept]


def test_a_grade_waits_for_the_choice_between_two_versions(page: "Page", room: OpenRoom) -> None:
    """A choice that is put off comes again, and the grade follows it."""
    opens(page, room, "priors/l2")
    page.evaluate("window.socket.disconnect()")  # so that nothing is saved or heard meanwhile
    types(page, "mine = 1\n")
    room.file("priors/l2").write_text("theirs = 2\n")
    page.keyboard.press("Control+Enter")
    page.evaluate("window.socket.connect()")
    page.wait_for_selector("#conflict[open]")
    page.keyboard.press("Escape")
    page.wait_for_selector("#conflict", state="hidden")
    page.keyboard.insert_text("more = 2\n")
    page.wait_for_selector("#conflict[open]")
    page.click("#keep-mine")
    is_saved(page)
    page.wait_for_selector(".verdict.done .lead:has-text('Does not run')")
    assert room.file("priors/l2").read_text() == "mine = 1\nmore = 2\n"


def test_a_save_in_another_editor_is_shown_and_graded(page: "Page", room: OpenRoom) -> None:
    """As in a watch."""
    opens(page, room, "heads/bernoulli")
    room.file("heads/bernoulli").write_text("from_vim = True\n")
    page.wait_for_selector(".cm-line:has-text('from_vim')")
    page.wait_for_selector(".verdict.done")


def test_two_tabs_show_the_same_text(
    page: "Page", inside: "BrowserContext", room: OpenRoom
) -> None:
    """And the same verdict, whichever asked for it."""
    other = inside.new_page()
    opens(page, room, "heads/gaussian")
    opens(other, room, "heads/gaussian")
    types(page, "typed_here = 1\n")
    other.wait_for_selector(".cm-line:has-text('typed_here')")
    grades(page, "Does not run")
    other.wait_for_selector(".verdict.done .lead:has-text('Does not run')")
    other.close()


def test_a_reload_in_the_middle_loses_nothing(page: "Page", room: OpenRoom) -> None:
    """What was typed a moment before is there, and then in the file."""
    opens(page, room, "heads/categorical")
    types(page, "just_typed = 1\n")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    page.wait_for_selector(".cm-line:has-text('just_typed')")
    is_saved(page)
    assert room.file("heads/categorical").read_text() == "just_typed = 1\n"


@contextmanager
def is_away(room: OpenRoom) -> Iterator[None]:
    """The folder of the learner's files, moved away and back."""
    away = room.folder / "away"
    (room.folder / "exercises").rename(away)
    try:
        yield
    finally:
        away.rename(room.folder / "exercises")


def test_a_workspace_that_goes_away_is_said(page: "Page", room: OpenRoom) -> None:
    """And saving goes on when it is back."""
    opens(page, room, "priors/l1")
    with is_away(room):
        types(page, "typed_meanwhile = 1\n")
        page.wait_for_selector("#saved.trouble:has-text('Not saved')")
        assert "is gone" in page.inner_text("#notice")
    is_saved(page)
    assert room.file("priors/l1").read_text() == "typed_meanwhile = 1\n"


def test_a_page_keeps_its_text_while_the_workspace_is_away(page: "Page", room: OpenRoom) -> None:
    """A look at the file then gives it no empty text, which would be in conflict later."""
    opens(page, room, "nll/gaussian")
    with is_away(room):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.wait_for_timeout(500)  # long enough for an answer; none may come
        assert page.locator(".cm-line:has-text('import ')").count()
    types(page, "typed_after = 1\n")
    is_saved(page)
    assert room.file("nll/gaussian").read_text() == "typed_after = 1\n"


def test_notes_are_kept(page: "Page", room: OpenRoom) -> None:
    """In a file of the learner's."""
    opens(page, room, "priors/l2")
    page.keyboard.press("Alt+5")
    page.fill("#note", "lambda is half a precision")
    page.wait_for_selector("#note-saved:has-text('Saved')")
    note = room.folder / ".practice/notes/priors/l2.md"
    assert note.read_text() == "lambda is half a precision"


def test_the_quiz_is_answered_by_keyboard(page: "Page", room: OpenRoom) -> None:
    """A choice by its letter, a matching by digits; the explanation follows."""
    opens(page, room, "priors/l2")
    page.keyboard.press("Alt+6")
    page.locator(".options input").first.focus()
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    page.wait_for_selector(".answer >> text=/Right|Not right/")
    page.locator(".item input").first.focus()
    for number in range(page.locator(".matching").first.locator(".item").count()):
        page.keyboard.press(str(number + 1))
    page.keyboard.press("Enter")
    page.wait_for_selector("form:has(.matching) .answer >> text=/pairs are right|Right/")


def test_what_a_submission_says_is_text(page: "Page", room: OpenRoom) -> None:
    """In the editor, the verdict, titles, and the page's data."""
    room.file("priors/dropout").write_text(HOSTILE)
    room.file("vae/loss").write_text(HOSTILE)
    opens(page, room, "vae/loss")
    grades(page, "Does not run")
    opens(page, room, "vae/loss")  # now in the first view of the page as well
    page.wait_for_selector(".verdict.done")
    opens(page, room, "vae/kl")
    types(page, HOSTILE)
    grades(page, "Does not run")
    verdict = page.inner_text("#panel-verdict")
    assert "<img src=x" in page.text_content("#panel-verdict")  # type: ignore[operator]
    assert "\\x1b[31m\\u202e" in page.text_content("#panel-verdict")  # type: ignore[operator]
    assert "<b>bold</b>" in verdict
    assert page.evaluate("window.hurt") is None
    assert page.locator("#panel-verdict img, #panel-verdict svg, #panel-verdict b").count() == 0


def test_every_page_passes_axe(page: "Page", room: OpenRoom) -> None:
    """Light and dark, with a verdict, each tab, and each dialog."""
    from axe_playwright_python.sync_playwright import Axe

    axe, found = Axe(), []
    opens(page, room)
    grades(page, "")
    tabs = [f"Alt+{number}" for number in range(1, 7)]
    for scheme, keys in (("light", [*tabs, "Alt+r", "Control+k"]), ("dark", ["Alt+1", "Alt+6"])):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for key in keys:
            page.keyboard.press(key)
            page.wait_for_timeout(250)
            found += _violations(axe, page, f"{scheme} {key}")
        page.goto(room.home)
        found += _violations(axe, page, f"{scheme} home")
        opens(page, room)
    assert found == []


def _violations(axe: object, page: "Page", where: str) -> list[str]:
    results = axe.run(page)  # type: ignore[attr-defined]
    return [
        f"{where}: {one['id']} {node['html'][:200]} {node.get('failureSummary', '')[:300]}"
        for one in results.response["violations"]
        for node in one["nodes"]
    ]


def test_a_phone_shows_no_wider_page(page: "Page", room: OpenRoom) -> None:
    """At 400 px nothing but code scrolls sideways."""
    page.set_viewport_size({"width": 400, "height": 800})
    opens(page, room)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    page.goto(room.home)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_the_server_never_imports_torch(page: "Page", room: OpenRoom) -> None:
    """After all of the above: only the judge has it."""
    maps = f"/proc/{room.process.pid}/maps"
    try:
        with open(maps) as stream:  # noqa: PTH123 - not a file of ours
            loaded = stream.read()
    except FileNotFoundError:
        pytest.skip("this system does not list what a process has loaded")
    assert not re.search(r"libtorch|_hypothesis", loaded)


def test_a_picture_is_drawn_from_plain_data(page: "Page", room: OpenRoom) -> None:
    """Names in it are text, whatever they are."""
    from grader.room.view import render_picture

    opens(page, room)
    html = render_picture(
        {
            "title": "NLL",
            "caption": "<b>Yours</b> and right",
            "x": {"name": "y", "unit": ""},
            "y": {"name": "NLL", "unit": "nats"},
            "series": [
                {"name": "<img src=x>", "kind": "line", "x": [0, 1, 2], "y": [1, 0, 1]},
                {"name": "right", "kind": "points", "x": [0, 1, 2], "y": [2, 0, 2]},
            ],
        }
    )
    page.evaluate(
        """async (html) => {
            const place = document.createElement("div"); // the page fills its own parts
            place.id = "drawn";
            place.innerHTML = html;
            document.querySelector("main").append(place);
            const { drawPictures } = await import("/static/picture.js");
            await drawPictures(place);
        }""",
        str(html),
    )
    page.wait_for_selector("#drawn svg")
    assert page.locator("#drawn img, #drawn b").count() == 0
