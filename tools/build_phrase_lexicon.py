"""Build the shipped lexicon, resources/dictionaries/phrases.txt, and its index, phrases_index.bin.

From the hand-written lists beside this tool (phrase_lists/), jieba's dictionary, the THUOCL word lists and
document frequencies in the corpus of laws and reports. What is in the lists ``known_…`` stands in the index alone.
The same inputs give the same bytes.

    python -m tools.build_phrase_lexicon [--data ../shared/data]
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import re
import sys
from pathlib import Path

from desktop.domain.phrase import PhraseKind
from desktop.pipeline.lexicon import Lexicon
from desktop.pipeline.phrase_patterns import find_forms
from desktop.pipeline.term_entry import Entry
from desktop.pipeline.term_index import pack_terms

ROOT = Path(__file__).resolve().parent.parent
LISTS = Path(__file__).resolve().parent / "phrase_lists"
MORE_TERMS = (
    "term_law",
    "term_law_more",
    "term_compound",
    "term_economy",
    "term_general",
    "term_policy",
    "term_report",
    "term_science",
    "term_study",
)
KNOWN = (("term", 0.4), ("name", 0.45), ("formula", 0.55), ("shorthand", 0.5))
WIDE = (("term", 0.45), ("name", 0.5), ("title", 0.6), ("formula", 0.6), ("shorthand", 0.8))
TERM_FREQUENCY = {"n": 8, "nz": 8, "vn": 8, "j": 8, "b": 8, "l": 60}  # rarer words of jieba's are often no words at all
BODIES = (
    "政府",
    "法院",
    "检察院",
    "大学",
    "学院",
    "委员会",
    "管理局",
    "公安局",
    "总局",
    "协会",
    "银行",
    "研究院",
    "研究所",
    "联合会",
)
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石"
    "姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文欧司柳颜祖华诸公夏竺茅聂瞿辛屈班岳戚徐左蔺廉管鲍晏伍勾扁祝"
)
HAN = re.compile(r"[\u4e00-\u9fff]+")


def words_of(name: str) -> list[str]:
    """The entries of one hand-written list; lines that begin with ``# `` are remarks."""
    lines = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("# ") for word in line.split()]


def jieba_words() -> dict[str, tuple[int, str]]:
    """jieba's dictionary: word -> (frequency, part of speech)."""
    import jieba

    words = {}
    path = Path(jieba.__file__).parent / "dict.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        word, frequency, tag = line.split()
        words[word] = (int(frequency), tag)
    return words


def thuocl(path: Path) -> dict[str, int]:
    """A THUOCL list: word -> document frequency."""
    words = {}
    for line in re.split(r"[\r\n]+", path.read_text(encoding="utf-8-sig")):
        word, _, frequency = line.partition("\t")
        if word.strip() and frequency.strip().isdigit():
            words[word.strip()] = int(frequency)
    return words


def law_names(documents: list[dict[str, str]]) -> set[str]:
    """Names of laws by the documents of the corpus, without issuer and date."""
    names = set()
    for document in documents:
        name = re.sub(r"[（(].*$", "", document["name"].split("__")[-1])
        if len(name) <= 14 and name.endswith(("法", "法典", "条例")) and HAN.fullmatch(name):
            names.add(name)
    return names


def stop_patterns() -> re.Pattern[str]:
    """What makes a dictionary word too general to be a term."""
    return re.compile("|".join(words_of("stop_pattern")))


def is_name(word: str, frequency: int, tag: str) -> bool:
    """Whether a word of jieba's dictionary is taken as the name of a body, place or person."""
    if tag == "nt" and len(word) >= 5 and word.endswith(BODIES):
        return True
    if len(word) == 3:
        return frequency >= 30 and (tag == "nrfg" or (tag == "ns" and word[-1] in "省市县州山河江湖海岛湾峡"))
    return len(word) > 3 and tag in {"nt", "ns"} and frequency >= 10


def automatic_terms(data: Path) -> dict[str, list[str]]:
    """Terms, idioms and names taken from the dictionaries, by kind."""
    dictionary = jieba_words()
    law = thuocl(data / "terms" / "THUOCL_law.txt")
    stops = set(words_of("stop"))
    general = stop_patterns()
    idioms = thuocl(data / "terms" / "THUOCL_chengyu.txt")  # most only tell a story: formula.txt has those that matter
    terms, names = set(), set()
    for word, (frequency, tag) in dictionary.items():
        if not HAN.fullmatch(word) or word in idioms:
            continue
        least = TERM_FREQUENCY.get(tag)
        if len(word) >= 4 and least and frequency >= least and not general.search(word):
            terms.add(word)
        elif is_name(word, frequency, tag):
            names.add(word)
        elif tag == "ns" and word.endswith("市") and len(word) >= 3:
            names.add(word)
            if len(word) >= 4 or dictionary.get(word[:-1], (0, ""))[1] == "ns":
                names.add(word[:-1])
    terms |= {w for w in law if len(w) >= 3 and HAN.fullmatch(w) and w in dictionary and not general.search(w)}
    persons = {
        word
        for word, frequency in thuocl(data / "terms" / "THUOCL_lishimingren.txt").items()
        if len(word) == 3 and word[0] in SURNAMES and frequency >= 60 and dictionary.get(word, (0, "nr"))[1][:2] == "nr"
    }
    names |= persons
    return {
        "term": sorted(terms - stops),
        "name": sorted(names - stops),
    }


def corpus_documents(data: Path) -> list[dict[str, str]]:
    """The laws and reports: name and text."""
    corpus = lzma.decompress((data / "corpus" / "documents.jsonl.xz").read_bytes()).decode()
    return [json.loads(line) for line in corpus.splitlines()]


def build(data: Path) -> bytes:
    """The shipped file."""
    documents = corpus_documents(data)
    automatic = automatic_terms(data)

    def listed(*names: str) -> list[str]:
        return [word for name in names for word in words_of(name)]

    laws = {word for word in words_of("wide_name") if word.endswith(("法", "法典"))}  # 刑法; 民法 is no one law
    laws &= set(listed("term", *MORE_TERMS))
    laws |= law_names(documents)
    sections = [
        ("term 0.4 0", automatic["term"]),
        ("name 0.45 0", automatic["name"]),
        *((f"{kind} {prior} 0", words_of(f"wide_{kind}")) for kind, prior in WIDE),
        ("name 0.7 1", sorted(laws)),
        ("term 0.45 1", sorted({*listed(*MORE_TERMS)} - laws)),
        ("term 0.6 1", sorted({*listed("term")} - laws)),
        ("name 0.65 1", listed("name")),
        ("formula 0.7 1", listed("formula", "formula_more")),
        ("shorthand 0.9 1", listed("shorthand")),
    ]
    seen: set[str] = set()
    lines = []
    for header, words in reversed(sections):
        fresh = sorted(set(words) - seen, key=lambda w: (len(w), w))
        seen.update(fresh)
        lines.append("\n".join(["#" + header, *fresh]) + "\n")
    return "".join(reversed(lines)).encode()


def build_index(data: bytes) -> bytes:
    """The index of the shipped ``data`` and of what is known besides, but for what has the form of another kind."""
    known = {
        word: Entry(PhraseKind(kind), prior, False)
        for kind, prior in KNOWN
        for word in words_of(f"known_{kind}")
        if all(form.end - form.start < len(word) or form.kind == kind for form in find_forms(word))
    }
    return pack_terms({**known, **Lexicon.parse(data).entries})


def main() -> None:
    """Write the lexicon and its index and say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("WENGU_DATA", ROOT.parent / "shared" / "data")
    parser.add_argument("--data", type=Path, default=default)
    data = build(parser.parse_args().data)
    for name, content in (("phrases.txt", data), ("phrases_index.bin", build_index(data))):
        (ROOT / "resources" / "dictionaries" / name).write_bytes(content)
        sys.stdout.write(f"{name}: {len(content)} bytes\n")


if __name__ == "__main__":
    main()
