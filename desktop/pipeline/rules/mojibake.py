"""Text whose bytes were read in the wrong encoding.

Two kinds: GBK or UTF-8 bytes read as Latin-1 or Windows-1252 (ÖÐ¹ú, ä¸­å›½), and UTF-8 bytes read as GBK
(涓浗), where bytes that fitted no GBK pair were lost to U+FFFD. Each line is judged by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product

from desktop.domain.article import Repair
from desktop.pipeline.character_model import CharacterModel

_WESTERN = re.compile(
    "[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_WESTERN_PART = re.compile(rf"{_WESTERN.pattern}(?:{_WESTERN.pattern}|[!-,.:;?])*{_WESTERN.pattern}")
_WESTERN_RUN = re.compile("[\u0080-\u00ff]{4}")
# What UTF-8's commonest characters become in GBK: ， 。 “ ” 的 中 …
_AS_GBK = re.compile("[锛銆鈥鐨涓鏄鍥浠閮鍚鍦鍙鍒]")
# As text, compiled when needed: that costs milliseconds.
_READABLE = "[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef“”‘’—…·\\s!-~]"
_HAN = "[\u4e00-\u9fff]"
_WIDEST = 16
_FEWEST_MISREAD, _LONGEST_REST = 3, 60


def mend_western(text: str) -> Iterator[Repair]:
    """GBK or UTF-8 that was read as Latin-1 or Windows-1252."""
    if not _WESTERN_RUN.search(text):
        return
    whole: list[Repair] = []
    rest: list[tuple[int, str]] = []
    at = 0
    for line in text.split("\n"):
        western = _WESTERN.findall(line)
        letters = [char for char in western if char.isalpha()]
        mended = None
        if len(western) * 2 > len(line.replace(" ", "")) and len(set(letters)) >= 3 and len(letters) * 4 > len(western):
            mended = _as_chinese(_western_bytes(line))
        if mended is not None:
            whole.append(Repair("mojibake", at, at + len(line), line, mended))
        elif western and not re.search(_HAN, line):
            rest.append((at, line))
        at += len(line) + 1
    # Beside lines that were misread as a whole, what is left in lines of Latin words was too.
    runs = [
        Repair("mojibake", at + run.start(), at + run.end(), run[0], mended)
        for at, line in (rest if whole else ())
        for run in _WESTERN_PART.finditer(line)
        if (mended := _as_chinese(_western_bytes(run[0]))) is not None
    ]
    yield from sorted(whole + runs, key=lambda repair: repair.start)


def _western_bytes(line: str) -> bytes:
    out = bytearray()
    for char in line:
        if ord(char) < 256:
            out.append(ord(char))
        else:
            out += char.encode("cp1252", "replace")
    return bytes(out)


def _as_chinese(data: bytes) -> str | None:
    for encoding in ("utf-8", "gb18030"):
        mended = data.decode(encoding, "replace")
        lost = mended.count("\ufffd")
        if (
            lost * 20 <= len(mended)
            and len(re.findall(_READABLE, mended)) >= 0.9 * len(mended)
            and re.search(_HAN, mended)
        ):
            return mended
    return None


def mend_utf8(text: str, model: Callable[[], CharacterModel]) -> Iterator[Repair]:
    """UTF-8 that was read as GBK. Lost bytes are chosen by ``model``, which is asked for when needed."""
    if len(_AS_GBK.findall(text, 0, 1_000_000)) < 3 and "\ufffd" not in text:
        return
    found: list[Repair] = []
    rest: list[tuple[int, str]] = []
    at = 0
    for line in text.split("\n"):
        if len(re.findall(_HAN, line)) >= 2:
            if not (_AS_GBK.search(line) or "\ufffd" in line):
                rest.append((at, line))
            elif (mended := _read_utf8(line, model)) is not None and mended != line:
                found.append(Repair("mojibake", at, at + len(line), line, mended, "\ufffd" not in line))
        at += len(line) + 1
    if len(found) >= _FEWEST_MISREAD:  # then lines without the commonest characters may have been, too
        for at, line in rest:
            if len(line) <= _LONGEST_REST and (mended := _read_utf8(line, model)) is not None and mended != line:
                found.append(Repair("mojibake", at, at + len(line), line, mended, certain=False))
    yield from sorted(found, key=lambda repair: repair.start)


def _read_utf8(line: str, model: Callable[[], CharacterModel]) -> str | None:
    """``line`` as the UTF-8 it was; ``None`` where it was none."""
    data: list[int] = []  # -1 is a lost byte
    for char in line:
        if char == "\ufffd":
            data.append(-1)
            continue
        try:
            data.extend(b"\x80" if char == "€" else char.encode("gbk"))
        except UnicodeEncodeError:  # what browsers call GBK has a few more pairs
            if not "\ue000" <= char <= "\ue865" and char < "\U00010000":
                return None
            data.extend(char.encode("gb18030", "replace"))
    readings: list[tuple[float, str]] = [(0.0, "")]
    at = wide = 0
    while at < len(data):
        lead = data[at]
        if 0 <= lead < 0x80:
            readings = [(score, text + chr(lead)) for score, text in readings]
            at += 1
            continue
        size = 3 if lead == -1 or 0xE0 <= lead < 0xF0 else 2 if 0xC2 <= lead < 0xE0 else 4 if 0xF0 <= lead < 0xF5 else 0
        part = data[at : at + size]
        if size == 0 or any(byte >= 0 and not 0x80 <= byte < 0xC0 for byte in part[1:]):
            return None
        part += [-1] * (size - len(part))  # cut off at the end of a line
        following = [*data[at + 1 : at + size + 1], *(size * [-1])][:size]
        candidates = _characters_of(part, following)
        if len(candidates) > 64:
            candidates = [char for char in candidates if model().knows(char)]
        if not candidates:
            return None
        if len(candidates) == 1 and len(readings) == 1:
            readings = [(0.0, readings[0][1] + candidates[0])]
        else:
            readings = sorted(
                (
                    (score + model().score(text[-2:] or "\n", char), text + char)
                    for score, text in readings
                    for char in candidates
                ),
                key=lambda item: -item[0],
            )[:_WIDEST]
        wide += 1
        at += size
    if len(readings) > 1:
        readings.sort(key=lambda item: -item[0] - model().score(item[1][-2:], "\n"))
    mended = readings[0][1]
    readable = len(re.findall(_READABLE, mended))
    return mended if wide >= 2 and readable >= 0.9 * len(mended) else None


def _characters_of(part: list[int], following: list[int]) -> list[str]:
    """The characters of one UTF-8 sequence with lost bytes (-1); ``following`` are the bytes after each of them.

    A byte was lost because it and the next made no GBK pair.
    """
    choices = [
        [byte]
        if byte >= 0
        else [
            lost
            for lost in (range(0xE3, 0xEA) if place == 0 else range(0x80, 0xC0))
            if following[place] < 0x40 or not _is_pair(lost, following[place])
        ]
        for place, byte in enumerate(part)
    ]
    found: list[str] = []
    for combination in product(*choices):
        try:
            found.append(bytes(combination).decode())
        except UnicodeDecodeError:
            continue
    return found


@cache
def _is_pair(lead: int, second: int) -> bool:
    try:
        bytes((lead, second)).decode("gbk")
    except UnicodeDecodeError:
        return False
    return True
