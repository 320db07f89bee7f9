"""The real Anki as judge of packages: a round trip of many cards, and packages that came from elsewhere.

``python -m tools.eval_anki [--cards 5000] [PACKAGE…]`` sends cards of all kinds with their schedules to Anki and prints
what differs there; then imports each package with Wengu and with Anki and prints how many notes, cards and answers
either has. Anki counts notes and cards that nothing can be asked of; Wengu tells them as left out. Needs ``anki``.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from anki.collection import Collection as Anki
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

from desktop.domain.errors import AppError
from desktop.services.anki_import import AnkiImport
from desktop.services.collection import Collection
from desktop.services.health import Health
from tests.oracle.anki_roundtrip import differences, some_notes, take


def main() -> None:
    """Print a line for the round trip and a row for each package."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cards", type=int, default=5_000)
    parser.add_argument("packages", nargs="*", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wengu-eval-") as folder:
        if given.cards:
            print(round_trip(given.cards, Path(folder)))
    if given.packages:
        print("\n| package | Anki: notes, cards, answers | Wengu | left out | again | undone and verified |")
        print("|---|---|---|---|---|---|")
    for package in given.packages:
        with tempfile.TemporaryDirectory(prefix="wengu-eval-") as folder:
            print(row(package, Path(folder)))


def round_trip(number: int, folder: Path) -> str:
    """What became of so many cards, sent twice."""
    anki = Anki(str(folder / "collection.anki2"))
    try:
        notes = some_notes(number)
        first, again = take(anki, folder / "a.apkg", notes), take(anki, folder / "b.apkg", notes)
        found = differences(anki, notes)
    finally:
        anki.close()
    lines = [f"{number:,} cards: {len(first.new):,} new, {len(found):,} differences; again {len(again.new)} new,"]
    lines[0] += f" {len(again.updated)} updated, {len(again.duplicate):,} as they were"
    return "\n".join([*lines, *found[:20]])


def row(package: Path, folder: Path) -> str:
    """One package in Anki and in Wengu."""
    with Collection.open(folder / "wengu") as wengu:
        importing = AnkiImport(wengu)
        try:
            done = importing.import_package(package)
            again = importing.import_package(package)
        except AppError as error:
            return f"| {package.name} | {in_anki(package, folder)} | {error.kind} {error.fields} | | | |"
        sound = Health(wengu).verify().ok
    left = ", ".join(f"{each.what} {each.why} {each.number}" for each in done.skipped)
    mine = f"{done.notes}, {done.cards}, {done.reviews}"
    twice = f"{again.notes}, {again.cards}, {again.reviews}"
    return f"| {package.name} | {in_anki(package, folder)} | {mine} | {left} | {twice} | {sound} |"


def in_anki(package: Path, folder: Path) -> str:
    """How many notes, cards and answers Anki has of a package."""
    path = folder / "anki" / "collection.anki2"
    path.parent.mkdir()
    if package.suffix == ".colpkg":
        from anki._backend import RustBackend

        RustBackend().import_collection_package(
            col_path=str(path),
            backup_path=str(package),
            media_folder=str(folder / "anki" / "media"),
            media_db=str(folder / "anki" / "media.db"),
        )
        anki = Anki(str(path))
    else:
        anki = Anki(str(path))
        options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
        anki.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options))
    try:
        assert anki.db is not None
        return (
            f"{anki.note_count()}, {anki.card_count()}, {anki.db.scalar('select count() from revlog where ease > 0')}"
        )
    finally:
        anki.close()


if __name__ == "__main__":
    main()
