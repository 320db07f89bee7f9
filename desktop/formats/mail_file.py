"""Saved pages in one file (.mht, .mhtml) and mails (.eml): what a reader sees of them."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from desktop.domain.article import RawText
from desktop.domain.errors import DamagedFile, FileEmpty
from desktop.formats.html_file import main_text
from desktop.formats.text_file import decode_text, read_bytes

_FIELDS = re.compile(rb"(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}")
_KIND = re.compile(rb"^Content-Type:\s*(?:multipart/|text/)", re.IGNORECASE | re.MULTILINE)
_VERSION = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)


def looks_like_mail(head: bytes) -> bool:
    """Whether ``head`` begins with the fields of a mail or of a page saved as one."""
    fields = _FIELDS.match(head.lstrip(b"\r\n"))
    return fields is not None and _KIND.search(fields[0]) is not None and _VERSION.search(fields[0]) is not None


def read_mail_file(path: Path) -> RawText:
    """The text of the page or mail: of a saved page its main text, of a mail its subject and plain text, else its page.

    Raises what ``read_bytes``, ``decode_text`` and ``main_text`` raise, and FileEmpty, DamagedFile.
    """
    data = read_bytes(path)
    try:
        message = message_from_bytes(data.lstrip(b"\r\n"), policy=policy.default)
        saved = message.get_content_type() == "multipart/related"
        part = message.get_body(("html", "plain") if saved else ("plain", "html"))
        subject = "" if saved else str(message.get("subject", "")).strip()
        content = b"" if part is None else part.get_payload(decode=True)
    except (LookupError, ValueError, AttributeError) as error:
        raise DamagedFile(path=str(path), reason=str(error)) from error
    if not isinstance(part, EmailMessage) or not isinstance(content, bytes) or not content.strip():
        raise FileEmpty(path=str(path))
    decoded = decode_text(content, path.name)
    text = main_text(decoded.text, str(path)) if part.get_content_subtype() == "html" else decoded.text
    return RawText(f"{subject}\n{text}" if subject else text, path.name, decoded.encoding, data)
