"""The composition root of the window: the one place that knows every layer."""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.domain.errors import AppError
from desktop.domain.progress import Progress
from desktop.ui.background import Task, TaskRunner, ThreadRunner
from desktop.ui.crash import CrashReporter, start_log
from desktop.ui.first_frame import FirstFrame
from desktop.ui.language import Translations, system_language
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Look, make_application
from desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from desktop.services.article_reading import ArticleReader
    from desktop.services.glance import Glance
    from desktop.ui.workspace import Workspace

MARKER = "starters-added"  # a file in the data folder: the shipped articles were put there once


def run_window(
    home: Path, files: list[Path], language: str | None, glance: Glance | None, thresholds: tuple[int, int, int]
) -> int:
    """Open the window on the collection in ``home``, import ``files``, and return when it is closed.

    ``language`` overrides the learner's choice for this time; ``glance`` is what the first frame shows,
    ``thresholds`` those of the garbage collector once it is shown. Needs a display.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends it; what was shown as saved is saved
    app = QApplication.instance() or make_application(sys.argv[0])
    assert isinstance(app, QApplication)
    app.setApplicationName("wengu")
    app.setDesktopFileName("wengu")
    reporter = CrashReporter(start_log(home))
    reporter.install()
    runner = ThreadRunner()
    program = Program(app, home, runner, language)
    program.open(files, glance)
    program.first_frame.painted.connect(lambda: gc.set_threshold(*thresholds))  # a window lives for days
    code = app.exec()
    program.close()
    return code


class Program(QObject):
    """The window and what it needs, from start to end."""

    def __init__(self, app: QApplication, home: Path, runner: TaskRunner, language: str | None = None) -> None:
        super().__init__()
        self.home = home
        self._runner = runner
        self._state = WindowState(home)
        self._translations = Translations(app)
        self._translations.use(language or self._state.language or system_language())
        self._look = Look(self)
        self._look.reduced_motion = self._state.reduced_motion or "WENGU_REDUCED_MOTION" in os.environ
        self._look.set_article_font(self._state.article_font)
        self._look.apply(self._state.theme, self._state.article_px, self._state.base_px)
        self._workspace: Workspace | None = None
        self._first = not (home / MARKER).exists()
        # What is only read need not wait for long work.
        self._quick = ThreadRunner() if isinstance(runner, ThreadRunner) else runner
        self.window = MainWindow(self._look, self._state, runner, self._quick)
        self.first_frame = FirstFrame(self.window)
        self.window.language_chosen.connect(self._on_language_chosen)

    def open(self, files: list[Path], glance: Glance | None = None) -> None:
        """Show the window with the counts of ``glance``, then open the collection behind it."""
        self.window.show_glance(glance)
        self.window.show()
        if files:
            self.window.import_files(files)
        self.first_frame.painted.connect(self._load)

    def close(self) -> None:
        """Let go of the collection."""
        gc.unfreeze()  # what was kept from it may go with the program
        self._runner.close()
        self._quick.close()
        if self._workspace is not None:
            self._workspace.library.rest()
            self._workspace.collection.close()

    def _load(self) -> None:
        task = Task(self._open_collection, self)
        task.succeeded.connect(self._on_opened)
        task.failed.connect(self.window.lock)
        self._runner.start(task)

    def _open_collection(self, progress: Progress) -> Workspace:
        from desktop.services.reading_process import ProcessReader

        # Where work has no thread of its own, a process would not free the window either.
        return open_workspace(self.home, ProcessReader() if isinstance(self._runner, ThreadRunner) else None)

    def _on_opened(self, workspace: Workspace) -> None:
        from desktop.services.backups import Backups

        self._workspace = workspace
        if chosen := self._state.kind_modes:  # where they were kept before
            workspace.desk.kind_modes.adopt(chosen)
            self._state.kind_modes = {}
        self.window.attach(workspace, first=self._first)
        task = Task(lambda _: workspace.desk.prepare(), self)
        task.succeeded.connect(self._on_prepared)
        self._runner.start(task)
        task = Task(lambda _: Backups(workspace.collection).daily(self._state.backup_folder), self)
        task.failed.connect(self.window.show_error)
        self._runner.start(task)

    def _on_prepared(self) -> None:
        """The dictionaries stay to the end: a collection that walks them all would take a fifth of a second."""
        gc.freeze()

    def _on_language_chosen(self, language: str) -> None:
        self._translations.use(language or system_language())
        self.window.retranslate()


def open_workspace(home: Path, reader: ArticleReader | None = None) -> Workspace:
    """Open the collection in ``home`` with all its services; the first time, put the shipped articles in it.

    Articles are read by ``reader``, or in this process.

    Raises DatabaseBusy, DatabaseNewer, DatabaseDamaged and FileUnwritable.
    """
    from desktop.services.anki_exchange import AnkiExchange
    from desktop.services.article_library import ArticleLibrary
    from desktop.services.article_reading import ArticleReader
    from desktop.services.bank_import import BankImport
    from desktop.services.card_dossier import CardDossiers
    from desktop.services.card_list import CardList
    from desktop.services.card_workshop import CardWorkshop
    from desktop.services.collection import Collection
    from desktop.services.journal import Journal
    from desktop.services.learning_report import LearningReports
    from desktop.services.phrase_book import PhraseBook
    from desktop.services.phrase_facts import PhraseBase
    from desktop.services.pinyin_book import PinyinBook
    from desktop.services.preferences import Preferences
    from desktop.services.proposals import ArticleProposals
    from desktop.services.question_desk import QuestionDesk
    from desktop.services.review_session import ReviewSession
    from desktop.services.revisions import Revisions
    from desktop.services.search import Search
    from desktop.services.statistics import Statistics
    from desktop.services.text_tools import TextTools
    from desktop.ui.workspace import Workspace

    collection = Collection.open(home)
    tools = TextTools()
    library = ArticleLibrary(collection, tools, reader)
    pinyin = PinyinBook(collection, tools)
    try:
        if not (home / MARKER).exists():
            if not library.summaries():
                library.add_starters()
                library.rest()
            (home / MARKER).touch()
    except (AppError, OSError):
        collection.close()
        raise
    return Workspace(
        collection=collection,
        tools=tools,
        library=library,
        revisions=Revisions(collection, tools),
        proposals=ArticleProposals(collection, library, reader or ArticleReader(tools)),
        banks=BankImport(collection),
        cards=CardList(collection),
        dossiers=CardDossiers(collection),
        search=Search(collection),
        workshop=CardWorkshop(collection),
        phrase_book=PhraseBook(collection),
        phrase_base=PhraseBase(collection, pinyin),
        pinyin=pinyin,
        desk=QuestionDesk(collection, tools),
        reports=LearningReports(collection),
        journal=Journal(collection),
        anki=AnkiExchange(collection, tools),
        statistics=Statistics(collection),
        preferences=Preferences(collection),
        review=lambda article_id, deck=None, kind="", tag="": ReviewSession(
            collection, article_id=article_id, deck=deck, kind=kind, tag=tag
        ),
    )
