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
    Column("removed", Boolean, nullable=False, server_default="0"),
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
    Column("modified_at", Integer),  # when its text was last revised
    Column("refused", Text, nullable=False, server_default="[]"),  # JSON: repairs the learner took back
    Column("book", Text, nullable=False, server_default=text("''")),  # the book whose chapter it is
    Column("folder", Text, nullable=False, server_default=text("''")),
    Column("tags", Text, nullable=False, server_default="[]"),  # JSON [text]
    Column("sketch", LargeBinary),  # hashes of its sentences, by which a revision is known; made when first needed
    Column("evidence", Text, nullable=False, server_default="{}"),  # JSON: why it was repaired as it was
    Column("read_to", Integer, nullable=False, server_default="0"),  # code point at the top of the page, read last
)

phrases = Table(
    "phrases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("score", Float, nullable=False),
    Index("ix_phrases_article_start", "article_id", "start"),
)

# UUIDs of notes, cards and reviews are kept apart by indexes, not by constraints: those can be dropped and made anew
# around an import of many rows.
notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False),
    Column("article_id", ForeignKey("articles.id")),
    Column("sentence", Text, nullable=False),
    Column("sentence_start", Integer),  # in the article's text
    Column("tags", Text, nullable=False, server_default="[]"),  # JSON [text]
    Column("created_at", Integer, nullable=False),
    Column("modified_at", Integer, nullable=False),
    Column("kind", Text, nullable=False, server_default="cloze"),  # or basic: the sentence asks, the back answers
    Column("back", Text, nullable=False, server_default=text("''")),
    Column("remark", Text, nullable=False, server_default=text("''")),  # the learner's own words
    Column("anki_guid", Text),  # of a note that came from Anki
    # JSON [[name, text]] of a note from Anki; 0, 1 and 2 stand for the text of sentence, back and remark.
    Column("fields", Text, nullable=False, server_default="[]"),
    Column("mending", Text, nullable=False, server_default=text("''")),  # why a revision lost its words, else empty
    Index("ix_notes_uuid", "uuid", unique=True),
    Index("ix_notes_sentence", "article_id", "sentence_start", sqlite_where=text("article_id IS NOT NULL")),
)

_WAITING = "suspended = 0 AND trashed = 0"

cards = Table(
    "cards",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False),
    Column("note_id", ForeignKey("notes.id"), nullable=False, index=True),
    Column("article_id", ForeignKey("articles.id")),
    Column("deck_id", ForeignKey("decks.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("blanks", Text, nullable=False),  # JSON [[start, end]] in the note's sentence
    Column("answer", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("position", Integer, nullable=False),  # order of new cards: as the article tells them
    Column("suspended", Boolean, nullable=False, server_default="0"),
    Column("trashed", Integer, nullable=False, server_default="0"),  # bits: 1 with its article, 2 by itself
    Column("buried_until", Integer, nullable=False, server_default="0"),  # study day from which it is asked again
    Column("flag", Integer, nullable=False, server_default="0"),  # 0 none, 1..7 as Anki's colours
    Column("mode", Text, nullable=False, server_default=text("''")),  # the kind of question the learner fixed
    Column("cue", Text, nullable=False, server_default=text("''")),  # what is told of the answer, as Anki's hints are
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
    Index(
        "ix_cards_waiting_new",
        "deck_id",
        "position",
        "id",
        "buried_until",
        sqlite_where=text(f"state = 0 AND {_WAITING}"),
    ),
    Index(
        "ix_cards_waiting_review",
        "deck_id",
        "due_day",
        "id",
        "buried_until",
        sqlite_where=text(f"state = 2 AND {_WAITING}"),
    ),
    Index(
        "ix_cards_waiting_day_step",
        "deck_id",
        "due_day",
        "id",
        "buried_until",
        sqlite_where=text(f"state IN (1, 3) AND {_WAITING}"),
    ),
    Index(
        "ix_cards_waiting_step",
        "deck_id",
        "due_at",
        "id",
        "buried_until",
        sqlite_where=text(f"due_at IS NOT NULL AND {_WAITING}"),
    ),
    Index("ix_cards_uuid", "uuid", unique=True),
    Index("ix_cards_article_id", "article_id", sqlite_where=text("article_id IS NOT NULL")),
    Index("ix_cards_answer", "answer"),
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False),
    Column("card_id", ForeignKey("cards.id"), nullable=False, index=True),
    Column("deck_id", ForeignKey("decks.id"), nullable=False),
    Column("at", Integer, nullable=False),
    Column("day", Integer, nullable=False),  # 0 where no answer changed the schedule
    Column("rating", Integer, nullable=False),  # 1..4; 0 where the schedule was changed without an answer
    Column("mode", Text, nullable=False),
    Column("duration_ms", Integer, nullable=False),
    Column("before_state", Integer, nullable=False),
    Column("before", Text, nullable=False),  # JSON: the schedule before the answer
    Column("after", Text, nullable=False),  # JSON: the schedule it gave
    Column("undone", Boolean, nullable=False, server_default="0"),  # as the acts tell; kept here for counting
    Column("cram", Boolean, nullable=False, server_default="0"),  # an answer that left the schedule alone
    Column("edit", Text),  # UUID of the edit that changed the schedule, where no answer did
    Index("ix_reviews_uuid", "uuid", unique=True),
    Index("ix_reviews_edit", "edit", sqlite_where=text("edit IS NOT NULL")),
    Index("ix_reviews_day", "day", "before_state", "deck_id", "undone", "cram"),
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

edits = Table(
    "edits",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False, unique=True),
    Column("at", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),  # whom it was about, in the learner's words
    Column("target", Text, index=True),  # UUID of the article, where it changed one's text
    Column("patches", LargeBinary, nullable=False),  # zlib: JSON [[table, UUID, {column: [before, after]}]]
)

own_phrases = Table(
    "own_phrases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("muted", Boolean, nullable=False, server_default="0"),
    Column("alias_of", Text, nullable=False, server_default=text("''")),  # the phrase it is another spelling of
    Column("remark", Text, nullable=False, server_default=text("''")),
    Column("expansion", Text, nullable=False, server_default="[]"),  # JSON [text]
    Column("removed", Boolean, nullable=False, server_default="0"),
    Column("created_at", Integer, nullable=False),
    Column("modified_at", Integer, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False, unique=True),
    Column("word", Text, nullable=False, unique=True),
    Column("pinyin", Text, nullable=False),  # syllables with tone marks, separated by spaces; empty = as shipped
)

plans = Table(
    "plans",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", Text, nullable=False, unique=True),
    Column("created_at", Integer, nullable=False),
    Column("kind", Text, nullable=False),  # exam, catch_up, no_limit, paper
    Column("active", Boolean, nullable=False, server_default="0"),
    Column("options", Text, nullable=False),  # JSON: what the learner asked for, and what was worked out
)

media = Table(
    "media",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),  # in the folder media/ of the home
    Column("size", Integer, nullable=False),
    Column("sha1", LargeBinary, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# What a search reads. The words themselves are in three full-text tables that hold no text (migration 0003); all of
# it can be made anew from the tables above. storage/search_index.py tells how it is kept.
search_notes = Table(
    "search_notes",
    metadata,
    Column("note_id", Integer, primary_key=True),
    Column("generation", Integer, nullable=False, server_default="0"),  # how often its words have changed
)

search_parts = Table(
    "search_parts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", Integer, nullable=False, index=True),
    Column("start", Integer, nullable=False),  # in the article's text; start = end is its title
    Column("end", Integer, nullable=False),
)

search_terms = Table(
    "search_terms",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("folded", Text, nullable=False),
    Column("initials", Text, nullable=False),
    Column("syllables", Text, nullable=False),
    Column("term", Text, nullable=False),
    Index("ix_search_terms_folded", "folded", "syllables", unique=True),
    Index("ix_search_terms_initials", "initials"),
)

search_pending = Table(
    "search_pending",
    metadata,
    Column("kind", Text, primary_key=True),  # note or article
    Column("key", Integer, primary_key=True),
)
