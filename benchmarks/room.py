"""The practice room: its first page, from a save to the verdict, and memory.

    python benchmarks/room.py [--times N] [--grades N] [--address ADDRESS]

All in one run, in headless Chromium. The first page is compared with a bare NiceGUI page with one
editor; the verdict with that of `practice watch` (`benchmarks/save.py`), whose process grades in
turn with the room's. Limits: 1.2 times the bare page; 0.05 s over watch; memory of the server, and
nodes of the page, flat after 1,000 grades.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from save import Watch

from grader.authoring.substitute import substitute
from grader.catalogue import find_one
from grader.judging.grade import answer_key

BARE = """
from nicegui import ui
@ui.page("/")
def page():
    ui.label("Task"); ui.codemirror("x = 1", language="Python")
ui.run(port={port}, show=False, reload=False, dark=None)
"""
WATCHED = """
addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter") seen = { asked: performance.now() };
}, true);
const drawn = () => (seen.drawn = performance.now());
const look = () => {
  seen.live ||= !!document.querySelector(".verdict.live");
  if (!seen.live || seen.done || !document.querySelector(".verdict.done")) return;
  seen.done = true;
  requestAnimationFrame(() => requestAnimationFrame(drawn));
};
var seen = {};
new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
"""
"""Notes in the page when a grade is asked for, and when its verdict is on the screen: a look from
outside takes 0.1 s."""

PAGE, OVER = 1.2, 0.05
REST = 1.0
SETTLED = 300
"""Milliseconds in which the editor draws a new text, fewer than it waits before it saves."""


def visible(browser: Any, url: str, selector: str, cookies: list[Any]) -> float:
    """Seconds from the request of a page to its editor, in a browser that has nothing cached."""
    context = browser.new_context()
    context.add_cookies(cookies)
    page = context.new_page()
    started = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_selector(selector)
    seconds = time.perf_counter() - started
    context.close()
    return seconds


def memory(pid: int) -> int:
    """Resident memory of a process in MiB, from what Linux says."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) // 1024 if found else 0


def nodes(tools: Any) -> int:
    """How many nodes the browser keeps for the page, also those that are not in it any more."""
    tools.send("HeapProfiler.collectGarbage")
    metrics = tools.send("Performance.getMetrics")["metrics"]
    return int(next(one["value"] for one in metrics if one["name"] == "Nodes"))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=7)
    parser.add_argument("--grades", type=int, default=1000)
    parser.add_argument("--address", default="vae/kl")
    options = parser.parse_args()
    exercise = find_one(options.address)
    wrong = answer_key(exercise).known_mistakes[0]
    solution = exercise.solution.read_text("utf-8")
    texts = (solution, substitute(solution, wrong.of, wrong.write))
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name) / "room"
        (folder / "exercises").mkdir(parents=True)
        room = subprocess.Popen(
            [sys.executable, "-m", "grader.cli", "room", "--no-browser"],
            cwd=folder,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert room.stdout
        url = re.findall(r"http://\S+", room.stdout.readline())[0]
        port = 8650 + os.getpid() % 300
        bare = subprocess.Popen(
            [sys.executable, "-c", BARE.format(port=port)], cwd=name, stdout=subprocess.DEVNULL
        )
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context()
        page = context.new_page()
        page.goto(url)
        page.wait_for_selector(".topic")
        there = f"{page.url}exercise/{exercise.address}"
        cookies = context.cookies()
        while True:
            try:
                page.goto(f"http://127.0.0.1:{port}/")
                break
            except Exception:
                time.sleep(0.5)
        ours, theirs, first_sight = [], [], []
        for _ in range(options.times):
            theirs.append(visible(browser, f"http://127.0.0.1:{port}/", ".cm-content", []))
            ours.append(visible(browser, there, ".cm-content", cookies))
            first_sight.append(visible(browser, there, "#panel-task h2", cookies))
        bare.terminate()
        page_times = statistics.median(ours) / statistics.median(theirs)
        print(f"task readable        {statistics.median(first_sight):6.3f} s")
        print(f"editor, room         {statistics.median(ours):6.3f} s")
        print(f"editor, bare NiceGUI {statistics.median(theirs):6.3f} s")
        print(f"ratio                {page_times:6.2f}    limit {PAGE}", flush=True)

        page.goto(there)
        page.wait_for_selector("html[data-ready]")
        page.add_script_tag(content=WATCHED)

        def grade(text: str) -> float:
            page.click(".cm-content")
            page.keyboard.press("Control+a")
            page.keyboard.insert_text(text)
            page.wait_for_timeout(SETTLED)  # nobody pastes a file and grades it in the same moment
            page.keyboard.press("Control+Enter")
            page.wait_for_function("seen.drawn")
            return float(page.evaluate("(seen.drawn - seen.asked) / 1000"))

        def grade_more() -> None:
            page.click(".cm-content")
            page.keyboard.press("Control+End")
            page.keyboard.type("#")
            page.keyboard.press("Control+Enter")
            page.wait_for_function("seen.drawn")

        grade(texts[0])
        watch = Watch(exercise, Path(name) / "watch")
        in_room: list[float] = []
        in_watch: list[float] = []
        words = ("passes", "is not right yet")
        for number in range(2 * options.times):
            text = f"{texts[number % 2]}# {number}\n"
            in_watch.append(watch.save(text, words[number % 2])[1])
            time.sleep(REST)
            in_room.append(grade(text))
        watch.close()
        over = statistics.median(in_room) - statistics.median(in_watch)
        print(f"save to verdict, room  {statistics.median(in_room):6.3f} s")
        print(f"save to verdict, watch {statistics.median(in_watch):6.3f} s")
        print(f"over                   {over:6.3f} s  limit {OVER}", flush=True)

        page.goto(there)  # a browser keeps what was pasted over, to undo it
        page.wait_for_selector("html[data-ready]")
        page.add_script_tag(content=WATCHED)
        tools = context.new_cdp_session(page)
        tools.send("Performance.enable")
        for number in range(options.grades + 1):
            if number % max(options.grades // 5, 1) == 0:
                kept = f"server {memory(room.pid)} MiB, page {nodes(tools)} nodes"
                print(f"after {number:5} grades: {kept}", flush=True)
            grade_more()
        browser.close()
        room.terminate()


if __name__ == "__main__":
    main()
