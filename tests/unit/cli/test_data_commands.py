"""Copies, merging and packages of Anki from the command line."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.cli.main import main
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


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", ["略过：牌组 1（筛选牌组，卡片已回到原牌组）", "略过：笔记 1（图片遮挡题）"]),
        (
            "en",
            ["Left out: 1 decks (filtered, cards are back in their own decks)", "Left out: 1 notes (image occlusion)"],
        ),
    ],
)
def test_what_stays_out_is_told_in_words(
    home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], lang: str, told: list[str]
) -> None:
    path = sound(tmp_path, "insert into notes values (14, 'g4', 7, 1, '', '{{c1::image-occlusion:rect:left=.1}}')")
    assert main(["--home", str(home), "--lang", lang, "import-anki", str(path)], lambda *_: 1) == 0
    assert set(capfd.readouterr().out.splitlines()) >= set(told)


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


def test_a_bank_comes_in_once(run: Run, root: Path) -> None:
    path = root / "tests" / "data" / "banks" / "office.xlsx"
    status, seen = run("import-bank", path, "--preview")
    assert (status, seen["new"], seen["known"], seen["refused"]) == (0, 5, 0, 1)
    assert seen["mapping"]["options"] == ["C", "D", "E", "F"]
    assert seen["questions"][5]["problem"] == "no_answer"
    assert run("cards")[1]["total"] == 0
    status, done = run("import-bank", path, "--deck", "法院")
    assert (status, done["questions"], done["cards"]) == (0, 5, 6)
    assert [each["row"] for each in done["skipped"]] == [7]
    assert run("import-bank", path)[1]["known"] == 5
    assert run("cards", "deck:法院")[1]["total"] == 6
    assert run("undo")[1]["undone"] == ["导入题库“office”"]


def test_a_bank_whose_columns_are_unknown_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bank.csv"
    path.write_text("1,何地？,诸暨\n2,哪里？,南京\n", encoding="utf-8")
    status, refused = run("import-bank", path)
    assert (status, refused["error"]["kind"]) == (1, "columns_unclear")
    assert "--map question=" in refused["error"]["message"]
    status, done = run("import-bank", path, "--map", "question=B,answer=C")
    assert (status, done["cards"]) == (0, 2)


def test_papers_articles_and_tables_from_the_command_line(run: Run, seed: Path, tmp_path: Path) -> None:
    article = run("import", seed / "article_gold.txt")[1]["articles"][0]["id"]
    status, paper = run("export", tmp_path / "a.docx", "--paper", "--questions", 6, "--papers", 2, "--seed", 5)
    assert (status, paper["cards"], paper["wanted"]) == (0, 12, 12)
    short = run("export", tmp_path / "b.md", "--paper", "--questions", 200, "--papers", 1)[1]
    assert 0 < short["cards"] < short["wanted"] == 200
    status, marked = run("export", tmp_path / "a.pdf", "--marked", "--article", article[:8])
    assert (status, marked["cards"]) == (0, 0)
    assert marked["notes"] > 200
    assert run("export", tmp_path / "b.pdf", "--marked")[1]["error"]["kind"] == "bad_value"
    few = run("export", tmp_path / "b.md", "--kind", "shorthand")[1]["cards"]
    assert 0 < few < run("cards")[1]["total"]
    run("export", tmp_path / "b.csv", "--no-bom")
    assert not (tmp_path / "b.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    run("export", tmp_path / "c.csv", "--for", "anki")
    assert (tmp_path / "c.csv").read_text("utf-8").startswith("#separator:comma\n")
    assert run("export", tmp_path / "a.apkg", "--paper")[1]["error"]["kind"] == "unknown_export"
    assert run("export", tmp_path / "a.md", "--paper", "--questions", 0)[1]["error"]["kind"] == "bad_value"


def test_everything_as_json_can_be_read_back(run: Run, seed: Path, tmp_path: Path) -> None:
    run("import", seed / "article_gold.txt")
    status, written = run("export", tmp_path / "all.json")
    assert status == 0
    everything = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert (everything["format"], everything["version"]) == ("wengu", 1)
    assert len(everything["cards"]) == written["cards"] == run("cards")[1]["total"]
    assert {card["note"] for card in everything["cards"]} == {note["uuid"] for note in everything["notes"]}
    assert everything["articles"][0]["raw"]
    assert everything["reviews"] == []


def test_a_sentence_or_another_kind_of_note_for_anki(run: Run, tmp_path: Path) -> None:
    run("import-anki", sound(tmp_path))
    for options in (["--group", "sentence"], ["--note-type", "typed"], ["--note-type", "own"]):
        status, done = run("export", tmp_path / "out.apkg", *options)
        assert (status, done["notes"], done["cards"]) == (0, 1, 1)


def test_cards_are_pushed_to_this_computer_only(run: Run, tmp_path: Path) -> None:
    run("import-anki", sound(tmp_path))
    for lang, word in (("zh", "本机"), ("en", "this computer")):
        status, refused = run("push", "--address", "http://example.com:8765", lang=lang)
        assert (status, refused["error"]["kind"]) == (1, "not_this_computer")
        assert word in refused["error"]["message"]


def test_an_empty_file_is_no_collection_to_merge(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    status, value = run("merge", empty)
    assert (status, value["error"]["kind"]) == (1, "database_damaged")
