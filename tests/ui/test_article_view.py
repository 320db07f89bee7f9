from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextCursor

from desktop.domain.article import Article, Section, TextSpan
from desktop.domain.card import CardState
from desktop.domain.question import MASK
from desktop.ui.theme import Look
from desktop.ui.widgets.article_view import ArticleView
from desktop.ui.widgets.phrase_marks import PhraseMark, memory_level

TEXT = "关于𠮷事的意见\n𠮷人说“两个确立”。\n一、要求\n两个确立与两个维护。" + "很长的一句话，" * 300 + "两个确立。"
SECTIONS = (Section(1, "一、", "要求", TEXT.index("一、"), len(TEXT)),)


@pytest.fixture
def view(look: Look) -> ArticleView:
    made = ArticleView(look)
    made.resize(800, 500)
    made.show_article(Article("1", "关于𠮷事的意见", TEXT), SECTIONS)
    made.show()
    return made


def test_the_text_is_shown_as_it_is(view: ArticleView) -> None:
    assert view.toPlainText() == TEXT


def test_an_answer_is_nowhere_while_it_is_asked(view: ArticleView) -> None:
    view.hide_answers(["两个确立"])
    shown = view.toPlainText()
    assert "两个确立" not in shown
    assert shown.count(MASK * 4) == 3
    assert view.find_all("两个确立") == []
    cursor = QTextCursor(view.document())
    cursor.select(QTextCursor.SelectionType.Document)
    assert "确立" not in cursor.selectedText()
    view.show_answers()
    assert view.toPlainText() == TEXT


def test_hiding_another_answer_shows_the_first(view: ArticleView) -> None:
    view.hide_answers(["两个确立"])
    view.hide_answers(["𠮷"])
    assert view.toPlainText().count("两个确立") == 3
    assert "𠮷" not in view.toPlainText()
    view.show_answers()
    assert view.toPlainText() == TEXT


def test_hidden_words_keep_their_type(view: ArticleView) -> None:
    """The title stays large and bold after an answer in it was hidden and shown."""
    cursor = QTextCursor(view.document())
    cursor.setPosition(4)
    before = cursor.charFormat()
    view.hide_answers(["𠮷事"])
    view.show_answers()
    cursor.setPosition(4)
    assert cursor.charFormat() == before
    assert before.font().pixelSize() > 20


def test_places_are_code_points(view: ArticleView) -> None:
    end = TEXT.rindex("两个确立")
    view.scroll_to(end, animated=False)
    assert 0 < view.place <= end
    view.scroll_to(0, animated=False)
    assert view.place == 0
    assert view.find_all("人说") == [TextSpan(TEXT.index("人说"), TEXT.index("人说") + 2)]


def test_a_phrase_answers_to_the_pointer_unless_it_is_hidden(view: ArticleView) -> None:
    start = TEXT.index("两个确立")
    view.set_marks([PhraseMark(start, start + 4, "shorthand", "new")])
    cursor = QTextCursor(view.document())
    cursor.setPosition(start + 2 + 2)  # two characters before it take two units each
    box = view.cursorRect(cursor)
    point = QPointF(box.center()) + QPointF(4, 0)
    found = view.mark_at(point)
    assert found is not None
    assert found.kind == "shorthand"
    assert view.mark_at(QPointF(2, 2)) is None
    view.hide_answers(["两个确立"])
    assert view.mark_at(point) is None


def test_a_larger_size_keeps_the_place(view: ArticleView, look: Look) -> None:
    view.scroll_to(len(TEXT) // 2, animated=False)
    place = view.place
    look.apply("dark", 26)
    view.restyle(Article("1", "关于𠮷事的意见", TEXT), SECTIONS)
    assert abs(view.place - place) < 80
    assert view.toPlainText() == TEXT


@pytest.mark.parametrize(
    ("state", "recall", "level"),
    [
        (CardState.NEW, None, "new"),
        (CardState.LEARNING, 0.99, "weak"),
        (CardState.REVIEW, 0.5, "weak"),
        (CardState.REVIEW, 0.8, "fair"),
        (CardState.REVIEW, 0.9, "good"),
        (CardState.REVIEW, 0.97, "firm"),
    ],
)
def test_memory_has_five_tints(state: CardState, recall: float | None, level: str) -> None:
    assert memory_level(state, recall) == level
