"""Note types, decks, presets and settings of an Anki collection, from JSON texts or from tables of protobuf."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from desktop.domain.anki_import import ImportedDeck, ImportedNoteType, ImportedPreset, ImportedTemplate
from desktop.formats.anki_collection import AnkiCollection, Value
from desktop.formats.anki_protobuf import Message

_MOST_JSON = 12 << 20  # characters
_MOST_NAME = 500
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_CLOZE_FILTER = re.compile(r"\{\{(?:[^{}]*:)?cloze:([^{}]*)\}\}")
_PARAMETER_COUNTS = (21, 19, 17)  # FSRS-6, -5, -4.5
_DAY = 86_400

_T = TypeVar("_T")


class CollectionSettings(NamedTuple):
    """``created`` is the moment the collection was made, ``first_day`` its study day, from which due days count.

    ``first_day`` is in days since 1970-01-01, ``day_start`` the hour at which a study day begins, ``fsrs``
    whether Anki scheduled with FSRS.
    """

    created: datetime
    first_day: int
    day_start: int
    fsrs: bool


class Definitions(NamedTuple):
    """All of them, by their ids."""

    settings: CollectionSettings
    note_types: dict[int, ImportedNoteType]
    decks: dict[int, ImportedDeck]
    presets: dict[int, ImportedPreset]


def read_definitions(collection: AnkiCollection) -> Definitions:
    """Everything in ``collection`` that is not a note, card or review. Raises DamagedFile, FileTooLarge."""
    try:
        return _from_tables(collection) if collection.has_tables else _from_json(collection)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise collection.damaged(f"definitions: {error!r:.200}") from error


def _from_json(collection: AnkiCollection) -> Definitions:
    rows = collection.definitions("select crt, conf, models, decks, dconf from col")
    if not rows:
        raise ValueError("col is empty")
    created, conf, models, decks, presets = rows[0]
    return Definitions(
        _settings(created, _json(conf)),
        _by_id(_json(models), _note_type_of_json),
        _by_id(_json(decks), _deck_of_json),
        _by_id(_json(presets), _preset_of_json),
    )


def _from_tables(collection: AnkiCollection) -> Definitions:
    rows = collection.definitions("select crt from col")
    if not rows:
        raise ValueError("col is empty")
    wanted = "('creationOffset', 'rollover', 'fsrs')"
    settings = {
        str(key): _json(value)
        for key, value in collection.definitions(f"select key, val from config where key in {wanted}")
    }
    fields: dict[int, list[tuple[int, str]]] = {}
    for owner, place, name in collection.definitions("select ntid, ord, name from fields"):
        fields.setdefault(_whole(owner), []).append((_whole(place), _name(name)))
    templates: dict[int, list[tuple[int, ImportedTemplate]]] = {}
    for owner, place, name, config in collection.definitions("select ntid, ord, name, config from templates"):
        message = _message(config)
        template = ImportedTemplate(_name(name), message.text(1), message.text(2))
        templates.setdefault(_whole(owner), []).append((_whole(place), template))
    note_types = {
        _whole(number): _note_type(
            _whole(number),
            _name(name),
            _message(config).integer(1) == 1,
            fields.get(_whole(number), []),
            templates.get(_whole(number), []),
        )
        for number, name, config in collection.definitions("select id, name, config from notetypes")
    }
    decks = [
        _deck_of_message(_whole(number), _text(name), _message(kind))
        for number, name, kind in collection.definitions("select id, name, kind from decks")
    ]
    presets = [
        _preset_of_message(_whole(number), _name(name), _message(config))
        for number, name, config in collection.definitions("select id, name, config from deck_config")
    ]
    return Definitions(
        _settings(rows[0][0], settings),
        note_types,
        {deck.id: deck for deck in decks},
        {preset.id: preset for preset in presets},
    )


def _settings(created: Value, conf: dict[str, Any]) -> CollectionSettings:
    seconds = _whole(created)
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    west = conf.get("creationOffset")
    if isinstance(west, int) and abs(west) <= 24 * 60:
        first_day = (seconds - west * 60) // _DAY
    else:
        # Without its offset: collections begin at four in the morning, wherever that was.
        first_day = (seconds - 4 * 3_600 + _DAY // 2) // _DAY
    start = conf.get("rollover", 4)
    start = start if isinstance(start, int) and 0 <= start < 24 else 4
    return CollectionSettings(moment, first_day, start, conf.get("fsrs") is True)


def _note_type(
    number: int,
    name: str,
    cloze: bool,
    fields: list[tuple[int, str]],
    templates: list[tuple[int, ImportedTemplate]],
) -> ImportedNoteType:
    names = tuple(each for _, each in sorted(fields))
    shown = tuple(each for _, each in sorted(templates))
    hidden: frozenset[int] = frozenset()
    if cloze:
        used = {word.strip() for each in shown for word in _CLOZE_FILTER.findall(each.question)}
        hidden = frozenset(place for place, each in enumerate(names) if each in used)
        hidden = hidden or frozenset(range(len(names)))
    return ImportedNoteType(number, name, cloze, names, shown, hidden)


def _note_type_of_json(number: int, model: dict[str, Any]) -> ImportedNoteType:
    return _note_type(
        number,
        _name(model["name"]),
        model.get("type") == 1,
        # Very old packages have no "ord" but stand in order.
        [(_whole(field.get("ord", place)), _name(field["name"])) for place, field in enumerate(model["flds"])],
        [
            (
                _whole(template.get("ord", place)),
                ImportedTemplate(_name(template["name"]), _text(template["qfmt"]), _text(template["afmt"])),
            )
            for place, template in enumerate(model["tmpls"])
        ],
    )


def _deck_of_json(number: int, deck: dict[str, Any]) -> ImportedDeck:
    filtered = bool(deck.get("dyn"))
    preset = deck.get("conf")
    return ImportedDeck(
        number,
        _levels(_text(deck["name"])),
        None if filtered or not isinstance(preset, int) else preset,
        filtered,
        _retention(_percent(deck.get("desiredRetention"))),
        _limit(deck.get("newLimit")),
        _limit(deck.get("reviewLimit")),
    )


def _deck_of_message(number: int, name: str, kind: Message) -> ImportedDeck:
    if kind.has(2):
        return ImportedDeck(number, _levels(name), None, filtered=True)
    normal = kind.message(1)
    return ImportedDeck(
        number,
        _levels(name),
        normal.integer(1) or None,
        desired_retention=_retention(_last(normal.floats(10))),
        new_per_day=_limit(normal.integer(7)) if normal.has(7) else None,
        reviews_per_day=_limit(normal.integer(6)) if normal.has(6) else None,
    )


def _preset_of_json(number: int, preset: dict[str, Any]) -> ImportedPreset:
    new, review, lapse = (_object(preset.get(part)) for part in ("new", "rev", "lapse"))
    buries = [bool(part["bury"]) for part in (new, review) if "bury" in part]
    # "fsrsWeights" is what FSRS-4.5's were called.
    parameters = [preset.get(name) for name in ("fsrsParams6", "fsrsParams5", "fsrsParams4", "fsrsWeights")]
    return ImportedPreset(
        number,
        _name(preset["name"]),
        _steps(new.get("delays")),
        _steps(lapse.get("delays")),
        _limit(new.get("perDay")),
        _limit(review.get("perDay")),
        _limit(review.get("maxIvl")),
        _limit(lapse.get("leechFails")),
        _retention(preset.get("desiredRetention")),
        _parameters(parameters),
        _limit(preset.get("newMix")),
        _limit(preset.get("newGatherPriority")),
        _limit(preset.get("newSortOrder")),
        any(buries) if buries else None,
        _limit(lapse.get("leechAction")),
    )


def _preset_of_message(number: int, name: str, config: Message) -> ImportedPreset:
    return ImportedPreset(
        number,
        name,
        _steps(config.floats(1)),
        _steps(config.floats(2)),
        _limit(config.integer(9)),
        _limit(config.integer(10)),
        _limit(config.integer(16)) or None,
        _limit(config.integer(22)) or None,
        _retention(_last(config.floats(37))),
        _parameters([config.floats(6), config.floats(5), config.floats(3)]),
        _limit(config.integer(30)),
        _limit(config.integer(34)),
        _limit(config.integer(32)),
        bool(config.integer(27) or config.integer(28)),
        _limit(config.integer(21)),
    )


def _parameters(candidates: list[Any]) -> tuple[float, ...]:
    """The first of ``candidates`` (of the latest FSRS first) that has the number of weights one of them has."""
    for candidate in candidates:
        if isinstance(candidate, list | tuple) and len(candidate) in _PARAMETER_COUNTS:
            weights = tuple(_number(weight) for weight in candidate)
            if all(weight is not None for weight in weights):
                # Protobuf holds floats of 32 bits, of which seven digits are sure.
                return tuple(float(f"{weight:.7g}") for weight in weights)
    return ()


def _steps(minutes: Any) -> tuple[int, ...]:
    if not isinstance(minutes, list | tuple):
        return ()
    steps = [number for each in minutes[:100] if (number := _number(each)) is not None]
    return tuple(round(step * 60) for step in steps if 0 < step < 1e6)


def _retention(share: Any) -> float | None:
    number = _number(share)
    return round(number, 4) if number is not None and 0 < number < 1 else None


def _percent(value: Any) -> float | None:
    """A deck's own retention, which the earlier form counts in hundredths."""
    number = _number(value)
    return number / 100 if number is not None and number > 1 else number


def _limit(value: Any) -> int | None:
    number = _number(value)
    return int(number) if number is not None and 0 <= number < 1 << 31 else None


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    number = float(value)
    return number if math.isfinite(number) else None


def _last(values: tuple[float, ...]) -> float | None:
    return values[-1] if values else None


def _levels(name: str) -> tuple[str, ...]:
    """The levels of a deck's name; the earlier form separates them by ``::``, the later by U+001F."""
    levels = tuple(_name(level) for level in re.split("::|\x1f", name))
    return tuple(level for level in levels if level) or ("?",)


def _by_id(objects: dict[str, Any], make: Callable[[int, dict[str, Any]], _T]) -> dict[int, _T]:
    if len(objects) > 100_000:
        raise ValueError("too many definitions")
    # The key is the id: inside, some writers put another.
    return {int(number): make(int(number), _object(each)) for number, each in objects.items()}


def _json(value: Value) -> Any:
    if isinstance(value, bytes):
        value = value.decode()
    if not isinstance(value, str):
        raise ValueError("no JSON")
    if len(value) > _MOST_JSON:
        raise ValueError("too much JSON")
    return json.loads(value) if value else {}


def _message(value: Value) -> Message:
    if not isinstance(value, bytes):
        raise ValueError("no message")
    return Message(value)


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _name(value: Any) -> str:
    return _CONTROL.sub(" ", _text(value))[:_MOST_NAME].strip()


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _whole(value: Any) -> int:
    """An integer of 64 bits; some old writers put ids into strings."""
    number = int(value)
    if not -(1 << 63) <= number < 1 << 63:
        raise ValueError("a number of more than 64 bits")
    return number
