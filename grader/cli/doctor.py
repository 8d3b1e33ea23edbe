"""`practice doctor`."""

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, version

import click
from rich.text import Text

from grader import __version__
from grader.catalogue import exercises
from grader.cli.output import examples, print_parts, print_sentence, shown, workspace_or_none
from grader.learner.progress import Progress, Unstored
from grader.render.markdown import Prose
from grader.worker.devices import devices

PACKAGES = ("torch", "numpy", "scikit-learn", "hypothesis", "click", "rich")
EARLIER_NAME = "practice"
"""The distribution's name until 0.1.0, under which PyPI has somebody else's package."""

UPGRADE = (
    "installed under its earlier name; run `pip uninstall practice practice-ml`, then install it "
    "again: the package is called practice-ml now"
)
_WIDTH = 14


@click.command(epilog=examples("practice doctor", "practice doctor --clear-cache"))
@click.option("--clear-cache", is_flag=True, help="Remove what earlier grades stored, and stop.")
def command(clear_cache: bool) -> int:
    """Check the installation: packages, devices, isolation.

    Exits with 1 if something that grading needs is missing.
    """
    if clear_cache:
        from grader.judging.cache import clear

        print_sentence(f"Removed {clear() / 2**20:.1f} MiB. Later grades store it anew.")
        return 0
    found = {name: _version(name) for name in PACKAGES}
    _row("practice", f"{__version__}, Python {platform.python_version()}, {platform.platform()}")
    if _has_earlier_name():
        _row("", UPGRADE)
    for name, number in found.items():
        _row(name, number or f"missing; install it with `pip install {name}`")
    if found["torch"]:
        _row("devices", ", ".join(devices().values()))
    for line in _isolation():
        _row("isolation", line)
    _row("cache", _cache())
    for name, line in _places():
        _row(name, line)
    return 0 if all(found.values()) else 1


def _row(name: str, text: str) -> None:
    print_parts(Prose(text, Text(f"{name:<{_WIDTH}}", "bold"), " " * _WIDTH))


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _has_earlier_name() -> bool:
    """Whether the kit is installed as `practice`, from before its distribution was renamed."""
    try:
        found = distribution(EARLIER_NAME)
    except PackageNotFoundError:
        return False
    return any(script.value == "grader.cli:main" for script in found.entry_points)


def _isolation() -> Iterator[str]:
    from grader.confine import ConfinementError, available

    try:
        force = available()
    except ConfinementError as error:
        yield str(error)
        return
    yield "complete" if force.complete else "partial: grade only code that you trust"
    yield from force.missing


def _cache() -> str:
    from grader.judging.cache import folder

    place = folder()
    if place is None:
        return "none: the user's cache folder cannot be used"
    return f"{shown(place)}; remove with `practice doctor --clear-cache`"


def _places() -> Iterator[tuple[str, str]]:
    here = workspace_or_none()
    if here is None:
        yield "workspace", "none here; `practice init DIR` creates one"
        return
    there = sum(here.file(exercise).is_file() for exercise in exercises())
    yield "workspace", str(here.root)
    yield "exercises", f"{there} of {len(exercises())}"
    if not here.database.exists():
        yield "progress", "none stored yet"
        return
    try:
        attempts = sum(one.attempts for one in Progress(here.database).histories().values())
    except Unstored as error:
        yield "progress", str(error)
    else:
        yield "progress", f"{shown(here.database)}, {attempts} grade{'s' * (attempts != 1)}"
