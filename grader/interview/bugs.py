"""The part in which bugs are to be found: which exercises have it, and what is placed in them."""

from grader.catalogue import Exercise
from grader.interview.plan import Part


def with_bugs() -> frozenset[str]:
    """The addresses of the exercises that bugs can be placed in."""
    from grader.buggy.host import has_host
    from grader.catalogue import exercises

    return frozenset(one.address for one in exercises() if has_host(one))


def bugs_of(exercise: Exercise, part: Part) -> tuple[str, ...]:
    """The names of the bugs for a part: as many as are planned, or as can be placed together.

    There are none if this version of the kit has no code of the exercise to find bugs in.

    """
    from grader.buggy import HostError, NotEnoughBugs, make

    for count in range(part.bugs, 0, -1):
        try:
            return make(exercise, part.seed, count).names
        except NotEnoughBugs:
            continue
        except HostError:
            break
    return ()


def bug_sentences(exercise: Exercise, names: tuple[str, ...]) -> tuple[str, ...]:
    """What each of some bugs was, in Markdown; one that this version does not have is left out."""
    if not names:
        return ()
    from grader.buggy import HostError, load_host

    try:
        host = load_host(exercise)
    except HostError:
        return ()
    return tuple(bug.says for bug in host.bugs if bug.name in names)
