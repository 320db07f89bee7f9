"""Finding and changing many cards, and looking at how memory grows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QDialog, QLabel, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from desktop.domain.article import TextSpan
from desktop.domain.card import Rating
from desktop.domain.changes import Changed
from desktop.domain.cloze import Density
from desktop.ui.dialogs.edit_dialog import EditDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.models.card_model import COLUMNS
from desktop.ui.pages import statistics_page
from desktop.ui.pages.cards_page import CardsPage
from desktop.ui.pages.reader_page import ReaderPage
from desktop.ui.pages.statistics_page import StatisticsPage
from desktop.ui.widgets.card_table import SENTENCE


@pytest.fixture
def cards(window: MainWindow, article: Path, qtbot: QtBot) -> CardsPage:
    assert window.workspace is not None
    window.workspace.library.import_file(article, density=Density.ALL)
    window.go("cards")
    page = window.page("cards")
    assert isinstance(page, CardsPage)
    qtbot.waitUntil(lambda: page.model.rowCount() > 3)
    return page


def _shown(page: CardsPage, column: int) -> list[str]:
    return [str(page.model.index(row, column).data()) for row in range(page.model.rowCount())]


def _choose(page: CardsPage, row: int) -> None:
    """Not by the table: it minds the keys that another test left held."""
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    page.table.selectionModel().setCurrentIndex(page.model.index(row, 0), flags)


def test_the_table_shows_every_card_and_narrows_as_one_types(
    window: MainWindow, cards: CardsPage, qtbot: QtBot
) -> None:
    assert window.workspace is not None
    assert sorted(_shown(cards, 0)) == sorted(card.answer for card in window.workspace.cards.search("")[1])
    cards.search.setText("两个确立")
    qtbot.waitUntil(lambda: _shown(cards, 0).count("两个确立") == 1 and cards.model.rowCount() < 8)
    cards.search.setText("is:nonsense")
    qtbot.waitUntil(lambda: not cards._complaint.isHidden())
    cards.search.setText("kind:date")
    qtbot.waitUntil(cards._complaint.isHidden)


def test_many_are_changed_at_once_and_undo_takes_it_back(window: MainWindow, cards: CardsPage, qtbot: QtBot) -> None:
    assert window.workspace is not None
    cards.table.selectAll()
    number = cards.model.rowCount()
    cards.acts.suspend()
    qtbot.waitUntil(lambda: set(_shown(cards, 3)) == {"已暂停"})
    assert window.workspace.review(None).counts().new == 0
    notice = window.notices.notice
    assert notice is not None
    assert str(number) in notice.text
    assert window.notices.act()
    qtbot.waitUntil(lambda: set(_shown(cards, 3)) == {"新"})
    _choose(cards, 0)
    cards._on_trash()
    qtbot.waitUntil(lambda: cards.model.rowCount() == number - 1)


def test_the_query_is_built_from_menus_and_parts_are_taken_out(cards: CardsPage, qtbot: QtBot) -> None:
    menu = cards.builder.menu()
    inner = {action.text(): action for sub in menu.findChildren(QMenu) for action in sub.actions()}
    inner["新的"].trigger()
    inner["从没答过"].trigger()
    assert cards.search.text() == "is:new prop:reps=0"

    def chips() -> dict[str, QPushButton]:
        return {chip.text(): chip for chip in cards.builder.findChildren(QPushButton) if chip.isVisible()}

    qtbot.waitUntil(lambda: list(chips()) == ["新的  ×", "从没答过  ×"])
    chips()["新的  ×"].click()
    assert cards.search.text() == "prop:reps=0"
    cards.search.setText("is:new OR 两个")
    assert cards.builder.isHidden()


def test_columns_sort_and_are_remembered(window: MainWindow, cards: CardsPage) -> None:
    answers = sorted(_shown(cards, 0))
    cards.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert _shown(cards, 0) == answers
    cards.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert _shown(cards, 0) == answers[::-1]
    number = next(number for number, column in enumerate(COLUMNS) if column.name == "lapses")
    cards.table.setColumnHidden(number, False)
    cards.remember()
    window.retranslate()
    page = window.page("cards")
    assert isinstance(page, CardsPage)
    assert not page.table.isColumnHidden(number)


def test_every_act_on_many_cards_is_taken_back_by_its_name(window: MainWindow, cards: CardsPage, qtbot: QtBot) -> None:
    workspace = window.workspace
    assert workspace is not None

    def told() -> list[object]:
        return sorted(map(str, workspace.cards.search("")[1]))

    before = told()
    acts: dict[str, Callable[[], None]] = {
        "标记": lambda: cards.acts.flag(4),
        "标签": lambda: cards.acts.tag(["重点"], []),
        "移动": lambda: cards.acts.move("法律::刑法"),
        "改期": lambda: cards.acts.set_due(3),
        "题型": lambda: cards.acts.fix_mode("choice"),
        "推迟": cards.acts.bury,
        "删除": cards.acts.trash,
    }
    for name, act in acts.items():
        cards.table.selectAll()
        act()
        assert told() != before, name
        assert window.notices.notice is not None
        assert window.notices.notice.verb == "撤销"
        window.notices.act()
        assert window.notices.text.startswith(f"已撤销：{name}")
        assert told() == before, name


def test_what_was_put_away_is_found_and_brought_back(window: MainWindow, cards: CardsPage, qtbot: QtBot) -> None:
    number = cards.model.rowCount()
    _choose(cards, 0)
    cards.acts.trash()
    cards.search.setText("is:trashed")
    qtbot.waitUntil(lambda: cards.model.rowCount() == 1)
    _choose(cards, 0)
    cards._on_trash()
    cards.search.clear()
    qtbot.waitUntil(lambda: cards.model.rowCount() == number)


def test_a_card_is_told_beside_the_list(window: MainWindow, cards: CardsPage, qtbot: QtBot) -> None:
    workspace = window.workspace
    assert workspace is not None
    window.resize(1300, 800)
    cards.search.setText("phrase:两个确立")
    session, now = workspace.review(None), workspace.collection.now()
    (card,) = workspace.cards.search("phrase:两个确立")[1]
    for days, rating in ((0, Rating.GOOD), (0, Rating.EASY), (4, Rating.AGAIN)):
        workspace.collection.now = lambda days=days: now + timedelta(days=days)
        session.answer(card.id, rating, duration_ms=5_000)
    workspace.collection.now = lambda: now + timedelta(days=6)
    dossier = workspace.dossiers.make(card.id)
    assert [review.rating for review in dossier.reviews] == [1, 4, 3]
    assert dossier.recall is not None
    assert dossier.recall < 1
    days = [day for day, _ in dossier.curve]
    assert days == sorted(days)
    assert days[-1] > 6 == dossier.now
    assert {recall for day, recall in dossier.curve if day in (0, 4)} >= {1.0}
    _choose(cards, 0)

    def shown() -> set[str]:
        return {each.text() for each in cards.panel.findChildren(QLabel) if each.isVisible()}

    qtbot.waitUntil(lambda: {"重来", "简单", "良好", f"{dossier.recall:.0%}"} <= shown())
    places: list[tuple[str, int, int]] = []
    cards.place_requested.connect(lambda *place: places.append(place))
    cards.panel._on_place()
    assert card.article_span is not None
    assert places == [(card.article_id, card.article_span.start, card.article_span.end)]


def test_sentences_that_begin_alike_are_shown_where_their_blanks_stand(
    window: MainWindow, cards: CardsPage, qtbot: QtBot
) -> None:
    assert window.workspace is not None
    article = window.workspace.library.import_text(
        "关于测试的通知\n各级人民法院要坚持服务大局、司法为民，推动“枫桥经验”落地见效，健全“信访工作”机制。\n", "甲"
    ).article_id
    text = window.workspace.library.open(article).article.text
    for words in ("枫桥经验", "信访工作"):
        start = text.index(words)
        window.workspace.workshop.add_cloze(article, TextSpan(start, start + 4))
    column = [each.name for each in COLUMNS].index("sentence")

    def shown() -> set[str]:
        rows = range(cards.model.rowCount())
        return {str(cards.model.index(row, column).data()) for row in rows}

    qtbot.waitUntil(lambda: any(each.startswith("…局、司法为民，推动“枫桥经验”") for each in shown()))
    assert any(each.startswith("…验”落地见效，健全“信访工作”") for each in shown())


def test_many_cards_are_fetched_as_they_are_looked_at(window: MainWindow, cards: CardsPage, qtbot: QtBot) -> None:
    assert window.workspace is not None
    workspace = window.workspace
    collection = workspace.collection
    with collection.writing(Changed.CARDS) as connection:
        deck = collection.deck_key(connection, "")
        note = connection.exec_driver_sql("SELECT max(id) FROM notes").scalar_one() + 1
        connection.exec_driver_sql(
            "INSERT INTO notes (id, uuid, sentence, created_at, modified_at) VALUES (?, ?, ?, 0, 0)",
            [(note + number, f"n{number}", f"第{number}句") for number in range(5_000)],
        )
        connection.exec_driver_sql(
            "INSERT INTO cards (uuid, note_id, deck_id, ordinal, blanks, answer, kind, position) "
            "VALUES (?, ?, ?, 0, '[[0, 1]]', '第', 'word', 0)",
            [(f"c{number}", note + number, deck) for number in range(5_000)],
        )
    qtbot.waitUntil(lambda: cards.model.rowCount() > 5_000)
    assert len(cards.model._pages) < 4
    cards.table.scrollToBottom()
    last = cards.model.card(cards.model.rowCount() - 1)
    assert last is not None
    assert last.sentence == "第4999句"
    qtbot.waitUntil(lambda: workspace.search.unread() == 0)
    cards.search.setText("第4999")
    qtbot.waitUntil(lambda: cards.model.rowCount() == 1)


def test_a_card_of_ones_own_is_written(window: MainWindow, cards: CardsPage, qtbot: QtBot) -> None:
    before = cards.model.rowCount()
    cards._on_add()
    dialog = cards.findChild(EditDialog)
    assert dialog is not None
    dialog.save()
    assert dialog.isVisible()
    for field, words in zip(dialog.fields, ("枫桥经验在何地诞生？", "浙江诸暨"), strict=True):
        field.setPlainText(words)
    dialog.save()
    assert dialog.result() == QDialog.DialogCode.Accepted
    qtbot.waitUntil(lambda: cards.model.rowCount() == before + 1)
    assert "浙江诸暨" in _shown(cards, 0)


def test_what_a_filter_finds_is_reviewed_or_gone_through(window: MainWindow, cards: CardsPage, qtbot: QtBot) -> None:
    assert window.workspace is not None
    found = {card.id: card for card in window.workspace.cards.search("kind:shorthand")[1]}
    assert 1 < len(found) < cards.model.rowCount()
    cards.search.setText("kind:shorthand 两个")
    qtbot.waitUntil(lambda: not cards._study.isEnabled())
    cards.search.setText("kind:nonsense")
    assert not cards._study.isEnabled()
    cards.search.setText("deck:没有这个")
    cards._study.click()
    assert window.notices.notice is not None
    assert window.notices.notice.kind == "error"
    window.go("cards")
    cards.search.setText("kind:shorthand")
    qtbot.waitUntil(lambda: cards._study.isEnabled() and cards.model.rowCount() == len(found))

    cards._practise.click()
    review = window.page("review")
    assert isinstance(review, ReaderPage)
    assert window.current == "review"
    for _ in found:
        card = review.quiz.card
        assert card is not None
        assert card.id in found
        review.quiz.reveal()
        review.quiz.rate(Rating.EASY)
    assert review.quiz.card is None
    assert {card.id: card for card in window.workspace.cards.search("kind:shorthand")[1]} == found  # no date moved

    window.go("cards")
    cards._study.click()
    assert window.current == "review"
    card = review.quiz.card
    assert card is not None
    assert card.kind == "shorthand"
    review.quiz.reveal()
    review.quiz.rate(Rating.EASY)
    assert window.workspace.review(None).card(card.id).schedule.reps == 1


def test_the_statistics_tell_what_was_learnt(
    window: MainWindow, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.workspace is not None
    window.workspace.library.import_file(article, density=Density.ALL)
    session = window.workspace.review(None)
    for _ in range(3):
        card = session.next_card()
        assert card is not None
        session.answer(card.id, Rating.EASY, duration_ms=4_000)
    window.go("statistics")
    page = window.page("statistics")
    assert isinstance(page, StatisticsPage)
    assert page._numbers[0][0].text() == "3"
    assert "：3 次" in page._heat.accessibleDescription()
    assert page._strips[0].accessibleName() == "关于加强审判工作的意见"
    now, remembered = (page._maps.itemAtPosition(1, column).widget() for column in (2, 3))
    assert isinstance(now, QLabel)
    assert isinstance(remembered, QLabel)
    assert now.text().endswith(" %")
    assert remembered.text() == "–"  # no review yet, only first answers
    assert "：0 次中记得 0 次" in remembered.toolTip()
    assert page._overall.text() == f"全部卡片 {now.text()}"
    window.workspace.library.import_text(
        "第二篇\n\n坚持人民至上，坚持以人民为中心的发展思想。", "第二篇", density=Density.ALL
    )
    monkeypatch.setattr(statistics_page, "_ARTICLES", 1)
    page.load(window.workspace)
    assert (len(page._strips), page._more.isVisible(), page._more.text()) == (1, True, "再列出 1 篇")
    page._more.click()
    assert (len(page._strips), page._more.isVisible()) == (2, False)
    saving = [each for each in page.findChildren(QToolButton) if each.accessibleName().startswith("保存“")]
    assert [len(each.actions()) for each in saving] == [2] * 6
    for suffix in ("png", "csv"):
        page.save(page._heat, tmp_path / f"heat.{suffix}")
        assert (tmp_path / f"heat.{suffix}").stat().st_size > 500
    for chart in (page._heat, page._forecast, page._stability, page._strips[0]):
        assert chart.accessibleDescription()


def test_a_list_without_cards_says_what_to_do(window: MainWindow, article: Path, qtbot: QtBot) -> None:
    window.go("cards")
    page = window.page("cards")
    assert isinstance(page, CardsPage)
    qtbot.waitUntil(page.table._nothing.isVisible)
    assert "导入一篇文章" in page.table._nothing.text()
    window.import_files([article])
    window.go("cards")
    qtbot.waitUntil(page.table._nothing.isHidden)
    page.search.setText("没有的词语")
    qtbot.waitUntil(page.table._nothing.isVisible)
    assert "没有找到" in page.table._nothing.text()


def test_in_a_narrow_window_the_details_come_when_asked_for(window: MainWindow, article: Path, qtbot: QtBot) -> None:
    window.import_files([article])
    window.resize(900, 600)
    window.go("cards")
    page = window.page("cards")
    assert isinstance(page, CardsPage)
    qtbot.waitUntil(lambda: len(page.model.keys) > 0)
    assert page.panel.isHidden()
    assert not page._beside.isChecked()
    page.table.selectRow(0)
    page._beside.click()
    assert page.panel.isVisible()
    card = page.model.card(0)
    assert card is not None
    assert card.answer in page.panel._question.toPlainText().replace("\u2060", "")  # what keeps its line together
    assert (window.width(), window.height()) == (900, 600)
    header, deck = page.table.horizontalHeader(), [column.name for column in COLUMNS].index("deck")
    qtbot.waitUntil(lambda: header.isSectionHidden(deck))  # it gives way to the sentence
    assert header.sectionSize(SENTENCE) >= 200
    assert page.table.horizontalScrollBar().maximum() == 0
    assert page.table.columns.is_chosen(deck)
    page.remember()
    assert header.isSectionHidden(deck)
    page._beside.click()
    assert page.panel.isHidden()
    qtbot.waitUntil(lambda: not header.isSectionHidden(deck))
    window.resize(1240, 800)
    qtbot.waitUntil(page.panel.isVisible)  # what was wanted in a wide window is kept
