"""What a line of a paper may be: a part, a chapter, a question, an answer, an analysis, the head of a key."""

from __future__ import annotations

import re
from collections.abc import Iterator

TYPES = "(?:(?:单|多|不定)(?:项)?选(?:择)?|选择|判断|是非|填空|简答|问答|论述|名词解释|案例分析|材料分析|辨析|计算)题?"
SECTION = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}(?:部分|大题)|[（(]?[一二三四五六七八九十]{1,3}[、.．)）:：])?\s*[【\[]?"
    rf"(?P<type>{TYPES})[】\]]?(?:部分)?(?:\s*[（(:：，,。].*)?"
)
CHAPTER = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[编章节单元](?:\s.*|[^。？?（(]{0,30})")
KEY = re.compile(
    r"(?:附[件录]?\s*[：:]?\s*)?[【\[]?(?:参考|标准|正确|试题|习题)?答案(?:及|与|和)?(?:详细)?(?:解析|评分标准|分析)?"
    r"(?:部分|页)?[】\]]?\s*[：:]?"
)
SIGN = r"√|✓|✔|×|✗|✘|╳|对|错|正确|错误|[TFtfＴＦ]|[A-Ha-hＡ-Ｈ](?:[\s、，,]*[A-Ha-hＡ-Ｈ])*"
QUESTION = re.compile(
    rf"(?:[【\[（(](?P<mark>{TYPES})[】\]）)]\s*)?(?:[（(]\s*(?P<sign>{SIGN})?\s*[)）]\s*)?"
    r"(?:(?P<round>[（(]\d{1,4}[)）]|\d{1,4}[)）])|(?:第|问题?|题目?|[Qq])?(?P<plain>\d{1,4})\s*"
    rf"(?:[、．:：]|\.(?P<decimal>(?=\d))?|题[、.．:：]?|(?=[【\[（(]{TYPES}[】\]）)])))\s*(?P<rest>.*)",
    re.DOTALL,
)
_OPEN, _CLOSED = r"[【\[（(]?", r"(?:[】\]）)]\s*[：:]?|\s*[：:])"
ANSWER = re.compile(
    rf"{_OPEN}(?:正确|标准|参考|本题)?答案?(?:要点|提示|示例|是|为|应?选)?(?:{_CLOSED}|\s+(?=[A-H√×对错](?:[^a-z]|$)))\s*(.*)"
    r"|(?:[Aa]nswer|ANSWER)s?\s*[：:]\s*(.*)",
    re.DOTALL,
)
ANALYSIS = re.compile(
    rf"{_OPEN}(?:试题|答案|题目|参考)?(?:解析|分析|详解|解释|点拨|讲解|说明){_CLOSED}\s*(.*)|[Ee]xplanation\s*[：:]\s*(.*)",
    re.DOTALL,
)
ASIDE = re.compile(
    rf"{_OPEN}(?:难度|难易度|难易程度|分值|得分|出处|来源|题型|序号|(?:我|你|您|考生|学生)的?答案){_CLOSED}.*",
    re.DOTALL,
)
TOPIC = re.compile(rf"{_OPEN}(?:知识点|考点|章节|分类){_CLOSED}\s*(.*)", re.DOTALL)
_SCORE = re.compile(r"\s*得分\s*[：:]\s*[\d.]+\s*分?$")
_INSIDE = re.compile(
    r"(?<=\S)\s*(?=[【\[](?:(?:正确|标准|参考)?答案|(?:试题|答案)?(?:解析|分析))[】\]]"
    r"|(?:正确|标准|参考)答案\s*[：:]|(?:(?<![\u4e00-\u9fff])答案|答案解析|(?<![\u4e00-\u9fff])解析)\s*[：:])"
)


def read_lines(text: str) -> Iterator[str]:
    """The lines of ``text``; answers and analyses that stand behind a question on lines of their own."""
    for line in text.replace("\u3000", " ").replace("\xa0", " ").replace("\ufeff", "").split("\n"):
        for part in _INSIDE.sub("\n", _SCORE.sub("", line.strip(" \t*#|"))).split("\n"):
            if part.strip():
                yield part.strip()


def said(match: re.Match[str]) -> str:
    """What an ANSWER or ANALYSIS says."""
    return (match[1] if match[1] is not None else match[2] or "").strip()


def alike(kind: str, other: str) -> bool:
    """Whether two names of parts mean one kind: 单选题 and 单项选择题."""
    return re.sub("[项择题]", "", kind) == re.sub("[项择题]", "", other)
