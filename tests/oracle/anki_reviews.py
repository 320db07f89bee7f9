"""Answers cards in a real Anki collection, one day after the other, and reports what Anki made of them.

Run as a program of its own, because Anki reads its time zone and its test mode (which switches fuzz
off) once a process, and because Anki is AGPL and no part of Wengu. Standard input holds

    {"presets": [{"learning_steps": [seconds], "relearning_steps": [seconds], "maximum_interval": days,
                  "desired_retention": 0..1, "parameters": [21 floats] or []}],
     "histories": [{"preset": index, "reviews": [[days since the one before, rating 1..4], ...]}],
     "as_stored": true to keep memory as Anki's database rounds it between answers}

and standard output a list with, for each history,

    {"answers": [{"at": seconds since 1970, "choices": {"1": choice, ..., "4": choice},
                  "card": {"type", "queue", "due", "lapses", "reps"}}, ...],
     "memory": [stability, difficulty] by compute_memory_state from the review log}

where choice is [state, remaining steps, seconds or null, days or null, stability, difficulty] and the
card's due is relative: seconds from the answer for a step, study days for anything else.
"""

from __future__ import annotations

import json
import sys
import tempfile
from itertools import accumulate
from pathlib import Path
from typing import Any

from anki.collection import Collection
from anki.scheduler.v3 import SchedulingState

DAY = 86_400
LEARN_QUEUE = 1


def add_preset(collection: Collection, name: str, preset: dict[str, Any]) -> int:
    deck = collection.decks.id(name)
    assert deck is not None
    config = collection.decks.add_config(name)
    config["new"]["delays"] = [seconds / 60 for seconds in preset["learning_steps"]]
    config["lapse"]["delays"] = [seconds / 60 for seconds in preset["relearning_steps"]]
    config["lapse"]["leechFails"] = 9_999
    config["rev"]["maxIvl"] = preset["maximum_interval"]
    config["desiredRetention"] = preset["desired_retention"]
    config["fsrsParams6"] = preset["parameters"]
    collection.decks.update_config(config)
    collection.decks.set_config_id_for_deck_dict(collection.decks.get(deck), config["id"])
    return int(deck)


def add_card(collection: Collection, deck: int, front: str) -> int:
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"] = front
    collection.add_note(note, deck)
    return int(note.card_ids()[0])


def choice(state: SchedulingState) -> list[Any]:
    normal = state.normal
    kind = normal.WhichOneof("kind")
    if kind == "review":
        memory = normal.review.memory_state
        return ["review", 0, None, normal.review.scheduled_days, memory.stability, memory.difficulty]
    step = normal.learning if kind == "learning" else normal.relearning.learning
    return [
        kind,
        step.remaining_steps,
        step.scheduled_secs,
        None,
        step.memory_state.stability,
        step.memory_state.difficulty,
    ]


def let_days_pass(collection: Collection, card: int, days: int) -> None:
    """Move what the card remembers of its last answer ``days`` into the past."""
    queue, due, data = collection.db.first("select queue, due, data from cards where id = ?", card)
    stored = json.loads(data)
    if "lrt" in stored:
        stored["lrt"] -= days * DAY
    if queue > 0:
        due -= days * (DAY if queue == LEARN_QUEUE else 1)
    collection.db.execute("update cards set due = ?, data = ? where id = ?", due, json.dumps(stored), card)


def keep_precision(collection: Collection, card: int, stability: float, difficulty: float) -> None:
    """Undo the rounding of memory in Anki's database."""
    stored = json.loads(collection.db.scalar("select data from cards where id = ?", card))
    stored.update(s=stability, d=difficulty)
    collection.db.execute("update cards set data = ? where id = ?", json.dumps(stored), card)


def answer(collection: Collection, card_id: int, rating: int, as_stored: bool) -> dict[str, Any]:
    states = collection._backend.get_scheduling_states(card_id)
    choices = {
        str(number): choice(state)
        for number, state in enumerate((states.again, states.hard, states.good, states.easy), start=1)
    }
    card = collection.get_card(card_id)
    card.start_timer()
    given = collection.sched.build_answer(card=card, states=states, rating=rating - 1)
    collection.sched.answer_card(given)
    at = given.answered_at_millis // 1_000
    if not as_stored:
        keep_precision(collection, card_id, *choices[str(rating)][-2:])
    kind, queue, due, lapses, reps = collection.db.first(
        "select type, queue, due, lapses, reps from cards where id = ?", card_id
    )
    due -= at if queue == LEARN_QUEUE else collection.sched.today
    return {
        "at": at,
        "choices": choices,
        "card": {"type": kind, "queue": queue, "due": due, "lapses": lapses, "reps": reps},
    }


def date_back(collection: Collection, days_of_card: dict[int, list[int]], start: int) -> None:
    """Give every card's log the days on which its answers were meant to be, the last of them today.

    Times in milliseconds are the log's keys: a block of them for each card keeps the cards apart.
    """
    rows = collection.db.all("select * from revlog order by cid, id")
    collection.db.execute("delete from revlog")
    block = max(map(len, days_of_card.values()), default=0)
    first_id = {card: start + number * block for number, card in enumerate(days_of_card)}
    answered = dict.fromkeys(days_of_card, 0)
    for row in rows:
        card = row[1]
        days, number = days_of_card[card], answered[card]
        row[0] = first_id[card] + number - (days[-1] - days[number]) * DAY * 1_000
        answered[card] += 1
    collection.db.executemany(f"insert into revlog values ({', '.join('?' * 9)})", rows)


def main() -> None:
    request = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "oracle.anki2"))
        collection.db.execute("pragma synchronous = off")
        collection.set_config("fsrs", True)
        decks = [add_preset(collection, f"preset {n}", preset) for n, preset in enumerate(request["presets"])]
        results, cards = [], []
        for number, history in enumerate(request["histories"]):
            card = add_card(collection, decks[history["preset"]], str(number))
            cards.append(card)
            answers = []
            for days, rating in history["reviews"]:
                if answers and days:
                    let_days_pass(collection, card, days)
                answers.append(answer(collection, card, rating, request["as_stored"]))
            results.append({"answers": answers})
        days_of_card = {
            card: list(accumulate([0, *(days for days, _ in history["reviews"][1:])]))
            for card, history in zip(cards, request["histories"], strict=True)
        }
        date_back(collection, days_of_card, results[0]["answers"][0]["at"] * 1_000)
        for card, result in zip(cards, results, strict=True):
            memory = collection._backend.compute_memory_state(card).state
            result["memory"] = [memory.stability, memory.difficulty]
        collection.close()
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main()
