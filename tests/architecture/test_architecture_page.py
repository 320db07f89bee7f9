"""docs/architecture.md tells a stranger the truth: what it names is there, and no room is left out."""

from __future__ import annotations

import re
from pathlib import Path

NAMED = re.compile(r"`([\w./*-]+?)`")
TOP = {"desktop", "docs", "resources", "decks", "tests", "tools"}


def test_every_path_that_the_page_names_is_there(root: Path) -> None:
    missing = []
    for name in NAMED.findall((root / "docs" / "architecture.md").read_text("utf-8")):
        if "/" not in name and not name.endswith(".py"):
            continue
        folders = [root] if name.split("/")[0] in TOP else [root / "desktop", root / "desktop" / "formats"]
        if not any(list(folder.glob(name.rstrip("/"))) for folder in folders):
            missing.append(name)
    assert missing == []


def test_every_room_is_on_the_page(root: Path) -> None:
    page = (root / "docs" / "architecture.md").read_text("utf-8")
    packages = {path.parent.name for path in (root / "desktop").rglob("__init__.py")} - {"desktop", "versions"}
    assert [name for name in sorted(packages) if f"{name}/" not in page] == []
