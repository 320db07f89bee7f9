"""Looking through repairs and changes, and changing one's mind."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from desktop.domain.article import Repair
from desktop.ui.dialogs.edit_dialog import EditClozeDialog, EditDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.models.repair_model import changed_part
from desktop.ui.pages.changes_page import ChangesPage
from desktop.ui.pages.reader_page import ReaderPage
from desktop.ui.pages.repair_page import RepairPage

LAW = """阅览条例

第一条　为了促进阅读,制定本条例。
第二条　每年更新藏书,并向社会公开更新目录,接受监督。
第三条　阅览室免费开放，每周开放不少于四十小时。
"""

JAPANESE = """裁判所の権限に関する法律
　この法律は、裁判所の権限と手続を定めることを目的とする。すべて司法権は、最高裁判所及び法律の定めるところにより
設置する下級裁判所に属する。裁判官は、その良心に従い独立してその職権を行い、この憲法及び法律にのみ拘束される。
"""


@pytest.fixture
def article_id(window: MainWindow, tmp_path: Path) -> str:
    path = tmp_path / "law.txt"
    path.write_text(LAW, "utf-8")
    window.import_files([path])
    assert window.workspace is not None
    return window.workspace.library.summaries()[0].id


def _text(window: MainWindow, article_id: str) -> str:
    assert window.workspace is not None
    return window.workspace.library.open(article_id).article.text


def test_an_unticked_repair_is_tried_at_once_and_made_with_the_button(
    window: MainWindow, article_id: str, qtbot: QtBot
) -> None:
    window.show_target("repairs", article_id)
    page = window.page("repairs")
    assert isinstance(page, RepairPage)
    model = page.tree.model()
    branch = next(model.index(row, 0) for row in range(model.rowCount()) if model.index(row, 1).data() == "3")
    group = model.index(0, 0, branch)
    assert (group.data(), group.siblingAtColumn(1).data()) == (", → ，", "3")
    page.tree.expand(group)
    assert model.rowCount(group) == 3
    assert model.setData(model.index(1, 0, group), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert group.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.PartiallyChecked.value
    assert "藏书,并" in page.sides.repaired.toPlainText()
    assert "阅读，制定" in page.sides.repaired.toPlainText()
    assert "藏书，并" in _text(window, article_id)
    page.apply()
    assert "藏书,并" in _text(window, article_id)
    window._on_action("undo")
    assert "藏书，并" in _text(window, article_id)
    qtbot.waitUntil(lambda: page.sides.repaired.toPlainText() == _text(window, article_id))


def test_the_place_of_a_repair_is_shown_on_both_sides(window: MainWindow, article_id: str) -> None:
    window.show_target("repairs", article_id)
    page = window.page("repairs")
    assert isinstance(page, RepairPage)
    model = page.tree.model()
    page.tree.setCurrentIndex(model.index(0, 0, model.index(0, 0)))
    for view, mark in ((page.sides.original, ","), (page.sides.repaired, "，")):
        assert [each.cursor.selectedText() for each in view.extraSelections()][-1] == mark


def test_the_same_passage_stays_at_the_same_height_on_both_sides(window: MainWindow, tmp_path: Path) -> None:
    """Pinyin that is taken away makes the left side longer than the right one."""
    rules = "\n".join(
        f"第{number}條　受訴(sù)人民法院應(yīng)當(dāng)依法審(shěn)理(lǐ)本案{number}。" for number in range(1, 121)
    )
    (tmp_path / "damaged.txt").write_text(rules, "utf-8")
    window.import_files([tmp_path / "damaged.txt"])
    assert window.workspace is not None
    window.resize(900, 600)
    window.show_target("repairs", window.workspace.library.summaries()[0].id)
    page = window.page("repairs")
    assert isinstance(page, RepairPage)
    for left, right in ((page.sides.original, page.sides.repaired), (page.sides.repaired, page.sides.original)):
        for share in (0, 0.25, 0.5, 0.75, 1):
            bar = left.verticalScrollBar()
            bar.setSliderPosition(round(bar.maximum() * share))  # as the mouse does
            QTest.qWait(5)
            there = left.cursorForPosition(QPoint(0, round(share * (left.viewport().height() - 1))))
            cursor = right.document().find(f"本案{there.block().text().split('本案')[1]}")
            away = right.cursorRect(cursor).top() - left.cursorRect(there).top()
            assert abs(away) <= 75, share  # a paragraph has three lines


def test_what_is_marked_is_also_said(window: MainWindow, article_id: str) -> None:
    window.show_target("repairs", article_id)
    page = window.page("repairs")
    assert isinstance(page, RepairPage)
    assert page.sides.original.accessibleDescription().startswith(f"共 {len(page._repairs)} 处改动")


def test_a_mark_covers_only_the_characters_that_changed() -> None:
    assert changed_part(Repair("comma", 0, 4, "阅读,制", "阅读，制")) == (2, 1, 1)
    assert changed_part(Repair("pinyin", 0, 6, "(guān)", "")) == (0, 6, 0)
    assert changed_part(Repair("space", 0, 3, "  一", " 一")) == (1, 1, 0)


def test_a_new_version_shows_what_changed_and_makes_cards(window: MainWindow, article_id: str, tmp_path: Path) -> None:
    assert window.workspace is not None
    (tmp_path / "new.txt").write_text(LAW + "第四条　志愿者协助整理图书，每季度表彰一次先进个人。\n", "utf-8")
    window.import_files([tmp_path / "new.txt"])
    notice = window.notices.notice
    assert notice is not None
    assert notice.act is not None
    notice.act()
    page = window.page("changes")
    assert isinstance(page, ChangesPage)
    (tick,) = page.findChildren(QCheckBox)
    before = window.workspace.cards.search("")[0]
    tick.setChecked(True)
    page._make.click()
    assert window.workspace.cards.search("志愿者")[0] == window.workspace.cards.search("")[0] - before > 0


def test_selected_words_become_a_card_with_one_key(window: MainWindow, article_id: str) -> None:
    assert window.workspace is not None
    window.open_article(article_id)
    page = window.page("reader")
    assert isinstance(page, ReaderPage)
    assert not page.can("make_card")
    text = _text(window, article_id)
    cursor = page.view.textCursor()
    cursor.setPosition(text.index("更新藏书"))
    cursor.setPosition(text.index("更新藏书") + 4, cursor.MoveMode.KeepAnchor)
    page.view.setTextCursor(cursor)
    assert page.can("make_card")
    before = window.workspace.cards.search("")[0]
    window._on_action("make_card")
    (card,) = [each for each in window.workspace.cards.search("")[1] if each.answer == "更新藏书"]
    assert window.workspace.cards.search("")[0] == before + 1
    assert card.article_span is not None
    window._on_action("undo")
    assert window.workspace.cards.search("")[0] == before


def test_a_paragraph_is_corrected_in_place(window: MainWindow, article_id: str, qtbot: QtBot) -> None:
    window.open_article(article_id)
    page = window.page("reader")
    assert isinstance(page, ReaderPage)
    cursor = page.view.textCursor()
    at = _text(window, article_id).index("免费开放")
    cursor.setPosition(at)
    cursor.setPosition(at + 2, cursor.MoveMode.KeepAnchor)
    page.view.setTextCursor(cursor)
    window._on_action("edit")
    dialog = page.findChild(EditDialog)
    assert dialog is not None
    field = dialog.fields[0]
    assert field.toPlainText().startswith("第三条")
    field.setPlainText(" ")
    field.setPlainText(field.toPlainText().strip() + "第三条　阅览室全年免费开放，每周开放不少于四十小时。")
    dialog.save()
    assert "全年免费开放" in _text(window, article_id)
    qtbot.waitUntil(lambda: "全年免费开放" in page.view.toPlainText())


def test_a_card_is_corrected_beside_its_quiz(review: ReaderPage) -> None:
    assert review.workspace is not None
    card = review.quiz.card
    assert card is not None
    review.quiz.reveal()
    review.perform("edit")
    dialog = review.findChild(EditClozeDialog)
    assert dialog is not None
    sentence = dialog.fields[0].toPlainText()
    assert sentence == card.sentence
    cursor = dialog.fields[0].textCursor()
    assert cursor.selectedText() == card.answer
    cursor.setPosition(0)
    cursor.setPosition(2, cursor.MoveMode.KeepAnchor)
    dialog.fields[0].setTextCursor(cursor)
    dialog.save()
    assert review.quiz.card is not None
    assert (review.quiz.card.id, review.quiz.card.answer) == (card.id, sentence[:2])
    assert review.quiz.answered


def test_an_article_in_japanese_says_that_it_is_left_as_it_is(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "記事.txt").write_text(JAPANESE, "utf-8")
    window.import_files([tmp_path / "記事.txt"])
    assert window.workspace is not None
    article_id = window.workspace.library.summaries()[0].id
    assert "裁判所の権限" in _text(window, article_id)
    window.show_target("repairs", article_id)
    page = window.page("repairs")
    assert isinstance(page, RepairPage)
    said = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert any(text.startswith("这是日文，汉字保持原样。") for text in said), said
