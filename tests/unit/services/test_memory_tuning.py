"""Parameters fitted to the learner's answers, and the year ahead, in a real collection."""

from __future__ import annotations

from math import exp
from random import Random

import pytest

from desktop.domain.card import Rating, Schedule
from desktop.domain.errors import NotFound
from desktop.domain.progress import OperationCancelled, SilentProgress
from desktop.pipeline.forgetting import Forgetting
from desktop.pipeline.scheduling import DEFAULT_PARAMETERS
from desktop.services.card_list import CardList
from desktop.services.card_workshop import CardWorkshop
from desktop.services.collection import Collection
from desktop.services.health import Health
from desktop.services.journal import Journal
from desktop.services.memory_tuning import MemoryTuning
from desktop.services.preferences import Preferences
from desktop.services.review_session import ReviewSession
from desktop.services.workload import WorkloadForecasts
from tests.unit.services.conftest import Clock


@pytest.fixture
def studied(collection: Collection, clock: Clock) -> Collection:
    """Forty cards of the deck 法律, answered for two months by a learner who forgets faster than FSRS expects."""
    preferences = Preferences(collection)
    preferences.set("learning_steps", "")
    preferences.set("relearning_steps", "")
    workshop, session = CardWorkshop(collection), ReviewSession(collection)
    for number in range(40):
        workshop.add_basic(f"问{number}", f"答{number}", deck="法律")
    chance, truth = Random(2), Forgetting(DEFAULT_PARAMETERS)
    for _ in range(60):
        for _ in range(200):
            card = session.next_card()
            if card is None:
                break
            schedule, rating = card.schedule, Rating.GOOD
            if schedule.stability is not None and schedule.last_day is not None and schedule.due_day is not None:
                recall = truth.recall(schedule.due_day - schedule.last_day, schedule.stability * exp(-1.8))
                rating = Rating.GOOD if chance.random() < recall else Rating.AGAIN
            session.answer(card.id, rating, duration_ms=6_000)
        clock.forward(days=1)
    return collection


def _schedules(collection: Collection) -> dict[str, Schedule]:
    return {card.id: card.schedule for card in CardList(collection).search("")[1]}


def test_what_would_move_is_told_first_and_then_moves_and_is_undone(studied: Collection) -> None:
    tuning, before = MemoryTuning(studied), _schedules(studied)
    proposal = tuning.propose("法律")
    assert proposal.worth_while
    assert proposal.found is not None
    assert proposal.found.loss_after < proposal.found.loss_before
    assert proposal.moved > 0
    assert _schedules(studied) == before
    assert tuning.apply(proposal)
    after = _schedules(studied)
    assert sum(after[card].due_day != before[card].due_day for card in before) == proposal.moved
    parameters = Preferences(studied, "法律").get("parameters").split()
    assert [float(each) for each in parameters] == pytest.approx(proposal.found.parameters)
    assert Preferences(studied).get("parameters") == ""
    assert Health(studied).verify().ok
    entry = Journal(studied).undo()
    assert entry is not None
    assert (entry.kind, entry.subject) == ("optimize", "法律")
    assert _schedules(studied) == before
    assert Preferences(studied, "法律").get("parameters") == ""
    Journal(studied).redo()
    assert _schedules(studied) == after


def test_a_card_answered_since_keeps_what_its_answer_gave(studied: Collection) -> None:
    tuning = MemoryTuning(studied)
    proposal = tuning.propose("法律")
    card = next(iter(proposal.schedules))
    given = ReviewSession(studied).answer(card, Rating.GOOD).after
    assert tuning.apply(proposal)
    assert _schedules(studied)[card] == given


def test_a_deck_with_parameters_of_its_own_is_left_alone(studied: Collection) -> None:
    own = " ".join(map(str, DEFAULT_PARAMETERS))
    Preferences(studied, "法律").set("parameters", own)
    assert MemoryTuning(studied).propose().cards == 0
    assert MemoryTuning(studied).propose("法律").cards == 40
    with pytest.raises(NotFound):
        MemoryTuning(studied).propose("没有")


def test_it_is_worked_out_in_a_process_of_its_own_and_can_be_stopped(studied: Collection) -> None:
    tuning = MemoryTuning(studied)
    assert tuning.propose_apart("法律", SilentProgress()) == tuning.propose("法律")

    class Stopped:
        def advance(self, done: int, total: int) -> None:
            raise OperationCancelled

    with pytest.raises(OperationCancelled):
        tuning.propose_apart("法律", Stopped())
    with pytest.raises(NotFound):
        tuning.propose_apart("没有", SilentProgress())


def test_the_year_ahead_follows_the_options(studied: Collection) -> None:
    forecasts = WorkloadForecasts(studied)
    low, high = (forecasts.simulate("法律", changes={"desired_retention": text}, days=120) for text in ("0.75", "0.95"))
    assert sum(high.simulation.reviews) > 1.5 * sum(low.simulation.reviews)
    assert high.remembered > low.remembered
    assert high.seconds_per_answer == 6.0  # the learner's own
    assert high.cards == 40
