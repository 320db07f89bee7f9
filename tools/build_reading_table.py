"""Writes resources/dictionaries/readings.txt: words in which a character is not read as it is read by itself.

    python -m tools.build_reading_table

Needs ``pip install pypinyin`` (MIT licence; its phrases are those of phrase-pinyin-data, MIT too). Kept are the words
that the segmenter's dictionary (jieba's, MIT) knows, for others are never looked up, and of them those whose reading
does not follow from the commonest readings of their characters in answers.txt. One line a word: ``银行	yin2 hang2``.
"""

from __future__ import annotations

from pathlib import Path

import jieba
from pypinyin.constants import PHRASES_DICT
from pypinyin.contrib.tone_convert import tone_to_tone3

from desktop.paths import resource
from desktop.pipeline.pinyin import Readings

TABLE = Path(__file__).resolve().parent.parent / "resources" / "dictionaries" / "readings.txt"
LONGEST = 6
# Particles that the phrases of the source read full.
CORRECTED = {
    "为了": "wei4 le",
    "地方": "di4 fang1",
    "得了": "de2 le",
    "不得": "bu4 de2",
    "只有": "zhi3 you3",
    "正当": "zheng4 dang4",
}


def main() -> None:
    """Write the table."""
    readings = Readings(resource("dictionaries", "answers.txt").read_bytes())
    with jieba.get_dict_file() as dictionary:
        known = {line.decode("utf-8").split(" ")[0] for line in dictionary}
    lines = []
    for word, syllables in {**{word: [] for word in CORRECTED}, **PHRASES_DICT}.items():
        if not 2 <= len(word) <= LONGEST or word not in known or not all(map(readings.of, word)):
            continue
        spelled = CORRECTED.get(word) or " ".join(
            tone_to_tone3(one[0], v_to_u=False).replace("ü", "v") for one in syllables
        )
        if len(spelled.split()) == len(word) and spelled != " ".join(readings.of(each)[0] for each in word):
            lines.append(f"{word}\t{spelled}\n")
    TABLE.write_text("".join(sorted(lines)), encoding="utf-8")
    print(f"{len(lines)} words, {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
