"""Sending cards straight into an Anki that runs on this computer, through its add-on AnkiConnect.

The protocol (version 6) is described at https://git.sr.ht/~foosoft/anki-connect: one JSON object by POST,
``{"action", "version", "params"}``, answered by ``{"result", "error"}``. The package goes as a file, since that
alone carries schedules and lets Anki itself tell what is new from what is known.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from desktop.domain.errors import AnkiNotRunning, AnkiRefused, NotThisComputer
from desktop.domain.progress import Progress, SilentProgress
from desktop.services.anki_exchange import AnkiExchange
from desktop.services.anki_notes import NoteWishes

ADDRESS = "http://127.0.0.1:8765"
_VERSION = 6
_GREETING_SECONDS = 3.0
_IMPORT_SECONDS = 600.0
_MOST_BYTES = 1 << 20  # of an answer


@dataclass(frozen=True, slots=True)
class Pushed:
    """How many notes went to Anki; those it has with the same words it leaves as they are."""

    notes: int


class AnkiPush:
    """Hands a collection's cards to a running Anki. Nothing is sent before ``push`` is called."""

    def __init__(self, exchange: AnkiExchange, address: str = ADDRESS) -> None:
        self._exchange = exchange
        self._address = address

    def push(
        self,
        *,
        deck: str | None = None,
        article_id: str | None = None,
        with_schedule: bool = False,
        wishes: NoteWishes | None = None,
        progress: Progress | None = None,
    ) -> Pushed:
        """Send the cards of a deck or of an article, or all of them.

        Raises NotThisComputer for an address that is not this computer's own (nothing is sent then), AnkiNotRunning
        where nobody answers there, AnkiRefused where the answer is not AnkiConnect's or is a refusal, and what
        ``AnkiExchange.export`` raises.
        """
        host, port = loopback(self._address)
        version = self._ask(host, port, "version", {}, _GREETING_SECONDS)
        if not isinstance(version, int) or version < _VERSION:
            raise AnkiRefused(address=self._address, reason=f"AnkiConnect {version!r:.20}")
        with tempfile.TemporaryDirectory(prefix="wengu-") as folder:
            package = Path(folder) / "wengu.apkg"
            done = self._exchange.export(
                package,
                deck=deck,
                article_id=article_id,
                with_schedule=with_schedule,
                wishes=wishes,
                progress=progress or SilentProgress(),
            )
            if self._ask(host, port, "importPackage", {"path": str(package)}, _IMPORT_SECONDS) is not True:
                raise AnkiRefused(address=self._address, reason="importPackage")
        return Pushed(done.notes)

    def _ask(self, host: str, port: int, action: str, params: dict[str, Any], seconds: float) -> Any:
        body = json.dumps({"action": action, "version": _VERSION, "params": params}).encode()
        # Neither proxies nor redirections: the connection goes to this address and nowhere else.
        connection = http.client.HTTPConnection(host, port, timeout=seconds)
        try:
            connection.request("POST", "/", body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            data = response.read(_MOST_BYTES)
        except (OSError, http.client.HTTPException) as error:
            raise AnkiNotRunning(address=self._address) from error
        finally:
            connection.close()
        try:
            answer = json.loads(data)
        except (ValueError, RecursionError):
            answer = None
        if response.status != 200 or not isinstance(answer, dict) or "result" not in answer:
            raise AnkiRefused(address=self._address, reason=f"HTTP {response.status}")
        if answer.get("error"):
            raise AnkiRefused(address=self._address, reason=str(answer["error"])[:200])
        return answer["result"]


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
