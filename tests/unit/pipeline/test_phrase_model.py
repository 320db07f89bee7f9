"""The model of key phrases: its file, its probabilities, what it does with any words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.paths import resource
from desktop.pipeline.phrase_model import KINDS, LABELS, PhraseModel, Weights

MODEL = PhraseModel.parse(resource("dictionaries", "phrase_model.bin").read_bytes())
ATOMS = st.lists(
    st.tuples(st.text("国家赔偿制度的，。、A9 \n", min_size=1, max_size=4), st.sampled_from(["n", "v", "x", "uj"])),
    max_size=20,
)


def test_weights_are_summed_by_column() -> None:
    """Two features, three columns, in sixteenths."""
    table = Weights.parse("甲\x00乙".encode(), bytes([16, 0, 255, 8, 8, 1]), 3)
    assert table.sum(["甲", "乙", "丙"]) == (1.5, 0.5, 0.0)
    assert table.sum(["丙"]) == (0.0, 0.0, 0.0)


def test_the_shipped_file_is_read_whole() -> None:
    assert len(MODEL.labels.parts) == len(MODEL.labels.places) * len(LABELS)
    assert len(MODEL.kinds.parts) == len(MODEL.kinds.places) * len(KINDS)


def test_a_fixed_unit_is_likelier_than_its_parts() -> None:
    """完善|国家|赔偿|制度|。"""
    atoms = [("完善", "v"), ("国家", "n"), ("赔偿", "vn"), ("制度", "n"), ("。", "x")]
    best = max(MODEL.runs(atoms, [""] * len(atoms)), key=lambda run: run.probability)
    assert (best.first, best.last) == (1, 3)


def test_the_kind_follows_the_words() -> None:
    assert MODEL.kind([("最高人民法院", "nt")]) == "name"
    assert MODEL.kind([("行政复议", "n"), ("申请", "v")]) == "term"


@settings(max_examples=60, deadline=None)
@given(ATOMS)
def test_any_words_have_probabilities_and_runs_within_them(atoms: list[tuple[str, str]]) -> None:
    known = ["lS.term" if index % 3 == 0 else "" for index in range(len(atoms))]
    labels = MODEL.probabilities(atoms, known)
    assert len(labels) == len(atoms)
    assert all(abs(sum(each) - 1) < 1e-9 for each in labels)
    for run in MODEL.runs(atoms, known):
        assert 0 <= run.first <= run.last < len(atoms)
        assert 0 < run.probability <= 1
        assert not {word for word, _ in atoms[run.first : run.last + 1]} & set("。\n")
    assert MODEL.probabilities(atoms, known) == labels  # also from what it remembers
