"""Bringing the search index up to date behind the window, after an import that was too large to do it by itself."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.progress import Progress
from desktop.ui.background import Task, TaskRunner

if TYPE_CHECKING:
    from desktop.services.search import Search

SHOW_PROGRESS_AFTER = 0.5  # seconds


class Indexing(QObject):
    """``progressed`` with done and total, after half a second; ``finished`` with whether anything was read."""

    progressed = Signal(int, int)
    finished = Signal(bool)

    def __init__(self, search: Search, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._search, self._runner = search, runner
        self._task: Task | None = None
        self._again = False
        self._began = 0.0

    def wake(self) -> None:
        """Something changed; read it if it was not read with the change."""
        if self._task is not None:
            self._again = True
            return
        self._began = time.monotonic()
        self._task = Task(self._work, self)
        self._task.progressed.connect(self._on_progressed)
        self._task.succeeded.connect(self._on_succeeded)
        self._task.finished.connect(self._on_finished)
        self._runner.start(self._task)

    def cancel(self) -> None:
        """Stop; what is left is read when something changes next."""
        if self._task is not None:
            self._task.cancel()

    def _work(self, progress: Progress) -> int:
        return self._search.catch_up(progress)

    def _on_progressed(self, done: int, total: int) -> None:
        if time.monotonic() - self._began > SHOW_PROGRESS_AFTER:
            self.progressed.emit(done, total)

    def _on_succeeded(self, number: int) -> None:
        self.finished.emit(number > 0)

    def _on_finished(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
        self._task = None
        if self._again:
            self._again = False
            self.wake()
