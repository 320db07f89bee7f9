"""Cards go into Anki through AnkiConnect: a small server that speaks its protocol, and behind it the real Anki."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

import pytest
from anki.collection import Collection as Anki
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

from desktop.domain.errors import AnkiNotRunning, AnkiRefused, NotThisComputer
from desktop.services.anki_exchange import AnkiExchange
from desktop.services.anki_push import AnkiPush, loopback
from desktop.services.collection import Collection
from tests.unit.services.conftest import add_cards


class Server(HTTPServer):
    """Answers as https://git.sr.ht/~foosoft/anki-connect documents; ``asked`` holds every request."""

    def __init__(self, collection: Path | None, version: int = 6) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.collection, self.version = collection, version
        self.asked: list[dict[str, Any]] = []

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked)
        try:
            answer = {"result": self._act(asked["action"], asked["params"]), "error": None}
        except Exception as error:
            answer = {"result": None, "error": str(error)}
        body = b"no JSON" if self.server.version == 0 else json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _act(self, action: str, params: dict[str, Any]) -> object:
        if action == "version":
            return self.server.version
        if action != "importPackage":
            raise ValueError("unsupported action")
        if self.server.collection is None:
            raise ValueError("collection is not available")
        anki = Anki(str(self.server.collection))
        try:
            options = ImportAnkiPackageOptions(with_scheduling=True)
            anki.import_anki_package(ImportAnkiPackageRequest(package_path=params["path"], options=options))
        finally:
            anki.close()
        return True

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


@pytest.fixture
def hosts() -> list[str]:
    """Where connections went."""
    return []


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch, hosts: list[str]) -> None:
    """In place of the one in conftest.py: connections to this computer only."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: tuple[str, int]) -> None:
        hosts.append(address[0])
        assert address[0] in ("127.0.0.1", "::1")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture
def wengu(home: Path) -> Iterator[Collection]:
    with Collection.open(home, chance=Random(1)) as opened:
        add_cards(opened)
        yield opened


def test_the_cards_are_in_anki_and_a_second_time_changes_nothing(wengu: Collection, tmp_path: Path) -> None:
    path = tmp_path / "collection.anki2"
    with serving(Server(path)) as server:
        push = AnkiPush(AnkiExchange(wengu), server.address)
        assert push.push().notes == 4
        assert push.push().notes == 4
    anki = Anki(str(path))
    try:
        assert anki.note_count() == anki.card_count() == 4
        problems, sound = anki.fix_integrity()
        assert sound, problems
    finally:
        anki.close()
    assert [each["action"] for each in server.asked] == ["version", "importPackage"] * 2
    assert all(each["version"] == 6 for each in server.asked)
    assert not Path(server.asked[1]["params"]["path"]).exists()  # nothing is left lying about


@pytest.mark.parametrize(
    "address",
    [
        "http://192.168.1.5:8765",
        "http://example.com:8765",
        "http://127.0.0.1.example.com",
        "http://127.0.0.1@example.com",
        "https://127.0.0.1:8765",
        "http://0.0.0.0:8765",
        "http://2130706433:8765",
        "file:///etc/passwd",
        "127.0.0.1:8765",
        "http://127.0.0.1:99999",
        "http://[::ffff:8.8.8.8]:80",
        "",
    ],
)
def test_only_this_computer(wengu: Collection, address: str, hosts: list[str]) -> None:
    with pytest.raises(NotThisComputer):
        AnkiPush(AnkiExchange(wengu), address).push()
    assert hosts == []


def test_addresses_of_this_computer() -> None:
    assert loopback("http://localhost:8765/") == ("127.0.0.1", 8765)
    assert loopback("http://[::1]:8765") == ("::1", 8765)
    assert loopback("http://127.1.2.3") == ("127.1.2.3", 80)


def test_where_anki_does_not_run_it_says_so(wengu: Collection) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(AnkiNotRunning):
            AnkiPush(AnkiExchange(wengu), address).push()


@pytest.mark.parametrize("version", [5, 0])
def test_what_is_no_ankiconnect_is_told_apart(wengu: Collection, version: int) -> None:
    with serving(Server(None, version)) as server, pytest.raises(AnkiRefused):
        AnkiPush(AnkiExchange(wengu), server.address).push()
    assert [each["action"] for each in server.asked] == ["version"]


def test_what_anki_says_is_passed_on(wengu: Collection) -> None:
    with serving(Server(None)) as server, pytest.raises(AnkiRefused) as raised:
        AnkiPush(AnkiExchange(wengu), server.address).push()
    assert raised.value.fields["reason"] == "collection is not available"
