"""Reviews of exercises in the room: the same pages and judge, on copies, counted as reviews."""

from collections.abc import Mapping
from typing import Any

from grader.catalogue import Exercise
from grader.interview.gate import refuse_review
from grader.learner.log import Sitting
from grader.learner.progress import History, Progress
from grader.learner.status import Standing, State
from grader.learner.workspace import WorkspaceError
from grader.review import words
from grader.review.copies import Copies
from grader.review.desk import SCAFFOLD, Outcome
from grader.review.desk import Desk as ReviewDesk
from grader.review.ratings import Rating
from grader.room import files, view
from grader.room.desk import Desk, verdict_message
from grader.room.files import Conflict, Content
from grader.room.judge import Judge, Kind, Request
from grader.room.refused import refused
from grader.room.room import Room
from grader.source import read_solution, stub
from grader.verdict import Verdict


class ReviewRoom(Room):
    """The exercises that are reviewed, and the pages that show them.

    What a page shows of an exercise is about its last review: a pass before it, and hints that were
    taken before it, count for nothing here.

    Args:
        room: the room that it belongs to.
        judge: grades and runs.

    Attributes:
        home: the room that it belongs to.
    """

    reveal_costs = "That ends the review, and it counts as forgotten."

    def __init__(self, room: Room, judge: Judge) -> None:
        super().__init__(Copies(room.workspace.root), judge, room.fault)
        self.home = room
        self._shown: dict[Exercise, str] = {}

    def reviews(self, progress: Progress) -> ReviewDesk:
        """The learner's reviews."""
        return ReviewDesk(self.home.workspace, progress)

    def sitting(self, exercise: Exercise) -> Sitting | None:
        """The last review of an exercise, if its history can be read and has one."""
        with self.progress.opened() as progress:
            return self.reviews(progress).last(exercise)
        return None

    def standing(self, exercise: Exercise) -> Standing:
        """How far the learner is with the review."""
        sitting = self.sitting(exercise)
        if sitting is None:
            return Standing(exercise, State.UNTOUCHED, History())
        history = History(
            attempts=len(sitting.attempts),
            hints=sitting.hints,
            hints_now=sitting.hints,
            passed=sitting.passed,
            reveals=int(sitting.revealed),
        )
        tried = State.TRIED if sitting.tries else State.BLANK
        return Standing(exercise, State.PASSED if sitting.passed else tried, history)

    def refusal(self, exercise: Exercise, *, quiz: bool = False) -> str:
        """Why reviews have to wait; empty if they do not."""
        return refused(lambda: refuse_review(self.home.workspace))

    def grade(self, exercise: Exercise, *, thorough: bool = False) -> None:
        """Grade the copy, while its review is open."""
        if self._is_open(exercise):
            super().grade(exercise, thorough=thorough)
        else:
            html = view.render("review_over.html.j2", outcome=self.outcome_html(exercise))
            self.desk(exercise).push("stopped", {"html": html})

    def take_hint(self, exercise: Exercise) -> int:
        """Take the next hint of the review; after it, none is counted."""
        sitting = self.sitting(exercise)
        taken = sitting.hints if sitting else 0
        if sitting and sitting.how is None:
            total = len(read_solution(exercise.solution).hints)
            with self.progress.opened() as progress:
                taken = min(progress.take_hint(exercise.address, total, sitting.id), total)
        self._tell_state(exercise)
        return taken

    def reveal(self, exercise: Exercise) -> None:
        """Show the solution, which ends the review."""
        sitting = self.sitting(exercise)
        if sitting is None or sitting.how is not None:
            return
        with self.progress.opened() as progress:
            progress.reveal(exercise.address, sitting.id)
        self._tell_state(exercise)
        self.desk(exercise).push("verdict", {**_NO_MARKS, "html": self.outcome_html(exercise)})

    def start_again(self, exercise: Exercise) -> None:
        """Put the interview scaffold in place of the copy, which is kept."""
        text = stub(read_solution(exercise.solution), SCAFFOLD)
        try:
            self.workspace.replace(exercise, text)
            content = files.read(self.workspace, exercise)
        except WorkspaceError as problem:
            self.desk(exercise).push("notice", {"text": str(problem)})
            return
        self._tell_text(exercise, content, "A fresh copy. Ctrl-Z brings your version back.")

    def rate(self, exercise: Exercise, rating: Rating) -> None:
        """Change how the review was rated."""
        with self.progress.opened() as progress:
            self.reviews(progress).rate(rating, exercise.address)
        self.desk(exercise).push("part", {"id": "outcome", "html": self.outcome_html(exercise)})

    def outcome_html(self, exercise: Exercise) -> str:
        """What the review came to; empty while it is open or if nothing can be said."""
        outcome: Outcome | None = None
        if not self._is_open(exercise):
            with self.progress.opened() as progress:
                outcome = self.reviews(progress).outcome(exercise.address)
        if outcome is None:
            return ""
        rating = outcome.event.rating
        said = words.outcome(outcome)
        return view.render("review_outcome.html.j2", said=said, rating=rating, ratings=Rating)

    def _is_open(self, exercise: Exercise) -> bool:
        sitting = self.sitting(exercise)
        return sitting is not None and sitting.how is None

    def _verdict(self, desk: Desk) -> dict[str, Any]:
        assert desk.verdict
        hints = self.standing(desk.exercise).history.hints_now
        message = verdict_message(desk.verdict, hints, None)
        return {**message, "html": message["html"] + self.outcome_html(desk.exercise)}

    def verdict_html(self, exercise: Exercise) -> dict[str, Any] | None:
        """The last verdict for a page, or what the review came to, if there is one.

        A verdict of an earlier review is not shown.
        """
        sitting = self.sitting(exercise)
        if sitting and self._shown.get(exercise) != sitting.id:
            self._shown[exercise], self.desk(exercise).verdict = sitting.id, None
        if found := super().verdict_html(exercise):
            return found
        outcome = self.outcome_html(exercise)
        return {**_NO_MARKS, "html": outcome} if outcome else None

    def _save(self, exercise: Exercise, text: str, base: str) -> Content | Conflict:
        return files.save_file(self.workspace.file(exercise), text, base)

    def _record(self, exercise: Exercise, verdict: Verdict, content: bytes) -> None:
        sitting = self.sitting(exercise)
        with self.progress.opened() as progress:
            progress.record(verdict, content, sitting.id if sitting else "")

    def _request(self, kind: Kind, exercise: Exercise, **more: Any) -> Request:
        sitting = self.sitting(exercise)
        seed = sitting.seed if sitting else 0
        return super()._request(kind, exercise, seed=seed, report=self.judged, **more)


_NO_MARKS: Mapping[str, Any] = {"line": 0, "title": "", "kind": "", "code": ""}
