"""The examples of docs/cli.md do what the page says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
ANYTHING = "…"


def examples(page: str) -> list[tuple[str, str]]:
    """Each ``$ command`` of the page's console blocks, with what it prints to standard output below it."""
    found = []
    for block in EXAMPLE.findall(page):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def fits(output: str, expected: str) -> bool:
    """Whether ``output`` is ``expected``, each ``…`` of it standing for any text."""
    pattern = ".*?".join(re.escape(part) for part in expected.strip().split(ANYTHING))
    return re.fullmatch(pattern, output.strip(), re.DOTALL) is not None


@pytest.mark.skipif(sys.platform == "win32", reason="the examples are written for a Unix shell")
def test_the_examples_of_the_command_line_page(root: Path, tmp_path: Path, home: Path) -> None:
    commands = examples((root / "docs" / "cli.md").read_text(encoding="utf-8"))
    assert len(commands) > 20
    shutil.copy(root / "decks" / "articles" / "2-adjudication.txt", tmp_path)
    program = tmp_path / "bin" / "wengu"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m desktop "$@"\n')
    program.chmod(0o755)
    # One shell for all, so that a variable set by one example is there for the next.
    mark = "--- the next example ---"
    script = "\n".join(f"{command}\nstatus=$?\necho '{mark}'\n(exit $status)" for command, _ in commands)
    environment = {
        **os.environ,
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(root),
        "WENGU_HOME": str(home),
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        timeout=300,
    )
    outputs = done.stdout.decode("utf-8").split(f"{mark}\n")[:-1]
    assert len(outputs) == len(commands), done.stderr.decode("utf-8")
    wrong = [
        f"$ {command}\n{output}expected:\n{expected}"
        for (command, expected), output in zip(commands, outputs, strict=True)
        if not fits(output, expected)
    ]
    assert not wrong, "\n".join([*wrong, done.stderr.decode("utf-8")])


def test_every_command_has_its_place_on_the_page(root: Path) -> None:
    """The page names each command and option that the program's own help names."""
    page = (root / "docs" / "cli.md").read_text(encoding="utf-8")

    def help_of(*command: str) -> str:
        arguments = [sys.executable, "-m", "desktop", "--lang", "en", *command, "--help"]
        environment = {**os.environ, "COLUMNS": "1000"}
        return subprocess.run(
            arguments, cwd=root, env=environment, capture_output=True, text=True, timeout=60, check=True
        ).stdout

    def names(text: str) -> list[str]:
        return re.findall(r"^    (\w[\w-]*)(?: |$)", text.partition("positional arguments:")[2], re.MULTILINE)

    commands = [(name,) for name in names(help_of())]
    assert len(commands) > 10
    commands = [name for name in commands if name != ("text",)] + [("text", tool) for tool in names(help_of("text"))]
    for command in commands:
        words = " ".join(command)
        assert f"`wengu {words}" in page, words
        for option in re.findall(r"\[(--[\w-]+)", help_of(*command).partition("\n\n")[0]):
            assert option in page, f"{words} {option}"
