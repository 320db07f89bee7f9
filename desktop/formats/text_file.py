"""Plain text in whatever encoding it came."""

from __future__ import annotations

import codecs
import re
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from desktop.domain.article import RawText
from desktop.domain.errors import FileEmpty, FileMissing, FileTooLarge, FileUnreadable, NotAFile, NotText
from desktop.formats.euc_tw import decode_euc_tw

MOST_BYTES = 64 * 1024 * 1024

# What decides between encodings without a mark is read from this much of the file.
_SAMPLE = 64 * 1024

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    ("\ufeff".encode("gb18030"), "gb18030"),
)
# The commonest characters of modern texts, simplified and traditional: half of any text is made of them.
_COMMON = frozenset(
    "的一是不了在人有我他这中大来上个国和也子时道为说要就出会可你对生能而下那得于着里后自之年过发家学如用去种多法行所同"
    "方成事面定理业主分部心作本民经现前全开进动工政日天制务办产社机关应与及其或者等第条规以将由实建长高加强地市场新安保人"
    "這來個國時為說會對於著裡後過發學種經現開進動業務辦產機關應與條規將實長強場無從麼們沒點還樣問頭見間東車門書電話"
    "，。、；：？！“”《》（）「」『』　·…—\n\r ，。"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffe\uffff\ufffd\ue000-\uf8ff]")
_HIGH = re.compile(rb"[\x80-\xff]")
_LONE_LETTER = re.compile(rb"(?<![\x80-\xff])[\x91-\x97\xa0-\xff](?![\x80-\xff])")
_DECLARED = re.compile(rb"(?:encoding|charset)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_DECLARATIONS = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5", "euc-tw": "euc-tw"}


def read_text_file(path: Path) -> RawText:
    """The text of ``path``, line ends LF.

    Raises FileMissing, FileUnreadable, NotAFile, FileTooLarge, FileEmpty, NotText.
    """
    return decode_text(read_bytes(path), path.name)


def read_bytes(path: Path, limit: int = MOST_BYTES) -> bytes:
    """All bytes of a plain file. Raises FileMissing, FileUnreadable, NotAFile, FileTooLarge."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise NotAFile(path=str(path))
        if status.st_size > limit:
            raise FileTooLarge(path=str(path), bytes=status.st_size, limit=limit)
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileMissing(path=str(path)) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise FileUnreadable(path=str(path), reason=str(getattr(error, "strerror", None) or error)) from error
    if len(data) > limit:
        raise FileTooLarge(path=str(path), bytes=len(data), limit=limit)
    return data


def decode_text(data: bytes, name: str) -> RawText:
    """The text of ``data`` in the encoding it most likely has, line ends LF; ``name`` is for messages.

    A mark decides, unless what follows reads better in another encoding; then UTF-16 where every other byte is zero or
    reads as Chinese; then UTF-8; then whichever of GB18030, Big5 and EUC-TW, the declared one first, gives the most
    common characters.
    Raises FileEmpty, NotText.
    """
    if not data.strip():
        raise FileEmpty(path=name)
    text, encoding = _decode(data, name)
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise FileEmpty(path=name)
    return RawText(text, name, encoding, data)


def _decode(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, "replace")
            damage = _damage(text)
            if damage and b"\x00" not in data[len(mark) : _SAMPLE]:  # programs set UTF-8's mark before GB18030 too
                with suppress(NotText):
                    other, legacy = _decode_legacy(data[len(mark) :], name)
                    if legacy != "cp1252" and _score(other[:_SAMPLE]) > _score(text[:_SAMPLE]):
                        return other, legacy
            if damage > 0.1:
                raise NotText(path=name)
            return text, encoding
    if wide := _without_mark(data):
        return data[: len(data) & ~1].decode(wide, "replace"), wide
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        if b"\x00" in data[:_SAMPLE]:
            raise NotText(path=name) from None
        return _decode_legacy(data, name)
    if _damage(text[:_SAMPLE]) > 0.1:
        raise NotText(path=name)
    return text, "utf-8"


def _without_mark(data: bytes) -> str:
    """Which UTF-16 ``data`` looks like, empty for none."""
    sample = data[: min(_SAMPLE, len(data) & ~1)]
    if len(sample) < 4:
        return ""
    scores = {}
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        text = sample.decode(encoding, "replace")
        plausible = sum(char in _COMMON or " " <= char <= "~" for char in text)
        if _damage(text) < 0.02 and (zeros.count(0) > len(zeros) * 0.5 or plausible > 0.4 * len(text)):
            scores[encoding] = plausible
    return max(scores, key=lambda encoding: scores[encoding], default="")


def _decode_legacy(data: bytes, name: str) -> tuple[str, str]:
    sample = data[:_SAMPLE]
    decoders: dict[str, Callable[[bytes], str]] = {
        "gb18030": lambda some: some.decode("gb18030", "replace"),
        "big5": lambda some: some.decode("cp950", "replace"),
        "euc-tw": lambda some: decode_euc_tw(some, "replace"),
        "utf-8": lambda some: some.decode("utf-8", "replace"),
        "cp1252": lambda some: some.decode("cp1252", "replace"),
    }
    declared = _DECLARED.search(sample[:1024])
    hint = _DECLARATIONS.get(declared.group(1).decode("ascii").lower(), "") if declared else ""
    scores = {encoding: _score(decode(sample)) for encoding, decode in decoders.items() if encoding != "cp1252"}
    scores["cp1252"] = _score_western(sample)
    if hint:
        scores[hint] += 0.1
    best = max(scores, key=lambda encoding: scores[encoding])
    if scores[best] < 0.1:
        raise NotText(path=name)
    return decoders[best](data), best


def _score(text: str) -> float:
    """How much ``text`` reads like Chinese: 1 if all beyond ASCII is common, below 0 if much is damage."""
    beyond = [char for char in text if char > "\x7f"]
    return sum(char in _COMMON for char in beyond) / max(1, len(beyond)) - 8 * _damage("".join(beyond))


def _score_western(data: bytes) -> float:
    """How much ``data`` reads like Latin with accents: their bytes stand alone, Chinese ones in pairs."""
    beyond = len(_HIGH.findall(data))
    return 0.5 * len(_LONE_LETTER.findall(data)) / max(1, beyond)


def _damage(text: str) -> float:
    """The share of control, private and replacement characters."""
    return len(_CONTROL.findall(text)) / max(1, len(text))
