"""What can go wrong that a learner can act on. Fields, no prose: the ui and the cli find the words."""

from __future__ import annotations


class AppError(Exception):
    """Something the learner can act on. ``kind`` names it for programs, ``fields`` fill the message."""

    kind = "error"

    def __init__(self, **fields: object) -> None:
        super().__init__(self.kind, fields)
        self.fields = fields

    def __reduce__(self) -> tuple[object, ...]:
        """For its way from one process to another: the constructor takes nothing by position."""
        return _renew, (type(self), self.fields)


def _renew(kind: type[AppError], fields: dict[str, object]) -> AppError:
    return kind(**fields)


class FileMissing(AppError):
    """There is no such file. Fields: path."""

    kind = "file_missing"


class FileUnreadable(AppError):
    """The system refuses to read it. Fields: path, reason."""

    kind = "file_unreadable"


class FileEmpty(AppError):
    """No text in it. Fields: path."""

    kind = "file_empty"


class FileTooLarge(AppError):
    """Larger than Wengu takes. Fields: path, bytes, limit."""

    kind = "file_too_large"


class NotText(AppError):
    """Bytes that are no text in any encoding known here. Fields: path."""

    kind = "not_text"


class UnsupportedFormat(AppError):
    """A kind of file that Wengu does not read. Fields: path, suffix."""

    kind = "unsupported_format"


class NotWenguJson(AppError):
    """A JSON file that Wengu did not write, or a later Wengu did. Fields: path."""

    kind = "not_wengu_json"


class NotAFile(AppError):
    """It is there, but is a folder, a device or a pipe. Fields: path."""

    kind = "not_a_file"


class DamagedFile(AppError):
    """It begins like its format but cannot be read as such. Fields: path, reason."""

    kind = "damaged_file"


class FileProtected(AppError):
    """It opens only with a password. Fields: path."""

    kind = "file_protected"


class OnlyPictures(AppError):
    """Scanned pages or other pictures without text behind them. Fields: path, pictures (how many)."""

    kind = "only_pictures"


class ConverterMissing(AppError):
    """No program here turns this old format into text. Fields: path, suffix, programs (those that could)."""

    kind = "converter_missing"


class FileUnwritable(AppError):
    """The system refuses to write there. Fields: path, reason."""

    kind = "file_unwritable"


class NotFound(AppError):
    """No article, card or deck answers to that name. Fields: what, name."""

    kind = "not_found"


class Ambiguous(AppError):
    """The prefix of an id fits several. Fields: what, name."""

    kind = "ambiguous"


class BadValue(AppError):
    """A value out of its bounds. Fields: name, value, allowed."""

    kind = "bad_value"


class ColumnsUnclear(AppError):
    """A table does not tell which columns ask and which answer. Fields: columns (their headings)."""

    kind = "columns_unclear"


class NothingToExport(AppError):
    """There are no cards to write. Fields: none."""

    kind = "nothing_to_export"


class DatabaseNewer(AppError):
    """The collection was written by a newer Wengu. Fields: path."""

    kind = "database_newer"


class DatabaseDamaged(AppError):
    """The collection cannot be opened as it is. Fields: path, reason."""

    kind = "database_damaged"


class DatabaseBusy(AppError):
    """Another Wengu has this collection open. Fields: path."""

    kind = "database_busy"


class CardSuspended(AppError):
    """A suspended card is not asked. Fields: card."""

    kind = "card_suspended"


class NothingToImport(AppError):
    """A folder without files. Fields: path."""

    kind = "nothing_to_import"


class NoQuestions(AppError):
    """A document that holds no question bank. Fields: path."""

    kind = "no_questions"


class UnknownExport(AppError):
    """No format is written under a name that ends so. Fields: path, allowed."""

    kind = "unknown_export"


class ReaderLost(AppError):
    """The process that reads articles died, as it does when memory runs out. No fields."""

    kind = "reader_lost"


class NothingToLearn(AppError):
    """There are no cards that a plan could be for. No fields."""

    kind = "nothing_to_learn"


class FontMissing(AppError):
    """No Chinese font on this computer to print with. No fields."""

    kind = "font_missing"


class NotThisComputer(AppError):
    """An address that is not this computer's own; nothing was sent. Fields: address."""

    kind = "not_this_computer"


class AnkiNotRunning(AppError):
    """Nobody listens where AnkiConnect should. Fields: address."""

    kind = "anki_not_running"


class AnkiBusy(AppError):
    """Somebody listens where AnkiConnect should, but does not answer. Fields: address."""

    kind = "anki_busy"


class NotAnkiConnect(AppError):
    """What answers where AnkiConnect should is another program. Fields: address."""

    kind = "not_anki_connect"


class AnkiKeyWanted(AppError):
    """AnkiConnect has a key set, and none or another was given. Fields: address."""

    kind = "anki_key_wanted"


class AnkiClosed(AppError):
    """Anki runs, but none of its profiles is open. Fields: address."""

    kind = "anki_closed"


class AnkiLost(AppError):
    """The connection broke or fell silent after the cards were sent: Anki may have them or not. Fields: address."""

    kind = "anki_lost"


class AnkiOtherType(AppError):
    """Anki has all the notes that were to go, under another note type; nothing was sent. Fields: notes."""

    kind = "anki_other_type"


class OnlyFromAnki(AppError):
    """All the cards that were to go came from Anki, where nothing of theirs is changed. No fields."""

    kind = "only_from_anki"


class AnkiRefused(AppError):
    """AnkiConnect did not do what it was asked. Fields: address, reason."""

    kind = "anki_refused"


class QueryUnknownKey(AppError):
    """A search asks by something that is not known. Fields: at (place from 1), name, allowed."""

    kind = "query_unknown_key"


class QueryBadValue(AppError):
    """A search asks for something impossible. Fields: at (place from 1), name, value, allowed."""

    kind = "query_bad_value"


class QueryUnfinished(AppError):
    """Something in a search is opened but not closed, or joins nothing. Fields: at (place from 1), name."""

    kind = "query_unfinished"
