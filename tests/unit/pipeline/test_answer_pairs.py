"""Pairs that a hostile examiner would try: what was hidden, what was typed, the verdict, and why."""

# ruff: noqa: E501
from __future__ import annotations

import time

import pytest

from desktop.paths import resource
from desktop.pipeline.answers import AnswerTables, check_answer

NORMAL = """
# quotes / brackets / marks
“两个确立” | ”两个确立“ | accepted | marks around it
“两个确立” | ''两个确立'' | accepted | marks around it
“两个确立” | 『两个确立』 | accepted | marks around it
“两个确立” | ＂两个确立＂ | accepted | marks around it
“两个确立” | ＇两个确立＇ | accepted | marks around it
“两个确立” | «两个确立» | accepted | marks around it
“两个确立” | ‹两个确立› | accepted | marks around it
“两个确立” | 【两个确立】 | accepted | marks around it
“两个确立” | (两个确立) | accepted | marks around it
“两个确立” | `两个确立` | accepted | marks around it
“两个确立” | “两个确立 | accepted | marks around it
《中华人民共和国宪法》 | <<中华人民共和国宪法>> | accepted | marks around it
《中华人民共和国宪法》 | <中华人民共和国宪法> | accepted | marks around it
《中华人民共和国宪法》 | 「中华人民共和国宪法」 | accepted | marks around it
《中华人民共和国宪法》 | 宪法 | wrong | another text
（一）加强党的建设 | （一） 加强党的建设 | accepted | marks around it
（一）加强党的建设 | 一、加强党的建设 | accepted | marks around it
（一）加强党的建设 | 加强党的建设 | near | the label in brackets left out
一、总体要求 | 总体要求 | near | one item missing
〔2025〕12号 | [2025]12号 | accepted | marks around it
〔2025〕12号 | 2025年12号 | wrong | another text
法发〔2025〕12号 | 法发(2025)12号 | accepted | marks around it
法发〔2025〕12号 | 法发【2025】12号 | accepted | marks around it
法发〔2025〕12号 | 法发〔2025〕十二号 | accepted | marks around it
法发〔2025〕12号 | 法发〔2024〕12号 | wrong | another text
# spaces
两个确立 | 两 个 确 立 | accepted | spaces
两个确立 | 两个\u200b确立 | accepted | spaces
两个确立 | \ufeff两个确立 | accepted | spaces
两个确立 | 两个\u00a0确立 | accepted | spaces
两个确立 | \t两个确立 | accepted | spaces
5G 网络 | 5G网络 | accepted | spaces
# end punctuation
两个确立 | 两个确立… | accepted | a mark more
两个确立 | 两个确立…… | accepted | a mark more
两个确立 | 两个确立； | accepted | a mark more
两个确立 | 两个确立. | accepted | a mark more
两个确立 | ，两个确立， | accepted | a mark more
两个确立 | 两个确立? | accepted | a mark more
两个确立 | 两个确立？！ | accepted | a mark more
两个确立 | 两个确立~ | accepted | a mark more
两个确立 | “两个确立”的 | near | a word that says nothing more or less
# width
ＡＩ技术 | AI技术 | accepted | another width or sign
3.5% | ３．５％ | accepted | another width or sign
1，000元 | 1,000元 | accepted | another width or sign
Ⅲ级 | III级 | accepted | another width or sign
Ⅲ级 | 三级 | near | the same amount, not in this form
①坚持党的领导 | 1.坚持党的领导 | accepted | another width or sign
（1）坚持 | ⑴坚持 | accepted | another width or sign
10㎡ | 10m² | accepted | another width or sign
10℃ | 10°C | accepted | another width or sign
10㎞ | 10km | accepted | another width or sign
# traditional
民主集中制 | 民主集中製 | accepted | traditional or variant characters
以人民为中心 | 以人民為中心 | accepted | traditional or variant characters
发展 | 發展 | accepted | traditional or variant characters
头发 | 頭髮 | accepted | traditional or variant characters
理发 | 理發 | accepted | traditional or variant characters
干部 | 幹部 | accepted | traditional or variant characters
干部 | 乾部 | accepted | traditional or variant characters
干净 | 乾淨 | accepted | traditional or variant characters
系统 | 系統 | accepted | traditional or variant characters
联系 | 聯繫 | accepted | traditional or variant characters
关系 | 關係 | accepted | traditional or variant characters
后天 | 後天 | accepted | traditional or variant characters
皇后 | 皇后 | exact | the same
历史 | 歷史 | accepted | traditional or variant characters
日历 | 日曆 | accepted | traditional or variant characters
复杂 | 複雜 | accepted | traditional or variant characters
恢复 | 恢復 | accepted | traditional or variant characters
台湾 | 臺灣 | accepted | traditional or variant characters
台湾 | 台灣 | accepted | traditional or variant characters
里面 | 裡面 | accepted | traditional or variant characters
里面 | 裏面 | accepted | traditional or variant characters
面粉 | 麵粉 | accepted | traditional or variant characters
准备 | 準備 | accepted | traditional or variant characters
制造 | 製造 | accepted | traditional or variant characters
范围 | 範圍 | accepted | traditional or variant characters
征收 | 徵收 | accepted | traditional or variant characters
斗争 | 鬥爭 | accepted | traditional or variant characters
只有 | 祇有 | accepted | traditional or variant characters
几个 | 幾個 | accepted | traditional or variant characters
党的领导 | 黨的領導 | accepted | traditional or variant characters
云计算 | 雲計算 | accepted | traditional or variant characters
粮食产量 | 糧食產量 | accepted | traditional or variant characters
为人民服务 | 爲人民服務 | accepted | traditional or variant characters
群众 | 羣眾 | accepted | traditional or variant characters
说明 | 説明 | accepted | traditional or variant characters
卫生 | 衞生 | accepted | traditional or variant characters
启发 | 啓發 | accepted | traditional or variant characters
户口 | 戶口 | accepted | traditional or variant characters
着力 | 著力 | accepted | traditional or variant characters
显著 | 顯著 | accepted | traditional or variant characters
坚持 | 堅持 | accepted | traditional or variant characters
维护 | 維護 | accepted | traditional or variant characters
坚持 | 維護 | wrong | another word
叶剑英 | 葉劍英 | accepted | traditional or variant characters
钟表 | 鐘錶 | accepted | traditional or variant characters
了解 | 瞭解 | accepted | traditional or variant characters
借鉴 | 藉鑒 | accepted | traditional or variant characters
监察 | 監察 | accepted | traditional or variant characters
峰会 | 峯會 | accepted | traditional or variant characters
# numerals
2035 | 二〇三五 | accepted | another way to write the number
2035年 | 二零三五年 | accepted | another way to write the number
2035年 | 贰零叁伍年 | accepted | another way to write the number
2035年 | 两千零三十五年 | accepted | another way to write the number
2035年 | 二千零三十五年 | accepted | another way to write the number
2035年 | 二零三五 | near | the unit left out
1949年10月1日 | 一九四九年十月一日 | accepted | another way to write the number
1949年10月1日 | 1949.10.01 | accepted | another way to write the number
1949年10月1日 | 19491001 | wrong | another number, or not said so
1949年10月1日 | 1949年10月1号 | accepted | another way to write the number
1949年10月1日 | 一九四九年十月一号 | accepted | another way to write the number
1949年10月1日 | 10月1日 | wrong | another number, or not said so
1949年10月1日 | 1949年 | wrong | another number, or not said so
1949年10月1日 | 1949年10月2日 | wrong | another number, or not said so
10月1日 | 十月一日 | accepted | another way to write the number
10月1日 | 十月一 | near | the unit left out
10月1日 | 10/1 | wrong | another number, or not said so
10月1日 | 10.1 | wrong | another number, or not said so
2020年至2035年 | 2020-2035年 | accepted | another way to write the number
2020年至2035年 | 2020—2035年 | accepted | another way to write the number
2020年到2035年 | 2020年至2035年 | accepted | another way to write the number
2021—2025年 | 2021~2025年 | accepted | another way to write the number
2021—2025年 | 2021至2025年 | accepted | another way to write the number
2021—2025年 | 二〇二一至二〇二五年 | accepted | another way to write the number
2021—2025年 | 2021—2035年 | wrong | another number, or not said so
25% | 二十五% | accepted | another way to write the number
25% | 百分之25 | accepted | another way to write the number
25% | 25 ％ | accepted | another way to write the number
25% | 0.25 | near | the same amount, not in this form
25% | 四分之一 | near | the same amount, not in this form
25% | 1/4 | near | the same amount, not in this form
25% | 二成五 | near | the same amount, not in this form
25% | 百分之五十二 | wrong | another number, or not said so
25% | 百分之二十 | wrong | another number, or not said so
12.5% | 百分之十二点五 | accepted | another way to write the number
0.5% | 百分之零点五 | accepted | another way to write the number
0.5% | 百分之五 | wrong | another number, or not said so
100% | 百分之一百 | accepted | another way to write the number
100% | 百分百 | accepted | another way to write the number
3‰ | 千分之三 | accepted | another way to write the number
-3% | 负百分之三 | accepted | another way to write the number
-3% | 百分之负三 | accepted | another way to write the number
-5℃ | 零下5℃ | accepted | another way to write the number
两成 | 20% | near | the same amount, not in this form
三成 | 30% | near | the same amount, not in this form
一半 | 50% | near | the same amount, not in this form
一半 | 二分之一 | near | the same amount, not in this form
1.4亿 | 一点四亿 | accepted | another way to write the number
1.4亿 | 14000万 | accepted | another way to write the number
1.4亿 | 140000000 | accepted | another way to write the number
1.4亿 | 1亿4千万 | accepted | another way to write the number
14亿多人 | 十四亿多人 | accepted | another way to write the number
14亿 | 14万 | wrong | another number, or not said so
14亿 | 1.4亿 | wrong | another number, or not said so
5万 | 50000 | accepted | another way to write the number
5万 | 五万 | accepted | another way to write the number
5万 | 50,000 | accepted | another way to write the number
5万 | 5000 | wrong | another number, or not said so
五千 | 5千 | accepted | another way to write the number
五千 | 5000 | accepted | another way to write the number
三百六十五 | 365 | accepted | another way to write the number
10万亿元 | 十万亿元 | accepted | another way to write the number
10万亿元 | 100000亿元 | accepted | another way to write the number
100万亿元 | 一百万亿元 | accepted | another way to write the number
1000多万人 | 一千多万人 | accepted | another way to write the number
第五次 | 第5次 | accepted | another way to write the number
第五次 | 5次 | wrong | another number, or not said so
第五次 | 五次 | wrong | another number, or not said so
第十四届 | 第14届 | accepted | another way to write the number
第十四届 | 十四届 | near | a prefix left out
第20次全国代表大会 | 第二十次全国代表大会 | accepted | another way to write the number
三大攻坚战 | 3大攻坚战 | accepted | another way to write the number
五位一体 | 5位1体 | accepted | another way to write the number
四个全面 | 4个全面 | accepted | another way to write the number
四个全面 | 五个全面 | wrong | another number, or not said so
四个全面 | 四个自信 | wrong | another number, or not said so
三分之二 | 2/3 | accepted | another way to write the number
三分之二 | ⅔ | accepted | another way to write the number
二分之一 | ½ | accepted | another way to write the number
二分之一 | 0.5 | near | the same amount, not in this form
1.5倍 | 一点五倍 | accepted | another way to write the number
十倍 | 10倍 | accepted | another way to write the number
一百零八 | 108 | accepted | another way to write the number
一百〇八 | 108 | accepted | another way to write the number
一百八 | 108 | wrong | another number, or not said so
一万零五百 | 10500 | accepted | another way to write the number
一万零五百 | 1.05万 | accepted | another way to write the number
一万五 | 15000 | accepted | another way to write the number
三万二千 | 3.2万 | accepted | another way to write the number
零 | 0 | accepted | another way to write the number
〇 | 零 | accepted | another way to write the number
十 | 10 | accepted | another way to write the number
十 | 一十 | accepted | another way to write the number
一十五 | 15 | accepted | another way to write the number
2小时 | 两小时 | accepted | another way to write the number
2小时 | 二小时 | accepted | another way to write the number
两小时 | 2个小时 | near | a word that says nothing more or less
两年 | 二年 | near | the same amount, not in this form
两种 | 二种 | near | the same amount, not in this form
两次 | 二次 | near | the same amount, not in this form
二等奖 | 2等奖 | accepted | another way to write the number
二等奖 | 两等奖 | wrong | the second of them, and two of them
第二 | 第两 | near | the same amount, not in this form
两个月 | 二个月 | near | the same amount, not in this form
二维码 | 两维码 | near | the same amount, not in this form
两岸 | 二岸 | near | the same amount, not in this form
两岸 | 2岸 | accepted | another way to write the number
十二 | 十两 | near | the same amount, not in this form
二十 | 两十 | near | the same amount, not in this form
两万 | 二万 | accepted | another way to write the number
二亿 | 两亿 | accepted | another way to write the number
两亿 | 2亿 | accepted | another way to write the number
二百二 | 220 | accepted | another way to write the number
12月 | 十二月 | accepted | another way to write the number
12月 | 二月 | wrong | another number, or not said so
30日 | 三十日 | accepted | another way to write the number
8:30 | 8：30 | accepted | another way to write the number
8点30分 | 八点三十分 | accepted | another way to write the number
3+1 | 三加一 | wrong | another number, or not said so
“1+3”模式 | “一加三”模式 | wrong | another number, or not said so
1+1=2 | 1+1=3 | wrong | another number, or not said so
100米 | 100m | wrong | another number, or not said so
3个 | 3 | near | the unit left out
3个 | 三 | near | the unit left out
3个 | 4 | wrong | another number, or not said so
30% | 30 | wrong | another number, or not said so
30% | 百分三十 | wrong | another number, or not said so
30% | 三十个百分点 | wrong | another number, or not said so
7.5万 | 75000 | accepted | another way to write the number
1千克 | 1公斤 | near | the same unit under its other name
政治意识、大局意识、核心意识、看齐意识 | 一是政治意识；二是大局意识；三是核心意识；四是看齐意识 | accepted | another way to write the number
一是政治意识；二是大局意识 | 政治意识、大局意识 | accepted | another way to write the number
1、2、3 | 3 | wrong | another number, or not said so
1、2、3 | 1.2.3 | wrong | another number, or not said so
1.5倍 | 1.5倍 | exact | the same
1.8米、2.8米 | 1.8米，2.8米 | accepted | another way to write the number
1.8米、2.8米 | 8米、8米 | wrong | another number, or not said so
1/3 | -1/3 | wrong | another number, or not said so
-1/3 | 1/3 | wrong | another number, or not said so
10%-20% | 10%至20% | accepted | another way to write the number
10%-20% | 百分之十到百分之二十 | accepted | another way to write the number
10%-20% | 10-20% | wrong | another number, or not said so
五五 | 55 | wrong | another number, or not said so
50万 | 五十万 | accepted | another way to write the number
50万 | 500,000 | accepted | another way to write the number
50万 | 500，000 | accepted | another way to write the number
第（一）项 | 第(1)项 | accepted | another way to write the number
第（一）项 | 第一项 | accepted | another way to write the number
第十三条第二款 | 第13条第2款 | accepted | another way to write the number
第十三条第二款 | 第13条第3款 | wrong | another number, or not said so
三年以上十年以下有期徒刑 | 3年以上10年以下有期徒刑 | accepted | another way to write the number
三年以上十年以下有期徒刑 | 三年以下十年以上有期徒刑 | wrong | another number, or not said so
三年以上七年以下 | 三年以上十年以下 | wrong | another number, or not said so
十五日内 | 15日内 | accepted | another way to write the number
三个月 | 3个月 | accepted | another way to write the number
三个月 | 3月 | wrong | another number, or not said so
三个月 | 90天 | wrong | another number, or not said so
一年 | 1年 | accepted | another way to write the number
一年 | 12个月 | wrong | another number, or not said so
百分之六十以上 | 60%以上 | accepted | another way to write the number
百分之六十以上 | 60%以下 | wrong | another number, or not said so
三分之二以上 | 2/3以上 | accepted | another way to write the number
过半数 | 半数以上 | wrong | another number, or not said so
二十大精神 | 20大精神 | accepted | another way to write the number
十八届三中全会 | 18届三中全会 | accepted | another way to write the number
十八届三中全会 | 十九届三中全会 | wrong | another number, or not said so
“三个代表”重要思想 | 3个代表重要思想 | accepted | another way to write the number
一国两制 | 1国2制 | accepted | another way to write the number
一国两制 | 一国二制 | near | the same amount, not in this form
一国两制 | 两国一制 | wrong | another number, or not said so
两学一做 | 2学1做 | accepted | another way to write the number
两学一做 | 两学一作 | near | a character of the same sound
两不愁三保障 | 二不愁三保障 | near | the same amount, not in this form
两不愁三保障 | 两不愁、三保障 | accepted | another way to write the number
五大发展理念 | 5大发展理念 | accepted | another way to write the number
创新、协调、绿色、开放、共享 | 创新，协调，绿色，开放，共享。 | accepted | another way to write the number
创新、协调、绿色、开放、共享 | 创新 协调 绿色 开放 共享 | accepted | another way to write the number
创新、协调、绿色、开放、共享 | 创新协调绿色开放共享 | accepted | another way to write the number
创新、协调、绿色、开放、共享 | 创新、协调、绿色、开放和共享 | accepted | another way to write the number
创新、协调、绿色、开放、共享 | 创新、协调、绿色、共享 | near | one item missing
创新、协调、绿色、开放、共享 | 创新、协调、绿色、共享、开放 | wrong | another number, or not said so
创新、协调、绿色、开放、共享 | 创新、协同、绿色、开放、共享 | wrong | another number, or not said so
创新、协调、绿色、开放、共享 | 创新、谐调、绿色、开放、共享 | near | a character of the same sound
创新、协调、绿色、开放、共享 | chuangxin、xietiao、lvse、kaifang、gongxiang | near | pinyin
创新、协调、绿色、开放、共享 | 创新、协调、绿色、开放、共享、发展 | wrong | another number, or not said so
创新、协调、绿色、开放、共享 | 创新、创新、协调、绿色、开放、共享 | wrong | another number, or not said so
富强、民主、文明、和谐 | 富强、民主、文明和和谐 | accepted | another way to write the number
富强、民主、文明、和谐 | 富强、民主、和谐 | near | one item missing
富强、民主、文明、和谐 | 富强民主文明和谐 | accepted | another way to write the number
和谐、和平 | 和平、和谐 | wrong | another number, or not said so
生命权、健康权和身体权 | 生命权、健康权、身体权 | accepted | another way to write the number
生命权、健康权和身体权 | 生命权，健康权以及身体权 | accepted | another way to write the number
生命权、健康权和身体权 | 生命权、身体权 | near | one item missing
生命权、健康权和身体权 | 生命权和健康权 | near | one item missing
公开、公平、公正 | 公开公平公正 | accepted | another way to write the number
公开、公平、公正 | 公开，公正，公平 | wrong | another number, or not said so
山水林田湖草沙 | 山水林田湖草砂 | near | a character of the same sound
山水林田湖草沙 | 山水林田湖草 | wrong | another number, or not said so
山水林田湖草沙 | 山、水、林、田、湖、草、沙 | accepted | another way to write the number
绿水青山就是金山银山 | 青山绿水就是金山银山 | wrong | another number, or not said so
绿水青山就是金山银山 | 绿水青山就是金山银山。 | accepted | another way to write the number
绿水青山就是金山银山 | 绿水青山不是金山银山 | wrong | another number, or not said so
人民当家作主 | 人民当家做主 | near | a character of the same sound
不忘初心、牢记使命 | 牢记使命、不忘初心 | wrong | another number, or not said so
不忘初心、牢记使命 | 不忘初心牢记使命 | accepted | another way to write the number
让审理者裁判、由裁判者负责 | 由裁判者负责、让审理者裁判 | wrong | another number, or not said so
社会主义核心价值观 | 社会主义核心价值 | wrong | another number, or not said so
社会主义核心价值观 | 社会主义核心价值关 | near | a character of the same sound
全过程人民民主 | 全过程的人民民主 | near | a word that says nothing more or less
全过程人民民主 | 全过程民主 | wrong | another number, or not said so
司法为民 | 司法未民 | wrong | another number, or not said so
司法为民 | 司法维民 | near | a character of the same sound
依法治国 | 依法制国 | near | a character of the same sound
严格执行 | 严格执形 | near | a character of the same sound
严格执行 | 严格的执行 | near | a word that says nothing more or less
严格执行 | 严格执行了 | near | a word that says nothing more or less
有期徒刑 | 有期徒型 | near | a character of the same sound
原则上 | 原则 | wrong | another number, or not said so
原则 | 原则上 | wrong | another number, or not said so
《民法典》 | 民法典 | accepted | another way to write the number
《民法典》 | 《民法典》》 | accepted | another way to write the number
《民法典》第一百二十条 | 民法典第120条 | accepted | another way to write the number
2024年1—6月 | 2024年1-6月 | accepted | another way to write the number
2024年1—6月 | 2024年1至6月 | accepted | another way to write the number
2024年1—6月 | 二〇二四年一至六月 | accepted | another way to write the number
2024年1—6月 | 2024年1月至6月 | accepted | another way to write the number
2024年1—6月 | 2024年16月 | wrong | another number, or not said so
12345热线 | 一二三四五热线 | accepted | another way to write the number
12345热线 | 12345 | wrong | another number, or not said so
110 | 一一零 | accepted | another way to write the number
110 | 幺幺零 | accepted | another way to write the number
G20 | g20 | accepted | another way to write the number
G20 | G二十 | accepted | another way to write the number
G20 | G2 | wrong | another number, or not said so
PM2.5 | pm2.5 | accepted | another way to write the number
PM2.5 | PM25 | wrong | another number, or not said so
PM2.5 | PM 2.5 | accepted | another way to write the number
A股 | a股 | accepted | another way to write the number
B超 | 比超 | wrong | another number, or not said so
1+N | 1+n | accepted | another way to write the number
万无一失 | 1万无一失 | wrong | another number, or not said so
万众一心 | 万众1心 | accepted | another way to write the number
千方百计 | 千方100计 | wrong | another number, or not said so
一心一意 | 1心1意 | accepted | another way to write the number
十全十美 | 10全10美 | accepted | another way to write the number
三令五申 | 3令5申 | accepted | another way to write the number
百分之百 | 百分百 | accepted | another way to write the number
负增长5% | 增长5% | wrong | another number, or not said so
增长5.2% | 增长百分之五点二 | accepted | another way to write the number
增长5.2% | 增长5.3% | wrong | another number, or not said so
增长5.2% | 增长52% | wrong | another number, or not said so
增长5.2% | 下降5.2% | wrong | another number, or not said so
不低于6% | 不高于6% | wrong | another number, or not said so
约10% | 10% | wrong | another number, or not said so
10%左右 | 10% | wrong | another number, or not said so
超过1万亿元 | 1万亿元 | wrong | another number, or not said so
30余个 | 30多个 | wrong | another number, or not said so
两千多 | 2000多 | accepted | another way to write the number
两千多 | 二千多 | accepted | another way to write the number
几十 | 数十 | wrong | another number, or not said so
半年 | 6个月 | accepted | the same length
周一 | 星期一 | accepted | the same day
上午九时 | 上午9时 | accepted | another way to write the number
零点 | 0点 | accepted | another way to write the number
5月1日 | 五月一号 | accepted | another way to write the number
5月1日 | 5月1 | near | the unit left out
5月1日 | 5月 | wrong | another number, or not said so
五一 | 51 | wrong | another number, or not said so
九一八 | 918 | accepted | another way to write the number
七七事变 | 77事变 | wrong | another number, or not said so
2025年度 | 2025年 | wrong | another number, or not said so
本世纪中叶 | 21世纪中叶 | wrong | another number, or not said so
21世纪 | 二十一世纪 | accepted | another way to write the number
20世纪90年代 | 二十世纪九十年代 | accepted | another way to write the number
20世纪90年代 | 上世纪90年代 | wrong | another number, or not said so
# lists
政治意识、大局意识、核心意识、看齐意识 | 政治意识，大局意识，核心意识，看齐意识 | accepted | other separators or labels
政治意识、大局意识、核心意识、看齐意识 | 政治意识；大局意识；核心意识；看齐意识 | accepted | other separators or labels
政治意识、大局意识、核心意识、看齐意识 | 政治意识/大局意识/核心意识/看齐意识 | accepted | other separators or labels
政治意识、大局意识、核心意识、看齐意识 | 政治意识 大局意识 核心意识 看齐意识 | accepted | other separators or labels
政治意识、大局意识、核心意识、看齐意识 | 政治意识\\n大局意识\\n核心意识\\n看齐意识 | accepted | other separators or labels
政治意识、大局意识、核心意识、看齐意识 | 政治意识|大局意识|核心意识|看齐意识 | accepted | other separators or labels
政治意识、大局意识、核心意识、看齐意识 | 政治意识-大局意识-核心意识-看齐意识 | accepted | other separators or labels
政治意识、大局意识、核心意识、看齐意识 | 政治意识、大局意识、核心意识和看齐意识 | accepted | other separators or labels
政治意识、大局意识、核心意识、看齐意识 | 政治意识、大局意识、核心意识及看齐意识 | accepted | other separators or labels
政治意识、大局意识、核心意识、看齐意识 | 政治意识、大局意识、核心意识以及看齐意识 | accepted | other separators or labels
政治意识、大局意识、核心意识、看齐意识 | 政治意识、大局意识、核心意识，以及看齐意识 | accepted | other separators or labels
政治意识、大局意识、核心意识、看齐意识 | 政治意识和大局意识和核心意识和看齐意识 | accepted | other separators or labels
政治意识、大局意识、核心意识、看齐意识 | 政治意识、大局意识、核心意识、看齐意识等 | near | a word that says nothing more or less
政治意识、大局意识、核心意识、看齐意识 | 1.政治意识 2.大局意识 3.核心意识 4.看齐意识 | accepted | other separators or labels
政治意识、大局意识、核心意识、看齐意识 | 1、政治意识；2、大局意识；3、核心意识；4、看齐意识 | accepted | other separators or labels
政治意识、大局意识、核心意识、看齐意识 | （1）政治意识（2）大局意识（3）核心意识（4）看齐意识 | accepted | other separators or labels
政治意识、大局意识、核心意识、看齐意识 | ①政治意识②大局意识③核心意识④看齐意识 | accepted | other separators or labels
政治意识、大局意识、核心意识、看齐意识 | 一是政治意识，二是大局意识，三是核心意识，四是看齐意识 | accepted | other separators or labels
政治意识、大局意识、核心意识、看齐意识 | 大局意识、核心意识、看齐意识 | near | one item missing
政治意识、大局意识、核心意识、看齐意识 | 政治意识、核心意识、看齐意识 | near | one item missing
政治意识、大局意识、核心意识、看齐意识 | 政治意识、大局意识 | wrong | an item wrong, too many, or in another place
政治意识、大局意识、核心意识、看齐意识 | 政治意识 | wrong | an item wrong, too many, or in another place
政治意识、大局意识、核心意识、看齐意识 | 政治意识、大局意识、核心意识、看齐意识、责任意识 | wrong | an item wrong, too many, or in another place
政治意识、大局意识、核心意识、看齐意识 | 政治意识、大局意识、核心意识、责任意识 | wrong | an item wrong, too many, or in another place
政治意识、大局意识、核心意识、看齐意识 | 政治意识、大局意识、核心意识、看其意识 | near | a character of the same sound
政治意识、大局意识、核心意识、看齐意识 | 看齐意识、核心意识、大局意识、政治意识 | wrong | an item wrong, too many, or in another place
政治意识、大局意识、核心意识、看齐意识 | zhengzhi yishi、daju yishi、hexin yishi、kanqi yishi | near | pinyin
政治意识、大局意识、核心意识、看齐意识 | 政治意识、大局意识、核心意识、kanqi yishi | near | pinyin
自由和平等 | 自由、平等 | accepted | other separators or labels
自由和平等 | 自由及平等 | accepted | other separators or labels
自由和平等 | 自由平等 | accepted | other separators or labels
自由、平等 | 自由和平等 | accepted | other separators or labels
自由、平等 | 自由与平等 | accepted | other separators or labels
自由、平等 | 自由 | near | one item missing
自由和平等 | 自由 | wrong | an item wrong, too many, or in another place
立德树人 | 立德、树人 | accepted | other separators or labels
改革发展稳定 | 改革、发展、稳定 | accepted | other separators or labels
改革、发展、稳定 | 改革发展稳定 | accepted | other separators or labels
改革、发展、稳定 | 改革、稳定、发展 | wrong | an item wrong, too many, or in another place
国家、集体或者个人 | 国家、集体或个人 | near | a word that says nothing more or less
国家、集体和个人 | 国家、集体或者个人 | wrong | an item wrong, too many, or in another place
# homophones
做到两个维护 | 作到两个维护 | near | a character of the same sound
作出重要指示 | 做出重要指示 | near | a character of the same sound
学习贯彻 | 学习惯彻 | near | a character of the same sound
扎实推进 | 扎实推近 | near | a character of the same sound
厉行节约 | 力行节约 | near | a character of the same sound
以至于 | 以致于 | near | a character of the same sound
启示 | 启事 | near | a character of the same sound
反映 | 反应 | near | a character of the same sound
义务 | 意物 | near | a character of the same sound
审判 | 审叛 | near | a character of the same sound
高质量发展 | 高制量发展 | near | a character of the same sound
高质量发展 | 高质亮发展 | near | a character of the same sound
稳步地推进 | 稳步的推进 | near | a character of the same sound
做得好 | 做的好 | near | a character of the same sound
人民的利益 | 人民地利益 | near | a character of the same sound
坚定 | 坚订 | near | a character of the same sound
再接再厉 | 再接再励 | near | a character of the same sound
坚持 | 坚特 | wrong | not of the same sound
未来 | 为来 | wrong | not of the same sound
不断 | 部断 | wrong | not of the same sound
供应 | 公应 | near | a character of the same sound
四个 | 是个 | wrong | not of the same sound
十年 | 时年 | wrong | not of the same sound
一体 | 医体 | wrong | not of the same sound
# pinyin
四个意识 | sige yishi | near | pinyin
四个意识 | sigeyishi | near | pinyin
四个意识 | Sì gè yìshí | near | pinyin
四个意识 | si4ge4yi4shi2 | near | pinyin
四个意识 | si ge yi shi | near | pinyin
四个意识 | SIGEYISHI | near | pinyin
四个意识 | 四个yishi | near | pinyin
四个意识 | sige意识 | near | pinyin
四个意识 | sige zixin | wrong | not the pinyin of it
四个意识 | sigeyisi | wrong | not the pinyin of it
四个意识 | sgys | wrong | not the pinyin of it
绿色发展 | lüse fazhan | near | pinyin
绿色发展 | lvse fazhan | near | pinyin
绿色发展 | luse fazhan | near | pinyin
重要 | zhongyao | near | pinyin
重要 | chongyao | near | pinyin
长江 | changjiang | near | pinyin
还原 | huanyuan | near | pinyin
2035年 | erlingsanwu nian | near | pinyin
“四个意识” | “sige yishi” | near | pinyin
四个意识 | ㄙˋ | wrong | not the pinyin of it
党的二十大 | dangde ershida | near | pinyin
实事求是 | shishi qiushi | near | pinyin
实事求是 | shi shi qiu shi! | near | pinyin
# wrong
坚决 | 坚持 | wrong | something else
坚决维护 | 坚持维护 | wrong | something else
推进 | 推动 | wrong | something else
增加 | 增减 | wrong | something else
不忘初心 | 忘初心 | wrong | something else
不忘初心 | 勿忘初心 | wrong | something else
必须 | 不必须 | wrong | something else
支持 | 反对 | wrong | something else
允许 | 禁止 | wrong | something else
有权 | 无权 | wrong | something else
可以 | 不可以 | wrong | something else
先发展后治理 | 先治理后发展 | wrong | something else
生产决定消费 | 消费决定生产 | wrong | something else
中国特色社会主义 | 社会主义 | wrong | something else
中国特色社会主义 | 特色社会主义 | wrong | something else
社会主义 | 中国特色社会主义 | wrong | something else
人民民主专政 | 人民专政 | wrong | something else
两个确立 |  | wrong | nothing typed
两个确立 | ? | wrong | something else
两个确立 | 我认为是两个确立 | wrong | something else
两个确立 | 答案是两个确立 | wrong | something else
两个确立 | 两个确立或者两个维护 | wrong | something else
两个确立 | 两个确立两个确立 | wrong | something else
两个确立 | 确立两个 | wrong | something else
两个确立 | 两个确 | wrong | something else
两个确立 | 个确立 | wrong | something else
两个确立 | 两确立 | wrong | something else
两个确立 | 二确立 | wrong | something else
党的领导 | 党得领导 | near | a character of the same sound
中国共产党 | 中共 | wrong | something else
中华人民共和国 | 中国 | wrong | something else
最高人民法院 | 最高法 | wrong | something else
最高人民法院 | 最高人民检察院 | wrong | something else
GDP | 国内生产总值 | wrong | something else
COVID-19 | covid19 | accepted | letter case and hyphens
Wi-Fi | WIFI | accepted | letter case and hyphens
C++ | C | wrong | something else
C# | C | wrong | something else
A&B | AB | wrong | something else
e-mail | email | accepted | letter case and hyphens
# a decimal without its nought
0.5% | .5% | accepted | the nought may be left out
0.5 | .5 | accepted | the nought may be left out
百分之零点五 | .5% | accepted | the nought may be left out
.5 | 5 | wrong | another number
0.5% | .05% | wrong | another number
3.5 | 3..5 | wrong | another number
.5 | 0.5 | accepted | the nought may be left out
共同富裕。5年 | 共同富裕.5年 | accepted | the nought may be left out
# a half more
1.5倍 | 一倍半 | accepted | a half more in figures
2.5倍 | 两倍半 | accepted | a half more in figures
一倍半 | 1.5倍 | accepted | a half more in figures
50% | 一半 | near | the same share, not in this form
半数以上 | 过半数 | wrong | the half, or more, is missing
增长1.5倍 | 增长一倍半 | accepted | a half more in figures
一倍半 | 一倍 | wrong | the half, or more, is missing
两年半 | 2.5年 | accepted | a half more in figures
两年半 | 两年 | wrong | the half, or more, is missing
三天半 | 3.5天 | accepted | a half more in figures
2024年半年度报告 | 2024年年度报告 | wrong | the half, or more, is missing
2024年半年度 | 2024半年度 | wrong | the half, or more, is missing
半年 | 六个月 | accepted | the same length
下半年 | 下六个月 | wrong | the second half of a year
半年 | 六月 | wrong | June
第一年 | 第12个月 | wrong | the first of several
2024年 | 24288个月 | wrong | a year, no length
一年半 | 18个月 | accepted | the same length
一个半小时 | 90分钟 | accepted | the same length
三刻钟 | 45分钟 | accepted | the same length
一周年 | 7天年 | wrong | an anniversary
三年级 | 36个月级 | wrong | a class
星期天 | 周日 | accepted | the same day
礼拜一 | 星期一 | accepted | the same day
周一 | 周二 | wrong | another day
一季度 | 第一季度 | accepted | the same quarter
一季度 | 第二季度 | wrong | another quarter
20世纪90年代 | 1990年代 | accepted | the same years
20世纪90年代 | 2090年代 | wrong | a hundred years later
公元前221年 | 前221年 | accepted | the same year
公元前221年 | 221年 | wrong | another year
前3年 | 公元前3年 | wrong | the first three years
零下5度 | -5℃ | accepted | the same temperature
零下5度 | 5℃ | wrong | another temperature
九一八事变 | “九·一八”事变 | accepted | the same day
三八妇女节 | 3·8妇女节 | accepted | the same day
正确 | √ | accepted | the same mark
对 | 错 | wrong | the other mark
1∶500 | 1:500 | accepted | the sign of a ratio
# times of day
8:30 | 8时30分 | accepted | the same time of day or ratio in another form
8时30分 | 8:30 | accepted | the same time of day or ratio in another form
8:30 | 八点半 | accepted | the same time of day or ratio in another form
8:30 | 8点30分 | accepted | the same time of day or ratio in another form
8:30 | 八时三十分 | accepted | the same time of day or ratio in another form
8时30分 | 8点半 | accepted | the same time of day or ratio in another form
8:30 | 8:03 | wrong | another time, or no time of day
8:30 | 830 | wrong | another time, or no time of day
8:30 | 20:30 | wrong | another time, or no time of day
20:30 | 晚上八点半 | accepted | the same time of day
8:00 | 8时 | accepted | the same time of day or ratio in another form
8时 | 8点 | accepted | the same time of day or ratio in another form
9:00 | 九点整 | accepted | the same time of day or ratio in another form
8时05分 | 8:05 | accepted | the same time of day or ratio in another form
2:1 | 2时1分 | wrong | another time, or no time of day
1:3 | 3:1 | wrong | another time, or no time of day
1:3 | 一比三 | accepted | the same time of day or ratio in another form
37.5℃ | 三十七点五摄氏度 | near | one unit under two names
60分钟 | 1小时 | wrong | not as it is worded
上午9时 | 上午九点 | accepted | the same time of day or ratio in another form
下午3时 | 15时 | accepted | the same time of day
下午3时 | 3时 | wrong | another time, or no time of day
凌晨3时 | 下午3时 | wrong | another time
下午3点半 | 15:30 | accepted | the same time of day
上午8时 | 8:00 | accepted | the same time of day
晚上3时 | 15时 | wrong | nobody says so
晚上10点半 | 22:30 | accepted | the same time of day
上午9时至11时30分 | 9:00-11:30 | accepted | the same time of day
下午3时至5时 | 15时至17时 | accepted | 下午 holds for the end too
1个百分点 | 1% | wrong | another unit
8:30 | 8:31 | wrong | another time, or no time of day
8:30 | 18:30 | wrong | another time, or no time of day
8:30 | 8时 | wrong | another time, or no time of day
8时30分 | 8时 | wrong | another time, or no time of day
8点半 | 8点 | wrong | another time, or no time of day
8点 | 8点半 | wrong | another time, or no time of day
10:20 | 10比20 | accepted | the same time of day or ratio in another form
1:10 | 一比十 | accepted | the same time of day or ratio in another form
1:10 | 10:1 | wrong | another time, or no time of day
5:4 | 五比四 | accepted | the same time of day or ratio in another form
16:9 | 16比9 | accepted | the same time of day or ratio in another form
三点要求 | 三点 | wrong | another time, or no time of day
三点要求 | 3点要求 | accepted | the same time of day or ratio in another form
三点意见 | 三时意见 | wrong | another time, or no time of day
8小时 | 8时 | wrong | another time, or no time of day
24时 | 24点 | accepted | the same time of day or ratio in another form
25点 | 25时 | wrong | another time, or no time of day
零时 | 0点 | accepted | the same time of day or ratio in another form
十二时十五分 | 12:15 | accepted | the same time of day or ratio in another form
十二时十五分 | 12时15 | accepted | the same time of day or ratio in another form
12:15 | 12点一刻 | accepted | the same time of day
12:15 | 12点三刻 | wrong | another time
9:05 | 九点零五分 | accepted | the same time of day or ratio in another form
9:05 | 9点5分 | accepted | the same time of day or ratio in another form
9:50 | 9点5分 | wrong | another time, or no time of day
3.05 | 三点零五 | accepted | the same time of day or ratio in another form
得3.5分 | 得三点五分 | accepted | the same time of day or ratio in another form
9时至17时 | 9:00-17:00 | accepted | the same time of day or ratio in another form
9:00—17:00 | 九点到十七点 | accepted | the same time of day or ratio in another form
过失 | 过时 | wrong | another word
# days counted
15日 | 15天 | near | days counted may be called 天
十五天 | 15日 | near | days counted may be called 天
15日 | 15天内 | wrong | another term
10天 | 十日 | near | days counted may be called 天
2月8日 | 2月8天 | wrong | another term
30日内 | 三十天内 | near | days counted may be called 天
30日内 | 30天 | wrong | another term
5月3日 | 5月3天 | wrong | another term
5月三天 | 5月三日 | wrong | another term
# taken for one another
即使 | 既使 | near | mistaken for one another, whatever the tone
既然 | 即然 | near | mistaken for one another, whatever the tone
即将 | 既将 | near | mistaken for one another, whatever the tone
截止 | 截至 | near | mistaken for one another, whatever the tone
即是 | 既是 | near | mistaken for one another, whatever the tone
既往不咎 | 即往不咎 | near | mistaken for one another, whatever the tone
立即 | 立既 | near | mistaken for one another, whatever the tone
截至2025年 | 截止2025年 | near | mistaken for one another, whatever the tone
戴帽 | 带帽 | near | mistaken for one another, whatever the tone
穿戴 | 穿带 | near | mistaken for one another, whatever the tone
抚养 | 扶养 | near | mistaken for one another, whatever the tone
赡养 | 抚养 | wrong | another word
# the second, and two
二月 | 两月 | wrong | the second of them is not two of them
二级 | 两级 | wrong | the second of them is not two of them
二等 | 两等 | wrong | the second of them is not two of them
2日 | 两日 | wrong | the second of them is not two of them
二号 | 两号 | wrong | the second of them is not two of them
# articles of law
第十四个五年规划 | 第14个五年规划 | accepted | other numerals
第1条 | 第一条 | accepted | other numerals
第一百二十条 | 第120条 | accepted | other numerals
第一百二十条 | 第一百二条 | wrong | another article: 第一百二 is not said for 120
第一百零二条 | 第102条 | accepted | other numerals
第一百零二条 | 第一百二条 | wrong | another article: 第一百二 is not said for 120
第三百五十条 | 第三百五条 | wrong | another article: 第一百二 is not said for 120
第三百五十条 | 第350条 | accepted | other numerals
第三百五十条 | 第三百五十条规定 | wrong | another article: 第一百二 is not said for 120
第一千二百条 | 第一千二条 | wrong | another article: 第一百二 is not said for 120
第1200条 | 第一千二百条 | accepted | other numerals
# units and signs set low
H₂O | H2O | accepted | a sign set low
CO₂ | CO2 | accepted | a sign set low
37.5℃ | 37.5度 | wrong | another amount or substance
H₂O | H₂O₂ | wrong | another amount or substance
CO₂ | CO | wrong | another amount or substance
25摄氏度 | 25℃ | near | one unit under two names
100平方米 | 100㎡ | near | one unit under two names
100平方米 | 100米 | wrong | another amount or substance
3公里 | 3000米 | near | one unit under two names
3公里 | 3公斤 | wrong | another amount or substance
5公斤 | 5千克 | near | one unit under two names
3公里 | 3千米 | near | one unit under two names
# words of the law
2月8日 | 2月8号 | accepted | another form of the same
制定 | 制订 | near | a slip worth naming
必须 | 必需 | near | a slip worth naming
权利 | 权力 | near | a slip worth naming
部署 | 布署 | near | a slip worth naming
象征 | 像征 | near | a slip worth naming
像 | 象 | near | a slip worth naming
买方 | 卖方 | wrong | another word, however near
时间 | 实践 | wrong | another word, however near
不得 | 不必 | wrong | another word, however near
应当 | 应该 | wrong | another word, however near
以上 | 以下 | wrong | another word, however near
可以 | 应当 | wrong | another word, however near
有期徒刑 | 无期徒刑 | wrong | another word, however near
2035年 | 二○三五年 | accepted | another form of the same
2035年 | 2036年 | wrong | another word, however near
1/4 | 四分之一 | accepted | another form of the same
三分之二以上 | 三分之二 | wrong | another word, however near
三分之二 | 二分之三 | wrong | another word, however near
100万元 | 一百万元 | accepted | another form of the same
100万元 | 1000000元 | accepted | another form of the same
100万元 | 100元 | wrong | another word, however near
100万元 | 一百万 | near | a slip worth naming
1.5亿 | 15000万 | accepted | another form of the same
1.5亿 | 一亿五千万 | accepted | another form of the same
3000 | 三千 | accepted | another form of the same
3千米 | 3000米 | accepted | another form of the same
两个 | 二个 | near | a slip worth naming
两级 | 二级 | wrong | another word, however near
2月 | 二月 | accepted | another form of the same
两个月 | 2个月 | accepted | another form of the same
二〇二五 | 2025 | accepted | another form of the same
二十五 | 二五 | wrong | another word, however near
“十四五” | 十四五 | accepted | another form of the same
“十四五” | 145 | wrong | another word, however near
“十四五” | 14五 | wrong | another word, however near
甲、乙、丙 | 甲乙丙 | accepted | another form of the same
甲、乙、丙 | 甲，乙；丙 | accepted | another form of the same
甲、乙、丙 | 甲和乙和丙 | accepted | another form of the same
甲、乙、丙 | 甲、丙、乙 | wrong | another word, however near
甲、乙、丙 | 甲、乙 | near | a slip worth naming
甲、乙、丙 | 甲、乙、丁 | wrong | another word, however near
甲、乙、丙 | 甲、乙、丙、丁 | wrong | another word, however near
全面依法治国 | 全面从严治党 | wrong | another word, however near
全面依法治国 | 依法全面治国 | wrong | another word, however near
人民代表大会 | 人大 | wrong | another word, however near
中国共产党 | 共产党 | wrong | another word, however near
党的二十大 | 二十大 | near | a slip worth naming
十九届四中全会 | 十九届五中全会 | wrong | another word, however near
十九届四中全会 | 19届4中全会 | accepted | another form of the same
十九届四中全会 | 党的十九届四中全会 | near | a slip worth naming
两个确立 | liang ge que li | near | a slip worth naming
两个确立 | lgql | wrong | another word, however near
两个确立 | 两个维护 | wrong | another word, however near
两个确立 | 兩個確立 | accepted | another form of the same
两个确立 | 兩个確立 | accepted | another form of the same
裡面 | 里面 | accepted | another form of the same
后勤 | 後勤 | accepted | another form of the same
m² | m2 | wrong | another word, however near
10² | 102 | wrong | another word, however near
A股 | Ａ股 | accepted | another form of the same
三年以上十年以下 | 3年以上10年以下 | accepted | another form of the same
三年以上十年以下 | 三到十年 | wrong | another word, however near
三年以上十年以下 | 三年以上七年以下 | wrong | another word, however near
3至10年 | 三年至十年 | accepted | another form of the same
3至10年 | 3-10年 | accepted | another form of the same
3—5名 | 3到5名 | accepted | another form of the same
12个月 | 一年 | wrong | another word, however near
不少于3人 | 3人以上 | wrong | another word, however near
￥100 | 100元 | wrong | another word, however near
1万 | 10000 | accepted | another form of the same
1w | 1万 | wrong | another word, however near
廿五 | 25 | accepted | another form of the same
卅 | 30 | accepted | another form of the same
0 | 零 | accepted | another form of the same
零 | 〇 | accepted | another form of the same
负责 | 负则 | near | a slip worth naming
努力地工作 | 努力的工作 | near | a slip worth naming
坚持和发展 | 发展和坚持 | wrong | another word, however near
实事求是 | 实是求是 | near | a slip worth naming
人民为中心 | 以人民为中心 | wrong | another word, however near
马克思列宁主义 | 马列主义 | wrong | another word, however near
富强、民主、文明、和谐 | 富强 民主 文明 和谐 | accepted | another form of the same
富强、民主、文明、和谐 | 富强、民主、和谐、文明 | wrong | another word, however near
2025年2月8日 | 2025/2/8 | accepted | another form of the same
2025年2月8日 | 25.2.8 | wrong | another word, however near
2025年2月8日 | 2025年2月 | wrong | another word, however near
2025年2月8日 | 二零二五年二月八日 | accepted | another form of the same
2月8日 | 2.8 | wrong | another word, however near
2月8日 | 2/8 | wrong | another word, however near
2月8日 | 8月2日 | wrong | another word, however near
一 | 1 | accepted | another form of the same
三个代表 | 3个代表 | accepted | another form of the same
四风 | 4风 | accepted | another form of the same
七一 | 71 | wrong | another word, however near
八一 | 八月一日 | wrong | another word, however near
十一 | 11 | accepted | another form of the same
千分之五 | 5‰ | accepted | another form of the same
5‰ | 0.5% | near | a slip worth naming
百分之百 | 100% | accepted | another form of the same
3倍 | 三倍 | accepted | another form of the same
增长3倍 | 增长到3倍 | wrong | another word, however near
0.5% | 5% | wrong | another word, however near
增长1.5倍 | 增长一倍 | wrong | another word, however near
30日 | 30个工作日 | wrong | another word, however near
一个月内 | 三十日内 | wrong | another word, however near
十五日 | 十五月 | wrong | another word, however near
不可避免 | 不可避勉 | near | a slip worth naming
一百五 | 150 | accepted | another form of the same
25摄氏度 | 25 | wrong | another word, however near
故意 | 故义 | near | a slip worth naming
过失 | 故意 | wrong | another word, however near
缓刑 | 换刑 | wrong | another word, however near
抢劫 | 抢夺 | wrong | another word, however near
定金 | 订金 | near | a slip worth naming
法人 | 法定代表人 | wrong | another word, however near
公诉 | 公述 | wrong | another word, however near
上诉 | 申诉 | wrong | another word, however near
撤消 | 撤销 | near | a slip worth naming
撤销 | 撤回 | wrong | another word, however near
罚金 | 罚款 | wrong | another word, however near
拘役 | 拘留 | wrong | another word, however near
管制 | 管治 | near | a slip worth naming
讯问 | 询问 | wrong | another word, however near
侦查 | 侦察 | near | a slip worth naming
审判 | 审理 | wrong | another word, however near
原告 | 被告 | wrong | another word, however near
甲方 | 乙方 | wrong | another word, however near
十日 | 四日 | wrong | another word, however near
十四 | 四十 | wrong | another word, however near
不超过三年 | 超过三年 | wrong | another word, however near
不满十四周岁 | 满十四周岁 | wrong | another word, however near
未满 | 不满 | wrong | another word, however near
无罪 | 有罪 | wrong | another word, however near
有效 | 无效 | wrong | another word, however near
非法 | 合法 | wrong | another word, however near
应当 | 不应当 | wrong | another word, however near
全体 | 全部 | wrong | another word, however near
以上三分之二 | 三分之二以上 | wrong | another word, however near
五年以下 | 五年以上 | wrong | another word, however near
起诉 | 启诉 | near | a slip worth naming
十分 | 实分 | wrong | another word, however near
实事求是 | 实事求实 | wrong | another word, however near
"""

LENIENT = """
两个确立 | 两个确立。 | accepted | another form
两个确立 | 就是两个确立 | near | within a longer clause
两个确立 | 没有两个确立 | wrong | something else
两个确立 | 两个确立和四个意识 | wrong | something else
严格执行 | 严格的执行 | accepted | another form
2035年 | 2035 | accepted | another form
两个确立 | liangge queli | near | pinyin
坚决维护 | 坚持维护 | wrong | something else
创新、协调、绿色 | 绿色、创新、协调 | near | all items, other order
创新、协调、绿色、开放 | 绿色、创新、协调 | wrong | something else
有罪 | 无罪 | wrong | something else
15% | 百分之十五 | accepted | another form
15% | 0.15 | accepted | another form
15% | 15 | wrong | something else
不少于三人 | 三人 | wrong | something else
三人 | 不少于三人 | wrong | something else
最高人民法院 | 中华人民共和国最高人民法院 | near | within a longer clause
"""

STRICT = """
“两个确立” | ‘两个确立’ | accepted | width, spaces or shape of marks only
“两个确立” | 「两个确立」 | accepted | width, spaces or shape of marks only
“两个确立” | 两个确立 | near | written in another form
（一） | (一) | accepted | width, spaces or shape of marks only
两个确立 | 两个　确立 | accepted | width, spaces or shape of marks only
２０３５ | 2035 | accepted | width, spaces or shape of marks only
2035 | 二〇三五 | near | written in another form
国家 | 國家 | near | written in another form
甲、乙 | 甲,乙 | near | written in another form
甲，乙 | 甲,乙 | accepted | width, spaces or shape of marks only
甲。 | 甲 | near | written in another form
做到 | 作到 | wrong | not these characters
坚持 | jianchi | wrong | not these characters
坚持 |  | wrong | nothing typed
《甲》 | 甲 | near | written in another form
25% | 百分之二十五 | near | written in another form
"""


ROWS = [
    (level, *line.replace("\\n", "\n").split(" | "))
    for level, table in (("normal", NORMAL), ("lenient", LENIENT), ("strict", STRICT))
    for line in table.splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def tables() -> AnswerTables:
    return AnswerTables.parse(resource("dictionaries", "answers.txt").read_bytes())


@pytest.mark.parametrize(("level", "expected", "given", "verdict", "why"), ROWS)
def test_a_pair(level: str, expected: str, given: str, verdict: str, why: str, tables: AnswerTables) -> None:
    assert check_answer(expected, given, level, tables=tables).verdict == verdict, why


ODD = {
    "spaces": (" " * 10_000, "x"),
    "digits": ("1" * 10_000, "1" * 9_999),
    "shares": ("百分之" * 3_300, "百分之" * 3_301),
    "dates": ("2025-02-08" * 1_000, "2025/02/08" * 1_000),
    "connectives": ("和" * 10_000, "与" * 10_000),
    "pinyin": ("两个确立" * 2_500, "lianggequeli" * 2_500),
    "items": ("、".join(["民主", "法治"] * 2_000), "、".join(["法治", "民主"] * 2_000)),
    "labels": ("①" * 10_000, "1、" * 5_000),
    "brackets": ("(" * 5_000 + ")" * 5_000, "[" * 10_000),
}


@pytest.mark.parametrize("name", ODD)
def test_ten_thousand_characters_take_no_time(name: str, tables: AnswerTables) -> None:
    """CPU time, far above what they take (0.1 s) and far below what a square of the length would."""
    begun = time.process_time()
    found = check_answer(*ODD[name], "lenient", any_order=True, tables=tables)
    assert time.process_time() - begun < 3.0
    assert found.verdict in ("exact", "accepted", "near", "wrong")
