from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.article import Section
from desktop.domain.numbering import chinese_numeral, numeral_value
from desktop.pipeline.outline import make_outline

SEED = Path(__file__).parents[2] / "data" / "seed" / "article_gold.txt"


def drawn(sections: Iterable[Section], depth: int = 0) -> str:
    """The tree of sections, one a line, indented by depth."""
    lines = []
    for section in sections:
        lines.append("  " * depth + f"{section.label}|{section.title}")
        if section.children:
            lines.append(drawn(section.children, depth + 1))
    return "\n".join(lines)


def tree(text: str) -> str:
    return drawn(make_outline(text).sections)


def walk(sections: Iterable[Section]) -> Iterable[Section]:
    for section in sections:
        yield section
        yield from walk(section.children)


def test_the_seed_article_has_its_six_parts_and_25_items_in_order() -> None:
    text = SEED.read_text(encoding="utf-8")
    outline = make_outline(text)
    assert outline.title == "中共中央关于加强新时代审判工作的意见"
    assert outline.issuer == "中共中央"
    assert outline.date == date(2025, 2, 8)
    assert outline.number == ""
    assert outline.flags == ()
    assert [part.label for part in outline.sections] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    items = [item for part in outline.sections for item in part.children]
    assert [item.label for item in items] == [f"（{chinese_numeral(n)}）" for n in range(1, 26)]
    assert [len(part.children) for part in outline.sections] == [0, 3, 8, 4, 7, 3]
    assert items[4].title == "完善法治化营商环境"
    assert text[items[4].start :].startswith("（五）完善法治化营商环境。")
    assert items[4].end == items[5].start
    assert items[2].end == outline.sections[1].end == outline.sections[2].start
    assert outline.sections[-1].end == len(text)


LAW = """某某管理条例
2004年6月17日 中华人民共和国国务院令第409号公布
2011年1月8日 修订
2011年3月1日 施行
第一章 总则
第一条 为了加强管理，制定本条例。
第二条 申请人应当具备下列条件：
（一）与申请事项相适应的设施；
（二）项目负责人的资格证明。
第三条规定的申请人除外。
第二章　罚 则
第三条 违反本条例的，处以罚款。
第四条 本条例自公布之日起施行。"""


def test_articles_stand_in_chapters_and_items_in_articles() -> None:
    """A line that goes on with 第三条规定的 is no heading, an item that begins with 与 or 项目 is one."""
    assert (
        tree(LAW)
        == """第一章|总则
  第一条|为了加强管理，制定本条例
  第二条|申请人应当具备下列条件：
    （一）|与申请事项相适应的设施；
    （二）|项目负责人的资格证明
第二章|罚 则
  第三条|违反本条例的，处以罚款
  第四条|本条例自公布之日起施行"""
    )


def test_the_head_of_a_regulation_gives_number_issuer_and_its_latest_date() -> None:
    outline = make_outline(LAW)
    assert (outline.title, outline.issuer, outline.date) == ("某某管理条例", "国务院", date(2011, 3, 1))
    assert outline.number == "中华人民共和国国务院令第409号"
    assert outline.flags == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "一、总体要求\n（一）甲。文。\n1.乙。文。\n（1）丙。文。\n①丁。文。\n②戊。\n（二）己。\n二、庚",
            "一、 1 （一） 2 1. 3 （1） 4 ① 5 ② 5 （二） 2 二、 1",
        ),
        ("一、一般规定\n第一条 甲。\n第二条 乙。\n二、附则\n第三条 丙。", "一、 1 第一条 2 第二条 2 二、 1 第三条 2"),
        ("第一条 提交下列文件：\n一、申请书；\n二、证明。\n第二条 乙。", "第一条 1 一、 2 二、 2 第二条 1"),
        (
            "第一编 总则\n第一分编 通则\n第一章 甲\n第一节 乙\n第一条 丙。",
            "第一编 1 第一分编 2 第一章 3 第一节 4 第一条 5",
        ),
        (
            "第一百二十条 甲。\n第一百二十条之一 乙。\n第一百二十一条 丙。",
            "第一百二十条 1 第一百二十条之一 1 第一百二十一条 1",
        ),
        ("1、甲\n2、乙\n3、丙", "1、 1 2、 1 3、 1"),
        ("1．甲\n2．乙", "1． 1 2． 1"),
        ("（\n一）甲\n（二）乙", "（一） 1 （二） 1"),
    ],
)
def test_levels_follow_the_order_of_the_styles(body: str, expected: str) -> None:
    sections = walk(make_outline("标题\n" + body).sections)
    assert " ".join(f"{section.label} {section.level}" for section in sections) == expected


@pytest.mark.parametrize(
    "line",
    [
        "1.5亿元用于扶贫，比上年增长。",
        "2025年是关键的一年。",
        "一、二审案件的审理期限合并计算。",
        "第三条、第四条的规定同样适用。",
        "第二十条第一款所列情形除外。",
        "（一）项规定的情形除外。",
        "（三）、（四）两项除外。",
        "十五五时期的目标。",
        "一是提高认识；二是加强领导。",
        "附利息的债权自申请受理时起停止计息。",
        "3.14 是圆周率。",
        "#标签",
    ],
)
def test_lines_that_only_look_like_headings_are_none(line: str) -> None:
    assert tree(f"标题\n这是一段正文，说明情况。\n{line}\n后面还有一段正文。") == ""


def test_prose_and_enumerations_inside_a_paragraph_have_no_sections() -> None:
    text = "背影\n我与父亲不相见已二年余了。有三点：一、甲；二、乙；（三）丙。\n第二天，他走了。"
    assert tree(text) == ""
    assert make_outline(text).title == "背影"


def test_a_table_of_contents_is_not_the_outline() -> None:
    contents = "目　录\n第一章　总　则\n第二章　罚　则\n第三章　附　则\n"
    body = "第一章　总　则\n第一条　甲。\n第二章　罚　则\n第二条　乙。\n第三章　附　则\n第三条　丙。"
    outline = make_outline("某某法\n（2020年1月2日通过）\n" + contents + body)
    assert [(chapter.label, len(chapter.children)) for chapter in outline.sections] == [
        ("第一章", 1),
        ("第二章", 1),
        ("第三章", 1),
    ]
    assert outline.flags == ()
    assert (outline.title, outline.date) == ("某某法", date(2020, 1, 2))


@pytest.mark.parametrize(
    ("labels", "flags"),
    [
        ("一、 二、 四、", ("gap:三、",)),
        ("第一条 第二条 第六条 第七条", ("gap:第三条..第五条",)),
        ("一、 （一） （二） 二、 （一） （二）", ()),
        ("一、 （一） （二） 二、 （三） （四）", ()),
        ("一、 （一） （二） 二、 （三） （五）", ("gap:（四）",)),
        ("一、 （一） （二） （三） 二、 （二） （三）", ("gap:（一）",)),
        ("第一条 第二条 第二条 第三条", ("repeat:第二条",)),
        ("第一条 第二条 第四条 第三条 第五条", ("gap:第三条", "order:第三条")),
        ("第一条 （一） （二） 第二条 （一） （二）", ()),
        ("第三条 第四条", ("gap:第一条..第二条",)),
    ],
)
def test_gaps_and_repeats_are_flagged(labels: str, flags: tuple[str, ...]) -> None:
    text = "标题\n" + "\n".join(f"{label} 内容如下。" for label in labels.split())
    assert make_outline(text).flags == flags


@pytest.mark.parametrize(
    ("head", "title", "number", "issuer", "day"),
    [
        (
            "最高人民法院\n关于审理合同纠纷案件\n适用法律问题的解释\n法释〔2012〕8号\n（2012年3月31日最高人民法院审判委员会第1545次会议通过，自2012年7月1日起施行）",
            "最高人民法院关于审理合同纠纷案件适用法律问题的解释",
            "法释〔2012〕8号",
            "最高人民法院",
            date(2012, 7, 1),
        ),
        (
            "国务院关于加强某项工作的意见\n国发〔2020〕3号\n各省、自治区、直辖市人民政府，国务院各部委、各直属机构：",
            "国务院关于加强某项工作的意见",
            "国发〔2020〕3号",
            "国务院",
            None,
        ),
        (
            "中共中央办公厅 国务院办公厅印发《关于推进某事的意见》\n（2024年5月6日）",
            "中共中央办公厅 国务院办公厅印发《关于推进某事的意见》",
            "",
            "中共中央办公厅 国务院办公厅",
            date(2024, 5, 6),
        ),
        (
            "某省某条例\n（2025年7月30日某省第十四届人民代表大会常务委员会第十七次会议通过）",
            "某省某条例",
            "",
            "某省人民代表大会常务委员会",
            date(2025, 7, 30),
        ),
        (
            "您的位置:\n首页\n>\n要闻\n要闻\n2026年政府工作报告\n来源：某报\n2026-02-03 09:02:33\n"
            "——2026年1月28日在某省第十四届人民代表大会第四次会议上\n省长　张某某\n各位代表：",
            "2026年政府工作报告",
            "",
            "",
            date(2026, 1, 28),
        ),
        (
            "高举某某旗帜\n为全面建设某某而团结奋斗\n——在某次代表大会上的报告\n（2022年10月16日）\n同志们：",
            "高举某某旗帜 为全面建设某某而团结奋斗",
            "",
            "",
            date(2022, 10, 16),
        ),
        (
            "新华社北京7月14日电\n某某规划\n二〇二四年十月一日",
            "某某规划",
            "",
            "",
            date(2024, 10, 1),
        ),
        (
            "这是一个没有标题的文本，它的第一段很长，所以题目取自开头的几个字，不能把整段都拿来当作题目。",
            "这是一个没有标题的文本",
            "",
            "",
            None,
        ),
    ],
)
def test_heads(head: str, title: str, number: str, issuer: str, day: date | None) -> None:
    outline = make_outline(head + "\n为做好工作，根据有关规定，现提出如下意见。\n一、总体要求\n坚持正确方向。")
    assert (outline.title, outline.number, outline.issuer, outline.date) == (title, number, issuer, day)


def test_markdown_headings_nest_by_their_depth_and_the_only_top_one_is_the_title() -> None:
    outline = make_outline("# 学习指南\n\n正文。\n\n## 一、开始\n\n文。\n\n### 安装\n\n文。\n\n## 二、继续\n")
    assert outline.title == "学习指南"
    assert drawn(outline.sections) == "##|一、开始\n  ###|安装\n##|二、继续"


def test_an_empty_text_has_an_empty_outline() -> None:
    assert make_outline("") == make_outline("\n \n")
    assert make_outline("").title == ""


@given(st.text(alphabet="一二三十第条章节（）()1234.、①# \n。，字附件：“”", max_size=200))
def test_sections_cover_text_from_their_label_to_the_next_heading(text: str) -> None:
    previous = 0
    for section in walk(make_outline(text).sections):
        assert previous <= section.start < section.end <= len(text)
        assert text[section.start] == section.label[0]
        for before, after in zip(section.children, section.children[1:], strict=False):
            assert before.end == after.start
        if section.children:
            assert section.children[-1].end == section.end
        assert all(child.level == section.level + 1 for child in section.children)
        previous = section.start


@given(st.integers(min_value=1, max_value=9999))
def test_numerals_are_read_as_they_are_printed(value: int) -> None:
    assert numeral_value(chinese_numeral(value)) == value


def test_decimal_numbers_nest_under_chapters_and_numbers() -> None:
    book = "第1章 基础\n1.1 概述\n1.1.1 发展史\n经历四代。\n1.1.2 分类\n1.2 组成\n第2章 系统\n2.1 进程\n"
    assert tree(book) == (
        "第1章|基础\n  1.1|概述\n    1.1.1|发展史\n    1.1.2|分类\n  1.2|组成\n第2章|系统\n  2.1|进程"
    )
    standard = "某某规范\n1. 范围\n本规范适用。\n2. 要求\n2.1 一般要求。应当合格。\n2.2 特别要求\n3. 检验\n"
    assert tree(standard) == "1.|范围\n2.|要求\n  2.1|一般要求\n  2.2|特别要求\n3.|检验"


def test_decimals_that_are_amounts_are_no_headings() -> None:
    assert tree("某某报告\n1.5亿元用于甲。\n1.6亿元用于乙。\n3.14是圆周率。\n3.15 消费者权益日\n") == ""


def test_code_in_markdown_has_no_headings() -> None:
    text = "# 入门\n## 安装\n```\n# 这是注释\npip install\n```\n## 使用\n"
    outline = make_outline(text)
    assert (outline.title, drawn(outline.sections)) == ("入门", "##|安装\n##|使用")
