"""How commands print: JSON or words on stdout, reasons on stderr."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

from desktop.cli.messages import Words

if TYPE_CHECKING:
    from desktop.domain.article import Section
    from desktop.domain.phrase import PhraseOccurrence


@dataclass(frozen=True, slots=True)
class Output:
    """Where a command's results go; ``as_json`` decides their form."""

    words: Words
    as_json: bool

    def result(self, value: dict[str, Any], text: str) -> None:
        """Print a result: the object, or ``text`` for people."""
        sys.stdout.write(f"{dump(value) if self.as_json else text}\n")

    def note(self, text: str) -> None:
        """Say something that is no result."""
        sys.stderr.write(f"{text}\n")

    def failure(self, error: Exception) -> None:
        """Say why a command was refused, or that it failed."""
        kind, message = self.words.reason(error)
        self.note(message)
        if self.as_json:
            sys.stdout.write(f"{dump(error_object(kind, message))}\n")


def dump(value: object) -> str:
    """One line of JSON, Chinese as it is; lone surrogates, which UTF-8 cannot hold, are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return text


def error_object(kind: str, message: str) -> dict[str, Any]:
    """How an error looks in JSON."""
    return {"error": {"kind": kind, "message": message}}


def section_object(section: Section) -> dict[str, Any]:
    """How a section looks in JSON."""
    return {
        "level": section.level,
        "label": section.label,
        "title": section.title,
        "start": section.start,
        "end": section.end,
        "children": [section_object(child) for child in section.children],
    }


def phrase_object(phrase: PhraseOccurrence) -> dict[str, Any]:
    """How a phrase looks in JSON."""
    return {
        "start": phrase.start,
        "end": phrase.end,
        "text": phrase.text,
        "kind": str(phrase.kind),
        "score": round(phrase.score, 4),
    }


def moment(at: datetime | None, zone: tzinfo | None) -> str | None:
    """ISO 8601 with offset, in the learner's zone."""
    return None if at is None else at.astimezone(zone).isoformat(timespec="seconds")
