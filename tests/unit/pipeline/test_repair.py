"""Damaged pages become whole, and what is not damage stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import paths
from desktop.pipeline.edits import apply_edits
from desktop.pipeline.repair import RepairTables, repair, repair_with_evidence

SEED = Path(__file__).resolve().parents[2] / "data" / "seed"


@pytest.fixture(scope="module")
def tables() -> RepairTables:
    names = ("repair_script.txt", "repair_readings.txt", "repair_model.bin")
    return RepairTables.parse(*(paths.resource("dictionaries", name).read_bytes() for name in names))


def unspaced(text: str) -> str:
    return "".join(text.split())


def test_the_seed_article_is_whole_again(tables: RepairTables) -> None:
    raw = (SEED / "article_polluted.txt").read_text("utf-8")
    done = repair(raw, tables)
    assert unspaced(done.text) == unspaced((SEED / "article_gold.txt").read_text("utf-8"))
    assert apply_edits(raw, done.repairs) == done.text
    torn = [one for one in done.repairs if one.kind == "bytes"]
    assert [(one.original, one.replacement) for one in torn] == [("?fàn)?", "争")]
    assert torn[0].reason.startswith("爭 | ")


# Each line is a page as it was copied, an arrow, and what its writer wrote.
DAMAGED = """
司法機(jī)關(guān)發(fā)布意見,保護(hù)人民的利益 → 司法机关发布意见，保护人民的利益
企業(yè)的發(fā)展要轉(zhuǎn)變?yōu)楫a(chǎn)品 → 企业的发展要转变为产品
燃?xì)廨啓C(jī)、發(fā)動機(jī)取得進(jìn)展 → 燃气轮机、发动机取得进展
黨中央召開政治局?jǐn)U大會議,發(fā)表了公報 → 党中央召开政治局扩大会议，发表了公报
發(fā)布《實(shí)施意見(jiàn)》?,F將該實(shí)施意見(jiàn)印發(fā)給你們 → 发布《实施意见》。现将该实施意见印发给你们
審判機關(guan) ,承擔著懲罰犯罪的重要職能,為(wei) 社會(hui) 服務 → 审判机关，承担着惩罚犯罪的重要职能，为社会服务
加快建(jian)設(shè)社會(huì)(hui)主義司法制(zhi)度 → 加快建设社会主义司法制度
全麵貫徹憲法,為(wei) 社會(hui) 主義(yi) 法治體係服務 → 全面贯彻宪法，为社会主义法治体系服务
著名作家沿著發(fā)展的道路寫了著作,發(fā)揮著作用 → 著名作家沿着发展的道路写了著作，发挥着作用
""".strip().splitlines()


@pytest.mark.parametrize("line", DAMAGED)
def test_a_damaged_page_is_repaired(line: str, tables: RepairTables) -> None:
    raw, wanted = line.split(" → ")
    assert repair(raw, tables).text == wanted


SOUND = """
角(jué)色的角不读(jiǎo)，倔强(jiàng)的强不读(qiáng)
下列加点字读音正确的一项：强(qiǎng)迫、载(zǎi)入、处(chǔ)理
世界贸易组织（WTO）与人工智能(AI)，详见 www.example.com?a=1,2
会议3:30开始，共1,234人，比例为3.5%
(1)第一项；(2)第二项
党史学习 不忘初心
他说：“好，我去。”你去吗？
著作权法保护著作权人，乾隆年间的著名学者，慰藉与瞭望
“书”的繁体是“書”
if (a == b) { return f(x, y); }
""".strip().splitlines()


@pytest.mark.parametrize("line", SOUND)
def test_a_sound_text_stays(line: str, tables: RepairTables) -> None:
    assert repair(line, tables).text == line


TRADITIONAL = "中共中央、國務院近日印發規劃,提出鄉村全面振興。來源于網友,歡迎參考。"


def test_a_traditional_document_stays_unless_asked(tables: RepairTables) -> None:
    done, evidence = repair_with_evidence(TRADITIONAL, tables)
    assert (done.text, done.repairs, evidence.script) == (TRADITIONAL, (), "traditional")
    simplified = "中共中央、国务院近日印发规划，提出乡村全面振兴。来源于网友，欢迎参考。"
    assert repair(TRADITIONAL, tables, "simplified").text == simplified


def test_keep_never_changes_the_script(tables: RepairTables) -> None:
    raw = "司法機(jī)關(guān)發(fā)布意見,保護(hù)人民"
    assert repair(raw, tables, "keep").text == "司法機關發布意見，保護人民"


def test_evidence_names_the_pinyin_layers(tables: RepairTables) -> None:
    _, evidence = repair_with_evidence("司法機(jī)關(guān)發(fā)布意見,社會(huì)(hui)", tables)
    assert evidence.script == "damaged"
    assert evidence.layers.toned == {"機": "jī", "關": "guān", "發": "fā", "會": "huì"}
    assert evidence.layers.toneless


# kind: text → repaired
KINDS = """
comma: 提出要求,,组织编写《读物》,。语言易懂,、文风清新 → 提出要求，组织编写《读物》。语言易懂、文风清新
width: 中国(上海)自由贸易区,你好! → 中国（上海）自由贸易区，你好！
width: ２０２５年ＧＤＰ增长 → 2025年GDP增长
quote: 他说"依法治国"很重要 → 他说“依法治国”很重要
entity: 所谓&ldquo;法治&rdquo;&#20013;国 → 所谓“法治”中国
radical: ⼈⺠法院審⻓ → 人民法院审长
script: 中央政治局擴大会议强调 → 中央政治局扩大会议强调
space: 人 民 法 院 是 国 家 的 机 关 → 人民法院是国家的机关
""".strip().splitlines()


@pytest.mark.parametrize("line", KINDS)
def test_each_kind_of_repair_is_named(line: str, tables: RepairTables) -> None:
    kind, rest = line.split(": ", 1)
    raw, wanted = rest.split(" → ")
    done = repair(raw, tables)
    assert done.text == wanted
    assert kind in {one.kind for one in done.repairs}


def test_invisible_and_private_characters_go(tables: RepairTables) -> None:
    assert (
        repair("\ufeff人\u200b民\u00ad法\x07院\ue123。\u3000\n\u3000\u3000第二段", tables).text
        == "人民法院。\u3000\n第二段"
    )


def test_utf8_read_as_gbk_is_read_again(tables: RepairTables) -> None:
    clean = "人民法院是国家的审判机关，承担着惩罚犯罪的职能。"
    assert repair(clean.encode().decode("gbk", "replace"), tables).text == clean


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_bytes_read_as_latin_are_read_again(encoding: str, tables: RepairTables) -> None:
    clean = "人民法院是国家的审判机关，承担着惩罚犯罪的职能。"
    assert repair(clean.encode(encoding).decode("latin-1"), tables).text == clean


def test_french_is_not_chinese(tables: RepairTables) -> None:
    text = "L'été dernier, à côté de l'hôtel, où étaient-ils passés ? Élève modèle."
    assert repair(text, tables).text == text


def test_lines_cut_at_a_fixed_width_are_joined_and_others_kept(tables: RepairTables) -> None:
    sentence = "人民法院应当依法独立公正行使审判权并且接受监督以保障社会公平正义的实现"
    whole = sentence * 8 + "。"
    wrapped = "\n".join(whole[at : at + 30] for at in range(0, len(whole), 30))
    assert repair(wrapped, tables).text == whole
    verse = "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。"
    assert repair(verse, tables).text == verse


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("'\"案\"'", "‘“案”’"),
        ("\"'案'\"", "“‘案’”"),
        ("'a\"案'b\"", "‘a“案’b”"),
        ("他说\"是'好'人\"", "他说“是‘好’人”"),
    ],
)
def test_straight_quotes_inside_quotes_of_another_kind(given: str, expected: str, tables: RepairTables) -> None:
    assert repair(given, tables).text == expected


MOTIFS = (
    *("發(fā)", "產(chǎn)", "強(qiáng)", "法(fa)", "?fàn)?", "?yōu)楫a", "國", "国", "著", "着", "乾", "甲"),
    *(",", "，", ":", ";", "!", "?", "(", ")", "（", "）", '"', "'", "“", "”", "。", "、", "\n", " ", "a", "1"),
)
PIECES = st.lists(st.one_of(st.sampled_from(MOTIFS), st.text(max_size=4)), max_size=30).map("".join)


@settings(max_examples=150, deadline=None)
@given(text=PIECES, script=st.sampled_from(["auto", "simplified", "keep"]))
def test_repair_of_repaired_text_changes_nothing(text: str, script: str, tables: RepairTables) -> None:
    text = text.replace("\r", "\n")
    done = repair(text, tables, script)  # type: ignore[arg-type]
    assert apply_edits(text, done.repairs) == done.text
    assert repair(done.text, tables, script).text == done.text  # type: ignore[arg-type]
