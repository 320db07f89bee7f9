"""What stands above the body of a document: its title, number (文号), issuer and dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from desktop.domain.numbering import numeral_value
from desktop.pipeline.chrome import chrome_lines


class Head(NamedTuple):
    """What the head of a document says; empty strings and None where it says nothing."""

    title: str
    number: str
    issuer: str
    date: date | None
    titled: bool


class _Line(NamedTuple):
    start: int
    text: str


_HEAD_LINES = 60
_LONGEST_TITLE = 90
_TRUNCATED = 30
_DATELINE = re.compile(r"[^，。\n]{0,25}\d{1,2}月\d{1,2}日(?:[^，。\n]{0,4}(?:电|讯)|.{0,4}[（(]记者.{0,20}[）)])")
_DATE = re.compile(r"(?P<y>(?:19|20)\d{2})[ 　]?[年./-][ 　]?(?P<m>\d{1,2})[ 　]?[月./-][ 　]?(?P<d>\d{1,2})(?!\d)")
_CHINESE_DATE = re.compile(
    r"(?P<y>[一二][〇○零一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日"
)
_NUMBER = re.compile(
    r"(?P<organ>[\u4e00-\u9fff]{1,14}?)(?:发|函|字|释|令|办|规|公告)?"
    r"[〔\[［【（(][ 　]?(?:19|20)\d{2}[ 　]?[〕\]］】）)][ 　]?第?[ 　]?\d{1,5}[ 　]?号"
)
_ORDER = re.compile(
    r"(?:中华人民共和国)?(?P<organ>[\u4e00-\u9fff]{2,24}?)令[ 　]?(?:\d{4}年[ 　]?)?"
    r"第[ 　]?[\d一二三四五六七八九十百零〇]{1,5}[ 　]?号"
)
_ACT = re.compile(r"通过|施行|实施|公布|发布|修订|修正|印发|批准|生效")
_DECIDED = re.compile(
    r"(?:(?:中华人民共和国)?(?P<congress>全国人民代表大会常务委员会|全国人民代表大会)"
    r"|第[一二三四五六七八九十]{1,3}届(?P<session>全国人民代表大会常务委员会|全国人民代表大会)"
    r"|(?P<court>最高人民法院|最高人民检察院)(?:审判委员会|第?.{0,8}检察委员会)"
    r"|(?P<local>(?:(?![年月日])[\u4e00-\u9fff]){1,10}[省市州县区]第[一二三四五六七八九十]{1,3}届人民代表大会(?:常务委员会)?)"
    r"|(?P<party>中国共产党)(?:第[一二三四五六七八九十]{1,3}届)?(?:中央委员会|全国代表大会)"
    r"|(?P<council>国务院)(?:第[^，。]{1,8}次(?:常务会议|全体会议))?)"
)
_BY = re.compile(r"(?P<organ>[\u4e00-\u9fff]{2,16}?)(?:令[^，。]{0,12})?(?:发布|公布|批准|印发)")
_ABOUT = re.compile(r"(?:印发|转发|批转|公布|发布|批准|废止|修改)?《?关于|(?:印发|转发|批转|公布|发布)《")
_ORGAN_END = re.compile(r"(?:[院部委会局署厅办组府室]|中央|银行|总公司|法院|集团)$")
_ORGANS = {
    "国": "国务院",
    "国办": "国务院办公厅",
    "中": "中共中央",
    "中办": "中共中央办公厅",
    "法": "最高人民法院",
    "高检": "最高人民检察院",
}
_DOCUMENT_WORD = re.compile(
    r"(?:意见|决定|规定|条例|办法|通知|通报|公告|公报|解释|批复|报告|规则|细则|方案|规划|纲要|讲话|宪法|法|安排|决议|章程|准则"
    r"|标准|说明|制度|要点|措施|函|令|草案|答复|纪要|解答|全文)(?:[（(][^（）()]{1,20}[）)]){0,2}$"
)
_SALUTATION = re.compile(r"(?=.{0,30}(?:各|同志|代表|委员|朋友|们))[^。]{1,80}[:：]$")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# Never a title: subtitles after a dash, lines in brackets, addresses, figures and marks alone, red heads.
_ASIDE = re.compile(
    r"[—―─-]{1,3}.*|[（(〔\[【].*[）)〕\]】]|(?:https?:|www\.).*|目[ 　]*[录次]|[\W\d_]+|[\u4e00-\u9fff]{2,20}文件"
)
_SPEAKER = re.compile(
    r".{0,20}(?:[省市县区部院校]长|主席|书记|检察长|主任|总理|委员长|代表)[ 　]+[\u4e00-\u9fff][\u4e00-\u9fff 　]{1,6}"
)


def read_head(text: str, end: int) -> Head:
    """What the lines of ``text`` before its first heading at ``end`` say.

    The head ends at the first paragraph of prose. The date is the latest one in the head, the page's own
    time stamps only where the document gives none. A text that begins with its body gets its first words
    as title.
    """
    page = chrome_lines(text[:end])
    lines, body_start = _head_lines(text, end, page)
    furniture = [line for line in lines if line.start in page]
    own = [line for line in lines if line.start not in page]
    title, consumed = _find_title(own)
    number = _find_number(own)
    dated = [found for line in own if (found := _latest_date(line.text))]
    if not dated:
        dated = [found for line in furniture if (found := _latest_date(line.text))]
    issuer = _find_issuer(title, number, [line for line in own if line not in consumed])
    latest = max(dated, default=None)
    return Head(title or _first_words(text, body_start), number, issuer, latest, titled=bool(title))


def _head_lines(text: str, end: int, page: set[int]) -> tuple[list[_Line], int]:
    """The lines of the head, and where the paragraph starts that ends it."""
    lines: list[_Line] = []
    start, bracket = 0, False
    while start < end and len(lines) < _HEAD_LINES:
        line_end = text.find("\n", start)
        line_end = len(text) if line_end < 0 else line_end
        content = text[start:line_end].strip(" \t\u3000\u200b\ufeff\xa0")
        line = _Line(start, content)
        start = line_end + 1
        if not content:
            continue
        if bracket or (content[0] in "（(" and not re.search(r"[）)]", content)):
            bracket = not re.search(r"[）)]$", content) and len(lines) < _HEAD_LINES
        elif line.start not in page and _is_prose(content):
            return lines, line.start
        lines.append(line)
    return lines, end


def _is_prose(line: str) -> bool:
    """Whether a line is a paragraph of the body: a long line or a sentence that is not a note of adoption."""
    if line[0] in "（(" and line[-1] in "）)":
        return False
    if _DATE.match(line) and _ACT.search(line):
        return False
    return len(line) > _LONGEST_TITLE or (line[-1] in "。；，！？：:" and not _DATELINE.fullmatch(line))


def _find_title(lines: Sequence[_Line]) -> tuple[str, tuple[_Line, ...]]:
    """The title and the lines that print it; empty if no line of the head can be one."""
    possible = [index for index, line in enumerate(lines) if _may_be_title(line.text)]
    chinese = [index for index in possible if _HAN.search(lines[index].text)]
    if not possible:
        return "", ()
    first = (chinese or possible)[0]
    parts = [lines[first]]
    for following in lines[first + 1 : first + 3]:
        if not _goes_on("".join(part.text for part in parts), following.text):
            break
        parts.append(following)
    title = "".join(part.text for part in parts)
    if len(parts) == 1 and _is_second_half(lines, first + 1):
        parts.append(lines[first + 1])
        title = f"{title} {parts[1].text}"
    if (number := _NUMBER.match(title)) and number.end() < len(title):
        title = title[number.end() :].strip()
    if title.startswith("《") and title.endswith("》") and "》" not in title[:-1]:
        title = title[1:-1]
    return title, tuple(parts)


def _is_second_half(lines: Sequence[_Line], index: int) -> bool:
    """Whether the line at ``index`` is a title's second half: a long one between the first and a subtitle or date."""
    if index + 1 >= len(lines) or not 8 <= len(lines[index].text) <= 30 or not _may_be_title(lines[index].text):
        return False
    below = lines[index + 1].text
    return below[0] in "—―" or (below[0] in "（(" and _latest_date(below) is not None)


def _may_be_title(line: str) -> bool:
    if _ASIDE.fullmatch(line) or _SPEAKER.fullmatch(line) or _DATELINE.match(line):
        return False
    if (number := _NUMBER.match(line)) and number.end() == len(line):
        return False
    if (_DATE.match(line) or _CHINESE_DATE.match(line)) and (_ACT.search(line) or len(line) < 20):
        return False
    return not (_ORDER.match(line) and _ORDER.fullmatch(line))


def _goes_on(title: str, line: str) -> bool:
    """Whether ``line`` continues the ``title`` printed so far."""
    if not _may_be_title(line) or len(title) + len(line) > _LONGEST_TITLE:
        return False
    if any(title.count(left) > title.count(right) for left, right in ("《》", "“”", "（）")):
        return True
    if _DOCUMENT_WORD.search(title):
        return False
    if _ORGAN_END.search(title) and (_ABOUT.match(line) or _ORGAN_END.search(line)):
        return True
    return _DOCUMENT_WORD.search(line) is not None and (bool(_ABOUT.search(title)) or len(title) < 20)


def _find_number(lines: Sequence[_Line]) -> str:
    """The document's number (国发〔2020〕3号), otherwise that of the order that published it."""
    for line in lines:
        if (found := _NUMBER.search(line.text)) and (found.start() == 0 or line.text[found.start() - 1] in "（( 　"):
            return re.sub(r"[ 　]", "", found[0])
    orders = [
        (_latest_date(line.text) or date.min, _ORDER.search(re.sub(r"^[\d年月日 　（(]+", "", line.text)))
        for line in lines
    ]
    found_orders = [(day, order) for day, order in orders if order]
    if not found_orders:
        return ""
    return re.sub(r"[ 　]", "", max(found_orders, key=lambda pair: pair[0])[1][0])


def _find_issuer(title: str, number: str, lines: Sequence[_Line]) -> str:
    """Who issued it: named before 关于 in the title, by the notes of adoption, or by the document number."""
    if about := _ABOUT.search(title):
        organ = title[: about.start()].strip(" 　、")
        if 2 <= len(organ) <= 60 and _ORGAN_END.search(organ):
            return organ.removeprefix("中华人民共和国")
    for line in lines:
        noted = _ACT.search(line.text) or (_DATE.match(line.text) and "在" not in line.text)
        if noted and (decided := _DECIDED.search(line.text)):
            organ = next(name for name in decided.groups() if name)
            return "中共中央" if decided["party"] else re.sub(r"第[一二三四五六七八九十]{1,3}届", "", organ)
    for line in lines:
        rest = re.sub(r"^[\d年月日 　（(]+", "", line.text)
        if _ACT.search(line.text) and (by := _BY.match(rest)) and _ORGAN_END.search(by["organ"]):
            return by["organ"].removeprefix("中华人民共和国")
    if found := _NUMBER.match(number):
        return _ORGANS.get(found["organ"], "")
    if title.startswith(("最高人民法院", "最高人民检察院", "国务院", "中共中央")):
        return re.match(r"最高人民法院|最高人民检察院|国务院|中共中央", title)[0]  # type: ignore[index]
    return ""


def _latest_date(line: str) -> date | None:
    found = []
    for match in (*_DATE.finditer(line), *_CHINESE_DATE.finditer(line)):
        with suppress(ValueError):
            found.append(date(*(numeral_value(match[part]) for part in "ymd")))
    return max(found, default=None)


def _first_words(text: str, start: int) -> str:
    """A title for a text that has none: the first clause of its body, or the body's first characters."""
    lines = (line.strip(" \t\u3000\u200b\ufeff\xa0") for line in text[start : start + 2000].split("\n"))
    line = next((line for line in lines if line and not _SALUTATION.match(line)), "")
    sentence = re.split(r"[。！？；]", _DATELINE.sub("", line), maxsplit=1)[0].strip()
    if len(sentence) <= _TRUNCATED + 10:
        return sentence.rstrip("：:，")
    clause = re.split(r"[，：:]", sentence, maxsplit=1)[0]
    return clause if 4 <= len(clause) <= _TRUNCATED + 10 else sentence[:_TRUNCATED] + "…"
