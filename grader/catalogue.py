"""The exercises, where their files are, and which of them an address names."""

from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

ALL = "all"
"""The address that names every exercise."""

Level = Literal["junior", "senior"]
"""Who is asked an exercise: any candidate, or only one with experience."""

LEVELS: tuple[Level, ...] = get_args(Level)

PAR = range(4, 31)
"""The minutes that an exercise may take a prepared candidate."""

_PACKAGE = Path(__file__).resolve().parent


def shipped(folder: str) -> Path:
    """The kit's own `solutions` or `exercises`: next to the package, or inside it in a wheel."""
    inside = _PACKAGE / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder


NOTEBOOK = "`practice grade ADDRESS --file NOTEBOOK` grades the answer in one."


class UnknownAddress(ValueError):
    """An address that names no exercise, or several; the message says what to type instead."""


class Exercise(NamedTuple):
    """One exercise: its place in the catalogue and the addresses of its files.

    Attributes:
        topic: its topic.
        name: its name within the topic.
        title: one line about it.
        par: the minutes that a prepared candidate needs in the interview scaffold; 0 if the
            catalogue does not say yet.
        level: who is asked it.
    """

    topic: str
    name: str
    title: str
    par: int = 0
    level: Level = "junior"

    @property
    def address(self) -> str:
        """How the exercise is named on the command line, such as `vae/kl`."""
        return f"{self.topic}/{self.name}"

    @property
    def file(self) -> Path:
        """Its path under `solutions/` and under `exercises/`, such as `vae/kl.py`."""
        return Path(self.topic, f"{self.name}.py")

    @property
    def solution(self) -> Path:
        """The reference solution, which only the judge may read."""
        return shipped("solutions") / self.file

    @property
    def host(self) -> Path:
        """The working code in which bugs are placed, which only the judge may read."""
        return _PACKAGE / "buggy" / "hosts" / self.file

    @property
    def checks(self) -> str:
        """The module with the checks."""
        return f"grader.checks.{self.topic}.{self.name}"

    @property
    def mistakes(self) -> str:
        """The module of known wrong answers, which only the judge may import."""
        return f"grader.mistakes.{self.topic}.{self.name}"


class Topic(NamedTuple):
    """A topic, its exercises in catalogue order, and the libraries that they use."""

    name: str
    title: str
    exercises: tuple[Exercise, ...]
    imports: tuple[str, ...]


def listing() -> Path:
    """The file that lists topics and exercises."""
    return shipped("solutions") / "catalogue.toml"


def _listed_in_file() -> dict[str, Any]:
    import rtoml  # not every command reads the catalogue

    return rtoml.loads(listing().read_text("utf-8"))


@cache
def topics() -> tuple[Topic, ...]:
    """All topics, in catalogue order."""
    return tuple(
        Topic(
            topic,
            entry["title"],
            tuple(Exercise(topic, name, **about) for name, about in entry["exercises"].items()),
            tuple(entry["imports"]),
        )
        for topic, entry in _listed_in_file().items()
        if isinstance(entry, dict)
    )


def exercises() -> tuple[Exercise, ...]:
    """All exercises, in catalogue order."""
    return tuple(exercise for topic in topics() for exercise in topic.exercises)


def path_listed() -> list[str]:
    """The addresses in the order in which the catalogue says to do them, as it has them."""
    listed: list[str] = _listed_in_file().get("path", [])
    return listed


def path() -> tuple[Exercise, ...]:
    """All exercises in the order in which to do them; those without a place come last."""
    place = {address: number for number, address in enumerate(path_listed())}
    return tuple(sorted(exercises(), key=lambda one: place.get(one.address, len(place))))


@cache
def question_exercises() -> dict[str, str]:
    """For the id of each quiz question, the address of the exercise that it is about.

    Importing what reads and checks the questions themselves (`grader.quiz`) takes longer.
    """
    import rtoml

    found = {}
    for file in sorted((_PACKAGE / "quiz" / "questions").glob("*.toml")):
        with suppress(rtoml.TomlParsingError):  # who asks for its questions is told
            for name, question in rtoml.loads(file.read_text("utf-8")).items():
                if isinstance(question, dict) and isinstance(question.get("exercise"), str):
                    found[name] = question["exercise"]
    return found


def questions() -> frozenset[str]:
    """The ids of the quiz questions."""
    return frozenset(question_exercises())


def imports(topic: str) -> tuple[str, ...]:
    """The heavy libraries that a topic's exercises use."""
    return next(found.imports for found in topics() if found.name == topic)


def all_imports() -> list[str]:
    """The heavy libraries that any exercise uses."""
    return list(dict.fromkeys(name for topic in topics() for name in topic.imports))


def find(addresses: Iterable[str]) -> tuple[Exercise, ...]:
    """The exercises that the addresses name, in order and each once.

    Args:
        addresses: `topic/exercise`, a topic (all its exercises), `all`, or an exercise's name if
            only one topic has it. A trailing `.py` and a leading `exercises/` are ignored.

    Raises:
        UnknownAddress: an address names no exercise, or could name several.
    """
    return tuple(dict.fromkeys(found for address in addresses for found in _resolve(address)))


def find_one(address: str) -> Exercise:
    """The single exercise that an address names.

    Raises:
        UnknownAddress: it names none, or several.
    """
    found = find([address])
    if len(found) > 1:
        raise UnknownAddress(
            f"{address!r} {'means every topic' if address == ALL else 'is a topic'}; "
            f"name one of its exercises: {_listed(found)}."
        )
    return found[0]


def _resolve(address: str) -> tuple[Exercise, ...]:
    key = address.removeprefix("./").removeprefix("exercises/").removesuffix(".py").strip("/")
    everything = exercises()
    for matches in (
        [e for e in everything if e.address == key],
        [e for e in everything if e.topic == key],
        everything if key == ALL else (),
    ):
        if matches:
            return tuple(matches)
    named = tuple(e for e in everything if e.name == key)
    if len(named) > 1:
        raise UnknownAddress(f"{address!r} could be any of {_listed(named)}; write it in full.")
    if address.endswith(".ipynb"):
        raise UnknownAddress(f"{address!r} is a notebook. {NOTEBOOK}")
    if not named:
        raise UnknownAddress(f"There is no exercise {address!r}. {_suggestion(key)}")
    return named


def _suggestion(key: str) -> str:
    import difflib

    words = {e.address: e.address for e in exercises()} | {t.name: t.name for t in topics()}
    words |= {e.name: e.address for e in exercises()}
    close = difflib.get_close_matches(key, words, n=1, cutoff=0.5)
    if close:
        return f"Did you mean {words[close[0]]!r}?"
    return "`practice list` shows every exercise."


def _listed(found: Iterable[Exercise]) -> str:
    return ", ".join(e.address for e in found)
