"""Writes resources/licences.json: the parts that Wengu is made of and ships, with their licences.

    python -m tools.build_licences

The Python packages are those that the wheel needs at run time and what they need in turn, as the installed
distributions describe themselves; the tables and dictionaries are named here.
"""

from __future__ import annotations

import json
import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "resources" / "licences.json"
# Where the metadata only says "see the file" or nothing.
KNOWN = {
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
    "fsrs-rs-python": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause, Apache-2.0",
}
DATA = [
    {"name": "Qt", "licence": "LGPL-3.0-only", "home": "https://www.qt.io"},
    {"name": "Python", "licence": "PSF-2.0", "home": "https://www.python.org"},
    {"name": "SQLite", "licence": "Public domain", "home": "https://www.sqlite.org"},
    {"name": "PDFium", "licence": "BSD-3-Clause, Apache-2.0", "home": "https://pdfium.googlesource.com/pdfium"},
    {"name": "pypinyin, phrase-pinyin-data", "licence": "MIT", "home": "https://github.com/mozillazg/python-pinyin"},
]


def plain(name: str) -> str:
    """A distribution's name as it is compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements(found: Distribution) -> list[str]:
    """The names that a distribution needs without extras."""
    wanted = [each for each in found.requires or [] if "extra ==" not in each]
    return [plain(re.match(r"[\w.-]+", each).group()) for each in wanted]  # type: ignore[union-attr]


def parts() -> list[dict[str, str]]:
    """Name, licence and home of every package that is installed with Wengu."""
    waiting, seen, made = requirements(distribution("wengu")), set(), []
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            found = distribution(name)
        except PackageNotFoundError:  # for another Python or another system
            continue
        waiting += requirements(found)
        meta = found.metadata
        licence = meta.get("License-Expression") or KNOWN.get(name) or _short(meta.get("License"))
        if not licence:
            classified = [each for each in meta.get_all("Classifier") or [] if each.startswith("License ::")]
            licence = classified[0].rpartition(" :: ")[2] if classified else "?"
        links = dict(each.split(", ", 1) for each in meta.get_all("Project-URL") or [] if ", " in each)
        home = meta.get("Home-page") or next(iter(links.values()), "")
        made.append({"name": meta["Name"], "licence": licence, "home": home})
    return made


def _short(text: str | None) -> str:
    line = (text or "").strip().partition("\n")[0]
    return line if len(line) <= 40 else ""


def main() -> None:
    """Write the table."""
    found = sorted(parts() + DATA, key=lambda part: part["name"].lower())
    TABLE.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for part in found:
        print(f"{part['name']:40} {part['licence']}")


if __name__ == "__main__":
    main()
