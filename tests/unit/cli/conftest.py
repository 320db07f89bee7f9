"""Commands run in the test's own data folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.cli.main import main

Run = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], home: Path) -> Run:
    """Run a study command with ``--json`` in the test's own data folder; its status and object."""

    def run_command(*arguments: object, lang: str = "zh") -> tuple[int, dict[str, Any]]:
        def no_window(*_: object) -> int:
            raise AssertionError("a window was asked for")

        words = ["--home", str(home), "--lang", lang, *map(str, arguments), "--json"]
        status = main(words, no_window)
        return status, json.loads(capfd.readouterr().out)

    return run_command
