"""The scheduler settings in force for a deck, now and at any time before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.domain.settings import SchedulerSettings
from desktop.storage.decks import OptionsChange, StoredDeck, load_decks, load_line, options_changes

if TYPE_CHECKING:
    from desktop.storage.database import Connection

DEFAULT_DECK = "温故"
# The edits that change options.
OPTIONS = "options"
OPTIMIZE = "optimize"


def deck_settings(decks: Sequence[StoredDeck], name: str) -> SchedulerSettings:
    """A deck's own options over those of the decks above it over the default deck's; ``decks`` are all there are."""
    return settings_by_deck(decks, [name])[name]


def settings_by_deck(decks: Sequence[StoredDeck], names: Sequence[str]) -> dict[str, SchedulerSettings]:
    """As ``deck_settings``, for many decks at once."""
    options = {deck.name: tuple(deck.options.items()) for deck in decks}
    common = options.get(DEFAULT_DECK, ())
    return {
        name: _settings(common + tuple(item for each in line(name) for item in options.get(each, ()))) for name in names
    }


@lru_cache(maxsize=256)
def _settings(options: tuple[tuple[str, str], ...]) -> SchedulerSettings:
    """The settings of those options, a later one in the place of an earlier one of its name."""
    settings = SchedulerSettings()
    for option, text in dict(options).items():
        settings = settings.respelled(option, text)
    return settings


def settings_of(connection: Connection, name: str) -> SchedulerSettings:
    """The settings in force for one deck; its name is enough, whether it is there or not."""
    return deck_settings(load_line(connection, (DEFAULT_DECK, *line(name))), name)


def line(name: str) -> tuple[str, ...]:
    """The names of a deck and of the decks above it, the highest first: ``A``, ``A::B`` of ``A::B``."""
    parts = name.split("::")
    return tuple("::".join(parts[: number + 1]) for number in range(len(parts)))


def settings_over_time(connection: Connection) -> Callable[[str, datetime], SchedulerSettings]:
    """The settings that were in force for a deck, by its name, at a moment, as far as the changes of options tell."""
    decks = load_decks(connection)
    changes = options_changes(connection, (OPTIONS, OPTIMIZE))

    known: dict[tuple[str, int], SchedulerSettings] = {}

    def settings_at(name: str, moment: datetime) -> SchedulerSettings:
        since = sum(change.at > moment for change in changes)
        if (name, since) not in known:
            known[name, since] = before(name, [change for change in changes if change.at > moment])
        return known[name, since]

    def before(name: str, later: list[OptionsChange]) -> SchedulerSettings:
        then = {deck.id: deck for deck in decks}
        for change in later:
            if change.deck in then:
                options = {**then[change.deck].options, **change.before}
                known = {option: text for option, text in options.items() if text is not None}
                then[change.deck] = then[change.deck]._replace(options=known)
        return deck_settings(list(then.values()), name)

    return settings_at
