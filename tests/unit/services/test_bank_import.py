"""Banks into a real collection, and how their questions are asked."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from desktop.domain.bank import BankField
from desktop.domain.card import Card
from desktop.domain.errors import BadValue, ColumnsUnclear, NoQuestions
from desktop.domain.question import QuestionMode
from desktop.formats.bank_file import read_bank_table
from desktop.services.bank_import import BankImport, column_letter, parse_mapping
from desktop.services.collection import Collection
from desktop.services.journal import Journal
from desktop.services.question_desk import QuestionDesk
from desktop.services.text_tools import TextTools
from desktop.storage.cards import CardFilter, find_cards
from tests.unit.formats.made_files import docx, paragraph
from tests.unit.formats.workbooks import workbook


@pytest.fixture
def bank(root: Path) -> Path:
    return root / "tests" / "data" / "banks" / "office.xlsx"


def cards(collection: Collection) -> list[Card]:
    with collection.reading() as connection:
        return find_cards(connection, CardFilter(), None)[1]


def test_a_look_writes_nothing(collection: Collection, bank: Path) -> None:
    preview = BankImport(collection).read(bank)
    assert [len(preview.fresh), len(preview.known), len(preview.refused)] == [5, 0, 1]
    assert preview.columns[1] == "题目"
    assert cards(collection) == []


def test_questions_become_cards_in_one_step(collection: Collection, bank: Path) -> None:
    service = BankImport(collection)
    done = service.save(service.read(bank))
    assert (done.questions, done.cards) == (5, 6)  # the one with two gaps makes two
    made = {card.answer: card for card in cards(collection)}
    assert made["浙江诸暨"].options == ("浙江诸暨", "江苏南京", "上海", "北京")
    assert made["浙江诸暨"].remark == "见教材"
    assert made["浙江诸暨"].tags == ("第一章",)
    assert made["浙江诸暨"].deck == "office"
    assert made["ABC"].sentence.splitlines()[1] == "A．道路自信"
    gap = made["两个维护"]
    assert gap.sentence == "坚持党的领导，做到两个维护。"
    assert [gap.sentence[start:end] for start, end in gap.blanks] == ["两个维护"]
    entry = Journal(collection).undo()
    assert entry is not None
    assert (entry.kind, entry.subject) == ("import_bank", "office")
    assert cards(collection) == []


def test_the_same_file_twice_is_known(collection: Collection, bank: Path) -> None:
    service = BankImport(collection)
    service.save(service.read(bank))
    again = service.read(bank)
    assert (len(again.fresh), len(again.known)) == (0, 5)
    assert service.save(again).cards == 0
    assert len(cards(collection)) == 6
    Journal(collection).undo()
    assert len(service.read(bank).fresh) == 5
    assert service.save(service.read(bank)).cards == 6  # out of the trash again
    assert len(cards(collection)) == 6


def test_a_question_that_comes_twice_in_one_file_comes_in_once(collection: Collection, tmp_path: Path) -> None:
    path = tmp_path / "双份.csv"
    path.write_text("题目,答案\n何地？,诸暨\n何地？,诸暨\n", "utf-8")
    service = BankImport(collection)
    preview = service.read(path)
    assert [each.row for each in preview.fresh] == [2]
    assert service.save(preview, "法院").questions == 1
    assert [card.deck for card in cards(collection)] == ["法院"]


def test_columns_can_be_named(collection: Collection, tmp_path: Path) -> None:
    path = tmp_path / "无题头.csv"
    path.write_text("1,诸暨,何地？,x\n2,南京,哪里？,x\n", "utf-8")
    service = BankImport(collection)
    preview = service.read(path)
    assert preview.mapping == {}
    with pytest.raises(ColumnsUnclear):
        service.save(preview)
    mapping = parse_mapping("question=C, answer=B", preview.columns)
    assert mapping == {BankField.QUESTION: (2,), BankField.ANSWER: (1,)}
    assert [each.stem for each in service.look(preview.table, mapping).fresh] == ["何地？", "哪里？"]
    for wrong in ("question=Z", "answers=A", "question"):
        with pytest.raises(BadValue):
            parse_mapping(wrong, preview.columns)
    assert parse_mapping("options=选项A+选项B", ("题", "选项A", "选项B"))[BankField.OPTIONS] == (1, 2)
    assert [column_letter(n) for n in (0, 25, 26, 701)] == ["A", "Z", "AA", "ZZ"]


def test_how_they_are_asked(collection: Collection, bank: Path, text_tools: TextTools) -> None:
    service = BankImport(collection)
    service.save(service.read(bank))
    desk = QuestionDesk(collection, text_tools)
    made = {card.answer: desk.question(card) for card in cards(collection)}
    choice = made["浙江诸暨"]
    assert choice.mode is QuestionMode.CHOICE
    assert sorted(choice.options) == sorted(("浙江诸暨", "江苏南京", "上海", "北京"))
    assert desk.mark(choice, choice.right_option).verdict == "exact"
    assert desk.mark(choice, (choice.right_option + 1) % 4).verdict == "wrong"
    assert made["对"].options == ("对", "错")
    assert made["ABC"].mode is QuestionMode.TYPED
    assert desk.mark(made["ABC"], "abc").verdict in ("exact", "accepted")
    assert made["党的领导"].prompt.hidden


def test_a_large_bank_comes_in_at_once(collection: Collection, tmp_path: Path) -> None:
    chance = Random(1)
    lines = [f"第{n}题：{chance.random()}是多少？,答案{n}" for n in range(2_000)]
    path = tmp_path / "大.csv"
    path.write_text("\n".join(["题目,答案", *lines]), "gb18030")
    service = BankImport(collection)
    assert service.save(service.look(read_bank_table(path))).cards == 2_000
    assert len(service.read(path).known) == 2_000


PAPER = """一、单选题
1．甲是（　）。
A．红　B．绿　C．蓝　D．黄
二、判断题
2．乙是对的。
三、填空题
3．丙是____的____。
参考答案
1.C 2.× 3.人民、法院
"""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_paper_comes_in_as_its_questions(encoding: str, collection: Collection, tmp_path: Path) -> None:
    path = tmp_path / "卷.txt"
    path.write_bytes(PAPER.replace("\n", "\r\n").encode(encoding))
    preview = BankImport(collection).read(path)
    assert [each.answers for each in preview.fresh] == [("蓝",), ("错",), ("人民", "法院")]
    assert BankImport(collection).save(preview).cards == 4


def test_a_document_with_a_paper_or_a_table_comes_in(collection: Collection, tmp_path: Path) -> None:
    path = tmp_path / "卷.docx"
    path.write_bytes(docx("".join(map(paragraph, PAPER.splitlines()))))
    assert [each.answers for each in BankImport(collection).read(path).fresh] == [("蓝",), ("错",), ("人民", "法院")]

    def cell(text: str) -> str:
        return f"<w:tc>{''.join(map(paragraph, text.splitlines()))}</w:tc>"

    rows = (("题目", "选项", "答案"), ("甲？", "A.红\nB.绿", "B"))
    path.write_bytes(docx(f"<w:tbl>{''.join(f'<w:tr>{chr(10).join(map(cell, row))}</w:tr>' for row in rows)}</w:tbl>"))
    assert [each.answers for each in BankImport(collection).read(path).fresh] == [("绿",)]


def test_a_document_without_questions_is_refused_with_words(collection: Collection, tmp_path: Path) -> None:
    path = tmp_path / "文.docx"
    path.write_bytes(docx(paragraph("第一条　为了规范。")))
    with pytest.raises(NoQuestions):
        BankImport(collection).read(path)


def test_merged_cells_hold_for_each_row(collection: Collection, tmp_path: Path) -> None:
    rows = [("章节", "题目", "答案"), ("总则", "甲？", "红"), ("", "乙？", "绿"), ("分则", "丙？", "蓝")]
    path = workbook(tmp_path / "库.xlsx", rows, merged=("A2:A3",))
    assert [each.chapter for each in BankImport(collection).read(path).fresh] == ["总则", "总则", "分则"]
