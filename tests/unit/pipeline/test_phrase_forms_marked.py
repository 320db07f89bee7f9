"""What every reader marks alike, in passages of laws, reports and cases: quotations, titles, dates, amounts, shorthand.

``tests/data/phrases_forms/`` holds official texts that no model was trained on, 〔kind:…〕 around what a reader marked
before the program read them; of names only those of bodies and laws.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from desktop.paths import resource
from desktop.pipeline.phrase_model import PhraseModel
from desktop.pipeline.phrases import extract_phrases
from desktop.services.text_tools import TextTools

PASSAGES = Path(__file__).parents[2] / "data" / "phrases_forms"
LEXICON = TextTools().lexicon
MODEL = PhraseModel.parse(resource("dictionaries", "phrase_model.bin").read_bytes())
MARK = re.compile(r"〔([a-z]+):([^〕]*)〕")
LEAST = {  # of a kind: precision, recall
    "title": (1.0, 1.0),
    "quoted": (0.85, 1.0),
    "number": (1.0, 0.96),
    "date": (1.0, 0.93),
    "shorthand": (1.0, 0.5),
}
LEAST_NAMES = 0.7


def test_forms_are_found_as_a_reader_marks_them() -> None:
    right, found, marked = Counter[str](), Counter[str](), Counter[str]()
    for path in PASSAGES.glob("*.txt"):
        drawn = path.read_text(encoding="utf-8")
        gold: dict[tuple[int, int], str] = {}
        length = done = 0
        for mark in MARK.finditer(drawn):
            start = length + mark.start() - done
            length, done = start + len(mark[2]), mark.end()
            gold[start, length] = mark[1]
        ours = {(p.start, p.end): str(p.kind) for p in extract_phrases(MARK.sub(r"\2", drawn), LEXICON, MODEL)}
        marked.update(ours.values())
        right.update(kind for span, kind in ours.items() if span in gold)
        found.update(kind for span, kind in gold.items() if span in ours)
        marked.update(f"gold {kind}" for kind in gold.values())
    for kind, (precision, recall) in LEAST.items():
        assert right[kind] >= precision * marked[kind], (kind, right[kind], marked[kind])
        assert found[kind] >= recall * marked[f"gold {kind}"], (kind, found[kind], marked[f"gold {kind}"])
    assert found["name"] >= LEAST_NAMES * marked["gold name"], (found["name"], marked["gold name"])
