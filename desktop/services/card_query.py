"""What a query means in a collection: its words as the index holds them, its days by the learner's calendar."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from desktop.domain.card import CardState
from desktop.domain.errors import QueryBadValue
from desktop.domain.phrase import PhraseKind
from desktop.domain.query import IS, OPERATORS, PROPERTIES, All, Any, Condition, Not, Query, Words
from desktop.pipeline import search_sounds
from desktop.pipeline.search_text import pair_query
from desktop.services.leeches import LEECH_TAG
from desktop.services.search_index import folding, readings
from desktop.storage import card_conditions as where
from desktop.storage import search
from desktop.storage.card_conditions import CardCondition
from desktop.storage.identity import SHORTEST_PREFIX, article_key, find_article
from desktop.storage.moments import to_milliseconds

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.pipeline.study_days import StudyCalendar
    from desktop.storage.database import Connection

KINDS = (*(str(kind) for kind in PhraseKind), "word")
_STATES = {state.word: state for state in CardState}
_FLAGS = tuple(str(number) for number in range(8))
_TERMS = 40  # that one word may sound like
_EPOCH = date(1970, 1, 1)
_MOST_DAYS = 36_500


def asks_for_trash(query: Query) -> bool:
    """Whether a query is about what was put away."""
    match query:
        case Condition("is", value):
            return value.lower() == "trashed"
        case All(parts) | Any(parts):
            return any(map(asks_for_trash, parts))
        case _:
            return False


def has_words(query: Query) -> bool:
    """Whether a query needs the search index."""
    match query:
        case Words():
            return True
        case Condition(key):
            return key in ("phrase", "article")
        case Not(part):
            return has_words(part)
        case All(parts) | Any(parts):
            return any(map(has_words, parts))


class QueryReader:
    """Turns queries into conditions at the moment ``now``; ``worked_out`` is the room of a Collection for that."""

    def __init__(
        self,
        connection: Connection,
        calendar: Callable[[], StudyCalendar],
        now: datetime,
        worked_out: dict[Hashable, list[search.Term]],
    ) -> None:
        self._connection = connection
        self._worked_out = worked_out
        self._make_calendar = calendar
        self._now = now

    def condition(self, query: Query) -> CardCondition:
        """What cards must be like. Raises QueryBadValue, NotFound and Ambiguous."""
        match query:
            case Words(text, exact):
                found = self.expression(text) if exact else self.expression_of_words(text)
                return where.says(found) if found else _unfindable(text)
            case Condition():
                return self._condition(query)
            case Not(part):
                inner = self.condition(part)
                return where.none_of(inner) if inner.sql or inner.match else inner
            case All(parts):
                return where.all_of([self.condition(part) for part in _joined(parts)])
            case Any(parts):
                return where.any_of([self.condition(part) for part in parts])

    def expression(self, text: str) -> str:
        """What finds the words in the full-text index, as they stand or by how they sound; empty for no words."""
        return " OR ".join(map(pair_query, self.written(text)))

    def written(self, text: str) -> list[str]:
        """What the words may stand as, folded: as they are, then as they sound."""
        folded = folding().fold(text)
        if not folded:
            return []
        found = [folded]
        for term in sorted(self.sounding(text), key=lambda term: len(term.folded)):
            if not any(each in term.folded for each in found):  # whoever finds the shorter finds the longer
                found.append(term.folded)
        return found

    def expression_of_words(self, text: str) -> str:
        """The same for words each of which must be found, or that together spell one in pinyin."""
        words = text.split()
        if len(words) < 2:
            return self.expression(text)
        each = [found for word in words if (found := self.expression(word))]
        apart = " AND ".join(f"({found})" for found in each)
        together = [pair_query(each) for each in self.written(text)[1:]]
        return " OR ".join([f"({apart})", *together]) if apart else ""

    def sounding(self, text: str, limit: int = _TERMS) -> list[search.Term]:
        """Terms that a text in Latin letters may spell: by syllables, or by their first letters."""
        key = ("sounding", text, limit)
        found = self._worked_out.get(key)
        if found is None:
            found = self._worked_out[key] = self._find_sounding(text, limit)
        return found

    def _find_sounding(self, text: str, limit: int) -> list[search.Term]:
        words = text.split()
        if not words or not all(map(search_sounds.is_sound, words)):
            return []
        letters = "".join(map(search_sounds.letters_of, words))
        if not 2 <= len(letters) <= 6 * search_sounds.LONGEST:
            return []
        ways = search_sounds.ways(letters, readings())
        found = search.find_terms_by_syllables(self._connection, ways, limit)
        if len(words) == 1 and len(found) < limit and len(letters) <= search_sounds.LONGEST:
            inside = search_sounds.triple_query(letters)
            found += search.find_terms_by_initials(self._connection, letters, inside, limit - len(found))
        return list(dict.fromkeys(found))

    def _condition(self, asked: Condition) -> CardCondition:
        match asked.key:
            case "is":
                return self._state(asked)
            case "phrase":
                found = self.expression(asked.value)
                return where.asks_for(found) if found else _unfindable(asked.value)
            case "article":
                return self._article(asked)
            case "deck":
                return where.in_deck(asked.value) if asked.value else CardCondition()
            case "tag":
                return where.has_tag("" if asked.value == "none" else asked.value)
            case "kind":
                return where.of_kind(_one_of(asked, KINDS))
            case "flag":
                return where.has_flag(int(_one_of(asked, _FLAGS)))
            case "prop":
                return self._property(asked)
            case "due":
                return self._due(asked)
            case "rated":
                days, _, rating = asked.value.partition(":")
                if rating and rating not in ("1", "2", "3", "4"):
                    raise _wrong(asked, "rated:7, rated:7:1–4")
                first = self._today - self._days(asked, days, "rated:7, rated:7:1–4") + 1
                return where.rated_since(first, int(rating) if rating else None)
            case _:
                number = self._days(asked, asked.value, "added:1, added:7…")
                start = self._calendar.start_of(self._today - number + 1)
                return where.added_since(to_milliseconds(start))

    def _state(self, asked: Condition) -> CardCondition:
        value = _one_of(asked, IS)
        if value in _STATES:
            return where.in_state(_STATES[value])
        simple: dict[str, Callable[[], CardCondition]] = {
            "due": lambda: where.is_due(to_milliseconds(self._now), self._today),
            "suspended": where.is_suspended,
            "buried": lambda: where.is_buried(self._today),
            "flagged": lambda: where.has_flag(None),
            "leech": lambda: where.has_tag(LEECH_TAG),
            "mending": where.is_mending,
            "own": where.is_own,
            "young": lambda: where.is_mature(False),
            "mature": lambda: where.is_mature(True),
            "trashed": where.is_trashed,
        }
        return simple[value]()

    def _article(self, asked: Condition) -> CardCondition:
        value = asked.value
        if value == "none":
            return where.without_article()
        if len(value) >= SHORTEST_PREFIX and set(value.lower()) <= set("0123456789abcdef-"):
            return where.of_article(article_key(self._connection, find_article(self._connection, value)))
        found = self.expression(value)
        return where.of_titled(found) if found else _unfindable(value)

    def _property(self, asked: Condition) -> CardCondition:
        allowed = ", ".join(f"{name}<10" for name in PROPERTIES)
        operator = next((each for each in OPERATORS if each in asked.value), "")
        name, _, number = asked.value.partition(operator) if operator else (asked.value, "", "")
        if name not in PROPERTIES or not operator:
            raise _wrong(asked, f"{allowed} (< <= > >= = !=)")
        try:
            wanted = float(number)
        except ValueError:
            raise _wrong(asked, f"{name}{operator}10") from None
        if not abs(wanted) <= _MOST_DAYS:
            raise _wrong(asked, f"0–{_MOST_DAYS}")
        if name == "due":
            return where.due_compares(operator, self._today + round(wanted))
        return where.compares(name, operator, wanted)

    def _due(self, asked: Condition) -> CardCondition:
        """``due:today`` (or 0) with all that is late, ``due:7`` the week with it, ``due:2026-03-01`` one day."""
        allowed = "due:today, due:tomorrow, due:7, due:2026-03-01"
        if asked.value == "today":
            return where.due_on(0, self._today, 0, self._moment(self._today + 1))
        if asked.value == "tomorrow":
            return self._on(self._today + 1)
        try:
            day = (date.fromisoformat(asked.value) - _EPOCH) // timedelta(days=1)
        except ValueError:
            last = self._today + self._days(asked, asked.value, allowed)
            return where.due_on(0, last, 0, self._moment(last + 1))
        if not 0 <= day <= 20 * _MOST_DAYS:
            raise _wrong(asked, allowed)
        return self._on(day)

    def _on(self, day: int) -> CardCondition:
        return where.due_on(day, day, self._moment(day), self._moment(day + 1))

    def _moment(self, day: int) -> int:
        return to_milliseconds(self._calendar.start_of(day))

    @cached_property
    def _calendar(self) -> StudyCalendar:
        return self._make_calendar()

    @cached_property
    def _today(self) -> int:
        return self._calendar.study_day(self._now)

    @staticmethod
    def _days(asked: Condition, text: str, allowed: str) -> int:
        if not text.isdecimal() or int(text) > _MOST_DAYS:
            raise _wrong(asked, allowed)
        return int(text)


def _joined(parts: tuple[Query, ...]) -> list[Query]:
    """Words in Latin letters beside one another may be the syllables of one word: ``liangge queli``."""
    found: list[Query] = []
    for part in parts:
        before = found[-1] if found else None
        if (
            isinstance(part, Words)
            and isinstance(before, Words)
            and not part.exact
            and not before.exact
            and search_sounds.is_sound(part.text)
            and all(map(search_sounds.is_sound, before.text.split()))
        ):
            found[-1] = Words(f"{before.text} {part.text}")
        else:
            found.append(part)
    return found


def _unfindable(text: str) -> CardCondition:
    """Signs alone (🐱, ＊) stand in no index and are found nowhere; no text at all is no condition."""
    return CardCondition("0") if text.strip() else CardCondition()


def _one_of(asked: Condition, allowed: tuple[str, ...]) -> str:
    if asked.value.lower() not in allowed:
        raise _wrong(asked, ", ".join(allowed))
    return asked.value.lower()


def _wrong(asked: Condition, allowed: str) -> QueryBadValue:
    return QueryBadValue(at=asked.at, name=f"{asked.key}:", value=asked.value, allowed=allowed)
