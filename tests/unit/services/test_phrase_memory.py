"""What is known of an article's cards stays true whatever happens to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.article import TextSpan
from desktop.domain.card import CardState, Rating
from desktop.domain.cloze import Density
from desktop.services import phrase_memory
from desktop.services.article_library import ArticleLibrary
from desktop.services.card_workshop import CardWorkshop
from desktop.services.collection import Collection
from desktop.services.journal import Journal
from desktop.services.phrase_memory import PhraseMemories
from desktop.services.preferences import Preferences
from desktop.services.review_session import ReviewSession
from desktop.services.text_tools import TextTools

from .conftest import SENTENCE, Clock


@pytest.fixture
def article(collection: Collection, text_tools: TextTools, tmp_path: Path) -> str:
    file = tmp_path / "a.txt"
    file.write_text(f"关于加强审判工作的意见\n\n{SENTENCE}\n", encoding="utf-8")
    library = ArticleLibrary(collection, text_tools)
    return library.import_file(file, density=Density.ALL).article_id


def test_what_is_kept_is_what_is_worked_out_anew(
    collection: Collection, clock: Clock, text_tools: TextTools, article: str
) -> None:
    kept, workshop, journal = PhraseMemories(collection), CardWorkshop(collection), Journal(collection)
    first, second, *_ = [each.card_id for each in kept.of(article)]

    def shown_in_order() -> None:
        now = kept.of(article)
        assert now == PhraseMemories(collection).of(article)
        assert now == sorted(now, key=lambda each: (each.start, each.end))

    session = ReviewSession(collection)
    text = ArticleLibrary(collection, text_tools).open(article).article.text
    acts: Mapping[str, Callable[[], object]] = {
        "answer": lambda: session.answer(first, Rating.GOOD),
        "answer another": lambda: session.answer(second, Rating.EASY),
        "undo": journal.undo,
        "a day goes by": lambda: clock.forward(days=1),
        "move": lambda: workshop.move([first], "另一组"),
        "options": lambda: Preferences(collection, "另一组").set("desired_retention", "0.8"),
        "answer there": lambda: session.answer(first, Rating.AGAIN),
        "put away": lambda: workshop.trash([second]),
        "bring back": lambda: workshop.restore([second]),
        "date": lambda: workshop.set_due([first], 5),
        "new card": lambda: workshop.add_cloze(article, TextSpan(text.index("领悟"), text.index("领悟") + 2)),
        "undo the card": journal.undo,
    }
    shown_in_order()
    for act in acts.values():
        act()
        shown_in_order()
    assert {each.state for each in kept.of(article)} >= {CardState.NEW, CardState.REVIEW}


def test_an_answer_costs_the_work_of_one_card(
    collection: Collection, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = PhraseMemories(collection)
    cards = [each.card_id for each in kept.of(article)]
    worked = []

    def counted(row: tuple[int, ...]) -> object:
        worked.append(row)
        return whole(row)

    whole = phrase_memory.schedule_from_row
    monkeypatch.setattr(phrase_memory, "schedule_from_row", counted)
    kept.of(article)
    assert worked == []
    ReviewSession(collection).answer(cards[1], Rating.GOOD)
    (changed,) = [each for each in kept.of(article) if each.state is not CardState.NEW]
    assert changed.card_id == cards[1]
    assert changed.due is not None
    assert changed.due - collection.now() > timedelta()
    assert len(worked) == 1
