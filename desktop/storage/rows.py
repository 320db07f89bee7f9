"""The tables of a collection.

Integer keys join tables; UUIDs are what the outside world sees. Moments are milliseconds since 1970 in UTC,
study days are days since 1970-01-01. JSON holds what is only ever read whole.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

decks = Table(
    "decks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False, unique=True),
    Column(
        "settings", Text, nullable=False, server_default="{}"
    ),  # JSON: scheduler options that differ from the defaults
)

articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("date", Text),
    Column("name", Text, nullable=False),
    Column("encoding", Text, nullable=False),
    Column("original", LargeBinary, nullable=False),  # zlib: the bytes of the file
    Column("raw", LargeBinary, nullable=False),  # zlib: the decoded text, UTF-8
    Column("repairs", LargeBinary, nullable=False),  # zlib: JSON [[kind, start, end, replacement, certain, reason]]
    Column("text", Text, nullable=False),
    Column("sections", Text, nullable=False),  # JSON [[level, label, title, start, end, [children]]]
    Column("sentences", Text, nullable=False),  # JSON [[start, end]]
    Column("flags", Text, nullable=False),  # JSON [text]
    Column("fingerprint", Text, nullable=False, index=True),
    Column("created_at", Integer, nullable=False),
    Column("trashed_at", Integer),
)

phrases = Table(
    "phrases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("score", Float, nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False, unique=True),
    Column("article_id", ForeignKey("articles.id"), index=True),
    Column("sentence", Text, nullable=False),
    Column("sentence_start", Integer),  # in the article's text
    Column("tags", Text, nullable=False, server_default="[]"),
    Column("created_at", Integer, nullable=False),
    Column("modified_at", Integer, nullable=False),
)

_WAITING = "suspended = 0 AND trashed = 0"

cards = Table(
    "cards",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False, unique=True),
    Column("note_id", ForeignKey("notes.id"), nullable=False, index=True),
    Column("article_id", ForeignKey("articles.id"), index=True),
    Column("deck_id", ForeignKey("decks.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("blanks", Text, nullable=False),  # JSON [[start, end]] in the note's sentence
    Column("answer", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("position", Integer, nullable=False),  # order of new cards: as the article tells them
    Column("suspended", Boolean, nullable=False, server_default="0"),
    Column("trashed", Boolean, nullable=False, server_default="0"),
    # the schedule now; the review log can replay it
    Column("state", Integer, nullable=False, server_default="0"),
    Column("remaining_steps", Integer, nullable=False, server_default="0"),
    Column("due_at", Integer),
    Column("due_day", Integer),
    Column("scheduled_days", Integer, nullable=False, server_default="0"),
    Column("last_day", Integer),
    Column("stability", Float),
    Column("difficulty", Float),
    Column("reps", Integer, nullable=False, server_default="0"),
    Column("lapses", Integer, nullable=False, server_default="0"),
    Index("ix_cards_waiting_new", "deck_id", "position", "id", sqlite_where=text(f"state = 0 AND {_WAITING}")),
    Index("ix_cards_waiting_review", "deck_id", "due_day", "id", sqlite_where=text(f"state = 2 AND {_WAITING}")),
    Index(
        "ix_cards_waiting_day_step", "deck_id", "due_day", "id", sqlite_where=text(f"state IN (1, 3) AND {_WAITING}")
    ),
    Index("ix_cards_waiting_step", "deck_id", "due_at", "id", sqlite_where=text(f"due_at IS NOT NULL AND {_WAITING}")),
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False, unique=True),
    Column("card_id", ForeignKey("cards.id"), nullable=False, index=True),
    Column("deck_id", ForeignKey("decks.id"), nullable=False),
    Column("at", Integer, nullable=False),
    Column("day", Integer, nullable=False),
    Column("rating", Integer, nullable=False),
    Column("mode", Text, nullable=False),
    Column("duration_ms", Integer, nullable=False),
    Column("before_state", Integer, nullable=False),
    Column("before", Text, nullable=False),  # JSON: the schedule before the answer
    Column("after", Text, nullable=False),  # JSON: the schedule it gave
    Column("undone", Boolean, nullable=False, server_default="0"),  # as the acts tell; kept here for counting
    Index("ix_reviews_day", "day", "before_state", "deck_id", "undone"),
)

acts = Table(
    "acts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False, unique=True),
    Column("at", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("target", Text, nullable=False),  # UUID of what was acted on
    Column("undoes", ForeignKey("acts.id")),  # for undo and redo: the act that is taken back or done again
    Column("undone", Boolean, nullable=False, server_default="0"),
    Index("ix_acts_undone", "undone", "id", sqlite_where=text("undoes IS NULL")),
)
