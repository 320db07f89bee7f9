"""What the command line says, in Simplified Chinese and English."""

from __future__ import annotations

import os

from desktop.domain.errors import AppError

_WORDS: dict[str, tuple[str, str]] = {
    # errors, by their kind
    "file_missing": ("找不到文件：{path}。请检查路径。", "There is no file {path}. Check the path."),
    "file_unreadable": (
        "无法读取 {path}（{reason}）。请检查权限，或先复制到别处。",
        "{path} cannot be read ({reason}). Check its permissions, or copy it elsewhere first.",
    ),
    "not_a_file": (
        "{path} 是文件夹或设备，不是文件。请给出其中的一个文件。",
        "{path} is a folder or a device, not a file. Name a file in it.",
    ),
    "output_failed": (
        "结果没有写完（{reason}）。请腾出空间或换个地方再写；已保存的资料不受影响。",
        "The results could not be written ({reason}). Make room or write elsewhere; what was saved stays saved.",
    ),
    "file_unwritable": (
        "无法写入 {path}（{reason}）。请换一个文件夹，或检查权限与剩余空间。",
        "{path} cannot be written ({reason}). Choose another folder, or check permissions and free space.",
    ),
    "file_empty": ("{path} 里没有文字。", "There is no text in {path}."),
    "file_too_large": (
        "{path} 太大（{bytes} 字节，上限 {limit}）。请拆分后再导入。",
        "{path} is too large ({bytes} bytes, at most {limit}). Split it and import the parts.",
    ),
    "not_text": (
        "{path} 不是文本，或编码无法识别。请另存为 UTF-8 文本后再试。",
        "{path} is no text in any encoding known here. Save it as UTF-8 text and try again.",
    ),
    "not_wengu_json": (
        "{path} 不是温故写的 JSON，或出自更新的温故。请选用 wengu export 写成的 .json 文件。",
        "{path} is no JSON that Wengu wrote, or a later Wengu wrote it. Choose a .json file of wengu export.",
    ),
    "unsupported_format": (
        "暂不支持这种文件：{path}。请另存为文本，或复制文字粘贴；Anki 牌组用 wengu import-anki 导入。",
        "Files like {path} are not supported yet. Save it as text, or copy the words and paste them; packages of Anki "
        "come in with wengu import-anki.",
    ),
    "only_pictures": (
        "{path} 里只有图片，没有文字层。请先用文字识别软件（OCR）处理。",
        "{path} holds only pictures, no text. Run text recognition (OCR) over it first.",
    ),
    "converter_missing": (
        "读取 {path} 需要 LibreOffice、antiword 或 catdoc，本机没有。请另存为 .docx 后再试。",
        "Reading {path} takes LibreOffice, antiword or catdoc, none of which is here. Save it as .docx and try again.",
    ),
    "file_protected": (
        "{path} 有密码保护。请先取消密码再导入。",
        "{path} is protected by a password. Remove the password and import it again.",
    ),
    "damaged_file": (
        "{path} 已损坏，读不出来。请重新下载或另存一份。",
        "{path} is damaged and cannot be read. Download or save it anew.",
    ),
    "not_found": ("找不到{what}：{name}。", "There is no {what} {name}."),
    "ambiguous": ("{name} 对应多个{what}，请多写几位。", "{name} fits more than one {what}; write more of it."),
    "bad_value": ("{name} 不能是“{value}”，可用：{allowed}。", "{name} cannot be “{value}”; allowed: {allowed}."),
    "columns_unclear": (
        "认不出哪一列是题目、哪一列是答案。请用 --map question=列名,answer=列名 指明。表里有这些列：{columns}。",
        "Which columns hold the questions and the answers? Say so with --map question=COLUMN,answer=COLUMN. "
        "The table has: {columns}.",
    ),
    "query_unknown_key": (
        "查询第 {at} 个字：没有“{name}:”。可用：{allowed}。要找这些字本身，请加引号。",
        "Query, character {at}: there is no “{name}:”; there are {allowed}. Quote it to search for the words.",
    ),
    "query_bad_value": (
        "查询第 {at} 个字：{name} 后面不能是“{value}”，可用：{allowed}。",
        "Query, character {at}: {name} cannot be followed by “{value}”; possible: {allowed}.",
    ),
    "query_unfinished": (
        "查询第 {at} 个字：“{name}”没有写完。括号要成对，OR 和 - 后面要有内容。",
        "Query, character {at}: “{name}” is not complete. Close every bracket, and write something after OR and -.",
    ),
    "bad_line": ("第 {line} 行不是所要求的 JSON。", "Line {line} is not the JSON that is asked for."),
    "no_questions": (
        "{path} 里没有找到题目。每道题要有题号和答案（或文末有答案），或者做成表格，第一行写明题目、选项、答案。",
        "No questions found in {path}. Number each question and give its answer (or a key at the end), "
        "or make a table whose first row names question, options and answer.",
    ),
    "nothing_to_import": ("{path} 里没有文件。", "There are no files in {path}."),
    "unknown_export": (
        "不能导出为 {path}。文件名请以这些结尾：{allowed}。",
        "Nothing can be written as {path}. End the name with one of: {allowed}.",
    ),
    "not_this_computer": (
        "只能送进本机的 Anki：{address} 不是本机地址。请用 http://127.0.0.1:8765。",
        "Only to Anki on this computer: {address} is not its own address. Use http://127.0.0.1:8765.",
    ),
    "anki_not_running": (
        "{address} 没有应答。请打开 Anki，并在其中装好插件 AnkiConnect（代码 2055492159）。",
        "Nobody answers at {address}. Open Anki with its add-on AnkiConnect (code 2055492159).",
    ),
    "anki_busy": (
        "{address} 有程序在，但没有答复。Anki 可能正忙着导入或同步：等一等再送。总是这样，就是别的程序占了端口。",
        "Something listens at {address} but does not answer. Anki may be importing or syncing: wait, then send again. "
        "If it stays so, another program has the port.",
    ),
    "not_anki_connect": (
        "{address} 上应答的不是 AnkiConnect，这个端口被别的程序占了。请关掉那个程序再重开 Anki，"
        "或在 AnkiConnect 的配置里换一个 webBindPort，再用 --address 指明。",
        "What answers at {address} is not AnkiConnect: another program has its port. Close that program and restart "
        "Anki, or set another webBindPort in AnkiConnect's configuration and name it with --address.",
    ),
    "anki_key_wanted": (
        "AnkiConnect 设了密钥（apiKey）。请用 --api-key 给出同样的密钥；在 Anki 的 工具 › 插件 › AnkiConnect › 配置 "
        "里可以看到。",
        "AnkiConnect has a key (apiKey). Give the same with --api-key; Anki shows it under Tools › Add-ons › "
        "AnkiConnect › Config.",
    ),
    "anki_closed": (
        "Anki 开着，但没有打开任何用户的牌组。请先在 Anki 里选一个用户，再送一次。",
        "Anki runs, but none of its profiles is open. Choose one in Anki, then send again.",
    ),
    "anki_lost": (
        "送出之后和 Anki 的连接断了，不知道它收下没有。请看看 Anki 是否还开着，再送一次：收过的不会重复。",
        "The connection broke after the cards were sent; Anki may have them or not. See whether Anki still runs and "
        "send again: nothing comes twice.",
    ),
    "anki_other_type": (
        "没有送：这 {notes} 条笔记 Anki 里都有，题型却不同。请用第一次送去时的题型；要换题型，先在 Anki 里删掉它们。",
        "Nothing was sent: Anki has all {notes} notes, as another type. Send them as the type they first went as; to "
        "change it, delete them in Anki first.",
    ),
    "only_from_anki": (
        "没有送：这些卡片都是从 Anki 来的，送回去会改动或重复。要给另一个 Anki，请用 wengu export。",
        "Nothing was sent: all these cards came from Anki and would change or double there. For another Anki use "
        "wengu export.",
    ),
    "anki_refused": (
        "Anki 没有收下：{reason}。请更新 Anki 和 AnkiConnect，或改用导出文件。",
        "Anki did not take it: {reason}. Update Anki and AnkiConnect, or export a file instead.",
    ),
    "font_missing": (
        "本机没有可以嵌入的中文字体。请安装 Noto Serif CJK（fonts-noto-cjk）或宋体，或导出为 .docx。",
        "There is no Chinese font here to embed. Install Noto Serif CJK (fonts-noto-cjk), or export a .docx.",
    ),
    "nothing_to_learn": (
        "这个范围里没有卡片，无法安排。请先导入文章或换一个牌组。",
        "There are no cards to plan for. Import an article first, or choose another deck.",
    ),
    "nothing_to_export": ("没有可导出的卡片。", "There are no cards to export."),
    "card_suspended": ("卡片 {card} 已暂停，不能作答。", "Card {card} is suspended and cannot be answered."),
    "database_newer": (
        "资料库 {path} 由更新的版本写成。请升级温故后再打开；文件未改动。",
        "The collection {path} was written by a newer Wengu. Upgrade to open it; the file is untouched.",
    ),
    "database_damaged": (
        "资料库 {path} 无法打开（{reason}）。文件未改动；请从备份恢复，或换一个文件夹。",
        "The collection {path} cannot be opened ({reason}). It is untouched; restore a backup or use another folder.",
    ),
    "database_busy": (
        "温故的窗口或另一条命令正在使用 {path}。请关闭后再试。",
        "A window or another command is using {path}. Close it and try again.",
    ),
    "reader_lost": (
        "读取文章的进程意外结束，可能是内存不够。请关闭别的程序，或把文件拆小后再导入。",
        "The process that reads articles ended unexpectedly, perhaps for want of memory. Close other programs, or "
        "split the file, and import again.",
    ),
    "error": ("出错了。", "Something went wrong."),
    "bug": (
        "温故出了意外的错误（{reason}）。请反馈这个问题；资料库可用 wengu verify 检查。",
        "Wengu failed unexpectedly ({reason}). Please report this; wengu verify checks your collection.",
    ),
    "no_display": (
        "没有可用的显示器，窗口打不开。可以改用命令行，例如先 wengu import 文章.txt，再 wengu due；"
        "wengu --help 列出全部命令。",
        "There is no display to open a window on. Use the command line: wengu import ARTICLE, then wengu due; "
        "wengu --help lists every command.",
    ),
    # things, as they appear in messages
    "article": ("文章", "article"),
    "card": ("卡片", "card"),
    "deck": ("牌组", "deck"),
    "option": ("选项", "option"),
    "repair": ("修复", "repair"),
    # results
    "import.new": (
        "已导入《{title}》：{chars} 字，修复 {repairs} 处，短语 {phrases} 处，卡片 {cards} 张。",
        "Imported {title}: {chars} characters, {repairs} repairs, {phrases} phrases, {cards} cards.",
    ),
    "import.revision": (
        "《{title}》有新版本，已替换：{chars} 字，卡片 {cards} 张随原文保留，其中待修复 {lost} 张。",
        "A new version of {title} took its place: {chars} characters; {cards} cards kept, {lost} of them to be mended.",
    ),
    "import.known": ("《{title}》已在库中。", "{title} is in the library already."),
    "due": (
        "新学 {new} · 学习中 {learning} · 复习 {review}",
        "New {new} · learning {learning} · review {review}",
    ),
    "articles.none": (
        "还没有文章。导入一篇：wengu import 文件",
        "No articles yet. Bring one in: wengu import FILE",
    ),
    "nothing_found": ("没有找到。", "Nothing was found."),
    "nothing_due": ("现在没有要学的卡片。", "Nothing is due now."),
    "answered": ("已记录：{rating}，下次 {due}。", "Recorded: {rating}; next {due}."),
    "rating.1": ("重来", "again"),
    "rating.2": ("困难", "hard"),
    "rating.3": ("良好", "good"),
    "rating.4": ("简单", "easy"),
    "undo.review": ("复习“{subject}”", "review of “{subject}”"),
    "undo.import": ("导入《{subject}》", "import of {subject}"),
    "undo.trash": ("删除《{subject}》", "removal of {subject}"),
    "undo.restore": ("找回《{subject}》", "return of {subject}"),
    "undo.folder": ("整理《{subject}》", "new folder of {subject}"),
    "undo.tag_articles": ("《{subject}》的标签", "tags of {subject}"),
    "undo.revise": ("更新《{subject}》", "new version of {subject}"),
    "undo.refuse_repairs": ("更改《{subject}》的修复", "repairs of {subject}"),
    "undo.edit_text": ("修改《{subject}》的文字", "edit of {subject}"),
    "undo.suspend": ("暂停“{subject}”", "suspension of “{subject}”"),
    "undo.unsuspend": ("恢复“{subject}”", "resumption of “{subject}”"),
    "undo.bury": ("推迟“{subject}”", "postponement of “{subject}”"),
    "undo.unbury": ("取消推迟“{subject}”", "end of postponement of “{subject}”"),
    "undo.flag": ("标记“{subject}”", "flag of “{subject}”"),
    "undo.tag": ("标签“{subject}”", "tags of “{subject}”"),
    "undo.move": ("移动“{subject}”", "move of “{subject}”"),
    "undo.mode": ("题型“{subject}”", "kind of question of “{subject}”"),
    "undo.kind_mode": ("一类卡片的题型", "kind of question for a kind of card"),
    "undo.proposals": ("挑选《{subject}》的考点", "choice of blanks in {subject}"),
    "undo.import_bank": ("导入题库“{subject}”", "import of the question bank “{subject}”"),
    "undo.trash_cards": ("删除卡片“{subject}”", "removal of the card “{subject}”"),
    "undo.restore_cards": ("找回卡片“{subject}”", "return of the card “{subject}”"),
    "undo.edit_card": ("修改卡片“{subject}”", "edit of the card “{subject}”"),
    "undo.add_cards": ("添加卡片“{subject}”", "new cards “{subject}”"),
    "undo.forget": ("重置“{subject}”", "reset of “{subject}”"),
    "undo.set_due": ("改期“{subject}”", "new due date of “{subject}”"),
    "undo.catch_up": ("用 {subject} 天补完积压", "catching up in {subject} days"),
    "undo.no_limit": ("今天不限数量", "no limits today"),
    "undo.catch_up_end": ("结束补课计划", "end of catching up"),
    "undone": ("已撤销：{what}", "Undone: {what}"),
    "redone": ("已重做：{what}", "Done again: {what}"),
    "nothing_to_undo": ("没有可撤销的操作。", "There is nothing to undo."),
    "nothing_to_redo": ("没有可重做的操作。", "There is nothing to do again."),
    "leech.tag": (
        "这张卡片已忘记 {lapses} 次，标为 leech。换个问法，会好记些；wengu cards tag:leech 列出这样的卡片。（{card}）",
        "This card was forgotten {lapses} times and is tagged leech. Asked another way it will stick better; "
        "wengu cards tag:leech lists such cards. ({card})",
    ),
    "leech.suspend": (
        "这张卡片已忘记 {lapses} 次，先停下不问。改写后用 wengu card {card} unsuspend 恢复。",
        "This card was forgotten {lapses} times and is suspended. Rewrite it, then: wengu card {card} unsuspend",
    ),
    "stats": (
        "卡片 {cards}（新 {new} · 年轻 {young} · 成熟 {mature}），复习 {reviews} 次，真实保持率 {retention}。",
        "{cards} cards ({new} new, {young} young, {mature} mature), {reviews} reviews, true retention {retention}.",
    ),
    "stats.article": (
        "《{title}》现在记得 {recall}，复习时记住 {retention}。",
        "{title}: {recall} remembered now, {retention} when reviewed.",
    ),
    "stats.now": (
        "现在预计记得 {recall}；每张卡片用时 {seconds} 秒。",
        "{recall} is remembered now, {seconds} s a card.",
    ),
    "exported": ("已导出 {cards} 张卡片到 {path}。", "Exported {cards} cards to {path}."),
    "exported.missing": (
        "这台电脑的字体没有这些字符，纸上以 □ 代替：{signs}。导出为 .docx 可保留原字符。",
        "The fonts of this computer lack these characters, a □ stands for each: {signs}. A .docx keeps them.",
    ),
    "pushed": ("已把 {notes} 条笔记送进 Anki{profile}。", "Sent {notes} notes to Anki{profile}."),
    "pushed.other_type": (
        "{notes} 条没有送：Anki 里它们是别的题型。题型以第一次送去的为准；要换题型，先在 Anki 里删掉它们。",
        "{notes} were not sent: Anki has them as another type. The first type stays; to change it, delete them there.",
    ),
    "pushed.profile": ("（用户“{name}”）", " (profile “{name}”)"),
    "pushed.left_out": (
        "从 Anki 来的卡片没有送，免得重复；要给另一个 Anki，请用 wengu export。",
        "Cards that came from Anki were not sent, lest they double; for another Anki use wengu export.",
    ),
    "exported.paper": ("已出卷，共 {cards} 题：{path}。", "Papers with {cards} questions written to {path}."),
    "exported.paper.short": (
        "卡片不够出 {wanted} 题，只出了 {cards} 题：{path}。多选些文章或题型，题就多了。",
        "The cards are not enough for {wanted} questions: {cards} written to {path}. "
        "More articles or kinds of question give more.",
    ),
    "exported.marked": (
        "文章已写到 {path}，标出短语 {notes} 处。",
        "Article written to {path}, {notes} phrases marked.",
    ),
    "import_anki.done": (
        "已导入 {notes} 条笔记、{cards} 张卡片、{reviews} 次复习、{media} 个媒体文件。",
        "Imported {notes} notes, {cards} cards, {reviews} reviews, {media} media files.",
    ),
    "import_anki.skipped": ("略过：{what} {number}（{why}）", "Left out: {number} {what} ({why})"),
    "import_anki.what.note": ("笔记", "notes"),
    "import_anki.what.card": ("卡片", "cards"),
    "import_anki.what.review": ("复习记录", "reviews"),
    "import_anki.what.deck": ("牌组", "decks"),
    "import_anki.what.option": ("选项", "options"),
    "import_anki.what.media": ("图片和声音", "pictures and sounds"),
    "import_anki.what.file": ("文件", "files"),
    "import_anki.why.bad_values": ("数据不对", "wrong values"),
    "import_anki.why.too_long": ("太长", "too long"),
    "import_anki.why.image_occlusion": ("图片遮挡题", "image occlusion"),
    "import_anki.why.without_note": ("没有笔记", "without a note"),
    "import_anki.why.without_card": ("没有卡片", "without a card"),
    "import_anki.why.empty": ("没有可问的内容", "nothing to ask"),
    "import_anki.why.no_answer": ("不是作答", "no answers"),
    "import_anki.why.filtered": ("筛选牌组，卡片已回到原牌组", "filtered, cards are back in their own decks"),
    "import_anki.why.missing": ("包里缺少", "not in the package"),
    "import_anki.why.bad_name": ("文件名不能用", "unusable file name"),
    "import_anki.why.damaged": ("已损坏", "damaged"),
    "import_anki.why.other_content": ("已有同名的另一个文件", "another file has that name"),
    "import_anki.why.unknown": ("不认识", "unknown"),
    "import_bank.done": (
        "已导入 {new} 题（卡片 {cards} 张）；已有 {known} 题，未导入 {refused} 行。",
        "Imported {new} questions ({cards} cards); {known} were there already, {refused} rows were left out.",
    ),
    "import_bank.preview": (
        "可导入 {new} 题；已有 {known} 题，不能导入 {refused} 行。去掉 --preview 就会导入。",
        "{new} questions to import, {known} there already, {refused} rows cannot be. Leave out --preview to import.",
    ),
    "import_bank.refused": ("第 {row} 行：{why}", "Row {row}: {why}"),
    "bank.no_question": ("没有题目", "no question"),
    "bank.no_answer": ("没有答案", "no answer"),
    "bank.not_an_option": ("答案不在选项里", "the answer is none of the options"),
    "bank.too_long": ("太长", "too long"),
    "undo.import_anki": ("导入 Anki 牌组“{subject}”", "import of the Anki package “{subject}”"),
    "exam.none": ("没有考试计划。", "There is no exam plan."),
    "exam.cleared": ("考试计划已结束。", "The exam plan has ended."),
    "exam.plan": (
        "{date} 考试：预计记得 {recall}；今天新学 {new} 张，每天最多约 {minutes} 分钟。",
        "Exam on {date}: predicted recall {recall}; {new} new cards today, about {minutes} minutes a day at most.",
    ),
    "exam.short": (
        "离目标差 {shortfall}。任选其一可以补上：每天 {minutes} 分钟，少学 {fewer} 张，或推迟到 {later}。",
        "{shortfall} short of the goal. Any of these would do: {minutes} minutes a day, {fewer} cards fewer, or "
        "{later}.",
    ),
    "undo.options": ("选项 {subject}", "option {subject}"),
    "undo.optimize": ("优化参数 {subject}", "optimized parameters of {subject}"),
    "undo.add_deck": ("新牌组“{subject}”", "new deck “{subject}”"),
    "undo.rename_deck": ("牌组改名 {subject}", "renaming of the deck {subject}"),
    "undo.remove_deck": ("删除牌组“{subject}”", "removal of the deck “{subject}”"),
    "crammed": ("已记录：{rating}；日程不变。", "Recorded: {rating}; the schedule stays as it is."),
    "card.changed": (
        "已更改 {cards} 张卡片；wengu undo 可以撤销。",
        "Changed {cards} cards; wengu undo takes it back.",
    ),
    "optimize.few": (
        "只有 {answers} 次复习，还看不出规律；学到几百次再试。",
        "There are only {answers} answers, too few to tell; try again after some hundreds.",
    ),
    "optimize.found": (
        "用前 {reviews} 次复习拟合，在后 {held_out} 次上检验：对数损失 {loss_before} → {loss_after}。\n"
        "{cards} 张卡片中 {moved} 张会改期：{sooner} 张提前，{later} 张推后。",
        "Fitted to the first {reviews} answers, judged by the later {held_out}: log loss {loss_before} → "
        "{loss_after}.\n"
        "Of {cards} cards {moved} would move: {sooner} sooner, {later} later.",
    ),
    "optimize.better": ("更准。加 --apply 使用；可以撤销。", "Better. Use them with --apply; undo takes it back."),
    "optimize.worse": ("没有更准，保持现有参数。", "No better; the parameters in force stay."),
    "optimize.applied": ("已使用新参数。", "The new parameters are in use."),
    "simulate": (
        "{cards} 张卡片（新 {new_cards} 张），目标 {desired_retention}，每天新学 {new_per_day}：{days} 天里平均每天 "
        "{minutes_a_day} 分钟，最忙的一天 {busiest} 分钟，期末记得 {remembered_at_end} 张。",
        "{cards} cards ({new_cards} new) at {desired_retention} and {new_per_day} new a day: {minutes_a_day} minutes a "
        "day over {days} days, {busiest} on the busiest; {remembered_at_end} remembered in the end.",
    ),
    "catch_up.overdue": ("积压 {overdue} 张。", "{overdue} reviews are overdue."),
    "catch_up.plan": (
        "{days} 天补完：每天补 {per_day} 张，另有到期的最多 {most} 张。",
        "In {days} days: {per_day} overdue cards a day, besides those that fall due, at most {most}.",
    ),
    "catch_up.current": (
        "正在补：还有 {days} 天，每天 {per_day} 张。",
        "Catching up: {days} days left, {per_day} a day.",
    ),
    "undo.exam": ("考试计划 {subject}", "exam plan {subject}"),
    "undo.exam_end": ("结束考试计划 {subject}", "end of the exam plan {subject}"),
    "backed_up": ("已备份并验证：{path}", "Backed up and proven: {path}"),
    "restored": ("已恢复：{path}。原来的资料留在：{kept}", "Restored: {path}. What stood there is kept at: {kept}"),
    "merged": (
        "已合并：文章 {articles} 篇，卡片 {cards} 张，复习 {reviews} 次；两边都改过的 {conflicts} 处，以较晚的为准。",
        "Merged: {articles} articles, {cards} cards, {reviews} reviews; {conflicts} changed on both sides, the later "
        "stands.",
    ),
    "undo.phrase": ("短语“{subject}”", "phrase “{subject}”"),
    "undo.merge": ("合并“{subject}”", "merge of “{subject}”"),
    "verify.ok": ("资料库完好。", "The collection is sound."),
    "verify.problem": ("{kind}：{count} 处", "{kind}: {count}"),
    "repaired": ("已修复：{what}", "Repaired: {what}"),
    # the quiz
    "mode.typed": ("填空", "Fill in"),
    "mode.hint": ("提示填空", "Fill in, with a hint"),
    "mode.choice": ("选择", "Choose"),
    "mode.truefalse": ("判断", "True or false"),
    "mode.list": ("背要点", "Recite the list"),
    "mode.next": ("接下句", "Next sentence"),
    "quiz.ask.truefalse": ("下面的表述对不对？", "Is this how it stands?"),
    "quiz.ask.list": ("写出 {number} 项：", "Write the {number} items:"),
    "quiz.ask.next": ("下一句是什么？", "What is the next sentence?"),
    "help.paper": (
        "做一份模拟卷，交卷后才批改；不动复习安排",
        "sit a mock paper, marked at the end; no schedule changes",
    ),
    "help.paper.list": ("列出做过的卷子", "list the papers that were sat"),
    "help.paper.number": ("题数", "how many questions"),
    "help.paper.minutes": ("限时，分钟", "time in minutes"),
    "help.paper.seed": ("卷号：相同的卷号出相同的题", "the same number asks the same questions"),
    "paper.begun": (
        "模拟卷 {seed}，共 {number} 题。空行 = 不会，q 交卷。",
        "Paper {seed}, {number} questions. An empty line: I do not know; q hands in.",
    ),
    "paper.late": ("时间到。", "Time is up."),
    "paper.mistakes": ("错题", "Mistakes"),
    "paper.none": ("还没有做过卷子。", "No papers yet."),
    "paper.past": ("{at}  卷号 {seed}  {points} / {number}", "{at}  paper {seed}  {points} of {number}"),
    "paper.score": (
        "得分 {points} / {number}：对 {right}，接近 {near}，错 {wrong}，没答 {unanswered}",
        "{points} of {number}: {right} right, {near} nearly, {wrong} wrong, {unanswered} not answered",
    ),
    "quiz.cue": ("提示：{cue}", "Hint: {cue}"),
    "quiz.true": ("对", "true"),
    "quiz.false": ("错", "false"),
    "quiz.choose": ("请输入 1–{number}；? 看帮助。", "Type 1–{number}; ? for help."),
    "quiz.exact": ("✓ 正确。", "✓ Right."),
    "quiz.accepted": ("✓ 正确（{answer}）。", "✓ Right ({answer})."),
    "quiz.near": ("≈ 接近。答案：{answer}", "≈ Nearly. The answer: {answer}"),
    "quiz.wrong": ("✗ 不对。答案：{answer}", "✗ Wrong. The answer: {answer}"),
    "quiz.unknown": ("答案：{answer}", "The answer: {answer}"),
    "quiz.because": ("（{reason}）", " ({reason})"),
    "quiz.reason.homophone": ("同音字", "a character of the same sound"),
    "quiz.reason.pinyin": ("写的是拼音", "in pinyin"),
    "quiz.reason.initials": ("只有首字母", "only the initials"),
    "quiz.reason.item_missing": ("少了一项", "one item is missing"),
    "quiz.reason.order": ("次序不同", "in another order"),
    "quiz.reason.form": ("写法不同", "written in another way"),
    "quiz.reason.particle": ("虚词不同", "another particle"),
    "quiz.reason.number_form": ("数字写法不同", "a number in another form"),
    "quiz.reason.unit": ("单位不同", "the unit differs"),
    "quiz.reason.brackets": ("少了括号里的字", "without the words in brackets"),
    "quiz.reason.prefix": ("少了开头的字", "without its beginning"),
    "quiz.reason.within": ("多写了前后的字", "with words around it"),
    "quiz.change": ("错在“{wrong}”，应为“{right}”。", "“{wrong}” is wrong; it reads “{right}”."),
    "away.minutes": ("{number} 分钟后", "in {number} min"),
    "away.hours": ("{number} 小时后", "in {number} h"),
    "away.days": ("{number} 天后", "in {number} d"),
    "away.months": ("{number} 个月后", "in {number} months"),
    "away.years": ("{number} 年后", "in {number} years"),
    "quiz.rate": ("回车 = {suggested}，或 1–4：", "Enter = {suggested}, or 1–4: "),
    "quiz.rate_wrong": ("请按回车，或输入 1–4。", "Press Enter, or type 1–4."),
    "quiz.help": (
        "先写答案（空行 = 不知道），选择题输入序号；再按回车采用建议的评分，或输入 1–4。u 撤销上一次，q 结束，? 帮助。",
        "Answer first (an empty line: I do not know; a number where there are options), then press Enter for the "
        "suggested rating, or type 1–4. u takes the last answer back, q quits, ? is this help.",
    ),
    "quiz.summary": (
        "答了 {answered} 题：对 {right}，接近 {near}，错 {wrong}；还剩 {left} 张。",
        "{answered} answered: {right} right, {near} nearly, {wrong} wrong; {left} cards left.",
    ),
    # what --help says
    "reason.phrase": ("{kind}", "{kind}"),
    "reason.heading": ("在标题里", "in a heading"),
    "reason.listed": ("{value} 项之一", "one of {value}"),
    "reason.repeated": ("文中 {value} 次", "said {value} times"),
    "reason.examiner": ("考官选它 {share}", "examiner's choice {share}"),
    "reason.card": ("已有的卡片", "a card of yours"),
    "kind.shorthand": ("提法", "shorthand"),
    "kind.quoted": ("引语", "quotation"),
    "kind.title": ("文件名", "document"),
    "kind.formula": ("固定表述", "set phrase"),
    "kind.name": ("名称", "name"),
    "kind.date": ("日期", "date"),
    "kind.number": ("数字", "number"),
    "kind.term": ("术语", "term"),
    "kind.own": ("我加的", "own"),
    "kind.word": ("词语", "word"),
    "help.program": (
        "温故：把文章变成长久的记忆。不带命令时打开窗口。",
        "Wengu: turns articles into lasting memory. Opens the window when no command is given.",
    ),
    "help.home": ("数据文件夹", "data folder"),
    "help.lang": ("界面语言", "language of messages"),
    "help.json": ("以 JSON 输出", "print JSON"),
    "help.at": ("以此时刻为现在（ISO 8601）", "take this moment for now (ISO 8601)"),
    "help.open": ("打开窗口", "open the window"),
    "help.text": ("文本工具，不需要资料库", "text tools, no collection needed"),
    "help.clean": ("修复文本", "repair a text"),
    "help.body": ("去掉网页杂项", "drop page chrome"),
    "help.outline": ("标题、日期与提纲", "title, date and outline"),
    "help.phrases.add": ("处处标出这个短语", "mark this phrase wherever it stands"),
    "help.phrases.mute": ("不再标出这个短语", "mark this phrase no more"),
    "help.phrases.remove": ("忘掉对这个短语的决定", "forget what was decided about this phrase"),
    "help.phrases.merge": ("把一个短语并入另一个", "let a phrase count as another"),
    "help.phrases": ("重要短语", "key phrases"),
    "help.proposals": ("一篇文章可以考哪里，为什么", "what could be asked of an article, and why"),
    "help.proposals.accept": ("按这个密度增减卡片；可撤销", "let its cards be those of the density; can be undone"),
    "help.blanks": ("每句该考哪里（JSON 行）", "what to blank in each sentence (JSON lines)"),
    "help.check": ("判分（JSON 行）", "mark answers (JSON lines)"),
    "help.import": ("导入文章", "import articles"),
    "help.articles": ("列出文章", "list the articles"),
    "help.articles.trash": ("列出回收站里的", "list what is in the trash"),
    "help.trash": ("把文章和它的卡片移到回收站", "put articles with their cards into the trash"),
    "help.untrash": ("从回收站找回文章", "take articles out of the trash"),
    "help.arrange": ("给文章换文件夹、加标签", "give articles a folder and tags"),
    "help.arrange.folder": ("文件夹的名字；空着就是不放", "name of the folder; empty for none"),
    "help.arrange.tag": ("加上的标签", "a tag to add"),
    "help.arrange.untag": ("去掉的标签", "a tag to take away"),
    "trashed": (
        "《{title}》移到了回收站。找回用 wengu untrash {id}。",
        "Put {title} into the trash. To bring it back: wengu untrash {id}.",
    ),
    "untrashed": ("找回了《{title}》。", "Took {title} out of the trash."),
    "arranged": ("整理了 {count} 篇文章。", "Arranged {count} articles."),
    "help.repairs": ("一篇文章修复了哪些地方；可拒绝或恢复", "what was repaired in an article; refuse or accept it"),
    "help.refuse": ("不要这种（或从此处开始的）修复", "leave repairs of this kind (or the one starting here) undone"),
    "help.accept": ("恢复这种（或从此处开始的）修复", "make repairs of this kind (or the one starting here) again"),
    "help.revisions": ("一篇文章的各个版本与改动", "the versions of an article and what changed"),
    "help.article": ("一篇文章", "one article"),
    "help.cards": ("列出卡片；可用 article: deck: is: 限定", "list cards; narrow with article: deck: is:"),
    "help.due": ("现在要学多少", "what is due"),
    "help.answer": ("给卡片评分（1 重来 2 困难 3 良好 4 简单）", "rate a card (1 again 2 hard 3 good 4 easy)"),
    "help.intervals": ("四个评分各自的间隔", "what each rating would give"),
    "help.quiz": ("在终端里答题", "a quiz in the terminal"),
    "help.quiz_mode": ("题型；不写则按熟悉程度", "kind of question; by how well a card is known if not given"),
    "help.limit": ("最多 N 个", "at most N"),
    "help.undo": ("撤销最近 N 步", "take back the last N acts"),
    "help.card": (
        "看一张卡片，或更改卡片：暂停、推迟、改期、旗标等",
        "show a card, or change cards: suspend, bury, due, flag …",
    ),
    "help.card.which": ("卡片的编号，或 wengu cards 的查询", "the id of a card, or a query as of wengu cards"),
    "help.card.value": (
        "due 的日期或天数，flag 的 0–7，标签或牌组的名字",
        "date or days of due, 0–7 of flag, name of tag or deck",
    ),
    "help.answer.cram": ("突击：只记录，不改日程", "cram: keep the answer, leave the schedule alone"),
    "help.cram": ("突击查询到的卡片，日程不变", "cram the cards that a query finds; schedules stay"),
    "help.decks": ("列出牌组，或新建、改名、删除", "list the decks; make, rename or remove one"),
    "help.decks.add": ("新建牌组，A::B 表示 A 下的 B", "make a deck; A::B is B below A"),
    "help.decks.rename": ("改名或移动", "rename or move a deck"),
    "help.decks.remove": ("删除牌组，卡片归上一级", "remove a deck; its cards go to the one above"),
    "help.optimize": ("用自己的复习记录优化记忆参数", "fit the parameters of memory to your own answers"),
    "help.optimize.apply": ("若更准就使用", "use them if they are better"),
    "help.simulate": ("预演今后的工作量和记忆", "play the coming year: workload and memory"),
    "help.simulate.new": ("每天新学多少", "new cards a day"),
    "help.catch_up.days": ("分几天补完", "in so many days"),
    "help.catch_up.start": ("开始补课", "start to catch up"),
    "help.catch_up.stop": ("结束补课", "end it"),
    "help.catch-up": ("久别之后：看积压，分几天补完", "after an absence: what is overdue, spread over days"),
    "help.exam.cards": ("每天最多多少张，代替分钟", "at most so many cards a day, instead of minutes"),
    "help.exam.leave_out": ("最后多少张新卡片留到考后", "so many new cards, the last, wait until after the exam"),
    "help.redo": ("重做最近 N 步", "do the last N undone acts again"),
    "help.config": ("查看或修改选项", "show or change options"),
    "help.stats": ("统计", "statistics"),
    "help.export": (
        "导出（.apkg、.csv、.tsv、.md、.json、.pdf、.docx）",
        "export (.apkg, .csv, .tsv, .md, .json, .pdf, .docx)",
    ),
    "help.push": (
        "把卡片送进本机正在运行的 Anki（AnkiConnect）",
        "send cards to the Anki that runs here (AnkiConnect)",
    ),
    "help.push.api_key": ("AnkiConnect 的密钥，设了才要", "AnkiConnect's key, where one is set"),
    "help.push.address": ("AnkiConnect 的地址，只能是本机", "where AnkiConnect listens, on this computer only"),
    "help.export.group": (
        "每张卡片一条笔记，或每句一条、各空一起问",
        "a note for each card, or one for a sentence that asks all its blanks together",
    ),
    "help.export.note_type": (
        "Anki 里怎么问：填空、键入、选择、列举，或各卡自定",
        "how Anki asks: cloze, typed, choice, list, or own as each card is fixed",
    ),
    "help.export.own_only": (
        "不带从 Anki 来的卡片：送回它们原来的 Anki 会重复",
        "without the cards that came from Anki: the Anki that has them would have them twice",
    ),
    "help.export.for": ("表格给谁用；.csv 默认 excel，.tsv 默认 anki", "whom a table is for; .csv excel, .tsv anki"),
    "help.export.no_bom": ("表格开头不加 UTF-8 标记", "no UTF-8 mark at the head of a table"),
    "help.export.kind": ("练习只考这类短语（可多次）", "let an exercise ask only for this kind of phrase (repeatable)"),
    "help.export.density": ("练习里每句挖多少空", "how many words of a sentence an exercise asks for"),
    "help.export.marked": ("文章原文，标出短语（.pdf）", "the article itself, its phrases marked (.pdf)"),
    "help.export.paper": ("模拟卷，题型混合，答案另页", "a mock paper of several kinds of questions with a key"),
    "help.export.papers": ("几套卷子（A、B……）", "how many versions (A, B, …)"),
    "help.export.questions": ("每套多少题", "how many questions in each"),
    "help.export.seed": ("随机种子：同样的种子出同样的卷子", "the seed: the same one gives the same papers"),
    "help.export.ask": ("只出这种题（可多次）", "only this kind of question (repeatable)"),
    "help.import-anki": ("导入 Anki 牌组（.apkg、.colpkg）", "import an Anki package (.apkg, .colpkg)"),
    "help.import-json": (
        "取回 export 写成 JSON 的一切；两次与一次相同",
        "bring back everything that export wrote as JSON; twice is as once",
    ),
    "help.import-bank": (
        "导入题库：表格（.xlsx、.csv、.tsv）或试卷（.docx、.txt、.pdf）",
        "import a question bank: a table (.xlsx, .csv, .tsv) or a paper (.docx, .txt, .pdf)",
    ),
    "help.import-bank.map": (
        "哪一列是什么，例如 question=B,options=C+D+E+F,answer=G",
        "which column is what, such as question=B,options=C+D+E+F,answer=G",
    ),
    "help.import-bank.preview": ("只看，不导入", "look only, import nothing"),
    "help.exam": ("考试计划", "plan for an exam"),
    "help.exam.set": ("按考试日期和目标安排学习", "learn towards an exam's date and goal"),
    "help.exam.show": ("计划现在的样子", "the plan as it looks now"),
    "help.exam.clear": ("结束计划，恢复原来的日期", "end the plan and restore the dates"),
    "help.backup": ("备份到文件夹，并验证", "write a backup into a folder, and prove it"),
    "help.restore": ("从备份恢复；现有的资料会留一份", "go back to a backup; what stands now is kept"),
    "help.version": ("显示版本后退出", "show the version and exit"),
    "help.merge": ("合并另一份资料库", "merge another copy of the collection"),
    "help.verify": ("检查资料库", "check the collection"),
    "help.repair": ("并修复能修复的", "and mend what can be mended"),
}


# What operating systems say in English only.
_SYSTEM_REASONS = {
    "No space left on device": "磁盘已满",
    "Disk quota exceeded": "磁盘配额已用完",
    "File too large": "文件太大",
    "Permission denied": "没有权限",
    "Operation not permitted": "系统不允许",
    "Read-only file system": "磁盘只读",
    "File exists": "已有同名文件",
    "Is a directory": "它是文件夹",
    "Not a directory": "路径中有一段不是文件夹",
    "No such file or directory": "没有这个文件或文件夹",
    "File name too long": "文件名太长",
    "Input/output error": "磁盘读写出错",
    "file is not a database": "不是资料库文件",
    "database disk image is malformed": "文件已损坏",
    "unable to open database file": "打不开文件",
}


def preferred_language() -> str:
    """``en`` where the system speaks another language than Chinese; one without a language (C) gets ``zh``."""
    system = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "C"
    return "zh" if system.lower().startswith(("zh", "c.", "posix")) or system == "C" else "en"


class Words:
    """Messages in one language."""

    def __init__(self, language: str) -> None:
        self.language = "en" if language == "en" else "zh"
        self._column = 1 if language == "en" else 0

    def say(self, key: str, **fields: object) -> str:
        """A message with its fields filled in."""
        return _WORDS[key][self._column].format(**fields)

    def system_reason(self, reason: str) -> str:
        """What the operating system said, in the language of the words where that is known."""
        return reason if self.language == "en" else _SYSTEM_REASONS.get(reason, reason)

    def reason(self, error: Exception) -> tuple[str, str]:
        """The kind of an error, and what happened and what to do."""
        if not isinstance(error, AppError):
            return "bug", self.say("bug", reason=f"{type(error).__name__}: {error}")
        fields = dict(error.fields)
        if "what" in fields and (thing := str(fields["what"])) in _WORDS:
            fields["what"] = self.say(thing)
        if "reason" in fields:
            fields["reason"] = self.system_reason(str(fields["reason"]))
        return error.kind, self.say(error.kind if error.kind in _WORDS else "error", **fields)
