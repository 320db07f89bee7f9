"""The text tools as others call them: a process of its own, bytes in and bytes out."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

QUOTED_TERMS = [
    "两个确立",
    "四个意识",
    "四个自信",
    "两个维护",
    "保护伞",
    "六大保护",
    "一带一路",
    "长臂管辖",
    "枫桥经验",
    "有信必复",
    "让审理者裁判、由裁判者负责",
    "执行难",
    "一张网",
    "总对总",
    "关键少数",
    "一把手",
]


def wengu(*arguments: object, given: str | bytes = b"") -> subprocess.CompletedProcess[bytes]:
    data = given.encode() if isinstance(given, str) else given
    command = [sys.executable, "-m", "desktop", "--lang", "zh", *map(str, arguments)]
    return subprocess.run(command, input=data, capture_output=True, check=False)


def printed(*arguments: object, given: str | bytes = b"") -> dict[str, Any]:
    done = wengu(*arguments, given=given)
    assert done.returncode == 0, done.stderr.decode()
    value: dict[str, Any] = json.loads(done.stdout)
    return value


def lines(*arguments: object, given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    done = wengu(*arguments, given="\n".join(json.dumps(each, ensure_ascii=False) for each in given))
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def without_space(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_clean_gives_the_article_as_it_should_read(seed: Path) -> None:
    done = wengu("text", "clean", seed / "article_polluted.txt")
    gold = (seed / "article_gold.txt").read_text(encoding="utf-8")
    assert without_space(done.stdout.decode()) == without_space(gold)


def test_the_repairs_applied_at_once_give_the_text(seed: Path) -> None:
    raw = (seed / "article_polluted.txt").read_text(encoding="utf-8")
    value = printed("text", "clean", seed / "article_polluted.txt", "--json")
    text, end = "", 0
    for repair in value["repairs"]:
        assert end <= repair["start"] <= repair["end"]
        assert raw[repair["start"] : repair["end"]] == repair["original"] != repair["replacement"]
        text += raw[end : repair["start"]] + repair["replacement"]
        end = repair["end"]
    assert text + raw[end:] == value["text"]
    assert value["text"].count("\n") == raw.count("\n")


def test_outline_gives_the_parts_and_items_in_order(seed: Path) -> None:
    value = printed("text", "outline", seed / "article_polluted.txt")
    assert (value["title"], value["date"]) == ("中共中央关于加强新时代审判工作的意见", "2025-02-08")
    assert [part["label"] for part in value["sections"]] == [f"{number}、" for number in "一二三四五六"]
    items = [item for part in value["sections"] for item in part["children"]]
    assert len(items) == 25
    assert (items[0]["label"], items[-1]["label"]) == ("（一）", "（二十五）")
    assert items[4]["title"] == "完善法治化营商环境"
    for section in [*value["sections"], *items]:
        assert value["text"].startswith(section["label"] + section["title"], section["start"])
    assert value["flags"] == []


def test_phrases_hold_each_quoted_term_whole(seed: Path) -> None:
    value = printed("text", "phrases", seed / "article_gold.txt")
    text = value["text"]
    quoted = {(match.start(1), match.end(1)) for match in re.finditer("“([^”]+)”", text)}
    assert {text[start:end] for start, end in quoted} == set(QUOTED_TERMS)
    assert quoted <= {(phrase["start"], phrase["end"]) for phrase in value["phrases"]}
    for phrase in value["phrases"]:
        assert text[phrase["start"] : phrase["end"]] == phrase["text"]
        assert 0 <= phrase["score"] <= 1
    starts = [phrase["start"] for phrase in value["phrases"]]
    assert starts == sorted(starts)


def test_blanks_answer_each_line_in_order() -> None:
    given = [
        {"id": 7, "text": "深刻领悟“两个确立”的决定性意义。"},
        {"id": "b", "text": ""},
        {"id": None, "text": "Nothing to see here."},
        {"id": 9, "text": "1937年卢沟桥事变爆发，全面抗战由此开始。"},
    ]
    found = lines("text", "blanks", given=given)
    assert [each["id"] for each in found] == [7, "b", None, 9]
    assert found[1]["blanks"] == []
    for line, record in zip(given, found, strict=True):
        scores = [blank["score"] for blank in record["blanks"]]
        assert scores == sorted(scores, reverse=True)
        spans = sorted((blank["start"], blank["end"]) for blank in record["blanks"])
        assert all(0 <= start < end <= len(str(line["text"])) for start, end in spans)
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    assert found[0]["blanks"]


def test_check_marks_each_line() -> None:
    given = [
        {"expected": "两个确立", "given": "“两个确立”"},
        {"expected": "两个确立", "given": "两个维护"},
        {"expected": "2035年", "given": "二〇三五年"},
    ]
    assert [each["rating"] for each in lines("text", "check", given=given)] == [3, 1, 3]


def test_a_line_that_is_no_json_is_named_and_the_others_go_on() -> None:
    done = wengu(
        "text", "blanks", given='{"id": 1, "text": "坚持党的领导。"}\nnonsense\n{"id": 3, "text": "坚持人民至上。"}'
    )
    first, bad, third = map(json.loads, done.stdout.splitlines())
    assert (first["id"], third["id"], bad["error"]["kind"]) == (1, 3, "bad_line")
    assert done.returncode == 1
    assert "第 2 行" in done.stderr.decode()


def test_marks_surrogates_and_numbers_that_are_none_cost_no_other_line() -> None:
    given = [
        '\ufeff{"id": 1, "text": "坚持党的领导。"}',
        '{"id": 2, "text": "\\ud83d坚持党的领导。"}',
        '{"id": NaN, "text": "坚持党的领导。"}',
        '{"id": 4, "text": ""}',
    ]
    done = wengu("text", "blanks", given="\n".join(given))
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each.get("id") for each in found] == [1, 2, None, 4]
    assert found[0]["blanks"]
    assert found[1]["blanks"]
    assert found[2]["error"]["kind"] == "bad_line"


def test_a_line_whose_bytes_are_no_utf8_is_refused_not_guessed() -> None:
    done = wengu("text", "blanks", given=b'{"id": 1, "text": "\xff\xfe"}\n{"id": 2, "text": ""}\n')
    bad, second = map(json.loads, done.stdout.splitlines())
    assert bad["error"]["kind"] == "bad_line"
    assert second["id"] == 2
    assert done.returncode == 1


def test_an_order_that_is_neither_true_nor_false_is_refused() -> None:
    items = '"expected": "甲案、乙案", "given": "乙案、甲案"'
    given = "\n".join(f'{{{items}, "any_order": {value}}}' for value in ("true", "null", "false", '"no"', "1"))
    done = wengu("text", "check", given=given)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each.get("verdict") for each in found] == ["accepted", "wrong", "wrong", None, None]
    assert done.returncode == 1


def test_breaks_of_a_word_processor_and_of_pages_stay_line_ends() -> None:
    given = "一、总体要求\x0b坚持党的领导。\x0c二、主要任务\n\x0c坚持人民至上。\x0c"
    found = printed("text", "clean", "-", "--json", given=given)
    assert found["text"] == "一、总体要求\n坚持党的领导。\n二、主要任务\n坚持人民至上。"


def test_a_japanese_document_keeps_its_characters() -> None:
    given = "日本国憲法\n第一条 天皇は、日本国の象徴であり日本国民統合の象徴であつて、\n国民の総意に基く。\n"
    assert printed("text", "clean", "-", "--json", given=given) == {"text": given, "repairs": []}


def test_a_japanese_name_in_a_chinese_text_hides_no_stray_character() -> None:
    given = "政治局擴大会议听取了关于「の」字招牌的情况汇报，研究部署下一阶段的重点工作。"
    assert "扩大会议" in printed("text", "clean", "-", "--json", given=given)["text"]


def test_a_reader_that_has_seen_enough_is_no_failure(seed: Path) -> None:
    shell = f"{sys.executable} -m desktop text clean {seed / 'article_gold.txt'} | head -c 1"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, check=True)
    assert done.stderr == b""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_display_the_command_line_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    done = wengu()
    assert (done.returncode, done.stdout) == (1, b"")
    assert "wengu import" in done.stderr.decode()


def test_a_name_that_is_no_utf8_is_refused_in_words() -> None:
    command = [sys.executable.encode(), b"-m", b"desktop", b"text", b"clean", b"none\xff.txt"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_text_comes_from_stdin_too() -> None:
    assert wengu("text", "clean", "-", given="你好\r\n世界\r\n").stdout.decode() == "你好\n世界\n"


@pytest.mark.parametrize(
    ("arguments", "given", "kind"),
    [
        (("clean", "missing.txt"), b"", "file_missing"),
        (("clean", "-"), b"", "file_empty"),
        (("clean", "-"), b"\xff\xfe\xfa\x00\x81", "not_text"),
        (("outline", "."), b"", "not_a_file"),
    ],
)
def test_bad_input_is_refused_in_words(arguments: tuple[str, ...], given: bytes, kind: str) -> None:
    done = wengu("text", *arguments, "--json", given=given)
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["kind"] == kind
    assert b"Traceback" not in done.stderr


def test_wrong_usage_is_told_in_the_language_of_the_learner() -> None:
    done = wengu("answer", "abcdef", "5")
    assert done.returncode == 2
    assert "rating：没有 5，可用：1, 2, 3, 4" in done.stderr.decode()
    english = subprocess.run(
        [sys.executable, "-m", "desktop", "--lang", "en", "answer", "abcdef", "5"], capture_output=True, check=False
    )
    assert "invalid choice: 5" in english.stderr.decode()
    assert wengu("answer", "abcdef", "3", "--mode", "zzz").returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_named_where_the_results_were_going() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "desktop", "--lang", "zh", "text", "clean", str(Path(__file__))]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert "磁盘已满" in done.stderr.decode()
    assert "意外" not in done.stderr.decode()


def test_a_folder_is_named_as_one(tmp_path: Path) -> None:
    done = wengu("text", "clean", tmp_path, "--json")
    assert json.loads(done.stdout)["error"]["kind"] == "not_a_file"
    assert "文件夹" in done.stderr.decode()


def test_closed_streams_are_no_failure(tmp_path: Path) -> None:
    shell = f"{sys.executable} -m desktop --home {tmp_path} articles >&- 2>&-"
    assert subprocess.run(["bash", "-c", shell], capture_output=True, check=False).returncode == 0
