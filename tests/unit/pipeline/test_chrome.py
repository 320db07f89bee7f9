from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.article import Repair, RepairedText
from desktop.pipeline.chrome import drop_chrome, find_chrome, find_facts
from desktop.pipeline.chrome_lines import LineRole, line_role
from desktop.pipeline.edits import apply_edits

SEED = Path(__file__).parents[2] / "data" / "seed" / "article_gold.txt"
PROSE = "为深入贯彻落实有关决策部署，进一步加强文物安全工作，经市政府同意，现提出如下实施意见。\n"


def body(text: str) -> str:
    return drop_chrome(text, RepairedText(text, ())).text


SPEECH = f"""您的位置:
首页
>
要闻
要闻
2026年政府工作报告
来源：
某某日报客户端
2026-02-03 09:02:33
【字体：
大
中
小
】
——2026年1月28日在某省第十四届人民代表大会第四次会议上
省长　张某某
1月28日，大会在某市开幕。省长张某某作政府工作报告。 某某日报记者 李某 摄
各位代表：
现在，我代表省人民政府，向大会报告工作，请予审议，并请省政协委员提出意见。
一、2025年工作回顾
{PROSE}收藏
|
分享到:
分享到微信
×
相关文档：
某市2026年政府工作报告
某县2026年政府工作报告
"""


def test_a_speech_copied_with_its_page_keeps_its_body_only() -> None:
    assert body(SPEECH) == (
        "各位代表：\n现在，我代表省人民政府，向大会报告工作，请予审议，并请省政协委员提出意见。\n"
        f"一、2025年工作回顾\n{PROSE}"
    )


def test_the_page_says_where_and_when_it_was_published() -> None:
    facts = find_facts(SPEECH)
    assert (facts.source, facts.published) == ("某某日报客户端", date(2026, 2, 3))
    line = "时间：2025-01-02 10:00 来源：人民法院报 作者：张三 责任编辑：李四 字号：小 中 大\n"
    facts = find_facts("某某意见\n" + line + PROSE)
    assert facts == ("人民法院报", "张三", "李四", date(2025, 1, 2))


GOVERNMENT_PAGE = f"""某市人民政府
您当前的位置:
>> ... >> 其他政策文件
索 引 号: 11330683742010670P/2017-84094 主题分类: 其他
发 布 机 构 市人民政府办公室 发 文 日 期 2017-03-28
有效性: 有效 发文字号   -

某市人民政府关于加强文物安全工作的意见

发布日期:2017-03-28-00:00:00 信息来源:某市 浏览次数: 字号:[ ]
分享:
某政发〔2017〕5号
各县（市）、区人民政府，市政府各委、办、局：
{PROSE}一、总体要求
{PROSE}— 1 —
二、主要任务
{PROSE}
某市人民政府
2017年3月20日
（此件公开发布）
附件：任务分工表
 相关解读
 扫一扫在手机打开当前页
 $('#share-1').share();
img#imgConac {{
 height: 55px;
 网站导航：
 中国政府网
上一篇：某某通知
下一篇：没有了
主办单位：某市人民政府 某ICP备05000001号 某公网安备 23020002000001号
Copyright © 2020 All Rights Reserved
"""


def test_a_government_page_keeps_title_number_signature_and_annex() -> None:
    kept = [line for line in body(GOVERNMENT_PAGE).splitlines() if line.strip()]
    prose = PROSE.strip()
    assert kept == [
        "某市人民政府关于加强文物安全工作的意见",
        "某政发〔2017〕5号",
        "各县（市）、区人民政府，市政府各委、办、局：",
        prose,
        "一、总体要求",
        prose,
        "二、主要任务",
        prose,
        "某市人民政府",
        "2017年3月20日",
        "（此件公开发布）",
        "附件：任务分工表",
    ]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("当前位置：首页 > 政务公开 > 政策文件", LineRole.FURNITURE),
        ("首页 > 新闻中心 > 要闻", LineRole.FURNITURE),
        ("首页 | 机构 | 新闻 | 联系我们", LineRole.FURNITURE),
        ("【字体：大 中 小】 打印 分享到：", LineRole.FURNITURE),
        ("打印 关闭", LineRole.FURNITURE),
        ("【打印】 【关闭窗口】", LineRole.FURNITURE),
        ("大 中 小", LineRole.FURNITURE),
        ("扫一扫在手机打开当前页", LineRole.FURNITURE),
        ("微信扫一扫分享本页", LineRole.FURNITURE),
        ("上一篇：关于某事的通知", LineRole.FURNITURE),
        ("Copyright © 2024 某某网 版权所有", LineRole.FURNITURE),
        ("京ICP备05023036号-1 京公网安备11010202000001号", LineRole.FURNITURE),
        ("新华社记者 王某 摄", LineRole.FURNITURE),
        ("打印", LineRole.BUTTON),
        ("×", LineRole.BUTTON),
        ("相关链接：", LineRole.RELATED),
        ("来源：新华社", LineRole.IMPRINT),
        ("发稿时间：2025-07-15 14:21:13   来源：新华社", LineRole.IMPRINT),
        ("（责任编辑：李某）", LineRole.IMPRINT),
        ("阅读次数： 1023", LineRole.IMPRINT),
        ("编辑：何某某", LineRole.BYLINE),
        ("2026-02-09 09:45:30", LineRole.STAMP),
        ("— 3 —", LineRole.PAGE_NUMBER),
        ("第 3 页 共 12 页", LineRole.PAGE_NUMBER),
        ("第三条 著作权人享有下列权利：", LineRole.TEXT),
        ("版权所有者享有的权利受法律保护。", LineRole.TEXT),
        ("消费者可以扫描商品上的二维码查看来源信息。", LineRole.TEXT),
        ("政府工作报告", LineRole.TEXT),
        ("2017年3月20日", LineRole.TEXT),
        ("附件：任务分工表", LineRole.TEXT),
        ("位置和面积由规划确定", LineRole.TEXT),
    ],
)
def test_what_a_line_may_be(line: str, role: LineRole) -> None:
    assert line_role(line) is role


def test_page_numbers_and_running_heads_of_a_print_are_left_out() -> None:
    pages = [f"某某学概论\n{PROSE * 5}{number}\n" for number in range(1, 5)]
    assert body("书名\n" + "".join(pages)) == "书名\n" + f"某某学概论\n{PROSE * 5}" + f"{PROSE * 5}" * 3


@pytest.mark.parametrize(
    "text",
    [
        SEED.read_text(encoding="utf-8"),
        "某某条例\n2011年1月8日 修订\n第一条 甲，乙。\n第二条 丙，丁。\n附：\n甲委员会\n乙委员会\n",
        f"春\n作者：朱某某\n{PROSE}（选自《某某集》）\n",
        f"会议通知\n{PROSE}时间：2025年3月1日\n地点：三楼会议室\n联系人：张某\n",
        f"某课文\n{PROSE}相关链接\n{PROSE * 3}",
        "1. 下列说法正确的是\nA. 大\nB. 小\n答案：A\n2. 下列\n大\n中\n小\n",
        "表\n1\n2\n3\n4\n5\n",
        "",
        "\n\n",
        "一行",
    ],
)
def test_a_text_without_a_page_around_it_loses_nothing(text: str) -> None:
    assert find_chrome(text) == []


def test_dropped_lines_are_repairs_of_the_original() -> None:
    original = "來源：某報\n" + PROSE + "打印 关闭\n" + PROSE
    repaired = RepairedText(
        original.replace("來源：某報", "来源：某报"), (Repair("script", 0, 5, "來源：某報", "来源：某报"),)
    )
    result = drop_chrome(original, repaired)
    assert result.text == PROSE * 2
    assert apply_edits(original, result.repairs) == result.text
    assert {repair.kind for repair in result.repairs} == {"chrome"}


@given(
    st.lists(
        st.sampled_from(
            [
                "打印",
                "来源：某报",
                "首页 > 要闻",
                "各位代表：",
                "标题",
                "— 2 —",
                "相关链接",
                "大",
                "",
                "2026-02-03 09:02",
                PROSE.strip(),
            ]
        ),
        max_size=14,
    )
)
def test_chrome_is_whole_lines_and_never_prose(lines: list[str]) -> None:
    text = "\n".join(lines)
    kept = text
    for span in reversed(find_chrome(text)):
        assert span.start == 0 or text[span.start - 1] == "\n"
        assert span.end == len(text) or text[span.end - 1] == "\n"
        kept = kept[: span.start] + kept[span.end :]
    if "各位代表：" not in lines:
        assert kept.count(PROSE.strip()) == lines.count(PROSE.strip())


CHANNEL = f"""点击上方“某某普法”关注我们
原创 小编 某某发布 2025年3月4日 18:20 北京
{PROSE}广告
{PROSE}更多精彩内容，请关注微信公众号“某某普法”
{PROSE}- END -
来源丨某某发布
编辑丨张三
分享、点赞、在看，一键三连
点个“在看”，转发给更多人
（版权归原作者所有，如有侵权请联系删除）
往期推荐
● 一图读懂某某条例
阅读原文
预览时标签不可点
"""


def test_an_article_of_a_channel_keeps_its_text_only() -> None:
    assert body(CHANNEL) == PROSE * 3


def test_what_a_law_says_of_advertising_stays() -> None:
    law = (
        "广告\n广告法第二条规定，商品经营者通过媒介介绍商品的商业广告活动，适用本法。\n"
        "网络用户利用网络服务实施侵权行为的，权利人有权通知网络服务提供者采取删除等必要措施。\n关注\n"
    )
    assert body(law) == law


def test_a_sentence_goes_on_over_a_page_and_its_watermark() -> None:
    first, second = PROSE[:20], PROSE[20:]
    for between in ("\n— 3 —\n", "\n第 3 页 共 9 页\n", "\n\n- 3 -\n\n"):
        assert body(PROSE + first + between + second) == PROSE * 2
    stamped = f"{first}\nwww.example.com\n{second}" * 3
    assert body(stamped) == PROSE * 3


AROUND = (
    ("128 人赞同了该回答\n", "发布于 2024-03-05 12:00 ・IP 属地北京\n赞同 128\n5 条评论\n展开阅读全文\n"),
    (
        "某某条例解读_某某的博客-CSDN博客\n阅读量1.2w\n收藏 12\n本文链接：https://example.com/a/1\n",
        "一键收藏\n评论\n举报\n",
    ),
    ("某某报告-豆丁网\n上传人：abc123\n文档大小：120KB\n", "还剩11页未读，继续阅读\n下载此文档\n"),
    ("来源：新华社\n", "责任编辑：李四\n010020020100000000000000011100001234567\n我要评论\n"),
)


@pytest.mark.parametrize(("head", "tail"), AROUND)
def test_counts_and_buttons_around_a_text_go(head: str, tail: str) -> None:
    assert body(head + PROSE * 3 + tail) == PROSE * 3
