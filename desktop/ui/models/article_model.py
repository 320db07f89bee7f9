"""The library as a list: all of it, or what is searched, in an order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.domain.article import ArticleSummary, TextSpan
from desktop.ui.language import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from desktop.services.search import ArticleHit

ARTICLE_ROLE = Qt.ItemDataRole.UserRole + 1
HIT_ROLE = Qt.ItemDataRole.UserRole + 2  # words around what was found, and where in them it begins and ends

SORTS = {
    "added": QT_TRANSLATE_NOOP("Articles", "最近导入"),
    "title": QT_TRANSLATE_NOOP("Articles", "按标题"),
    "date": QT_TRANSLATE_NOOP("Articles", "按成文日期"),
    "chars": QT_TRANSLATE_NOOP("Articles", "按长度"),
    "due": QT_TRANSLATE_NOOP("Articles", "待复习多的在前"),
    "known": QT_TRANSLATE_NOOP("Articles", "记得少的在前"),
}
_KEYS: dict[str, Callable[[ArticleSummary], object]] = {
    "title": lambda each: each.title,
    "date": lambda each: -(each.date or date.min).toordinal(),
    "chars": lambda each: -each.chars,
    "due": lambda each: -each.due,
    "known": lambda each: 2.0 if each.known is None else each.known,
}


def sort_name(sort: str) -> str:
    """What an order is called in the language of the window."""
    return QCoreApplication.translate("Articles", SORTS[sort])


class ArticleModel(QAbstractListModel):
    """One row an article; ``ARTICLE_ROLE`` is its ArticleSummary. ``excerpt`` finishes the hit of an article by id."""

    def __init__(self, excerpt: Callable[[str], ArticleHit | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._excerpt = excerpt
        self._all: list[ArticleSummary] = []
        self._articles: list[ArticleSummary] = []
        self._hits: dict[str, ArticleHit] = {}
        self._finished: dict[str, ArticleHit] = {}

    def show_articles(self, articles: Sequence[ArticleSummary]) -> None:
        """What there is, the latest first; ``arrange`` shows it."""
        self._all = list(articles)

    def arrange(self, hits: Sequence[ArticleHit] | None, text: str, *, folder: str, tag: str, sort: str) -> None:
        """Show what lies in the folder and has the tag, if they are given; of ``hits`` only, the words being ``text``.

        The latest come first unless ``sort`` says otherwise.
        """
        self.beginResetModel()
        self._hits = {} if hits is None else {hit.article_id: hit for hit in hits}
        self._finished = {}
        found = [
            each
            for each in self._all
            if (hits is None or each.id in self._hits)
            and (not folder or each.folder == folder)
            and (not tag or tag in each.tags)
        ]
        self._articles = sorted(found, key=_KEYS[sort]) if sort in _KEYS else found  # type: ignore[arg-type]
        self.endResetModel()

    def article(self, row: int) -> ArticleSummary:
        """The article of a row."""
        return self._articles[row]

    def row_of(self, article_id: str) -> int:
        """The row of an article, -1 if it is not there."""
        return next((row for row, each in enumerate(self._articles) if each.id == article_id), -1)

    def hit(self, article_id: str) -> ArticleHit | None:
        """What was found in an article."""
        return self._hits.get(article_id)

    def place(self, row: int) -> TextSpan | None:
        """Where in its text the words of a row's excerpt stand that were found."""
        hit = self._hit(row)
        if hit is None or hit.start is None or not hit.excerpt:
            return None
        return TextSpan(hit.start, hit.start + hit.mark.end - hit.mark.start)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._articles)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        article = self._articles[index.row()]
        if role == ARTICLE_ROLE:
            return article
        if role == HIT_ROLE:
            hit = self._hit(index.row())
            return None if hit is None or not hit.excerpt else (hit.excerpt, hit.mark.start, hit.mark.end)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return article.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("，").join((article.title, self.facts(article), self.waiting(article)))
        return None

    def facts(self, article: ArticleSummary) -> str:
        """Issuer, date, length, folder and tags in words."""
        locale = QLocale()
        parts = [article.issuer]
        if article.date is not None:
            chinese = locale.language() == QLocale.Language.Chinese
            day = article.date
            parts.append(f"{day.year}年{day.month}月{day.day}日" if chinese else day.isoformat())
        parts.append(self.tr("{count} 字").format(count=locale.toString(article.chars)))
        parts.append(article.folder)
        parts += [f"#{tag}" for tag in article.tags]
        return " · ".join(filter(None, parts))

    def waiting(self, article: ArticleSummary) -> str:
        """How many cards there are, and how many of them are due."""
        cards = self.tr("%n 张卡片", "", article.cards)
        return self.tr("{cards}，%n 张待复习", "", article.due).format(cards=cards) if article.due else cards

    def _hit(self, row: int) -> ArticleHit | None:
        article_id = self._articles[row].id
        if article_id not in self._hits:
            return None
        if article_id not in self._finished and (finished := self._excerpt(article_id)) is not None:
            self._finished[article_id] = finished
        return self._finished.get(article_id)
