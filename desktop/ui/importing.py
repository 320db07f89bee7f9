"""Bringing files and pasted text in, one after another, off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.errors import AppError
from desktop.domain.progress import Progress
from desktop.ui.background import Task, TaskRunner

if TYPE_CHECKING:
    from desktop.services.anki_import import AnkiImported
    from desktop.services.article_library import Imported
    from desktop.services.collection import Collection
    from desktop.ui.workspace import Workspace

PACKAGES = (".apkg", ".colpkg")
SHOW_PROGRESS_AFTER = 500  # milliseconds


class Importing(QObject):
    """A queue of imports. ``finished`` with what came in and what did not, once the queue is empty.

    ``package_imported`` for each package of Anki. ``progressed`` with the name of the text, done and total; first
    after half a second.
    """

    progressed = Signal(str, int, int)
    finished = Signal(list, list)  # of Imported, of AppError
    package_imported = Signal(object)  # AnkiImported

    def __init__(self, workspace: Workspace, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = workspace.library
        self._collection = workspace.collection
        self._runner = runner
        self._waiting: list[tuple[str, Callable[[Progress], object]]] = []
        self._task: Task | None = None
        self._name = ""
        self._imported: list[Imported] = []
        self._errors: list[AppError] = []
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(SHOW_PROGRESS_AFTER)
        self._patience.timeout.connect(self._on_patience_lost)

    def add_files(self, paths: list[Path]) -> None:
        """Import files; folders stand for the files in them."""
        for path in paths:
            for file in sorted(path.iterdir()) if path.is_dir() else [path]:
                if file.is_file() or not path.is_dir():
                    self._waiting.append((file.name, self._file_work(file)))
        self._next()

    def add_text(self, text: str, name: str) -> None:
        """Import pasted text."""
        library = self._library
        self._waiting.append((name, lambda progress: [library.import_text(text, name, progress=progress)]))
        self._next()

    def cancel(self) -> None:
        """Stop; what is in stays in."""
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()

    def _file_work(self, file: Path) -> Callable[[Progress], object]:
        library, collection = self._library, self._collection
        if file.suffix.lower() in PACKAGES:
            return lambda progress: _import_package(collection, file, progress)
        return lambda progress: library.import_book(file, progress=progress)

    def _next(self) -> None:
        if self._task is not None:
            return
        if not self._waiting:
            imported, errors = self._imported, self._errors
            self._imported, self._errors = [], []
            self._patience.stop()
            self._library.rest()
            if imported or errors:
                self.finished.emit(imported, errors)
            return
        self._name, work = self._waiting.pop(0)
        if not self._patience.isActive():
            self._patience.start()
        task = Task(work, self)
        self._task = task
        task.progressed.connect(self._on_progressed)
        task.succeeded.connect(self._on_succeeded)
        task.failed.connect(self._on_failed)
        task.finished.connect(self._on_finished)
        self._runner.start(task)

    def _on_progressed(self, done: int, total: int) -> None:
        if not self._patience.isActive():
            self.progressed.emit(self._name, done, total)

    def _on_patience_lost(self) -> None:
        if self._task is not None:
            self.progressed.emit(self._name, 0, 0)

    def _on_succeeded(self, result: object) -> None:
        if isinstance(result, list):
            self._imported.extend(result)
        else:
            self.package_imported.emit(result)

    def _on_failed(self, error: AppError) -> None:
        self._errors.append(error)

    def _on_finished(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
        self._task = None
        self._next()


def _import_package(collection: Collection, file: Path, progress: Progress) -> AnkiImported:
    from desktop.services.anki_import import AnkiImport

    imported = AnkiImport(collection).import_package(file, progress)
    collection.settle()
    return imported
