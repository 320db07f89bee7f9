"""Writes resources/dictionaries/words.bin: jieba's dictionary and models as `pipeline/light_segmenter.py` reads them.

    python -m tools.build_words

From the package jieba (MIT) and nothing else; the same bytes each time. Numbers that many share are written once: a
word has the number of its frequency and tag, a state that of its probability.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import accumulate
from pathlib import Path
from struct import pack

import jieba
from jieba import finalseg
from jieba.posseg import char_state_tab, prob_emit, prob_start, prob_trans

from desktop.pipeline.light_segmenter import BEGIN, BORDER, CHARACTER, END, ENTRY, FORMAT, MIDDLE, NEVER, SINGLE, TAGS

TABLE = Path(__file__).resolve().parent.parent / "resources" / "dictionaries" / "words.bin"
PLACES = {"B": BEGIN, "M": MIDDLE, "E": END, "S": SINGLE}

State = tuple[str, str]


def main() -> None:
    """Write the table."""
    TABLE.write_bytes(made())
    print(f"{TABLE.stat().st_size} bytes")


def made() -> bytes:
    """The table."""
    with jieba.get_dict_file() as dictionary:
        known = {word: (int(often), tag) for word, often, tag in (line.decode().split() for line in dictionary)}
    words: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for word in sorted(known):
        words[word[0]][word[1:2]].append(word)
    state_tags = sorted({tag for _, tag in prob_start.P})
    assert len(state_tags) == TAGS
    tags = sorted({tag for _, tag in known.values()})
    entries = sorted(set(known.values()))
    numbers = {entry: number for number, entry in enumerate(entries)}
    places = finalseg.emit_P
    tagged = _tagged_characters()
    rows = [prob_trans.P[place, tag] for place in PLACES for tag in state_tags]
    rows.append({state: value for state, value in prob_start.P.items() if value > NEVER})
    probabilities = {value for table in (*places.values(), *tagged.values(), *rows) for value in table.values()}
    ranks = {value: number for number, value in enumerate(sorted({NEVER, *probabilities}))}

    def states(table: Mapping[State, float]) -> bytes:
        ordered = sorted((PLACES[place] * TAGS + state_tags.index(tag), value) for (place, tag), value in table.items())
        return _shorts(ranks[value] for _, value in ordered) + bytes(state for state, _ in ordered)

    characters = sorted({*words, *tagged, *(each for table in places.values() for each in table)})
    records = []
    for character in characters:
        groups, has = words.get(character, {}), tagged.get(character, {})
        alone = numbers[known[character]] + 1 if groups.pop("", None) else 0
        seconds = "".join(groups).encode()
        tails = ["\n".join(word[2:] for word in group).encode() for group in groups.values()]
        borders = zip(
            accumulate(map(len, groups.values()), initial=0), accumulate(map(len, tails), initial=0), strict=True
        )
        likely = (ranks[places[place].get(character, NEVER)] for place in PLACES)
        records.append(
            CHARACTER.pack(alone, len(seconds), len(has), *likely)
            + states(has)
            + seconds
            + b"".join(BORDER.pack(*border) for border in borders)
            + _shorts(numbers[known[word]] for group in groups.values() for word in group)
            + b"".join(tails)
        )
    offsets = [0, *accumulate(map(len, records))]
    following = [states(row) for row in rows]
    starts = [offsets[-1], *accumulate(map(len, following), initial=offsets[-1])][1:]
    sections = {
        "characters": "".join(characters).encode(),
        "offsets": pack(f"<{len(characters)}I", *offsets[:-1]),
        "entries": b"".join(ENTRY.pack(often, tags.index(tag)) for often, tag in entries),
        "probabilities": pack(f"<{len(ranks)}d", *ranks),
        "rows": b"".join(pack("<2I", start, len(row)) for start, row in zip(starts, rows, strict=False)),
        "records": b"".join((*records, *following)),
    }
    header = {
        "format": FORMAT,
        "total": sum(often for often, _ in known.values()),
        "tags": tags,
        "state_tags": state_tags,
        "first": [finalseg.start_P[place] for place in PLACES],
        "next": [[finalseg.trans_P[before].get(place, NEVER) for place in PLACES] for before in PLACES],
        "sections": {name: len(section) for name, section in sections.items()},
    }
    return json.dumps(header).encode() + b"\n" + b"".join(sections.values())


def _tagged_characters() -> dict[str, dict[State, float]]:
    """How likely each tagged state is to bring forth a character, in the states that it may have."""
    emitted: dict[str, dict[State, float]] = defaultdict(dict)
    for state, table in prob_emit.P.items():
        for character, value in table.items():
            emitted[character][state] = value
    allowed = char_state_tab.P
    return {
        character: {state: value for state, value in table.items() if state in allowed.get(character, table)}
        for character, table in emitted.items()
    }


def _shorts(numbers: Iterable[int]) -> bytes:
    given = list(numbers)
    return pack(f"<{len(given)}H", *given)


if __name__ == "__main__":
    main()
