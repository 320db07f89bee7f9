from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextCursor

from desktop.domain.article import Article, Section, TextSpan
from desktop.domain.card import CardState
from desktop.domain.question import MASK
from desktop.ui.theme import Look
from desktop.ui.widgets.article_view import ArticleView
from desktop.ui.widgets.phrase_marks import NoMarks, PhraseMark, memory_level

TEXT = "关于𠮷事的意见\n𠮷人说“两个确立”。\n一、要求\n两个确立与两个维护。" + "很长的一句话，" * 300 + "两个确立。"
SECTIONS = (Section(1, "一、", "要求", TEXT.index("一、"), len(TEXT)),)


class OneMark(NoMarks):
    """Marks of an article with one phrase."""

    def __init__(self, mark: PhraseMark) -> None:
        self._mark = mark

    def between(self, start: int, end: int) -> list[PhraseMark]:
        return [self._mark] if self._mark.start < end and start < self._mark.end else []

    def at(self, offset: int) -> PhraseMark | None:
        return self._mark if self._mark.start <= offset < self._mark.end else None


@pytest.fixture
def view(look: Look) -> ArticleView:
    made = ArticleView(look)
    made.resize(800, 500)
    made.show_article(Article("1", "关于𠮷事的意见", TEXT), SECTIONS)
    made.show()
    return made


def spans(view: ArticleView, words: str) -> list[TextSpan]:
    """Where ``words`` stand in the article."""
    return [TextSpan(match.start(), match.end()) for match in re.finditer(words, TEXT)]


def test_some_of_what_is_hidden_is_shown(view: ArticleView) -> None:
    first, *others = spans(view, "两个确立")
    view.hide_spans([first, *others])
    view.show_answers([first])
    assert view.toPlainText().count("两个确立") == 1
    assert view.toPlainText().index("两个确立") == TEXT.index("两个确立")
    view.show_answers()
    assert view.toPlainText() == TEXT


def test_what_is_hidden_across_lines_leaves_the_lines(view: ArticleView) -> None:
    at = TEXT.index("意见")
    view.hide_spans([TextSpan(at, at + 5)])
    assert view.toPlainText().count("\n") == TEXT.count("\n")
    view.show_answers()
    assert view.toPlainText() == TEXT


def test_the_text_is_shown_as_it_is(view: ArticleView) -> None:
    assert view.toPlainText() == TEXT


def test_an_answer_is_nowhere_while_it_is_asked(view: ArticleView) -> None:
    view.hide_spans(spans(view, "两个确立"))
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
    view.hide_spans(spans(view, "两个确立"))
    view.hide_spans(spans(view, "𠮷"))
    assert view.toPlainText().count("两个确立") == 3
    assert "𠮷" not in view.toPlainText()
    view.show_answers()
    assert view.toPlainText() == TEXT


def test_hidden_words_keep_their_type(view: ArticleView) -> None:
    """The title stays large and bold after an answer in it was hidden and shown."""

    def title() -> float:
        return view._layout.line_of(view.document().begin(), 0).ascent()

    before = title()
    assert before > 1.3 * view._layout.line_of(view.document().findBlockByNumber(1), 0).ascent() > 10
    view.hide_spans(spans(view, "𠮷事"))
    view.show_answers()
    assert title() == before


def test_places_are_code_points(view: ArticleView) -> None:
    end = TEXT.rindex("两个确立")
    view.scroll_to(end, animated=False)
    assert 0 < view.place <= end
    view.scroll_to(0, animated=False)
    assert view.place == 0
    assert view.find_all("人说") == [TEXT.index("人说")]


def test_a_phrase_answers_to_the_pointer_unless_it_is_hidden(view: ArticleView) -> None:
    start = TEXT.index("两个确立")
    view.set_marks(OneMark(PhraseMark(start, start + 4, "shorthand", "new")))
    cursor = QTextCursor(view.document())
    cursor.setPosition(start + 2 + 2)  # two characters before it take two units each
    box = view.cursorRect(cursor)
    point = QPointF(box.center()) + QPointF(4, 0)
    found = view.mark_at(point)
    assert found is not None
    assert found.kind == "shorthand"
    assert view.mark_at(QPointF(2, 2)) is None
    view.hide_spans(spans(view, "两个确立"))
    assert view.mark_at(point) is None


def test_a_larger_size_keeps_the_place(view: ArticleView, look: Look) -> None:
    view.scroll_to(len(TEXT) // 2, animated=False)
    place = view.place
    look.apply("dark", 26)
    view.restyle()
    assert view.place == place
    assert view.toPlainText() == TEXT


def test_other_sizes_and_back_leave_the_place(view: ArticleView, look: Look) -> None:
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    place = view.place
    assert place > 0
    for px in (19, 26, 21, 18) * 2:
        look.apply("light", px)
        view.restyle()
        view.resize(400 + 10 * px, view.height())
    assert view.place == place


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


def test_only_what_is_seen_is_laid_out(look: Look) -> None:
    """Thousands of paragraphs: the first screen needs a few of them, and the end is reached all the same."""
    text = "\n".join(f"第{number}段。" + "人民法院是国家的审判机关，" * 6 for number in range(5000))
    made = ArticleView(look)
    made.resize(800, 500)
    made.show_article(Article("1", "长", text), ())
    made.show()
    made.grab()
    assert 0 < len(made._layout._laid) < 60
    assert made.place == 0
    last = text.index("第4999段")
    made.scroll_to(last, animated=False, share=0.1)
    made.grab()
    assert len(made._layout._laid) < 150
    assert text[made.place :].startswith(("第4998段", "人民法院")) or made.place >= text.index("第4990段")


def test_an_estimate_that_was_wrong_does_not_move_what_is_read(look: Look) -> None:
    """Scrolled up into paragraphs of unknown height, the line at the top stays where it was."""
    text = "\n".join(f"第{number}段。" + "iiiiiiii llll " * 30 for number in range(400))
    made = ArticleView(look)
    made.resize(800, 500)
    made.show_article(Article("1", "长", text), ())
    made.show()
    made.scroll_to(text.index("第300段"), animated=False, share=0)
    bar = made.verticalScrollBar()
    for _ in range(200):
        before = made.place
        bar.setValue(bar.value() - 30)
        assert 0 <= before - made.place < 260


def test_no_line_begins_with_a_closing_mark(look: Look) -> None:
    made = ArticleView(look)
    made.resize(700, 500)
    text = "".join("人民法院，审判机关。《条例》、“两个”（二）；" for _ in range(60))
    made.show_article(Article("1", "标点", text), ())
    made.show()
    layout = made.document().begin().layout()
    assert layout.lineCount() == 0 or layout.lineCount() > 5
    made.grab()
    starts = [text[layout.lineAt(number).textStart()] for number in range(layout.lineCount())]
    assert len(starts) > 20
    assert not set(starts) & set("，。、；：！？）》”’」』】")
    ends = [layout.lineAt(number).textStart() + layout.lineAt(number).textLength() - 1 for number in range(len(starts))]
    assert not {text[end] for end in ends} & set("（《“‘「『【")


def test_marks_of_a_screen_are_asked_for_when_it_is_painted(view: ArticleView) -> None:
    asked: list[tuple[int, int]] = []

    class Asked(NoMarks):
        def between(self, start: int, end: int) -> list[PhraseMark]:
            asked.append((start, end))
            return []

    view.set_marks(Asked())
    view.grab()
    assert asked
    assert max(end for _, end in asked) <= len(TEXT) + 1
