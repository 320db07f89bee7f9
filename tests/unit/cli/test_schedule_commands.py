"""Commands over schedules, decks and the work ahead, in a collection of four cards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.card import Rating
from desktop.services.card_list import CardList
from desktop.services.collection import Collection
from desktop.services.review_session import ReviewSession
from tests.unit.cli.conftest import Run
from tests.unit.services.conftest import add_cards

DAY = "2026-03-02T09:00:00+08:00"


@pytest.fixture
def ids(home: Path, run: Run) -> list[str]:
    """The cards, all in the deck 要点."""
    assert run("config", "timezone", "Asia/Shanghai")[0] == 0
    with Collection.open(home) as collection:
        add_cards(collection, "要点")
        return [card.id for card in CardList(collection).search("")[1]]


def test_a_card_is_changed_and_the_change_undone(run: Run, ids: list[str]) -> None:
    card = ids[0]
    before = run("card", card)[1]
    run("answer", card, 4, "--at", DAY)
    answered = run("card", card[:8])[1]
    for action in (
        ("suspend",),
        ("bury",),
        ("forget",),
        ("due", "2026-04-01"),
        ("due", "3"),
        ("flag", "2"),
        ("tag", "难"),
        ("move", "别的"),
        ("trash",),
    ):
        status, value = run("card", card, *action, "--at", DAY)
        assert (status, value["changed"]) == (0, 1), action
        run("undo")
        assert run("card", card)[1] == answered, action
    assert run("card", card, "due", "2026-04-01", "--at", DAY)[0] == 0
    assert run("card", card)[1]["due"] == "2026-04-01T04:00:00+08:00"
    run("undo", 2)
    assert run("card", card)[1] == before


def test_many_cards_are_changed_by_a_query(run: Run, ids: list[str]) -> None:
    assert run("card", "deck:要点", "suspend")[1]["changed"] == 4
    assert run("cards", "is:suspended")[1]["total"] == 4
    assert run("card", "is:suspended", "unsuspend")[1]["changed"] == 4
    assert run("due", "--deck", "要点", "--at", DAY)[1]["new"] == 4
    assert run("due", "--kind", "shorthand", "--at", DAY)[1]["new"] == 4
    assert run("due", "--tag", "没有", "--at", DAY)[1]["new"] == 0


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("due",), "bad_value"),
        (("due", "yesterday"), "bad_value"),
        (("due", "2001-01-01"), "bad_value"),
        (("flag", "9"), "bad_value"),
        (("flag", "red"), "bad_value"),
        (("suspend", "now"), "bad_value"),
    ],
)
def test_what_cannot_be_done_to_a_card_is_said(run: Run, ids: list[str], words: tuple[str, ...], kind: str) -> None:
    status, value = run("card", ids[0], *words, "--at", DAY)
    assert (status, value["error"]["kind"]) == (1, kind)
    assert run("card", "没有这张")[1]["error"]["kind"] == "not_found"


def test_a_crammed_answer_leaves_the_schedule(run: Run, ids: list[str]) -> None:
    before = run("card", ids[0])[1]
    status, value = run("answer", ids[0], 1, "--cram", "--at", DAY)
    assert status == 0
    assert value["cram"]
    assert run("card", ids[0])[1] == before
    assert run("due", "--at", DAY)[1]["new"] == 4


def test_decks_are_made_renamed_and_put_away(run: Run, ids: list[str]) -> None:
    assert run("decks", "--add", "法律::民法")[0] == 0
    names = [deck["name"] for deck in run("decks")[1]["decks"]]
    assert names == ["温故", "法律", "法律::民法", "要点"]
    run("decks", "--rename", "要点", "法律::要点")
    tree = {deck["name"]: deck for deck in run("decks", "--at", DAY)[1]["decks"]}
    assert tree["法律"]["cards"] == tree["法律"]["new"] == 4
    run("decks", "--remove", "法律")
    assert [(deck["name"], deck["cards"]) for deck in run("decks")[1]["decks"]] == [("温故", 4)]
    run("undo", 3)
    assert {deck["name"] for deck in run("decks")[1]["decks"]} == {"温故", "要点"}
    assert run("decks", "--rename", "温故", "别的")[1]["error"]["kind"] == "bad_value"
    assert run("decks", "--remove", "没有")[1]["error"]["kind"] == "not_found"


def test_the_year_is_played_through(run: Run, ids: list[str]) -> None:
    _, value = run("simulate", "--deck", "要点", "--new", 2, "--days", 30, "--at", DAY)
    assert (value["cards"], value["new_cards"], value["new"][:3]) == (4, 4, [2, 2, 0])
    assert len(value["minutes"]) == 30
    assert 3 < value["remembered_at_end"] <= 4
    assert run("simulate", "--retention", "2")[1]["error"]["kind"] == "bad_value"


def test_too_few_answers_for_the_optimizer(run: Run, ids: list[str]) -> None:
    status, value = run("optimize", "--apply")
    assert (status, value["better"], value["applied"], value["moved"]) == (0, False, False, 0)


def test_after_an_absence_a_plan_is_shown_before_it_starts(home: Path, run: Run, ids: list[str]) -> None:
    moment = datetime.fromisoformat(DAY)
    with Collection.open(home, clock=lambda: moment) as collection:
        for card in ids:
            ReviewSession(collection).answer(card, Rating.EASY)
    late = (moment + timedelta(days=90)).astimezone(UTC).isoformat()
    shown = run("catch-up", "--days", 2, "--at", late)[1]
    assert (shown["overdue"], shown["plan"]["per_day"], shown["days_left"]) == (4, 2, 0)
    assert run("due", "--at", late)[1]["review"] == 4
    assert run("catch-up", "--days", 2, "--start", "--at", late)[1]["days_left"] == 2
    assert run("due", "--at", late)[1]["review"] == 2
    assert run("catch-up", "--stop", "--at", late)[1]["days_left"] == 0
    run("undo")
    assert run("due", "--at", late)[1]["review"] == 2
    assert run("catch-up", "--days", 99, "--at", late)[1]["error"]["kind"] == "bad_value"
