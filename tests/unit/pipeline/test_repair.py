"""Damaged pages become whole, and what is not damage stays."""

from __future__ import annotations

from pathlib import Path
from time import process_time

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
会议由张三 王五主持，各单位负责人参加了会议。
使用<b>标签可以加粗，使用<i>标签可以倾斜
第一章 总则........1
孔子[1]是思想家[2][3]。注释：[1]名丘。
姓名： 张三 性别： 男
约翰.史密斯说：“好。”他住在U.S.A.的J.K.街。
四、 附则
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
KINDS = r"""
comma: 提出要求,,组织编写《读物》,。语言易懂,、文风清新 → 提出要求，组织编写《读物》。语言易懂、文风清新
width: 中国(上海)自由贸易区,你好! → 中国（上海）自由贸易区，你好！
width: ２０２５年ＧＤＰ增长 → 2025年GDP增长
quote: 他说"依法治国"很重要 → 他说“依法治国”很重要
entity: 所谓&ldquo;法治&rdquo;&#20013;国 → 所谓“法治”中国
radical: ⼈⺠法院審⻓ → 人民法院审长
script: 中央政治局擴大会议强调 → 中央政治局扩大会议强调
space: 人 民 法 院 是 国 家 的 机 关 → 人民法院是国家的机关
space: 健全制度 ， 完善机制 ； 落实责任。 严格考核 → 健全制度，完善机制；落实责任。严格考核
width: 依法独立行使审判权.\n他说"同意." → 依法独立行使审判权。\n他说“同意。”
width: 上半年工业增长8.4%,33个行业增长.有12个超10%.\n甲. → 上半年工业增长8.4%，33个行业增长。有12个超10%。\n甲。
width: (2024)京01民终123号民事判决 → （2024）京01民终123号民事判决
width: 时间∶上午，比例1∶500 → 时间：上午，比例1∶500
width: 他──一位法官──约翰•洛克的学生 → 他——一位法官——约翰·洛克的学生
radical: 甲﹐乙﹑丙︒丁｡戊 → 甲，乙、丙。丁。戊
quote: ”四风”问题和”七个有之”问题 → “四风”问题和“七个有之”问题
quote: 所谓``法治''中国 → 所谓“法治”中国
entity: 所谓&amp;ldquo;法治&amp;rdquo;&nbsp中国 → 所谓“法治” 中国
entity: \u4e2d\u56fd \u00e9 → 中国 \u00e9
tag: <p style="a">第一段</p><p>第<strong>二</strong>段<br/>第三行</p> → 第一段\n第二段\n第三行
tag: 孔子[1]是思想家[2]，也是教育家[3]。 → 孔子是思想家，也是教育家。
""".strip().splitlines()


@pytest.mark.parametrize("line", KINDS)
def test_each_kind_of_repair_is_named(line: str, tables: RepairTables) -> None:
    kind, rest = line.split(": ", 1)
    raw, wanted = (side.replace("\\n", "\n") for side in rest.split(" → "))
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


@pytest.mark.parametrize(("encoding", "misread"), [("utf-8", "latin-1"), ("gbk", "latin-1"), ("utf-8", "gbk")])
def test_lines_of_latin_words_are_read_again_with_the_others(encoding: str, misread: str, tables: RepairTables) -> None:
    clean = "人民法院是国家的审判机关。\n承担着惩罚犯罪的职能。\n保障公平和正义的实现。\n李白\n"
    clean += "The GDP grew by 5.2% in 2023. 数据一致。\n“四风”"
    assert repair(clean.encode(encoding).decode(misread, "replace"), tables).text == clean


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


REPORT = (
    "今年第一季度，全市完成地区生产总值1,234.5亿元，同比增长6.8%，增速高于全国1.5个百分点。其中，第一产业增加值85.2亿元。",
    "从供给侧看，规模以上工业增加值增长8.4%，33个大类行业中有28个实现增长，增长面达84.8%，比上年同期扩大。",
    "下一步，要坚持稳中求进工作总基调，完整、准确、全面贯彻新发展理念，着力推动高质量发展，推动经济实现合理增长。",
)


def wrapped(paragraph: str, columns: int, indent: str = "") -> str:
    """``paragraph`` as a print of that many columns cuts it; a mark does not start a line."""
    lines, line, width = [], indent, 2 * len(indent)
    for char in paragraph:
        size = 1 if char.isascii() else 2
        if width + size > columns and char not in "，。、；：":
            lines.append(line)
            line, width = "", 0
        line += char
        width += size
    return "\n".join((*lines, line))


@pytest.mark.parametrize("columns", [64, 72, 80])
@pytest.mark.parametrize(("indent", "between"), [("", "\n"), ("　　", "\n"), ("", "\n\n")])
def test_paragraphs_cut_by_a_print_are_whole_again(
    columns: int, indent: str, between: str, tables: RepairTables
) -> None:
    print_out = between.join(wrapped(paragraph, columns, indent) for paragraph in REPORT)
    assert repair(print_out, tables).text == between.join(REPORT)
    mail = "\n".join(f"> {line}" for line in print_out.split("\n"))
    assert repair(mail, tables).text == between.join(REPORT)


LINES_THAT_STAND = (
    "姓名，性别，民族，出生年月，政治面貌，工作单位\n张三，男，汉族，1985年3月，党员，某某市人民法院民庭庭长\n"
    "李四，女，回族，1990年11月，团员，某市人民检察院检察官\n王五，男，汉族，1978年6月，群众，某某律师事务所合伙人",
    "中华人民共和国民法典（2020年5月28日通过）\n中华人民共和国行政诉讼法（2017年修正）\n"
    "最高人民法院关于适用《中华人民共和国民法典》时间效力的若干规定\n最高人民法院关于民事诉讼证据的若干规定",
    "1.关于宪法的说法，正确的是\nA.宪法是国家的根本法，具有最高的法律效力\nB.宪法由国务院监督实施，由人大制定\n"
    "C.宪法的修改由全国人大通过，以过半数为准\nD.宪法的解释权属于法院，其他机关不得行使\n答案：A",
    "静夜思\n床前明月光，\n疑是地上霜。\n本文来源于网络，如有侵权请联系删除\n举头望明月，\n低头思故乡。\n"
    "本文来源于网络，如有侵权请联系删除\n登鹳雀楼\n白日依山尽，黄河入海流。",
    "起来，不愿做奴隶的人们\n把我们的血肉，筑成我们新的长城\n中华民族到了最危险的时候\n每个人被迫着发出最后的吼声",
)


@pytest.mark.parametrize("text", LINES_THAT_STAND)
def test_lines_of_lists_tables_and_verse_stand(text: str, tables: RepairTables) -> None:
    assert repair(text, tables).text == text


def test_a_comma_does_not_begin_a_line(tables: RepairTables) -> None:
    assert repair("健全制度\n，完善机制\n。", tables).text == "健全制度，完善机制。"


def test_spaces_that_strayed_into_prose_go(tables: RepairTables) -> None:
    raw = "第一条 为了规范行 政处罚的设定和实 施，保障和监督行政机 关有效实施行政管理，制定本 法。"
    wanted = "第一条 为了规范行政处罚的设定和实施，保障和监督行政机关有效实施行政管理，制定本法。"
    assert repair(raw, tables).text == wanted


def test_tones_on_common_characters_of_a_simplified_text_go(tables: RepairTables) -> None:
    text = "人民法院依法审判，人民政府依法行政，人民群众依法办事，人民代表依法履职，发展经济，改善民生。"
    tones = {"人": "rén", "民": "mín", "法": "fǎ"}
    raw = "".join(f"{char}（{tones[char]}）" if char in tones else char for char in text)
    assert repair(raw, tables).text == text


def test_numbers_of_printed_lines_go(tables: RepairTables) -> None:
    lines = [f"{sentence}。" for sentence in "，".join(REPORT).split("。") if sentence] * 3
    raw = "\n".join(f"{number:>3}\t{line}" for number, line in enumerate(lines, 1))
    assert repair(raw, tables).text == repair("\n".join(lines), tables).text
    listed = "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
    assert repair(listed, tables).text.startswith("1. ")


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


@pytest.mark.parametrize("piece", [" ", "<p ", "[1]", "甲 ", "> ", "甲o", "&", "``甲", "── "])
def test_long_runs_of_one_piece_take_no_time(piece: str, tables: RepairTables) -> None:
    begun = process_time()
    repair(piece * 60_000, tables)
    assert process_time() - begun < 5


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
