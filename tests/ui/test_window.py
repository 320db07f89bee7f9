from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.domain.card import Rating
from desktop.ui.actions import ACTIONS, GROUPS, action_text
from desktop.ui.background import ImmediateRunner
from desktop.ui.dialogs.keys_dialog import KeysDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.library_page import LibraryPage
from desktop.ui.pages.reader_page import ReaderPage
from desktop.ui.pages.settings_page import SettingsPage
from desktop.ui.pages.today_page import TodayPage
from desktop.ui.rooms import ROOM_OF
from tests.ui.conftest import ARTICLE
from tests.unit.formats.test_anki_package import sound
from tools.build_translations import compile_all


def articles(window: MainWindow) -> list[str]:
    assert window.workspace is not None
    return [each.title for each in window.workspace.library.summaries()]


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def test_an_empty_library_shows_how_to_begin(window: MainWindow) -> None:
    page = window.page("today")
    assert isinstance(page, TodayPage)
    assert page._beginning.isVisible()
    assert not page.start_button.isVisible()


def test_the_first_start_brings_two_articles_and_only_once(open_program: Callable[..., Program]) -> None:
    program = open_program(starters=True)
    window = program.window
    assert len(articles(window)) == 2
    assert window.workspace is not None
    for summary in window.workspace.library.summaries():
        window.workspace.library.trash(summary.id)
    window.close()
    program.close()
    assert articles(open_program(starters=True).window) == []


def test_a_dropped_file_is_imported_and_opened(window: MainWindow, article: Path) -> None:
    drop(window, article)
    assert articles(window) == ["关于加强审判工作的意见"]
    page = window.page("reader")
    assert window.current == "proposals"
    assert isinstance(page, ReaderPage)
    assert page.view.toPlainText().rstrip("\n") == ARTICLE.rstrip("\n")
    assert "卡片" in window.notices.text


def test_pasted_text_becomes_an_article(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText(ARTICLE)
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert articles(window) == ["关于加强审判工作的意见"]


def test_an_empty_clipboard_is_no_article(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText(" \n")
    window.actions_table["paste"].trigger()
    assert articles(window) == []
    assert "剪贴板" in window.notices.text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.txt", b"", "没有文字"),
        ("空白.txt", b" \n\n \n", "没有文字"),
        ("图.txt", bytes(range(256)) * 40, "不是文本"),
        ("没有.txt", None, "找不到"),
    ],
)
def test_bad_files_are_refused_with_words(
    window: MainWindow, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    window.import_files([tmp_path / name])
    assert window.notices.notice is not None
    assert window.notices.notice.kind == "error"
    assert said in window.notices.text
    assert name in window.notices.text
    assert articles(window) == []


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that even root cannot read")
def test_a_file_that_cannot_be_read_is_named(window: MainWindow, tmp_path: Path) -> None:
    unreadable = tmp_path / "坏.txt"
    unreadable.symlink_to("/proc/self/mem")
    window.import_files([unreadable])
    assert window.notices.notice is not None
    assert window.notices.notice.kind == "error"
    assert "坏.txt" in window.notices.text


def test_one_bad_file_does_not_hold_up_the_others(window: MainWindow, article: Path, tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.touch()
    drop(window, empty, article)
    assert len(articles(window)) == 1
    assert "空.txt" in window.notices.text
    assert "导入了 1 篇" in window.notices.text


def test_what_was_there_and_what_was_replaced_is_told_too(window: MainWindow, article: Path, tmp_path: Path) -> None:
    window.import_files([article])
    newer = tmp_path / "新版.txt"
    newer.write_text(article.read_text("utf-8").replace("深刻领悟“两个确立”的决定性意义，", ""), encoding="utf-8")
    other = tmp_path / "另一篇.txt"
    other.write_text("关于做好防汛工作的通知\n各地要压实责任，做到守土有责、守土尽责。\n", encoding="utf-8")
    drop(window, article, other, newer)
    assert window.notices.text.split("\n") == [
        "导入了 1 篇文章。",
        "1 篇是文章里已有的新版本，已替换。",
        "1 篇已经在文章里了。",
    ]


def test_trash_and_undo(window: MainWindow, article: Path) -> None:
    window.import_files([article])
    window.go("articles")
    assert window.current == "articles_list"
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Delete)
    assert articles(window) == []
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert articles(window) == ["关于加强审判工作的意见"]


def test_the_list_keeps_its_place(window: MainWindow, article: Path, qtbot: QtBot) -> None:
    window.import_files([article])
    window.go("articles")
    page = window.page("articles_list")
    assert isinstance(page, LibraryPage)
    chosen = page._current_id()
    other = article.with_name("another.txt")
    other.write_text("另一篇文章\n坚持“以人民为中心”的思想。\n", "utf-8")
    assert window.workspace is not None
    window.workspace.library.import_file(other)
    qtbot.waitUntil(lambda: page._model.rowCount() == 2)
    assert page._current_id() == chosen


def test_rooms_have_keys(window: MainWindow) -> None:
    rooms = ("settings", "statistics", "cards", "review", "articles_list", "today")
    for key, room in zip("754321", rooms, strict=True):
        QTest.keyClick(window, Qt.Key(ord(key)), Qt.KeyboardModifier.ControlModifier)
        assert window.current == room


def test_undo_says_what_it_undid(window: MainWindow, article: Path) -> None:
    window.import_files([article])
    window.notices.dismiss()
    window.go("today")
    window.actions_table["undo"].trigger()
    assert articles(window) == []
    assert "关于加强审判工作的意见" in window.notices.text


def test_export_writes_a_package(window: MainWindow, article: Path, tmp_path: Path) -> None:
    window.import_files([article])
    handing = window.handing_to_anki()
    assert handing is not None
    handing.export(tmp_path / "out.apkg")
    assert (tmp_path / "out.apkg").stat().st_size > 1000
    assert "out.apkg" in window.notices.text


def test_a_package_of_anki_comes_in_like_any_file(window: MainWindow, tmp_path: Path) -> None:
    path = sound(tmp_path, "insert into cards values (21, 99, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '');")
    drop(window, path)
    assert "1 条笔记" in window.notices.text
    assert "卡片 1（没有笔记）" in window.notices.text
    assert window.notices.act()
    assert window.current == "cards"
    window.actions_table["undo"].trigger()
    assert "牌组" in window.notices.text


def test_a_damaged_package_says_so(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "坏.apkg"
    path.write_bytes(b"PK\x03\x04 no zip")
    drop(window, path)
    assert "坏.apkg" in window.notices.text


def test_export_of_nothing_says_so(window: MainWindow, tmp_path: Path) -> None:
    handing = window.handing_to_anki()
    assert handing is not None
    handing.export(tmp_path / "out.apkg")
    assert not (tmp_path / "out.apkg").exists()
    assert "没有卡片" in window.notices.text


def test_repairs_can_be_looked_up(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    damaged = tmp_path / "a.txt"
    damaged.write_text(
        "關(guān)於加強(qiáng)審判工作的意見\n" + "堅(jiān)持“兩個(gè)確(què)立”,加強(qiáng)審判。\n" * 2, "utf-8"
    )
    window.import_files([damaged])
    page = window.page("reader")
    assert isinstance(page, ReaderPage)
    assert window.notices.act()
    assert window.current == "repairs"
    window.go("articles")
    page.show_repairs()
    assert page.contents.list.isVisible()
    model = page.contents.list.model()
    qtbot.waitUntil(lambda: model.rowCount() > 8)
    last = model.index(model.rowCount() - 1, 0)
    page.contents.list.setCurrentIndex(last)
    assert page.view._current is not None


def test_theme_and_language_change_at_once(window: MainWindow, article: Path, qtbot: QtBot) -> None:
    compile_all()
    window.import_files([article])
    window.go("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    page._theme.control.setCurrentIndex(2)
    assert window._look.theme.dark
    page._language.control.setCurrentIndex(page._language.control.findData("en"))
    qtbot.waitUntil(lambda: window.page("settings") is not page)
    assert window.current == "settings"
    assert window.actions_table["today"].text() == "Today"
    assert window._state.language == "en"


def test_learning_settings_are_kept(window: MainWindow) -> None:
    window.go("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    page._options["desired_retention"][0].control.setValue(93)
    page._options["new_per_day"][0].control.setValue(7)
    assert window.workspace is not None
    assert window.workspace.preferences.get("desired_retention") == "0.93"
    assert window.workspace.preferences.get("new_per_day") == "7"


def test_closed_and_opened_again_all_is_there(open_program: Callable[..., Program], article: Path) -> None:
    program = open_program()
    program.window.import_files([article])
    page = program.window.page("reader")
    assert isinstance(page, ReaderPage)
    program.window.resize(790, 560)
    size = program.window.size()
    program.window.close()
    program.close()
    again = open_program()
    assert articles(again.window) == ["关于加强审判工作的意见"]
    assert again.window.size() == size
    assert [place.article_id for place in again.window._state.reading()] == [page.article_id]


def test_an_article_opens_where_it_was_left(window: MainWindow, qtbot: QtBot) -> None:
    assert window.workspace is not None
    library = window.workspace.library
    rules = [f"第{n}条　坚持以人民为中心，加强{n}项工作。" for n in range(400)]
    long = library.import_text("\n".join(["关于加强审判工作的意见", *rules]), "长")
    other = library.import_text("关于做好防汛工作的通知\n各地要压实责任，做到守土有责、守土尽责。\n", "短")
    window.open_article(long.article_id)
    reader = window.page("reader")
    assert isinstance(reader, ReaderPage)
    bar = reader.view.verticalScrollBar()
    for value in (bar.maximum() // 3, bar.maximum() // 2):
        bar.setValue(value)
        place = reader.view.place
        assert place > 0
        window.open_article(other.article_id)
        assert reader.view.place == 0
        window.open_article(long.article_id)
        assert reader.view.place == place


def test_first_frame_has_true_counts_before_the_database_is_loaded(
    open_program: Callable[..., Program], article: Path
) -> None:
    from datetime import UTC, datetime

    from desktop.services.glance import read_glance

    program = open_program()
    program.window.import_files([article])
    assert program.window.workspace is not None
    counts = program.window.workspace.review(None).counts()
    page = TodayPage(program.window._look, program.window._state)
    page.show_glance(read_glance(program.home, datetime.now(UTC)))
    assert page._headline.text().startswith(f"{counts.total} 张卡片")


def test_the_frame_needs_no_database(root: Path) -> None:
    code = (
        "import sys, desktop.app;"
        "print([n for n in ('sqlalchemy', 'alembic', 'jieba', 'genanki', 'numpy') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_window_starts_without_what_commands_need_and_counts_before_qt(root: Path, tmp_path: Path) -> None:
    code = (
        "import sys, desktop.__main__ as program, desktop.services.glance as glance\n"
        "told = ('argparse', 'desktop.cli.main', 'desktop.domain.article', 'sqlalchemy', 'PySide6')\n"
        "def look(home, now):\n"
        "    print(home.name, [name for name in told if name in sys.modules])\n"
        "    raise SystemExit\n"
        "glance.read_glance = look\n"
        "program.main()"
    )
    command = [sys.executable, "-c", code, "--home", str(tmp_path), "--lang", "en"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout == f"{tmp_path.name} []\n"


def test_after_qt_is_there_modules_are_imported_as_without_it(root: Path) -> None:
    """PySide6's own ``import`` reads the source of each."""
    code = (
        "import builtins; own = builtins.__import__\n"
        "import desktop.ui.plain_import as plain; plain.import_qt(); import desktop.app, sys, linecache\n"
        "print(builtins.__import__ is own, [name for name in linecache.cache if 'desktop' in name])\n"
        "print([name for name in ('tomllib', 'statistics') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout == "True []\n[]\n"


def test_the_keys_sheet_has_every_action(look: object, window: MainWindow) -> None:
    dialog = KeysDialog(window._look, window)
    said = {label.text() for label in dialog.findChildren(QLabel)}
    for spec in ACTIONS:
        assert action_text(spec) in said


def test_names_and_groups_of_actions_are_sound(window: MainWindow) -> None:
    names = [spec.name for spec in ACTIONS]
    assert len(names) == len(set(names))
    assert {spec.group for spec in ACTIONS} == set(GROUPS)
    assert all(not window.actions_table[spec.name].shortcut().isEmpty() for spec in ACTIONS)


@pytest.mark.parametrize("page", ROOM_OF)
def test_no_key_is_ambiguous(window: MainWindow, article: Path, page: str) -> None:
    window.import_files([article])
    window._show_page(page)
    for reveal in (False, True):
        if reveal:
            if page != "review":
                break
            review = window.page("review")
            assert isinstance(review, ReaderPage)
            review.quiz.reveal()
        keys: list[str] = []
        for spec in ACTIONS:
            if window.actions_table[spec.name].isEnabled():
                keys.extend(spec.keys)
        assert len(keys) == len(set(keys)), [key for key in keys if keys.count(key) > 1]


def test_today_follows_the_clock(window: MainWindow, article: Path) -> None:
    """Left open over night, the page shows the new study day and what is due on it."""
    window.import_files([article])
    window.go("today")
    page = window.page("today")
    assert isinstance(page, TodayPage)
    assert window.workspace is not None
    before = page._date.text()
    now = window.workspace.collection.now()
    window.workspace.collection.now = lambda: now + timedelta(days=1)
    window._minute.timeout.emit()
    assert page._date.text() != before


def test_redo_names_what_it_does_again(window: MainWindow, article: Path) -> None:
    window.import_files([article])
    window.go("today")
    window.rail.menu_opening.emit()
    assert "关于加强审判工作的意见" in window.actions_table["undo"].text()
    assert not window.actions_table["redo"].isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert articles(window) == []
    window.rail.menu_opening.emit()
    assert "关于加强审判工作的意见" in window.actions_table["redo"].text()
    QTest.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert articles(window) == ["关于加强审判工作的意见"]
    assert "已重做" in window.notices.text


def test_another_language_leaves_an_open_quiz_alone(
    open_program: Callable[..., Program], article: Path, qtbot: QtBot
) -> None:
    """The same card is asked, what was typed stays, answers given count on."""
    compile_all()
    program = open_program()
    window = program.window
    assert window.workspace is not None
    window.workspace.library.import_file(article)
    window.go("review")
    review = window.page("review")
    assert isinstance(review, ReaderPage)
    review.quiz.reveal()
    review.quiz.rate(Rating.GOOD)
    card, done = review.quiz.card, review.quiz.done
    review.quiz.field.setText("两个")
    program._on_language_chosen("en")
    assert window.current == "review"
    review = window.page("review")
    assert isinstance(review, ReaderPage)
    assert (review.quiz.card, review.quiz.done) == (card, done == 1)
    assert review.quiz.field.text() == "两个"
    assert review.quiz._check.text() == "Check"
    assert review.quiz.bar.modes.currentData() == "typed"
    assert review._bar._toggles["quiz"].accessibleName().startswith("Quiz")


def test_a_second_window_offers_nothing_that_needs_the_collection(
    open_program: Callable[..., Program], article: Path, qapp: QApplication, home: Path, qtbot: QtBot
) -> None:
    first = open_program()
    first.window.import_files([article])
    second = Program(qapp, home, ImmediateRunner(), "zh")
    second.open([])
    qtbot.waitUntil(lambda: second.window.notices.notice is not None)
    assert second.window.workspace is None
    assert second.window.notices.notice.kind == "error"
    page = second.window.page("today")
    assert isinstance(page, TodayPage)
    assert not page.start_button.isEnabled()
    assert not second.window.actions_table["import"].isEnabled()
    second.window.close()
    second.close()
    second.window.deleteLater()
