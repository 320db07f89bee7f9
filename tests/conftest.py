"""What every test gets: a data folder of its own, no network, and for journeys a screen of their own.

Windows are drawn offscreen. Journeys (``pytest -m journey``) meet a real X server instead, which this file
starts for them before Qt asks; a machine without Xvfb fails them rather than skipping them.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings

# Deterministic: the same examples in every run, and no verdict by the clock of a busy machine.
settings.register_profile(
    "wengu",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("wengu")

_screen: subprocess.Popen[bytes] | None = None


def pytest_configure(config: pytest.Config) -> None:
    """Choose the screen before anything creates a QApplication."""
    if config.getoption("markexpr") == "journey":
        _start_screen()
    else:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_unconfigure() -> None:
    """Take down the screen that was started here."""
    if _screen:
        _screen.terminate()
        _screen.wait()


def _start_screen() -> None:
    global _screen
    if not shutil.which("Xvfb"):
        pytest.exit("Journeys need a virtual screen: apt-get install xvfb (or: make setup)", returncode=3)
    reader, writer = os.pipe()
    arguments = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1440x900x24", "-dpi", "96", "-nolisten", "tcp"]
    _screen = subprocess.Popen(arguments, pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as answer:
        display = answer.readline().strip()
    if not display:
        pytest.exit("Xvfb did not start", returncode=3)
    os.environ.pop("WAYLAND_DISPLAY", None)
    os.environ.update(DISPLAY=f":{display}", QT_QPA_PLATFORM="xcb")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection that leaves this machine is a bug of the test or of Wengu."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _refuse(address)
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", only_here)


def _refuse(address: object) -> NoReturn:
    raise AssertionError(f"a connection to {address!r} was tried")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder; no test can reach the learner's own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("WENGU_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout's top folder."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def seed(root: Path) -> Path:
    """The folder of the real article: ``article_polluted.txt`` as copied, ``article_gold.txt`` as it should read."""
    return root / "tests" / "data" / "seed"


@pytest.fixture(scope="session")
def pictures(root: Path) -> Path:
    """Where journeys leave their screenshots for a person to look at; git ignores it."""
    folder = root / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
