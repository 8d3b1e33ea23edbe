"""What can be done in an interview; the terminal calls it, and so can a page in a browser."""

import json
import os
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from grader import __version__
from grader.catalogue import Exercise, Level, UnknownAddress, exercises, find
from grader.interview.bugs import bugs_of, with_bugs
from grader.interview.files import file_of, folder_of, provide, written
from grader.interview.plan import BUGS, CODE, Plan, PlanError, exercise_of, to_json
from grader.interview.state import MARK, SAID, SEEN, Interview, PartState, standing
from grader.learner import stopwatch
from grader.learner.interviews import ENTER, FINISH, AnotherIsOpen, Event, Interviews, Stored
from grader.learner.progress import Mode, Progress
from grader.learner.workspace import Workspace

if TYPE_CHECKING:
    from grader.quiz import Result
    from grader.verdict import Verdict

MINUTES = 45
FINISHES = "`practice interview --finish` ends it"
SCAFFOLD, BUGGY = "interview", "buggy"


ALREADY = f"An interview is open already; `practice interview` shows where you are, and {FINISHES}."


class Refused(Exception):
    """Something that cannot be done now; the message says why, and what to do instead."""


class TimeIsUp(Refused):
    """The interview ended because its time was up; what was recorded stays."""


class Session:
    """The interviews of one workspace.

    Every call raises `Unstored` if the history cannot be read or stored, and `WorkspaceError` if a
    file cannot be written.
    """

    def __init__(self, workspace: Workspace) -> None:
        """Set where they are; nothing is read yet."""
        self.workspace = workspace
        self.progress = Progress(workspace.database)
        self._rows = Interviews(workspace.database)
        self._restored = ""

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences for the learner about repairs that were made."""
        return tuple(filter(None, (self.progress.notice, self._rows.notice, self._restored)))

    def all(self) -> tuple[Interview, ...]:
        """Every interview that this version can read, oldest first."""
        return self._standing(self._rows.all())

    def latest_as_stored(self) -> Interview | None:
        """The interview that began last; nothing is stored."""
        found = self._standing(self._rows.all()[-1:])
        return found[0] if found else None

    def latest(self) -> Interview | None:
        """The interview that began last; if its time is up, that is stored first."""
        found = self.latest_as_stored()
        if found and not found.stored:
            self._rows.add(found.id, found.at, SEEN)
            return self.refreshed(found)
        return found

    def open_or_ended_now(self) -> Interview | None:
        """The interview that is open, or that this call found to be over; otherwise None."""
        before = self.latest_as_stored()
        return self.latest() if before and not (before.ended and before.stored) else None

    def past(self, which: str) -> Interview:
        """An interview that has ended, by its number from 1, or the `last` one.

        Raises:
            Refused: there is none, or it is still open.
        """
        found = [one for one in self.all() if one.ended]
        if not found:
            raise Refused("No interview has ended yet; `practice interview` starts one.")
        if which == "last":
            return found[-1]
        numbered = dict(enumerate(self.all(), start=1))
        chosen = numbered.get(int(which)) if which.isdecimal() else None
        if chosen is None:
            raise Refused(
                f"There is no interview {which!r}; `practice interview --history` lists them all."
            )
        if not chosen.ended:
            raise Refused(f"Interview {which} is still open; {FINISHES}.")
        return chosen

    def to_mark(self) -> Interview:
        """The interview whose explanation is to be marked: the one that began last.

        Raises:
            Refused: there is none.
        """
        found = self.latest()
        if found is None:
            raise Refused("There is no interview yet; `practice interview` starts one.")
        return found

    def draw(
        self,
        topics: Sequence[str] = (),
        minutes: int | None = None,
        level: Level | None = None,
        seed: int | None = None,
    ) -> Plan:
        """Draw a plan for this learner.

        Args:
            topics: topics and exercises to draw from; all if there are none.
            minutes: how long it lasts; 45 by default.
            level: whom it is for; a junior by default.
            seed: what to draw with; random by default.

        Raises:
            PlanError: there is no such topic, or nothing in it is asked at this level.
        """
        from grader.interview.drawing import draw
        from grader.quiz import load_questions

        try:
            pool = find(topics) or exercises()
        except UnknownAddress as error:
            raise PlanError(str(error)) from None
        wanted = {exercise.address for exercise in pool}
        return draw(
            random.randrange(10_000) if seed is None else seed,
            level or "junior",
            MINUTES if minutes is None else minutes,
            topics,
            pool,
            [question for question in load_questions() if question.exercise in wanted],
            self.progress.histories(),
            self.progress.answered(),
            with_bugs() if level == "senior" else (),
        )

    def open(self) -> Interview | None:
        """The interview that is open, or None."""
        found = self.latest()
        return found if found and found.ended is None else None

    def begin(self, plan: Plan) -> Interview:
        """Begin an interview, and come to its first part.

        Raises:
            Refused: another one is open.
        """
        try:
            new = self._rows.begin(__version__, 60.0 * plan.minutes, to_json(plan))
        except AnotherIsOpen:
            raise Refused(ALREADY) from None
        return self._enter(self._named(new), 1)

    def look(self, interview: Interview) -> Path:
        """Store that the candidate is there, and write the file of their part if it is missing.

        Returns:
            The file; the folder of the interview if the part has none.

        Raises:
            TimeIsUp: the time is up.
        """
        self._store(interview, SEEN)
        part = interview.current
        file = file_of(self.workspace, interview, part)
        was_there = file is None or os.path.lexists(file)
        provide(self.workspace, self.progress, interview, part)
        if file and not was_there:
            how = "you graded it last" if part.grades else "it was given"
            name = file.relative_to(self.workspace.root)
            self._restored = f"{name} was not there; it is back as {how}."
        return file or folder_of(self.workspace, interview)

    def move(self, interview: Interview, by: int) -> Interview:
        """Go to the next part (1) or back to the one before (-1).

        Raises:
            Refused: there is none.
            TimeIsUp: the time is up.
        """
        to = interview.at + by
        if to < 1:
            raise Refused("This is the first part; there is nothing to go back to.")
        if to > len(interview.parts):
            raise Refused(
                "That was the last part. `practice interview --finish` ends the interview and "
                "shows the debrief."
            )
        return self._enter(interview, to)

    def answer(self, interview: Interview, result: "Result") -> Interview:
        """Store the answer to a question of the quick round; it cannot be taken back.

        Raises:
            TimeIsUp: the time is up, and the answer is not stored.
        """
        self._store(interview, SEEN)
        given = None if result.given is None else json.dumps(result.given)
        self.progress.answer(
            result.id, given, result.correct, mode=Mode.INTERVIEW, sitting=interview.id
        )
        return self.refreshed(interview)

    def hint(self, interview: Interview, part: PartState, total: int) -> int:
        """Take the next of `total` hints.

        Returns:
            Its number, or `total + 1` if all were given.

        Raises:
            TimeIsUp: the time is up.
        """
        self._store(interview, SEEN)
        return self.progress.take_hint(part.part.exercise, total, part.sitting)

    def grade(
        self,
        interview: Interview,
        part: PartState,
        verdict: "Verdict",
        content: bytes,
        noted: Mapping[str, object],
    ) -> Interview:
        """Store a grade of the part that the candidate is at."""
        self._rows.grade(interview.id, part.number, part.sitting, verdict, content, noted)
        return self.refreshed(interview)

    def say(self, interview: Interview) -> Interview:
        """Store that the explanation was given, so that a good one can be shown.

        Raises:
            TimeIsUp: the time is up.
        """
        part = interview.current
        text = written(self.workspace, interview, part)[:MOST_TEXT]
        self._store(interview, SAID, text=text)
        return self.refreshed(interview)

    def mark(
        self,
        interview: Interview,
        part: PartState,
        said: Sequence[int],
        flags: Sequence[int],
        points: int,
    ) -> Interview:
        """Store how the candidate marks their explanation; also after the end.

        Args:
            interview: the interview.
            part: the part with the explanation.
            said: the points of the rubric that they made, from 1.
            flags: the red flags that they raised, from 1.
            points: how many points the rubric has.
        """
        row = {"said": sorted(set(said)), "flags": sorted(set(flags)), "points": points}
        self._rows.add(interview.id, part.number, MARK, row, late=True)
        return self.refreshed(interview)

    def finish(self, interview: Interview) -> Interview:
        """End the interview."""
        self._rows.add(interview.id, interview.at, FINISH, {"how": "candidate"})
        return self.refreshed(interview)

    def _enter(self, interview: Interview, number: int) -> Interview:
        part = interview.parts[number - 1]
        exercise = exercise_of(part.part)
        if exercise and not part.sitting and part.part.kind in (CODE, BUGS):
            self._heed(self._begin_sitting(interview, number, exercise))
        else:
            self._store(interview, ENTER, part=number)
        interview = self.refreshed(interview)
        provide(self.workspace, self.progress, interview, interview.current)
        return interview

    def _begin_sitting(self, interview: Interview, number: int, exercise: Exercise) -> Event:
        part = interview.plan.parts[number - 1]
        mode, scaffold = Mode.INTERVIEW, SCAFFOLD
        bugs: tuple[str, ...] = ()
        if part.kind == BUGS:
            mode, scaffold, bugs = Mode.BUGGY, BUGGY, bugs_of(exercise, part)
        return self._rows.enter(
            interview.id, number, exercise.address, mode, scaffold, part.seed, bugs
        )

    def _store(self, interview: Interview, kind: str, *, part: int = 0, **data: object) -> None:
        self._heed(self._rows.add(interview.id, part or interview.at, kind, data))

    def _heed(self, stored: Event) -> None:
        if stored.kind == FINISH:
            raise TimeIsUp(
                "The interview is over, and everything until then is recorded; "
                "`practice interview --history last` shows the debrief."
            )

    def refreshed(self, interview: Interview) -> Interview:
        """The same interview, as it stands now."""
        return self._named(interview.id)

    def _named(self, name: str) -> Interview:
        return self._standing([one for one in self._rows.all() if one.id == name])[0]

    def _standing(self, stored: Sequence[Stored]) -> tuple[Interview, ...]:
        if not stored:
            return ()
        now = stopwatch.read()
        begun = [str(event.data.get("sitting", "")) for one in stored for event in one.events]
        sittings = self.progress.sittings(begun)
        answers = self.progress.answers([one.id for one in stored])
        found = []
        for one in stored:
            try:
                found.append(standing(one, sittings, answers, now))
            except PlanError:
                continue
        return tuple(found)


MOST_TEXT = 20_000
"""Characters that are kept of an explanation."""
