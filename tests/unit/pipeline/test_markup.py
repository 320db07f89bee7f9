"""What is left of a file's format is no part of its article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.pipeline.markup import find_markup

FEED = """<?xml version="1.0" encoding="gb2312"?>
<!-- made by
a program -->
<rss version="2.0">
<channel>
<title>读书笔记</title>
<link>http://example.org/</link>
<item><title>温故知新</title>
<description><![CDATA[温习旧的知识，<br/>得到新的理解。]]></description>
<pubDate>2005-12-30T13:33:27Z</pubDate>
<img src="a.png"
  alt="图"/>
</item>
</channel></rss>
"""
SUBTITLES = """1
00:00:06,500 --> 00:00:09,000
第一句话

2
00:00:11,000 --> 00:00:17,000
第二句
两行

3
00:00:19,000 --> 00:00:24,000
完
"""


def _left(text: str) -> str:
    at, pieces = 0, []
    for start, end in find_markup(text):
        assert at <= start < end
        pieces.append(text[at:start])
        at = end
    return "".join((*pieces, text[at:]))


def test_tags_addresses_and_dates_of_a_feed_go() -> None:
    assert _left(FEED) == "读书笔记\n温故知新\n温习旧的知识，得到新的理解。\n"


def test_numbers_and_timings_of_subtitles_go() -> None:
    assert _left(SUBTITLES) == "第一句话\n\n第二句\n两行\n\n完\n"


@pytest.mark.parametrize(
    "text",
    [
        "若 a<b 且 b>c，则 a<c。\n",
        "网页里的 <b>粗体</b> 用两个标签写成。\n",
        "<em>只有</em>几个<b>标签</b>的笔记\n",
        "箭头 --> 表示推出。\n",
        "",
    ],
)
def test_a_text_that_only_mentions_markup_keeps_it(text: str) -> None:
    assert _left(text) == text


@given(st.text(alphabet='<>!-[]/?ab 字\n"=', max_size=200))
def test_any_text_has_spans_in_order(text: str) -> None:
    _left("<?xml?>" + text)
    _left("<a><b></b></a>" * 2 + text)
