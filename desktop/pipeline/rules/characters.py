"""Characters that are there but should not be, or are not the ones they look like."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from desktop.domain.article import Repair

_ENTITY = re.compile(  # &amp;ldquo; was escaped twice; the commonest names also count where their ; was lost
    r"&(?:amp;)*(?:(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}[0-9]{0,2});"
    r"|(?:nbsp|[lr][sd]quo|[mn]dash|hellip|middot|quot|amp|[lg]t)(?![A-Za-z;=]|(?<!nbsp)\d))"
)
_ESCAPED = re.compile(r"\\u(?:[2-9][0-9a-fA-F]|[fF][fF])[0-9a-fA-F]{2}")
_LINE_END = re.compile("[\u0085\u2028\u2029]|(?<=[^\n])[\x0b\x0c](?=[^\n])")
_INVISIBLE = re.compile(
    "(?<![^\n])[\x0b\x0c]|[\x0b\x0c](?![^\n])|"
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0e\ufeff\ufff9-\ufffc\ud800-\udfff]|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d"
)
_PRIVATE = re.compile("[\ue000-\uf8ff]+")
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_INDENT = re.compile("(?m)^[ \t]*\u3000[ \t\u3000]*")
# Radicals, ligatures, marks of vertical text, small and half-width marks.
_LOOK_ALIKE = re.compile(
    "[\u2e80-\u2fdf\u22ef\uf900-\ufaff\ufb00-\ufb06\ufe10-\ufe19\ufe30-\ufe44\ufe47\ufe48\ufe50-\ufe5e\uff61-\uff64]"
)
_CHINESE = "[\u2014\u2018-\u201d\u2026\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]"
_WIDE_LETTER = re.compile("[０-９Ａ-Ｚａ-ｚ．]")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

# Radicals that Unicode does not decompose, with the characters they stand for.
_RADICALS = dict(
    zip(
        "⺀⺁⺃⺄⺅⺆⺇⺈⺉⺊⺌⺍⺎⺐⺒⺓⺔⺕⺖⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
        "冫厂乚乙亻冂几刀刂卜小小兀尢巳幺彑彐忄扌攵旡日月歹民氵水灬爫爫丬牛犭王疋目示礻竹糹纟罒网网网羊羊羊耂聿聿月臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶邑钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀",
        strict=True,
    )
)

_MARKS = {"﹒": "．", "︙": "…", "\u22ef": "…", "︰": "：", "︱": "—", "︳": "—", "︴": "_"}


def decode_entities(text: str) -> Iterator[Repair]:
    """``&ldquo;`` → ``“``, ``&#20013;`` → ``中``, ``&amp;ldquo;`` → ``“``, ``\\u4e2d`` → ``中``."""
    if "&" in text:
        for match in _ENTITY.finditer(text):
            name = "&" + match.group().rstrip(";").replace("amp;", "").lstrip("&") + ";"
            char = html.unescape(name)
            if char != name:
                yield Repair("entity", match.start(), match.end(), match.group(), char)


def decode_escapes(text: str) -> Iterator[Repair]:
    """``\\u4e2d`` → ``中``, as JSON and programs write it; letters beyond Chinese and its marks stay."""
    if "\\u" in text:
        for match in _ESCAPED.finditer(text):
            char = chr(int(match.group()[2:], 16))
            if re.match(_CHINESE, char):
                yield Repair("entity", match.start(), match.end(), match.group(), char)


def drop_invisible(text: str) -> Iterator[Repair]:
    """Control, zero-width, direction and private characters; other line ends become LF, odd spaces plain.

    What breaks a line in a word processor or between pages (VT, FF) is a line end where there is no other.
    """
    found = [Repair("invisible", match.start(), match.end(), match.group(), "") for match in _INVISIBLE.finditer(text)]
    found += [
        Repair("invisible", match.start(), match.end(), match.group(), "\n") for match in _LINE_END.finditer(text)
    ]
    found += [
        Repair("private", match.start(), match.end(), match.group(), "", certain=False)
        for match in _PRIVATE.finditer(text)
    ]
    found += [Repair("space", match.start(), match.end(), match.group(), " ") for match in _ODD_SPACE.finditer(text)]
    yield from sorted(found, key=lambda repair: repair.start)


def replace_look_alikes(text: str) -> Iterator[Repair]:
    """Radicals, compatibility hanzi and ligatures, as PDFs give them: ``⼈`` → ``人``, ``⻓`` → ``长``."""
    for match in _LOOK_ALIKE.finditer(text):
        char = match.group()
        plain = _RADICALS.get(char) or _MARKS.get(char) or unicodedata.normalize("NFKC", char)
        if plain != char:
            yield Repair("radical", match.start(), match.end(), char, plain)


def narrow_letters(text: str) -> Iterator[Repair]:
    """Full-width digits and Latin letters: ``２０２５年`` → ``2025年``."""
    for match in _WIDE_LETTER.finditer(text):
        at = match.start()
        if match.group() == "．" and not (text[at - 1 : at].isdecimal() and text[at + 1 : at + 2].isdecimal()):
            continue
        yield Repair("width", at, at + 1, match.group(), match.group().translate(_WIDE))


def drop_indents(text: str) -> Iterator[Repair]:
    """Ideographic spaces at the start of a line."""
    for match in _INDENT.finditer(text):
        yield Repair("space", match.start(), match.end(), match.group(), "")
