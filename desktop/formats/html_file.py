"""Saved web pages: the main text, without navigation, buttons and lists of links. Nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from desktop.domain.article import RawText
from desktop.domain.errors import DamagedFile, FileEmpty, FileTooLarge
from desktop.domain.numbering import STYLES
from desktop.formats.text_file import decode_text, read_bytes

MOST_CHARACTERS = 3_000_000  # without scripts and pictures; the tree takes some thirty times that in bytes

_DROPPED = (
    *(
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "form",
        "button",
        "select",
    ),
    *(
        "textarea",
        "input",
        "nav",
        "aside",
        "footer",
        "menu",
        "audio",
        "video",
        "picture",
        "map",
        "link",
        "meta",
        "rt",
        "rp",
    ),
)
_BLOCKS = frozenset(
    (
        *("address", "article", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main"),
        *("ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"),
    )
)
# Words in class or id that name what stands around a text.
_AROUND = re.compile(
    r"(?:^|[-_ ])(?:nav(?:bar|igation)?|menu|breadcrumbs?|crumbs?|footer|foot|sidebar|side|comments?|share|bdshare"
    r"|related|relate|recommend|copyright|advert|ads?|toolbar|pagination|pager|banner|search|login|qrcode|ewm|links?|hot|rank)"
    r"(?:$|[-_ 0-9])",
    re.IGNORECASE,
)
# lxml reads what no XML may hold, and refuses to write it where a node is dropped.
_NO_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,9}));?", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SCRIPT = re.compile(r"<(script|style)\b", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]{100,}+")
_UNNUMBERED = re.compile(r"list-style[^;]*none", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MARK = re.compile(r"[，。；：、！？,.;!?]")
_SITE_NAME = re.compile(r"\s*(?:[-_|—–]|--|::)\s*[^-_|—–]{2,30}$")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_SHARE_OF_CONTENT = 0.8


def read_html_file(path: Path) -> RawText:
    """The main text of a saved page, a block a line, the page's title first where the text lacks it.

    Raises what ``read_bytes`` and ``decode_text`` raise, DamagedFile, FileEmpty, FileTooLarge.
    """
    data = read_bytes(path)
    decoded = decode_text(data, path.name)
    text = main_text(decoded.text, str(path))
    return RawText(text, path.name, decoded.encoding, data)


def main_text(markup: str, path: str) -> str:
    """The main text of the page ``markup``; ``path`` is for messages. Raises DamagedFile, FileEmpty, FileTooLarge."""
    root = parse_html(markup, path)
    title = _title(root)
    _remove_surroundings(root)
    content = _content(root)
    lines = block_lines(content)
    if title and (not lines or (_begins_text(lines[0]) and not any(title in line for line in lines[:8]))):
        lines.insert(0, title)
    if not lines:
        raise FileEmpty(path=path)
    return "\n".join(lines) + "\n"


def _begins_text(line: str) -> bool:
    """Whether a page's first line is its text already, not a title."""
    return line[-1] in "。；：" or len(line) > 60 or any(style.pattern.match(line) for style in STYLES)


def parse_html(markup: str, path: str) -> html.HtmlElement:
    """The tree of a page, without scripts and embedded pictures. Raises DamagedFile, FileTooLarge."""
    markup = _EMBEDDED.sub(
        "", _without_scripts(_DECLARATION.sub("", _REFERENCE.sub(_xml_only, markup.translate(_NO_XML))))
    )
    if len(markup) > MOST_CHARACTERS:
        raise FileTooLarge(path=path, bytes=len(markup), limit=MOST_CHARACTERS)
    # Without huge_tree libxml2 silently drops what stands more than 256 elements deep; its limit is then 2,048.
    parser = html.HTMLParser(no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(markup, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFile(path=path, reason=str(error)) from error
    cut = [entry.message for entry in parser.error_log if entry.type_name == "ERR_RESOURCE_LIMIT"]
    if cut:
        raise DamagedFile(path=path, reason=cut[0])
    return root


def _xml_only(reference: re.Match[str]) -> str:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return "" if code in _NO_XML else reference[0]


def _without_scripts(markup: str) -> str:
    """``markup`` without scripts and styles that are closed; what is not closed is left to the parser."""
    pieces = []
    done = 0
    while opened := _SCRIPT.search(markup, done):
        closed = re.compile(f"</{opened[1]}[^>]*>", re.IGNORECASE).search(markup, opened.end())
        if not closed:
            break
        pieces.append(markup[done : opened.start()])
        done = closed.end()
    return "".join((*pieces, markup[done:]))


def block_lines(element: html.HtmlElement) -> list[str]:
    """The text of ``element``, a block a line, headings below the first level marked as in Markdown.

    Cells of a row are set apart by `` | ``; white space is folded as a browser does.
    """
    lines: list[str] = []
    pending: list[str] = []
    counts: dict[html.HtmlElement, int] = {}

    def finish() -> None:
        pieces = (_SPACE.sub(" ", piece).strip() for piece in "".join(pending).split("\x00"))
        lines.extend(piece for piece in pieces if piece)
        pending.clear()

    for event, node in _walk(element):
        tag = node.tag
        if event == "start":
            if tag in _BLOCKS and not _begins_item(node):
                finish()
            if tag in ("td", "th"):
                pending.append(" | " if "".join(pending).strip() else "")
            if tag == "br":
                pending.append("\x00")
            pending.append(_item_number(node, counts) if tag == "li" else "")
            pending.append(node.text or "")
        else:
            if tag in _BLOCKS:
                if tag in ("h2", "h3", "h4", "h5", "h6"):
                    _mark_heading(pending, int(tag[1]))
                finish()
            if node is not element:
                pending.append(node.tail or "")
    finish()
    return lines


def _begins_item(node: html.HtmlElement) -> bool:
    """Whether a block is the first thing in an item of a numbered list, whose number stands on its line."""
    item = node.getparent()
    return (
        item is not None
        and item.tag == "li"
        and node is item[0]
        and not (item.text or "").strip()
        and item.getparent() is not None
        and item.getparent().tag == "ol"
    )


def _item_number(item: html.HtmlElement, counts: dict[html.HtmlElement, int]) -> str:
    """The number that a browser prints before the next item of a numbered list.

    Empty where the item has one of its own.
    """
    numbered = item.getparent()
    if numbered is None or numbered.tag != "ol" or _UNNUMBERED.search(numbered.get("style", "")):
        return ""
    start = numbered.get("start", "1")
    counts[numbered] = counts.get(numbered, int(start) - 1 if start.isdecimal() and len(start) < 6 else 0) + 1
    text = item.text_content().strip()
    if not text or any(style.pattern.match(text) for style in STYLES):
        return ""
    return f"{counts[numbered]}. "


def _walk(element: html.HtmlElement) -> Iterator[tuple[str, html.HtmlElement]]:
    yield from etree.iterwalk(element, events=("start", "end"))


def _mark_heading(pending: list[str], level: int) -> None:
    heading = _SPACE.sub(" ", "".join(pending).replace("\x00", " ")).strip()
    numbered = any(style.pattern.match(heading) for style in STYLES)
    pending[:] = [heading if numbered or not heading else f"{'#' * level} {heading}"]


def _title(root: html.HtmlElement) -> str:
    """The page's own heading: its only h1, otherwise its title without the site's name."""
    headings = [_SPACE.sub(" ", heading.text_content()).strip() for heading in root.iter("h1")]
    named = [heading for heading in headings if len(heading) >= 4]
    if len(named) == 1:
        return named[0]
    title = root.findtext(".//title") or ""
    title = _SPACE.sub(" ", title).strip()
    while (shorter := _SITE_NAME.sub("", title)) != title and len(shorter) >= 4:
        title = shorter
    return title


def _remove_surroundings(root: html.HtmlElement) -> None:
    """Drop what is never text, what is hidden, and what is named as navigation unless most of the text is in it."""
    for node in list(root.iter(*_DROPPED)):
        node.drop_tree()
    whole = _weight(root)
    for node in list(root.iter()):
        if not isinstance(node.tag, str) or node.tag in ("html", "body") or node.getparent() is None:
            continue
        named = f"{node.get('class', '')} {node.get('id', '')}"
        hidden = _HIDDEN.search(node.get("style", "")) is not None
        if (hidden or (named.strip() and _AROUND.search(named))) and _weight(node) * 4 < whole:
            node.drop_tree()


def _content(root: html.HtmlElement) -> html.HtmlElement:
    """The innermost element that holds most of the running text of the page."""
    weights = _weights(root)
    element = root
    while True:
        whole = weights.get(element, 0)
        heaviest = max(element, key=lambda child: weights.get(child, 0), default=None)
        if heaviest is None or not whole or weights.get(heaviest, 0) < _SHARE_OF_CONTENT * whole:
            return element
        if heaviest.tag in ("p", "span", "td", "b", "strong", "font", "tr"):
            return element
        element = heaviest


def _weight(element: html.HtmlElement) -> int:
    return _own_weight(element.text_content()) if element.tag != "a" else 0


def _weights(root: html.HtmlElement) -> dict[html.HtmlElement, int]:
    """For each element, the characters of running text in it: text with punctuation that is not a link."""
    weights: dict[html.HtmlElement, int] = {}
    in_link = 0
    for event, node in _walk(root):
        if event == "start":
            in_link += node.tag == "a"
            weights[node] = weights.get(node, 0) + (0 if in_link else _own_weight(node.text or ""))
            continue
        in_link -= node.tag == "a"
        parent = node.getparent()
        if parent is not None and node is not root:
            tail = 0 if in_link else _own_weight(node.tail or "")
            weights[parent] = weights.get(parent, 0) + weights[node] + tail
    return weights


def _own_weight(text: str) -> int:
    return len(text.strip()) if _MARK.search(text) or len(text.strip()) > 30 else 0
