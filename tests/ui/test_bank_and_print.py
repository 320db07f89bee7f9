"""Question banks coming in, and things going on paper, in a real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.bank import BankField
from desktop.domain.question import QuestionMode
from desktop.ui.dialogs.print_dialog import PrintDialog, PrintWish
from desktop.ui.handing_out import HandingOut
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.bank_page import BankPage


@pytest.fixture
def page(window: MainWindow, root: Path, qtbot: QtBot) -> BankPage:
    window.import_files([root / "tests" / "data" / "banks" / "office.xlsx"])
    qtbot.waitExposed(window)
    assert window.current == "bank"
    made = window.page("bank")
    assert isinstance(made, BankPage)
    return made


def shown(page: BankPage) -> list[list[str]]:
    model = page.model
    return [
        [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def cards(window: MainWindow) -> int:
    assert window.workspace is not None
    return window.workspace.cards.search("")[0]


def test_a_bank_is_looked_at_before_it_comes_in(window: MainWindow, page: BankPage) -> None:
    assert page._save.text() == "导入 5 题"
    assert page._summary.text() == "1 行不能导入"
    rows = shown(page)
    assert rows[0][:4] == ["2", "新题", "单选", "“枫桥经验”诞生于（　）。"]
    assert [row[1] for row in rows] == ["新题"] * 5 + ["没有答案"]
    assert page.fields[BankField.OPTIONS].currentText() == "C–F"
    assert cards(window) == 0


def test_enter_brings_it_in_and_undo_takes_it_back(window: MainWindow, page: BankPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert window.current == "cards"
    assert "5 题" in window.notices.text
    assert cards(window) == 6
    window.notices.act()
    assert cards(window) == 0
    assert "题库“office”" in window.notices.text


def test_a_column_chosen_by_hand(window: MainWindow, page: BankPage) -> None:
    analysis = page.fields[BankField.ANSWER]
    analysis.setCurrentIndex(0)
    analysis.activated.emit(0)
    assert page.model.rowCount() == 0
    assert not page._save.isEnabled()
    assert "哪一列" in page._hint.text()
    answer = page.fields[BankField.ANSWER]
    answer.setCurrentIndex(answer.findText("G  答案"))
    answer.activated.emit(answer.currentIndex())
    assert page._save.text() == "导入 5 题"
    page.deck.setText("法院")
    page.save()
    assert window.workspace is not None
    assert {card.deck for card in window.workspace.cards.search("")[1]} == {"法院"}


def test_a_file_that_is_none_says_so(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "假.xlsx"
    path.write_bytes(b"PK\x03\x04 cut short")
    window.import_files([path])
    page = window.page("bank")
    assert isinstance(page, BankPage)
    assert "已损坏" in page._hint.text()
    assert not page._save.isEnabled()
    qtbot.waitExposed(window)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert window.current == "cards"


@pytest.fixture
def dialog(window: MainWindow, seed: Path, qtbot: QtBot) -> Iterator[PrintDialog]:
    assert window.workspace is not None
    article = window.workspace.library.import_file(seed / "article_gold.txt").article_id
    window.open_article(article)
    window.actions_table["print"].trigger()
    (made,) = window.findChildren(PrintDialog)
    yield made
    made.close()


def test_the_dialog_offers_what_fits(dialog: PrintDialog) -> None:
    assert dialog.scope.currentData() is not None  # the article that is open
    forms = {}
    for number in range(dialog.what.count()):
        dialog.what.setCurrentIndex(number)
        forms[dialog.what.currentData()] = [dialog.form.itemData(n) for n in range(dialog.form.count())]
    assert forms == {
        "exercise": [".pdf", ".docx", ".md"],
        "paper": [".pdf", ".docx", ".md"],
        "article": [".pdf"],
        "table": [".csv", ".tsv"],
        "all": [".json"],
    }
    assert not dialog.scope.isEnabled()
    dialog.what.setCurrentIndex(1)
    for box in dialog.modes.values():
        box.setChecked(False)
    assert not dialog.go.isEnabled()
    dialog.modes[QuestionMode.TYPED].setChecked(True)
    assert dialog.go.isEnabled()
    assert dialog.wish.modes == (QuestionMode.TYPED,)


@pytest.mark.parametrize("what", ["exercise", "paper", "article", "table", "all"])
def test_what_is_wished_is_written(window: MainWindow, dialog: PrintDialog, tmp_path: Path, what: str) -> None:
    dialog.what.setCurrentIndex(dialog.what.findData(what))
    dialog.questions.setValue(5)
    wish = dialog.wish
    path = tmp_path / f"out{wish.suffix}"
    handing = window._handing_out
    assert isinstance(handing, HandingOut)
    handing.write(path, wish)
    assert path.stat().st_size > 100
    assert path.name in window.notices.text
    if wish.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        assert len(document) >= 2
        document.close()


def test_a_paper_that_came_out_short_says_so(window: MainWindow, dialog: PrintDialog, tmp_path: Path) -> None:
    dialog.what.setCurrentIndex(dialog.what.findData("paper"))
    dialog.questions.setValue(dialog.questions.maximum())
    wish = dialog.wish
    handing = window._handing_out
    assert handing is not None
    handing.write(tmp_path / f"out{wish.suffix}", wish)
    assert f"不够出 {wish.questions * wish.versions} 题" in window.notices.text


def test_what_cannot_be_written_is_said(window: MainWindow, dialog: PrintDialog, tmp_path: Path) -> None:
    handing = window._handing_out
    assert handing is not None
    handing.write(tmp_path / "none" / "a.pdf", PrintWish("exercise", ".pdf"))
    assert "写不进" in window.notices.text
