from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop.domain.card import CardState, Rating, Schedule
from desktop.domain.changes import Changed
from desktop.domain.cloze import Density
from desktop.domain.errors import CardSuspended, NotFound
from desktop.domain.review import DueCounts
from desktop.services.article_library import ArticleLibrary
from desktop.services.card_list import CardList
from desktop.services.card_workshop import CardWorkshop
from desktop.services.collection import Collection
from desktop.services.exam import ExamPlanning, ExamWish
from desktop.services.glance import Glance, read_glance
from desktop.services.health import Health
from desktop.services.journal import Journal
from desktop.services.preferences import Preferences
from desktop.services.review_session import CramSession, ReviewSession
from desktop.services.statistics import Statistics
from desktop.services.study_queue import open_queue
from desktop.services.text_tools import TextTools
from desktop.storage import card_queue
from tests.unit.services.conftest import ANSWERS, Clock, add_cards


def answer_next(session: ReviewSession, rating: Rating) -> str:
    card = session.next_card()
    assert card is not None
    session.answer(card.id, rating)
    return card.answer


def test_new_cards_come_in_article_order_and_return_as_learning_steps(collection: Collection, clock: Clock) -> None:
    add_cards(collection)
    session = ReviewSession(collection)
    assert session.counts() == DueCounts(new=4, learning=0, review=0)
    assert [answer_next(session, Rating.GOOD) for _ in ANSWERS] == list(ANSWERS)
    assert session.counts() == DueCounts(new=0, learning=0, review=0)
    clock.forward(minutes=10)
    assert session.counts() == DueCounts(new=0, learning=4, review=0)


def test_a_step_that_is_nearly_due_is_asked_when_nothing_else_waits(collection: Collection, clock: Clock) -> None:
    add_cards(collection, answers=ANSWERS[:1])
    session = ReviewSession(collection)
    answer_next(session, Rating.GOOD)
    assert session.next_card() is not None  # ten minutes, within learn_ahead
    Preferences(collection).set("learn_ahead", "5m")
    assert session.next_card() is None


def test_the_button_shows_the_interval_that_is_given(collection: Collection, clock: Clock) -> None:
    add_cards(collection, answers=ANSWERS[:1])
    session = ReviewSession(collection)
    card = session.next_card()
    assert card is not None
    for rating in (Rating.EASY, Rating.GOOD, Rating.HARD, Rating.AGAIN, Rating.GOOD, Rating.EASY):
        clock.forward(days=30)
        shown = session.intervals(card.id)
        given = session.interval(session.answer(card.id, rating).after)
        assert given == shown[rating]


def test_what_is_due_tomorrow_is_due_when_the_study_day_starts(collection: Collection, clock: Clock) -> None:
    add_cards(collection, answers=ANSWERS[:1])
    session = ReviewSession(collection)
    answer_next(session, Rating.EASY)
    card = session.next_card()
    assert card is None
    with collection.reading() as connection:
        due = connection.exec_driver_sql("SELECT due_day FROM cards").scalar_one()
        start = collection.calendar(connection).start_of(due)
    clock.now = start
    assert session.counts().review == 1
    assert start.astimezone(UTC).hour == 20  # 04:00 in Shanghai
    clock.forward(seconds=-1)
    assert session.counts().review == 0


def test_the_small_hours_belong_to_the_study_day_before(collection: Collection, clock: Clock) -> None:
    clock.now = datetime(2026, 3, 2, 19, 30, tzinfo=UTC)  # 03:30 on the 3rd in Shanghai
    assert Statistics(collection).summary().today == date(2026, 3, 2)
    clock.forward(minutes=30)
    assert Statistics(collection).summary().today == date(2026, 3, 3)


def test_daily_limits_hold_and_start_anew_each_day(collection: Collection, clock: Clock) -> None:
    add_cards(collection)
    Preferences(collection).set("new_per_day", "3")
    session = ReviewSession(collection)
    for left in (3, 2, 1):
        assert session.counts().new == left
        answer_next(session, Rating.EASY)
    assert session.counts().new == 0
    assert session.next_card() is None
    clock.forward(days=1)
    assert session.counts().new == 1


def test_undoing_a_new_card_gives_its_place_in_the_daily_limit_back(collection: Collection) -> None:
    add_cards(collection)
    Preferences(collection).set("new_per_day", "1")
    session = ReviewSession(collection)
    answer_next(session, Rating.GOOD)
    assert session.counts().new == 0
    Journal(collection).undo()
    assert session.counts().new == 1


def test_a_deck_holds_the_decks_below_it_and_has_limits_of_its_own(collection: Collection) -> None:
    add_cards(collection, "法律", ANSWERS[:1])
    add_cards(collection, "法律::民法", ANSWERS[1:2])
    add_cards(collection, "法律常识", ANSWERS[2:3])
    assert ReviewSession(collection, deck="法律").counts().new == 2
    assert ReviewSession(collection, deck="法律::民法").counts().new == 1
    Preferences(collection, "法律").set("new_per_day", "0")
    assert ReviewSession(collection).counts().new == 1
    with pytest.raises(NotFound):
        ReviewSession(collection, deck="没有").counts()


def test_undo_and_redo_walk_a_thousand_answers_across_a_restart(collection: Collection, clock: Clock) -> None:
    add_cards(collection)
    session, journal = ReviewSession(collection), Journal(collection)
    with collection.reading() as connection:
        ids = [row[0] for row in connection.exec_driver_sql("SELECT uuid FROM cards ORDER BY id")]

    def schedules() -> list[tuple[object, ...]]:
        with collection.reading() as connection:
            return [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM cards ORDER BY id")]

    before = schedules()
    for number in range(1_000):
        clock.forward(hours=7)
        session.answer(ids[number % 4], Rating(1 + number % 3))
    after = schedules()
    collection.close()
    again = Collection.open(collection.home, clock=clock)
    journal = Journal(again)
    for _ in range(1_000):
        assert journal.undo() is not None
    assert journal.undo() is None
    assert schedules() == before
    assert not Health(again).verify().problems
    for _ in range(1_000):
        assert journal.redo() is not None
    assert journal.redo() is None
    assert schedules() == after
    assert not Health(again).verify().problems
    again.close()


def test_a_new_answer_ends_what_can_be_done_again(collection: Collection) -> None:
    add_cards(collection)
    session, journal = ReviewSession(collection), Journal(collection)
    answer_next(session, Rating.GOOD)
    entry = journal.undo()
    assert entry is not None
    assert (entry.kind, entry.subject) == ("review", ANSWERS[0])
    answer_next(session, Rating.AGAIN)
    assert journal.redo() is None


def test_redo_gives_the_answer_that_was_undone_last_and_no_abandoned_one(collection: Collection) -> None:
    """answer 1, undo, answer 4, undo: redo gives the 4, then nothing; the log and the schedule agree throughout."""
    add_cards(collection, answers=ANSWERS[:1])
    session, journal = ReviewSession(collection), Journal(collection)
    card = session.next_card()
    assert card is not None
    session.answer(card.id, Rating.AGAIN)
    journal.undo()
    easy = session.answer(card.id, Rating.EASY)
    journal.undo()
    assert journal.redo() is not None
    with collection.reading() as connection:
        standing = connection.exec_driver_sql("SELECT uuid FROM reviews WHERE undone = 0").fetchall()
    assert [row[0] for row in standing] == [easy.id]
    assert journal.redo() is None
    journal.undo()
    assert not Health(collection).verify().problems


def test_steps_of_a_day_are_learning_and_leave_the_review_limit_alone(collection: Collection, clock: Clock) -> None:
    add_cards(collection)
    Preferences(collection).set("learning_steps", "1d")
    Preferences(collection).set("reviews_per_day", "2")
    session = ReviewSession(collection)
    for _ in ANSWERS:
        answer_next(session, Rating.AGAIN)
    clock.forward(days=1)
    for left in (4, 3, 2, 1):
        assert session.counts() == DueCounts(new=0, learning=left, review=0)
        answer_next(session, Rating.AGAIN)
    assert session.next_card() is None


def test_a_step_is_due_at_the_second_that_was_shown(collection: Collection, clock: Clock) -> None:
    clock.now = clock.now.replace(microsecond=750_000)
    add_cards(collection, answers=ANSWERS[:1])
    session = ReviewSession(collection)
    card = session.next_card()
    assert card is not None
    due = session.interval(session.answer(card.id, Rating.AGAIN).after).due
    assert due.microsecond == 0
    clock.now = due
    assert session.counts().learning == 1


def test_reviews_keep_the_schedule_before_the_answer(collection: Collection, clock: Clock) -> None:
    add_cards(collection, answers=ANSWERS[:1])
    session = ReviewSession(collection)
    card = session.next_card()
    assert card is not None
    first = session.answer(card.id, Rating.EASY, mode="typed", duration_ms=4_200)
    clock.forward(days=20)
    second = session.answer(card.id, Rating.AGAIN)
    assert first.before == card.schedule
    assert second.before == first.after
    assert second.after.state is CardState.RELEARNING
    assert second.after.lapses == 1


def test_a_suspended_card_is_neither_asked_nor_answered(collection: Collection) -> None:
    add_cards(collection, answers=ANSWERS[:1])
    session = ReviewSession(collection)
    card = session.next_card()
    assert card is not None
    with collection.writing(Changed.CARDS) as connection:
        connection.exec_driver_sql("UPDATE cards SET suspended = 1")
    assert session.next_card() is None
    with pytest.raises(CardSuspended):
        session.answer(card.id, Rating.GOOD)


def test_the_glance_tells_what_the_session_counts(collection: Collection, clock: Clock) -> None:
    assert read_glance(collection.home / "nowhere", clock()) is None
    add_cards(collection)
    Preferences(collection).set("new_per_day", "3")
    session = ReviewSession(collection)
    answer_next(session, Rating.GOOD)
    answer_next(session, Rating.EASY)
    for amount in (0, 10, 60 * 24 * 40):
        clock.forward(minutes=amount)
        assert read_glance(collection.home, clock()) == Glance(session.counts(), 0)


def test_the_glance_loads_no_sqlalchemy() -> None:
    code = "import sys; import desktop.services.glance; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_an_answer_that_was_given_survives_the_kill_of_the_process(home: Path) -> None:
    """Another process answers cards until it is killed; each answer it told of is there afterwards."""
    with Collection.open(home) as collection:
        add_cards(collection)
    code = (
        "import sys; from pathlib import Path\n"
        "from desktop.domain.card import Rating\n"
        "from desktop.services.collection import Collection\n"
        "from desktop.services.review_session import ReviewSession\n"
        "session = ReviewSession(Collection.open(Path(sys.argv[1])))\n"
        "card = session.next_card()\n"
        "while True: print(session.answer(card.id, Rating.AGAIN).id, flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(home)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = [process.stdout.readline().strip() for _ in range(20)]
    os.kill(process.pid, signal.SIGKILL)
    told += [line.strip() for line in process.stdout if line.endswith("\n")]
    process.wait()
    process.stdout.close()
    with Collection.open(home) as collection:
        with collection.reading() as connection:
            kept = {row[0] for row in connection.exec_driver_sql("SELECT uuid FROM reviews")}
        assert set(told) <= kept
        assert not Health(collection).verify().problems


def test_a_clock_set_back_loses_nothing(collection: Collection, clock: Clock) -> None:
    add_cards(collection, answers=ANSWERS[:1])
    session = ReviewSession(collection)
    card = session.next_card()
    assert card is not None
    session.answer(card.id, Rating.GOOD)
    clock.now = datetime(2020, 1, 1, tzinfo=UTC)
    session.answer(card.id, Rating.GOOD)
    with collection.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM reviews").scalar() == 2


def test_the_limit_of_a_deck_holds_for_the_decks_below_it(collection: Collection) -> None:
    for deck in ("理论::党建", "理论::法治", "历史"):
        add_cards(collection, deck)
    Preferences(collection).set("new_per_day", "3")
    with collection.writing(Changed.CARDS) as connection:
        collection.deck_key(connection, "理论")
    assert ReviewSession(collection).counts().new == 6  # three of 理论 in all, three of 历史
    assert ReviewSession(collection, deck="理论").counts().new == 3
    assert ReviewSession(collection, deck="理论::党建").counts().new == 3
    session = ReviewSession(collection, deck="理论::党建")
    for _ in range(2):
        card = session.next_card()
        assert card is not None
        session.answer(card.id, Rating.EASY)
    assert ReviewSession(collection, deck="理论").counts().new == 1
    assert ReviewSession(collection, deck="理论::法治").counts().new == 3
    parent = ReviewSession(collection, deck="理论")
    card = parent.next_card()
    assert card is not None
    parent.answer(card.id, Rating.EASY)
    assert parent.next_card() is None


@pytest.mark.parametrize("most", [0, 1, 3, 100])
def test_counting_only_so_many_tells_the_same_up_to_there(collection: Collection, clock: Clock, most: int) -> None:
    for deck, number in (("理论", 4), ("理论::法治", 1), ("历史", 2)):
        add_cards(collection, deck, answers=ANSWERS[:number])
    session = ReviewSession(collection)
    for _ in range(3):
        answer_next(session, Rating.EASY)
    clock.forward(minutes=60 * 24 * 40)
    with collection.reading() as connection:
        scope = open_queue(connection, clock()).scope
        for count in (card_queue.count_new, card_queue.count_reviews):
            whole = count(connection, scope)
            assert sum(whole.values()) >= 3
            limited = {key: min(number, most) for key, number in whole.items() if most}
            assert count(connection, scope, most=most) == limited


def test_a_session_over_one_kind_or_tag(collection: Collection) -> None:
    add_cards(collection)
    card = ReviewSession(collection).next_card()
    assert card is not None
    assert ReviewSession(collection, kind="shorthand").counts().new == 4
    assert ReviewSession(collection, kind="date").counts().new == 0
    CardWorkshop(collection).tag([card.id], add=['it\'s "it"'])
    assert ReviewSession(collection, tag='it\'s "it"').next_card() is not None
    assert ReviewSession(collection, tag='it\'s "it"').counts().new == 1
    assert ReviewSession(collection, tag="it").counts().new == 0


def test_cramming_leaves_the_schedule_alone(collection: Collection, clock: Clock) -> None:
    add_cards(collection)
    ids = [card.id for card in CardList(collection).search("")[1]]
    cram = CramSession(collection, ids[:2])
    first = cram.next_card()
    assert first is not None
    cram.answer(first.id, Rating.AGAIN, mode="typed", duration_ms=900)
    second = cram.next_card()
    assert second is not None
    assert second.id != first.id
    cram.answer(second.id, Rating.GOOD)
    assert cram.next_card() == first
    cram.answer(first.id, Rating.EASY)
    assert cram.next_card() is None
    assert cram.counts().total == 0
    assert ReviewSession(collection).counts().new == 4
    assert all(card.schedule == Schedule() for card in CardList(collection).search("")[1])
    assert Statistics(collection).summary().reviews == 3
    Journal(collection).undo()
    assert Statistics(collection).summary().reviews == 2
    assert Health(collection).verify().ok


def test_siblings_wait_for_another_day(collection: Collection, clock: Clock) -> None:
    Preferences(collection).set("bury_siblings", "true")
    add_cards(collection)
    add_cards(collection, answers=("两个确立",))
    session = ReviewSession(collection)
    assert session.counts().new == 5
    answer_next(session, Rating.EASY)  # 两个确立: the other card of the same words waits
    assert session.counts().new == 3
    Journal(collection).undo()
    assert session.counts().new == 5
    Journal(collection).redo()
    assert session.counts().new == 3
    clock.forward(days=1)
    assert session.counts().new == 4


def test_the_same_phrase_in_another_article_waits_for_another_day_too(
    collection: Collection, tmp_path: Path, text_tools: TextTools
) -> None:
    Preferences(collection).set("bury_siblings", "true")
    library = ArticleLibrary(collection, text_tools)
    for number, words in enumerate(("全面深刻领悟", "必须牢牢把握")):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"第{number}号文件\n\n{words}“两个确立”的决定性意义，不断前进。", "utf-8")
        library.import_file(path, density=Density.ALL)
    for question in ("哪一项是对的？", "哪一项写进了决议？"):
        CardWorkshop(collection).add_basic(question, "两个确立")
    session = ReviewSession(collection)
    found = [card for card in CardList(collection).search("")[1] if card.answer == "两个确立"]
    assert len({card.article_id for card in found}) == 3
    session.answer(found[0].id, Rating.EASY)
    buried = {card.id for card in found if session.card(card.id).buried_until}
    assert buried == {card.id for card in found[1:] if card.note_kind == "cloze"}
    assert len(buried) == 1
    own = [card.id for card in found if card.note_kind != "cloze"]
    session.answer(own[0], Rating.EASY)
    assert not session.card(own[1]).buried_until  # two questions with one answer are two questions


@pytest.mark.parametrize(("mix", "expected"), [("after", "RRRRRRNNN"), ("before", "NNNRRRRRR"), ("mixed", "RRNRRNRRN")])
def test_new_cards_come_among_the_reviews_as_it_is_set(
    collection: Collection, clock: Clock, mix: str, expected: str
) -> None:
    """Six reviews and three new cards; what was asked is asked on after a restart."""
    add_cards(collection, answers=ANSWERS)
    add_cards(collection, answers=ANSWERS[:2])
    session = ReviewSession(collection)
    for _ in range(6):
        answer_next(session, Rating.EASY)
    clock.forward(days=60)
    add_cards(collection, answers=ANSWERS[:3])
    Preferences(collection).set("new_mix", mix)
    asked = ""
    while (card := ReviewSession(collection).next_card()) is not None:
        assert session.next_card() == card
        likely = session.likely_after(card.id)
        asked += "N" if card.schedule.state is CardState.NEW else "R"
        session.answer(card.id, Rating.EASY)
        assert session.next_card() == likely or likely is None
    assert asked == expected


@pytest.mark.parametrize("bury", ["true", "false"])
@pytest.mark.parametrize("exam", [True, False])
@pytest.mark.parametrize("mix", ["after", "mixed"])
def test_what_is_likely_after_a_card_comes_after_it(collection: Collection, bury: str, exam: bool, mix: str) -> None:
    Preferences(collection).set("bury_siblings", bury)
    Preferences(collection).set("new_mix", mix)
    add_cards(collection)
    add_cards(collection, answers=("两个确立",))
    if exam:
        ExamPlanning(collection).set(ExamWish(date(2026, 3, 3), 0.9), remedies=False)
    session = ReviewSession(collection)
    asked = 0
    while (card := session.next_card()) is not None:
        likely = session.likely_after(card.id)
        session.answer(card.id, Rating.EASY)
        asked += 1
        following = session.next_card()
        assert likely == following or following is None
    assert asked >= 2


@pytest.mark.parametrize(("action", "suspended"), [("tag", False), ("suspend", True)])
def test_a_card_forgotten_too_often_is_a_leech(
    collection: Collection, clock: Clock, action: str, suspended: bool
) -> None:
    preferences = Preferences(collection)
    preferences.set("leech_threshold", "2")
    preferences.set("leech_action", action)
    add_cards(collection, answers=("两个确立",))
    session = ReviewSession(collection)
    (card,) = CardList(collection).search("")[1]
    session.answer(card.id, Rating.EASY)
    clock.forward(days=40)
    assert session.leech(session.answer(card.id, Rating.AGAIN)) == ""
    assert session.leech(session.answer(card.id, Rating.GOOD)) == ""
    clock.forward(days=40)
    assert session.leech(session.answer(card.id, Rating.AGAIN)) == action
    (leech,) = CardList(collection).search("")[1]
    assert (leech.tags, leech.suspended) == (("leech",), suspended)
    Journal(collection).undo()
    (card,) = CardList(collection).search("")[1]
    assert (card.tags, card.suspended) == ((), False)
    assert Health(collection).verify().ok


@pytest.mark.parametrize(("order", "expected"), [("article", ANSWERS), ("latest", ANSWERS[::-1])])
def test_new_cards_come_in_the_order_that_is_set(collection: Collection, order: str, expected: tuple[str, ...]) -> None:
    Preferences(collection).set("new_order", order)
    add_cards(collection)
    session = ReviewSession(collection)
    assert tuple(answer_next(session, Rating.EASY) for _ in ANSWERS) == expected


def test_at_random_each_new_card_comes_once(collection: Collection) -> None:
    Preferences(collection).set("new_order", "random")
    add_cards(collection)
    session = ReviewSession(collection)
    assert session.next_card() == session.next_card()
    assert {answer_next(session, Rating.EASY) for _ in ANSWERS} == set(ANSWERS)


def test_the_limit_of_a_day_can_be_lifted_for_the_day_and_undo_brings_it_back(
    collection: Collection, clock: Clock
) -> None:
    add_cards(collection)
    Preferences(collection).set("new_per_day", "2")
    session = ReviewSession(collection)
    all_new = len(ANSWERS)
    assert session.held_back() == all_new - 2
    for _ in range(2):
        answer_next(session, Rating.EASY)
    assert session.next_card() is None
    assert session.held_back() == all_new - 2
    session.lift_limits()
    assert (session.held_back(), session.counts().new) == (0, all_new - 2)
    assert session.next_card() is not None
    assert read_glance(collection.home, clock()) == Glance(session.counts(), 0)
    Journal(collection).undo()
    assert session.next_card() is None
    assert session.held_back() == all_new - 2
    Journal(collection).redo()
    clock.forward(days=1)
    assert session.counts().new == min(2, all_new - 2)
