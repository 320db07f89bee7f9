"""Pictures of every kind of question, asked and answered, of a recitation and of a paper, to be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import Program
from desktop.domain.article import TextSpan
from desktop.domain.card import Rating
from desktop.domain.question import PaperPlan, QuestionMode
from desktop.ui.background import ImmediateRunner
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.paper_page import PaperPage
from desktop.ui.pages.reader_page import ReaderPage
from desktop.ui.pages.recite_page import RecitePage
from desktop.ui.widgets.mode_names import MODE_NAMES
from desktop.ui.window_state import WindowState

_SMALL = (900, 600)
_LARGE = (1240, 800)


def quiz_pictures(app: QApplication, home: Path, language: str, theme: str) -> Iterator[tuple[str, QWidget]]:
    """Walk through the modes; each step is a name and what is to be drawn."""
    state = WindowState(home)
    state.theme = "dark" if theme == "dark" else "light"
    state.sync()
    program = Program(app, home, ImmediateRunner(), language)
    window = program.window
    window.resize(*_LARGE)
    program.open([])
    QTest.qWait(50)
    workspace = window.workspace
    assert workspace is not None
    workspace.preferences.set("new_per_day", "999")
    window.go("review")
    review = window.page("review")
    assert isinstance(review, ReaderPage)
    quiz = review.quiz
    for mode in MODE_NAMES:
        quiz.bar.modes.setCurrentIndex(quiz.bar.modes.findData(mode))
        while quiz.question is not None and quiz.question.mode != mode:
            quiz.reveal()
            quiz.rate(Rating.EASY)
        question = quiz.question
        assert question is not None
        window.resize(*_SMALL)
        QTest.qWait(50)
        yield f"mode_{mode}_small", window
        window.resize(*_LARGE)
        QTest.qWait(50)
        yield f"mode_{mode}", window
        if mode == "choice":
            quiz.options.pick((question.right_option + 1) % 4)
        elif mode == "truefalse":
            quiz.options.pick(0)
        elif mode == "order":
            for number in range(len(question.items)):
                quiz.options.pick(number)
        else:
            quiz.field.setText(f"{question.answer[:-1]}的")
            quiz.check()
        QTest.qWait(250)
        yield f"mode_{mode}_answered", window
        quiz.rate(Rating.AGAIN)
    yield from _extremes(window, review)
    yield from _recitation(window, workspace.library.summaries()[0].id)
    yield from _paper(window)
    window.close()
    program.close()


def _extremes(window: MainWindow, review: ReaderPage) -> Iterator[tuple[str, QWidget]]:
    """A sentence of 500 characters, a list of twelve items, an answer of sixty characters."""
    workspace = window.workspace
    assert workspace is not None
    items = (
        "宣传教育、制度建设、队伍建设、经费保障、技术支撑、监督检查、考核评价、责任追究、信息公开、社会参与、国际合作"
    )
    answer = "以更高的站位、更实的举措、更严的作风推动各项工作任务落地见效，不断提升人民群众的获得感、幸福感、安全感"
    clause = "各地区各部门要结合实际认真贯彻落实，及时研究解决工作中出现的新情况新问题，"
    last = f"抓落实要靠十二项，即组织领导、{items}。"
    text = f"关于极端情形的意见\n{clause * 7}{answer}，{clause * 6}确保取得实效。\n{last}\n"
    article = workspace.library.import_text(text, "极端").article_id
    spans = {
        "long": answer,
        "list": "宣传教育",
        "choice": "新情况新问题",
        "truefalse": "新情况新问题",
        "next": "监督检查",
    }
    body = workspace.library.open(article).article.text
    for mode, words in spans.items():
        at = body.index(words)
        card = workspace.workshop.add_cloze(article, TextSpan(at, at + len(words)))
        review.go_through([card])
        quiz = review.quiz
        quiz.ask_in("typed" if mode == "long" else mode)
        for size, name in ((_SMALL, "_small"), (_LARGE, "")):
            window.resize(*size)
            QTest.qWait(50)
            yield f"extreme_{mode}{name}", window
        assert quiz.question is not None
        if quiz.view.is_written:
            quiz.field.setText(quiz.question.answer.replace("工作", "公作").replace("经费", "经济"))
            quiz.check()
        else:
            quiz.options.pick(1)
        for size, name in ((_LARGE, ""), (_SMALL, "_small")):
            window.resize(*size)
            QTest.qWait(250)
            yield f"extreme_{mode}_answered{name}", window
    window.resize(*_LARGE)


def _paper(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    window.go("paper")
    page = window.page("paper")
    assert isinstance(page, PaperPage)
    QTest.qWait(50)
    yield "paper_setup_first", window
    page.begin(PaperPlan(7, 20, tuple(QuestionMode(mode) for mode in ("typed", "choice", "truefalse")), minutes=30))
    assert page.sitting is not None
    for number in range(9):
        question = page.sitting.paper.questions[page.sheet.place]
        if question.mode in ("choice", "truefalse"):
            page.sheet.view.options.pick(number % 2)
        else:
            page.sheet.view.field.setText(question.answer if number % 2 else f"{question.answer}的")
        page.sheet.next()
    QTest.qWait(50)
    yield "paper_sheet", window
    window.resize(*_SMALL)
    page.sheet.next()
    QTest.qWait(50)
    yield "paper_sheet_small", window
    window.resize(*_LARGE)
    page.hand_in()
    QTest.qWait(50)
    yield "paper_result", window
    page._back()
    QTest.qWait(50)
    yield "paper_setup", window
    window.resize(*_SMALL)
    QTest.qWait(50)
    yield "paper_setup_small", window
    window.resize(*_LARGE)


def _recitation(window: MainWindow, article_id: str) -> Iterator[tuple[str, QWidget]]:
    window.show_target("recite", article_id)
    page = window.page("recite")
    assert isinstance(page, RecitePage)
    QTest.qWait(50)
    yield "recite", window
    for knew in (True, False, True):
        page.reveal()
        page.judge(knew)
    page.reveal()
    QTest.qWait(250)
    yield "recite_shown", window
    window.resize(*_SMALL)
    QTest.qWait(50)
    yield "recite_small", window
    window.resize(*_LARGE)
    page.scopes.setCurrentIndex(page.scopes.count() - 1)
    while page.current is not None:
        page.reveal()
        page.judge(bool(len(page._waiting) % 3))
    QTest.qWait(50)
    yield "recite_done", window
