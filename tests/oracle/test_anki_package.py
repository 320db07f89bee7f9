"""Wengu reads what the real Anki exports, in each of its forms, and everything is as Anki says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from anki.collection import Collection, ExportAnkiPackageOptions

from desktop.domain.anki_import import AnkiReviewKind
from desktop.formats.anki_package import AnkiPackage, read_anki_package

FORMS = ("legacy.apkg", "new.apkg", "legacy.colpkg", "new.colpkg")
SENTENCES = {
    "坚持{{c1::党的领导::谁}}、{{c2::依法治国}}有机统一": (
        "坚持党的领导、依法治国有机统一",
        {1: ["党的领导"], 2: ["依法治国"]},
    ),
    "{{c1::嵌套{{c2::挖空}}测试}} 与 {{c1::同号}}": (
        "嵌套挖空测试 与 同号",
        {1: ["嵌套挖空测试", "同号"], 2: ["挖空"]},
    ),
    "<div>第一<b>行</b></div><div>{{c3::第二&nbsp;行}} &lt;a&gt;</div>": ("第一行\n第二 行 <a>", {3: ["第二 行"]}),
}
PARAMETERS = [round(0.1 + number / 7, 4) for number in range(21)]


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    """Two decks in a tree with a preset of their own, notes of two types, answers, FSRS, a picture, a filtered deck."""
    opened = Collection(str(tmp_path_factory.mktemp("anki") / "collection.anki2"))
    opened.set_config("fsrs", True)
    deck = opened.decks.id("法律::宪法")
    assert deck is not None
    preset = opened.decks.add_config("细水长流")
    preset["new"] |= {"perDay": 12, "delays": [1.0, 12.5]}
    preset["rev"] |= {"perDay": 90, "maxIvl": 365, "bury": True}
    preset["lapse"] |= {"delays": [5.0], "leechAction": 0}
    preset |= {"desiredRetention": 0.93, "fsrsParams6": PARAMETERS, "newMix": 2, "newGatherPriority": 2}
    opened.decks.update_config(preset)
    opened.decks.set_config_id_for_deck_dict(opened.decks.get(deck), preset["id"])
    for markup in SENTENCES:
        note = opened.new_note(opened.models.by_name("Cloze"))
        note["Text"], note.tags = markup, ["法律", "宪法::总纲"]
        opened.add_note(note, deck)
    picture = opened.media.write_data("图 片.png", b"not really png")
    for number in range(8):
        note = opened.new_note(opened.models.by_name("Basic (and reversed card)"))
        note["Front"], note["Back"] = f"问{number}", f'答<img src="{picture}">' if number == 0 else f"答{number}"
        opened.add_note(note, deck)
    opened.decks.select(deck)
    for rating in (3, 1, 4, 2, 3, 3, 4, 1):
        card = opened.sched.getCard()
        assert card is not None
        card.start_timer()
        opened.sched.answerCard(card, rating)
    ids = sorted(opened.find_cards("is:new"))
    opened.sched.suspend_cards(ids[:2])
    opened.sched.bury_cards(ids[2:3])
    opened.sched.set_due_date(ids[3:6], "7-30")
    filtered = opened.sched.get_or_create_filtered_deck(0)
    filtered.name = "突击"
    filtered.config.search_terms[0].search = f"cid:{ids[4]}"
    opened.sched.add_or_update_filtered_deck(filtered)
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=FORMS)
def package(
    request: pytest.FixtureRequest, collection: Collection, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AnkiPackage]:
    path = tmp_path_factory.mktemp("out") / request.param
    legacy = request.param.startswith("legacy")
    if path.suffix == ".apkg":
        options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy)
        collection.export_anki_package(out_path=str(path), options=options, limit=None)
    else:
        collection.export_collection_package(str(path), include_media=True, legacy=legacy)
        collection.reopen(after_full_sync=False)
    with read_anki_package(path) as opened:
        assert opened.generation == (2 if legacy else 3)
        yield opened


def test_notes(package: AnkiPackage, collection: Collection) -> None:
    notes = {note.id: note for note in package.notes()}
    assert sorted(notes) == sorted(collection.find_notes(""))
    for number, note in notes.items():
        theirs = collection.get_note(number)
        assert (note.guid, int(note.modified.timestamp()), list(note.tags)) == (theirs.guid, theirs.mod, theirs.tags)
        kind = package.note_types[note.note_type_id]
        model = theirs.note_type()
        assert model is not None
        assert kind.name == model["name"]
        assert list(kind.fields) == [field["name"] for field in model["flds"]]
        assert [(each.name, each.question, each.answer) for each in kind.templates] == [
            (each["name"], each["qfmt"], each["afmt"]) for each in model["tmpls"]
        ]
        if kind.cloze:
            text, groups = SENTENCES[theirs["Text"]]
            found: dict[int, list[str]] = {}
            for cloze in note.clozes:
                found.setdefault(cloze.groups[0], []).append(note.fields[0][cloze.start : cloze.end])
            assert (note.fields[0], found) == (text, groups)
        else:
            assert note.fields[0] == theirs["Front"]
    assert {cloze.hint for note in notes.values() for cloze in note.clozes} == {"谁", ""}


def test_cards(package: AnkiPackage, collection: Collection) -> None:
    cards = {card.id: card for card in package.cards()}
    assert sorted(cards) == sorted(collection.find_cards(""))
    today = (datetime.now().astimezone() - timedelta(hours=4)).toordinal() - datetime(
        1970, 1, 1, tzinfo=UTC
    ).toordinal()
    started = collection.db.scalar("select crt from col")
    assert int(package.settings.created.timestamp()) == started
    for number, card in cards.items():
        theirs = collection.get_card(number)
        assert (card.note_id, card.ordinal, card.state) == (theirs.nid, theirs.ord, theirs.type)
        assert (card.interval_days, card.reps, card.lapses) == (theirs.ivl, theirs.reps, theirs.lapses)
        assert card.ease == theirs.factor / 1000
        assert card.steps_left == theirs.left % 1000
        due = theirs.odue or theirs.due
        if theirs.type == 0:
            assert card.position == due
        elif due > 1_000_000_000:
            assert card.due_at == datetime.fromtimestamp(due, UTC)
        else:
            assert card.due_day is not None
            assert card.due_day - today == due - collection.sched.today
        home = collection.decks.name(theirs.odid or theirs.did)
        assert package.decks[card.deck_id].name == home == "法律::宪法"
        data = json.loads(collection.db.scalar("select data from cards where id = ?", number) or "{}")
        assert (card.stability, card.difficulty) == (data.get("s"), data.get("d"))
        if "lrt" in data:
            assert card.last_review == datetime.fromtimestamp(data["lrt"], UTC)
    assert sum(card.suspended for card in cards.values()) == 2
    assert collection.db.scalar("select count() from cards where odid")
    assert any(card.stability for card in cards.values())


def test_reviews(package: AnkiPackage, collection: Collection) -> None:
    theirs = collection.db.all("select id, cid, ease, ivl, lastIvl, factor, time, type from revlog order by id")
    reviews = list(package.reviews())
    assert [list(review) for review in reviews] == theirs
    assert sum(review.rating > 0 for review in reviews) == 8
    assert AnkiReviewKind.RESCHEDULED in {review.kind for review in reviews} or AnkiReviewKind.MANUAL in {
        review.kind for review in reviews
    }


def test_decks_presets_and_media(package: AnkiPackage) -> None:
    (deck,) = (deck for deck in package.decks.values() if deck.name == "法律::宪法")
    preset = package.presets[deck.preset_id or 0]
    assert (preset.name, preset.new_per_day, preset.reviews_per_day) == ("细水长流", 12, 90)
    assert (preset.maximum_interval, preset.desired_retention) == (365, 0.93)
    assert (preset.learning_steps, preset.relearning_steps) == ((60, 750), (300,))
    assert (preset.new_mix, preset.new_gather, preset.new_sort) == (2, 2, 0)
    assert (preset.bury, preset.leech_action) == (True, 0)
    assert preset.parameters == pytest.approx(PARAMETERS, rel=1e-6)
    (media,) = package.media
    assert (media.name, b"".join(package.media_blocks(media))) == ("图 片.png", b"not really png")
    assert "图 片.png" in {name for note in package.notes() for name in note.media}
