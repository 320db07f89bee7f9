"""What to ask of an article: the proposed blanks as a tick-list beside the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTreeView, QVBoxLayout, QWidget

from desktop.domain.article import TextSpan
from desktop.domain.changes import Changed
from desktop.domain.cloze import Density
from desktop.domain.errors import AppError, NotFound
from desktop.domain.phrase import PhraseKind
from desktop.domain.progress import Progress
from desktop.domain.proposal import ProposedCard
from desktop.ui.background import Task
from desktop.ui.messages import words
from desktop.ui.models.proposal_model import NUMBER_ROLE, ProposalModel
from desktop.ui.notices import Notice
from desktop.ui.page import Page
from desktop.ui.theme import Look
from desktop.ui.widgets.article_view import ArticleView
from desktop.ui.widgets.page_parts import back_bar
from desktop.ui.widgets.phrase_marks import PhraseMark, kind_name
from desktop.ui.widgets.proposal_delegate import ProposalDelegate
from desktop.ui.widgets.side_by_side import Part, SideBySide
from desktop.ui.widgets.text_parts import button, label, panel, restyle_icons
from desktop.ui.window_state import WindowState
from desktop.ui.workspace import Workspace

_DENSITIES = (Density.FEW, Density.NORMAL, Density.DENSE, Density.ALL)
_KINDS = frozenset(map(str, PhraseKind))
_LONGEST_MARK = 200  # characters


class ProposalsPage(Page):
    """Ticks are tried here; the cards follow with Enter, as one step to undo.

    Space ticks, 1 to 4 choose a density, Ctrl+Z takes back a change of ticks and, where there is none, what was
    accepted last.
    """

    shows: ClassVar[Changed] = Changed.ARTICLES | Changed.CARDS

    def __init__(self, look: Look, state: WindowState, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._article_id: str | None = None
        self._shown: Sequence[ProposedCard] = ()
        self._ticked: frozenset[int] = frozenset()
        self._history: list[frozenset[int]] = []
        self._task: Task | None = None
        self._model = ProposalModel(kind_name, self)
        self._model.ticked_changed.connect(self._on_ticked)

        self._title = label("", "strong")
        self._title.setMinimumWidth(60)
        self._summary = label("", "small")
        self._accept = button(self.tr("采用"), "primary")
        self._accept.setToolTip(self.tr("卡片随勾选增减（Enter）"))
        self._accept.clicked.connect(self.accept)
        bar = back_bar(
            look, self.tr("返回文章（Esc）"), self.go_back, self._title, self._summary, self._accept, wide=self._title
        )

        self.view = ArticleView(look)
        self.view.phrase_chosen.connect(self._on_phrase_chosen)
        self.tree = QTreeView()
        self.tree.setModel(self._model)
        self.tree.setItemDelegate(ProposalDelegate(look, self.tree))
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.tree.setAccessibleName(self.tr("可以考的地方"))
        self.tree.selectionModel().currentChanged.connect(self._on_current)
        self._density_buttons = {}
        names = (self.tr("少量"), self.tr("适中"), self.tr("密集"), self.tr("全部"))
        segments = QHBoxLayout()
        segments.setContentsMargins(16, 6, 12, 0)
        segments.setSpacing(4)
        for number, (density, name) in enumerate(zip(_DENSITIES, names, strict=True), 1):
            made = button(name, "segment")
            made.setCheckable(True)
            made.setToolTip(self.tr("{name}（按 {key}）").format(name=name, key=number))
            made.setProperty("density", str(density))
            made.clicked.connect(self._on_density_clicked)
            self._density_buttons[density] = made
            segments.addWidget(made)
        segments.addStretch(1)
        hint = label(self.tr("空格勾选 · 1–4 疏密 · 回车采用"), "small")
        segments.addWidget(hint)
        side = panel("side")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(segments)
        column.addWidget(self.tree, 1)
        self.view.setMinimumWidth(280)
        side.setMinimumWidth(400)
        splitter = SideBySide(state, "proposals_splitter", [Part(self.view, 640, 3), Part(side, 480, 2)])
        self._stack = QStackedWidget()
        self._stack.addWidget(splitter)
        self._state = label("", "soft")
        self._state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._state)
        self._state.setText(self.tr("先打开一篇文章。"))
        self._stack.setCurrentIndex(1)
        self._accept.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._stack, 1)

    # What the window asks

    def open_target(self, target: str) -> None:
        """Propose blanks of the article with that id."""
        if target != self._article_id:
            self._shown = ()
        self._article_id = target
        self.mark_stale()
        self.refresh()

    def load(self, workspace: Workspace) -> None:
        if self._article_id is None:
            return
        if not self._shown:
            self._say(self.tr("正在通读全文，挑选可以考的地方……"))
        article_id, proposals = self._article_id, workspace.proposals
        if self._task is not None:
            self._task.cancel()

        def work(progress: Progress) -> tuple[str, list[ProposedCard]]:
            made = proposals.propose(article_id, progress)
            proposals.rest()
            return article_id, made

        task = Task(work, self)
        self._task = task
        task.succeeded.connect(self._on_proposed)
        task.failed.connect(self._on_failed)
        task.finished.connect(self._on_finished)
        self.work_requested.emit(task)

    def can(self, action: str) -> bool:
        if action == "undo":
            return bool(self._history)
        if action == "accept_proposals":
            return bool(self._shown)
        return action == "back" or action.startswith("density_")

    def perform(self, action: str) -> None:
        match action:
            case "undo":
                self._tick(self._history.pop(), remember=False)
            case "accept_proposals":
                self.accept()
            case "back":
                self.go_back()
            case _:
                self.choose_density(Density(action.removeprefix("density_")))

    def go_back(self) -> None:
        """To the article, its cards left as they are."""
        if self._article_id is not None:
            self.article_requested.emit(self._article_id)

    def focus_start(self) -> None:
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def restyle(self) -> None:
        restyle_icons(self.look, self)
        self.view.restyle()
        self.tree.doItemsLayout()

    @property
    def ticked(self) -> frozenset[int]:
        """The numbers of the proposals that are ticked."""
        return self._ticked

    def choose_density(self, density: Density) -> None:
        """Tick what a density takes; what was learnt already stays ticked."""
        from desktop.services.proposals import chosen_at

        self._tick(frozenset(chosen_at(self._shown, density)))
        self._sync()

    def accept(self) -> None:
        """Let the article have the cards that are ticked, and go and read it."""
        if self.workspace is None or self._article_id is None or not self._shown:
            return
        self._history = []
        try:
            done = self.workspace.proposals.accept(self._article_id, self._shown, self._ticked)
        except AppError as error:
            self.announced.emit(Notice(words(error), "error"))
            return
        self.article_requested.emit(self._article_id)
        if not done.added and not done.removed:
            self.announced.emit(Notice(self.tr("%n 张卡片，没有变动。", "", len(self._ticked)), "done"))
            return
        said = [self.tr("这篇文章现在有 %n 张卡片", "", len(self._ticked))]
        if done.added:
            said.append(self.tr("新增 %n 张", "", done.added))
        if done.removed:
            said.append(self.tr("收起 %n 张", "", done.removed))
        text = self.tr("{what}。").format(what=self.tr("，").join(said))
        self.announced.emit(Notice(text, "done", self.tr("撤销"), self.undo_requested.emit))

    # What happens

    def _on_proposed(self, result: tuple[str, list[ProposedCard]]) -> None:
        article_id, shown = result
        if self.workspace is None or article_id != self._article_id:
            return
        opened = self.workspace.library.open(article_id, phrases=False)
        place = self.tree.verticalScrollBar().value() if self._shown else 0
        current = self._number(self.tree.currentIndex())
        if not self._shown:
            self.view.show_article(opened.article, opened.sections)
        self._title.setText(opened.article.title)
        self._title.setToolTip(opened.article.title)
        self._shown, self._history = shown, []
        if not shown:
            self._say(self.tr("这篇文章里没有找到可以考的地方。\n在文章里选中几个字，按 C 就能自己做卡片。"))
            return
        self._ticked = frozenset(number for number, each in enumerate(shown) if each.card_id is not None)
        self._model.show_proposals(shown, self._ticked, opened.article.title)
        self.tree.expandAll()
        self._stack.setCurrentIndex(0)
        first = min(self._ticked, default=0)
        wanted = self._model.index_of(current if current is not None and current < len(shown) else first)
        self.tree.setCurrentIndex(wanted)
        if place:
            self.tree.verticalScrollBar().setValue(place)
        else:
            self.tree.scrollTo(wanted, QTreeView.ScrollHint.PositionAtCenter)
        self._sync()
        if self.isVisible():
            self.focus_start()

    def _on_failed(self, error: AppError) -> None:
        self._shown = ()
        if isinstance(error, NotFound) and self.isVisible():  # undone behind our back
            self.room_requested.emit("articles_list")
            return
        self._say(words(error))

    def _on_finished(self) -> None:
        if self.sender() is self._task:
            self._task = None

    def _on_ticked(self) -> None:
        now = self._model.ticked
        if now != self._ticked:
            self._history.append(self._ticked)
            self._ticked = now
            self._sync()

    def _tick(self, ticked: frozenset[int], *, remember: bool = True) -> None:
        if ticked == self._ticked:
            return
        if remember:
            self._history.append(self._ticked)
        self._ticked = ticked
        self._model.tick(ticked)
        self._sync()

    def _on_density_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.choose_density(Density(sender.property("density")))

    def _on_current(self, index: QModelIndex) -> None:
        number = self._number(index)
        if number is None:
            return
        cloze = self._shown[number].proposal.cloze
        start, blank = cloze.article_start, cloze.blanks[0]
        self.view.set_current(
            TextSpan(start, start + len(cloze.sentence)), TextSpan(start + blank.start, start + blank.end)
        )
        self.view.scroll_to(start + blank.start)

    def _on_phrase_chosen(self, mark: PhraseMark) -> None:
        for number, each in enumerate(self._shown):
            cloze = each.proposal.cloze
            if cloze.article_start + cloze.blanks[0].start == mark.start:
                self.tree.setCurrentIndex(self._model.index_of(number))
                return

    @staticmethod
    def _number(index: QModelIndex) -> int | None:
        number = index.data(NUMBER_ROLE) if index.isValid() else None
        return None if number is None else int(number)

    def _say(self, text: str) -> None:
        self._state.setText(text)
        self._summary.setText("")
        self._accept.setEnabled(False)
        self._stack.setCurrentIndex(1)

    def _sync(self) -> None:
        from desktop.services.proposals import chosen_at

        self._accept.setEnabled(True)
        self._summary.setText(
            self.tr("勾选 {ticked} 处，共 {count} 处").format(ticked=len(self._ticked), count=f"{len(self._shown):,}")
        )
        for density, made in self._density_buttons.items():
            made.setChecked(self._ticked == chosen_at(self._shown, density))
        self.view.set_marks(TickMarks(self._shown, self._ticked))
        self.actions_changed.emit()


class TickMarks:
    """The proposals as marks of the article: what is ticked has a tint, other phrases a line.

    Of those that overlap, the ticked one stands.
    """

    def __init__(self, shown: Sequence[ProposedCard], ticked: frozenset[int]) -> None:
        taken: list[PhraseMark] = []
        for wanted in (True, False):
            for number, each in enumerate(shown):
                cloze = each.proposal.cloze
                if (number in ticked) is wanted and (wanted or cloze.kind in _KINDS):
                    start, end = (cloze.article_start + at for at in cloze.blanks[0])
                    at = bisect_right(taken, start, key=lambda mark: mark.start)
                    before = taken[at - 1] if at else None
                    after = taken[at] if at < len(taken) else None
                    if (before is None or before.end <= start) and (after is None or end <= after.start):
                        kind = cloze.kind if cloze.kind in _KINDS else PhraseKind.TERM
                        taken.insert(at, PhraseMark(start, end, kind, "fair" if wanted else "", lined=not wanted))
        self._marks = taken

    def between(self, start: int, end: int) -> Sequence[PhraseMark]:
        """Those that touch ``[start, end)``."""
        first = bisect_right(self._marks, start - _LONGEST_MARK, key=lambda mark: mark.start)
        last = bisect_right(self._marks, end - 1, key=lambda mark: mark.start)
        return [mark for mark in self._marks[first:last] if mark.end > start]

    def at(self, offset: int) -> PhraseMark | None:
        """The one that ``offset`` stands in."""
        return next((mark for mark in self.between(offset, offset + 1) if mark.start <= offset < mark.end), None)

    def next(self, offset: int, step: int) -> PhraseMark | None:
        """The first at or after ``offset`` (step 1), the last that ends at or before it (-1)."""
        if step > 0:
            return next((mark for mark in self._marks if mark.start >= offset), None)
        return next((mark for mark in reversed(self._marks) if mark.end <= offset), None)
