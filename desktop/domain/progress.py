"""How long work tells that it advances, and how it is told to stop."""

from __future__ import annotations

from typing import Protocol


class OperationCancelled(Exception):
    """The learner stopped it. Not an error: nothing is written."""


class Progress(Protocol):
    """Told after each piece of work; raises OperationCancelled where the learner asked to stop."""

    def advance(self, done: int, total: int) -> None:
        """``done`` of ``total`` pieces are finished."""


class SilentProgress:
    """Tells nobody and never cancels."""

    def advance(self, done: int, total: int) -> None:
        """Do nothing."""
