"""Handing cards to Anki: as a package in a file, or to the Anki that runs here, off the window's thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import AnkiKeyWanted
from desktop.ui.background import Task, TaskRunner
from desktop.ui.notices import Notice, written_notice
from desktop.ui.window_state import WindowState
from desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from desktop.services.anki_exchange import Exported
    from desktop.services.anki_notes import NoteWishes
    from desktop.services.anki_push import Pushed


class HandingToAnki(QObject):
    """``announced`` once Anki has them, ``failed`` with an AppError."""

    announced = Signal(Notice)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, runner: TaskRunner, state: WindowState, window: QWidget) -> None:
        super().__init__(window)
        self._workspace, self._runner, self._state, self._window = workspace, runner, state, window
        self._key_wanted = False

    def ask(self) -> None:
        """Ask what is to go there, and how."""
        from desktop.ui.dialogs.anki_dialog import AnkiDialog

        dialog = AnkiDialog(
            self._state.anki_push, self._workspace.anki.has_cards_of_anki(), self._state.anki_key, self._window
        )
        dialog.show_key(self._key_wanted or bool(self._state.anki_key))
        dialog.key_given.connect(self._on_key)
        dialog.chosen.connect(self._on_chosen)
        dialog.open()

    def export(self, path: Path, wishes: NoteWishes | None = None, with_schedule: bool = False) -> None:
        """Write all cards to an Anki package."""
        anki = self._workspace.anki
        task = Task(
            lambda progress: anki.export(path, wishes=wishes, with_schedule=with_schedule, progress=progress), self
        )
        task.succeeded.connect(self._on_exported)
        task.failed.connect(self.failed)
        self._runner.start(task)

    def push(self, wishes: NoteWishes, with_schedule: bool, address: str = "") -> None:
        """Send all cards to the Anki that runs on this computer, at AnkiConnect's own ``address`` or another."""
        from desktop.services.anki_push import ADDRESS, AnkiPush

        push = AnkiPush(self._workspace.anki, address or ADDRESS, self._state.anki_key)
        task = Task(lambda progress: push.push(wishes=wishes, with_schedule=with_schedule, progress=progress), self)
        task.succeeded.connect(self._on_pushed)
        task.failed.connect(self._on_push_failed)
        self._runner.start(task)

    def _on_chosen(self, wishes: NoteWishes, with_schedule: bool, push: bool) -> None:
        self._state.anki_push = push
        if push:
            self.push(wishes, with_schedule)
            return
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("导出为 Anki 牌组"), "wengu.apkg", "Anki (*.apkg)")
        if name:
            self.export(Path(name if name.endswith(".apkg") else f"{name}.apkg"), wishes, with_schedule)

    def _on_key(self, key: str) -> None:
        self._state.anki_key = key

    def _on_push_failed(self, error: object) -> None:
        self._key_wanted = isinstance(error, AnkiKeyWanted)
        self.failed.emit(error)

    def _on_pushed(self, pushed: Pushed) -> None:
        text = self.tr("已把 %n 条笔记送进 Anki", "", pushed.notes)
        if pushed.profile:
            text += self.tr("（用户“{name}”）").format(name=pushed.profile)
        if pushed.other_type:
            text += self.tr("；另有 %n 条在 Anki 里是别的题型，没有送", "", pushed.other_type)
        self.announced.emit(Notice(text, "done"))

    def _on_exported(self, exported: Exported) -> None:
        text = self.tr("导出了 {cards}：{name}").format(
            cards=self.tr("%n 张卡片", "", exported.cards), name=exported.path.name
        )
        self.announced.emit(written_notice(text, self.tr("打开文件夹"), exported.path))
