"""The notes that cards become when they leave: with their place in the article, and as Anki is to ask them."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from desktop.domain.anki import KIND_WORDS, AnkiNote, AnkiNoteType, PlainNote
from desktop.domain.article import Section, TextSpan
from desktop.domain.question import QuestionMode
from desktop.paths import deck_file
from desktop.pipeline.glossary import Entry, expansions, parse_glossary
from desktop.pipeline.pinyin import Readings, spelled_out
from desktop.services.collection import Collection
from desktop.services.media import MediaFolder
from desktop.services.question_desk import QuestionDesk
from desktop.services.text_tools import TextTools
from desktop.storage import articles, cards
from desktop.storage.anki_export import (
    LeavingCard,
    each_leaving,
    load_leaving,
    load_logs,
    sentence_leaders,
    turned_back,
)
from desktop.storage.articles import StoredArticle
from desktop.storage.cards import CardFilter
from desktop.storage.moments import from_milliseconds
from desktop.storage.own_phrases import load_own_phrases, load_readings

if TYPE_CHECKING:
    from desktop.storage.database import Connection

Asked = Literal["cloze", "typed", "choice", "list", "own"]
Group = Literal["card", "sentence"]

OWN_TAGS = "温故"  # the root of the tags that Wengu gives notes in Anki; they never come home
OF_SENTENCE = "~s"  # behind the GUID of a note that asks a whole sentence
_TAG_LENGTH = 40  # of one level
_GAP = "\u3000"


@dataclass(frozen=True, slots=True)
class NoteWishes:
    """How cards become notes for Anki.

    ``asked``: think of the hidden words, type them, choose, recite the list, or each card as the learner fixed it
    (what cannot be asked so is a cloze). ``group``: a note for each card, or one for all cards of a sentence, which
    then asks their blanks together. Either way a note has one card. ``tagged`` adds tags of article, section and
    kind, and the article's part as a deck. ``own_only`` leaves out what came from Anki: the Anki that has those notes
    would refuse the first card of each under another type, and take the others for new ones. ``without`` leaves out
    notes by their GUID in Anki.
    """

    asked: Asked = "cloze"
    group: Group = "card"
    with_schedule: bool = False
    tagged: bool = False
    own_only: bool = False
    without: frozenset[str] = frozenset()


class LeavingNotes:
    """The notes of some cards, made within one reading transaction."""

    def __init__(self, collection: Collection, tools: TextTools | None = None) -> None:
        self._collection = collection
        self._tools = tools

    def make(self, connection: Connection, wanted: CardFilter, wishes: NoteWishes) -> list[AnkiNote]:
        """The notes of the cards that pass the filter, in article order."""
        day = self._collection.calendar(connection).study_day(self._collection.now())
        found = load_leaving(connection, wanted, day if wishes.with_schedule else None)
        if wishes.with_schedule:
            logs = load_logs(connection)
            for card in found:
                card.note.reviews = logs.get(card.card_id, ())
        late = turned_back(connection)
        placing = _Placing(connection, self._tools or TextTools(), wishes.tagged)
        for card in found:
            if late:
                card.note.modified = _later(card, late)
            if card.article_id is not None:
                placing.place(card.note, card.article_id, card.start)
        if wishes.asked != "cloze":
            self._ask(connection, wanted, found, wishes.asked)
        if wishes.group == "sentence":
            leaders = sentence_leaders(connection)
            return _by_sentence(found, leaders, _sentence_changes(connection, leaders, late))
        return [card.note for card in found]

    def stream(self, connection: Connection, wanted: CardFilter, wishes: NoteWishes) -> Iterable[AnkiNote | PlainNote]:
        """The same, one by one where they can be; to be taken within the transaction."""
        if wishes.with_schedule or wishes.asked != "cloze" or wishes.group == "sentence" or turned_back(connection):
            return self.make(connection, wanted, wishes)
        placing = _Placing(connection, self._tools or TextTools(), wishes.tagged)
        return each_leaving(connection, wanted, placing.place)

    def _ask(self, connection: Connection, wanted: CardFilter, found: Sequence[LeavingCard], asked: Asked) -> None:
        """Turn notes into the types that ask as wished."""
        types = {card.card_id: AnkiNoteType(asked if asked != "own" else _own(card.mode)) for card in found}
        known = (
            {card.id: card for card in cards.find_cards(connection, wanted, None)[1]}
            if not types.keys().isdisjoint(each for each, kind in types.items() if kind in _QUESTIONS)
            else {}
        )
        for card in found:
            kind = types[card.card_id]
            if not card.note.blanks:
                continue
            if kind not in _QUESTIONS:
                card.note.note_type = kind
                continue
            question = self._desk.question(known[card.card_id], _QUESTIONS[kind])
            if question.mode is not _QUESTIONS[kind]:
                continue
            note = card.note
            note.note_type = kind
            if kind is AnkiNoteType.CHOICE:
                note.options = question.options
            else:
                note.items, note.any_order = question.items, question.any_order
                if question.asked:
                    note.asked, note.expansion = question.asked, ""  # the items say what it stands for
                note.blanks, note.answer = question.prompt.hidden, question.answer

    @cached_property
    def _desk(self) -> QuestionDesk:
        return QuestionDesk(self._collection, self._tools or TextTools())


_QUESTIONS = {AnkiNoteType.CHOICE: QuestionMode.CHOICE, AnkiNoteType.LIST: QuestionMode.LIST}


def _own(mode: str) -> str:
    return mode if mode in ("typed", "choice", "list") else "cloze"


def _later(card: LeavingCard, late: Mapping[str, int]) -> datetime:
    at = max(late.get(card.note_id, 0), late.get(card.card_id, 0))
    return max(card.note.modified, from_milliseconds(at)) if at else card.note.modified


class _Placing:
    """Tells notes where they stand, reading each article when its first card comes."""

    def __init__(self, connection: Connection, tools: TextTools, tagged: bool) -> None:
        self._connection, self._tagged = connection, tagged
        self._own = {each.text: each.expansion for each in load_own_phrases(connection) if each.expansion}
        self._corrected = load_readings(connection)
        self._tools = tools
        self._sources: dict[str, _Source] = {}

    def place(self, note: AnkiNote, article_id: str, start: int | None) -> None:
        """Tell the note of a card from an article its readings and where it stands."""
        note.pinyin = self._corrected.get(note.answer) or spelled_out(note.answer, self._readings)
        source = self._sources.get(article_id)
        if source is None:
            stored = articles.load_article(self._connection, article_id)
            source = self._sources[article_id] = _Source(stored, self._own, self._glossary)
        source.place(note, start, self._tagged)

    @cached_property
    def _readings(self) -> Readings:
        return self._tools.answer_tables.readings

    @cached_property
    def _glossary(self) -> Mapping[str, Entry]:
        return parse_glossary(deck_file("glossary.json").read_bytes())


class _Source:
    """An article, ready to be asked what stands around a sentence."""

    def __init__(self, stored: StoredArticle, own: Mapping[str, Sequence[str]], glossary: Mapping[str, Entry]) -> None:
        self._article = stored.article
        self._sections = stored.sections
        self._sentences = stored.sentences
        self._starts = [sentence.start for sentence in stored.sentences]
        self._expansions: dict[str, Sequence[str]] = {
            **expansions(stored.article.text, stored.phrases, glossary),
            **own,
        }

    def place(self, note: AnkiNote, start: int | None, tagged: bool) -> None:
        """Tell the note of a card where it stands."""
        article = self._article
        note.article = article.title
        note.source = " ".join(filter(None, (article.issuer, article.number)))
        note.expansion = "、".join(self._expansions.get(note.answer, ()))
        note.deck = f"{note.deck}::{_level(article.title)}"
        names: list[str] = []
        if start is not None:
            sections = self._sections_at(start)
            names = [each.label + each.title for each in sections]
            note.headings = tuple(map(self._printed, sections))
            note.before, note.after = self._around(start)
        if tagged:
            if names:
                note.deck = f"{note.deck}::{_level(names[0])}"
            title = _level(article.title)[:_TAG_LENGTH]
            path = "::".join(_level(each)[:_TAG_LENGTH] for each in names)
            tags = [f"{OWN_TAGS}::文章::{title}"]
            if path:
                tags.append(f"{OWN_TAGS}::章节::{title}::{path}")
            if note.kind in KIND_WORDS:
                tags.append(f"{OWN_TAGS}::类别::{KIND_WORDS[note.kind]}")
            note.tags = (*note.tags, *tags)

    def _sections_at(self, position: int) -> list[Section]:
        """From the article's part down to the section that holds a position."""
        path: list[Section] = []
        sections: tuple[Section, ...] = self._sections
        while inside := next((each for each in sections if each.start <= position < each.end), None):
            path.append(inside)
            sections = inside.children
        return path

    def _printed(self, section: Section) -> str:
        """A heading as the article has it, where white space may stand behind the label; of Markdown's the title."""
        if not section.label.strip("#"):
            return section.title
        end = section.start + len(section.label)
        parted = section.title and self._article.text[end : end + 1].isspace()
        return f"{section.label}{_GAP if parted else ''}{section.title}"

    def _around(self, start: int) -> tuple[str, str]:
        """The sentences before and after the one that starts there; empty at the article's ends."""
        index = bisect_right(self._starts, start) - 1
        before, after = self._sentence(index - 1), self._sentence(index + 1)
        return (
            f"{before}\n" if before and self._parted(index - 1) else before,
            f"\n{after}" if after and self._parted(index) else after,
        )

    def _parted(self, index: int) -> bool:
        """Whether a line ends between the sentence and the one after it."""
        return "\n" in self._article.text[self._sentences[index][1] : self._sentences[index + 1][0]]

    def _sentence(self, index: int) -> str:
        if not 0 <= index < len(self._sentences):
            return ""
        return self._article.text[slice(*self._sentences[index])]


def _level(name: str) -> str:
    """One level of a deck's or tag's name, which ``::`` would divide."""
    return name.replace("::", "：").strip() or "?"


def showing(
    notes: Iterable[AnkiNote | PlainNote], shown: Mapping[str, Sequence[str]], media: MediaFolder
) -> Iterator[AnkiNote | PlainNote]:
    """``notes`` with the files that are ``shown``, by what Anki knows its notes by."""
    for note in notes:
        guid = note[0] if isinstance(note, tuple) else note.guid
        names = shown.get(guid.partition("\x1f")[0])
        if names and (files := media.find(names)):
            yield replace(_unfolded(note) if isinstance(note, tuple) else note, files=files)
        else:
            yield note


def leaving_out(notes: Iterable[AnkiNote | PlainNote], without: Container[str]) -> Iterator[AnkiNote | PlainNote]:
    """``notes`` but for those whose GUID in Anki is among ``without``."""
    for note in notes:
        guid = note[0] if isinstance(note, tuple) else note.guid
        if guid.replace("\x1f", "~") not in without:
            yield note


def _unfolded(note: PlainNote) -> AnkiNote:
    guid, deck, sentence, start, end, answer, made, changed, kind, remark, tags, suspended = note
    return AnkiNote(
        *(guid, deck, sentence, (TextSpan(start, end),), answer, from_milliseconds(made), from_milliseconds(changed)),
        kind=kind,
        remark=remark,
        tags=tuple(json.loads(tags)),
        suspended=bool(suspended),
    )


def _sentence_changes(
    connection: Connection, leaders: Mapping[str, str], late: Mapping[str, int]
) -> dict[str, datetime]:
    """When the cards of each sentence, by its leader, last changed, those in the trash too."""
    changed: dict[str, datetime] = {}
    for card_id, note_id in cards.note_ids(connection):
        at = max(late.get(card_id, 0), late.get(note_id, 0))
        if at and note_id in leaders:
            moment = from_milliseconds(at)
            changed[leaders[note_id]] = max(moment, changed.get(leaders[note_id], moment))
    return changed


def _by_sentence(
    found: Iterable[LeavingCard], leaders: Mapping[str, str], changed: Mapping[str, datetime]
) -> list[AnkiNote]:
    """One note for the cards of each sentence, where its first card stands."""
    groups: dict[str, list[AnkiNote]] = {}
    for card in found:
        note = card.note
        leader = leaders.get(card.note_id) or note.guid.partition("\x1f")[0]
        # Other types, and questions without blanks, have no blanks to join.
        together = note.blanks and note.note_type in (AnkiNoteType.CLOZE, AnkiNoteType.TYPED)
        key = f"{leader}{OF_SENTENCE}" if together else note.guid
        groups.setdefault(key, []).append(note)
    return [_joined(key, notes, changed) if key.endswith(OF_SENTENCE) else notes[0] for key, notes in groups.items()]


def _joined(guid: str, notes: Sequence[AnkiNote], changed: Mapping[str, datetime]) -> AnkiNote:
    """The notes of one sentence as one that hides all their blanks; it stands where the least known of them does."""
    weakest = min(notes, key=lambda note: -1.0 if note.schedule.stability is None else note.schedule.stability)
    blanks: list[TextSpan] = []
    for span in sorted({span for note in notes for span in note.blanks if note.sentence == notes[0].sentence}):
        if not blanks or span.start >= blanks[-1].end:
            blanks.append(span)
    moment = changed.get(guid.removesuffix(OF_SENTENCE))
    modified = max(note.modified for note in notes)
    return replace(
        weakest,
        guid=guid,
        blanks=tuple(blanks),
        answer="；".join(dict.fromkeys(notes[0].sentence[slice(*span)] for span in blanks)),
        created=min(note.created for note in notes),
        modified=modified if moment is None else max(modified, moment),
        expansion="；".join(dict.fromkeys(note.expansion for note in notes if note.expansion)),
        cue="；".join(dict.fromkeys(note.cue for note in notes if note.cue)),
        remark="\n".join(dict.fromkeys(note.remark for note in notes if note.remark)),
        tags=tuple(dict.fromkeys(tag for note in notes for tag in note.tags)),
        suspended=all(note.suspended for note in notes),
        buried=all(note.buried or note.suspended for note in notes),
        flag=next((note.flag for note in notes if note.flag), 0),
    )
