"""Copies, merging and packages of Anki from the command line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.unit.cli.conftest import Run
from tests.unit.formats.test_anki_package import database, package, sound


def test_a_package_comes_in_once(run: Run, tmp_path: Path) -> None:
    path = sound(tmp_path)
    status, first = run("import-anki", path)
    assert (status, first["notes"], first["cards"], first["reviews"], first["media"]) == (0, 1, 1, 1, 0)
    assert {(each["what"], each["why"]) for each in first["skipped"]} >= {("deck", "filtered")}
    _, again = run("import-anki", path)
    assert (again["notes"], again["cards"], again["reviews"]) == (0, 0, 0)
    _, listed = run("cards")
    (card,) = listed["cards"]
    assert (card["guid"], card["answer"], card["state"], card["stability"]) == ("g1", "党的领导", "review", 21.5)
    status, undone = run("undo")
    assert status == 0
    assert "牌组" in undone["undone"][0]
    assert run("cards")[1]["total"] == 0


def test_a_hostile_package_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    path = package(tmp_path, {"collection.anki2": database(tmp_path), "../outside": b"x"})
    for lang in ("zh", "en"):
        status, refused = run("import-anki", path, lang=lang)
        assert status == 1
        assert set(refused["error"]) == {"kind", "message"}
    assert not (tmp_path.parent / "outside").exists()
    assert run("import-anki", tmp_path / "none.apkg")[1]["error"]["kind"] == "file_missing"


def test_back_to_a_backup(run: Run, home: Path, tmp_path: Path) -> None:
    run("import-anki", sound(tmp_path))
    status, made = run("backup", tmp_path / "copies")
    assert (status, made["verified"]) == (0, True)
    assert Path(made["path"]).parent == tmp_path / "copies"
    run("undo")
    status, done = run("restore", made["path"])
    assert (status, done["restored"]) == (0, str(home / "collection.db"))
    assert run("cards")[1]["total"] == 1
    with closing(sqlite3.connect(done["kept"])) as kept:
        assert kept.execute("SELECT trashed FROM cards").fetchall() == [(2,)]
    assert run("verify")[1]["ok"]


def test_what_cannot_be_restored_or_merged_is_refused(run: Run, tmp_path: Path) -> None:
    run("import-anki", sound(tmp_path))
    (tmp_path / "text.db").write_text("no collection" * 99)
    for command in ("restore", "merge"):
        for name in ("text.db", "none.db"):
            status, refused = run(command, tmp_path / name)
            assert status == 1
            assert refused["error"]["message"]
    assert run("cards")[1]["total"] == 1


def test_another_copy_is_merged(run: Run, tmp_path: Path) -> None:
    run("import-anki", sound(tmp_path))
    copy = run("backup", tmp_path / "copies")[1]["path"]
    run("undo")
    assert run("merge", copy) == (0, {"articles": 0, "cards": 0, "reviews": 0, "conflicts": 0})
    other = tmp_path / "elsewhere"
    status, report = run("--home", other, "merge", copy)
    assert (status, report) == (0, {"articles": 0, "cards": 1, "reviews": 1, "conflicts": 0})
    assert run("--home", other, "merge", copy)[1] == {"articles": 0, "cards": 0, "reviews": 0, "conflicts": 0}
    assert run("--home", other, "verify")[1]["ok"]
