"""Papers as people type them, and the questions they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.pipeline.bank_paper import is_paper, merged_rows, paper_rows
from desktop.pipeline.question_bank import guess_mapping, parse_questions


def read(text: str) -> list[tuple[str, str]]:
    """Kind and right answers of each question, as rows of a table are read."""
    rows = paper_rows(text)
    first, mapping = guess_mapping(rows)
    return [(str(each.kind), "|".join(each.answers)) for each in parse_questions(rows, mapping, first)]


# The paper, and below the line each question's kind and right answers.
PAPERS = {
    "all kinds": """
2024年宪法知识试题
姓名：____ 单位：____
一、单项选择题（每题2分，共4分）
1、我国的根本制度是（   ）。
A. 社会主义制度
B. 人民代表大会制度
C. 民族区域自治制度
D. 基层群众自治制度
答案：A
2、国家宪法日是（　）。
A．12月1日  B．12月2日  C．12月3日  D．12月4日
答案：D
解析：2014年11月1日，全国人大常委会决定设立国家宪法日。
二、多项选择题
1、下列属于公民基本权利的有（   ）。
A. 平等权 B. 选举权
C. 依法纳税 D. 受教育权
答案：ABD
三、判断题
1、宪法是国家的根本法。（  ）
答案：√
2、公民有权不服兵役。（  ）
答案：错误
四、填空题
1、中华人民共和国的一切权力属于____。
答案：人民
2、宪法的修改，由全国人大常委会或者____以上的全国人大代表提议，并由全国人大以全体代表的____以上的多数通过。
答案：五分之一；三分之二
五、简答题
1、简述公民的基本义务。
答：（1）维护国家统一；
（2）遵守宪法和法律；
（3）依法服兵役和纳税。
---
choice 社会主义制度
choice 12月4日
multiple 平等权|选举权|受教育权
truefalse 对
truefalse 错
fill 人民
fill 五分之一|三分之二
short
""",
    "answers in brackets": """
1.我国的国家结构形式是（ A ）。
A.单一制 B.联邦制 C.邦联制 D.君主制
2.下列属于行政处罚的有（ABD）
A.警告
B.罚款
C.查封
D.行政拘留
3.行政机关可以自由裁量。（×）
4.法律不溯及既往。（ √ ）
---
choice 单一制
multiple 警告|罚款|行政拘留
truefalse 错
truefalse 对
""",
    "a key of ranges": """
一、单选题
1. 甲是（ ）
A. 一 B. 二 C. 三 D. 四
2. 乙是（ ）
A. 一 B. 二 C. 三 D. 四
3. 丙是（ ）
A. 一 B. 二 C. 三 D. 四
二、多选题
4. 丁包括（ ）
A. 一 B. 二 C. 三 D. 四
5. 戊包括（ ）
A. 一 B. 二 C. 三 D. 四
三、判断题
6. 己是对的。（ ）
7. 庚是错的。（ ）
参考答案
1-3 BCA
4. ABC 5. BD
6. √ 7. ×
---
choice 二
choice 三
choice 一
multiple 一|二|三
multiple 二|四
truefalse 对
truefalse 错
""",
    "a key by section": """
一、单选题
1. 甲是（ ）
A. 一 B. 二 C. 三 D. 四
2. 乙是（ ）
A. 一 B. 二 C. 三 D. 四
二、判断题
1. 己是对的。
2. 庚是错的。
三、填空题
1. 法院是国家的（    ）机关。
2. 《民法典》自____年____月1日起施行。
答案：
一、单选题：1.B 2.C
二、判断题：1.对 2.错
三、填空题：
1.审判
2.2021、1
---
choice 二
choice 三
truefalse 对
truefalse 错
fill 审判
fill 2021|1
""",
    "round numbers": """
（1）甲的首都是？
（A）北京 （B）上海 （C）广州 （D）深圳
【答案】A
【解析】略
（2）下列说法正确的是：
（A）一 （B）二 （C）三 （D）四
【答案】BC
【解析】见教材。
第二行解析。
---
choice 北京
multiple 二|三
""",
    "marks of kind": """
1.[单选题]甲是什么？
A.一
B.二
正确答案：B
2.[多选题]乙是什么？
A.一
B.二
C.三
正确答案：A,C
3.[判断题]丙是对的。
A.正确
B.错误
正确答案：A
---
choice 二
multiple 一|三
truefalse 对
""",
    "signs before the numbers": """
判断题
（√）1、甲是对的。
（×）2、乙是错的。
（ √ ）3、丙是对的。
---
truefalse 对
truefalse 错
truefalse 对
""",
    "options without spaces": """
1、甲的颜色是（B）A、红B、绿C、蓝D、黄
2、乙的颜色是（C）A、红B、绿C、蓝D、黄
---
choice 绿
choice 蓝
""",
    "full width": """
１．甲是（　　）
Ａ．红　Ｂ．绿　Ｃ．蓝　Ｄ．黄
答案：Ｃ
２．乙是（　　）
Ａ．红　Ｂ．绿　Ｃ．蓝　Ｄ．黄
答案：ＡＢ
---
choice 蓝
multiple 红|绿
""",
    "answers on the line": """
1. 甲是（ ） A. 红 B. 绿 C. 蓝 D. 黄 答案：C 解析：因为蓝。
2. 乙是（ ） A. 红 B. 绿 C. 蓝 D. 黄 【答案】D【解析】因为黄。
3. 丙对吗？【答案】错
---
choice 蓝
choice 黄
truefalse 错
""",
    "a key as a table": """
1. 甲（ ）
A. 红 B. 绿 C. 蓝 D. 黄
2. 乙（ ）
A. 红 B. 绿 C. 蓝 D. 黄
3. 丙（ ）
A. 红 B. 绿 C. 蓝 D. 黄
参考答案：
题号	1	2	3
答案	A	D	BC
---
choice 红
choice 黄
multiple 绿|蓝
""",
    "a key with analyses": """
1. 甲（ ）
A. 红 B. 绿
2. 乙（ ）
A. 红 B. 绿
参考答案及解析
1.【答案】A
【解析】红是对的。
2.【答案】B
【解析】绿是对的。
---
choice 红
choice 绿
""",
    "answers on the rule": """
1. 中国共产党成立于_1921_年。
2. 新中国成立于__1949__年__10__月1日。
---
fill 1921
fill 1949|10
""",
    "numbers inside answers": """
1. 简述法治原则。
答：法治原则包括：
1）有法可依；
2）有法必依。
2. 简述人民主权原则。
答：主权在民。
---
short
short
""",
    "decimals": """
1. 增长率是（ ）
A. 1.5% B. 2.5%
C. 3.5% D. 4.5%
答案: B
2. 3.14是圆周率的近似值。（ ）
答案: 对
---
choice 2.5%
truefalse 对
""",
    "numbers that begin again": """
一、单项选择题
1. 甲（ ）
A. 红 B. 绿
2. 乙（ ）
A. 红 B. 绿
3. 丙（ ）
A. 红 B. 绿
4. 丁（ ）
A. 红 B. 绿
5. 戊（ ）
A. 红 B. 绿
6. 己（ ）
A. 红 B. 绿
二、判断题
1. 甲对。
2. 乙错。
3. 丙对。
答案
一、1—5：ABABA 6：B
二、1-3 √×√
---
choice 红
choice 绿
choice 红
choice 绿
choice 红
choice 绿
truefalse 对
truefalse 错
truefalse 对
""",
    "chapters": """
第一章 总则
1. 甲（ ）
A. 红 B. 绿
答案：A
第二章 分则
1. 乙（ ）
A. 红 B. 绿
答案：B
---
choice 红
choice 绿
""",
    "questions and answers": """
问题1：什么是法？
答案：国家强制力保证实施的规范。
问题2：什么是权利？
答案：法律保障的利益。
---
short
short
""",
    "第几题": """
第1题 甲是什么？
A. 红
B. 绿
答案：A
第2题 乙是什么？
A. 红
B. 绿
答案：B
---
choice 红
choice 绿
""",
    "no numbers": """
甲是什么颜色？
A. 红
B. 绿
答案：A

乙是什么颜色？
A. 红
B. 绿
答案：B
---
choice 红
choice 绿
""",
    "small letters": """
1. 甲（ ）
a. 红
b. 绿
答案：b
2. 乙（ ）
a. 红
b. 绿
答案：a
---
choice 绿
choice 红
""",
    "letter and words": """
1、甲（ ）
A、红 B、绿
正确答案：B、绿
2、乙（ ）
A、红 B、绿
正确答案：A.红
---
choice 绿
choice 红
""",
    "five and six options": """
1. 下列（ ）是颜色。
A. 红
B. 绿
C. 蓝
D. 黄
E. 以上都是
答案：E
2. 甲乙丙丁戊，多选。（多选）
A. 红
B. 绿
C. 蓝
D. 黄
E. 白
F. 黑
答案：A B C E F
---
choice 以上都是
multiple 红|绿|蓝|白|黑
""",
    "lists inside the stem": """
1. 下列说法正确的是：
①甲 ②乙 ③丙
A. ①② B. ②③ C. ①③ D. ①②③
答案：C
2. 阅读材料：
材料一：甲。
材料二：乙。
问：上述材料说明（ ）
A. 一
B. 二
答案：B
---
choice ①③
choice 二
""",
    "a key as the answer of a part": """
一、单选题
1. 甲（ ）
A. 红 B. 绿
2. 乙（ ）
A. 红 B. 绿
答案：1.A 2.B
二、判断题
1. 丙对。
2. 丁错。
答案：1.√ 2.×
---
choice 红
choice 绿
truefalse 对
truefalse 错
""",
    "a key behind each part": """
一、单选题
1. 甲（ ）
A. 红 B. 绿
2. 乙（ ）
A. 红 B. 绿
参考答案：
1-2 AB
二、多选题
1. 丙（ ）
A. 红 B. 绿 C. 蓝
2. 丁（ ）
A. 红 B. 绿 C. 蓝
参考答案：
1. AB
2. AC
三、简答题
1. 戊是什么？
答：戊是己。
---
choice 红
choice 绿
multiple 红|绿
multiple 红|蓝
short 戊是己。
""",
    "an online test": """
1【单选题】甲是（ ）。
A、红
B、绿
我的答案：A 正确答案：B 得分：0.0分
2【多选题】乙是（ ）。
A、红
B、绿
C、蓝
我的答案：AC 正确答案：AC 得分：20.0分
3【判断题】丙对。
我的答案：√ 正确答案：× 得分：0分
---
choice 绿
multiple 红|蓝
truefalse 错
""",
    "answers in many words": """
1. 甲是（ ）
A. 红
B. 绿
正确答案是：B
2. 乙是（ ）
A. 红
B. 绿
答案 A
3. 丙是（ ）
A. 红
B. 绿
【正确答案】 B
【答案解析】 略。
4. 丁是（ ）
A. 红
B. 绿
[答案]A
5. 戊是（ ）
A. 红
B. 绿
参考答案: B
---
choice 绿
choice 红
choice 绿
choice 红
choice 绿
""",
    "answers of several gaps": """
1. 法院是____机关，检察院是____机关。
答案：（1）审判（2）法律监督
2. 甲____乙____丙____。
答案：①一 ②二 ③三
3. 丁____戊____。
答案：1.四 2.五
4. 己____庚____。
答案：六 七
---
fill 审判|法律监督
fill 一|二|三
fill 四|五
fill 六|七
""",
    "options with brackets": """
1、甲（ ）
A)红
B)绿
C)蓝
答案：C
2、乙（ ）
A)红 B)绿 C)蓝
答案：AB
---
choice 蓝
multiple 红|绿
""",
    "options set apart by tabs": """
1、甲（ ）
A．红\tB．绿\tC．蓝\tD．黄
答案：D
2、乙（ ）
\tA．红
\tB．绿
答案：A
---
choice 黄
choice 红
""",
    "stems of several lines": """
1. 阅读下列材料，回答问题：
甲说：“好。”
乙说：“不好。”
谁对？（ ）
A. 甲
B. 乙
答案：A
2. 某公司2020年利润如下：
2020年 100万元
2021年 200万元
增长率为（ ）
A. 50%
B. 100%
答案：B
---
choice 甲
choice 100%
""",
    "terms and essays": """
一、名词解释
1、法律关系
答案：法律规范调整形成的权利义务关系。
2、法律渊源
答案：法的表现形式。
二、论述题
1、论述依法治国的意义。
答案要点：
（1）是必然要求。
（2）是重要保障。
2、论述德治。
参考答案：略。
---
short 法律规范调整形成的权利义务关系。
short 法的表现形式。
short
short
""",
    "English": """
1. Which is correct? ( )
A. red
B. green
C. blue
Answer: B
2. Choose. ( )
A. red
B. green
Answer: A
---
choice green
choice red
""",
    "a key of lines": """
1. 甲（ ）
A. 红 B. 绿
2. 乙（ ）
A. 红 B. 绿
3. 丙____。

答案：
1、A
2、B
3、人民
---
choice 红
choice 绿
fill 人民
""",
    "a key of parts": """
一、单项选择题
1. 甲（ ）
A. 红 B. 绿
2. 乙（ ）
A. 红 B. 绿
3. 丙（ ）
A. 红 B. 绿
4. 丁（ ）
A. 红 B. 绿
5. 戊（ ）
A. 红 B. 绿
二、多项选择题
6. 己（ ）
A. 红 B. 绿 C. 蓝
7. 庚（ ）
A. 红 B. 绿 C. 蓝
【参考答案】
一、单项选择题
1.A  2.B  3.A  4.B  5.A
二、多项选择题
6.ABC  7.AC
---
choice 红
choice 绿
choice 红
choice 绿
choice 红
multiple 红|绿|蓝
multiple 红|蓝
""",
    "a key with dashes": """
1. 甲（ ）
A. 红 B. 绿
2. 乙（ ）
A. 红 B. 绿
3. 丙（ ）
A. 红 B. 绿 C. 蓝
答案
1-A；2-B；3-ABC
---
choice 红
choice 绿
multiple 红|绿|蓝
""",
    "options with colons": """
第1题：甲是什么颜色？
选项：A：红；B：绿；C：蓝
答案：C
第2题：乙是什么颜色？
选项：A：红；B：绿；C：蓝
答案：A
---
choice 蓝
choice 红
""",
}


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS.keys())
def test_each_question_of_a_paper_is_found_with_its_answer(paper: str) -> None:
    text, _, wanted = paper.partition("---\n")
    assert is_paper(text)
    found = read(text)
    expected = [line.partition(" ") for line in wanted.strip().splitlines()]
    assert [kind for kind, _ in found] == [kind for kind, _, _ in expected]
    for (_, answer), (_, told, right) in zip(found, expected, strict=True):
        assert answer == right if told else answer


def test_an_article_is_no_paper() -> None:
    law = "某某办法\n第一条　为了规范。\n第二条　下列情形：\n（一）甲；\n（二）乙。\n1.一是。\n2.二是。\n"
    assert not is_paper(law)
    assert not is_paper("一、总则\n1、甲应当做好工作。\n2、乙应当做好工作。\n3、丙应当做好工作。")


def test_the_sheets_of_a_workbook_are_one_bank() -> None:
    rows = merged_rows(
        [
            ("说明", [["请勿修改"]]),
            ("单选题", [["题干", "A", "B", "答案"], ["甲？", "红", "绿", "A"]]),
            ("判断题", [["序号", "题目", "正确答案", "解析"], ["1", "乙。", "B", "略"]]),
        ]
    )
    first, mapping = guess_mapping(rows)
    found = parse_questions(rows, mapping, first)
    assert [(str(each.kind), each.answers, each.analysis) for each in found] == [
        ("choice", ("红",), ""),
        ("truefalse", ("错",), "略"),
    ]


MOTIFS = (
    "1.",
    "（1）",
    "2、",
    "A.",
    "B.",
    "（A）",
    "答案：",
    "参考答案",
    "1-3 ABC",
    "一、单选题",
    "解析：",
    "√",
    "____",
    "\n",
    "甲",
    "题号|1|2|3",
)


@given(st.lists(st.one_of(st.sampled_from(MOTIFS), st.text(max_size=3)), max_size=40).map("".join))
def test_whatever_is_typed_makes_rows(text: str) -> None:
    is_paper(text)
    assert all(len(row) == 13 for row in paper_rows(text))
