from __future__ import annotations

import json

import pytest
from hypothesis import given as given_any
from hypothesis import settings
from hypothesis import strategies as st

from desktop.domain.card import Rating
from desktop.paths import resource
from desktop.pipeline.answers import AnswerTables, check_answer

# One pair a line: what was hidden, what was typed, the verdict of a fair examiner, and why. Written before the code.
NORMAL = """
# the same
两个确立 | 两个确立 | exact | the same code points
“两个确立” | “两个确立” | exact | the same code points, quotation marks too
2035年 | 2035年 | exact | the same code points

# quotation marks of every kind
“两个确立” | 两个确立 | accepted | quotation marks left out
两个确立 | "两个确立" | accepted | straight quotation marks added
“两个确立” | ‘两个确立’ | accepted | single for double
“两个确立” | 「两个确立」 | accepted | corner brackets
“枫桥经验” | 〝枫桥经验〞 | accepted | old vertical marks
新时代“枫桥经验” | 新时代枫桥经验 | accepted | marks inside left out
增强“四个意识”、坚定“四个自信” | 增强"四个意识"、坚定"四个自信" | accepted | straight marks inside
《信访工作条例》 | 信访工作条例 | accepted | title marks left out
《信访工作条例》 | 〈信访工作条例〉 | accepted | single title marks
“枫桥经验” | “枫桥经历” | wrong | another word within right marks

# width, spaces, letter case
GDP | ＧＤＰ | accepted | full-width letters
GDP | gdp | accepted | letter case
25% | 25％ | accepted | full-width percent sign
两个确立 | 两个 确立 | accepted | a space inside
两个确立 | 　两个确立　 | accepted | full-width spaces around
两个确立 | 两个确立\\n | accepted | a line end
5G网络 | 5g 网络 | accepted | case and space
（一）坚持党的领导 | (一)坚持党的领导 | accepted | half-width brackets
WTO | WHO | wrong | another letter

# punctuation
坚持党的领导 | 坚持党的领导。 | accepted | full stop added
坚持党的领导。 | 坚持党的领导 | accepted | full stop left out
坚持党的领导 | 坚持党的领导！ | accepted | exclamation mark added
自信自立，守正创新 | 自信自立,守正创新 | accepted | half-width comma
自信自立，守正创新 | 自信自立守正创新 | accepted | comma left out
两高一低 | 两高、一低 | accepted | a needless separator
习近平新时代中国特色社会主义思想 | 习近平・新时代中国特色社会主义思想 | accepted | a needless dot
【重点】 | 重点 | accepted | brackets left out
中国—东盟 | 中国-东盟 | accepted | another dash

# traditional and simplified
人民代表大会制度 | 人民代表大會制度 | accepted | traditional characters
兩個確立 | 两个确立 | accepted | simplified for a traditional text
随着经济发展 | 隨著經濟發展 | accepted | one traditional character for two simplified ones
乾坤 | 干坤 | near | simplified too far; 乾 is also read gān
坚持 | 堅決 | wrong | another word in traditional characters
里程碑 | 里程碑 | exact | the same
后来居上 | 後來居上 | accepted | traditional characters

# Arabic and Chinese numerals
2035年 | 二〇三五年 | accepted | year in Chinese digits
二〇三五年 | 2035年 | accepted | year in Arabic digits
2035 | 二零三五 | accepted | 零 for 〇
2035 | 二○三五 | accepted | a circle for 〇
2035 | ２０３５ | accepted | full-width digits
2035年 | 二O三五年 | accepted | the letter O for 〇
2035年 | 二〇三〇年 | wrong | another year
2035年 | 2053年 | wrong | two digits changed places
2035年 | 2036年 | wrong | one digit
25 | 二十五 | accepted | number in characters
二十五 | 25 | accepted | number in digits
二十五 | 廿五 | accepted | 廿 is twenty
三十一 | 卅一 | accepted | 卅 is thirty
25 | 贰拾伍 | accepted | banker's numerals
25 | 五十二 | wrong | another number
十五 | 五十 | wrong | changed places
102 | 一百零二 | accepted | 零 between
102 | 一百二 | wrong | that is 120
120 | 一百二 | accepted | 120 as it is said
一千零二十 | 1020 | accepted | 零 in the middle
1000 | 1,000 | accepted | grouped digits
1,000 | 一千 | accepted | grouped digits and characters
1000 | 1 000 | accepted | grouped by a space
1000 | 10000 | wrong | a nought too many
1.2亿 | 1亿2000万 | accepted | the same number
1.2亿 | 12000万 | accepted | the same number
1.2亿 | 一亿二千万 | accepted | the same number
1.2亿 | 1.2万 | wrong | another unit
3.5万亿元 | 三点五万亿元 | accepted | decimal in characters
3.5万亿元 | 35000亿元 | accepted | the same number
3.5万亿元 | 3.5亿元 | wrong | 万 dropped
3.5 | 3.50 | accepted | the same number
3.5 | 35 | wrong | decimal point dropped
3.5 | 3、5 | wrong | two numbers
35 | 3 5 | wrong | two numbers
12 | 1、2 | wrong | two numbers
四个意识 | 4个意识 | accepted | digit for the numeral
二十大 | 20大 | accepted | digits for the numeral
二十届三中全会 | 20届3中全会 | accepted | digits for the numerals
二十届三中全会 | 二十届四中全会 | wrong | another session
二〇 | 20 | accepted | digits with a nought are a number
一亿两千万 | 1.2亿 | accepted | 两 before 千
二百零五 | 二百五 | wrong | that is 250
6000多万 | 六千多万 | accepted | the number before 多
第三十二条 | 第32条 | accepted | an article's number
第三十二条 | 第三十三条 | wrong | another article
100、200 | 100，200 | accepted | a full-width comma groups no digits
007 | 7 | wrong | a code, not a number
十四五 | 145 | wrong | not that number
“十四五”规划 | 十四五规划 | accepted | marks left out
“十四五” | “十五五” | wrong | another plan
“一五”计划 | “十五”计划 | wrong | first and tenth
第三 | 第3 | accepted | digit for the numeral
第三 | 三 | wrong | ordinal and cardinal
三 | 第三 | wrong | cardinal and ordinal
五四运动 | 五十四运动 | wrong | two digits, no number
-5 | 5 | wrong | sign dropped
-5 | 负五 | accepted | minus in characters
10至20 | 10-20 | accepted | a range
10%-20% | 10%～20% | accepted | a range
10-20 | 1020 | wrong | not a range
2:1 | 2：1 | accepted | width of the colon
2:1 | 21 | wrong | not a ratio
2:1 | 1:2 | wrong | the other way round
三分之一 | 1/3 | accepted | a fraction
2/3 | 三分之二 | accepted | a fraction
三分之二 | 二分之三 | wrong | the other way round
1/3 | 13 | wrong | not a fraction
10² | 102 | wrong | a power is no digit

# percent
25% | 百分之二十五 | accepted | percent in characters
百分之二十五 | 25% | accepted | percent sign
百分之百 | 100% | accepted | a hundred percent
3.5% | 百分之三点五 | accepted | decimal percent
25% | 25 % | accepted | a space before the sign
3.5万亿元 | 3.5 万亿元 | accepted | a space before the unit
2035年 | 2035 年 | accepted | a space before 年
25% | 25 | wrong | percent sign dropped
25 | 25% | wrong | percent sign added
25% | 25‰ | wrong | per mille
5‰ | 千分之五 | accepted | per mille in characters
25% | 25个百分点 | wrong | percent and points are not the same
50% | 0.5 | near | the same amount in another form
50% | 二分之一 | near | the same amount in another form
50% | 5% | wrong | another number

# 两 and 二
两千 | 二千 | accepted | both are said
两百万 | 二百万 | accepted | both are said
两万五千里 | 二万五千里 | accepted | both are said
两万五千里 | 25000里 | accepted | digits
两倍 | 二倍 | accepted | both are said
两个确立 | 2个确立 | accepted | digit for the numeral
两个确立 | 二个确立 | near | 二个 is not said
第二个 | 第2个 | accepted | digit for the numeral
第二个 | 第两个 | near | 第两 is not said
两人 | 二人 | accepted | both are said
二年以下有期徒刑 | 2年以下有期徒刑 | accepted | digit for the numeral
两年以下 | 2年以下 | accepted | digit for the numeral
二级 | 2级 | accepted | digit for the numeral
二级 | 两级 | wrong | the second and two of them
二次 | 两次 | near | a second time and two times
两会 | 二会 | near | 二会 is not said
二十大 | 两十大 | near | 两十 is not said
两年 | 2年 | accepted | digit for the numeral
二月 | 2月 | accepted | digit for the numeral
两个 | 三个 | wrong | another number

# dates
2025年2月8日 | 二〇二五年二月八日 | accepted | date in characters
2025年2月8日 | 2025-02-08 | accepted | date by numbers
2025年2月8日 | 2025/2/8 | accepted | date by numbers
2025年2月8日 | 2025.2.8 | accepted | date by numbers
2025年2月8日 | 2025年02月08日 | accepted | leading noughts
2025年2月8日 | 2025年2月8号 | accepted | 号 as it is said
2025年2月8日 | 2025年8月2日 | wrong | day and month changed places
2025年2月8日 | 2025-08-02 | wrong | day and month changed places
2025年2月8日 | 2025年2月 | wrong | day left out
2025年2月8日 | 2月8日 | wrong | year left out
九七年 | 97年 | accepted | short year

# units
3.5万亿元 | 3.5万亿 | near | unit of money left out
2035年 | 2035 | near | 年 left out
100公里 | 100米 | wrong | another unit
100万 | 100亿 | wrong | another unit
100万元 | 100元 | wrong | 万 dropped
7.5万 | 7.5% | wrong | another unit

# lists
民主、法治、公平 | 民主,法治,公平 | accepted | commas
民主、法治、公平 | 民主；法治；公平 | accepted | semicolons
民主、法治、公平 | 民主 法治 公平 | accepted | spaces
民主、法治、公平 | 民主法治公平 | accepted | no separators
民主、法治、公平 | 民主、法治和公平 | accepted | 和 for the last separator
民主、法治和公平 | 民主、法治、公平 | accepted | separator for 和
民主、法治和公平 | 民主、法治与公平 | accepted | another connective
民主、法治、公平、正义 | 民主、法治、正义 | near | one item missing
民主、法治、公平、正义 | 民主法治正义 | near | one item missing, no separators
民主、法治、公平、正义 | 民主、正义 | wrong | two items missing
民主、法治、公平、正义 | 民主、法治、公正、正义 | wrong | one item wrong
民主、法治、公平 | 民主、法治、公平、正义 | wrong | an item too many
民主、法治、公平 | 法治、民主、公平 | wrong | order counts here
政治意识、大局意识、核心意识、看齐意识 | 政治意识、大局意识、核心意识 | near | one item missing
政治意识、大局意识、核心意识、看齐意识 | 政治、大局、核心、看齐 | wrong | every item cut short
和平共处 | 与平共处 | wrong | 和 is part of a word here
参与 | 参和 | wrong | 与 is part of a word here

# homophones
做到 | 作到 | near | homophone 做 and 作
作为 | 做为 | near | homophone
权利 | 权力 | near | homophone, another word
制定 | 制订 | near | homophone, another word
必须 | 必需 | near | homophone, another word
坚定不移 | 坚定不疑 | near | homophone
两个确立 | 两个确利 | near | homophone
看齐意识 | 看其意识 | near | homophone
意义 | 异议 | near | both characters homophones
坚持党的领导、人民当家作主 | 坚持党的领导，人民当家做主 | near | homophone in a list
法治 | 法制 | near | homophone, another word
坚持 | 坚决 | wrong | another word
时间 | 实践 | wrong | same letters, other tones, another word
买方市场 | 卖方市场 | wrong | same letters, opposite
统一 | 同一 | wrong | other tone, another word
为人民服务 | 未人民服务 | wrong | a negation is no slip
两个确立 | 两个维护 | wrong | another formula
四个意识 | 四个自信 | wrong | another formula
人民至上 | 生命至上 | wrong | another formula

# pinyin
两个确立 | liangge queli | near | pinyin
两个确立 | lianggequeli | near | pinyin in one piece
两个确立 | liǎng gè què lì | near | pinyin with tone marks
两个确立 | liang3ge4 que4li4 | near | pinyin with tone numbers
两个确立 | LiangGe QueLi | near | pinyin in capitals
西安 | xi'an | near | pinyin with apostrophe
战略 | zhanlve | near | v for ü
战略 | zhanlue | near | u for ü, as in lue
妇女 | funv | near | v for ü
银行 | yinhang | near | a character of several readings
两个确立 | 两个queli | near | half typed, half pinyin
“两个确立” | liangge queli | near | pinyin, marks aside
两个确立 | liangge weihu | wrong | pinyin of another answer
两个确立 | lianggequel | wrong | pinyin broken off
两个确立 | queli | wrong | pinyin of a part
坚持 | jianjue | wrong | pinyin of another answer
两个确立 | lgql | wrong | first letters fit many answers

# negation, limits, opposites
不得超过 | 得超过 | wrong | negation dropped
应当公开 | 不应当公开 | wrong | negation added
不少于 | 不超过 | wrong | the other limit
以上 | 以下 | wrong | opposite
不低于5% | 低于5% | wrong | negation dropped
有罪 | 无罪 | wrong | opposite
增加 | 减少 | wrong | opposite
可以 | 应当 | wrong | may and must
依法 | 非法 | wrong | opposite
未经批准 | 经批准 | wrong | negation dropped

# more, less, other order of characters
确立 | 立确 | wrong | characters changed places
全面依法治国 | 依法治国 | wrong | 全面 left out
依法治国 | 全面依法治国 | wrong | 全面 added
决定性意义 | 决定性的意义 | near | 的 added
伟大 | 伟大的 | near | 的 added at the end
党的领导 | 党领导 | near | 的 left out
党的二十大 | 二十大 | near | 党的 left out
二十大 | 党的二十大 | near | 党的 added
党的二十大 | 十九大 | wrong | another congress
党的领导 | 党的二十大 | wrong | another phrase
两个确立 | 深刻领悟两个确立的决定性意义 | wrong | more than was asked
两个确立 | 两个确立、两个维护 | wrong | two answers for one
中国共产党（以下简称党） | 中国共产党 | near | words in brackets left out
两个确立 | 两个 | wrong | half of it
人民 | 人名 | wrong | other tone, another word
坚持以人民为中心 | 坚持人民为中心 | wrong | a word left out
坚持 |  | wrong | nothing typed
坚持 | 　 | wrong | only a space
坚持 | 。 | wrong | only a stop
坚持 | 不知道 | wrong | something else
"""

LENIENT = """
两个确立 | 两个确立 | exact | the same
“两个确立” | 两个确立 | accepted | as at normal
决定性意义 | 决定性的意义 | accepted | 的 makes no difference
伟大 | 伟大的 | accepted | 的 makes no difference
党的二十大 | 二十大 | accepted | the same congress
50% | 0.5 | accepted | the same amount
50% | 1/2 | accepted | the same amount
2035年 | 2035 | accepted | the unit goes without saying
3.5万亿元 | 3.5万亿 | accepted | the unit goes without saying
中国共产党（以下简称党） | 中国共产党 | accepted | words in brackets left out
两个确立 | 二个确立 | accepted | understood
民主、法治、公平 | 法治、民主、公平 | near | all items, other order
两个确立 | 深刻领悟两个确立的决定性意义 | near | the answer within a sentence
两个确立 | lgql | near | first letters
两个确立 | 不是两个确立 | wrong | negation
两个确立 | 两个确立、两个维护 | wrong | two answers for one
5% | 25% | wrong | a number is no part of another
三 | 第三 | wrong | ordinal and cardinal
做到 | 作到 | near | homophone, still to be named
坚持 | 坚决 | wrong | another word
25% | 25 | wrong | another number
不少于 | 不超过 | wrong | the other limit
不得超过 | 得超过 | wrong | negation dropped
坚持 |  | wrong | nothing typed
"""

STRICT = """
两个确立 | 两个确立 | exact | the same
25% | 25％ | accepted | width only
两个确立 | 两个 确立 | accepted | spaces only
“两个确立” | "两个确立" | accepted | shape of the quotation marks only
“两个确立” | 两个确立 | near | marks left out
2035年 | 二〇三五年 | near | other numerals
兩個確立 | 两个确立 | near | other characters
坚持党的领导 | 坚持党的领导。 | near | full stop added
民主、法治、公平 | 民主，法治，公平 | near | other separators
GDP | gdp | near | letter case
做到 | 作到 | wrong | not these characters
两个确立 | liangge queli | wrong | not these characters
民主、法治、公平、正义 | 民主、法治、正义 | wrong | one item missing
坚持 | 坚决 | wrong | another word
"""

ANY_ORDER = """
民主、法治、公平 | 公平、民主、法治 | accepted | order is free
民主、法治、公平 | 公平 民主 法治 | accepted | order is free, spaces
民主、法治、公平 | 公平民主法治 | accepted | order is free, no separators
民主、法治和公平 | 公平、法治、民主 | accepted | order is free, connective aside
政治意识、大局意识、核心意识、看齐意识 | 看齐意识，核心意识，大局意识和政治意识 | accepted | order is free
“四个意识”、“四个自信” | 四个自信、四个意识 | accepted | order is free, marks aside
民主、法治、公平 | 公平、民主 | near | one item missing
民主、法治、公平 | 公平 | wrong | two items missing
民主、法治、公平 | 公平、公平、民主 | wrong | one item twice does not stand for another
民主、法治、公平 | 公平、民主、正义 | wrong | one item wrong
3、5、7 | 7、5、3 | accepted | numbers in any order
3、5、7 | 357 | wrong | not a list
民主、法治、公平 | 民主、法治、公平 | exact | the same
"""


def pairs(table: str) -> list[tuple[str, str, str, str]]:
    rows = []
    for line in table.splitlines():
        if line and not line.startswith("#"):
            expected, given, verdict, why = line.split(" | ")
            rows.append((expected, given.strip(" ").replace("\\n", "\n"), verdict, why))
    return rows


@pytest.fixture(scope="session")
def tables() -> AnswerTables:
    return AnswerTables.parse(resource("dictionaries", "answers.txt").read_bytes())


@pytest.mark.parametrize(("expected", "given", "verdict", "why"), pairs(NORMAL))
def test_normal(expected: str, given: str, verdict: str, why: str, tables: AnswerTables) -> None:
    assert check_answer(expected, given, tables=tables).verdict == verdict, why


@pytest.mark.parametrize(("expected", "given", "verdict", "why"), pairs(LENIENT))
def test_lenient(expected: str, given: str, verdict: str, why: str, tables: AnswerTables) -> None:
    assert check_answer(expected, given, tables=tables, level="lenient").verdict == verdict, why


@pytest.mark.parametrize(("expected", "given", "verdict", "why"), pairs(STRICT))
def test_strict(expected: str, given: str, verdict: str, why: str, tables: AnswerTables) -> None:
    assert check_answer(expected, given, tables=tables, level="strict").verdict == verdict, why


@pytest.mark.parametrize(("expected", "given", "verdict", "why"), pairs(ANY_ORDER))
def test_any_order(expected: str, given: str, verdict: str, why: str, tables: AnswerTables) -> None:
    assert check_answer(expected, given, tables=tables, any_order=True).verdict == verdict, why


def test_a_hundred_and_fifty_pairs_and_more_have_a_reason() -> None:
    table = [*pairs(NORMAL), *pairs(LENIENT), *pairs(STRICT), *pairs(ANY_ORDER)]
    assert len(table) > 250
    assert all(why for *_, why in table)
    assert len({row[:2] for row in pairs(NORMAL)}) == len(pairs(NORMAL))


@pytest.mark.parametrize(
    ("verdict", "rating"),
    [("exact", Rating.GOOD), ("accepted", Rating.GOOD), ("near", Rating.HARD), ("wrong", Rating.AGAIN)],
)
def test_rating_follows_the_verdict(verdict: str, rating: Rating, tables: AnswerTables) -> None:
    found = [
        check_answer(expected, given, tables=tables)
        for expected, given, wanted, _ in pairs(NORMAL)
        if wanted == verdict
    ]
    assert {each.rating for each in found} == {rating}


@pytest.mark.parametrize(
    ("expected", "given", "reason"),
    [
        ("两个确立", "两个确立", ""),
        ("“两个确立”", "两个确立", "form"),
        ("做到", "作到", "homophone"),
        ("两个确立", "liangge queli", "pinyin"),
        ("民主、法治、公平", "民主、公平", "item_missing"),
        ("50%", "0.5", "number_form"),
        ("伟大", "伟大的", "particle"),
        ("2035年", "2035", "unit"),
        ("党的二十大", "二十大", "prefix"),
        ("中国共产党（以下简称党）", "中国共产党", "brackets"),
        ("坚持", "坚决", ""),
    ],
)
def test_reason_names_the_slip(expected: str, given: str, reason: str, tables: AnswerTables) -> None:
    assert check_answer(expected, given, tables=tables).reason == reason


def diff(expected: str, given: str, tables: AnswerTables) -> str:
    return json.dumps(check_answer(expected, given, tables=tables).diff, ensure_ascii=False)


@pytest.mark.parametrize(
    ("expected", "given", "pieces"),
    [
        ("两个确立", "两个确立", '[["equal", "两个确立", "两个确立"]]'),
        ("做到实处", "作到实处", '[["homophone", "做", "作"], ["equal", "到实处", "到实处"]]'),
        ("坚持到底", "坚决到底", '[["equal", "坚", "坚"], ["changed", "持", "决"], ["equal", "到底", "到底"]]'),
        ("“两个确立”", "两个确立", '[["form", "“两", "两"], ["equal", "个确", "个确"], ["form", "立”", "立"]]'),
        ("2035年建成", "二〇三五年建成", '[["form", "2035", "二〇三五"], ["equal", "年建成", "年建成"]]'),
        ("全面依法治国", "依法治国", '[["missing", "全面", ""], ["equal", "依法治国", "依法治国"]]'),
        ("依法治国", "全面依法治国", '[["extra", "", "全面"], ["equal", "依法治国", "依法治国"]]'),
        ("坚持", "", '[["missing", "坚持", ""]]'),
    ],
)
def test_diff_shows_what_was_missed(expected: str, given: str, pieces: str, tables: AnswerTables) -> None:
    assert diff(expected, given, tables) == pieces


def test_items_in_another_order_are_one_piece(tables: AnswerTables) -> None:
    found = check_answer("民主、法治", "法治、民主", any_order=True, tables=tables)
    assert (found.reason, found.diff) == ("order", (("form", "民主、法治", "法治、民主"),))


SIGNS = (
    "两个确立二三十百千万亿零〇廿点分之第年月日号坚持的和比至到負兩確著"
    "、，,。“”\"（）()《》 　-—~/.%‰'\n123450９Ａabqueliü"
)
TYPED = st.text(SIGNS, max_size=14) | st.text(max_size=6)


@settings(max_examples=400, deadline=None)
@given_any(expected=TYPED, typed=TYPED, level=st.sampled_from(["strict", "normal", "lenient"]), free=st.booleans())
def test_whatever_is_typed_is_marked_and_the_diff_covers_both(
    tables: AnswerTables, expected: str, typed: str, level: str, free: bool
) -> None:
    found = check_answer(expected, typed, tables=tables, level=level, any_order=free)
    assert found.verdict in ("exact", "accepted", "near", "wrong")
    assert (found.verdict == "exact") == (expected == typed)
    assert "".join(piece.expected for piece in found.diff) == expected
    assert "".join(piece.given for piece in found.diff) == typed


@settings(max_examples=200, deadline=None)
@given_any(answer=st.text("坚持党的领导人民至上以发展为中心", min_size=2, max_size=8), place=st.integers(0, 7))
def test_another_character_never_passes(tables: AnswerTables, answer: str, place: int) -> None:
    at = place % len(answer)
    changed = answer[:at] + "维" + answer[at + 1 :]
    for level in ("strict", "normal", "lenient"):
        assert check_answer(answer, changed, tables=tables, level=level).verdict in ("near", "wrong")


@settings(max_examples=200, deadline=None)
@given_any(one=st.integers(0, 10**9), other=st.integers(0, 10**9))
def test_two_numbers_are_equal_when_they_are(tables: AnswerTables, one: int, other: int) -> None:
    assert check_answer(f"{one}", f"{one:,}", tables=tables).verdict in ("exact", "accepted")
    if one != other:
        assert check_answer(f"{one}", f"{other:,}", tables=tables).verdict == "wrong"


def test_level_must_be_known(tables: AnswerTables) -> None:
    with pytest.raises(ValueError, match="gentle"):
        check_answer("坚持", "坚持", tables=tables, level="gentle")


@pytest.mark.parametrize("given", ["9" * 700, "两" * 700, "万" * 700, "、" * 700, "a" * 700, "一万" * 350, "-" * 700])
def test_long_nonsense_is_marked_soon(given: str, tables: AnswerTables) -> None:
    expected = "、".join(["民主"] * 60) + "1" * 60
    assert check_answer(expected, given, tables=tables, any_order=True).verdict == "wrong"
