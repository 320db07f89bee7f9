"""The real Anki imports what Wengu exports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest, ImportLogWithChanges

from desktop.domain.anki import AnkiNote
from desktop.domain.article import TextSpan
from desktop.domain.card import CardState, Rating, Schedule
from desktop.domain.review import Review
from desktop.formats.apkg_file import write_apkg

MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)

# Each with its blanks: what Anki must hide, and nothing else.
SENTENCES = {
    "深刻领悟“两个确立”的决定性意义": ["两个确立"],
    "增强“四个意识”、坚定“四个自信”、做到“两个维护”": ["四个意识", "两个维护"],
    "{{c2::花括号}}里的::冒号::和}}尾": ["花括号", "::和}"],
    "若 a<b 且 b>c，则 <script>alert(1)</script> & &amp; 只是文字": ["a<b", "&amp;"],
    "[sound:a.mp3] 与 [latex]x[/latex] 与 [$]y[/$] 不是媒体": ["[sound:a.mp3]"],
    "以 \\(x\\) 和 \\[y\\] 为例|竖线": ["\\(x\\)", "|竖"],
    "第一行\n第二行": ["行\n第"],
    ":以冒号开头，以冒号结尾:": [":以", "尾:"],
    "𠮷野家在扩展区，é 是组合字": ["𠮷野"],
    "整句都是空": ["整句都是空"],
}


def note(sentence: str, *answers: str, guid: str = "", **more: object) -> AnkiNote:
    blanks = []
    for answer in answers:
        start = sentence.index(answer)
        blanks.append(TextSpan(start, start + len(answer)))
    facts: dict[str, object] = {
        "guid": guid or f"guid-{sentence}",
        "deck": "温故::意见",
        "created": MOMENT,
        "modified": MOMENT,
        **more,
    }
    return AnkiNote(sentence=sentence, blanks=tuple(blanks), answer="、".join(answers), **facts)  # type: ignore[arg-type]


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def take(
    collection: Collection, folder: Path, notes: list[AnkiNote], *, typed: bool = False, with_schedule: bool = False
) -> ImportLogWithChanges.Log:
    """Export ``notes`` and import the package; Anki's log of it."""
    path = folder / "cards.apkg"
    write_apkg(path, notes, typed=typed, with_schedule=with_schedule)
    options = ImportAnkiPackageOptions(with_scheduling=with_schedule)
    return collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options)).log


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html.replace("<br>", "\n")))


def sentence_shown(html: str) -> str:
    return plain(html.split('class="sentence">')[1].split("</p>")[0])


def assert_sound(collection: Collection) -> None:
    problems, sound = collection.fix_integrity()
    assert sound, problems
    assert not collection.get_empty_cards().notes


@pytest.mark.parametrize("typed", [False, True])
def test_each_question_hides_exactly_the_blank_and_each_answer_shows_it(
    collection: Collection, tmp_path: Path, typed: bool
) -> None:
    notes = [note(sentence, *answers) for sentence, answers in SENTENCES.items()]
    log = take(collection, tmp_path, notes, typed=typed)
    assert (len(log.new), len(log.updated), len(log.duplicate)) == (len(notes), 0, 0)
    assert collection.note_count() == collection.card_count() == len(notes)
    assert_sound(collection)
    for (sentence, answers), card_id in zip(SENTENCES.items(), sorted(collection.find_cards("")), strict=True):
        shown = collection.get_card(card_id).render_output()
        gapped = sentence
        for answer in answers:
            gapped = gapped.replace(answer, "[...]", 1)
        assert sentence_shown(shown.question_text) == gapped
        assert sentence_shown(shown.answer_text) == sentence
        assert not collection.get_card(card_id).question_av_tags()


def test_decks_tags_and_order_arrive(collection: Collection, tmp_path: Path) -> None:
    decks = ["温故::意见::一、总体要求", "温故::意见::二、领导", "温故::民法典"]
    notes = [note(f"第{n}句话", "句", deck=deck, tags=("类别::简称",)) for n, deck in enumerate(decks)]
    take(collection, tmp_path, notes)
    names = {deck.name for deck in collection.decks.all_names_and_ids()}
    assert names >= {"温故", "温故::意见", *decks}
    assert collection.tags.all() == ["类别::简称"]
    for number, deck in enumerate(decks):
        (card_id,) = collection.find_cards(f'"deck:{deck}"')
        card = collection.get_card(card_id)
        assert card.note()["句子"].startswith(f"第{number}")
        assert card.due == collection.get_card(collection.find_cards("")[0]).due + number


def test_the_same_notes_again_change_nothing(collection: Collection, tmp_path: Path) -> None:
    notes = [note(sentence, *answers) for sentence, answers in SENTENCES.items()]
    take(collection, tmp_path, notes)
    kept = collection.get_note(collection.find_notes("")[0])
    kept["补充"] = "自己写的"
    kept.tags = ["我的"]
    collection.update_note(kept)
    log = take(collection, tmp_path, notes)
    assert (len(log.new), len(log.updated), len(log.duplicate)) == (0, 0, len(notes))
    kept.load()
    assert (kept["补充"], kept.tags) == ("自己写的", ["我的"])


def test_one_corrected_character_updates_one_note(collection: Collection, tmp_path: Path) -> None:
    notes = [note(f"坚持以人民为中{n}", "人民", guid=f"g{n}") for n in range(20)]
    take(collection, tmp_path, notes)
    notes[7] = replace(notes[7], sentence="坚持以人民为中心", modified=MOMENT + timedelta(days=1))
    log = take(collection, tmp_path, notes)
    assert (len(log.new), len(log.updated), len(log.duplicate)) == (0, 1, 19)
    assert collection.note_count() == collection.card_count() == 20
    (changed,) = collection.find_notes("句子:*为中心")
    assert collection.get_note(changed).guid == "g7"
    assert_sound(collection)


def test_a_moved_blank_keeps_its_card(collection: Collection, tmp_path: Path) -> None:
    take(collection, tmp_path, [note("增强“四个意识”、坚定“四个自信”", "四个意识", "四个自信", guid="g")])
    (before,) = collection.find_cards("")
    moved = note("增强“四个意识”、坚定“四个自信”", "四个自信", guid="g", modified=MOMENT + timedelta(days=1))
    take(collection, tmp_path, [moved])
    assert list(collection.find_cards("")) == [before]
    assert_sound(collection)


def test_anki_goes_on_where_wengu_stands(collection: Collection, tmp_path: Path) -> None:
    today = datetime.now(UTC)
    # Anki's study day starts at four in the morning of the machine's own time zone, as Wengu's does.
    day = (today.astimezone() - timedelta(hours=4)).toordinal() - datetime(1970, 1, 1, tzinfo=UTC).toordinal()
    learnt = Schedule(
        CardState.REVIEW,
        due_day=day + 12,
        scheduled_days=20,
        last_day=day - 8,
        stability=21.5,
        difficulty=5.25,
        reps=4,
        lapses=1,
    )
    step = Schedule(
        CardState.LEARNING,
        remaining_steps=1,
        due_at=today + timedelta(minutes=10),
        last_day=day,
        stability=1.5,
        difficulty=6.0,
        reps=1,
    )
    fallen = replace(learnt, state=CardState.RELEARNING, due_day=None, due_at=today, remaining_steps=1, lapses=2)
    review = Review("r1", "c1", MOMENT, 20_513, Rating.GOOD, "typed", 4_200, Schedule(), step)
    later = replace(review, id="r2", at=MOMENT + timedelta(days=3), rating=Rating.EASY, before=step, after=learnt)
    states = {"熟": (learnt, (review, later)), "学": (step, (review,)), "忘": (fallen, ()), "新": (Schedule(), ())}
    notes = [note(f"{name}句话", "句话", schedule=schedule, reviews=log) for name, (schedule, log) in states.items()]
    take(collection, tmp_path, [*notes, replace(notes[0], guid="asleep", suspended=True)], with_schedule=True)
    assert_sound(collection)
    cards = {}
    for card_id in collection.find_cards("-is:suspended"):
        card = collection.get_card(card_id)
        cards[card.note()["句子"][0]] = card
    assert {name: int(card.type) for name, card in cards.items()} == {"熟": 2, "学": 1, "忘": 3, "新": 0}
    firm = cards["熟"]
    assert firm.due - collection.sched.today == 12
    assert (firm.ivl, firm.reps, firm.lapses) == (20, 4, 1)
    assert firm.memory_state is not None
    assert (firm.memory_state.stability, firm.memory_state.difficulty) == pytest.approx((21.5, 5.25))
    assert cards["学"].due == int((today + timedelta(minutes=10)).timestamp())
    rows = collection.db.all("select id, ease, ivl, lastIvl, time, type from revlog where cid = ? order by id", firm.id)
    assert [row[1:] for row in rows] == [[3, rows[0][2], 0, 4_200, 0], [4, 20, rows[1][3], 4_200, 0]]
    assert [row[0] for row in rows] == [int(each.at.timestamp() * 1000) for each in (review, later)]
    assert len(collection.find_cards("is:suspended")) == 1


def test_without_the_schedule_every_card_is_new(collection: Collection, tmp_path: Path) -> None:
    learnt = Schedule(CardState.REVIEW, due_day=20_600, scheduled_days=9, stability=9.0, difficulty=5.0, reps=3)
    take(collection, tmp_path, [note("做到“两个维护”", "两个维护", schedule=learnt)])
    assert list(collection.find_cards("is:new")) == list(collection.find_cards(""))


def test_questions_with_answers_travel_beside_clozes(collection: Collection, tmp_path: Path) -> None:
    basic = AnkiNote(
        guid="basic\x1f1",
        deck="温故",
        sentence="若 a<b，谁大？\n再想想",
        blanks=(),
        answer="b & 其他",
        created=MOMENT,
        modified=MOMENT,
        remark="自己的话",
    )
    log = take(collection, tmp_path, [note("深刻领悟“两个确立”的决定性意义", "两个确立"), basic])
    assert len(log.new) == 2
    assert_sound(collection)
    (number,) = collection.find_cards('"note:温故 问答"')
    shown = collection.get_card(number).render_output()
    assert plain(sentence_shown(shown.question_text)) == "若 a<b，谁大？\n再想想"
    assert "b & 其他" not in plain(shown.question_text)
    assert "b & 其他" in plain(shown.answer_text)
    assert "自己的话" in plain(shown.answer_text)
    again = take(collection, tmp_path, [note("深刻领悟“两个确立”的决定性意义", "两个确立"), basic])
    assert (len(again.new), len(again.updated)) == (0, 0)
