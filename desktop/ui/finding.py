"""What the box that finds everything finds, and where it leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.domain.errors import AppError
from desktop.ui.actions import ACTIONS, Actions, ActionSpec, action_text, key_text
from desktop.ui.widgets.palette_rows import Entry
from desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from desktop.ui.workspace import Workspace

_IN_A_GROUP = 5
_REMEMBERED = 6
_SEPARATOR = "\x1f"


class Finding(QObject):
    """``actions`` are the window's; ``workspace`` is None until the collection is open."""

    def __init__(self, actions: Actions, state: WindowState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions, self._state = actions, state
        self.workspace: Workspace | None = None

    def find(self, typed: str) -> Iterator[Sequence[Entry]]:
        """What fits, group after group; with nothing typed, what was chosen last and the pages."""
        if not typed:
            yield self._group(self.tr("最近"), self._recent())
            yield self._group(self.tr("页面"), self._pages())
            return
        yield self._group(self.tr("页面和操作"), self._matching_actions(typed))
        workspace = self.workspace
        if workspace is None:
            return
        for title, search in (
            (self.tr("文章"), self._articles),
            (self.tr("短语"), self._phrases),
            (self.tr("卡片"), self._cards),
        ):
            try:
                yield self._group(title, search(workspace, typed))
            except AppError:  # a query that is not finished
                continue

    def remember(self, entry: Entry) -> None:
        """It was chosen: it comes first the next time."""
        line = _SEPARATOR.join((entry.kind, entry.target, entry.text, entry.icon))
        lines = [line, *(each for each in self._lines() if each.split(_SEPARATOR)[:2] != [entry.kind, entry.target])]
        self._state.set_choice("found", "\n".join(lines[:_REMEMBERED]))

    def _lines(self) -> list[str]:
        return [line for line in self._state.choice("found").split("\n") if line.count(_SEPARATOR) == 3]

    def _recent(self) -> list[Entry]:
        return [Entry(kind, target, text, icon=icon) for kind, target, text, icon in map(_split, self._lines())]

    def _pages(self) -> list[Entry]:
        return [_entry(spec) for spec in ACTIONS if spec.group == "go" and spec.icon and spec.in_menu]

    def _matching_actions(self, typed: str) -> list[Entry]:
        from desktop.services.search import best_names

        usable = [spec for spec in ACTIONS if self._actions[spec.name].isEnabled() and spec.name != "search"]
        # By what it is called here, in Chinese, and in the program.
        names = [(action_text(spec), spec.text, spec.name.replace("_", " ")) for spec in usable]
        return [_entry(usable[number]) for number in best_names(typed, names, _IN_A_GROUP)]

    def _articles(self, workspace: Workspace, typed: str) -> list[Entry]:
        entries = []
        hits = workspace.search.articles(typed, _IN_A_GROUP)
        for hit, shown in zip(hits, workspace.search.excerpts(hits, typed), strict=True):
            start, end = (-1, -1)
            if shown.start is not None and shown.excerpt:
                start, end = shown.start, shown.start + shown.mark.end - shown.mark.start
            detail = shown.excerpt[max(0, shown.mark.start - 6) : shown.mark.end + 10]
            entries.append(Entry("article", hit.article_id, hit.title, detail, "article", start, end))
        return entries

    def _phrases(self, workspace: Workspace, typed: str) -> list[Entry]:
        return [Entry("phrase", term, term, "", "quiz") for term in workspace.search.terms(typed, _IN_A_GROUP)]

    def _cards(self, workspace: Workspace, typed: str) -> list[Entry]:
        # Those that ask for it come before those that only say it.
        keys = [*workspace.cards.keys(f'phrase:"{typed}"', limit=_IN_A_GROUP)] if '"' not in typed else []
        keys += workspace.cards.keys(typed, limit=_IN_A_GROUP)
        found = workspace.cards.at(list(dict.fromkeys(keys))[:_IN_A_GROUP])
        return [
            Entry("card", each.id, each.answer.replace("\n", " "), each.sentence.replace("\n", " ")[:40], "cards")
            for each in found
        ]

    @staticmethod
    def _group(title: str, entries: Sequence[Entry]) -> list[Entry]:
        return [Entry("head", "", title), *entries] if entries else []


def _entry(spec: ActionSpec) -> Entry:
    keys = key_text(spec.keys[0]) if spec.keys else ""
    return Entry("action", spec.name, action_text(spec).rstrip("…"), keys, spec.icon or "keys")


def _split(line: str) -> tuple[str, str, str, str]:
    kind, target, text, icon = line.split(_SEPARATOR)
    return kind, target, text, icon
