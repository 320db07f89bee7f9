"""What the window does with files and text that come in: asks for them, lets them be read, and shows what came."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import AppError
from desktop.ui.background import TaskRunner
from desktop.ui.importing import Importing
from desktop.ui.messages import words
from desktop.ui.notices import Notice

if TYPE_CHECKING:
    from desktop.services.anki_import import AnkiImported
    from desktop.services.article_library import Imported
    from desktop.ui.workspace import Workspace

_TABLES = (".xlsx", ".csv", ".tsv")  # what question banks come in
_NAME_LENGTH = 40  # characters of a pasted text that stand for its name


class BringingIn(QObject):
    """Files that come before the collection is open wait for it.

    ``progressed`` says what is read, with done and total. What came is shown by ``article_requested``,
    ``page_requested`` (a page and what it is to show) or ``room_requested``, and then ``announced``.
    """

    announced = Signal(Notice)
    progressed = Signal(str, int, int)
    article_requested = Signal(str)
    page_requested = Signal(str, str)
    room_requested = Signal(str)

    def __init__(self, runner: TaskRunner, window: QWidget) -> None:
        super().__init__(window)
        self._runner, self._window = runner, window
        self._importing: Importing | None = None
        self._waiting: list[Path] = []

    def attach(self, workspace: Workspace) -> None:
        """The collection is open: read what waited for it."""
        self._importing = Importing(workspace, self._runner, self)
        self._importing.progressed.connect(self._on_progressed)
        self._importing.finished.connect(self._on_imported)
        self._importing.package_imported.connect(self._on_package_imported)
        waiting, self._waiting = self._waiting, []
        if waiting:
            self.import_files(waiting)

    def import_files(self, paths: list[Path]) -> None:
        """Import files; asks for them if there are none."""
        if not paths:
            from PySide6.QtWidgets import QFileDialog

            kinds = self.tr("文章和 Anki 牌组 (*)")
            chosen, _ = QFileDialog.getOpenFileNames(self._window, self.tr("导入"), "", kinds)
            paths = [Path(name) for name in chosen]
        if not paths:
            return
        if self._importing is None:
            self._waiting.extend(paths)
        elif len(paths) == 1 and paths[0].suffix.lower() in _TABLES:
            self.import_bank(paths[0])
        else:
            self._importing.add_files(paths)

    def import_bank(self, path: Path | None) -> None:
        """Look at a bank of questions; asks for the file if there is none."""
        if path is None:
            from PySide6.QtWidgets import QFileDialog

            from desktop.services.bank_import import PAPER_SUFFIXES

            pattern = " ".join(f"*{suffix}" for suffix in (*_TABLES, *PAPER_SUFFIXES))
            name, _ = QFileDialog.getOpenFileName(
                self._window, self.tr("导入题库"), "", self.tr("题库 ({pattern})").format(pattern=pattern)
            )
            path = Path(name) if name else None
        if path is not None and self._importing is not None:
            self.page_requested.emit("bank", str(path))

    def paste(self) -> None:
        """Import what the clipboard holds: files that were copied, or text."""
        copied = QGuiApplication.clipboard().mimeData()
        if self._importing is None:
            return
        if files := _dropped_files(copied):
            self.import_files(files)
            return
        text = copied.text()
        if not text.strip():
            self.announced.emit(Notice(self.tr("剪贴板里没有文字。先复制一篇文章，再按 Ctrl+V。")))
            return
        self._importing.add_text(text, _first_line(text))

    def takes(self, dropped: QMimeData) -> bool:
        """Whether that can be dropped on the window."""
        return bool(_dropped_files(dropped)) or dropped.hasText()

    def drop(self, dropped: QMimeData) -> bool:
        """Import what was dropped. Returns whether it was taken."""
        if files := _dropped_files(dropped):
            self.import_files(files)
            return True
        if dropped.hasText() and self._importing is not None:
            self._importing.add_text(dropped.text(), _first_line(dropped.text()))
            return True
        return False

    def cancel(self) -> None:
        """Stop; what is in stays in."""
        if self._importing is not None:
            self._importing.cancel()

    def _on_progressed(self, name: str, done: int, total: int) -> None:
        self.progressed.emit(self.tr("正在导入 {name}…").format(name=name), done, total)

    def _on_package_imported(self, imported: AnkiImported) -> None:
        from desktop.ui.anki_words import left_out

        text = self.tr("从 Anki 导入了 {notes}、{cards}、{reviews}。").format(
            notes=self.tr("%n 条笔记", "", imported.notes),
            cards=self.tr("%n 张卡片", "", imported.cards),
            reviews=self.tr("%n 次复习", "", imported.reviews),
        )
        if left := left_out(imported.skipped):
            text += "\n" + self.tr("没有导入：{left}").format(left=left)
        self.announced.emit(Notice(text, "done", self.tr("查看卡片"), lambda: self.room_requested.emit("cards")))

    def _on_imported(self, imported: list[Imported], errors: list[AppError]) -> None:
        if not errors and len(imported) == 1:
            self._show_imported(imported[0])
            return
        lines = []
        found = Counter(each.status for each in imported)
        if found["new"] or not errors:
            lines.append(self.tr("导入了 %n 篇文章。", "", found["new"]))
        if found["revision"]:
            lines.append(self.tr("%n 篇是文章里已有的新版本，已替换。", "", found["revision"]))
        if found["known"]:
            lines.append(self.tr("%n 篇已经在文章里了。", "", found["known"]))
        if lost := sum(each.lost for each in imported):
            lines.append(self.tr("有 %n 张卡片找不到原来的字句，列在“待修复”里。", "", lost))
        lines.extend(words(error) for error in errors[:3])
        if len(errors) > 3:
            lines.append(self.tr("还有 %n 个文件没有导入。", "", len(errors) - 3))
        if imported:
            self.room_requested.emit("articles_list")
        self.announced.emit(Notice("\n".join(lines), "error" if errors else "done"))

    def _show_imported(self, imported: Imported) -> None:
        article_id = imported.article_id
        self.article_requested.emit(article_id)
        if imported.status == "revision":
            text = self.tr("《{title}》有了新版本，已替换。").format(title=imported.title)
            if imported.lost:
                text += self.tr("有 %n 张卡片找不到原来的字句，列在“待修复”里。", "", imported.lost)
            self._announce(text, self.tr("查看改动"), "changes", article_id)
            return
        if imported.status != "new":
            self.announced.emit(Notice(self.tr("《{title}》已经在文章里了。").format(title=imported.title)))
            return
        if imported.cards:
            self.page_requested.emit("proposals", article_id)
        text = self.tr("已导入《{title}》，做了 {cards}。").format(
            title=imported.title, cards=self.tr("%n 张卡片", "", imported.cards)
        )
        if imported.repairs:
            text += self.tr("修复了 %n 处。", "", imported.repairs)
            self._announce(text, self.tr("查看修复"), "repairs", article_id)
        else:
            self.announced.emit(Notice(text, "done"))

    def _announce(self, text: str, act: str, page: str, article_id: str) -> None:
        self.announced.emit(Notice(text, "done", act, lambda: self.page_requested.emit(page, article_id)))


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")[:_NAME_LENGTH]


def _dropped_files(dropped: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
