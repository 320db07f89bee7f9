"""Sending cards straight into an Anki that runs on this computer, through its add-on AnkiConnect.

The protocol (version 6) is described at https://git.sr.ht/~foosoft/anki-connect: one JSON object by POST,
``{"action", "version", "params"}`` and a ``key`` where one is set, answered by ``{"result", "error"}``. The package
goes as a file, since that alone carries schedules and lets Anki itself tell what is new from what is known.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import tempfile
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from desktop.domain.anki import AnkiNoteType, NoteInAnki
from desktop.domain.errors import (
    AnkiBusy,
    AnkiClosed,
    AnkiKeyWanted,
    AnkiLost,
    AnkiNotRunning,
    AnkiOtherType,
    AnkiRefused,
    AppError,
    NotAnkiConnect,
    NothingToExport,
    NotThisComputer,
    OnlyFromAnki,
)
from desktop.domain.progress import Progress, SilentProgress
from desktop.formats.anki_note_types import NOTE_TYPES
from desktop.formats.apkg_notes import note_in_anki, read_notes
from desktop.services.anki_clashes import clashing
from desktop.services.anki_exchange import AnkiExchange
from desktop.services.anki_notes import NoteWishes

ADDRESS = "http://127.0.0.1:8765"
_VERSION = 6
_GREETING_SECONDS = 3.0
_IMPORT_SECONDS = 600.0
_MOST_BYTES = 1 << 25  # of an answer: the ids of two million notes
_AT_ONCE = 500  # notes
_KEY_WANTED = "valid api key must be provided"
_NO_COLLECTION = "collection is not available"


@dataclass(frozen=True, slots=True)
class Pushed:
    """How many notes went to Anki; those it has with the same words it leaves as they are.

    ``profile`` is whose collection there took them, empty where an old add-on does not tell. Not sent were so many
    ``other_type`` notes, which Anki has under another note type, and, if ``left_out``, the cards that came from Anki.
    """

    notes: int
    profile: str = ""
    other_type: int = 0
    left_out: bool = False


class AnkiPush:
    """Hands a collection's cards to a running Anki. Nothing is sent before ``push`` is called."""

    def __init__(
        self, exchange: AnkiExchange, address: str = ADDRESS, key: str = "", *, patience: float = _GREETING_SECONDS
    ) -> None:
        self._exchange = exchange
        self._address = address
        self._key = key
        self._patience = patience  # seconds for an answer that needs no work

    def push(
        self,
        *,
        deck: str | None = None,
        article_id: str | None = None,
        with_schedule: bool = False,
        wishes: NoteWishes | None = None,
        progress: Progress | None = None,
    ) -> Pushed:
        """Send the cards of a deck or of an article, or all of them, but none that came from Anki.

        AnkiConnect's ``importPackage`` has Anki merge note types where it knows a note under another one: such notes
        change their type, the learner's own among them, or everything is refused. Cards from Anki are therefore
        left out, and so are notes that Anki has under another of Wengu's types, as its own importer would.

        Raises NotThisComputer for an address that is not this computer's own (nothing is sent then), AnkiNotRunning
        where nobody listens there, AnkiBusy where the answer does not come, NotAnkiConnect where it is another
        program's, AnkiKeyWanted, AnkiClosed where Anki has no collection open, AnkiRefused for any other refusal,
        OnlyFromAnki and AnkiOtherType where nothing is left to send, AnkiLost where the connection broke after the
        package went, and what ``AnkiExchange.export`` raises.
        """
        self._greet()
        wishes = replace(wishes or NoteWishes(), own_only=True)
        known = self._known(wishes)
        try:
            profile = self._ask("getActiveProfile", {})
        except AnkiRefused:
            profile = None

        export = partial(
            self._exchange.export,
            deck=deck,
            article_id=article_id,
            with_schedule=with_schedule,
            progress=progress or SilentProgress(),
        )
        left_out = self._exchange.has_cards_of_anki()
        with tempfile.TemporaryDirectory(prefix="wengu-") as folder:
            package = Path(folder) / "wengu.apkg"
            try:
                notes = export(package, wishes=wishes).notes
            except NothingToExport as error:
                if left_out:
                    raise OnlyFromAnki from error
                raise
            without = clashing(read_notes(package), known) if known else frozenset()
            if len(without) == notes:
                raise AnkiOtherType(notes=notes)
            if without:
                notes = export(package, wishes=replace(wishes, without=without)).notes
            if self._ask("importPackage", {"path": str(package)}, _IMPORT_SECONDS, lost=True) is not True:
                raise AnkiRefused(address=self._address, reason="importPackage")
        who = profile if isinstance(profile, str) else ""
        return Pushed(notes, who, len(without), left_out)

    def _known(self, wishes: NoteWishes) -> list[NoteInAnki]:
        """The notes that hide something which Anki has of Wengu's, unless all are of the type that is wished."""
        single = {"cloze": AnkiNoteType.CLOZE, "typed": AnkiNoteType.TYPED}.get(wishes.asked)
        models = {kind: note_type.id for kind, note_type in NOTE_TYPES.items() if kind is not AnkiNoteType.BASIC}
        found = {kind: self._ask("findNotes", {"query": f"mid:{model}"}) for kind, model in models.items()}
        notes = []
        try:
            if not any(len(ids) for kind, ids in found.items() if kind is not single):
                return []
            for kind, ids in found.items():
                for start in range(0, len(ids), _AT_ONCE):
                    asked = {"notes": ids[start : start + _AT_ONCE]}
                    for note in self._ask("notesInfo", asked, _IMPORT_SECONDS):
                        if note:  # deleted meanwhile
                            fields = {name: field["value"] for name, field in note["fields"].items()}
                            notes.append(note_in_anki(note["noteId"], models[kind], fields))
        except (AttributeError, KeyError, TypeError) as error:
            raise NotAnkiConnect(address=self._address) from error
        return notes

    def _greet(self) -> None:
        version = self._ask("version", {})
        if not isinstance(version, int) or version < _VERSION:
            raise AnkiRefused(address=self._address, reason=f"AnkiConnect {version!r:.20}")

    def _ask(self, action: str, params: dict[str, Any], seconds: float | None = None, *, lost: bool = False) -> Any:
        """The result of one action; ``lost`` where nobody knows what became of it once it is sent."""
        host, port = loopback(self._address)
        key = {"key": self._key} if self._key else {}
        body = json.dumps({"action": action, "version": _VERSION, "params": params, **key}).encode()
        # Neither proxies nor redirections: the connection goes to this address and nowhere else.
        connection = http.client.HTTPConnection(host, port, timeout=seconds or self._patience)
        try:
            connection.connect()
        except OSError as error:
            connection.close()
            raise AnkiNotRunning(address=self._address) from error
        try:
            connection.request("POST", "/", body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            data = response.read(_MOST_BYTES)
        except (OSError, http.client.HTTPException) as error:
            if lost:
                raise AnkiLost(address=self._address) from error
            silent = isinstance(error, OSError)  # so is who hangs up without a word
            raise (AnkiBusy if silent else NotAnkiConnect)(address=self._address) from error
        finally:
            connection.close()
        try:
            answer = json.loads(data)
        except (ValueError, RecursionError):
            answer = None
        if response.status != http.HTTPStatus.OK or not isinstance(answer, dict) or "result" not in answer:
            raise NotAnkiConnect(address=self._address)
        if answer.get("error"):
            raise self._refusal(str(answer["error"]))
        return answer["result"]

    def _refusal(self, reason: str) -> AppError:
        if reason == _KEY_WANTED:
            return AnkiKeyWanted(address=self._address)
        if reason == _NO_COLLECTION:
            return AnkiClosed(address=self._address)
        return AnkiRefused(address=self._address, reason=reason[:200])


def loopback(address: str) -> tuple[str, int]:
    """Host and port of an ``http://`` address of this computer itself. Raises NotThisComputer for any other."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or 80
        host = "127.0.0.1" if host == "localhost" else host  # whatever a hosts file may say
        own = ipaddress.ip_address(host).is_loopback
    except ValueError as error:
        raise NotThisComputer(address=address) from error
    if parts.scheme != "http" or not own or parts.username is not None or parts.path not in ("", "/") or parts.query:
        raise NotThisComputer(address=address)
    return host, port
