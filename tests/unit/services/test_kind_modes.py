"""The mode chosen for a kind of answer."""

from __future__ import annotations

from desktop.services.collection import Collection
from desktop.services.journal import Journal
from desktop.services.kind_modes import KindModes


def test_a_choice_is_kept_and_can_be_taken_back(collection: Collection) -> None:
    chosen, journal = KindModes(collection), Journal(collection)
    chosen.choose("number", "choice")
    chosen.choose("term", "typed")
    assert dict(KindModes(collection).all()) == {"number": "choice", "term": "typed"}
    chosen.choose("number", "")
    assert dict(chosen.all()) == {"term": "typed"}
    entry = journal.undo()
    assert entry is not None
    assert entry.kind == "kind_mode"
    assert dict(chosen.all()) == {"number": "choice", "term": "typed"}
    journal.undo()
    journal.undo()
    assert dict(chosen.all()) == {}


def test_what_was_kept_elsewhere_is_taken_over_once(collection: Collection) -> None:
    chosen = KindModes(collection)
    chosen.choose("number", "choice")
    chosen.adopt({"number": "typed", "term": "hint"})
    assert dict(chosen.all()) == {"number": "choice", "term": "hint"}
