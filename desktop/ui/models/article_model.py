"""The library as a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.domain.article import ArticleSummary

ARTICLE_ROLE = Qt.ItemDataRole.UserRole + 1


class ArticleModel(QAbstractListModel):
    """One row an article; ``ARTICLE_ROLE`` is its ArticleSummary."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._articles: list[ArticleSummary] = []

    def show_articles(self, articles: Sequence[ArticleSummary]) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self._articles = list(articles)
        self.endResetModel()

    def article(self, row: int) -> ArticleSummary:
        """The article of a row."""
        return self._articles[row]

    def row_of(self, article_id: str) -> int:
        """The row of an article, -1 if it is not there."""
        return next((row for row, each in enumerate(self._articles) if each.id == article_id), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._articles)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        article = self._articles[index.row()]
        if role == ARTICLE_ROLE:
            return article
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return article.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("，").join((article.title, self.facts(article), self.waiting(article)))
        return None

    def facts(self, article: ArticleSummary) -> str:
        """Issuer, date and length in words."""
        locale = QLocale()
        parts = [article.issuer]
        if article.date is not None:
            chinese = locale.language() == QLocale.Language.Chinese
            day = article.date
            parts.append(f"{day.year}年{day.month}月{day.day}日" if chinese else day.isoformat())
        parts.append(self.tr("{count} 字").format(count=locale.toString(article.chars)))
        return " · ".join(filter(None, parts))

    def waiting(self, article: ArticleSummary) -> str:
        """How many cards there are, and how many of them are due."""
        cards = self.tr("%n 张卡片", "", article.cards)
        return self.tr("{cards}，%n 张待复习", "", article.due).format(cards=cards) if article.due else cards
