"""What is on today: caps, a backlog, the day of the interview, and what rests."""

from datetime import date, timedelta

import pytest

from grader.catalogue import exercises
from grader.learner import clock
from grader.learner.progress import Mode
from grader.review.cards import Card
from grader.review.queue import NEW, spread
from grader.review.ratings import Rating
from tests.learner.conftest import MovedClock
from tests.review.conftest import KL, Reviewer

TODAY = date(2026, 3, 2)


def cards(time: MovedClock, *days: int, minutes: int = 10) -> list[Card]:
    """Cards that are due in so many days."""
    return [
        Card(f"topic/card{number}", minutes, (), time.time + timedelta(days=day))
        for number, day in enumerate(days)
    ]


def placed(days: dict[date, list[Card]]) -> dict[int, list[int]]:
    """The numbers of the cards on each day from today."""
    return {
        (day - TODAY).days: [int(card.id.removeprefix("topic/card")) for card in found]
        for day, found in sorted(days.items())
    }


def test_a_backlog_is_spread_over_days(time: MovedClock) -> None:
    """What is due longest comes first; a day is full after its minutes."""
    days, too_many = spread(cards(time, -1, -9, -5, -2, 0, 1), TODAY, 20, done=0)
    assert placed(days) == {0: [1, 2], 1: [3, 0], 2: [4, 5]}
    assert too_many == 0


def test_what_was_done_today_counts(time: MovedClock) -> None:
    """Whoever has done enough is done; a long exercise gets a day of its own."""
    assert placed(spread(cards(time, 0, 0), TODAY, 20, done=15)[0]) == {1: [0, 1]}
    assert placed(spread(cards(time, 0, minutes=45), TODAY, 20, done=0)[0]) == {0: [0]}
    assert placed(spread(cards(time, 0, minutes=45), TODAY, 20, done=1)[0]) == {1: [0]}


def test_what_is_due_after_the_interview_comes_before_it(time: MovedClock) -> None:
    """As late as there is room; the cards themselves do not change."""
    made = cards(time, 1, 30, 40, 50)
    until = TODAY + timedelta(days=2)
    days, too_many = spread(made, TODAY, 20, done=0, until=until)
    assert placed(days) == {1: [0, 3], 2: [1, 2]}
    assert too_many == 0
    assert made[1].day == TODAY + timedelta(days=30)


def test_more_than_fits_before_the_interview_is_said(time: MovedClock) -> None:
    """What finds no room keeps its own day."""
    days, too_many = spread(cards(time, 0, 0, 30, 30), TODAY, 10, 0, TODAY + timedelta(days=1))
    assert (placed(days), too_many) == ({0: [0], 1: [1], 30: [2, 3]}, 2)


def test_new_questions_are_few_a_day(reviewer: Reviewer, time: MovedClock) -> None:
    """Questions about what was met, at most a handful, also after some were answered."""
    assert reviewer.desk.today().quiz == ()
    for exercise in exercises()[:6]:
        reviewer.solves(exercise.address)
    today = reviewer.desk.today()
    assert (today.new, len(today.quiz)) == (NEW, NEW)
    for card in today.quiz[:2]:
        reviewer.progress.answer(card.id.removeprefix("quiz/"), "0", True, mode=Mode.REVIEW)
    again = reviewer.desk.today()
    assert (again.new, again.done) == (NEW - 2, 2)
    assert not set(again.quiz) & set(today.quiz[:2])
    time.passes(days=1)
    assert reviewer.desk.today().new == NEW


def test_quiz_cards_come_before_exercises(reviewer: Reviewer, time: MovedClock) -> None:
    """The queue has both, and says how long it takes."""
    reviewer.solves()
    reviewer.progress.answer("kl-value", "0", False)
    time.passes(days=60)
    today = reviewer.desk.today()
    assert today.quiz[0].id == "quiz/kl-value"
    assert [card.id for card in today.exercises] == [KL]
    assert today.minutes == sum(card.minutes for card in (*today.quiz, *today.exercises))
    assert len(today.due) == 2


def test_a_day_begins_at_four(reviewer: Reviewer, time: MovedClock) -> None:
    """What is due at noon is there from the morning on."""
    reviewer.solves()
    due = reviewer.desk.deck().cards[KL].due
    assert due
    start = due.astimezone().replace(hour=clock.DAY_ENDS, minute=0)
    time.time = start - timedelta(minutes=1)
    assert reviewer.desk.today().exercises == ()
    time.time = start
    assert [card.id for card in reviewer.desk.today().exercises] == [KL]


def test_a_buried_card_rests_until_tomorrow(reviewer: Reviewer, time: MovedClock) -> None:
    """And a suspended one until it is resumed; undo takes either back."""
    reviewer.solves()
    time.passes(days=90)

    def due() -> list[str]:
        return [card.id for card in reviewer.desk.today().exercises]

    reviewer.desk.bury(KL)
    assert due() == []
    assert reviewer.desk.undo() == f"`bury` of {KL}"
    assert due() == [KL]
    reviewer.desk.bury(KL)
    time.passes(days=1)
    assert due() == [KL]
    reviewer.desk.suspend(KL)
    time.passes(days=1)
    assert due() == []
    reviewer.desk.resume(KL)
    assert due() == [KL]


def test_a_changed_rating_moves_the_card_and_back(reviewer: Reviewer, time: MovedClock) -> None:
    """The learner knows best; undo brings the rule's rating back."""
    reviewer.solves()
    by_rule = reviewer.due_in()
    assert reviewer.desk.rate(Rating.AGAIN).event.rating is Rating.AGAIN
    assert reviewer.due_in() == 1
    reviewer.desk.undo()
    assert reviewer.due_in() == by_rule


def test_an_undone_review_counts_no_more(reviewer: Reviewer, time: MovedClock) -> None:
    """The card is as it was before; the grade stays in the history."""
    reviewer.solves()
    before = reviewer.desk.deck().cards[KL].due
    time.passes(days=30)
    reviewer.progress.answer("kl-value", "0", True, mode=Mode.REVIEW)
    assert reviewer.desk.undo() == "the review of quiz/kl-value"
    assert "quiz/kl-value" not in reviewer.desk.deck().cards
    assert len(reviewer.progress.answers()) == 1
    assert reviewer.desk.deck().cards[KL].due == before


def test_an_interview_can_ask_for_a_card(reviewer: Reviewer, time: MovedClock) -> None:
    """What went badly is due at once, also a thing that was never done; a review settles it."""
    reviewer.solves()
    time.passes(minutes=1)
    reviewer.desk.ask(KL)
    reviewer.desk.ask("vae/loss")
    assert {card.id for card in reviewer.desk.today().exercises} == {KL, "vae/loss"}
    time.passes(minutes=1)
    reviewer.solves()
    assert [card.id for card in reviewer.desk.today().exercises] == ["vae/loss"]


@pytest.mark.parametrize("ahead", [0, 5])
def test_the_day_of_the_interview_is_remembered(
    reviewer: Reviewer, time: MovedClock, ahead: int
) -> None:
    """Until it is over, or forgotten."""
    reviewer.solves()
    day = clock.today() + timedelta(days=ahead)
    reviewer.desk.until(day)
    assert reviewer.desk.today().until == day
    time.passes(days=ahead)
    assert [card.id for card in reviewer.desk.today().exercises] == [KL]
    time.passes(days=1)
    assert reviewer.desk.today().until is None
