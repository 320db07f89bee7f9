"""The frame: rail, notices, rooms; it carries what pages ask for from one to another.

Only the page of the first frame is imported with it; the others when they are first shown.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.changes import Changed
from desktop.domain.errors import AppError
from desktop.ui.actions import Actions
from desktop.ui.background import TaskRunner
from desktop.ui.bringing_in import BringingIn
from desktop.ui.first_steps import FirstSteps
from desktop.ui.indexing import Indexing
from desktop.ui.messages import words
from desktop.ui.notices import Notice, NoticeBar
from desktop.ui.page import Page
from desktop.ui.pages.today_page import TodayPage
from desktop.ui.rooms import ROOM_OF, make_page
from desktop.ui.theme import ARTICLE_PX, Look
from desktop.ui.undoing import Undoing
from desktop.ui.widgets.rail import Rail, seal_icon
from desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from desktop.services.glance import Glance
    from desktop.services.journal import JournalEntry
    from desktop.ui.handing_out import HandingOut
    from desktop.ui.handing_to_anki import HandingToAnki
    from desktop.ui.pages.reader_page import ReaderPage
    from desktop.ui.widgets.palette import Palette
    from desktop.ui.widgets.palette_rows import Entry
    from desktop.ui.workspace import Workspace

_ROOM_ACTIONS = ("today", "articles", "review", "paper", "cards", "statistics", "exam", "decks", "settings")
_IN_AND_OUT = ("import", "import_bank", "paste", "export", "print")
_OF_THE_WINDOW = (*_ROOM_ACTIONS, *_IN_AND_OUT, "search", "help", "quit", "keys", "larger", "smaller", "normal_size")
NARROW = 1180  # below this many pixels the rail is narrow


class MainWindow(QMainWindow):
    """Shows its frame at once; ``attach`` gives it the open collection.

    ``runner`` does what takes long, ``quick`` what pages only read.
    """

    language_chosen = Signal(str)
    _changed = Signal(object)  # Changed, from whatever thread committed

    def __init__(
        self, look: Look, state: WindowState, runner: TaskRunner, quick: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._state, self._runner, self._quick = look, state, runner, quick
        self.workspace: Workspace | None = None
        self.bringing_in = BringingIn(runner, self)
        self.bringing_in.announced.connect(self._on_announced)
        self.bringing_in.progressed.connect(self._on_import_progressed)
        self.bringing_in.article_requested.connect(self.open_article)
        self.bringing_in.page_requested.connect(self.show_target)
        self.bringing_in.room_requested.connect(self.go)
        self._handing_out: HandingOut | None = None
        self._handing_to_anki: HandingToAnki | None = None
        self._indexing: Indexing | None = None
        self._pages: dict[str, Page] = {}
        self._glance: Glance | None = None
        self._palette: Palette | None = None
        self.actions_table = Actions(self)
        self.actions_table.triggered.connect(self._on_action)
        self._undoing = Undoing(self.actions_table, self)
        self._undoing.announced.connect(self._on_announced)
        self._undoing.undone.connect(self._on_undone)
        self._undoing.redone.connect(self._on_redone)
        self.first_steps = FirstSteps(state, self)
        self.first_steps.article_requested.connect(self.open_article)
        self.first_steps.page_requested.connect(self.show_target)
        self.first_steps.quiz_requested.connect(self._study_article)
        self.first_steps.ended.connect(self._focus_page)
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 480)
        self.resize(1240, 800)
        if geometry := state.geometry("window"):
            self.restoreGeometry(geometry)
        look.changed.connect(self._on_look_changed)
        self._changed.connect(self._on_changed, Qt.ConnectionType.QueuedConnection)
        # Time passes too: a step falls due, a study day begins.
        self._minute = QTimer(self)
        self._minute.setInterval(60_000)
        self._minute.timeout.connect(self._on_minute)
        self._locked = False
        self._build({})

    def _build(self, kept: dict[str, Page]) -> None:
        """Make rail, notices and the first page; the others when they are first shown, but for those ``kept``."""
        if self._palette is not None:
            self._palette.deleteLater()
        self._palette = None  # made when first asked for
        self.setWindowTitle(self.tr("温故"))
        self.rail = Rail(self._look, self.actions_table, self.width() < NARROW)
        self.rail.room_chosen.connect(self.go)
        self.notices = NoticeBar(self._look)
        self._stack = QStackedWidget()
        right = QWidget()
        right.setProperty("ground", "paper")
        column = self._column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self._stack, 1)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(right, 1)
        self.setCentralWidget(middle)
        self._pages = kept
        for page in kept.values():
            self._stack.addWidget(page)
        self.rail.menu_opening.connect(self._undoing.name_actions)
        self._show_page("today")

    # The collection

    def show_glance(self, glance: Glance | None) -> None:
        """True counts for the first frame."""
        page = self.page("today")
        if isinstance(page, TodayPage):
            page.show_glance(glance)

    def attach(self, workspace: Workspace, *, first: bool = False) -> None:
        """The collection is open: pages fill, early files come in; the ``first`` time, three steps are shown."""
        self._on_look_changed()  # its icon takes longer to draw than the first frame
        self.workspace = workspace
        self._undoing.workspace = self.first_steps.workspace = workspace
        self._indexing = Indexing(workspace.search, self._runner, self)
        self._indexing.progressed.connect(self._on_indexing)
        self._indexing.finished.connect(self._on_indexed)
        workspace.collection.subscribe(self._changed.emit)
        self._indexing.wake()
        for page in self._pages.values():
            page.attach(workspace)
        self._minute.start()
        self._show_page(self.current)
        if first and self.first_steps.wanted:
            self.start_tour()
        self.bringing_in.attach(workspace)

    def show_error(self, error: AppError) -> None:
        """Say what an error means and what to do."""
        self.notices.show_notice(Notice(words(error), "error"))

    def lock(self, error: AppError) -> None:
        """The collection cannot be opened: say why, and offer nothing that would need it."""
        self._locked = True
        self._on_look_changed()
        self._stack.setEnabled(False)
        self._update_actions()
        self.show_error(error)

    def retranslate(self) -> None:
        """Speak the language that is installed now. Pages that cannot are made anew, at the same place."""
        room = self.current
        kept = {}
        for name, page in self._pages.items():
            page.remember()
            if page.retranslate():
                page.setParent(None)
                kept[name] = page
        self.actions_table.retranslate()
        self.first_steps.forget()
        self._build(kept)
        self._show_page(room)

    # Rooms

    @property
    def current(self) -> str:
        """The page that is shown: today, articles_list, reader, review, settings."""
        shown = self._stack.currentWidget()
        return next((name for name, page in self._pages.items() if page is shown), "today")

    def page(self, name: str) -> Page:
        """The page of that name, made when it is first asked for."""
        if name not in self._pages:
            page = make_page(name, self._look, self._state)
            page.runner = self._quick
            page.announced.connect(self._on_announced)
            page.actions_changed.connect(self._update_actions)
            page.article_requested.connect(self.open_article)
            page.place_requested.connect(self.open_place)
            page.review_requested.connect(self.start_review)
            page.import_requested.connect(self.bringing_in.import_files)
            page.room_requested.connect(self.go)
            page.page_requested.connect(self.show_target)
            page.undo_requested.connect(self._undoing.undo)
            page.work_requested.connect(self._runner.start)
            page.cards_requested.connect(self.go_through)
            page.tour_requested.connect(self.start_tour)
            page.keys_requested.connect(self._show_keys)
            page.language_chosen.connect(self.language_chosen, Qt.ConnectionType.QueuedConnection)
            self._pages[name] = page
            self._stack.addWidget(page)
            if self.workspace is not None:
                page.attach(self.workspace)
        return self._pages[name]

    def go(self, room: str) -> None:
        """Go to a room. 文章 shows the article that is open, a second time the list."""
        if room == "articles":
            has_open = self._opened_article() is not None
            room = (
                "reader"
                if has_open and self.current not in ("reader", "articles_list", "proposals")
                else "articles_list"
            )
        self._show_page(room)

    def open_article(self, article_id: str) -> None:
        """Open an article for reading."""
        self._show_page("reader")
        if reader := self._reader("reader"):
            reader.open_article(article_id)

    def open_place(self, article_id: str, start: int, end: int) -> None:
        """Open an article where ``[start, end)`` of its text stands."""
        self.open_article(article_id)
        if reader := self._reader("reader"):
            reader.view.scroll_to(start, animated=False)
            if end > start:
                reader.view.set_found([start], end - start, 0)

    def show_target(self, name: str, target: str) -> None:
        """Turn to a page that shows what has the id ``target``."""
        self._show_page(name)
        self.page(name).open_target(target)

    def start_review(self) -> None:
        """Begin, or go on with, a session over everything."""
        self._show_page("review")

    def go_through(self, card_ids: list[str]) -> None:
        """Ask those cards until each was known once."""
        self._show_page("review")
        if review := self._reader("review"):
            review.go_through(card_ids)

    def _show_page(self, name: str) -> None:
        page = self.page(name)
        if self.notices.notice is not None and self.notices.notice.kind == "info":
            self.notices.dismiss()
        self._stack.setCurrentWidget(page)
        self.first_steps.show_on(name)
        self.rail.show_room(ROOM_OF[name])
        page.refresh()
        if name == "review" and (review := self._reader(name)):
            review.enter_review()
        self._update_actions()
        self._focus_page()

    def _focus_page(self) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.focus_start()

    def _reader(self, name: str) -> ReaderPage | None:
        """The reading page of that name, if it was made."""
        if name not in self._pages:
            return None
        from desktop.ui.pages.reader_page import ReaderPage

        page = self._pages[name]
        return page if isinstance(page, ReaderPage) else None

    def _opened_article(self) -> str | None:
        return reader.article_id if (reader := self._reader("reader")) else None

    # Actions

    def _update_actions(self) -> None:
        page = self._stack.currentWidget()
        for spec in self.actions_table:
            self.actions_table[spec.name].setEnabled(
                self._can(spec.name) or (isinstance(page, Page) and page.can(spec.name))
            )

    def _can(self, action: str) -> bool:
        if self._locked and action not in ("quit", "keys", "help"):
            return False
        return action in _OF_THE_WINDOW or (action in ("undo", "redo") and self.workspace is not None)

    def _on_action(self, name: str) -> None:
        page = self._stack.currentWidget()
        if name not in _OF_THE_WINDOW and isinstance(page, Page) and page.can(name):
            page.perform(name)
            return
        match name:
            case "import":
                self.bringing_in.import_files([])
            case "import_bank":
                self.bringing_in.import_bank(None)
            case "paste":
                self.bringing_in.paste()
            case "export":
                self._choose_export()
            case "print":
                self._choose_print()
            case "search":
                self._open_palette()
            case "quit":
                self.close()
            case _ if name in _ROOM_ACTIONS:
                self.go(name)
            case "larger":
                self._resize_text(self._look.article_px + 1)
            case "smaller":
                self._resize_text(self._look.article_px - 1)
            case "normal_size":
                self._resize_text(ARTICLE_PX)
            case "undo":
                self._undoing.undo()
            case "redo":
                self._undoing.redo()
            case "keys":
                self._show_keys()
            case "help":
                self._show_page("help")

    def _show_keys(self) -> None:
        from desktop.ui.dialogs.keys_dialog import KeysDialog

        KeysDialog(self._look, self).show()

    def start_tour(self) -> None:
        """Offer the three first steps, from the beginning."""
        self._show_page("today")
        self.first_steps.start(self._column)

    def _study_article(self, article_id: str) -> None:
        self.open_article(article_id)
        if reader := self._reader("reader"):
            reader.start_quiz(article_id)

    def _resize_text(self, px: int) -> None:
        self._look.apply(self._look.choice, px, self._look.base_px)
        self._state.article_px = self._look.article_px

    def _on_undone(self, entry: JournalEntry) -> None:
        for reader in self._readers():
            reader.quiz.forget(entry.target)
            if entry.kind == "no_limit":
                reader.quiz.go_on()

    def _on_redone(self, entry: JournalEntry) -> None:
        for reader in self._readers():  # the card that is asked may just have been answered again
            if entry.kind == "review" and reader.quiz.asking:
                reader.quiz.go_on()

    def _readers(self) -> list[ReaderPage]:
        return [reader for name in ("reader", "review") if (reader := self._reader(name)) is not None]

    # Finding

    def _open_palette(self) -> None:
        from desktop.ui.finding import Finding
        from desktop.ui.widgets.palette import Palette

        if self._palette is None:
            self._finding = Finding(self.actions_table, self._state, self)
            self._palette = Palette(self._look, self._finding.find, self)
            self._palette.chosen.connect(self._finding.remember)
            self._palette.chosen.connect(self._on_entry_chosen)
        self._finding.workspace = self.workspace
        self._palette.open_box()

    def _on_entry_chosen(self, entry: Entry) -> None:
        match entry.kind:
            case "action":
                self.actions_table[entry.target].trigger()
            case "article" if entry.start >= 0:
                self.open_place(entry.target, entry.start, entry.end)
            case "article":
                self.open_article(entry.target)
            case _:
                self.show_target("cards", f'phrase:"{entry.text}"')

    # Bringing in

    def import_files(self, paths: list[Path]) -> None:
        """Import files, once the collection is open."""
        self.bringing_in.import_files(paths)

    def _on_import_progressed(self, said: str, done: int, total: int) -> None:
        self.notices.show_progress(said, done, total, self.bringing_in.cancel)

    # Handing out

    def _choose_print(self) -> None:
        if self.workspace is None:
            return
        if self._handing_out is None:
            from desktop.ui.handing_out import HandingOut

            self._handing_out = HandingOut(self.workspace, self._runner, self)
            self._handing_out.announced.connect(self._on_announced)
            self._handing_out.failed.connect(self.show_error)
        self._handing_out.ask(self._opened_article() if ROOM_OF[self.current] == "articles" else None)

    def _choose_export(self) -> None:
        if (handing := self.handing_to_anki()) is not None:
            handing.ask()

    def handing_to_anki(self) -> HandingToAnki | None:
        """What hands cards to Anki, once the collection is open."""
        if self._handing_to_anki is None and self.workspace is not None:
            from desktop.ui.handing_to_anki import HandingToAnki

            self._handing_to_anki = HandingToAnki(self.workspace, self._runner, self._state, self)
            self._handing_to_anki.announced.connect(self._on_announced)
            self._handing_to_anki.failed.connect(self.show_error)
        return self._handing_to_anki

    # Events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.bringing_in.takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.bringing_in.drop(event.mimeData()):
            event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_narrow(event.size().width() < NARROW)

    def closeEvent(self, event: QCloseEvent) -> None:
        for page in self._pages.values():
            page.remember()
        self._state.set_geometry("window", self.saveGeometry())
        self._state.sync()
        super().closeEvent(event)

    def _on_announced(self, notice: Notice) -> None:
        self.notices.show_notice(notice)

    def _on_minute(self) -> None:
        self._on_changed(Changed.SCHEDULE)

    def _on_indexing(self, done: int, total: int) -> None:
        if self._indexing is not None:
            self.notices.show_progress(self.tr("正在为搜索整理卡片和文章…"), done, total, self._indexing.cancel)

    def _on_indexed(self, some: bool) -> None:
        if some:
            if self.notices.notice is None:
                self.notices.dismiss()
            self._on_changed(Changed.NOTHING, searched=True)

    def _on_changed(self, changed: Changed, *, searched: bool = False) -> None:
        if changed & (Changed.ARTICLES | Changed.CARDS) and self._indexing is not None:
            self._indexing.wake()
        for page in list(self._pages.values()):  # one may turn to another
            if page.shows & changed or (searched and page.shows & Changed.CARDS):
                page.mark_stale(changed)

    def _on_look_changed(self) -> None:
        self.setWindowIcon(seal_icon(self._look.theme))
