"""Exercises and papers as PDF, the font embedded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.domain.printed import Exercise, Gap, Heading, Key, Sheet
from desktop.formats.pdf_setting import BOTTOM, SIDE, TOP, Piece, Setting

_SIZE, _LEADING = 11.5, 7.4  # points, millimetres
_HEADINGS = {0: (14.5, 10.0), 1: (12.5, 8.6), 2: (11.5, 7.8), 3: (11.5, 7.6)}
_KEY_SIZE, _KEY_LEADING = 10.5, 6.2
_GUTTER = 10.0
_FIELD_RULE = 9  # characters


def write_sheets_pdf(path: Path, sheets: Sequence[Sheet]) -> str:
    """Write ``sheets`` one after another, then their keys, each beginning a page; the characters that no font had.

    Raises FontMissing and FileUnwritable.
    """
    setting = Setting(sheets[0].title)
    for sheet in sheets:
        setting.new_page(f"{sheet.label}　{sheet.words.page}".strip("　"))
        _set_head(setting, sheet)
        for number, block in enumerate(sheet.body):
            if isinstance(block, Heading):
                _set_heading(setting, block, _keep(sheet.body[number + 1 :]))
            else:
                _set_exercise(setting, block)
    for sheet in sheets:
        _set_key(setting, sheet)
    return setting.write(path)


def _set_head(setting: Setting, sheet: Sheet) -> None:
    setting.paragraph([sheet.title], 17, 10.5, style="B", align="C")
    if sheet.subtitle:
        setting.paragraph([sheet.subtitle], 14, 9, style="B", align="C")
    if sheet.remark:
        setting.y += 1
        setting.paragraph([sheet.remark], 10.5, 7, align="C")
    if sheet.fields:
        setting.y += 2
        pieces: list[Piece] = []
        for field in sheet.fields:
            pieces += [
                "　" if pieces else "",
                f"{field}{sheet.words.colon}",
                Gap(_FIELD_RULE if field == sheet.fields[0] else 6),
            ]
        setting.paragraph(pieces, 10.5, 8, align="C")
    if sheet.score:
        setting.y += 3
        _set_score(setting, sheet)
    setting.y += 4


def _set_score(setting: Setting, sheet: Sheet) -> None:
    """The table in which the marker writes the points of each part."""
    height, first = 8.0, 18.0
    names = (sheet.words.number, *sheet.score)
    wide = min(20.0, (setting.width - first) / len(sheet.score))
    left = setting.left + (setting.width - first - wide * len(sheet.score)) / 2
    edges = [left, left + first, *(left + first + wide * (n + 1) for n in range(len(sheet.score)))]
    pdf, top = setting.pdf, setting.y
    for row in range(3):
        setting.rule(left, edges[-1], top + row * height)
    for edge in edges:
        pdf.line(edge, top, edge, top + 2 * height)
    for row, texts in enumerate((names, (sheet.words.points,))):
        for text, start, end in zip(texts, edges, edges[1:], strict=False):
            pdf.set_font("cjk", size=10.5)
            pdf.set_text_color(34, 33, 31)
            pdf.text(start + (end - start - setting.measure(text, 10.5)) / 2, top + row * height + 5.4, text)
    setting.y = top + 2 * height


def _set_heading(setting: Setting, heading: Heading, keep: float) -> None:
    size, leading = _HEADINGS[heading.level]
    setting.space((5.0, 4.0, 2.5, 1.5)[heading.level])
    setting.paragraph([heading.text], size, leading, style="B" if heading.level < 3 else "", keep=keep, align="L")
    setting.y += 0.8


def _keep(following: Sequence[Heading | Exercise]) -> float:
    """How much of what follows a heading must stand on its page: headings to the first question, and two lines."""
    height = 2 * _LEADING
    for block in following:
        if isinstance(block, Exercise):
            break
        height += _HEADINGS[block.level][1]
    return height


def _set_exercise(setting: Setting, exercise: Exercise) -> None:
    label = f"{exercise.number}．"
    hang = max(setting.measure("00．", _SIZE), setting.measure(label, _SIZE))
    grid = _option_grid(setting, exercise.options, hang)
    after = len(grid) * _LEADING + exercise.lines * 9.0
    setting.paragraph(exercise.content, _SIZE, _LEADING, hang=hang, label=label, keep=min(after, 5 * _LEADING))
    for row in grid:
        if len(grid[0]) == 1:
            inner = setting.measure("A．", _SIZE)
            setting.left += hang
            setting.width -= hang
            setting.paragraph([row[0][2:]], _SIZE, _LEADING, hang=inner, label=row[0][:2])
            setting.left -= hang
            setting.width += hang
        else:
            setting.row([*row, *[""] * (len(grid[0]) - len(row))], _SIZE, _LEADING, hang)
    for _ in range(exercise.lines):
        setting.room(9.0)
        setting.y += 9.0
        setting.rule(setting.left + hang, setting.left + setting.width, setting.y - 1.2)
    setting.y += 1.4


def _option_grid(setting: Setting, options: Sequence[str], hang: float) -> list[list[str]]:
    """Options with their letters in as few lines as they fit: four, two or one beside one another."""
    lettered = [f"{chr(65 + number)}．{option}" for number, option in enumerate(options)]
    for columns in (4, 2, 1):
        part = (setting.width - hang) / columns - setting.measure("　", _SIZE)
        if columns == 1 or (len(lettered) % columns == 0 and all(setting.measure(o, _SIZE) <= part for o in lettered)):
            return [lettered[at : at + columns] for at in range(0, len(lettered), columns)]
    return []


def _set_key(setting: Setting, sheet: Sheet) -> None:
    """The answers in columns: as many as the longest usual one leaves room for."""
    setting.new_page(f"{sheet.label}　{sheet.words.key}　{sheet.words.page}".strip("　"))
    setting.paragraph([" ".join(filter(None, (sheet.label, sheet.words.key)))], 14, 10, style="B", align="C")
    setting.y += 2
    lengths = sorted(setting.measure(key.text, _KEY_SIZE) for key in sheet.key if key.number)
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0.0
    columns = next((n for n in (3, 2) if usual + 10 <= (setting.width - (n - 1) * _GUTTER) / n), 1)
    full, top, column = setting.width, setting.y, 0
    setting.width = (full - (columns - 1) * _GUTTER) / columns
    bottom = setting.bottom
    # Short keys fill the columns evenly instead of one to the foot.
    lines = sum(_key_lines(setting, key) for key in sheet.key) / columns
    setting.bottom = min(bottom, top + (lines + 1) * _KEY_LEADING)
    for key in sheet.key:
        height = _key_lines(setting, key) * _KEY_LEADING
        needed = height + (_KEY_LEADING * 2 if not key.number else 0)
        if setting.y + needed > setting.bottom and setting.y > top:
            column += 1
            if column == columns:
                column, setting.left, setting.bottom = 0, SIDE, bottom
                setting.new_page()
                top = TOP
            setting.left = SIDE + column * (setting.width + _GUTTER)
            setting.y = top
        was, setting.bottom = setting.bottom, setting.pdf.h - BOTTOM / 2
        if key.number:
            label = f"{key.number}．"
            hang = setting.measure("00．", _KEY_SIZE)
            setting.paragraph([key.text], _KEY_SIZE, _KEY_LEADING, hang=hang, label=label, align="L")
        else:
            setting.y += 1.5 if setting.y > top else 0
            setting.paragraph([key.text], _KEY_SIZE, _KEY_LEADING + 0.6, style="B", align="L")
        setting.bottom = was
    setting.left, setting.width, setting.bottom = SIDE, full, bottom


def _key_lines(setting: Setting, key: Key) -> int:
    room = setting.width - (setting.measure("00．", _KEY_SIZE) if key.number else 0)
    return max(1, -(-int(setting.measure(key.text, _KEY_SIZE) * 10) // int(room * 10))) + (0 if key.number else 1)
