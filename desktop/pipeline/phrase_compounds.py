"""Terms of several words that no list has, known by the word they end in: 船舶抵押|权, 海上货物运输|合同, 服务业|增加值.

The head names a fixed kind of thing; the nouns straight before it say which. Modifiers that vary freely
(有关, 重大, 全省) are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from desktop.domain.phrase import PhraseKind
from desktop.pipeline.phrase_patterns import Candidate

_HEADS = """
合同 诉讼 仲裁 许可证 执照 资格证 资格证书 保险 保险金 保险费 基金 债券 复议 赔偿金 补偿金 管辖权 请求权 所有权
使用权 经营权 承包权 抵押权 质权 债权 债务 股权 产权 知情权 决定权 监督权 管理权 自主权 专用权 优先权 领导权 时效 法规 财产权 人格权
强制措施 责任制 责任书 责任险 信用卡 票据 证券 股票 期货 期权 存款 贷款 公告费 抚恤金 补助金 救助金 养老金 公积金 准备金 保证金
滞纳金 违约金 监护人 继承人 代理人 公证书 管理人 承运人 托运人 承包人 发包人 出租人 承租人 受让人 权利人 义务人 责任人
产业 产业链 产业带 产业集群 集群 经济带 经济圈 经济学 经济体 制造业 服务业 加工业 种植业 养殖业 畜牧业 旅游业 建筑业 金融业 运输业
增加值 总产值 营业收入 销售额 零售额 总额 生产总值 可支配收入 示范区 先导区 开发区 试验区 合作区 保税区 高新区 自贸区 先行区 实验室 联合体
共同体 都市圈 城市群 机器人 电站 电池 芯片 大模型 算法 卫星 火箭 半导体 发动机 传感器 新材料
道路 理论体系 主义 思想体系 路线 纲领 革命 阶级 专政 政权 矛盾 起义 条约 学说 原理 基本原理 规律 法则 定律 定理 效应 函数
曲线 方程 方程式 反应 细胞 系数 指数 价格指数 利率 汇率 税率 覆盖率 城镇化率 失业率 增长率 贡献率 生产率 周转率 均衡 成本 利润 资本 价值论 价值观
货币 社会形态 主义者 行为能力 权利能力 生产能力 体系结构 操作系统 机构 机关 通知书 证明书 专项资金 发展基金 数据库 模型 协议书 算力 病毒 抗体 疫苗 疾病 综合征 激素 
"""
_VERBS = """
领域 方面 工作 过程 办理 调整 深化 优化 制作 影响 规范 构成 主张 转让 支付 签订 订立 发给 吊销 变造 伪造 布局 培育 壮大 发展壮大 健全 建立 建立健全
推进 推动 促进 支持 审理 适用 认定 提出 提供 利用 取得 获得 报 经 指 设立 成立 组建 实施 委托 报送 坚持 加强 强化 完善 拓展
提升 提高 打造 领导 参与 负责 主管 持有 拥有 享有 行使 承担 履行 具有 作出 进行 开展 申请 受理 决定 没收 面向 力 大力
侵犯 侵害 损害 破坏 违反 证明 查明 证据 折价 发放 缴纳 收取 交付 返还 解除 终止 变更 撤销 布局 新增 引进 弘扬 普及 繁荣
"""
_GO_ON = "体系 部门 主管部门 机构 活动 事项 关系 集群 主体 企业 单位 人员 工作 行业 领域 行为 案件 纠纷 政策"
_MODIFIER_TAGS = frozenset(("n", "vn", "nz", "b", "j", "l", "ng", "nrt", "an", "ns", "nr", "g", "i"))
_MODIFIER_VERBS = """
诉讼 仲裁 复议 处罚 处分 许可 赔偿 补偿 救助 抵押 质押 租赁 买卖 借款 运输 承包 委托 保管 担保 劳动 保险 投资 融资 贷款 出口 进口 制造 生产 建设
开发 创新 教育 养老 医疗 监督 检察 审判 执行 侦查 加工 经营 承揽 赠与 转让 消费 储蓄 储能 发电 输电 供电 供水 排污 排水 用水 用电 取水 采矿 探矿
强制 违约 侵权 继承 扶养 抚养 赡养 收养 监护 流通 分配 交换 需求 供给 竞争 垄断 就业 失业 执业 结算 支付 清算 重整 破产 合伙
"""
_FREE = """
发展 管理 监督 服务 建设 改革 创新 开发 保护 保障 研究 经营 使用 评估 融合 指导 执行 审查 审批 改造 推广 运用 应用 开放 维护
有关 相关 重大 重要 主要 基本 全部 其他 各种 各类 各级 所有 具体 一般 特殊 特定 实际 真实 必要 相应 同等 同级 全国 全省 全市 全县 全区 我国 我省 我市 本省
本市 本地 当地 各地 地区 地方 国家 社会 单位 部门 企业 公司 个人 公民 人民 群众 当事人 双方 对方 第三人 他人 自身 自己 方面 领域 行业 系统 项目
情况 问题 工作 任务 过程 阶段 时期 时间 期间 条件 标准 方式 方法 形式 内容 原则 规定 法律 依法 近代 现代 当代 古代 世界 国际 中国 省级 市级 县级 部级
国家级 级 型 省 市 县 区 乡 镇 村 人 年 月 日 者 多 新 老 大 小 高 低 好 强 旧 全 总 副 首 双 单 一 优质 优势 优秀 先进 新型 核心 关键 重点 骨干 龙头
特色 大型 中型 小型 整体 总体 全面 综合 统一 独立 共同 专门 有效 合法 非法 严重 恶劣 巨大 丰富 良好 正常 最终 唯一 根本 首要 原 现 本 该 此 其 上述 以上
以下 名下 同一 书面 通知 被执行人 股东 党员 群众 全球 领域 期限 理由 申请人 被申请人 债务人 债权人 机关 机构 法院 人员 组织 政府 革命 民族 主体 规模 技术 产品 商品 中 内 间 前 后 上 下 科学 历史
"""
_LOOSE = """
事项 情况 问题 工作 单位 部门 人员 措施 活动 方面 方式 方法 内容 过程 结果 能力 水平 质量 条件 要求 范围 原因 时间 地点 期间 期限 意见 建议 报告 材料 资料 规定
标准 数量 金额 费用 信息 项目 任务 目标 作用 影响 关系 行为 案件 纠纷 企业 公司 产品 商品 服务 建设 管理 发展 改革 工程 领域 行业 地区 区域 城市 乡村 村 县 市 省 人
人口 群众 干部 学生 农民 居民 者 人们 优势 特色 基础 环境 力量 成果 成效 重点 品牌 名单 比重 规模 步伐 格局 趋势 意识 精神 思想 文化 社会 国家 政府 市场 年 月 日
内 中 上 下 前 后 时 间 外 以上 以下 其他 有关 主管部门 投资 收入 支出 资金 产业 经济 技术 科技 创新 教育 生活 生产 交流 合作 学习 研究 使用 利用 检查 审查 监督 保护
名称 数额 形式 性质 状态 责任 权利 义务 理由 证明 体系 机制 政策 法律 党 题 章 节 条 款 项 页 号 图 表 处理 决策 部署 审批 批准 登记 备案 申请 决定 裁定 判决
"""


@cache
def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NOUN_TAGS = frozenset(("n", "vn", "nz", "b", "j", "l", "nrt", "an"))
_EMPTY_TAGS = frozenset(("x", "uj", "ul", "p", "c", "u", "uz", "ud", "ug", "uv", "zg", "r"))
_REPEATS = 3  # how often a compound must stand in a short text
_PER_REPEAT = 10_000  # and once more for each so many code points
_MOST_MODIFIERS = 4
_LONGEST = 14


def find_compounds(words: Sequence[tuple[str, str]]) -> Iterator[Candidate]:
    """Compounds of a text given as words with their parts of speech, joined the text itself."""
    heads, verbs = _words(_HEADS), _words(_MODIFIER_VERBS)
    free, stops, go_on = _words(_FREE), _words(_VERBS), _words(_GO_ON)
    end = 0
    for index, (head, tag) in enumerate(words):
        end += len(head)
        if head not in heads or (index + 1 < len(words) and words[index + 1][0] in go_on):
            continue
        first = index
        while first and index - first < _MOST_MODIFIERS:
            word, tag = words[first - 1]
            if word in stops or not (tag in _MODIFIER_TAGS or word in verbs):
                break
            first -= 1
        while first < index and words[first][0] in free:
            first += 1
        start = end - sum(len(word) for word, _ in words[first : index + 1])
        if first < index and 3 < end - start <= _LONGEST:
            yield Candidate(start, end, PhraseKind.TERM, 0.45)


def find_repeated(words: Sequence[tuple[str, str]], length: int) -> Iterator[Candidate]:
    """Compounds of two to four nouns that the text itself says again and again: what it is about.

    One that always stands beside the same word is a piece of something longer and no candidate. ``length``
    is that of the text.
    """
    free, stops, loose = _words(_FREE), _words(_VERBS), _words(_LOOSE)
    places: dict[str, list[tuple[int, int, int]]] = {}
    start = 0
    run = 0  # how many nouns stand in a row before this one
    for index, (word, tag) in enumerate(words):
        start += len(word)
        if tag not in _NOUN_TAGS or word in stops or not "\u4e00" <= word[0] <= "\u9fff":
            run = 0
            continue
        if run and word not in loose:
            joined = word
            for first in range(index - 1, index - 1 - min(run, _MOST_MODIFIERS - 1), -1):
                joined = words[first][0] + joined
                if words[first][0] not in free and 4 <= len(joined) <= _LONGEST:
                    places.setdefault(joined, []).append((start - len(joined), first - 1, index + 1))
        run += 1
    least = _REPEATS + length // _PER_REPEAT
    for compound, found in places.items():
        if len(found) < least or _always_same(words, {before for _, before, _ in found}):
            continue
        if not _always_same(words, {after for _, _, after in found}):
            for start, _, _ in found:
                yield Candidate(start, start + len(compound), PhraseKind.TERM, 0.4)


def _always_same(words: Sequence[tuple[str, str]], places: set[int]) -> bool:
    """Whether one and the same word that carries meaning stands at all these places."""
    beside = {words[place] if 0 <= place < len(words) else ("", "x") for place in places}
    word, tag = next(iter(beside))
    return len({word for word, _ in beside}) == 1 and tag not in _EMPTY_TAGS
