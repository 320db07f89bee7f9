"""A small server that speaks AnkiConnect's protocol, and behind it the real Anki."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from anki.collection import Collection as Anki
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest


def only_this_computer(monkeypatch: pytest.MonkeyPatch, hosts: list[str]) -> None:
    """Let connections go to this computer's own address; ``hosts`` notes where they went."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: tuple[str, int]) -> None:
        hosts.append(address[0])
        assert address[0] in ("127.0.0.1", "::1")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


class Server(HTTPServer):
    """Answers as AnkiConnect of 2025 did within Anki 26.9.3, whose replies are written down here.

    ``asked`` holds every request. ``key`` and ``closed`` are its key
    and whether no profile is open; ``unknown`` the actions that an older one lacks; ``reply`` what another program says
    in its place (None: nothing); ``leaves`` the action at which Anki ends.
    """

    def __init__(self, collection: Path, version: int = 6, **behaviour: Any) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.collection, self.version = collection, version
        self.key, self.closed, self.unknown = (
            behaviour.get("key"),
            behaviour.get("closed"),
            behaviour.get("unknown", ()),
        )
        self.reply, self.leaves = behaviour.get("reply", b""), behaviour.get("leaves")
        self.asked: list[dict[str, Any]] = []

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def actions(self) -> list[str]:
        """What it was asked to do."""
        return [each["action"] for each in self.asked]

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # whoever asked has gone


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked)
        if self.server.leaves == asked["action"]:
            return
        if self.server.reply is None:
            self.rfile.read(1)  # until the other side gives up
            return
        try:
            if asked.get("key") != self.server.key:
                raise ValueError("valid api key must be provided")
            if asked["action"] in self.server.unknown:
                raise ValueError("unsupported action")
            answer = {"result": getattr(self, asked["action"])(**asked["params"]), "error": None}
        except Exception as error:
            answer = {"result": None, "error": str(error)}
        body = self.server.reply or json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def version(self) -> int:
        return self.server.version

    def getActiveProfile(self) -> str:
        return "学习者"

    def findNotes(self, query: str) -> list[int]:
        with self._opened() as anki:
            return list(anki.find_notes(query))

    def notesInfo(self, notes: list[int]) -> list[dict[str, Any]]:
        with self._opened() as anki:
            found = [anki.get_note(each) for each in notes]
            return [
                {
                    "noteId": note.id,
                    "profile": "学习者",
                    "tags": note.tags,
                    "fields": {name: {"value": value, "order": at} for at, (name, value) in enumerate(note.items())},
                    "modelName": note.note_type()["name"],
                    "mod": note.mod,
                    "cards": list(note.card_ids()),
                }
                for note in found
            ]

    def importPackage(self, path: str) -> bool:
        with self._opened() as anki:
            # What AnkiPackageImporter, which the add-on calls, is in Anki 26.9.3.
            options = ImportAnkiPackageOptions(merge_notetypes=True, with_scheduling=True, with_deck_configs=True)
            anki.import_anki_package(ImportAnkiPackageRequest(package_path=path, options=options))
        return True

    @contextmanager
    def _opened(self) -> Iterator[Anki]:
        if self.server.closed:
            raise ValueError("collection is not available")
        anki = Anki(str(self.server.collection))
        try:
            yield anki
        finally:
            anki.close()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """Let it answer until the end of the block."""
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
