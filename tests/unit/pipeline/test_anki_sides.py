"""What cards of notes from Anki ask."""

from __future__ import annotations

from datetime import UTC, datetime

from desktop.domain.anki_import import ImportedCloze, ImportedNote, ImportedNoteType, ImportedTemplate
from desktop.pipeline.anki_sides import Side, card_sides

NONE: frozenset[int] = frozenset()


def _note(*fields: str, clozes: tuple[ImportedCloze, ...] = (), media: tuple[str, ...] = ()) -> ImportedNote:
    return ImportedNote(1, "g", 1, datetime(2026, 1, 1, tzinfo=UTC), (), fields, clozes, media)


def _type(
    *templates: tuple[str, str], fields: tuple[str, ...] = ("正面", "背面"), cloze: bool = False
) -> ImportedNoteType:
    made = tuple(ImportedTemplate(f"卡 {n}", *sides) for n, sides in enumerate(templates))
    return ImportedNoteType(1, "型", cloze, fields, made, NONE)


def test_both_ways_of_a_basic_note() -> None:
    there, back = ("{{正面}}", "{{FrontSide}}<hr>{{背面}}"), ("{{背面}}", "{{FrontSide}}<hr>{{正面}}")
    sides = card_sides(_note("问", "答"), _type(there, back))
    assert sides == {0: Side("问", "答", (), "答"), 1: Side("答", "问", (), "问")}


def test_filters_and_conditions_of_templates() -> None:
    sides = card_sides(
        _note("问", "答", "注"),
        _type(("{{#附}}{{text:正面}}{{/附}}", "{{type:背面}} {{hint:附}}"), fields=("正面", "背面", "附")),
    )
    assert sides[0] == Side("问", "答\n注", (), "答\n注")


def test_each_cloze_number_is_a_card_and_inner_clozes_lie_within_outer_ones() -> None:
    text = "增强四个意识、坚定四个自信"
    clozes = (
        ImportedCloze(0, 2, 6, (1,)),
        ImportedCloze(0, 3, 4, (1,)),
        ImportedCloze(0, 9, 13, (1, 2)),
    )
    sides = card_sides(_note(text, "附", clozes=clozes), _type(("{{cloze:正面}}", ""), cloze=True))
    assert sides[0] == Side(text, "四个意识；四个自信", ((2, 6), (9, 13)), remark="附")
    assert sides[1] == Side(text, "四个自信", ((9, 13),), remark="附")


def test_a_number_in_several_fields_asks_for_all_of_its_words() -> None:
    clozes = (ImportedCloze(0, 2, 3, (1,)), ImportedCloze(1, 2, 4, (2,)), ImportedCloze(1, 5, 7, (1,)))
    note = _note("第一空", "第二空格与同号", "《宪法》", "", clozes=clozes)
    sides = card_sides(note, _type(("", ""), fields=("甲", "乙", "来源", "余"), cloze=True))
    assert sides[0] == Side("第一空\n第二空格与同号", "空；同号", ((2, 3), (9, 11)), remark="《宪法》")
    assert sides[1] == Side("第二空格与同号", "空格", ((2, 4),), remark="《宪法》")


def test_of_a_note_of_our_own_the_remark_comes_home() -> None:
    note = _note("审判机关", "审判", "附", clozes=(ImportedCloze(0, 0, 2, (1,)),))
    sides = card_sides(note, _type(("", ""), fields=("句子", "答案", "笔记"), cloze=True))
    assert sides[0].remark == "附"


def test_a_back_of_pictures_tells_their_names() -> None:
    sides = card_sides(_note("问", "", media=("图.png", "音.mp3")), _type(("{{正面}}", "{{背面}}")))
    assert sides[0].answer == "[图.png] [音.mp3]"


def test_unknown_note_types_ask_with_the_first_field_that_says_something() -> None:
    assert card_sides(_note("", "甲", "乙", "丙"), None) == {0: Side("甲", "乙\n丙", (), "乙\n丙")}
    assert card_sides(_note("", "", media=("图.png", "音.mp3")), None)[0].sentence == "[图.png]"
    assert card_sides(_note("", ""), None)[0].sentence == ""
