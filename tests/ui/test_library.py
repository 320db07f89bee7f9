"""Finding articles, opening them where the words stand, keeping them in order."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.changes import Changed
from desktop.ui.main_window import MainWindow
from desktop.ui.models.article_model import HIT_ROLE
from desktop.ui.pages.library_page import TRASH, LibraryPage
from desktop.ui.pages.reader_page import ReaderPage

OTHER = "关于加强信访工作的意见\n严格执行条例。\n坚持和发展新时代“楓橋經驗”，化解矛盾。\n"


@pytest.fixture
def library(window: MainWindow, article: Path, qtbot: QtBot) -> LibraryPage:
    assert window.workspace is not None
    window.workspace.library.import_file(article)
    window.workspace.library.import_text(OTHER, "信访")
    window.go("articles")
    page = window.page("articles_list")
    assert isinstance(page, LibraryPage)
    qtbot.waitUntil(lambda: page.list.model().rowCount() == 2)
    return page


def _titles(page: LibraryPage) -> list[str]:
    return [str(page.list.model().index(row, 0).data()) for row in range(page.list.model().rowCount())]


def test_typing_finds_texts_and_opens_them_where_the_words_stand(
    window: MainWindow, library: LibraryPage, qtbot: QtBot
) -> None:
    library.search.setText("化解矛盾")
    assert _titles(library) == ["关于加强信访工作的意见"]
    words, start, end = library.list.model().index(0, 0).data(HIT_ROLE)
    assert words[start:end] == "化解矛盾"
    window.grab()  # rows with what was found are drawn
    library.list.setFocus()
    library._make_current(0)
    library.perform("open")
    reader = window.page("reader")
    assert isinstance(reader, ReaderPage)
    (selection,) = reader.view.extraSelections()
    assert selection.cursor.selectedText() == "化解矛盾"
    window.show_target("articles_list", "")
    library.search.setText("fqjy")
    assert len(_titles(library)) == 2
    library.search.setText("没有这样的话")
    assert _titles(library) == []
    assert library._nothing.isVisible()
    library.perform("back")
    assert len(_titles(library)) == 2


def test_folders_tags_and_the_trash_narrow_the_list(window: MainWindow, library: LibraryPage, qtbot: QtBot) -> None:
    workspace = window.workspace
    assert workspace is not None
    first, second = (each.id for each in workspace.library.summaries())
    workspace.library.put_in_folder([first], "中央文件")
    workspace.library.tag([second], ["重点"])
    qtbot.waitUntil(lambda: library.folder.count() == 3 and library.tag.count() == 2)
    library.folder.setCurrentIndex(library.folder.findData("中央文件"))
    assert _titles(library) == ["关于加强信访工作的意见"]
    library.folder.setCurrentIndex(0)
    library.tag.setCurrentIndex(library.tag.findData("重点"))
    assert _titles(library) == ["关于加强审判工作的意见"]
    library.tag.setCurrentIndex(0)
    library.list.selectAll()
    library.perform("trash")
    qtbot.waitUntil(lambda: library._stack.currentIndex() == 1)
    assert window.notices.act()
    qtbot.waitUntil(lambda: len(_titles(library)) == 2)
    workspace.library.trash(first)
    qtbot.waitUntil(lambda: len(_titles(library)) == 1)
    library.folder.setCurrentIndex(library.folder.findData(TRASH))
    assert _titles(library) == ["关于加强信访工作的意见"]
    library._make_current(0)
    library.perform("trash")  # which takes it out again
    qtbot.waitUntil(lambda: _titles(library) == [])
    library.folder.setCurrentIndex(0)
    assert len(_titles(library)) == 2


def test_many_put_away_at_once_come_back_at_once(window: MainWindow, library: LibraryPage, qtbot: QtBot) -> None:
    library.list.selectAll()
    QTest.keyClick(library.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: _titles(library) == [])
    window._undoing.name_actions()
    assert "+1" in window.actions_table["undo"].text()
    window.actions_table["undo"].trigger()
    qtbot.waitUntil(lambda: len(_titles(library)) == 2)
    window.actions_table["redo"].trigger()
    qtbot.waitUntil(lambda: _titles(library) == [])


def test_a_copied_file_is_brought_in_as_a_file(
    window: MainWindow, library: LibraryPage, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "另一篇.txt"
    file.write_text("关于做好防汛工作的通知\n各级党委要加强组织领导，坚持人民至上、生命至上。\n", encoding="utf-8")
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(file))])
    QApplication.clipboard().setMimeData(copied)
    QTest.keyClick(library.list, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace is not None
    found = window.workspace.library
    qtbot.waitUntil(lambda: "关于做好防汛工作的通知" in [each.title for each in found.summaries()])


def test_the_list_can_be_sorted(window: MainWindow, library: LibraryPage) -> None:
    assert _titles(library) == ["关于加强信访工作的意见", "关于加强审判工作的意见"]
    library.sort.setCurrentIndex(library.sort.findData("chars"))
    assert _titles(library)[0] == "关于加强审判工作的意见"
    library.sort.setCurrentIndex(library.sort.findData("date"))
    assert _titles(library)[0] == "关于加强审判工作的意见"


def test_paste_brings_an_article_in_from_anywhere_on_the_page(
    window: MainWindow, library: LibraryPage, qtbot: QtBot
) -> None:
    QApplication.clipboard().setText("关于粘贴的通知\n各单位要认真学习粘贴的方法，确保文章完整。\n")
    library.list.setFocus()
    QTest.keyClick(library.list, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace is not None
    workspace = window.workspace
    qtbot.waitUntil(lambda: "关于粘贴的通知" in {each.title for each in workspace.library.summaries()})


def test_many_articles_are_listed(window: MainWindow, library: LibraryPage, qtbot: QtBot) -> None:
    assert window.workspace is not None
    collection = window.workspace.collection
    with collection.writing(Changed.ARTICLES) as connection:
        connection.exec_driver_sql(
            "INSERT INTO articles (uuid, title, number, issuer, name, encoding, original, raw, repairs, text, "
            "sections, sentences, flags, fingerprint, created_at) "
            "VALUES (?, ?, '', '', '', '', x'', x'', x'', ?, '[]', '[]', '[]', ?, 0)",
            [
                (f"a{number}", f"第{number}号通知", f"各单位注意第{number}件事。", str(number))
                for number in range(3_000)
            ],
        )
    qtbot.waitUntil(lambda: len(_titles(library)) == 3_002)
    window.workspace.search.catch_up()
    library.search.setText("第2999件")
    assert _titles(library) == ["第2999号通知"]
