"""Both languages are complete: Chinese stands in the code, English in resources/i18n."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from desktop.paths import resource
from tools.build_translations import compile_all, update

SOURCE = resource("i18n", "wengu_en.ts")


def messages(path: Path) -> list[tuple[str, ElementTree.Element]]:
    contexts = ElementTree.parse(path).getroot().iter("context")
    return [(context.findtext("name", ""), message) for context in contexts for message in context.iter("message")]


def forms(message: ElementTree.Element) -> list[str]:
    translation = message.find("translation")
    assert translation is not None
    return [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]


def test_nothing_is_unfinished() -> None:
    for context, message in messages(SOURCE):
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, (context, message.findtext("source"))
        assert all(forms(message)), (context, message.findtext("source"))


def test_placeholders_survive() -> None:
    for _, message in messages(SOURCE):
        source = message.findtext("source", "")
        wanted = sorted(re.findall(r"\{\w+\}", source))
        for form in forms(message):
            assert sorted(re.findall(r"\{\w+\}", form)) == wanted, source
            assert ("%n" in form) == ("%n" in source), source


def test_plurals_have_two_forms() -> None:
    for _, message in messages(SOURCE):
        if "%n" in message.findtext("source", ""):
            assert message.get("numerus") == "yes", message.findtext("source")
            assert len(forms(message)) == 2


def test_english_is_english() -> None:
    kept = {"温故而知新，可以为师矣。"}
    for _, message in messages(SOURCE):
        for form in forms(message):
            assert form in kept or not re.search(r"[一-鿿，。：；（）]", form), form


def test_no_word_of_the_code_is_missing(tmp_path: Path) -> None:
    copy = Path(shutil.copy(SOURCE, tmp_path))
    update(tmp_path)
    fresh = {(context, message.findtext("source")) for context, message in messages(copy)}
    assert fresh == {(context, message.findtext("source")) for context, message in messages(SOURCE)}


def test_it_compiles(tmp_path: Path) -> None:
    shutil.copy(SOURCE, tmp_path)
    (made,) = compile_all(tmp_path)
    assert made.stat().st_size > 1000


@pytest.fixture(scope="session", autouse=True)
def _compiled() -> None:
    compile_all()
