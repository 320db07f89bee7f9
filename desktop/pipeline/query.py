"""The search language read: ``is:due prop:stability<10 (article:意见 OR 条例) -is:suspended 两个确立``.

Words side by side must all be found, ``OR`` (or ``|``) lets one do, ``-`` denies, brackets group, and quotation
marks of any shape hold together what has spaces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.domain.errors import QueryUnfinished, QueryUnknownKey
from desktop.domain.query import KEYS, All, Any, Condition, Not, Query, Words

_CLOSING = {'"': '"', "“": "”", "「": "」", "『": "』", "＂": "＂"}
_KEY = re.compile(r"(-?)([A-Za-z]+)([:：])")
_OR = {"OR", "or", "|", "｜"}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # ( ) - or word end
    at: int  # counted from 1
    text: str = ""
    key: str = ""
    quoted: bool = False


def parse_query(text: str) -> Query:
    """The meaning of a query. Raises QueryUnknownKey and QueryUnfinished, which tell the place."""
    return _Parser(_tokens(text)).whole()


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while at < len(text):
        character = text[at]
        if character.isspace():
            at += 1
        elif character in "()":
            found.append(_Token(character, at + 1, character))
            at += 1
        elif character in "-－" and at + 1 < len(text) and not text[at + 1].isspace():
            found.append(_Token("-", at + 1, character))
            at += 1
        else:
            token, at = _word(text, at)
            found.append(token)
    return [*found, _Token("end", len(text) + 1)]


def _word(text: str, at: int) -> tuple[_Token, int]:
    start, key = at, ""
    if match := _KEY.match(text, at):
        name = match[2].lower()
        if name in KEYS:
            key, at = name, match.end()
        elif match[3] == ":" and not match[1]:
            raise QueryUnknownKey(at=start + 1, name=match[2], allowed=", ".join(f"{known}:" for known in KEYS))
    value_at = at
    if at < len(text) and text[at] in _CLOSING:
        end = text.find(_CLOSING[text[at]], at + 1)
        end = len(text) if end < 0 else end  # still being typed
        return _Token("word", value_at + 1, text[at + 1 : end], key, True), end + 1
    while at < len(text) and not text[at].isspace() and text[at] not in "()":
        at += 1
    word = text[value_at:at]
    if not key and word in _OR:
        return _Token("or", start + 1, word), at
    return _Token("word", value_at + 1, word, key), at


class _Parser:
    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._place = 0

    @property
    def _next(self) -> _Token:
        return self._tokens[self._place]

    def _take(self) -> _Token:
        token = self._next
        self._place += 1
        return token

    def whole(self) -> Query:
        if self._next.kind == "end":
            return All(())
        found = self._either()
        if self._next.kind != "end":
            raise QueryUnfinished(at=self._next.at, name=self._next.text)
        return found

    def _either(self) -> Query:
        parts = [self._together()]
        while self._next.kind == "or":
            self._take()
            parts.append(self._together())
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def _together(self) -> Query:
        parts: list[Query] = []
        while self._next.kind in ("word", "(", "-"):
            parts.append(self._one())
        if not parts:
            before = self._tokens[self._place - 1] if self._place else self._next
            raise QueryUnfinished(at=before.at, name=before.text)
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self) -> Query:
        token = self._take()
        if token.kind == "-":
            if self._next.kind not in ("word", "(", "-"):
                raise QueryUnfinished(at=token.at, name=token.text)
            return Not(self._one())
        if token.kind == "(":
            inside = self._either()
            if self._next.kind != ")":
                raise QueryUnfinished(at=token.at, name=token.text)
            self._take()
            return inside
        return Condition(token.key, token.text, token.at) if token.key else Words(token.text, token.quoted)
