"""What a learner sees who watches: saves, verdicts and keys, at a terminal and in a pipe."""

import os
import signal
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.catalogue import find_one
from grader.interview.plan import CODE, SCHEMA, Part, Plan
from grader.interview.session import Session
from grader.learner.progress import Progress
from grader.learner.workspace import Workspace
from grader.room import files
from tests.cli.learner import Learner
from tests.watch.terminal import ADDRESS, NEXT, PRETENDED, Watched, until

FAILED = f"{ADDRESS} is not right yet."
PASSED = f"{ADDRESS} passes: 1 check, 1 input."
KEYS = "[h]int [n]ext [b]ack [p]icture [l]ist [s]how s[o]lution [t]horough [?] [q]uit"


@pytest.fixture
def watched(learner: Learner) -> Iterator[Watched]:
    """A watch of a topic's last two exercises, on its first screen."""
    with Watched(learner, "watch", ADDRESS, NEXT) as watched:
        yield watched.sees(KEYS)


def test_the_first_screen_invites(watched: Watched) -> None:
    """What is untouched is not graded: its file is named, and how to go on."""
    watched.sees(ADDRESS, f"exercises/{ADDRESS}.py", "graded whenever you save it")
    assert watched.log == []


def test_the_first_screen_waits_for_no_library(learner: Learner) -> None:
    """It is there before anything is imported that takes long."""
    patch = """
import sys
import grader.watch.run
from pathlib import Path
def warm_up(imports):
    Path("modules").write_text(" ".join(sys.modules))
grader.watch.run.warm_up = warm_up
grader.watch.run.GradingThread.start = lambda self: None
"""
    with Watched(learner, "watch", ADDRESS, patch=patch) as watched:
        watched.sees(KEYS).presses("q").ends(0)
    loaded = {
        name.partition(".")[0] for name in Path(learner.folder, "modules").read_text().split()
    }
    assert loaded & {"torch", "numpy", "hypothesis", "sklearn", "watchfiles"} == set()


def test_what_is_begun_is_graded_at_once(learner: Learner) -> None:
    """Who comes back to an unfinished exercise sees where they were."""
    learner.writes("# fail\n", ADDRESS)
    with Watched(learner, "watch", ADDRESS) as watched:
        watched.sees(FAILED)


def test_it_begins_with_the_first_unfinished_one(learner: Learner) -> None:
    """What has passed is passed over, and not graded."""
    learner.writes("# pass\n", ADDRESS)
    with Watched(learner, "watch", ADDRESS) as watched:
        watched.sees(PASSED).presses("q").ends(0)
    with Watched(learner, "watch", ADDRESS, NEXT) as watched:
        watched.sees(f"exercises/{NEXT}.py", KEYS)
        assert watched.log == [f"{ADDRESS} pass", "closed"]


def test_a_save_is_graded_and_recorded(learner: Learner, watched: Watched) -> None:
    """The verdict appears, and `practice list` knows of it."""
    learner.writes("# fail\n", ADDRESS)
    watched.sees(FAILED, "The smallest input that shows it", "`h` gives hint 1 of 3", KEYS)
    history = Progress(learner.database).history(ADDRESS)
    assert (history.attempts, history.passed) == (1, False)


def test_what_the_room_saves_is_not_graded(learner: Learner, watched: Watched) -> None:
    """It saves while somebody types; a save in another editor asks for a grade."""
    workspace, exercise = Workspace(learner.folder), find_one(ADDRESS)
    base = files.read(workspace, exercise).digest
    files.save(workspace, exercise, "# fail\n", base)
    learner.writes("# pass\n", NEXT)
    watched.sees(f"{NEXT} passes")
    assert watched.log == [f"{NEXT} pass"]


def test_an_interview_that_begins_meanwhile_ends_the_help(
    learner: Learner, watched: Watched
) -> None:
    """Its exercise is neither graded nor explained any more; others are as ever."""
    learner.writes("# fail\n", ADDRESS)
    watched.sees(FAILED)
    session = Session(Workspace(learner.folder))
    asked = Plan(SCHEMA, 1, "junior", 30, (), (Part(CODE, 12, ADDRESS),))
    interview = session.begin(asked)
    watched.presses("hog").sees(f"{ADDRESS} is in your open interview")
    learner.writes("# pass\n", ADDRESS)
    learner.writes("# pass\n", NEXT)
    watched.sees(f"{NEXT} passes").lacks("gives the next one", "Show its solution?")
    assert watched.log == [f"{ADDRESS} fail", f"{NEXT} pass"]
    session.finish(interview)
    learner.writes("# pass\n# again\n", ADDRESS)
    watched.sees(PASSED)


def test_the_first_failure_shows_before_it_is_explained(learner: Learner, watched: Watched) -> None:
    """The learner knows at once; the smallest input follows, in its place."""
    learner.writes("# fail later\n", ADDRESS)
    watched.sees("fail value", "looking for the smallest input").lacks(FAILED)
    (learner.folder / "go").touch()
    watched.sees(FAILED, KEYS).lacks("looking for")


def test_a_pass_says_what_to_say_and_what_is_next(learner: Learner, watched: Watched) -> None:
    """After a pass come the interview and the next exercise; it moves on at a key only."""
    learner.writes("# pass\n", ADDRESS)
    watched.sees(PASSED, "In the interview", f"Next: {NEXT}", "`n` goes there")
    watched.presses("n").sees(f"exercises/{NEXT}.py", "graded whenever you save it")


def test_the_last_pass_ends_the_list(learner: Learner) -> None:
    """Where nothing is left to do, nothing is named."""
    with Watched(learner, "watch", ADDRESS) as watched:
        watched.sees(KEYS)
        learner.writes("# pass\n", ADDRESS)
        watched.sees("You are done: every watched exercise has passed.")
        watched.presses("n").sees("Every other watched exercise has passed.")


def test_what_has_passed_is_not_graded_again_unasked(learner: Learner, watched: Watched) -> None:
    """A file that is again as it was when it passed is known; `g` grades it all the same."""
    for text, shown in (("pass", PASSED), ("fail", FAILED), ("pass", "has passed before")):
        learner.writes(f"# {text}\n", ADDRESS)
        watched.sees(shown)
    assert watched.log == [f"{ADDRESS} pass", f"{ADDRESS} fail"]
    watched.presses("g").sees(PASSED)


def test_saves_that_editors_make_in_odd_ways_are_graded_once_each(
    learner: Learner, watched: Watched
) -> None:
    """By rename, in two writes, with backups beside it: each content is graded once, no other."""
    file = learner.file(ADDRESS)
    beside = file.with_name("new")
    beside.write_text("# fail\n1\n")
    beside.replace(file)
    watched.logs(f"{ADDRESS} fail")
    file.write_text("")
    file.with_name(f"{file.name}~").write_text("# pass\n")
    file.with_name("4913").touch()
    file.write_text("# fail\n2\n")
    watched.logs(f"{ADDRESS} fail", f"{ADDRESS} fail")
    file.with_name(f".{file.name}.swp").write_text("# pass\n")
    os.utime(file)
    file.write_text("# pass\n")
    watched.logs(f"{ADDRESS} fail", f"{ADDRESS} fail", f"{ADDRESS} pass")


def test_of_several_files_all_are_graded(learner: Learner, watched: Watched) -> None:
    """The last-saved comes first and stays on the screen; the other is told in a line."""
    watched.stands_still()  # so that it sees both at once
    learner.writes("# fail\n", ADDRESS)
    learner.writes("# fail\n", NEXT)
    os.utime(learner.file(ADDRESS), ns=(0, 0))
    watched.process.send_signal(signal.SIGCONT)
    watched.sees(f"{NEXT} is not right yet.", f"Also saved: {ADDRESS} fail")
    # What is under way when the process hears that it goes on is begun again.
    assert list(dict.fromkeys(watched.log)) == [f"{NEXT} fail", f"{ADDRESS} fail"]


def test_a_file_that_vanishes_is_no_drama(learner: Learner, watched: Watched) -> None:
    """A calm sentence; and when it is back it is graded."""
    learner.writes("# fail\n", ADDRESS)
    watched.sees(FAILED)
    learner.file(ADDRESS).unlink()
    watched.sees("does not exist", "graded as soon as you save something").lacks(FAILED)
    learner.writes("# fail\n", ADDRESS)
    watched.sees(FAILED)


def test_a_newer_save_calls_off_the_grade_that_runs(learner: Learner, watched: Watched) -> None:
    """Nobody waits for what is out of date."""
    learner.writes("# loop\n", ADDRESS)
    watched.logs(f"{ADDRESS} loop")
    learner.writes("# fail\n", ADDRESS)
    watched.sees(FAILED)
    watched.logs(f"{ADDRESS} loop", f"{ADDRESS} given up", f"{ADDRESS} fail")


def test_a_save_of_another_file_comes_before_what_it_interrupts(
    learner: Learner, watched: Watched
) -> None:
    """What was called off for another exercise is graded after that one."""
    learner.writes("# fail later\n", ADDRESS)
    watched.sees("looking for the smallest input")
    learner.writes("# pass\n", NEXT)
    watched.sees(f"{NEXT} passes")
    (learner.folder / "go").touch()
    watched.sees(f"{NEXT} passes", f"Also saved: {ADDRESS} fail")


def test_hints_come_one_by_one(learner: Learner, watched: Watched) -> None:
    """The key `h` shows one more each time, takes it, and after the last offers the solution."""
    for number in (1, 2):
        watched.presses("h").sees(f"hint {number} of 3", "`h` gives the next one.")
    watched.presses("h").sees("hint 1 of 3", "hint 3 of 3", "`o` shows a good answer.")
    assert Progress(learner.database).history(ADDRESS).hints == 3


def test_the_statement_and_the_list_are_a_key_away(watched: Watched) -> None:
    """The keys `s`, `l` and `?`."""
    watched.presses("s").sees("def anomaly_threshold(", f"exercises/{ADDRESS}.py")
    watched.presses("l").sees("vae/kl untouched", " passed.")
    watched.presses("?").sees("grade once with ten times as many inputs")


def test_a_solution_is_shown_after_a_yes(learner: Learner, watched: Watched) -> None:
    """It would spoil an exercise that has not passed."""
    watched.presses("o").sees("has not passed yet. Show its solution? [y/n]")
    watched.presses("n").sees(KEYS).lacks("Show its solution?", "In the interview")
    assert not Progress(learner.database).history(ADDRESS).revealed
    watched.presses("o").sees("[y/n]").presses("y").sees("In the interview", "np.percentile")
    assert Progress(learner.database).history(ADDRESS).revealed


def test_the_solution_of_what_has_passed_is_not_asked_for(
    learner: Learner, watched: Watched
) -> None:
    """After a pass `o` compares at once."""
    learner.writes("# pass\n", ADDRESS)
    watched.sees(PASSED).presses("o").sees("-# pass", "+import numpy as np").lacks("[y/n]")


def test_the_verdict_can_be_read_in_full(learner: Learner, watched: Watched) -> None:
    """The key `v`, once there is one."""
    watched.presses("v").sees(f"{ADDRESS} has not been graded yet; `g` grades it.")
    learner.writes("# fail\n", ADDRESS)
    watched.sees(FAILED, "One more check fails; `v` shows everything.").lacks("A gradient.")
    watched.presses("v").sees("Expected: A value.", "Expected: A gradient.", FAILED)


def test_enter_goes_back_to_the_verdict(learner: Learner, watched: Watched) -> None:
    """Whoever has read a hint wants to see again what it is about, with the hints it has now."""
    learner.writes("# fail\n", ADDRESS)
    watched.sees("`h` gives hint 1 of 3").presses("h").sees("`h` gives the next one.").lacks(FAILED)
    watched.presses("\r").sees(FAILED, "`h` gives hint 2 of 3")


def test_a_verdict_does_not_take_the_page_away_that_is_read(
    learner: Learner, watched: Watched
) -> None:
    """Who turned to the statement meanwhile keeps it, and is told in the last line."""
    learner.writes("# fail later\n", ADDRESS)
    watched.sees("looking for the smallest input").presses("s").sees("def anomaly_threshold(")
    (learner.folder / "go").touch()
    watched.sees("def anomaly_threshold(", f"{ADDRESS} fail; enter shows it")
    watched.presses("\n").sees(FAILED)


def test_previous_goes_back_whatever_has_passed(learner: Learner, watched: Watched) -> None:
    """The key `p` goes through the exercises in their order, and `n` to the next unfinished one."""
    learner.writes("# pass\n", ADDRESS)
    watched.sees(PASSED).presses("n").sees(f"exercises/{NEXT}.py")
    watched.presses("b").sees(f"exercises/{ADDRESS}.py", "It has passed")
    watched.presses("b").sees(f"{ADDRESS} is the first watched exercise.")
    assert watched.log == [f"{ADDRESS} pass"]


def test_moving_on_calls_off_the_grade_that_runs(learner: Learner, watched: Watched) -> None:
    """A loop does not hold up who wants to leave it."""
    learner.writes("# loop\n", ADDRESS)
    watched.logs(f"{ADDRESS} loop")
    watched.presses("n").sees(f"exercises/{NEXT}.py", KEYS)
    watched.logs(f"{ADDRESS} loop", f"{ADDRESS} given up")


@pytest.mark.parametrize(("key", "how"), [("g", ""), ("r", ""), ("G", ""), ("t", " thorough")])
def test_a_key_grades_again(learner: Learner, watched: Watched, key: str, how: str) -> None:
    """As it was, or thoroughly."""
    learner.writes("# fail\n", ADDRESS)
    watched.logs(f"{ADDRESS} fail")
    watched.presses(key).logs(f"{ADDRESS} fail", f"{ADDRESS} fail{how}")


def test_another_device_is_a_key_away(learner: Learner) -> None:
    """The key `d` goes round those that there are, and grades there."""
    learner.writes("# fail\n", ADDRESS)
    devices = "from grader.worker import devices; devices.devices = lambda: {'cpu': '', 'cuda': ''}"
    with Watched(learner, "watch", ADDRESS, patch=f"{PRETENDED}\n{devices}") as watched:
        watched.logs(f"{ADDRESS} fail").presses("d")
        watched.logs(f"{ADDRESS} fail", f"{ADDRESS} fail cuda")


def test_a_machine_with_one_device_says_so(learner: Learner) -> None:
    """There is nothing to choose."""
    devices = "import grader.worker.devices; grader.worker.devices.devices = lambda: {'cpu': ''}"
    with Watched(learner, "watch", ADDRESS, patch=f"{PRETENDED}\n{devices}") as watched:
        watched.sees(KEYS).presses("d").sees("The only device here is cpu.")


def test_arrows_and_other_keys_do_nothing(learner: Learner, watched: Watched) -> None:
    """A sequence that a terminal sends for an arrow holds no key of ours."""
    watched.presses("\x1b[A\x1bOHx\x1bh\x1b[15~").presses("?").sees("The keys:")
    assert Progress(learner.database).history(ADDRESS).hints == 0


def test_a_fault_of_the_judge_is_a_sentence(learner: Learner, watched: Watched) -> None:
    """It is logged, and the watch goes on."""
    learner.writes("# fault\n", ADDRESS)
    watched.sees("The grader itself failed (RuntimeError)", "fault.log", KEYS).lacks("Traceback")
    learner.writes("# fail\n", ADDRESS)
    watched.sees(FAILED)


def test_progress_that_cannot_be_stored_does_not_stop_it(
    learner: Learner, watched: Watched
) -> None:
    """The verdict is shown all the same."""
    learner.database.parent.mkdir(exist_ok=True)
    learner.database.mkdir()
    learner.writes("# fail\n", ADDRESS)
    watched.sees(FAILED)


def test_a_window_of_another_width_is_filled_anew(learner: Learner, watched: Watched) -> None:
    """After a resize the page is wrapped again and the line of keys is cut."""
    watched.resizes(120, 40).sees("[h]int [n]ext [b]ack [p]icture [l]ist …")
    assert "It is graded whenever you save it. `s`" in watched.lines


def test_no_color_means_no_colour(learner: Learner) -> None:
    """NO_COLOR leaves words and weight."""
    learner.writes("# fail\n", ADDRESS)
    with Watched(learner, "watch", ADDRESS, NO_COLOR="1") as watched:
        watched.sees(FAILED)
        assert b"\x1b[3" not in watched.raw
        assert b";3" not in watched.raw


def test_the_last_page_stays_after_quitting(learner: Learner, watched: Watched) -> None:
    """The verdict is still there, and the line of keys is not."""
    learner.writes("# fail\n", ADDRESS)
    watched.sees(FAILED, KEYS).presses("q").ends(0).sees(FAILED).lacks(KEYS)


def test_a_pipe_gets_a_text_for_each_verdict(learner: Learner) -> None:
    """Without a terminal there are no keys, no codes and no line of keys; ctrl-C ends it."""
    process = learner.begins("watch", ADDRESS, NEXT, patch=PRETENDED)
    assert process.stdout is not None
    read = ""

    def says(text: str) -> None:
        nonlocal read
        while text not in read:
            line = process.stdout.readline()  # type: ignore[union-attr]
            assert line, read
            read += line

    says("graded whenever you save it")
    learner.writes("# fail later\n", ADDRESS)
    says(f"{ADDRESS}  fail  value\n")
    (learner.folder / "go").touch()
    says(
        f"{FAILED}\nOne more check fails; `grade -v` shows everything.\n"
        f"`practice picture {ADDRESS}` draws yours and the right one.\n"
        f"Next: `practice hint {ADDRESS}` gives hint 1 of 3.\n"
    )
    learner.writes("# pass\n", ADDRESS)
    says(f"{PASSED}\nNext: {NEXT}")
    process.send_signal(signal.SIGINT)
    rest, complaint = process.communicate(timeout=60)
    assert (process.returncode, complaint) == (0, "")
    assert "\x1b" not in read + rest
    assert "[q]uit" not in read + rest


def test_a_pipe_that_nobody_reads_ends_it(learner: Learner) -> None:
    """`practice watch | head -1` ends quietly at the next verdict."""
    process = learner.begins("watch", ADDRESS, patch=PRETENDED)
    assert process.stdout is not None
    assert process.stdout.readline().startswith(ADDRESS)
    process.stdout.close()
    until(lambda: process.poll() is not None or _saves_again(learner))
    assert process.wait(60) == 1
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.stderr.close()


def _saves_again(learner: Learner) -> None:
    learner.writes(f"# fail\n# {uuid.uuid4()}\n", ADDRESS)
