"""Measure page chrome, outline and sentences on the documents under ``WENGU_DATA`` (default ``../shared/data``).

Chrome: of the lines that a scraped report has and its body has not, how many are dropped, and how much of the
body stays (characters of its lines). Clean documents: what is dropped from texts that have no page around them.
Outline: whether every 条 of a law is found once and in order. Sentences: none lost, none over 600 characters.
Speed: 1 MB of UTF-8 text outlined and split.
"""

from __future__ import annotations

import json
import lzma
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desktop.domain.article import RepairedText, Section
from desktop.domain.numbering import STYLES, numeral_value
from desktop.pipeline.chrome import drop_chrome, find_chrome
from desktop.pipeline.outline import make_outline
from desktop.pipeline.sentences import split_sentences

_ARTICLE = next(style for style in STYLES if style.name == "条")


def main() -> int:
    """Print the figures; 1 if one of them is below its bar."""
    data = Path(os.environ.get("WENGU_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
    if not data.is_dir():
        print(f"no data in {data}", file=sys.stderr)
        return 1
    laws = {path.stem: path.read_text(encoding="utf-8") for path in sorted((data / "articles" / "laws").glob("*.txt"))}
    corpus = dict(_corpus(data / "corpus" / "documents.jsonl.xz"))
    passed = [
        _measure_chrome(data / "articles"),
        _measure_clean(data, laws | corpus),
        _measure_articles("laws", laws),
        _measure_articles("corpus", {name: text for name, text in corpus.items() if "政府工作报告" not in name}),
        _measure_sentences(laws | corpus),
        _measure_speed("\n".join(corpus.values())),
    ]
    return 0 if all(passed) else 1


def _corpus(path: Path) -> Iterator[tuple[str, str]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            yield document["name"], document["text"]


def _printed(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.split("\n") if line.strip())


def _measure_chrome(articles: Path) -> bool:
    chrome = dropped = body_chars = kept_chars = 0
    for path in sorted((articles / "reports_raw").glob("*.txt")):
        raw = path.read_text(encoding="utf-8")
        body = _printed((articles / "reports_body" / path.name).read_text(encoding="utf-8"))
        out = _printed(drop_chrome(raw, RepairedText(raw, ())).text)
        around = _printed(raw) - body
        chrome += around.total()
        dropped += (around - out).total()
        body_chars += sum(len(line) * count for line, count in body.items())
        kept_chars += sum(len(line) * count for line, count in (body & out).items())
    recall, removed = kept_chars / body_chars, dropped / chrome
    print(f"chrome    body recall {recall:.2%} (bar 99.8 %), {dropped} of {chrome} lines dropped (bar 97 %)")
    return recall >= 0.998 and removed >= 0.97


def _measure_clean(data: Path, documents: dict[str, str]) -> bool:
    clean = {name: text for name, text in documents.items() if "政府工作报告" not in name}
    clean |= {path.stem: path.read_text(encoding="utf-8") for path in (data / "articles" / "cases").glob("*.txt")}
    clean["seed"] = (data / "seed" / "article_gold.txt").read_text(encoding="utf-8")
    harmed = [name for name, text in clean.items() if find_chrome(text)]
    print(f"clean     {len(clean)} documents, {len(harmed)} lose a line {harmed[:3] or ''}")
    return not harmed


def _measure_articles(name: str, laws: dict[str, str]) -> bool:
    """Laws whose 条 are found once each and in order; a number that the text itself lacks is told apart."""
    in_order, numbered, found, printed = 0, 0, 0, 0
    odd = []
    for title, text in laws.items():
        labels = [section.label for section in _walk(make_outline(text).sections) if section.label.endswith("条")]
        lines = [match for line in text.split("\n") if (match := _ARTICLE.pattern.match(line.strip()))]
        lines = [match for match in lines if match.string[match.end() : match.end() + 1] in ("", " ", "\u3000")]
        found, printed = found + len(labels), printed + len(lines)
        if not labels:
            continue
        numbered += 1
        values = [numeral_value(label[1:-1]) for label in labels]
        if values == list(range(1, len(values) + 1)):
            in_order += 1
        else:
            odd.append(title)
    print(
        f"outline   {name}: {in_order} of {numbered} laws with 条 have them all in order, {found} of {printed} 条 found"
        f" {odd or ''}"
    )
    return in_order == numbered and found == printed


def _walk(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.children)


def _measure_sentences(documents: dict[str, str]) -> bool:
    count = longest = lost = 0
    for text in documents.values():
        sentences = [text[start:end] for start, end in split_sentences(text)]
        count += len(sentences)
        longest = max(longest, *map(len, sentences))
        whole = "".join(text.replace("\u200b", "").replace("\ufeff", "").split())
        joined = "".join("".join(sentences).replace("\u200b", "").replace("\ufeff", "").split())
        lost += len(whole) - len(joined)
    print(f"sentences {count}, longest {longest} characters, {lost} characters lost")
    return longest <= 600 and lost == 0


def _measure_speed(text: str) -> bool:
    text = text.encode()[:1_000_000].decode(errors="ignore")
    started = time.perf_counter()
    make_outline(text)
    outlined = time.perf_counter()
    split_sentences(text)
    split = time.perf_counter()
    find_chrome(text)
    ended = time.perf_counter()
    print(
        f"speed     1 MB of UTF-8: outline {outlined - started:.3f} s, sentences {split - outlined:.3f} s,"
        f" chrome {ended - split:.3f} s"
    )
    return split - started < 0.5


if __name__ == "__main__":
    raise SystemExit(main())
