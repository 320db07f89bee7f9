"""Repairs and versions of an article through the commands."""

from __future__ import annotations

from pathlib import Path

from tests.unit.cli.conftest import Run


def test_repairs_are_refused_and_accepted(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "阅览条例\n\n第一条　为了促进阅读,制定本条例。\n第二条　每年更新藏书,并向社会公开。\n", encoding="utf-8"
    )
    (article,) = run("import", page)[1]["articles"]
    _, value = run("repairs", article["id"])
    first, _ = [each for each in value["repairs"] if each["original"] == ","]
    status, value = run("repairs", article["id"], "--refuse", first["start"])
    assert status == 0
    assert [each["start"] for each in value["repairs"] if each["refused"]] == [first["start"]]
    text = run("article", article["id"])[1]["text"]
    assert "阅读,制定" in text
    assert "藏书，并" in text
    run("repairs", article["id"], "--refuse", "all", "--accept", first["start"])
    assert "阅读，制定" in run("article", article["id"])[1]["text"]
    assert run("repairs", article["id"], "--refuse", "nothing")[0] == 1
    kinds = [version["kind"] for version in run("revisions", article["id"])[1]["versions"]]
    assert kinds == ["refuse_repairs", "refuse_repairs"]
    assert run("undo", 2)[1]["undone"] == ["更改《阅览条例》的修复"] * 2
    assert run("revisions", article["id"])[1]["versions"] == []


def test_a_new_version_is_told_with_its_changes(run: Run, tmp_path: Path, seed: Path) -> None:
    first = tmp_path / "first.txt"
    text = (seed / "article_gold.txt").read_text(encoding="utf-8")
    first.write_text(text, encoding="utf-8")
    (article,) = run("import", first)[1]["articles"]
    second = tmp_path / "second.txt"
    second.write_text(text.replace("枫桥经验", "浦江经验"), encoding="utf-8")
    (revised,) = run("import", second)[1]["articles"]
    assert (revised["status"], revised["id"], revised["cards"]) == ("revision", article["id"], article["cards"])
    (version,) = run("revisions", article["id"])[1]["versions"]
    assert version["lost"] == revised["lost"]
    (change,) = version["changes"]
    assert change["kind"] == "reworded"
    assert change["new"] == change["old"].replace("枫桥经验", "浦江经验")
