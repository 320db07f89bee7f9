"""What lies in the repository is ours to publish and lies where it says."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

# Written in pieces, so that this file does not find itself.
PRIVATE = re.compile(
    rb"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/"
    rb"|pypi\."
    rb"org|files\.python"
    rb"hosted|registry\.np"
    rb"mjs|deb\.deb"
    rb"ian|/sim"
    rb"ple/|-url htt"
    rb"p"
)


def tracked(root: Path) -> list[Path]:
    """Files that git would commit: tracked, or new and not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=root, capture_output=True)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [root / name for name in done.stdout.decode().split("\0") if name and (root / name).is_file()]


def test_no_file_names_a_machine_or_a_package_registry(root: Path) -> None:
    found = []
    for path in tracked(root):
        for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
            if match := PRIVATE.search(line):
                found.append(f"{path.relative_to(root)}:{number}: {match.group().decode(errors='replace')}")
    assert found == []


def test_text_is_utf8_with_unix_line_ends(root: Path) -> None:
    # The real article is kept byte for byte as it was copied.
    for path in tracked(root):
        if path.suffix in {".py", ".md", ".toml", ".ini", ".mako", ".html", ".css", ".spec", ".ts", ".json"}:
            text = path.read_bytes().decode("utf-8")
            assert "\r" not in text, path.name
            assert not text.startswith("\ufeff"), path.name


def test_no_large_file(root: Path) -> None:
    large = {path.name: path.stat().st_size for path in tracked(root) if path.stat().st_size > 6_000_000}
    assert large == {}


def test_unit_tests_mirror_the_program(root: Path) -> None:
    """tests/unit/<room>/ tests desktop/<room>/, and every room has tests."""
    rooms = {path.parent.relative_to(root / "desktop") for path in (root / "desktop").rglob("__init__.py")}
    tested = {path.parent.relative_to(root / "tests" / "unit") for path in (root / "tests" / "unit").rglob("test_*.py")}
    assert tested <= rooms
    assert {Path(room) for room in ("cli", "formats", "pipeline", "services", "storage")} <= tested
