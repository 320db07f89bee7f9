"""The commands as others call them: arguments in, JSON and an exit status out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.cli.main import main
from desktop.services.collection import Collection
from tests.unit.cli.conftest import Run

DAY = "2026-03-02T09:00:00+08:00"


@pytest.fixture
def article(run: Run, seed: Path) -> dict[str, Any]:
    """The real article, imported from its polluted copy."""
    assert run("config", "timezone", "Asia/Shanghai")[0] == 0
    status, value = run("import", seed / "article_polluted.txt", "--at", DAY)
    assert status == 0
    return value["articles"][0]


def test_import_tells_what_became_of_the_article(run: Run, article: dict[str, Any]) -> None:
    assert article["status"] == "new"
    assert article["title"] == "中共中央关于加强新时代审判工作的意见"
    assert article["sections"] == 31
    assert article["cards"] > 20
    assert article["repairs"] > 1_000
    _, shelf = run("articles")
    (row,) = shelf["articles"]
    assert (row["id"], row["issuer"], row["date"]) == (article["id"], "中共中央", "2025-02-08")
    assert (row["chars"], row["cards"], row["due"]) == (article["chars"], article["cards"], 0)


def test_the_same_article_again_is_known_and_changes_nothing(run: Run, article: dict[str, Any], seed: Path) -> None:
    _, value = run("import", seed / "article_gold.txt")
    (again,) = value["articles"]
    assert (again["status"], again["id"], again["cards"]) == ("known", article["id"], article["cards"])
    assert len(run("articles")[1]["articles"]) == 1


def test_the_four_shorthand_phrases_are_asked(run: Run, article: dict[str, Any]) -> None:
    _, found = run("cards", "两个确立")
    answers = {card["answer"] for card in found["cards"]}
    assert {"两个确立", "四个意识", "四个自信", "两个维护"} <= answers


def test_cards_say_where_they_stand(run: Run, article: dict[str, Any]) -> None:
    text = run("article", article["id"][:8])[1]["text"]
    _, found = run("cards")
    assert found["total"] == article["cards"] == len(found["cards"])
    for card in found["cards"]:
        start, end = card["article_span"]
        assert text[start:end] == card["answer"]
        assert all(card["sentence"][a:b] == card["answer"] for a, b in card["blanks"])
        assert card["article"] == article["id"]
    assert len(run("cards", "--limit", 3)[1]["cards"]) == 3
    assert run("cards", f"article:{article['id']}", "is:new")[1]["total"] == article["cards"]
    assert run("cards", "is:review")[1]["total"] == 0


def test_an_answer_does_what_the_interval_said(run: Run, article: dict[str, Any]) -> None:
    card = run("due", "--at", DAY)[1]["next"]
    assert (card["state"], card["due"]) == ("new", None)
    shown = run("intervals", card["id"], "--at", DAY)[1]
    assert [shown[key]["interval_days"] for key in "123"] == [0, 0, 0]
    given = run("answer", card["id"], 4, "--at", DAY)[1]
    assert {key: given[key] for key in ("due", "interval_days")} == shown["4"]
    assert given["state"] == "review"
    due = datetime.fromisoformat(given["due"])
    assert (due.hour, due.utcoffset().total_seconds()) == (4, 8 * 3600)  # type: ignore[union-attr]
    now = run("due", "--at", DAY)[1]
    assert now["review"] == 0
    then = run("due", "--at", given["due"])[1]
    assert then["review"] == 1
    assert then["next"]["id"] == card["id"]


def test_undo_takes_an_answer_back_and_redo_gives_it_again(run: Run, article: dict[str, Any]) -> None:
    card = run("due", "--at", DAY)[1]["next"]
    run("answer", card["id"], 3, "--at", DAY)
    after = run("cards")[1]["cards"][0]
    assert run("undo")[1]["undone"] == [f"复习“{card['answer']}”"]
    assert run("cards")[1]["cards"][0] == card
    assert run("redo", lang="en")[1]["undone"] == [f"review of “{card['answer']}”"]
    assert run("cards")[1]["cards"][0] == after
    assert len(run("undo", 9)[1]["undone"]) == 2  # the answer and the import
    assert run("articles")[1] == {"articles": []}


def test_what_is_in_the_trash_is_neither_shown_nor_answered(run: Run, article: dict[str, Any]) -> None:
    card = run("cards", "--limit", 1)[1]["cards"][0]["id"]
    run("undo")
    for command in (("answer", card, 3), ("intervals", card), ("article", article["id"])):
        status, value = run(*command)
        assert (status, value["error"]["kind"]) == (1, "not_found")
    assert run("redo")[1]["undone"] == [f"导入《{article['title']}》"]
    assert run("intervals", card)[0] == 0


def test_a_time_without_offset_is_the_learners_own(run: Run, article: dict[str, Any]) -> None:
    assert run("due", "--at", "2026-03-02T10:00:00")[1]["at"] == "2026-03-02T10:00:00+08:00"
    assert run("due", "--at", "2026-03-02")[1]["at"] == "2026-03-02T00:00:00+08:00"


@pytest.mark.parametrize("at", ["9999-12-28T00:00:00Z", "0001-01-01T00:00:00Z", "", "24:00", "9999-12-31"])
def test_a_time_out_of_bounds_changes_nothing(run: Run, article: dict[str, Any], at: str) -> None:
    card = run("cards", "--limit", 1)[1]["cards"][0]["id"]
    for command in (("answer", card, 4), ("due",), ("stats",), ("intervals", card)):
        status, value = run(*command, "--at", at)
        assert (status, value["error"]["kind"]) == (1, "bad_value")
    assert run("stats")[1]["reviews"] == 0


def test_another_figure_is_another_article(run: Run, tmp_path: Path) -> None:
    for number, text in enumerate(("增长1.5%。", "增长15%。", "增长-15%。", "增长1.5。", "增长1，5%。")):
        (tmp_path / f"{number}.txt").write_text(f"全省生产总值{text}", encoding="utf-8")
        assert run("import", tmp_path / f"{number}.txt")[1]["articles"][0]["status"] == "new", text
    (tmp_path / "same.txt").write_text("全省生产总值 增长１.5％", encoding="utf-8")
    assert run("import", tmp_path / "same.txt")[1]["articles"][0]["status"] == "known"


def test_stats_count_what_was_done(run: Run, article: dict[str, Any]) -> None:
    card = run("due", "--at", DAY)[1]["next"]
    days = run("answer", card["id"], 4, "--at", DAY)[1]["interval_days"]
    value = run("stats", "--at", DAY)[1]
    assert value["cards"] == value["new"] + 1 == article["cards"]
    assert (value["young"], value["mature"], value["reviews"]) == (1, 0, 1)
    assert value["true_retention"] is None
    assert [day for day, number in enumerate(value["forecast"]) if number] == [days]
    assert len(value["forecast"]) == 30


def test_stats_tell_retention_by_kind_and_article_and_recall_by_section(run: Run, article: dict[str, Any]) -> None:
    run("config", "learning_steps", "")
    card = run("due", "--at", DAY)[1]["next"]
    for at, rating in (("2026-03-02T10:00+08:00", 4), ("2026-03-20T10:00+08:00", 3), ("2026-05-20T10:00+08:00", 1)):
        run("answer", card["id"], rating, "--at", at)
    value = run("stats", "--at", "2026-05-20T12:00+08:00")[1]
    kept = {
        "total": {"asked": 2, "remembered": 1, "share": 0.5},
        "young": {"asked": 1, "remembered": 1, "share": 1.0},
        "mature": {"asked": 1, "remembered": 0, "share": 0.0},
    }
    assert value["retention"] == kept
    assert value["retention_by_kind"][card["kind"]] == kept
    assert value["heatmap"] == {"2026-03-02": 1, "2026-03-20": 1, "2026-05-20": 1}
    assert sum(value["stability"].values()) == sum(value["difficulty"]) == 1
    assert (value["streak_days"], value["longest_streak_days"]) == (1, 1)
    (told,) = value["articles"]
    assert (told["id"], told["cards"], told["seen"]) == (article["id"], article["cards"], 1)
    assert told["retention"] == kept
    # Answered today, so known; the others are new and count as forgotten.
    assert told["predicted_recall"] == value["predicted_recall"] == round(1 / article["cards"], 4)
    recalls = [section["predicted_recall"] for section in told["sections"]]
    assert sum(recall is not None for recall in recalls) <= 1 < len(recalls)


def test_an_answer_says_that_a_card_became_a_leech(
    run: Run, article: dict[str, Any], home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("learning_steps", ""), ("leech_threshold", "1"), ("leech_action", "suspend")):
        run("config", name, text)
    card = run("due", "--at", DAY)[1]["next"]["id"]
    assert run("answer", card, 4, "--at", DAY)[1]["leech"] is None
    assert run("answer", card, 1, "--at", "2026-04-02T10:00+08:00")[1]["leech"] == "suspend"
    assert run("card", card)[1]["suspended"]
    run("undo")
    assert not run("card", card)[1]["suspended"]
    run("config", "leech_action", "tag")
    words = ["--home", str(home), "--lang", "en", "answer", card, "1", "--at", "2026-04-02T10:00+08:00"]
    assert main(words, lambda *_: 1) == 0
    assert "forgotten 1 times and is tagged leech" in capfd.readouterr().out


def test_density_decides_how_many_cards(run: Run, seed: Path) -> None:
    numbers = []
    for density in ("none", "few", "normal", "dense", "all"):
        _, value = run("import", seed / "article_gold.txt", "--density", density)
        numbers.append(value["articles"][0]["cards"])
        run("undo")
    assert numbers[0] == 0
    assert numbers == sorted(set(numbers))


def test_what_cannot_be_read_is_refused_and_the_rest_goes_on(run: Run, seed: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    paths = [tmp_path / name for name in ("empty.txt", "binary.txt", "missing.txt")]
    status, value = run("import", *paths)
    assert status == 1
    assert value["error"]["kind"] == "file_empty"
    assert [each["status"] for each in value["articles"]] == ["refused"] * 3
    assert len({each["message"] for each in value["articles"]}) == 3
    status, value = run("import", paths[0], seed / "article_gold.txt")
    assert status == 0
    assert [each["status"] for each in value["articles"]] == ["refused", "new"]
    (tmp_path / "folder").mkdir()
    assert run("import", tmp_path / "folder")[1]["error"]["kind"] == "nothing_to_import"
    assert run("verify")[1] == {"ok": True, "problems": [], "repaired": []}


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (("article", "abcdef12"), "not_found"),
        (("answer", "nonsense", "3"), "not_found"),
        (("due", "--deck", "没有"), "not_found"),
        (("due", "--at", "yesterday"), "bad_value"),
        (("cards", "is:blue"), "query_bad_value"),
        (("config", "desired_retention", "2"), "bad_value"),
        (("config", "nonsense"), "not_found"),
        (("export", "cards.xyz"), "unknown_export"),
        (("export", "cards.apkg"), "nothing_to_export"),
        (("config", "new_per_day", "3", "--deck", "没有"), "not_found"),
        (("config", "--deck", "没有"), "not_found"),
    ],
)
def test_what_is_refused_says_why(run: Run, arguments: tuple[str, ...], kind: str) -> None:
    for lang in ("zh", "en"):
        status, value = run(*arguments, lang=lang)
        assert status == 1
        assert value["error"]["kind"] == kind
        assert "{" not in value["error"]["message"]


def test_wrong_usage_ends_with_2(run: Run) -> None:
    for arguments in (("answer", "abcdef", "5"), ("nonsense",), ("undo", "-3"), ("import",)):
        with pytest.raises(SystemExit) as stopped:
            run(*arguments)
        assert stopped.value.code == 2


def test_a_collection_that_a_window_has_open_is_read_but_not_written(run: Run, home: Path) -> None:
    with Collection.open(home):
        assert run("stats")[0] == 0
        status, value = run("undo")
    assert (status, value["error"]["kind"]) == (1, "database_busy")


def test_a_damaged_collection_is_told_and_kept(run: Run, home: Path) -> None:
    home.mkdir()
    (home / "collection.db").write_bytes(b"damaged" * 1_000)
    status, value = run("articles")
    assert (status, value["error"]["kind"]) == (1, "database_damaged")
    assert (home / "collection.db").read_bytes() == b"damaged" * 1_000


@pytest.mark.parametrize("query", ["🐱", "＊", '"。"', "phrase:🐱", "article:🐱"])
def test_signs_that_stand_in_no_index_find_no_card(run: Run, article: dict[str, Any], query: str) -> None:
    assert run("cards", query) == (0, {"total": 0, "cards": []})
