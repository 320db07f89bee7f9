"""The scheduler settings in force for a deck."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.settings import SchedulerSettings
from desktop.storage.decks import StoredDeck

DEFAULT_DECK = "温故"


def deck_settings(decks: Sequence[StoredDeck], name: str) -> SchedulerSettings:
    """A deck's own options over those of the decks above it over the default deck's; ``decks`` are all there are."""
    options: dict[str, str] = {}
    for deck in sorted(decks, key=lambda deck: (deck.name != DEFAULT_DECK, len(deck.name))):
        if deck.name in (DEFAULT_DECK, name) or name.startswith(f"{deck.name}::"):
            options |= deck.options
    settings = SchedulerSettings()
    for option, text in options.items():
        settings = settings.respelled(option, text)
    return settings
