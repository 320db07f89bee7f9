"""Notes and cards from Anki into the tables, those that are new or that were taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache, partial
from json.encoder import encode_basestring

from desktop.domain.anki_ids import uuid_ends, uuid_middles
from desktop.domain.anki_import import ImportedNote, ImportedNoteType, ImportedPlainNote, Skipped
from desktop.formats.anki_cards import AlikeCards, OtherCard
from desktop.formats.anki_note_cards import NoteCards, one_by_one
from desktop.pipeline.anki_sides import Side, card_sides, plain_cloze, told_behind
from desktop.services.anki_answers import Incoming
from desktop.services.anki_decks import AnkiDecks
from desktop.services.anki_notes import OF_SENTENCE, OWN_TAGS
from desktop.storage import anki_rows
from desktop.storage.anki_export import sentence_leaders
from desktop.storage.anki_log import AnkiLog
from desktop.storage.anki_rows import BACK, OTHER, REMARK, SENTENCE, CardRows, KnownCard
from desktop.storage.edits import CARD_RANGE, Patch
from desktop.storage.moments import to_milliseconds

_MOST_HIDDEN = 50_000
_AT_ONCE = 1_000  # notes
_CHARACTERS_AT_ONCE = 2_000_000  # of notes, which may be as long as books
_FEW_CARDS = 4
_MOST_REPEATED = 4_000_000  # characters of a note, by its cards
_SENTENCE_AND_REMARK = (SENTENCE, REMARK)


class AnkiCards:
    """The notes and cards of one package, within the caller's transaction.

    ``add`` tells the ``log`` where its cards are, and ``patches`` how all of it is taken back; what those of them that
    are in ``made`` tell is so already.
    """

    def __init__(self, incoming: Incoming, log: AnkiLog) -> None:
        collection, connection, writer, package, _, progress, left_out = incoming
        self._log = log
        self._connection, self._writer, self._package = connection, writer, package
        self._progress, self._left_out = progress, left_out
        self._decks = AnkiDecks(collection, connection, package, left_out)
        self._known_cards = anki_rows.known_cards(connection)
        self._undone = anki_rows.undone_ranges(connection)
        self._key = anki_rows.next_key(connection, "cards")
        self._note_key = anki_rows.next_key(connection, "notes")
        self._position = anki_rows.last_position(connection) + 1
        self._rows = CardRows(
            connection, writer, package.cards_aside, to_milliseconds(collection.now()), self._position
        )
        self._first = self._key
        self._sentences: dict[str, list[int]] | None = None
        self._seen: set[str] = set()  # the GUIDs of this package so far
        # Its cards by their identity, once a GUID comes twice.
        self._here: dict[str, int] | None = None
        self._revived: list[int] = []
        self._tagged: set[str] = set()  # notes that got the tags of this package
        self._hidden = _Hidden()
        self._plain_forms: dict[int, str] = {}  # by note type
        self._empty = self._too_long = self._twice = 0
        self.patches: list[Patch] = []
        self.made: list[Patch] = []

    def add(self) -> tuple[int, int]:
        """Have the rows added; how many notes and cards are new."""
        package, rows, first = self._package, self._rows, self._first
        new_notes = modified = 0
        room = _CHARACTERS_AT_ONCE
        moment: datetime | None = None
        note_types = package.note_types
        seen, known = self._seen, {identity.partition("\x1f")[0] for identity in self._known_cards}
        notes = NoteCards(package)
        for note, alike, cards in notes:
            _, guid, type_id, changed = note[:4]
            # One may come twice, also under a name that it got on its way to Anki.
            if guid in seen or (known and (guid in known or "~" in guid)):
                revived = len(self._revived)
                each_once = self._each_once(one_by_one(alike) if alike else cards)
                alike, cards = None, [card for card in each_once if not self._is_here(card, note)]
                if not cards:
                    new_notes += len(self._revived) > revived
                    continue
            seen.add(guid)
            if changed is not moment:  # notes that were made together share it
                moment = changed
                modified = to_milliseconds(changed)
            before = self._key
            note_type = note_types.get(type_id)
            if self._here is not None or not alike or not self._add_plain(note, note_type, alike, modified):
                whole = note.whole() if isinstance(note, ImportedPlainNote) else note
                self._add_note(whole, note_type, one_by_one(alike) if alike else cards, modified)
            new_notes += self._key > before
            if not len(seen) % _AT_ONCE:
                rows.write()
                self._progress.advance(self._key - first, 2 * package.card_count)
            if package.characters > room:
                room = package.characters + _CHARACTERS_AT_ONCE
                rows.write(last=True)
        rows.write(last=True)
        self._writer.do(partial(anki_rows.revive_cards, self._connection, self._revived, first))
        ranges = [_range(start, stop) for start, stop in _runs(self._revived)]
        self.made = [_range(first, self._key)] if self._key > first else []
        self.patches += [*self.made, *ranges]
        self._skip("card", "without_note", notes.left_over)
        self._skip("card", "empty", self._empty)
        self._skip("note", "too_long", self._too_long)
        self._skip("card", "bad_values", self._twice)
        return new_notes, self._key - first + len(self._revived)

    def _add_plain(
        self,
        note: ImportedNote | ImportedPlainNote,
        note_type: ImportedNoteType | None,
        cards: AlikeCards,
        modified: int,
    ) -> bool:
        """Add a cloze note whose cards ask for one word after the other, as most do, in half the time.

        Whether it was one.
        """
        number, anki_note, anki_deck, first, position, marked = cards
        if first or number > CardRows.MOST_ALIKE or note_type is None or (plain := plain_cloze(note)) is None:
            return False
        asked, spans = plain
        if 2 * number != len(spans):
            return False
        anki_id, guid, type_id, _, tags, texts = note[:6]
        deck = self._decks.keys.get(anki_deck) or self._add_deck(anki_deck)
        begin, end = uuid_ends(anki_id, guid)
        sentence, remark = texts[asked], told_behind(note_type, texts, (asked,))
        if not asked and len(texts) == 2 and texts[1] is remark:
            fields = self._plain_forms.get(type_id) or self._add_plain_form(note_type)
        else:
            fields = _fields(note_type, texts, (sentence, "", remark))
        said = _tags(tags) if tags else "[]"
        key, note_key, place = self._key, self._note_key, self._position + position
        marked_note = anki_note if marked else None
        values = self._rows.alike[number]
        values += (  # no tuple from others, which takes three times as long
            note_key, key, begin, end, deck, place, sentence, said, modified, remark, guid, fields, marked_note,
        )  # fmt: skip
        values += spans
        self._key, self._note_key = key + number, note_key + 1
        return True

    def _add_plain_form(self, note_type: ImportedNoteType) -> str:
        return self._plain_forms.setdefault(note_type.id, _form(note_type, _SENTENCE_AND_REMARK))

    def _add_note(
        self,
        note: ImportedNote,
        note_type: ImportedNoteType | None,
        cards: Sequence[OtherCard],
        modified: int,
    ) -> None:
        """Add a note and its cards, those that ask by the same words with one row of ``notes``."""
        if len(cards) > _FEW_CARDS and self._is_repeated(note, note_type, len(cards)):
            self._too_long += 1
            return
        sides, rows = card_sides(note, note_type), self._rows
        begin, end = uuid_ends(note[0], note[1])
        said: Side | None = None
        for card in self._each_once(cards):
            ordinal, anki_deck = card[3], card[2]
            side = sides.get(ordinal)
            if side is None or not side.sentence or side.sentence.isspace():
                self._empty += 1
                continue
            sentence, answer, blanks, back, remark, cue = side
            kind, card_kind = ("cloze", "word") if blanks else ("basic", "own")
            if said is None or (sentence, back) != (said.sentence, said.back):
                # Their fields stand with the first.
                fields = _fields(note_type, note.fields, (sentence, back, remark)) if said is None else "[]"
                uuid = f"{begin}{uuid_middles(ordinal)[0]}{end}"
                rows.notes += (
                    *(self._note_key, uuid, sentence, _tags(note.tags), modified),
                    *(kind, back, remark, note.guid, fields),
                )
                said = side
                self._note_key += 1
            deck = self._decks.keys.get(anki_deck) or self._add_deck(anki_deck)
            key, uuid = self._key, f"{begin}{uuid_middles(ordinal)[1]}{end}"
            position = self._position + card[4]
            row = key, uuid, self._note_key - 1, deck, self._hidden[blanks], answer, card_kind, cue, ordinal, position
            if card[0]:
                rows.marked += (*row, note[0], modified)
            else:
                rows.cards += row
            if self._here is not None:
                self._here[_identity(note.guid, ordinal)] = key
            self._key = key + 1

    def _is_repeated(self, note: ImportedNote, note_type: ImportedNoteType | None, cards: int) -> bool:
        """Whether the cards of a note would say its words over and over, gigabytes of them."""
        if note_type is None or not note_type.cloze:
            return cards * sum(map(len, note.fields)) > _MOST_REPEATED
        return sum(map(len, {side.sentence for side in card_sides(note, note_type).values()})) > _MOST_REPEATED

    def _each_once(self, cards: Sequence[OtherCard]) -> Sequence[OtherCard]:
        """One card of each template, where a collection has several: the first."""
        once: dict[int, OtherCard] = {}
        for card in cards:
            once.setdefault(card[3], card)
        if len(once) == len(cards):
            return cards
        self._twice += len(cards) - len(once)
        return list(once.values())

    def _is_here(self, card: OtherCard, note: ImportedNote | ImportedPlainNote) -> bool:
        """Whether the collection or this package had the card before; it comes again where that was taken back."""
        ordinal = card[3]
        identity = _identity(note.guid, ordinal)
        known_cards = self._known_cards
        if known_cards and identity.endswith(OF_SENTENCE) and (keys := self._of_sentence(known_cards, note)):
            self._is_known(card, note, *keys)
        elif known := _known(known_cards, identity):
            if known.note_id not in self._tagged:
                self._tagged.add(known.note_id)
                self._merge_tags(known, note)
            if known.trashed and any(known.key in each for each in self._undone):
                self._revived.append(known.key)
                self._is_known(card, note, known.key, before=False)
            else:
                self._is_known(card, note, known.key)
        elif note.guid in self._seen and (key := self._came().get(identity)):
            self._is_known(card, note, key)
        else:
            return False
        self._log.fresh = False
        return True

    def _is_known(
        self, card: OtherCard, note: ImportedNote | ImportedPlainNote, *keys: int, before: bool = True
    ) -> None:
        if card[0]:  # else it has no answers
            for key in keys:
                self._rows.known += (note.id, card[3], key, before, to_milliseconds(note.modified))

    def _came(self) -> dict[str, int]:
        """The cards of this package so far, by their identity."""
        if self._here is None:
            self._rows.write(last=True)
            self._writer.wait()
            came = anki_rows.known_cards(self._connection, self._first)
            self._here = {identity: card.key for identity, card in came.items()}
        return self._here

    def _of_sentence(self, known_cards: Mapping[str, KnownCard], note: ImportedNote | ImportedPlainNote) -> list[int]:
        """The cards that a note asks together which went to Anki as a whole sentence (services/anki_notes.py)."""
        if self._sentences is None:
            self._sentences = {}
            self._writer.wait()
            leaders = sentence_leaders(self._connection)
            for known in known_cards.values():
                if not known.trashed:
                    leader = leaders.get(known.note_id) or known.guid.partition("\x1f")[0]
                    self._sentences.setdefault(leader, []).append(known.key)
        return self._sentences.get(note.guid.removesuffix(OF_SENTENCE), [])

    def _merge_tags(self, known: KnownCard, note: ImportedNote | ImportedPlainNote) -> None:
        if not note.tags or not known.note_id:
            return
        tags = anki_rows.load_tags(known.tags)
        if missing := [tag for tag in note.tags if tag not in tags and not tag.startswith(f"{OWN_TAGS}::")]:
            after = anki_rows.dump_tags([*tags, *missing])
            self.patches.append(Patch("notes", known.note_id, {"tags": (known.tags, after)}))

    def _add_deck(self, anki_id: int) -> int:
        self._writer.wait()
        return self._decks.add(anki_id)

    def _skip(self, what: str, why: str, number: int) -> None:
        if number:
            self._left_out.append(Skipped(what, why, number))


class _Hidden(dict[tuple[tuple[int, int], ...], str]):
    """Blanks as their column holds them."""

    def __missing__(self, blanks: tuple[tuple[int, int], ...]) -> str:
        spelled = f"[{', '.join([f'[{start}, {end}]' for start, end in blanks])}]"
        if len(self) < _MOST_HIDDEN:
            self[blanks] = spelled
        return spelled


def _identity(guid: str, ordinal: int) -> str:
    """How a card from Anki is told from all others, as ``storage.cards.GUID`` spells it."""
    return f"{guid}\x1f{ordinal}" if ordinal else guid


def _known(known_cards: Mapping[str, KnownCard], identity: str) -> KnownCard | None:
    known = known_cards.get(identity)
    if known is None and "~" in identity and "\x1f" not in identity:
        # A later card of a note from Anki went back there as a note of its own (formats/apkg_file.py).
        known = known_cards.get("\x1f".join(identity.rsplit("~", 1)))
    return known


@lru_cache(maxsize=4096)
def _tags(tags: tuple[str, ...]) -> str:
    return anki_rows.dump_tags(tags)


def _fields(note_type: ImportedNoteType | None, texts: Sequence[str], said: tuple[str, str, str]) -> str:
    """The column of a note's fields; ``said`` are its sentence, back and remark."""
    sentence, back, remark = said
    places = {back: BACK, remark: REMARK, sentence: SENTENCE}
    shape = tuple([places.get(each, OTHER) for each in texts])
    form = _form(note_type, shape)
    if OTHER not in shape:
        return form
    return form % tuple([encode_basestring(each) for each, at in zip(texts, shape, strict=True) if at == OTHER])


@lru_cache(maxsize=1024)
def _form(note_type: ImportedNoteType | None, places: tuple[int, ...]) -> str:
    names = note_type.fields if note_type else map(str, range(1, len(places) + 1))
    return anki_rows.fields_form(list(names), places)


def _range(first: int, stop: int) -> Patch:
    return Patch(CARD_RANGE, f"{first}-{stop - 1}", {"trashed": (2, 0)})


def _runs(keys: Sequence[int]) -> list[tuple[int, int]]:
    """The keys as half-open ranges."""
    runs: list[tuple[int, int]] = []
    for key in sorted(set(keys)):
        if runs and runs[-1][1] == key:
            runs[-1] = runs[-1][0], key + 1
        else:
            runs.append((key, key + 1))
    return runs
