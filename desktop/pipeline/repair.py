"""Make a damaged text whole, and list what was done."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from desktop.domain.article import Repair, RepairedText
from desktop.pipeline.character_model import CharacterModel
from desktop.pipeline.edits import compose
from desktop.pipeline.rules import characters, layout, leavings, marks, mojibake, pinyin, wrapping
from desktop.pipeline.rules.pinyin import PinyinLayers
from desktop.pipeline.rules.readings import Readings
from desktop.pipeline.rules.script import ScriptTable
from desktop.pipeline.rules.torn_bytes import TornBytes, is_torn

Script = Literal["auto", "simplified", "keep"]

# Repairing goes on until nothing changes, so that repair of repaired text changes nothing.
_MOST_PASSES = 8
# More kana than this for each hanzi, and a text is Japanese: 憲 and 統 are its own characters, not stray ones.
_JAPANESE_SHARE = 0.2
_KANA = re.compile("[ぁ-ゖァ-ヺ]")
_HANZI = "[一-鿿]"


@dataclass(frozen=True)
class RepairTables:
    """What repair knows of Chinese. Each table is parsed when a text first needs it."""

    script_data: bytes
    readings_data: bytes
    model_data: bytes

    @classmethod
    def parse(cls, script: bytes, readings: bytes, model: bytes) -> RepairTables:
        """From ``repair_script.txt``, ``repair_readings.txt`` and ``repair_model.bin``."""
        return cls(script, readings, model)

    @cached_property
    def script(self) -> ScriptTable:
        """Traditional and simplified characters."""
        return ScriptTable.parse(self.script_data)

    @cached_property
    def readings(self) -> Readings:
        """The readings of hanzi."""
        return Readings.parse(self.readings_data)

    @cached_property
    def model(self) -> CharacterModel:
        """How characters follow one another."""
        return CharacterModel(self.model_data)

    @cached_property
    def torn_bytes(self) -> TornBytes:
        """The reader of torn bytes."""
        return TornBytes(self.model, self.readings, self.script)


@dataclass(frozen=True, slots=True)
class RepairEvidence:
    """Why a document was repaired as it was.

    ``script`` is "simplified", "traditional", "japanese" or "damaged" (simplified text that a page turned
    into traditional characters); ``traditional`` and ``simplified`` count characters only that script
    writes; ``layers`` are the pinyin brackets found.
    """

    script: Literal["simplified", "traditional", "japanese", "damaged"] = "simplified"
    traditional: int = 0
    simplified: int = 0
    layers: PinyinLayers = field(default_factory=PinyinLayers)


def repair(raw: str, tables: RepairTables, script: Script = "auto") -> RepairedText:
    """``raw`` (line ends LF) without its damage, and each repair as a span of ``raw``.

    ``script`` "auto" simplifies damaged pages and stray characters and leaves a traditional or Japanese
    document as it is; "simplified" always simplifies, "keep" never does. Repairing the result again changes
    nothing.
    """
    return repair_with_evidence(raw, tables, script)[0]


def repair_with_evidence(
    raw: str, tables: RepairTables, script: Script = "auto"
) -> tuple[RepairedText, RepairEvidence]:
    """As ``repair``, with what was found in the document as it came."""
    done = RepairedText(raw, ())
    first: RepairEvidence | None = None
    for _ in range(_MOST_PASSES):
        before = done.text
        evidence, done = _one_pass(raw, done, tables, script)
        first = first or evidence
        if done.text == before:
            break
    assert first is not None
    return done, first


def _one_pass(
    raw: str, done: RepairedText, tables: RepairTables, script: Script
) -> tuple[RepairEvidence, RepairedText]:
    def apply(edits: Iterable[Repair]) -> None:
        nonlocal done
        done = compose(raw, done, list(edits))

    apply(mojibake.mend_western(done.text))
    apply(mojibake.mend_utf8(done.text, lambda: tables.model))
    apply(characters.decode_entities(done.text))
    apply(characters.decode_escapes(done.text))
    apply(characters.drop_invisible(done.text))
    apply(characters.replace_look_alikes(done.text))
    evidence = weigh(done.text, tables)
    if "?" in done.text and (evidence.layers.toned or is_torn(done.text)):
        apply(tables.torn_bytes.mend(done.text))
        mended = weigh(done.text, tables)
        if mended.layers:  # mended characters have lost their brackets, so what was found before counts too
            toned = mended.layers.toned | evidence.layers.toned
            evidence = replace(mended, layers=replace(mended.layers, toned=toned))
    if evidence.layers:
        apply(pinyin.drop_pinyin(done.text, evidence.layers, tables.readings, tables.script))
    if script == "simplified" or (script == "auto" and evidence.script == "damaged"):
        apply(tables.script.simplify(done.text))
    elif script == "auto" and evidence.script == "simplified":
        apply(tables.script.simplify_stray(done.text))
    if script == "auto" and evidence.script in ("traditional", "japanese"):
        return evidence, done
    rules: tuple[Callable[[str], Iterable[Repair]], ...] = (
        leavings.drop_tag_rest,
        leavings.drop_tags,
        leavings.drop_line_marks,
        leavings.drop_note_marks,
        characters.narrow_letters,
        layout.close_gaps,
        wrapping.join_lines,
        characters.drop_indents,
        marks.drop_doubled_marks,
        marks.widen_marks,
        marks.widen_stops,
        marks.widen_colons,
        marks.close_rules,
        marks.widen_brackets,
        marks.turn_accents,
        marks.pair_quotes,
        marks.turn_quotes,
        layout.close_gaps_at_marks,
        lambda text: layout.close_stray_gaps(text, lambda: tables.model),
    )
    for rule in rules:
        apply(rule(done.text))
    return evidence, done


def weigh(text: str, tables: RepairTables) -> RepairEvidence:
    """What ``text`` shows of its script and of pinyin in brackets."""
    traditional, simplified = tables.script.proportion(text)
    layers = pinyin.find_layers(text, tables.readings, tables.script)
    if layers:
        return RepairEvidence("damaged", traditional, simplified, layers)
    kana = len(_KANA.findall(text))
    if kana and kana > _JAPANESE_SHARE * len(re.findall(_HANZI, text)):
        return RepairEvidence("japanese", traditional, simplified, layers)
    return RepairEvidence("traditional" if traditional > simplified else "simplified", traditional, simplified, layers)
