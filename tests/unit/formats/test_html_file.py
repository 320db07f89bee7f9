from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.errors import AppError, DamagedFile
from desktop.formats.html_file import read_html_file

PROSE = "为了规范党的工作机关的设立和运行，提高履职能力和工作水平，制定本条例。"
PAGE = f"""<!DOCTYPE html><html><head><meta charset="{{charset}}"><title>某条例-某某网</title>
<script>var a = "不要";</script><style>p {{ color: red }}</style></head><body>
<div class="nav"><a href="/">首页</a><a href="/n">新闻</a></div>
<div id="breadcrumb">当前位置：<a href="/">首页</a> &gt; 新闻</div>
<div class="wrap"><div class="main"><h1>某某工作条例</h1>
<div class="content" id="zoom"><p>　　{PROSE}</p>
<h2>设立</h2><p>第一行，说明。<br>第二行，说明&nbsp;完。</p>
<ul><li>甲项，内容。</li><li>乙项，内容。</li></ul>
<table><tr><td>姓名</td><td>职务</td></tr><tr><td>张某</td><td>主任</td></tr></table>
<p><ruby>角<rp>(</rp><rt>jué</rt><rp>)</rp></ruby>色，内容。<img src="http://example.invalid/a.png" alt="图"></p>
<p style="display:none">隐藏的文字，不显示。</p></div></div>
<div class="sidebar"><ul><li><a href="#">热门文章一，很长的标题</a></li></ul></div></div>
<div class="footer">Copyright © 某某网 版权所有，未经许可不得转载。</div></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_the_main_text_of_a_saved_page(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.replace("{charset}", charset).encode(charset))
    raw = read_html_file(path)
    assert raw.text.splitlines() == [
        "某某工作条例",
        PROSE.strip(),
        "## 设立",
        "第一行，说明。",
        "第二行，说明\xa0完。",
        "甲项，内容。",
        "乙项，内容。",
        "姓名 | 职务",
        "张某 | 主任",
        "角色，内容。",
    ]
    assert raw.data == path.read_bytes()


def test_a_page_that_opens_with_its_title_is_not_given_another(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        f"<html><title>某某网</title><body><div><p>某某条例</p><p>{PROSE}</p><p>{PROSE}</p></div></body></html>"
    )
    assert read_html_file(path).text.splitlines() == ["某某条例", PROSE, PROSE]


@pytest.mark.parametrize(
    "markup",
    [
        "<html>" + "<div>" * 20_000 + "深处，有字。",
        "<html><body>" + "<b>" * 5_000 + "字，" * 5_000,
        "<html><body><p>" + "&#x4e2d;" * 100_000,
        "<html><body><table>" + "<tr><td>甲，乙" * 20_000,
        '<!DOCTYPE html [<!ENTITY a "bbbbbbbb"><!ENTITY c SYSTEM "file:///etc/passwd">]><html><p>&a;&c;，',
        "<html><body></body></html>",
        "<html",
        "<html>\x00\x00<p>甲，乙。",
        '<html><p>甲，乙。<span class="nav">丙</span>\x0c丁&#8;\x08，戊。</p>',
    ],
)
def test_hostile_pages_give_text_or_a_refusal(tmp_path: Path, markup: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(markup)
    try:
        text = read_html_file(path).text
    except AppError:
        return
    assert text.strip()
    assert "\x08" not in text
    assert "root:" not in text


@pytest.mark.parametrize("depth", [255, 400, 2000])
def test_text_deep_inside_is_not_lost(tmp_path: Path, depth: int) -> None:
    page = tmp_path / "deep.html"
    inside = "<div>" * depth + "坚持党的领导，坚持人民当家作主。" + "</div>" * depth
    page.write_text(f"<html><body><p>开头一段，说明来历。</p>{inside}</body></html>", encoding="utf-8")
    assert "坚持人民当家作主" in read_html_file(page).text


def test_a_page_too_deep_to_be_read_whole_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "deep.html"
    page.write_text("<p>开头一段，说明来历。</p>" + "<div>" * 5000 + "坚持人民当家作主。", encoding="utf-8")
    with pytest.raises(DamagedFile, match="depth"):
        read_html_file(page)


def test_a_numbered_list_keeps_the_numbers_that_a_browser_prints(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    items = f"<li>{PROSE}</li><li>（二）{PROSE}</li><li><p>{PROSE}</p></li>"
    path.write_text(f'<ol start="3">{items}</ol><ol style="list-style: none"><li>{PROSE}</li></ol>', "utf-8")
    assert read_html_file(path).text.splitlines() == [f"3. {PROSE}", f"（二）{PROSE}", f"5. {PROSE}", PROSE]
