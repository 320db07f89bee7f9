"""Import and export of Anki packages beside Anki's own and genanki's, on the same notes in one run.

``python -m tools.bench_anki [import|export] [NOTES]`` (both, and 100,000 by default, two blanks each) prints seconds by
the clock and of the processor, the ratios of both (those of the processor tell more on a busy machine), and the largest
memory of each. Every measurement is a process of its own. Needs ``anki``, which is no part of Wengu.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

ROUNDS = 3
Measured = tuple[float, float, float]  # seconds by the clock, of the processor, MB
_LEARNT = 5  # every fifth card was learnt, with three answers


def main() -> None:
    """Make the packages, measure, and print a row for each work."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("part", nargs="?", choices=("import", "export", "both"), default="both")
    parser.add_argument("notes", nargs="?", type=int, default=100_000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wengu-bench-") as folder:
        home = Path(folder)
        spawn("make", home, wanted.notes)
        print(f"{wanted.notes:,} notes, {2 * wanted.notes:,} cards\n")
        print("| work | s | s of processor | ratio | of processor | bar | MB |\n|---|---|---|---|---|---|---|")
        if wanted.part != "export":
            measure_import(home)
        if wanted.part != "import":
            measure_export(home)


def measure_import(home: Path) -> None:
    """Each package into Anki and into Wengu."""
    for name in ("new", "legacy", "learnt"):
        package = home / f"{name}.apkg"
        anki = best("import_anki", home, package)
        print(row(f"Anki imports {name}", anki))
        print(row(f"Wengu imports {name}", best("import_wengu", home, package), anki, "1.0 of Anki"))


def measure_export(home: Path) -> None:
    """What was learnt, by Wengu, by genanki and by Anki."""
    spawn("import_wengu", home, home / "learnt.apkg")
    mine = best("export_wengu", home, home / "wengu.apkg")
    plain = best("export_genanki", home, home / "genanki.apkg")
    spawn("take", home, home / "wengu.apkg")
    anki = best("export_anki", home, home / "anki.apkg")
    print(row("genanki exports", plain))
    print(row("Anki exports (legacy)", anki))
    print(row("Wengu exports", mine, plain, "0.35 of genanki"))
    print(row("Wengu exports", mine, anki, "0.6 of Anki"))
    sizes = " · ".join(
        f"{each} {(home / f'{each}.apkg').stat().st_size >> 20} MB" for each in ("wengu", "genanki", "anki")
    )
    print(f"\nSizes: {sizes}")


def row(work: str, measured: Measured, other: Measured | None = None, bar: str = "") -> str:
    """A row of the table, with the ratios to another measurement."""
    ratios = ["", ""] if other is None else [f"{measured[at] / other[at]:.2f}" for at in (0, 1)]
    return f"| {work} | {measured[0]:.2f} | {measured[1]:.2f} | {' | '.join(ratios)} | {bar} | {measured[2]:.0f} |"


def best(work: str, home: Path, argument: object) -> Measured:
    """The shortest times and the most memory of some processes."""
    clock, processor, memory = zip(*(spawn(work, home, argument) for _ in range(ROUNDS)), strict=True)
    return min(clock), min(processor), max(memory)


def spawn(work: str, home: Path, argument: object) -> Measured:
    """One process."""
    command = [sys.executable, __file__, "--work", work, str(home), str(argument)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    clock, processor, memory = json.loads(done.stdout.splitlines()[-1])
    return clock, processor, memory


def clocked(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds that ``work`` takes by the clock, and of the processor."""
    started, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - started, time.process_time() - busy


def make(home: Path, argument: str) -> tuple[float, float]:
    """A collection of Anki's, as packages new and legacy, and one that was learnt."""
    from anki.collection import AddNoteRequest, Collection, ExportAnkiPackageOptions

    def export(name: str, *, legacy: bool) -> None:
        options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True, legacy=legacy)
        collection.export_anki_package(out_path=str(home / f"{name}.apkg"), options=options, limit=None)

    chance = Random(7)
    words = ["深入推进", "依法治国", "人民群众", "高质量发展", "改革开放", "生态文明", "乡村振兴", "公平正义"]
    collection = Collection(str(home / "source.anki2"))
    model = collection.models.by_name("Cloze")
    deck = collection.decks.id("法律::意见")
    assert model is not None
    assert deck is not None
    requests = []
    for number in range(int(argument)):
        first, second = chance.sample(words, 2)
        note = collection.new_note(model)
        note["Text"] = f"第{number}条　坚持{{{{c1::{first}}}}}，加快推进{{{{c2::{second}}}}}，取得{number % 97}项成果。"
        note["Back Extra"] = f"出处：意见第{number % 211}页"
        requests.append(AddNoteRequest(note, deck))
        if len(requests) >= 10_000:
            collection.add_notes(requests)
            requests.clear()
    collection.add_notes(requests)
    export("new", legacy=False)
    export("legacy", legacy=True)
    assert collection.db is not None
    cards = collection.db.list(f"select id from cards where id % {_LEARNT} = 0")
    collection.close()
    learn(home / "source.anki2", cards, chance)
    collection = Collection(str(home / "source.anki2"))
    export("learnt", legacy=True)
    collection.close()
    return 0.0, 0.0


def learn(path: Path, cards: list[int], chance: Random) -> None:
    """Give cards a schedule and three answers each; by SQLite itself, since Anki syncs every row."""
    import sqlite3
    from contextlib import closing

    now = int(time.time())
    first = (now - 86_400 * 90) * 1000
    memory = json.dumps({"s": 30.5, "d": 5.2, "lrt": now - 86_400 * 30})
    with closing(sqlite3.connect(path)) as database, database:
        database.executemany(
            "update cards set type = 2, queue = 2, due = ?, ivl = 30, factor = 2500, reps = 3, data = ? where id = ?",
            [(chance.randint(-20, 300), memory, card) for card in cards],
        )
        database.executemany(
            "insert into revlog values (?, ?, -1, ?, ?, 1, 2500, 4000, 1)",
            [
                (first + (place * 3 + number) * 20, card, chance.choice((1, 3, 3, 4)), 10 * number + 1)
                for place, card in enumerate(cards)
                for number in range(3)
            ],
        )


def import_anki(home: Path, argument: str) -> tuple[float, float]:
    """Anki imports a package into an empty collection."""
    return _taken(home, argument, "imported.anki2")


def take(home: Path, argument: str) -> tuple[float, float]:
    """Anki imports a package into the collection that it exports later."""
    return _taken(home, argument, "taken.anki2")


def _taken(home: Path, argument: str, name: str) -> tuple[float, float]:
    from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

    for path in home.glob(f"{name}*"):
        path.unlink()
    collection = Collection(str(home / name))
    request = ImportAnkiPackageRequest(
        package_path=argument, options=ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    )
    seconds = clocked(lambda: collection.import_anki_package(request))
    assert collection.card_count()
    collection.close()
    return seconds


def export_anki(home: Path, argument: str) -> tuple[float, float]:
    """Anki exports what it took from Wengu."""
    from anki.collection import Collection, ExportAnkiPackageOptions

    collection = Collection(str(home / "taken.anki2"))
    options = ExportAnkiPackageOptions(legacy=True)
    seconds = clocked(lambda: collection.export_anki_package(out_path=argument, options=options, limit=None))
    collection.close()
    return seconds


def import_wengu(home: Path, argument: str) -> tuple[float, float]:
    """Wengu imports a package into an empty collection; the last one is kept."""
    import shutil

    from desktop.services.anki_import import AnkiImport
    from desktop.services.collection import Collection

    shutil.rmtree(home / "wengu", ignore_errors=True)
    with Collection.open(home / "wengu") as collection:
        return clocked(lambda: AnkiImport(collection).import_package(Path(argument)))


def export_wengu(home: Path, argument: str) -> tuple[float, float]:
    """Wengu exports what it imported."""
    import genanki  # as below, before the clock starts

    from desktop.services.anki_exchange import AnkiExchange
    from desktop.services.collection import Collection

    assert genanki
    with Collection.open(home / "wengu") as collection:
        return clocked(lambda: AnkiExchange(collection).export(Path(argument)))


def export_genanki(home: Path, argument: str) -> tuple[float, float]:
    """genanki exports the same notes with the same fields: made, added and written as its manual tells."""
    import sqlite3
    import zipfile

    import genanki

    with zipfile.ZipFile(home / "wengu.apkg") as package:
        package.extract("collection.anki2", home / "unpacked")
    database = sqlite3.connect(home / "unpacked" / "collection.anki2")
    rows = database.execute("select guid, flds from notes").fetchall()
    (models,) = database.execute("select models from col").fetchone()
    known = max(json.loads(models).values(), key=lambda each: (each["type"], len(each["flds"])))
    database.close()

    def work() -> None:
        model = genanki.Model(
            known["id"],
            known["name"],
            fields=[{"name": field["name"]} for field in known["flds"]],
            templates=[{"name": each["name"], "qfmt": each["qfmt"], "afmt": each["afmt"]} for each in known["tmpls"]],
            css=known["css"],
            model_type=genanki.Model.CLOZE,
        )
        deck = genanki.Deck(1_763_822_400_009, "温故")
        for guid, fields in rows:
            deck.add_note(genanki.Note(model=model, fields=fields.split("\x1f"), guid=guid))
        genanki.Package(deck).write_to_file(argument)

    return clocked(work)


WORKS = {
    each.__name__: each
    for each in (
        make,
        take,
        import_anki,
        import_wengu,
        export_anki,
        export_wengu,
        export_genanki,
    )
}

if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        taken = WORKS[sys.argv[2]](Path(sys.argv[3]), sys.argv[4])
        print(json.dumps([*taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
    else:
        main()
