"""Writes resources/dictionaries/answers.txt: the readings of the characters of GB 2312, for checking answers.

    python tools/build_answer_tables.py

Needs ``pip install pypinyin`` (MIT licence, readings of the Unicode consortium and the Kangxi dictionary). One line
a set of readings, the commonest first, then a tab and the characters that have it: ``zuo4 zuo1	作``; ü is v, a
syllable without a number is neutral.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pypinyin import Style, pinyin

TABLE = Path(__file__).resolve().parent.parent / "resources" / "dictionaries" / "answers.txt"
MOST_READINGS = 5


def characters() -> list[str]:
    """The 6,763 characters of GB 2312, and the round nought."""
    found = ["〇"]
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.append(bytes((row, cell)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return found


def readings(character: str) -> tuple[str, ...]:
    """The readings of one character as syllables with tone numbers, commonest first."""
    found = pinyin(character, style=Style.TONE3, heteronym=True, v_to_u=False)[0]
    return tuple(dict.fromkeys(found))[:MOST_READINGS]


def main() -> None:
    """Write the table."""
    by_readings: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for character in characters():
        by_readings[readings(character)].append(character)
    lines = [f"{' '.join(key)}\t{''.join(sorted(group))}\n" for key, group in sorted(by_readings.items())]
    TABLE.write_text("".join(lines), encoding="utf-8")
    print(f"{sum(map(len, by_readings.values()))} characters, {len(lines)} sets of readings")


if __name__ == "__main__":
    main()
