"""The window sends cards to a running Anki, and says where they went or what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from anki.collection import Collection as Anki
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit

from desktop.services.anki_notes import NoteWishes
from desktop.ui.dialogs.anki_dialog import AnkiDialog
from desktop.ui.handing_to_anki import HandingToAnki
from desktop.ui.main_window import MainWindow
from tests.oracle.anki_connect import Server, only_this_computer, serving


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of the one in conftest.py: connections to this computer only."""
    only_this_computer(monkeypatch, [])


@pytest.fixture
def handing(window: MainWindow, article: Path) -> HandingToAnki:
    window.import_files([article])
    made = window.handing_to_anki()
    assert made is not None
    return made


def dialog(window: MainWindow) -> AnkiDialog:
    """The dialog that is open."""
    return next(each for each in window.findChildren(AnkiDialog) if each.isVisible())


def test_the_notice_says_who_has_them(window: MainWindow, handing: HandingToAnki, tmp_path: Path) -> None:
    path = tmp_path / "anki.anki2"
    with serving(Server(path)) as server:
        handing.push(NoteWishes(), False, server.address)
        anki = Anki(str(path))
        notes = anki.note_count()
        anki.close()
        assert notes > 0
        assert window.notices.text == f"已把 {notes} 条笔记送进 Anki（用户“学习者”）"
        handing.push(NoteWishes(asked="typed"), False, server.address)
        assert "题型" in window.notices.text
        server.closed = True
        handing.push(NoteWishes(), False, server.address)
        assert "选一个用户" in window.notices.text


def test_a_key_is_asked_for_once_it_is_wanted(window: MainWindow, handing: HandingToAnki, tmp_path: Path) -> None:
    handing.ask()
    field = dialog(window).findChild(QLineEdit)
    assert field is not None
    assert not field.isVisible()
    dialog(window).reject()
    with serving(Server(tmp_path / "anki.anki2", key="密钥")) as server:
        handing.push(NoteWishes(), False, server.address)
        assert "密钥" in window.notices.text
        handing.ask()
        shown = dialog(window)
        field = shown.findChild(QLineEdit)
        assert field is not None
        assert field.isVisible()
        field.setText(" 密钥 ")
        shown.key_given.emit(field.text().strip())
        shown.reject()
        handing.push(NoteWishes(), False, server.address)
        assert "已把" in window.notices.text


def test_what_came_from_anki_never_goes_into_a_running_one(qapp: QApplication) -> None:
    made = AnkiDialog(from_anki=True)
    made.show()
    _, own_only, push = made.findChildren(QCheckBox)
    own_only.setChecked(False)
    push.setChecked(True)
    assert own_only.isChecked()
    assert not own_only.isEnabled()
    push.setChecked(False)
    assert not own_only.isChecked()
    assert own_only.isEnabled()
    made.deleteLater()
