"""A small collection in a real database file, with a clock that tests turn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from desktop.domain.article import TextSpan
from desktop.domain.changes import Changed
from desktop.domain.cloze import Cloze
from desktop.services.collection import Collection
from desktop.services.preferences import Preferences
from desktop.services.text_tools import TextTools
from desktop.storage.cards import save_clozes

SENTENCE = "深刻领悟“两个确立”的决定性意义，增强“四个意识”、坚定“四个自信”、做到“两个维护”。"
ANSWERS = ("两个确立", "四个意识", "四个自信", "两个维护")


class Clock:
    """A clock that stands still until it is turned."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **amount: float) -> None:
        self.now += timedelta(**amount)


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 3, 2, 1, 0, tzinfo=UTC))  # 09:00 in Shanghai


@pytest.fixture(scope="session")
def text_tools() -> TextTools:
    return TextTools()


@pytest.fixture
def collection(home: Path, clock: Clock) -> Iterator[Collection]:
    with Collection.open(home, clock=clock, chance=Random(1)) as opened:
        Preferences(opened).set("timezone", "Asia/Shanghai")
        yield opened


def add_cards(
    collection: Collection, deck: str = "", answers: tuple[str, ...] = ANSWERS, sentence: str = SENTENCE
) -> None:
    """One card for each answer in ``sentence``."""
    clozes = []
    for answer in answers:
        start = sentence.index(answer)
        clozes.append(Cloze(sentence, (TextSpan(start, start + len(answer)),), answer, "shorthand", 0))
    with collection.writing(Changed.CARDS) as connection:
        key = collection.deck_key(connection, deck)
        notes = [(collection.new_id(), collection.new_id(), cloze) for cloze in clozes]
        save_clozes(connection, None, key, notes, collection.now())
