"""When cards come back: the ratings by the rule, and the intervals of FSRS."""

import random
from datetime import timedelta

import fsrs
import pytest

from grader.catalogue import find_one
from grader.learner.progress import Mode
from grader.review.ratings import Rating
from grader.verdict import Status
from tests.learner.conftest import MovedClock
from tests.review.conftest import KL, Reviewer

PAR = find_one(KL).par
BY_HAND = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def works(time: MovedClock, reviewer: Reviewer, minutes: float, sitting: str) -> None:
    """Work for some minutes, with a sign of it every four."""
    while minutes > 0:
        time.passes(minutes=min(minutes, 4))
        minutes -= 4
        reviewer.progress.is_active(KL, sitting)


def reviews(time: MovedClock, reviewer: Reviewer, rating: fsrs.Rating) -> None:
    """Review an exercise so that the rule gives this rating, in one of several ways."""
    sitting = reviewer.desk.open(find_one(KL)).sitting.id
    match rating, random.Random(str(time.time)).random() < 0.5:
        case fsrs.Rating.Again, True:
            reviewer.grades(Status.FAIL, sitting=sitting)
            reviewer.progress.reveal(KL)
        case fsrs.Rating.Again, False:
            reviewer.grades(Status.FAIL, sitting=sitting)
            time.passes(hours=24)  # it runs out
            return
        case fsrs.Rating.Hard, True:
            reviewer.progress.take_hint(KL, 3)
        case fsrs.Rating.Hard, False:
            works(time, reviewer, 2 * PAR + 1, sitting)
        case fsrs.Rating.Good, True:
            reviewer.grades(Status.FAIL, sitting=sitting)
        case fsrs.Rating.Good, False:
            works(time, reviewer, PAR + 1, sitting)
        case fsrs.Rating.Easy, _:
            works(time, reviewer, PAR, sitting)
    reviewer.grades(Status.PASS, sitting=sitting)


def test_the_intervals_are_those_of_fsrs_by_hand(reviewer: Reviewer, time: MovedClock) -> None:
    """Over a year and more, with every rating, on time, early and late."""
    chance = random.Random(1)
    card = fsrs.Card(card_id=1, due=time.time)
    for _ in range(30):
        rating = chance.choice(list(fsrs.Rating))
        before = time.time
        reviews(time, reviewer, rating)
        ran_out = time.time - before >= timedelta(hours=24)
        at = before if ran_out else time.time  # what ran out is rated at its last grade
        card, _ = BY_HAND.review_card(card, rating, at)
        ours = reviewer.desk.deck().cards[KL]
        assert (ours.events[-1].rating, ours.events[-1].at) == (rating, at)
        assert ours.due == card.due
        time.passes(days=chance.choice([1, 2, 8, 30]), hours=chance.randrange(6))
    known = reviewer.desk.deck().cards[KL]
    assert known.memory
    assert known.memory.recall(time.time) == BY_HAND.get_card_retrievability(card, time.time)
    assert time.time.year > 2026
    assert [rating for rating in fsrs.Rating if rating in {e.rating for e in known.events}] == [
        *fsrs.Rating
    ]


def test_quiz_answers_are_cards_too(reviewer: Reviewer, time: MovedClock) -> None:
    """A right answer is good, a wrong one again; a skipped one is nothing."""
    card = fsrs.Card(card_id=1, due=time.time)
    for correct, days in ((True, 3), (False, 1), (True, 2), (True, 9)):
        reviewer.progress.answer("kl-value", "0", correct, mode=Mode.REVIEW)
        rating = fsrs.Rating.Good if correct else fsrs.Rating.Again
        card, _ = BY_HAND.review_card(card, rating, time.time)
        time.passes(days=days)
        reviewer.progress.answer("kl-value", "null", False)
    assert reviewer.desk.deck().cards["quiz/kl-value"].due == card.due


def test_what_says_nothing_is_not_rated(reviewer: Reviewer, time: MovedClock) -> None:
    """A start without a grade, an open sitting, bugs to find, a version brought back."""
    reviewer.progress.start(KL, "guided", 1)
    time.passes(days=2)
    reviewer.progress.begin(KL, Mode.BUGGY, "buggy")
    reviewer.grades(Status.FAIL, "vae/loss")
    reviewer.progress.start("vae/model", "guided", 1)
    reviewer.grades(Status.FAIL, "vae/model")
    reviewer.progress.undo("vae/model")
    assert reviewer.desk.deck().cards == {}


def test_practice_and_interviews_count_as_well(reviewer: Reviewer, time: MovedClock) -> None:
    """A card begins with the first sitting, in whatever mode."""
    reviewer.solves()
    time.passes(days=1)
    sitting = reviewer.progress.begin("vae/loss", Mode.INTERVIEW, "interview")
    reviewer.grades(Status.FAIL, "vae/loss", sitting)
    reviewer.progress.end(sitting, "closed")
    cards = reviewer.desk.deck().cards
    assert [event.rating for card in cards.values() for event in card.events] == [
        Rating.EASY,
        Rating.AGAIN,
    ]


def test_an_exercise_without_par_is_never_easy(
    reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor hard for the time that it took."""
    monkeypatch.setattr("grader.review.cards.WITHOUT_PAR", 10)
    bare = [find_one(KL).__class__("vae", "kl", "The KL divergence")]
    monkeypatch.setattr("grader.review.cards.exercises", lambda: bare)
    reviewer.solves()
    (card,) = reviewer.desk.deck().cards.values()
    assert (card.events[0].rating, card.minutes) == (Rating.GOOD, 10)


def test_what_left_the_catalogue_is_kept_and_not_shown(
    reviewer: Reviewer, time: MovedClock
) -> None:
    """Its rows stay; the queue says how many there are."""
    reviewer.grades(Status.PASS, "vae/gone")
    reviewer.progress.answer("no-such-question", "0", True)
    time.passes(days=300)
    deck, today = reviewer.desk.deck(), reviewer.desk.today()
    assert deck.gone == ("quiz/no-such-question", "vae/gone")
    assert (today.quiz, today.exercises, today.gone) == ((), (), 2)
    reviewer.learner.runs("review").exits(0).says("2 reviews of what this version does not have")


@pytest.mark.parametrize("days", [-400, -1])
def test_a_clock_set_back_keeps_the_cards(reviewer: Reviewer, time: MovedClock, days: int) -> None:
    """Nothing is due earlier or lost; reviews go on."""
    reviewer.solves()
    time.passes(days=days)
    assert reviewer.desk.today().exercises == ()
    reviews(time, reviewer, fsrs.Rating.Good)
    card = reviewer.desk.deck().cards[KL]
    assert len(card.events) == 2
    assert card.due
