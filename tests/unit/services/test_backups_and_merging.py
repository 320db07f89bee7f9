"""Copies that are proven, going back to one, and bringing two together without losing an answer."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from desktop.domain.card import Card, Rating
from desktop.domain.errors import DatabaseBusy, DatabaseDamaged, DatabaseNewer, FileMissing
from desktop.services.article_library import ArticleLibrary
from desktop.services.backups import Backups, restore, surplus
from desktop.services.card_list import CardList
from desktop.services.card_workshop import CardWorkshop
from desktop.services.collection import Collection
from desktop.services.health import Health
from desktop.services.journal import Journal
from desktop.services.merging import Merging
from desktop.services.review_session import ReviewSession
from desktop.services.statistics import Statistics
from desktop.services.text_tools import TextTools
from tests.unit.services.conftest import Clock, add_cards

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def _cards(collection: Collection) -> list[Card]:
    return sorted(CardList(collection).search("")[1], key=lambda card: card.id)


def _copy(collection: Collection, home: Path, seed: int) -> Collection:
    """Another collection that begins as this one stands."""
    home.mkdir()
    shutil.copyfile(Backups(collection).make(), home / "collection.db")
    return Collection.open(home, clock=Clock(collection.now()), chance=Random(seed))


def test_a_backup_is_a_whole_collection(collection: Collection) -> None:
    add_cards(collection)
    path = Backups(collection).make()
    assert Backups(collection).list() == [path]
    with closing(sqlite3.connect(path)) as copy:
        assert copy.execute("SELECT count(*) FROM cards").fetchone() == (4,)


def test_backups_go_where_the_learner_wants_them(collection: Collection, tmp_path: Path, clock: Clock) -> None:
    backups, folder = Backups(collection), tmp_path / "USB" / "温故"
    made = backups.daily(folder)
    assert made is not None
    assert made.parent == folder
    assert backups.daily(folder) is None
    assert not (collection.home / "backups").exists()


def test_there_is_one_backup_a_day_and_old_ones_are_thinned_out(collection: Collection, clock: Clock) -> None:
    backups = Backups(collection)
    assert backups.daily() is not None
    assert backups.daily() is None
    for _ in range(12):
        clock.forward(days=1)
        assert backups.daily() is not None
    assert 7 <= len(backups.list()) <= 9
    days = [(date(2025, 1, 1) + timedelta(days=number), Path(str(number))) for number in range(400)]
    kept = [pair for pair in days if pair[1] not in surplus(days)]
    assert kept[-7:] == days[-7:]
    assert 18 <= len(kept) <= 7 + 4 + 12


def test_going_back_keeps_what_stood(home: Path) -> None:
    with Collection.open(home, clock=Clock(NOW), chance=Random(1)) as collection:
        add_cards(collection)
        path = Backups(collection).make()
        CardWorkshop(collection).trash([card.id for card in _cards(collection)])
        with pytest.raises(DatabaseBusy):
            restore(home, path, NOW)
    done = restore(home, path, NOW)
    with Collection.open(home) as collection:
        assert len(_cards(collection)) == 4
    assert done.kept is not None
    with closing(sqlite3.connect(done.kept)) as kept:
        assert kept.execute("SELECT count(*) FROM cards WHERE trashed = 2").fetchone() == (4,)
    again = restore(home, path, NOW)  # within the same second
    assert again.kept != done.kept
    assert done.kept.exists()


def test_what_is_no_sound_collection_is_refused(home: Path, tmp_path: Path) -> None:
    with Collection.open(home, clock=Clock(NOW), chance=Random(1)) as collection:
        add_cards(collection)
        path = Backups(collection).make()
    (tmp_path / "text.db").write_text("not a database, but long enough to look like a file of some kind" * 20)
    (tmp_path / "cut.db").write_bytes(path.read_bytes()[:-9000])
    newer = tmp_path / "newer.db"
    shutil.copyfile(path, newer)
    with closing(sqlite3.connect(newer)) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    for name, error in (
        ("text.db", DatabaseDamaged),
        ("cut.db", DatabaseDamaged),
        ("newer.db", DatabaseNewer),
        ("none.db", FileMissing),
    ):
        with pytest.raises(error):
            restore(home, tmp_path / name, NOW)
    with Collection.open(home) as collection:
        assert len(_cards(collection)) == 4
    assert not list(home.glob(".restore-*"))


def test_a_damaged_collection_is_replaced_and_kept(home: Path) -> None:
    with Collection.open(home, clock=Clock(NOW), chance=Random(1)) as collection:
        add_cards(collection)
        path = Backups(collection).make()
    damaged = b"no database any more" * 500
    (home / "collection.db").write_bytes(damaged)
    done = restore(home, path, NOW)
    assert done.kept is not None
    assert done.kept.read_bytes() == damaged
    with Collection.open(home) as collection:
        assert len(_cards(collection)) == 4


def test_both_sides_keep_what_they_made(collection: Collection, text_tools: TextTools, tmp_path: Path) -> None:
    add_cards(collection)
    with _copy(collection, tmp_path / "other", 2) as other:
        ArticleLibrary(collection, text_tools).import_text("甲文件\n\n坚持实事求是，坚持群众路线，坚持独立自主。", "a")
        ArticleLibrary(other, text_tools).import_text("乙文件\n\n深刻领悟“两个确立”的决定性意义，做到“两个维护”。", "b")
        CardWorkshop(other).add_basic("问", "答", deck="自己的::牌组")
        report = Merging(collection).merge(other.home / "collection.db")
        assert (report.articles, report.conflicts) == (1, 0)
        titles = {each.title for each in ArticleLibrary(collection, text_tools).summaries()}
        assert titles == {"甲文件", "乙文件"}
        assert {card.id for card in _cards(other)} <= {card.id for card in _cards(collection)}
        assert Health(collection).verify().ok
        again = Merging(collection).merge(other.home / "collection.db")
        assert (again.articles, again.cards, again.reviews, again.conflicts) == (0, 0, 0, 0)


@pytest.mark.parametrize("seed", range(6))
def test_no_answer_is_lost_and_both_directions_agree(
    collection: Collection, clock: Clock, tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    add_cards(collection)
    ids = [card.id for card in _cards(collection)]

    def study(side: Collection, at: Clock, start: float) -> None:
        """Answers at moments of its own, some taken back, some cards forgotten."""
        at.now = clock.now + timedelta(minutes=start)
        for _ in range(8):
            at.forward(hours=chance.choice((1, 25, 60)))
            ReviewSession(side).answer(chance.choice(ids), Rating(chance.randint(1, 4)))
            if chance.random() < 0.2:
                Journal(side).undo()
            if chance.random() < 0.15:
                CardWorkshop(side).forget([chance.choice(ids)])

    ReviewSession(collection).answer(ids[0], Rating.GOOD)
    with _copy(collection, tmp_path / "one", 2) as one, _copy(collection, tmp_path / "two", 3) as two:
        for side, start in ((one, 0.0), (two, 7.0)):
            assert isinstance(side.now, Clock)
            study(side, side.now, start)
        answers = Statistics(one).summary().reviews + Statistics(two).summary().reviews - 1
        before_one, before_two = Backups(one).make(tmp_path / "b1"), Backups(two).make(tmp_path / "b2")
        Merging(one).merge(before_two)
        Merging(two).merge(before_one)
        assert Statistics(one).summary().reviews == Statistics(two).summary().reviews == answers
        assert [card.schedule for card in _cards(one)] == [card.schedule for card in _cards(two)]
        assert Health(one).verify().ok
        assert Health(two).verify().ok
        state = _cards(one)
        report = Merging(one).merge(before_two)
        assert report.reviews == 0
        assert _cards(one) == state


def test_the_later_words_stand(collection: Collection, clock: Clock, tmp_path: Path) -> None:
    card_id = CardWorkshop(collection).add_basic("问", "答")
    with _copy(collection, tmp_path / "other", 2) as other:
        assert isinstance(other.now, Clock)
        clock.forward(minutes=5)
        CardWorkshop(collection).edit_basic(card_id, "问甲", "答甲")
        other.now.forward(minutes=9)
        CardWorkshop(other).edit_basic(card_id, "问乙", "答乙")
        assert Merging(collection).merge(other.home / "collection.db").conflicts == 1
        (card,) = _cards(collection)
        assert (card.sentence, card.back, card.answer) == ("问乙", "答乙", "答乙")
        assert Merging(other).merge(Backups(collection).make()).conflicts == 0


def test_only_what_both_sides_changed_is_a_conflict(collection: Collection, clock: Clock, tmp_path: Path) -> None:
    workshop = CardWorkshop(collection)
    here, there, both = (workshop.add_basic(f"问{number}", f"答{number}") for number in range(3))
    with _copy(collection, tmp_path / "other", 2) as other:
        assert isinstance(other.now, Clock)
        other.now.forward(minutes=5)
        CardWorkshop(other).edit_basic(there, "彼", "彼答")
        CardWorkshop(other).edit_basic(both, "彼", "彼答")
        clock.forward(minutes=9)
        workshop.edit_basic(here, "此", "此答")
        workshop.edit_basic(both, "此", "此答")
        backup = Backups(other).make()
        assert Merging(collection).merge(backup).conflicts == 1
        assert Merging(collection).merge(backup).conflicts == 0
        sentences = {card.id: card.sentence for card in _cards(collection)}
        assert sentences == {here: "此", there: "彼", both: "此"}


def test_an_earlier_answer_that_comes_after_a_merge_still_counts(
    collection: Collection, clock: Clock, tmp_path: Path
) -> None:
    """A schedule that was worked out from the log is no part of it."""
    add_cards(collection)
    card_id = _cards(collection)[0].id
    with _copy(collection, tmp_path / "other", 2) as other:
        assert isinstance(other.now, Clock)
        other.now.forward(hours=1)
        ReviewSession(other).answer(card_id, Rating.EASY)
        clock.forward(hours=2)
        ReviewSession(collection).answer(card_id, Rating.GOOD)
        first = Backups(other).make(tmp_path / "first")
        other.now.forward(days=20)
        ReviewSession(other).answer(card_id, Rating.AGAIN)
        clock.forward(days=30)
        Merging(collection).merge(first)  # later than the answer that comes next
        assert Merging(collection).merge(Backups(other).make(tmp_path / "second")).reviews == 1
        Merging(other).merge(Backups(collection).make(tmp_path / "third"))
        assert [card.schedule for card in _cards(collection)] == [card.schedule for card in _cards(other)]
        assert max(card.schedule.lapses for card in _cards(collection)) == 1
        assert Health(collection).verify().ok


def test_pictures_come_along_under_plain_names_only(collection: Collection, tmp_path: Path) -> None:
    with _copy(collection, tmp_path / "other", 2) as other:
        media = other.home / "media"
        media.mkdir()
        (media / "图.png").write_bytes(b"a picture")
        (other.home / "outside.png").write_bytes(b"not to be copied")
        with closing(sqlite3.connect(other.home / "collection.db")) as database:
            database.executemany(
                "INSERT INTO media (name, size, sha1) VALUES (?, 1, x'00')", [("图.png",), ("../outside.png",)]
            )
            database.commit()
        Merging(collection).merge(other.home / "collection.db")
        assert (collection.home / "media" / "图.png").read_bytes() == b"a picture"
        assert not (collection.home / "outside.png").exists()
