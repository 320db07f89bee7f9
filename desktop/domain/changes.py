"""What a service changed, so that visible pages know whether to reload."""

from __future__ import annotations

from enum import Flag, auto


class Changed(Flag):
    """Parts of the collection that a commit touched."""

    NOTHING = 0
    ARTICLES = auto()
    CARDS = auto()
    SCHEDULE = auto()
    SETTINGS = auto()
