"""Find the bug: working code with one to three bugs placed in it, to be found and mended.

`make` gives the code, `judge` says which bugs are left in somebody's version of it, and `debrief`
names them. `files` keeps the learner's version. `hosts/` has the working code of each exercise, and
its bugs as data beside it; like the known mistakes, no worker imports or reads them.
"""

from grader.buggy.debrief import BugNote, Debrief, debrief
from grader.buggy.given import MOST, Given, NotEnoughBugs, make, make_of
from grader.buggy.host import Bug, Host, HostError, Level, has_host, load_host
from grader.buggy.judge import Judged, judge

__all__ = [
    "MOST",
    "Bug",
    "BugNote",
    "Debrief",
    "Given",
    "Host",
    "HostError",
    "Judged",
    "Level",
    "NotEnoughBugs",
    "debrief",
    "has_host",
    "judge",
    "load_host",
    "make",
    "make_of",
]
