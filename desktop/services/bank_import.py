"""Question banks from tables: looked at first, then brought in as one step; docs/question-banks.md."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from desktop.domain.bank import (
    GAP,
    RIGHT,
    WRONG,
    BankField,
    BankKind,
    BankMapping,
    BankQuestion,
    BankTable,
)
from desktop.domain.changes import Changed
from desktop.domain.errors import BadValue, ColumnsUnclear, NoQuestions
from desktop.pipeline.question_bank import guess_mapping, parse_questions
from desktop.services.collection import Collection
from desktop.services.editing import record_edit
from desktop.storage.bank_rows import BankRow, save_bank, trashed_bits
from desktop.storage.edits import CARD_RANGE, Patch

ACT = "import_bank"
PAPER_SUFFIXES = (".txt", ".docx", ".doc", ".pdf", ".md", ".html", ".htm")
_NAMESPACE = UUID("0c4f1b8e-9d07-4f0a-8f66-6f5c9a2f7f35")  # of identities that follow from a question's words


@dataclass(frozen=True, slots=True)
class BankPreview:
    """A table as it would come in. ``columns`` are the headings, or the letters of the columns.

    ``known`` are the rows whose questions the collection has already, or that repeat an earlier row.
    """

    table: BankTable
    first: int
    columns: tuple[str, ...]
    mapping: BankMapping
    questions: tuple[BankQuestion, ...]
    known: frozenset[int]

    @property
    def fresh(self) -> list[BankQuestion]:
        """What an import would add."""
        return [each for each in self.questions if each.problem is None and each.row not in self.known]

    @property
    def refused(self) -> list[BankQuestion]:
        """The rows that are no questions, each with its problem."""
        return [each for each in self.questions if each.problem is not None]


@dataclass(frozen=True, slots=True)
class BankImported:
    """How many questions came in, as how many cards."""

    questions: int
    cards: int


class BankImport:
    """Tables of questions into a collection. The same question a second time changes nothing."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def read(self, path: Path, mapping: BankMapping | None = None) -> BankPreview:
        """Look at a file, a table or a paper as it is typed; nothing is written.

        Raises what ``read_bank_sheets`` and ``read_document`` raise.
        """
        return self.look(_read(path), mapping)

    def look(self, table: BankTable, mapping: BankMapping | None = None) -> BankPreview:
        """A table under a mapping of its columns, or under the one that its headings tell.

        Where no column asks or none answers, there are no questions in it yet.
        """
        first, guessed = guess_mapping(table.rows)
        chosen = guessed if mapping is None else mapping
        width = max(map(len, table.rows))
        heads = table.rows[first - 1] if first else ()
        columns = tuple(heads[at] if at < len(heads) and heads[at] else column_letter(at) for at in range(width))
        whole = BankField.QUESTION in chosen and BankField.ANSWER in chosen
        questions = tuple(parse_questions(table.rows, chosen, first)) if whole else ()
        return BankPreview(table, first, columns, chosen, questions, self._known(questions))

    def save(self, preview: BankPreview, deck: str = "") -> BankImported:
        """Bring in what is new, in one step to undo; into a deck called as the file where none is named.

        Raises ColumnsUnclear where the table has no column that asks, or none that answers.
        """
        if not {BankField.QUESTION, BankField.ANSWER} <= preview.mapping.keys():
            raise ColumnsUnclear(columns=" ".join(preview.columns))
        fresh = preview.fresh
        rows = [row for question in fresh for row in _rows(question)]
        name = Path(preview.table.name).stem
        with self._collection.writing(Changed.CARDS | Changed.SCHEDULE) as connection:
            there = trashed_bits(connection, [row.card_id for row in rows])
            patches = [Patch("cards", card_id, {"trashed": (bits, 0)}) for card_id, bits in there.items() if bits]
            key = self._collection.deck_key(connection, deck or name)
            added = [row for row in rows if row.card_id not in there]
            start, end = save_bank(connection, added, key, self._collection.now())
            if start < end:
                patches.append(Patch(CARD_RANGE, f"{start}-{end - 1}", {"trashed": (2, 0)}))
            record_edit(self._collection, connection, ACT, name, patches)
        return BankImported(len(fresh), len(rows))

    def _known(self, questions: Sequence[BankQuestion]) -> frozenset[int]:
        cards = {each.row: [row.card_id for row in _rows(each)] for each in questions if each.problem is None}
        with self._collection.reading() as connection:
            bits = trashed_bits(connection, [card for ids in cards.values() for card in ids])
        live = {card_id for card_id, trashed in bits.items() if not trashed}
        known, seen = set(), set[str]()
        for row, ids in cards.items():
            if all(card in live or card in seen for card in ids):
                known.add(row)
            seen.update(ids)
        return frozenset(known)


def _read(path: Path) -> BankTable:
    """The questions of a file as one table."""
    from desktop.formats.bank_file import BANK_SUFFIXES, read_bank_sheets  # an XML parser, which a start can do without
    from desktop.formats.docx_file import read_docx_tables
    from desktop.formats.reader import read_document
    from desktop.pipeline.bank_paper import is_paper, merged_rows, paper_rows

    suffix = path.suffix.lower()
    if suffix in PAPER_SUFFIXES:
        text = read_document(path).text
        tables = read_docx_tables(path) if suffix == ".docx" else []
        if rows := merged_rows([("", table) for table in tables]):
            return BankTable(path.name, tuple(rows))
        if is_paper(text):
            return BankTable(path.name, tuple(paper_rows(text)))
        if suffix not in BANK_SUFFIXES:
            raise NoQuestions(path=str(path))
    sheets = read_bank_sheets(path)
    rows = merged_rows([(sheet.name, sheet.rows) for sheet in sheets]) if len(sheets) > 1 else []
    return BankTable(path.name, tuple(rows) or sheets[0].rows)


def column_letter(number: int) -> str:
    """A column (from 0) as spreadsheets name it."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def parse_mapping(text: str, columns: Sequence[str]) -> BankMapping:
    """``question=A,answer=C,options=D+E+F``: columns by letter or by heading. Raises BadValue."""
    mapping: dict[BankField, tuple[int, ...]] = {}
    places: Mapping[str, int] = {name: at for at, name in reversed(list(enumerate(columns)))}
    letters = {column_letter(at): at for at in range(len(columns))}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, wanted = part.partition("=")
        if name.strip() not in set(BankField):
            raise BadValue(name="--map", value=part, allowed=" ".join(BankField))
        found = [places.get(each.strip(), letters.get(each.strip().upper(), -1)) for each in wanted.split("+")]
        if not found or -1 in found:
            raise BadValue(name="--map", value=part, allowed=" ".join(letters))
        mapping[BankField(name.strip())] = tuple(found)
    return mapping


def _rows(question: BankQuestion) -> Iterator[BankRow]:
    """The notes of a question: one, or for several gaps one each, the other gaps filled in."""
    if question.kind is not BankKind.FILL:
        front, back, options = _sides(question)
        yield _row(question, 0, front, (), back, options)
        return
    pieces = question.stem.split(GAP)
    sentence = pieces[0]
    blanks = []
    for word, piece in zip(question.answers, pieces[1:], strict=True):
        blanks.append((len(sentence), len(sentence) + len(word)))
        sentence += word + piece
    for number, blank in enumerate(blanks):
        yield _row(question, number, sentence, (blank,), question.answers[number], ())


def _sides(question: BankQuestion) -> tuple[str, str, tuple[str, ...]]:
    match question.kind:
        case BankKind.CHOICE:
            return question.stem, question.answers[0], tuple(dict.fromkeys(question.options))
        case BankKind.TRUE_FALSE:
            return question.stem, question.answers[0], (RIGHT, WRONG)
        case BankKind.MULTIPLE:
            lines = [f"{chr(65 + number)}．{option}" for number, option in enumerate(question.options)]
            letters = "".join(chr(65 + n) for n, each in enumerate(question.options) if each in question.answers)
            return "\n".join((question.stem, *lines)), letters, ()
        case _:
            return question.stem, "\n".join(question.answers), ()


def _row(
    question: BankQuestion,
    number: int,
    sentence: str,
    blanks: tuple[tuple[int, int], ...],
    answer: str,
    options: tuple[str, ...],
) -> BankRow:
    words = "\x1f".join((question.kind, sentence, str(blanks), answer, *sorted(options)))
    digest = hashlib.sha256(_NAMESPACE.bytes + words.encode("utf-8", "surrogatepass")).digest()
    note_id, card_id = (str(UUID(bytes=digest[at : at + 16], version=5)) for at in (0, 16))
    return BankRow(
        note_id=note_id,
        card_id=card_id,
        sentence=sentence,
        blanks=blanks,
        answer=answer,
        back="" if blanks else answer,
        options=options,
        remark=question.analysis,
        tags=tuple(filter(None, (question.chapter,))),
    )
