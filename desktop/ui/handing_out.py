"""Putting on paper, or into a table, what the learner chose: asked for in a dialog, written off the window's thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.printed import Printed
from desktop.domain.progress import Progress
from desktop.ui.background import Task, TaskRunner
from desktop.ui.dialogs.print_dialog import PrintDialog, PrintWish
from desktop.ui.notices import Notice, written_notice
from desktop.ui.workspace import Workspace

if TYPE_CHECKING:
    from desktop.domain.printed import PrintWords


class HandingOut(QObject):
    """``announced`` once a file is written, ``failed`` with an AppError."""

    announced = Signal(Notice)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, runner: TaskRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._runner, self._window = workspace, runner, parent

    def ask(self, current: str | None) -> PrintDialog:
        """Open the dialog, at the article with the id ``current`` if there is one."""
        articles = [(each.id, each.title) for each in self._workspace.library.summaries()]
        dialog = PrintDialog(articles, current, self._window)
        dialog.chosen.connect(self._on_chosen)
        dialog.open()
        return dialog

    def write(self, path: Path, wish: PrintWish) -> None:
        """Write what is wished to ``path``."""
        task = Task(lambda progress: (path, self._write(path, wish, progress)), self)
        task.succeeded.connect(self._on_written)
        task.failed.connect(self.failed)
        self._runner.start(task)

    def _write(self, path: Path, wish: PrintWish, progress: Progress) -> tuple[int, Printed]:
        """How many questions were asked for, and what was written; none where none were asked for."""
        from desktop.services.mock_papers import MockPapers, PaperOrder
        from desktop.services.printing import write_marked_article

        workspace, words = self._workspace, self._words()
        if wish.what == "paper":
            order = PaperOrder(
                seed=wish.seed,
                number=wish.questions,
                versions=wish.versions,
                modes=wish.modes,
                article_id=wish.article_id,
            )
            written = MockPapers(workspace.collection, workspace.desk).write(path, order, words)
            return wish.questions * wish.versions, written
        if wish.what == "article" and wish.article_id is not None:
            return 0, write_marked_article(workspace.library, path, wish.article_id, words)
        article_id = None if wish.what == "all" else wish.article_id
        done = workspace.anki.export(
            path, article_id=article_id, words=words, kinds=wish.kinds, density=wish.density, progress=progress
        )
        return 0, Printed(done.cards, done.missing)

    def _on_written(self, done: tuple[Path, tuple[int, Printed]]) -> None:
        path, (wanted, (written, missing)) = done
        if written < wanted:
            text = self.tr("已写好：{name}。卡片不够出 {wanted} 题，只出了 {written} 题")
        else:
            text = self.tr("已写好：{name}")
        text = text.format(name=path.name, wanted=wanted, written=written)
        if missing:
            text += self.tr("。字体没有这些字符，纸上是 □：{signs}").format(signs=missing)
        self.announced.emit(written_notice(text, self.tr("打开文件夹"), path))

    def _words(self) -> PrintWords:
        from desktop.services.print_words import PRINT_WORDS

        return PRINT_WORDS["en" if self.tr("姓名") == "Name" else "zh"]

    def _on_chosen(self, wish: PrintWish) -> None:
        names = {
            "exercise": self.tr("练习"),
            "paper": self.tr("模拟卷"),
            "article": self.tr("文章"),
            "table": self.tr("卡片"),
            "all": self.tr("温故资料"),
        }
        proposed = f"{names[wish.what]}{wish.suffix}"
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("存为文件"), proposed, f"*{wish.suffix}")
        if name:
            self.write(Path(name if name.lower().endswith(wish.suffix) else f"{name}{wish.suffix}"), wish)
