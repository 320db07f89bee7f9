"""Compile the words of the window: resources/i18n/*.ts become *.qm, which Qt loads.

With ``--update`` first collects new words from the code into the .ts files, to be translated there.
The words stand in the code in Chinese, so that Chinese needs no file.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"


def tool(name: str) -> str:
    """The path of a Qt tool that PySide6 Essentials brings. Raises FileNotFoundError."""
    found = shutil.which(f"pyside6-{name}", path=str(Path(sys.executable).parent)) or shutil.which(f"pyside6-{name}")
    if found is None:
        raise FileNotFoundError(f"pyside6-{name}: install PySide6-Essentials")
    return found


def update(folder: Path = FOLDER) -> None:
    """Collect the words of the code into every .ts file; what is gone from the code is dropped."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "desktop" / "ui").rglob("*.py"))
    for target in sorted(folder.glob("*.ts")):
        options = ["-silent", "-no-obsolete", "-locations", "none", "-source-language", "zh_CN"]
        subprocess.run([tool("lupdate"), *options, *sources, "-ts", str(target)], cwd=ROOT, check=True)


def compile_all(folder: Path = FOLDER) -> list[Path]:
    """Compile every .ts file that is newer than its .qm. Returns what is there then."""
    made = []
    for source in sorted(folder.glob("*.ts")):
        target = source.with_suffix(".qm")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            subprocess.run([tool("lrelease"), "-silent", str(source), "-qm", str(target)], check=True)
        made.append(target)
    return made


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--update", action="store_true", help="collect new words from the code first")
    if parser.parse_args().update:
        update()
    for path in compile_all():
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
