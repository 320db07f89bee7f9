"""``wengu text …``: what can be done to a text without a collection."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from desktop.cli.output import Output, dump, error_object, phrase_object, section_object
from desktop.domain.article import RawText
from desktop.domain.errors import FileEmpty, FileTooLarge, NotText
from desktop.services.text_tools import TextTools

_LINES_AT_ONCE = 2_000
_MOST_BYTES = 64 * 1024 * 1024  # of a text or a line on stdin


def clean(arguments: argparse.Namespace, output: Output) -> int:
    """Print the repaired text."""
    tools = TextTools()
    raw = _read(tools, arguments.file)
    repaired = tools.clean(raw.text, script=arguments.script, body=arguments.body)
    if not output.as_json:
        sys.stdout.write(repaired.text.encode("utf-8", "replace").decode())
        return 0
    repairs = [
        {
            "kind": repair.kind,
            "start": repair.start,
            "end": repair.end,
            "original": repair.original,
            "replacement": repair.replacement,
            "certain": repair.certain,
            "reason": repair.reason,
        }
        for repair in repaired.repairs
    ]
    output.result({"text": repaired.text, "repairs": repairs}, "")
    return 0


def outline(arguments: argparse.Namespace, output: Output) -> int:
    """Print title, facts and headings."""
    tools = TextTools()
    text = tools.clean(_read(tools, arguments.file).text).text
    made = tools.outline(text)
    output.result(
        {
            "text": text,
            "title": made.title,
            "number": made.number,
            "issuer": made.issuer,
            "date": made.date.isoformat() if made.date else None,
            "sections": [section_object(section) for section in made.sections],
            "flags": list(made.flags),
        },
        "",
    )
    return 0


def phrases(arguments: argparse.Namespace, output: Output) -> int:
    """Print the key phrases."""
    tools = TextTools()
    text = tools.clean(_read(tools, arguments.file).text).text
    output.result({"text": text, "phrases": [phrase_object(phrase) for phrase in tools.phrases(text)]}, "")
    return 0


def blanks(arguments: argparse.Namespace, output: Output) -> int:
    """Print, line by line, what an examiner would blank."""
    tools = TextTools()
    status = 0
    for lines in _input_lines():
        records = [_record(line, ("text",)) for _, line in lines]
        found = iter(tools.blanks([record["text"] for record in records if record is not None]))
        for (number, _), record in zip(lines, records, strict=True):
            if record is None:
                status = _bad_line(output, number)
                continue
            chosen = [{"start": b.start, "end": b.end, "score": round(b.score, 6)} for b in next(found)]
            sys.stdout.write(f"{dump({'id': record.get('id'), 'blanks': chosen})}\n")
        sys.stdout.flush()
    return status


def check(arguments: argparse.Namespace, output: Output) -> int:
    """Print, line by line, how an answer is marked."""
    tools = TextTools()
    status = 0
    for lines in _input_lines():
        for number, line in lines:
            record = _record(line, ("expected", "given"))
            if record is None or not isinstance(record.get("any_order"), bool | None):
                status = _bad_line(output, number)
                continue
            verdict = tools.check(record["expected"], record["given"], arguments.level, bool(record.get("any_order")))
            sys.stdout.write(
                dump(
                    {
                        "verdict": str(verdict.verdict),
                        "rating": int(verdict.rating),
                        "diff": [list(piece) for piece in verdict.diff],
                        "reason": verdict.reason,
                    }
                )
                + "\n"
            )
        sys.stdout.flush()
    return status


def _read(tools: TextTools, file: str) -> RawText:
    if file != "-":
        return tools.read(Path(file))
    data = sys.stdin.buffer.read(_MOST_BYTES + 1) if sys.stdin else b""
    if len(data) > _MOST_BYTES:
        raise FileTooLarge(path="-", bytes=f"> {_MOST_BYTES}", limit=_MOST_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText(path="-") from error
    if not text.strip():
        raise FileEmpty(path="-")
    return RawText(text.replace("\r\n", "\n").replace("\r", "\n"), "-")


def _input_lines() -> Iterator[list[tuple[int, bytes]]]:
    """The lines of stdin with their numbers, some thousand at a time; blank lines are passed over."""
    numbered = enumerate(_stdin_lines(), start=1)
    lines = ((number, line) for number, line in numbered if line.strip())
    while batch := list(islice(lines, _LINES_AT_ONCE)):
        yield batch


def _stdin_lines() -> Iterator[bytes]:
    while sys.stdin and (line := sys.stdin.buffer.readline(_MOST_BYTES + 1)):
        if len(line) > _MOST_BYTES:
            raise FileTooLarge(path="-", bytes=f"> {_MOST_BYTES}", limit=_MOST_BYTES)
        yield line


def _record(line: bytes, needed: tuple[str, ...]) -> dict[str, Any] | None:
    try:
        record = _JSON.decode(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    fits = isinstance(record, dict) and all(isinstance(record.get(name), str) for name in needed)
    return record if fits else None


def _no_number(name: str) -> None:
    """NaN and the infinities are no JSON, whatever Python thinks."""
    raise ValueError(name)


_JSON = json.JSONDecoder(parse_constant=_no_number)


def _bad_line(output: Output, number: int) -> int:
    message = output.words.say("bad_line", line=number)
    output.note(message)
    sys.stdout.write(f"{dump(error_object('bad_line', message))}\n")
    return 1
