"""Import and export of Anki packages beside Anki's own and genanki's, on the same notes in one run.

``python tools/bench_anki.py [NOTES]`` (100,000 by default, two blanks each) prints seconds, ratios and the largest
memory of each; every measurement is a process of its own. Needs ``anki``, which is no part of Wengu.
"""

from __future__ import annotations

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
_LEARNT = 5  # every fifth card was learnt, with three answers


def main() -> None:
    """Make the packages, measure, and print a row for each work."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(prefix="wengu-bench-") as folder:
        home = Path(folder)
        spawn("make", home, number)
        print(f"{number:,} notes, {2 * number:,} cards\n\n| work | s | ratio | bar | MB |\n|---|---|---|---|---|")
        for name in ("new", "legacy", "learnt"):
            package = home / f"{name}.apkg"
            anki = best("import_anki", home, package)
            mine = best("import_wengu", home, package)
            print(row(f"Anki imports {name}", anki))
            print(row(f"Wengu imports {name}", mine, (("1.0 of Anki", mine[0] / anki[0]),)))
        mine = best("export_wengu", home, home / "wengu.apkg")
        plain = best("export_genanki", home, home / "genanki.apkg")
        spawn("take", home, home / "wengu.apkg")
        anki = best("export_anki", home, home / "anki.apkg")
        print(row("genanki exports", plain))
        print(row("Anki exports (legacy)", anki))
        ratios = (("0.6 of Anki", mine[0] / anki[0]), ("0.35 of genanki", mine[0] / plain[0]))
        print(row("Wengu exports", mine, ratios))
        sizes = " · ".join(
            f"{each} {(home / f'{each}.apkg').stat().st_size >> 20} MB" for each in ("wengu", "genanki", "anki")
        )
        print(f"\nSizes: {sizes}")


def row(work: str, measured: tuple[float, float], ratios: tuple[tuple[str, float], ...] = ()) -> str:
    """A row of the table."""
    told = ", ".join(f"{ratio:.2f}" for _, ratio in ratios)
    bars = ", ".join(bar for bar, _ in ratios)
    return f"| {work} | {measured[0]:.2f} | {told} | {bars} | {measured[1]:.0f} |"


def best(work: str, home: Path, argument: object) -> tuple[float, float]:
    """The shortest time in seconds and the most memory in MB of some processes."""
    found = [spawn(work, home, argument) for _ in range(ROUNDS)]
    return min(seconds for seconds, _ in found), max(memory for _, memory in found)


def spawn(work: str, home: Path, argument: object) -> tuple[float, float]:
    """Seconds and MB of one process."""
    command = [sys.executable, __file__, "--work", work, str(home), str(argument)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, memory = json.loads(done.stdout.splitlines()[-1])
    return seconds, memory


def clocked(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds that ``work`` takes by the clock, and of the processor."""
    started, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - started, time.process_time() - busy


def make(home: Path, argument: str) -> float:
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
    now = int(time.time())
    collection.db.executemany(
        "update cards set type = 2, queue = 2, due = ?, ivl = ?, factor = 2500, reps = 3, lapses = 0, data = ? "
        "where id = ?",
        [
            (chance.randint(-20, 300), 30, json.dumps({"s": 30.5, "d": 5.2, "lrt": now - 86_400 * 30}), card)
            for card in cards
        ],
    )
    first = (now - 86_400 * 90) * 1000
    collection.db.executemany(
        "insert into revlog values (?, ?, -1, ?, ?, ?, 2500, 4000, 1)",
        [
            (first + (place * 3 + round_) * 20, card, chance.choice((1, 3, 3, 4)), 10 * round_ + 1, 1)
            for place, card in enumerate(cards)
            for round_ in range(3)
        ],
    )
    export("learnt", legacy=True)
    collection.close()
    return 0.0


def import_anki(home: Path, argument: str) -> float:
    """Anki imports a package into an empty collection."""
    return _taken(home, argument, "imported.anki2")


def take(home: Path, argument: str) -> float:
    """Anki imports a package into the collection that it exports later."""
    return _taken(home, argument, "taken.anki2")


def _taken(home: Path, argument: str, name: str) -> float:
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


def export_anki(home: Path, argument: str) -> float:
    """Anki exports what it took from Wengu."""
    from anki.collection import Collection, ExportAnkiPackageOptions

    collection = Collection(str(home / "taken.anki2"))
    options = ExportAnkiPackageOptions(legacy=True)
    seconds = clocked(lambda: collection.export_anki_package(out_path=argument, options=options, limit=None))
    collection.close()
    return seconds


def import_wengu(home: Path, argument: str) -> float:
    """Wengu imports a package into an empty collection; the last one is kept."""
    import shutil

    from desktop.services.anki_import import AnkiImport
    from desktop.services.collection import Collection

    shutil.rmtree(home / "wengu", ignore_errors=True)
    with Collection.open(home / "wengu") as collection:
        return clocked(lambda: AnkiImport(collection).import_package(Path(argument)))


def export_wengu(home: Path, argument: str) -> float:
    """Wengu exports what it imported."""
    from desktop.services.anki_exchange import AnkiExchange
    from desktop.services.collection import Collection

    with Collection.open(home / "wengu") as collection:
        return clocked(lambda: AnkiExchange(collection).export(Path(argument)))


def export_genanki(home: Path, argument: str) -> float:
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
    each.__name__: each for each in (make, take, import_anki, import_wengu, export_anki, export_wengu, export_genanki)
}

if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        taken = WORKS[sys.argv[2]](Path(sys.argv[3]), sys.argv[4])
        print(json.dumps([taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
    else:
        main()
