"""How characters are read in their words."""

from __future__ import annotations

import pytest

from desktop.pipeline.pinyin import marked, read_syllables
from desktop.services.text_tools import TextTools


@pytest.fixture(scope="module")
def tools() -> TextTools:
    return TextTools()


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("银行行长重新调查", "yín háng háng zhǎng chóng xīn diào chá"),
        ("严格行使审判权", "yán gé xíng shǐ shěn pàn quán"),
        ("不正当竞争", "bù zhèng dàng jìng zhēng"),
        ("调解处理差距", "tiáo jiě chǔ lǐ chā jù"),
        ("以人民为中心", "yǐ rén mín wéi zhōng xīn"),
        ("为人民服务", "wèi rén mín fú wù"),
        ("法律女", "fǎ lǜ nǚ"),
    ],
)
def test_words_decide_how_a_character_is_read(tools: TextTools, text: str, pinyin: str) -> None:
    assert " ".join(tools.pinyin(text, {})) == pinyin


def test_what_is_no_character_has_no_syllable(tools: TextTools) -> None:
    assert tools.pinyin("A，法𠮷1", {}) == ["", "", "fǎ", "", ""]


def test_the_learner_knows_better(tools: TextTools) -> None:
    assert tools.pinyin("朝阳区", {"朝阳": ("zhāo", "yáng")})[:2] == ["zhāo", "yáng"]


@pytest.mark.parametrize(
    ("numbered", "mark"),
    [("zhang3", "zhǎng"), ("lv4", "lǜ"), ("gui4", "guì"), ("liu2", "liú"), ("xiong2", "xióng"), ("de", "de"),
     ("ou1", "ōu"), ("jiao3", "jiǎo"), ("yuan4", "yuàn"), ("xue2", "xué")],
)  # fmt: skip
def test_tones_stand_on_the_right_vowel(numbered: str, mark: str) -> None:
    assert marked(numbered) == mark


def test_both_ways_of_writing_tones_are_read() -> None:
    assert read_syllables("yin2 háng LV4") == ("yín", "háng", "lǜ")
    with pytest.raises(ValueError, match="12"):
        read_syllables("12 汉")


def test_hard_characters(tools: TextTools) -> None:
    hard = [character for character in "人民法院祉嗄𠮷，a" if tools.word_readings.is_hard(character)]
    assert hard == ["祉", "嗄", "𠮷"]
