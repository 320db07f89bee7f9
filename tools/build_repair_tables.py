"""Make the tables that repair needs, byte for byte the same from the same sources.

    python tools/build_repair_tables.py [--data DIR]

Writes ``resources/dictionaries/repair_script.txt`` (traditional to simplified characters, from OpenCC),
``repair_readings.txt`` (the readings of every hanzi that GBK can write, from pypinyin) and
``repair_model.bin`` (how often characters stand together: counts over official texts and over the
words of jieba, THUOCL and ``tools/phrase_lists``). Needs ``pip install pypinyin opencc jieba``; ``DIR``
is the folder with ``corpus/``, ``terms/`` and ``pollution/``, default ``$WENGU_DATA`` or ``../shared/data``.
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
import os
import struct
import unicodedata
import zlib
from array import array
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

OUTPUT = Path(__file__).resolve().parent.parent / "resources" / "dictionaries"

# Variants of damaged pages that OpenCC leaves alone, and the other way round.
EXTRA = {"啓": "启", "陜": "陕", "濶": "阔", "衹": "只", "姪": "侄", "牠": "它", "著": "着", "鶏": "鸡", "証": "证"}
NOT_CONVERTED = "拚祇"
# Characters that are right in some simplified words: the words are taken from jieba's dictionary.
IN_SOME_WORDS = "乾吒扞於徵脩薹袷瞭藉"
# Words of 著 (zhù). jieba lists too many chance pairs (毛毛著, 王桢著) to be asked.
ZHU_WORDS = (
    *(
        "著作",
        "著名",
        "著述",
        "著称",
        "著录",
        "著者",
        "著书",
        "著有",
        "著译",
        "著于竹帛",
        "显著",
        "卓著",
        "昭著",
        "名著",
    ),
    *(
        "专著",
        "论著",
        "编著",
        "原著",
        "巨著",
        "新著",
        "译著",
        "遗著",
        "拙著",
        "合著",
        "撰著",
        "土著",
        "较著",
        "彰明较著",
    ),
    *("见微知著", "睹微知著", "视微知著", "睹著知微", "以微知著", "积微成著", "超超玄著"),
)
KEPT_PLACES = ("乾县", "乾安", "乾州", "乾陵")
# Counts of words in jieba's dictionary below this are noise.
LEAST_COUNT = 3

# Traditional texts write these too, though the one-character map of damaged pages converts them.
ALSO_TRADITIONAL = "着台准复历"

MODEL_MAGIC = b"WGRM1\n"
BIGRAMS = 150_000
TRIGRAMS = 140_000


# The lists of phrases that the shipped model was made with: others would make another model.
_LISTS = (
    "formula",
    "name",
    "shorthand",
    "stop",
    "stop_pattern",
    "term",
    "term_economy",
    "term_law",
    "term_study",
)


def main() -> None:
    """Build all three tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("WENGU_DATA", "../shared/data")))
    parser.add_argument("--exclude", default="", help="leave out every k-th corpus text, as k:n (for held-out figures)")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    for name, data in (
        ("repair_script.txt", script_table(arguments.data)),
        ("repair_readings.txt", readings_table()),
        ("repair_model.bin", model_table(arguments.data, arguments.exclude)),
    ):
        (arguments.output / name).write_bytes(data)
        print(f"{name}: {len(data)} bytes")


def hanzi() -> Iterator[str]:
    """Unified hanzi of the basic plane."""
    for start, end in ((0x3400, 0x4DC0), (0x4E00, 0xA000)):
        for code in range(start, end):
            if unicodedata.name(chr(code), ""):
                yield chr(code)


def jieba_words() -> Iterator[tuple[str, int]]:
    """Words of jieba's dictionary with their counts."""
    import jieba

    path = Path(jieba.__file__).with_name("dict.txt")
    for line in path.read_text("utf-8").splitlines():
        word, count, *_ = line.split(" ")
        yield word, int(count)


def script_table(data: Path) -> bytes:
    """Four lines: traditional characters, their simplified forms, words that keep one, characters only simplified."""
    import opencc

    converter = opencc.OpenCC("t2s")
    table = {char: converter.convert(char) for char in hanzi()}
    table |= EXTRA
    table = {
        char: simple
        for char, simple in sorted(table.items())
        if simple != char and len(simple) == 1 and simple < "\uffff" and char not in NOT_CONVERTED
    }
    kept = {*ZHU_WORDS, *KEPT_PLACES}
    for word, count in jieba_words():
        if len(word) < 2 or not any(char in IN_SOME_WORDS for char in word):
            continue
        if any(char in table and char not in IN_SOME_WORDS for char in word):
            continue
        converted = converter.convert(word)
        if converted == word and count >= LEAST_COUNT:
            kept.add(word)
    one_way = json.loads((data / "pollution" / "s2t_onechar.json").read_text("utf-8"))
    only_simplified = sorted(char for char in one_way if char not in ALSO_TRADITIONAL and char in set(table.values()))
    return "\n".join(
        ["".join(table), "".join(table.values()), " ".join(sorted(kept)), "".join(only_simplified), ""]
    ).encode()


def readings_table() -> bytes:
    """A line for each toned syllable: the syllable, a tab, the hanzi of GBK that can be read so."""
    import pypinyin

    by_syllable: dict[str, list[str]] = {}
    for char in hanzi():
        try:
            char.encode("gbk")
        except UnicodeEncodeError:
            continue
        for reading in dict.fromkeys(pypinyin.pinyin(char, heteronym=True)[0]):
            if reading != char:
                by_syllable.setdefault(reading, []).append(char)
    return "".join(f"{syllable}\t{''.join(chars)}\n" for syllable, chars in sorted(by_syllable.items())).encode()


def corpus_texts(data: Path, exclude: str) -> Iterator[str]:
    """The unlabelled official texts; ``exclude`` = "k:n" leaves out the k-th of each n."""
    leave, every = (int(part) for part in exclude.split(":")) if exclude else (-1, 1)
    with lzma.open(data / "corpus" / "documents.jsonl.xz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % every != leave:
                yield json.loads(line)["text"]


def model_table(data: Path, exclude: str) -> bytes:
    """Counts of characters, pairs and triples, pruned, sorted and compressed (see ``character_model.py``)."""
    ones: Counter[str] = Counter()
    twos: Counter[str] = Counter()
    threes: Counter[str] = Counter()

    def count(text: str, weight: float) -> None:
        for a, b, c in zip(text, text[1:], text[2:], strict=False):
            ones[a] += weight
            twos[a + b] += weight
            threes[a + b + c] += weight
        if len(text) > 1:
            twos[text[-2:]] += weight
        for a in text[-2:]:
            ones[a] += weight

    for text in corpus_texts(data, exclude):
        for line in text.splitlines():
            line = line.strip().translate(str.maketrans("(),:;?!", "（），：；？！"))
            if line:
                count("\n" + line + "\n", 1.0)
    for word, times in jieba_words():
        if (times >= 3 and 1 < len(word) <= 6) or len(word) == 1:
            count(word, 0.25 * times**0.75)
    for path in sorted((data / "terms").glob("THUOCL_*.txt")):
        if "diming" in path.name or "lishi" in path.name:
            continue
        for line in path.read_text("utf-8").split("\n"):
            word = line.split("\t")[0].strip()
            if word:
                count(word, 3.0 if "chengyu" in path.name else 1.0)
    for name in _LISTS:
        path = Path(__file__).resolve().parent / "phrase_lists" / f"{name}.txt"
        if not path.name.startswith("stop"):
            for line in path.read_text("utf-8").splitlines():
                if not line.startswith("#"):
                    for word in line.split():
                        count(word, 4.0)
    alphabet = [
        char
        for char, number in sorted(ones.items(), key=lambda item: (-item[1], item[0]))
        if number >= 1 and ord(char) < 0xFFFF
    ][:8000]
    index = {char: number for number, char in enumerate(alphabet)}

    def quantised(number: float) -> int:
        return min(255, max(0, round(16 * math.log(number + 1))))

    def best(counts: Counter[str], size: int) -> list[str]:
        known = [key for key, number in counts.items() if number >= 0.9 and all(char in index for char in key)]
        return sorted(known, key=lambda key: (-counts[key], key))[:size]

    pairs = sorted((index[key[0]] << 13 | index[key[1]], quantised(twos[key])) for key in best(twos, BIGRAMS))
    place = {key: number for number, (key, _) in enumerate(pairs)}
    triples = sorted(
        (place[index[key[0]] << 13 | index[key[1]]] << 13 | index[key[2]], quantised(threes[key]))
        for key in best(threes, TRIGRAMS)
        if index[key[0]] << 13 | index[key[1]] in place
    )
    text = "".join(alphabet).encode("utf-16-le")
    parts = [
        struct.pack("<III", len(alphabet), len(pairs), len(triples)),
        text,
        bytes(quantised(ones[char]) for char in alphabet),
        _words([key for key, _ in pairs]),
        bytes(value for _, value in pairs),
        _words([key for key, _ in triples]),
        bytes(value for _, value in triples),
    ]
    return MODEL_MAGIC + zlib.compress(b"".join(parts), 9)


def _words(keys: list[int]) -> bytes:
    """Sorted 32-bit keys, little-endian, stored as four planes of bytes, which compress better."""
    raw = array("I", keys)
    data = raw.tobytes()
    return b"".join(data[plane::4] for plane in range(4))


if __name__ == "__main__":
    main()
