"""Saved pages in one file and mails, as programs write them."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

import pytest

from desktop.domain.errors import FileEmpty
from desktop.formats.reader import read_document

PROSE = "根据有关规定，现将有关事项通知如下，请认真贯彻执行。"
PAGE = f"<html><head><title>关于某事的通知</title></head><body><div class='nav'>首页</div><p>{PROSE}</p></body></html>"


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
@pytest.mark.parametrize("name", ["页.mht", "页.mhtml"])
def test_a_page_saved_in_one_file(tmp_path: Path, name: str, charset: str) -> None:
    path = tmp_path / name
    fields = b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    fields += b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--B"\r\n\r\n----B\r\n'
    part = f"Content-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".encode()
    path.write_bytes(fields + part + quopri.encodestring(PAGE.encode(charset)) + b"\r\n----B--\r\n")
    assert read_document(path).text == f"关于某事的通知\n{PROSE}\n"


def test_a_mail_is_its_subject_and_text(tmp_path: Path) -> None:
    path = tmp_path / "信.eml"
    subject = base64.b64encode("学习通知".encode()).decode()
    fields = f"From: a@example.com\nSubject: =?utf-8?B?{subject}?=\nMIME-Version: 1.0\n"
    fields += "Content-Type: text/plain; charset=gbk\n"
    body = base64.encodebytes(PROSE.encode("gbk")).decode()
    path.write_text(f"{fields}Content-Transfer-Encoding: base64\n\n{body}", "ascii")
    assert read_document(path).text == f"学习通知\n{PROSE}"


def test_a_text_called_so_stays_a_text_and_an_empty_mail_is_told(tmp_path: Path) -> None:
    path = tmp_path / "信.eml"
    path.write_text(f"通知：\n{PROSE}\n", "utf-8")
    assert read_document(path).text == f"通知：\n{PROSE}\n"
    path.write_text("Subject: x\nMIME-Version: 1.0\nContent-Type: text/plain\n\n\n", "ascii")
    with pytest.raises(FileEmpty):
        read_document(path)
