"""The import contracts of pyproject.toml hold, and each of them bites."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PURE = ("domain", "pipeline")
# What a pure function has no use for: files, clock, processes, network, databases.
WORLD = {"io", "os", "pathlib", "shutil", "socket", "sqlite3", "subprocess", "tempfile", "threading", "time", "urllib"}
CLOCK_CALLS = {"now", "utcnow", "today"}

VIOLATIONS = {
    "Imports run one way": ("domain/phrase.py", "import desktop.pipeline.segmentation"),
    "No cycles": ("domain/errors.py", "def f():\n    import desktop.domain.broken"),
    "Qt only": ("pipeline/broken.py", "from PySide6.QtCore import Qt"),
    "SQLAlchemy and Alembic": ("formats/broken.py", "import sqlalchemy"),
    "The segmenter": ("pipeline/broken_cut.py", "def f():\n    import rjieba"),
    "FSRS": ("domain/broken.py", "import fsrs_rs_python\nimport desktop.domain.errors"),
    "genanki": ("formats/broken_deck.py", "import genanki"),
    "What only tests": ("paths.py", "import anki"),
    "Pages": ("ui/pages/broken_today.py", "import desktop.ui.pages.broken_reader"),
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


def verdicts(output: str) -> dict[str, bool]:
    """Contract name -> kept, from import-linter's summary lines."""
    found = {}
    for line in output.splitlines():
        for word in (" KEPT", " BROKEN"):
            if word in line:
                found[line.split(word)[0]] = word == " KEPT"
    return found


def test_imports_keep_the_contracts(root: Path) -> None:
    done = lint_imports(root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(verdicts(done.stdout)) == len(VIOLATIONS)


def test_every_contract_notices_a_violation(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "desktop", tmp_path / "desktop", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    pages = tmp_path / "desktop" / "ui" / "pages"
    pages.mkdir(parents=True, exist_ok=True)
    for package in (pages.parent, pages):
        (package / "__init__.py").touch()
    (pages / "broken_reader.py").touch()
    for name, line in VIOLATIONS.values():
        with (tmp_path / "desktop" / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    done = lint_imports(tmp_path)
    kept = [name for name, fine in verdicts(done.stdout).items() if fine]
    assert done.returncode == 1, done.stdout + done.stderr
    assert kept == []


def test_a_room_without_a_layer_is_noticed(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "desktop", tmp_path / "desktop", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    (tmp_path / "desktop" / "misc.py").touch()
    done = lint_imports(tmp_path)
    assert done.returncode != 0
    assert "desktop.misc" in done.stdout + done.stderr or "misc" in done.stdout + done.stderr


def _imports(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def _modules(root: Path, *packages: str) -> list[Path]:
    return [path for package in packages for path in sorted((root / "desktop" / package).rglob("*.py"))]


def test_domain_uses_the_standard_library_only(root: Path) -> None:
    for path in _modules(root, "domain"):
        foreign = _imports(ast.parse(path.read_text(encoding="utf-8"))) - sys.stdlib_module_names - {"desktop"}
        assert not foreign, f"{path.name} imports {foreign}"


def test_domain_and_pipeline_touch_no_file_and_no_clock(root: Path) -> None:
    for path in _modules(root, *PURE):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not _imports(tree) & WORLD, f"{path.name} imports {_imports(tree) & WORLD}"
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                assert called not in CLOCK_CALLS | {"open", "print"}, f"{path.name}:{node.lineno} calls {called}()"


@pytest.mark.parametrize("module", ["desktop.services", "desktop.paths", "desktop.domain", "desktop.formats"])
def test_importing_a_lower_room_loads_neither_qt_nor_a_dictionary(root: Path, module: str) -> None:
    heavy = ("PySide6", "shiboken6", "rjieba", "jieba", "opencc", "genanki", "sqlalchemy", "alembic")
    program = (
        "import importlib, pkgutil, sys\n"
        f"package = importlib.import_module({module!r})\n"
        "for found in pkgutil.iter_modules(getattr(package, '__path__', []), package.__name__ + '.'):\n"
        "    importlib.import_module(found.name)\n"
        f"print(*[name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    # The services stand on the database; nothing else heavy may come along with them.
    allowed = {"sqlalchemy"} if module == "desktop.services" else set()
    assert set(done.stdout.split()) <= allowed
