"""How the window asks in which form cards go to Anki."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop.services.anki_notes import NoteWishes
from desktop.ui.dialogs.anki_dialog import AnkiDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> AnkiDialog:
    made = AnkiDialog()
    qtbot.addWidget(made)
    made.show()
    return made


def chosen(dialog: AnkiDialog) -> list[Any]:
    """What the primary button hands out."""
    found: list[Any] = []
    dialog.chosen.connect(lambda *given: found.extend(given))
    next(each for each in dialog.findChildren(QPushButton) if each.isDefault()).click()
    return found


def test_without_a_choice_it_is_what_it_always_was(dialog: AnkiDialog) -> None:
    assert chosen(dialog) == [NoteWishes(), False, False]


def test_every_choice_arrives(dialog: AnkiDialog) -> None:
    asked, group = dialog.findChildren(QComboBox)
    asked.setCurrentIndex(asked.findData("choice"))
    group.setCurrentIndex(group.findData("sentence"))
    schedule, push = dialog.findChildren(QCheckBox)
    schedule.setChecked(True)
    push.setChecked(True)
    assert chosen(dialog) == [NoteWishes(asked="choice", group="sentence"), True, True]


def test_what_came_from_anki_stays_unless_it_is_asked_for(qtbot: QtBot) -> None:
    made = AnkiDialog(from_anki=True)
    qtbot.addWidget(made)
    made.show()
    _, own_only, _ = made.findChildren(QCheckBox)
    assert own_only.text() == "不带从 Anki 来的卡片"
    assert own_only.isVisible()
    assert chosen(made) == [NoteWishes(own_only=True), False, False]
    own_only.setChecked(False)
    assert chosen(made)[0] == NoteWishes()


def test_the_button_says_where_the_cards_go(dialog: AnkiDialog) -> None:
    button = next(each for each in dialog.findChildren(QPushButton) if each.isDefault())
    assert button.text() == "存为文件…"
    dialog.findChildren(QCheckBox)[1].setChecked(True)
    assert button.text() == "送进 Anki"
