"""Making cards, and changing them: every change can be taken back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop.domain.article import TextSpan
from desktop.domain.card import CardState, Schedule
from desktop.domain.changes import Changed
from desktop.domain.cloze import Cloze
from desktop.domain.errors import BadValue, NotFound
from desktop.pipeline.clozes import hide_everywhere
from desktop.pipeline.edits import shifted_spans
from desktop.services.collection import Collection
from desktop.services.editing import record_edit
from desktop.storage import articles, cards, notes
from desktop.storage.edits import Patch, ScheduleChange
from desktop.storage.moments import to_milliseconds
from desktop.storage.notes import CardRow

if TYPE_CHECKING:
    from desktop.storage.database import Connection

_SUBJECT = 20  # characters of an answer that name a card
_TRASHED = 2  # the bit of a card that was put away by itself
FLAGS = range(8)
# What a card is taken to be like that never was answered but is given a due date.
_USUAL_DIFFICULTY = 5.0

_Change = Callable[[CardRow], Mapping[str, Any]]


class CardWorkshop:
    """The cards of a collection, to be made and changed. Cards that are not there are left out, if not all are."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def suspend(self, card_ids: Sequence[str], suspended: bool = True) -> int:
        """Take cards out of study, or back in; how many."""
        kind = "suspend" if suspended else "unsuspend"
        return self._change(kind, card_ids, lambda _: {"suspended": int(suspended)}, Changed.SCHEDULE)

    def bury(self, card_ids: Sequence[str], buried: bool = True) -> int:
        """Put cards off until the next study day, or take that back; how many."""
        with self._collection.reading() as connection:
            today = self._collection.calendar(connection).study_day(self._collection.now())
        until = today + 1 if buried else 0
        kind = "bury" if buried else "unbury"
        return self._change(kind, card_ids, lambda _: {"buried_until": until}, Changed.SCHEDULE)

    def flag(self, card_ids: Sequence[str], flag: int) -> int:
        """Give cards a flag, 1..7, or none (0); how many. Raises BadValue."""
        if flag not in FLAGS:
            raise BadValue(name="flag", value=flag, allowed="0–7")
        return self._change("flag", card_ids, lambda _: {"flag": flag})

    def fix_mode(self, card_ids: Sequence[str], mode: str) -> int:
        """Let cards always be asked in one way, or (empty) as they are known; how many."""
        return self._change("mode", card_ids, lambda _: {"mode": mode})

    def move(self, card_ids: Sequence[str], deck: str) -> int:
        """Put cards into a deck, made where it is new; how many."""
        with self._collection.writing(Changed.CARDS) as connection:
            key = self._collection.deck_key(connection, deck)
        return self._change("move", card_ids, lambda _: {"deck_id": key}, Changed.SCHEDULE)

    def trash(self, card_ids: Sequence[str]) -> int:
        """Put cards away; how many."""
        return self._change(
            "trash_cards", card_ids, lambda row: {"trashed": row.values["trashed"] | _TRASHED}, Changed.SCHEDULE
        )

    def restore(self, card_ids: Sequence[str]) -> int:
        """Take cards out of the trash; how many."""
        return self._change(
            "restore_cards", card_ids, lambda row: {"trashed": row.values["trashed"] & ~_TRASHED}, Changed.SCHEDULE
        )

    def tag(self, card_ids: Sequence[str], add: Sequence[str] = (), remove: Sequence[str] = ()) -> int:
        """Give the notes of cards tags, and take some away; how many cards."""

        def tags(row: CardRow) -> Mapping[str, Any]:
            kept = [tag for tag in json.loads(row.note["tags"]) if tag not in remove]
            return {"tags": _dump([*kept, *(tag for tag in dict.fromkeys(add) if tag and tag not in kept)])}

        return self._change("tag", card_ids, note=tags)

    def remark(self, card_id: str, text: str) -> None:
        """Write the learner's own words to a card's note."""
        self._change("edit_card", [card_id], note=lambda _: {"remark": text})

    def edit_cloze(self, card_id: str, sentence: str, blank: TextSpan) -> None:
        """Let a card ask for the words at ``blank`` of ``sentence``; elsewhere in it they are hidden too.

        Where the sentence is no longer the article's, the card loses its place there. Raises BadValue where the
        blank is empty or outside the sentence, and NotFound.
        """
        if not 0 <= blank.start < blank.end <= len(sentence) or not sentence[blank.start : blank.end].strip():
            raise BadValue(name="blank", value=f"{blank.start}-{blank.end}", allowed=f"0–{len(sentence)}")
        answer = sentence[blank.start : blank.end]
        blanks = json.dumps(hide_everywhere(sentence, answer, blank.start))
        with self._collection.reading() as connection:
            row = self._rows(connection, [card_id])[0]
            start = _place(connection, row, sentence)
        self._change(
            "edit_card",
            [card_id],
            lambda _: {"blanks": blanks, "answer": answer},
            note=lambda _: {"sentence": sentence, "sentence_start": start, "mending": ""},
        )

    def edit_basic(self, card_id: str, front: str, back: str) -> None:
        """Change a question and its answer. Raises BadValue where either is empty, and NotFound."""
        _require_text(front, back)
        self._change(
            "edit_card", [card_id], lambda _: {"answer": back}, note=lambda _: {"sentence": front, "back": back}
        )

    def add_basic(self, front: str, back: str, *, deck: str = "", article_id: str | None = None) -> str:
        """A card of the learner's own; its id. Raises BadValue where a side is empty."""
        _require_text(front, back)
        ids = self._collection.new_id(), self._collection.new_id()
        with self._collection.writing(Changed.CARDS | Changed.SCHEDULE) as connection:
            article = None if article_id is None else articles.load_article(connection, article_id).key
            key = self._collection.deck_key(connection, deck)
            notes.save_basic(connection, ids, front, back, article, key, self._collection.now())
            self._record_added(connection, [ids[1]], front)
        return ids[1]

    def add_cloze(self, article_id: str, span: TextSpan, *, kind: str = "own") -> str:
        """A card that asks for the words at ``span`` of an article; its id.

        Raises BadValue where the span does not lie within one sentence, and NotFound.
        """
        with self._collection.reading() as connection:
            stored = articles.load_article(connection, article_id)
            deck = notes.article_deck(connection, stored.key)
        inside = next((each for each in stored.sentences if each.start <= span.start < span.end <= each.end), None)
        if inside is None:
            raise BadValue(name="span", value=f"{span.start}-{span.end}", allowed="1")
        sentence = stored.article.text[inside.start : inside.end]
        answer = stored.article.text[span.start : span.end]
        blanks = hide_everywhere(sentence, answer, span.start - inside.start)
        cloze = Cloze(sentence, blanks, answer, kind, inside.start)
        with self._collection.writing(Changed.CARDS | Changed.SCHEDULE) as connection:
            return self.add_clozes(connection, stored.key, deck, [cloze], answer)[0]

    def add_clozes(
        self, connection: Connection, article: int, deck: int | None, clozes: Sequence[Cloze], subject: str
    ) -> list[str]:
        """Cards of an article (by key) within the caller's transaction; their ids."""
        key = self._collection.deck_key(connection, "") if deck is None else deck
        new_id = self._collection.new_id
        rows = [(new_id(), new_id(), cloze) for cloze in clozes]
        cards.save_clozes(connection, article, key, rows, self._collection.now())
        made = [card_id for _, card_id, _ in rows]
        self._record_added(connection, made, subject)
        return made

    def forget(self, card_ids: Sequence[str]) -> int:
        """Make cards new again; how many. Their answers stay in the log, and are counted on."""
        from desktop.pipeline.scheduling import forgotten

        return self._reschedule("forget", card_ids, lambda row: forgotten(row.schedule))

    def set_due(self, card_ids: Sequence[str], days: int) -> int:
        """Let cards be due in so many days, 0 = today; how many. Raises BadValue below 0."""
        if not 0 <= days <= 36_500:
            raise BadValue(name="days", value=days, allowed="0–36500")
        with self._collection.reading() as connection:
            today = self._collection.calendar(connection).study_day(self._collection.now())

        def due(row: CardRow) -> Schedule:
            old = row.schedule
            return replace(
                old,
                state=CardState.REVIEW,
                remaining_steps=0,
                due_at=None,
                due_day=today + days,
                scheduled_days=max(1, days),
                last_day=today if old.last_day is None else old.last_day,
                stability=float(max(1, days)) if old.stability is None else old.stability,
                difficulty=_USUAL_DIFFICULTY if old.difficulty is None else old.difficulty,
            )

        return self._reschedule("set_due", card_ids, due)

    def _reschedule(self, kind: str, card_ids: Sequence[str], give: Callable[[CardRow], Schedule]) -> int:
        with self._collection.writing(Changed.SCHEDULE) as connection:
            rows = self._rows(connection, card_ids)
            changes = [
                ScheduleChange(self._collection.new_id(), row.key, row.deck, row.schedule, after)
                for row in rows
                if (after := give(row)) != row.schedule
            ]
            record_edit(self._collection, connection, kind, _subject(rows), (), changes)
        return len(rows)

    def _change(
        self,
        kind: str,
        card_ids: Sequence[str],
        card: _Change | None = None,
        changed: Changed = Changed.NOTHING,
        *,
        note: _Change | None = None,
    ) -> int:
        moment = to_milliseconds(self._collection.now())
        with self._collection.writing(Changed.CARDS | changed) as connection:
            rows = self._rows(connection, card_ids)
            patches: dict[tuple[str, str], Patch] = {}
            for row in rows:
                for table, values, change in (("cards", row.values, card), ("notes", row.note, note)):
                    after = {} if change is None else change(row)
                    columns = {name: (values[name], value) for name, value in after.items() if values[name] != value}
                    if columns and table == "notes":
                        columns["modified_at"] = (values["modified_at"], moment)
                    if columns:
                        patches[table, values["uuid"]] = Patch(table, values["uuid"], columns)
                    if "sentence" in columns or "back" in columns:
                        for other in notes.load_rows(connection, notes.beside(connection, row.key)):
                            if followed := _followed(other, columns):
                                uuid = other.values["uuid"]
                                patches["cards", uuid] = Patch("cards", uuid, followed)
            record_edit(self._collection, connection, kind, _subject(rows), tuple(patches.values()))
        return len(rows)

    def _record_added(self, connection: Connection, card_ids: Sequence[str], subject: str) -> None:
        patches = [Patch("cards", card_id, {"trashed": (_TRASHED, 0)}) for card_id in card_ids]
        record_edit(self._collection, connection, "add_cards", subject[:_SUBJECT], patches)

    @staticmethod
    def _rows(connection: Connection, card_ids: Sequence[str]) -> list[CardRow]:
        rows = notes.load_rows(connection, list(dict.fromkeys(card_ids)))
        if card_ids and not rows:
            raise NotFound(what="card", name=card_ids[0])
        return rows


def _place(connection: Connection, row: CardRow, sentence: str) -> int | None:
    """Where the sentence stands in its article: where it stood, or in its only other place."""
    if row.note["article_id"] is None:
        return None
    text = articles.load_text(connection, row.note["article_id"])
    start: int | None = row.note["sentence_start"]
    if start is not None and text.startswith(sentence, start):
        return start
    found = text.find(sentence)
    return found if found >= 0 and text.find(sentence, found + 1) < 0 else None


def _followed(other: CardRow, note: Mapping[str, tuple[Any, Any]]) -> dict[str, tuple[Any, Any]]:
    """What a change of the words of a note makes of another of its cards; one whose own words are gone is put away."""
    values = other.values
    if other.note["kind"] == "basic":
        return {"answer": (values["answer"], note["back"][1])} if "back" in note else {}
    if "sentence" not in note:
        return {}
    old, new = note["sentence"]
    spans = shifted_spans(old, new, [TextSpan(*span) for span in json.loads(values["blanks"])])
    if not spans:
        return {"trashed": (values["trashed"], values["trashed"] | _TRASHED)}
    answer = "；".join(dict.fromkeys(new[slice(*span)] for span in spans))
    return {"blanks": (values["blanks"], json.dumps(spans)), "answer": (values["answer"], answer)}


def _subject(rows: Sequence[CardRow]) -> str:
    first = str(rows[0].values["answer"])[:_SUBJECT] if rows else ""
    return first if len(rows) < 2 else f"{first} +{len(rows) - 1}"


def _require_text(front: str, back: str) -> None:
    for name, text in (("front", front), ("back", back)):
        if not text.strip():
            raise BadValue(name=name, value=text, allowed="…")


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
