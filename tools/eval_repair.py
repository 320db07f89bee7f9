"""How well repair works: real excerpts, damaged articles made by the forward rules, clean texts, speed.

    python tools/eval_repair.py [--data DIR] [--show]

``DIR`` holds ``pollution/``, ``seed/``, ``articles/`` and ``corpus/``; default ``$WENGU_DATA`` or
``../shared/data``. The damaged articles are made here by the rules that real pages follow
(``Damage``), from texts and excerpts chosen with a fixed seed. ``--show`` prints each wrong place.
"""

from __future__ import annotations

import argparse
import difflib
import json
import lzma
import os
import random
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from desktop import paths  # noqa: E402
from desktop.pipeline.repair import RepairTables, repair  # noqa: E402
from desktop.pipeline.rules.readings import Readings, toneless  # noqa: E402

SPLIT_MARKS = "，！？；：、"
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_HAN = re.compile("[\u4e00-\u9fff]")


def load_tables(folder: Path | None = None) -> RepairTables:
    """The shipped tables, or those of ``folder``."""
    names = ("repair_script.txt", "repair_readings.txt", "repair_model.bin")
    return RepairTables.parse(
        *((folder / name if folder else paths.resource("dictionaries", name)).read_bytes() for name in names)
    )


@dataclass(frozen=True)
class Damage:
    """One page's damage. ``keys`` are annotated with their toned reading, byte by byte; ``toneless_rate`` is the
    share of hanzi followed by toneless pinyin; ``folded`` says that full-width ASCII became half-width.
    """

    one_way: dict[str, str]
    keys: dict[str, str]
    toneless_rate: float = 0.0
    folded: bool = True

    def apply(self, text: str, chance: random.Random, first_reading: dict[str, str]) -> str:
        """The page that would be made of ``text``."""
        if self.toneless_rate:
            text = "".join(
                f"{char}({first_reading[char]})"
                if char in first_reading and chance.random() < self.toneless_rate
                else char
                for char in text
            )
        text = "".join(self.one_way.get(char, char) for char in text)
        marks = [mark for mark in SPLIT_MARKS if mark in text]
        data = text.encode("gbk", "ignore")
        for key, reading in self.keys.items():
            code = key.encode("gbk")
            data = data.replace(code, code + f"({reading})".encode("gbk"))
        pieces = [data]
        for mark in marks:
            code = mark.encode("gbk")
            pieces = [part for piece in pieces for part in _split(piece, code)]
        page = "".join(_decode(piece) for piece in pieces)
        return page.translate(_FOLD) if self.folded else page


def _split(piece: bytes, mark: bytes) -> list[bytes]:
    if piece in {code.encode("gbk") for code in SPLIT_MARKS}:
        return [piece]
    parts = piece.split(mark)
    out = [parts[0]]
    for part in parts[1:]:
        out += [mark, part]
    return out


def _decode(data: bytes) -> str:
    """As a greedy decoder of two-byte cells does it: ``?`` for what fits nowhere, private cells dropped."""
    out: list[str] = []
    at = 0
    while at < len(data):
        lead = data[at]
        if lead < 0x80:
            out.append(chr(lead))
            at += 1
        elif lead == 0x80:
            out.append("€")
            at += 1
        elif lead == 0xFF or at + 1 == len(data):
            out.append("?")
            at += 1
        else:
            second = data[at + 1]
            at += 2
            if second < 0x40 or second in (0x7F, 0xFF):
                out.append("?")
            else:
                out.append(bytes((lead, second)).decode("gbk", "ignore"))
    return "".join(out)


def first_readings(readings: Readings) -> dict[str, str]:
    """A toneless reading for each hanzi."""
    found: dict[str, str] = {}
    for syllable, chars in readings.by_syllable.items():
        for char in chars:
            found.setdefault(char, toneless(syllable).replace("ü", "v"))
    return found


def differences(got: str, gold: str) -> tuple[int, list[str]]:
    """How many characters are wrong, missing or too many, and each place with its neighbours."""
    if got == gold:
        return 0, []
    wrong, shown = 0, []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, got, gold, autojunk=False).get_opcodes():
        if tag != "equal":
            wrong += max(b - a, d - c)
            shown.append(f"{got[max(0, a - 6) : b + 6]!r} should be {gold[max(0, c - 6) : d + 6]!r}")
    return wrong, shown


def unspaced(text: str) -> str:
    """``text`` without white space."""
    return "".join(text.split())


def evaluate_samples(data: Path, tables: RepairTables, show: bool) -> None:
    """Real excerpts with gold."""
    exact = eligible = wrong_all = chars = wrong_recoverable = chars_recoverable = 0
    for line in (data / "pollution" / "samples.jsonl").read_text("utf-8").splitlines():
        sample = json.loads(line)
        if sample["family"].startswith("T"):
            kept = repair(sample["text"], tables).text == sample["text"]
            simplified = repair(sample["text"], tables, "simplified").text == sample["gold"]
            print(f"  {sample['id']} traditional: unchanged {kept}, gold under simplified {simplified}")
            continue
        got = repair(sample["text"], tables).text
        wrong, shown = differences(got, sample["gold"])
        recoverable = not sample["unrecoverable_by_rule"]
        wrong_all, chars = wrong_all + wrong, chars + len(sample["gold"])
        if recoverable:
            eligible += 1
            exact += wrong == 0
            wrong_recoverable, chars_recoverable = wrong_recoverable + wrong, chars_recoverable + len(sample["gold"])
        if shown and show:
            print(f"  {sample['id']}{'' if recoverable else ' (unrecoverable by rule)'}")
            for place in shown:
                print("     ", place)
    print(f"samples: {exact} of {eligible} recoverable exact")
    print(
        f"  wrong characters: {wrong_recoverable} of {chars_recoverable} ({wrong_recoverable / chars_recoverable:.3%})"
    )
    print(f"  with the unrecoverable ones: {wrong_all} of {chars} ({wrong_all / chars:.3%})")


def evaluate_seed(data: Path, tables: RepairTables) -> None:
    """The real article."""
    raw = (data / "seed" / "article_polluted.txt").read_text("utf-8")
    gold = (data / "seed" / "article_gold.txt").read_text("utf-8")
    done = repair(raw, tables)
    wrong, shown = differences(unspaced(done.text), unspaced(gold))
    print(f"seed: {wrong} wrong of {len(unspaced(gold))}, {len(done.repairs)} repairs")
    for place in shown:
        print("     ", place)
    for one in done.repairs:
        if not one.certain:
            print(f"      uncertain: {one.original!r} → {one.replacement!r} ({one.reason})")


def texts_of(data: Path) -> list[tuple[str, str]]:
    """Name and text of each clean article and corpus document."""
    found = [
        (str(path.relative_to(data / "articles")), path.read_text("utf-8"))
        for folder in ("laws", "cases", "reports_body")
        for path in sorted((data / "articles" / folder).glob("*.txt"))
    ]
    with lzma.open(data / "corpus" / "documents.jsonl.xz", "rt", encoding="utf-8") as lines:
        found += [("corpus/" + one["name"], one["text"]) for one in map(json.loads, lines)]
    return found


def make_damaged(data: Path, tables: RepairTables, count: int, seed: int, held_out: int) -> list[tuple[str, str, str]]:
    """``count`` triples (what, damaged, clean); of the corpus only each ``held_out``-th text is used."""
    chance = random.Random(seed)
    one_way = json.loads((data / "pollution" / "s2t_onechar.json").read_text("utf-8"))
    toned = json.loads((data / "pollution" / "toned_table.json").read_text("utf-8"))
    readings = first_readings(tables.readings)
    first = [key for key in "發業現務戰權實進會對動" if key in toned]
    rest = [key for key in toned if key not in first]
    texts = [pair for pair in texts_of(data) if not pair[0].startswith("corpus/")]
    corpus = [pair for pair in texts_of(data) if pair[0].startswith("corpus/")]
    texts += corpus[::held_out]
    made: list[tuple[str, str, str]] = []
    while len(made) < count:
        name, text = chance.choice(texts)
        text = text.replace("\u3000", " ")
        begin = chance.randrange(max(1, len(text) - 800))
        begin = text.rfind("\n", 0, begin) + 1
        clean = text[begin : begin + chance.choice((300, 600, 600, 900))]
        if len(_HAN.findall(clean)) < 150:
            continue
        clean = clean.encode("gbk", "ignore").decode("gbk").strip()
        chance.shuffle(rest)
        size = chance.choice((6, 12, 40, 70, 100, 124, 124))
        keys = {key: toned[key] for key in (first + rest)[:size]}
        rate = chance.choice((0.0, 0.0, 0.06, 0.08, 0.1))
        damaged = Damage(one_way, keys, rate, chance.random() < 0.9).apply(clean, chance, readings)
        if not rate and not re.search(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", damaged):
            continue  # no key occurs: nothing tells it from a traditional page
        made.append((f"{name} keys={size} rate={rate}", damaged, clean))
    return made


def same_width(text: str) -> str:
    """``text`` with half-width marks, since a folded page no longer tells them apart."""
    return text.translate(_FOLD).replace("\u3000", " ")


def evaluate_damaged(data: Path, tables: RepairTables, count: int, seed: int, held_out: int, show: bool) -> None:
    """Articles damaged by the forward rules."""
    exact = wrong_all = wrong_strict = chars = 0
    naive = 0
    for name, damaged, clean in make_damaged(data, tables, count, seed, held_out):
        got = repair(damaged, tables).text
        wrong, shown = differences(same_width(got), same_width(clean))
        wrong_strict += differences(got, clean)[0]
        exact += wrong == 0
        wrong_all, chars = wrong_all + wrong, chars + len(clean)
        stripped = re.sub(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]+\)", "", damaged)
        naive += differences(same_width(tables.script.converted(stripped)), same_width(clean))[0]
        if shown and show:
            print(" ", name)
            for place in shown:
                print("     ", place)
    print(f"damaged articles: {exact} of {count} exact but for the width of marks")
    print(f"  wrong characters: {wrong_all} of {chars} ({wrong_all / chars:.4%})")
    print(f"  with the width of marks counted: {wrong_strict / chars:.4%}")
    print(f"  brackets dropped and converted only: {naive / chars:.2%}")


def evaluate_clean(data: Path, tables: RepairTables, show: bool) -> None:
    """Clean texts must pass but for width, spaces and invisible characters."""
    kinds: Counter[str] = Counter()
    others: Counter[str] = Counter()
    chars = 0
    for name, text in texts_of(data):
        done = repair(text, tables)
        chars += len(text)
        for one in done.repairs:
            kinds[one.kind] += 1
            if one.kind not in ("width", "space", "invisible"):
                others[f"{one.kind} {one.original!r} → {one.replacement!r}"] += 1
                if show:
                    print(f"  {name}: {one.kind} {text[max(0, one.start - 8) : one.end + 8]!r} → {one.replacement!r}")
        if repair(done.text, tables).text != done.text:
            print(f"  not idempotent: {name}")
    print(f"clean texts: {chars} characters, repairs by kind: {dict(kinds.most_common())}")
    print("  beyond width, spaces and invisible characters:", sum(others.values()), others.most_common(20))


def evaluate_speed(data: Path, tables: RepairTables) -> None:
    """Seconds for a megabyte, undamaged and damaged."""
    clean = "\n".join(text for _, text in texts_of(data)[:60]).encode()[:1_000_000].decode("utf-8", "ignore")
    seed = (data / "seed" / "article_polluted.txt").read_text("utf-8")
    damaged_seed = (seed * 80).encode()[:1_000_000].decode("utf-8", "ignore")
    mixed = "\n".join(damaged for _, damaged, _ in make_damaged(data, tables, 150, 5, 1))
    mixed = (mixed * 9).encode()[:1_000_000].decode("utf-8", "ignore")
    for name, text in (("undamaged", clean), ("seed repeated", damaged_seed), ("damaged articles", mixed)):
        start = time.perf_counter()
        repair(text, tables)
        print(f"speed: 1 MB {name}: {time.perf_counter() - start:.2f} s")


def main(arguments: list[str] | None = None) -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("WENGU_DATA", "../shared/data")))
    parser.add_argument("--tables", type=Path, help="a folder with other tables than the shipped ones")
    parser.add_argument("--count", type=int, default=150, help="how many damaged articles")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--held-out", type=int, default=1, help="use only each n-th corpus text for damaged articles")
    parser.add_argument("--only", choices=("samples", "seed", "damaged", "clean", "speed"), action="append")
    parser.add_argument("--show", action="store_true", help="print each wrong place")
    given = parser.parse_args(arguments)
    tables = load_tables(given.tables)
    wanted = given.only or ("samples", "seed", "damaged", "clean", "speed")
    if "samples" in wanted:
        evaluate_samples(given.data, tables, given.show)
    if "seed" in wanted:
        evaluate_seed(given.data, tables)
    if "damaged" in wanted:
        evaluate_damaged(given.data, tables, given.count, given.seed, given.held_out, given.show)
    if "clean" in wanted:
        evaluate_clean(given.data, tables, given.show)
    if "speed" in wanted:
        evaluate_speed(given.data, tables)


if __name__ == "__main__":
    main()
