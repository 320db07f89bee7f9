<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>Actions</name>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>前往</source>
        <translation>Go</translation>
    </message>
    <message>
        <source>阅读</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>复习</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>帮助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>导入文章…</source>
        <translation>Import an article…</translation>
    </message>
    <message>
        <source>粘贴为文章</source>
        <translation>Paste as an article</translation>
    </message>
    <message>
        <source>导出为 Anki 牌组…</source>
        <translation>Export to Anki…</translation>
    </message>
    <message>
        <source>移到回收站</source>
        <translation>Move to the trash</translation>
    </message>
    <message>
        <source>退出</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>文章</source>
        <translation>Articles</translation>
    </message>
    <message>
        <source>卡片</source>
        <translation>Cards</translation>
    </message>
    <message>
        <source>统计</source>
        <translation>Stats</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>打开所选文章</source>
        <translation>Open the chosen article</translation>
    </message>
    <message>
        <source>在文章中查找</source>
        <translation>Find in the article</translation>
    </message>
    <message>
        <source>下一处</source>
        <translation>Next place</translation>
    </message>
    <message>
        <source>上一处</source>
        <translation>Previous place</translation>
    </message>
    <message>
        <source>把选中的字做成卡片</source>
        <translation>Make a card of the selected words</translation>
    </message>
    <message>
        <source>把选中的字标为短语，或不再标出</source>
        <translation>Mark the selected words as a phrase, or no more</translation>
    </message>
    <message>
        <source>修改卡片或段落</source>
        <translation>Edit the card or the paragraph</translation>
    </message>
    <message>
        <source>背诵这篇文章</source>
        <translation>Recite this article</translation>
    </message>
    <message>
        <source>显示或收起大纲</source>
        <translation>Show or hide the outline</translation>
    </message>
    <message>
        <source>显示或收起文章</source>
        <translation>Show or hide the article</translation>
    </message>
    <message>
        <source>显示或收起测验</source>
        <translation>Show or hide the quiz</translation>
    </message>
    <message>
        <source>放大文字</source>
        <translation>Larger text</translation>
    </message>
    <message>
        <source>缩小文字</source>
        <translation>Smaller text</translation>
    </message>
    <message>
        <source>恢复文字大小</source>
        <translation>Usual text size</translation>
    </message>
    <message>
        <source>核对答案，接受建议并继续</source>
        <translation>Check, accept the suggestion, go on</translation>
    </message>
    <message>
        <source>不知道，看答案</source>
        <translation>Give up and show the answer</translation>
    </message>
    <message>
        <source>重来</source>
        <translation>Again</translation>
    </message>
    <message>
        <source>困难</source>
        <translation>Hard</translation>
    </message>
    <message>
        <source>良好</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>简单</source>
        <translation>Easy</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>按键一览</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>固定这张或这类卡片的题型</source>
        <translation>Fix how this card or its kind is asked</translation>
    </message>
    <message>
        <source>挑选考点…</source>
        <translation>Choose what to ask…</translation>
    </message>
    <message>
        <source>采用勾选的考点</source>
        <translation>Accept what is ticked</translation>
    </message>
    <message>
        <source>考点：少量</source>
        <translation>Ask: few</translation>
    </message>
    <message>
        <source>考点：适中</source>
        <translation>Ask: normal</translation>
    </message>
    <message>
        <source>考点：密集</source>
        <translation>Ask: dense</translation>
    </message>
    <message>
        <source>考点：全部</source>
        <translation>Ask: all</translation>
    </message>
    <message>
        <source>这个短语的说明</source>
        <translation>About this phrase</translation>
    </message>
    <message>
        <source>下一个标出的短语</source>
        <translation>Next marked phrase</translation>
    </message>
    <message>
        <source>上一个标出的短语</source>
        <translation>Previous marked phrase</translation>
    </message>
    <message>
        <source>多标或少标短语</source>
        <translation>Mark more or fewer phrases</translation>
    </message>
    <message>
        <source>注音：选中的字，或难字、全部、不注</source>
        <translation>Pinyin: for the selection, or hard characters, all, none</translation>
    </message>
    <message>
        <source>修改读音</source>
        <translation>Correct a reading</translation>
    </message>
    <message>
        <source>朗读选中的字或这一段</source>
        <translation>Read the selection or this paragraph aloud</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>模拟卷</source>
        <translation>Mock paper</translation>
    </message>
    <message>
        <source>卷子的下一题</source>
        <translation>Next question of the paper</translation>
    </message>
    <message>
        <source>卷子的上一题</source>
        <translation>Previous question of the paper</translation>
    </message>
    <message>
        <source>交卷</source>
        <translation>Hand in</translation>
    </message>
    <message>
        <source>考试</source>
        <translation>Exam</translation>
    </message>
    <message>
        <source>牌组</source>
        <translation>Decks</translation>
    </message>
    <message>
        <source>导入题库…</source>
        <translation>Import question bank…</translation>
    </message>
    <message>
        <source>打印与导出…</source>
        <translation>Print and export…</translation>
    </message>
    <message>
        <source>查找一切…</source>
        <translation>Find anything…</translation>
    </message>
    <message>
        <source>使用手册</source>
        <translation>Manual</translation>
    </message>
</context>
<context>
    <name>AnkiDialog</name>
    <message>
        <source>导出到 Anki</source>
        <translation>Export to Anki</translation>
    </message>
    <message>
        <source>填空：想出来，再翻面</source>
        <translation>Cloze: think of it, then turn over</translation>
    </message>
    <message>
        <source>键入：打出答案</source>
        <translation>Typed: type the answer</translation>
    </message>
    <message>
        <source>选择：四选一，选项不足的仍为填空</source>
        <translation>Choice: one of four, or cloze without enough options</translation>
    </message>
    <message>
        <source>列举：并列的各项一起背，其余仍为填空</source>
        <translation>List: recite all items, or cloze where there is no list</translation>
    </message>
    <message>
        <source>按每张卡片自定的题型</source>
        <translation>As each card is set</translation>
    </message>
    <message>
        <source>每张卡片一条笔记</source>
        <translation>One note per card</translation>
    </message>
    <message>
        <source>每句一条笔记，各空一起问</source>
        <translation>One note per sentence, its blanks together</translation>
    </message>
    <message>
        <source>带上复习进度和记录</source>
        <translation>Take schedule and reviews along</translation>
    </message>
    <message>
        <source>不带从 Anki 来的卡片</source>
        <translation>Without the cards that came from Anki</translation>
    </message>
    <message>
        <source>直接送进正在运行的 Anki</source>
        <translation>Send straight into the running Anki</translation>
    </message>
    <message>
        <source>题型</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>笔记</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>第一次导出时选定：同一张卡片以后换题型，Anki 不收。</source>
        <translation>Choose at the first export: Anki refuses a card that changes its question type later.</translation>
    </message>
    <message>
        <source>Anki 只为它还没有的卡片收下进度；已有的卡片保留它自己的进度。</source>
        <translation>Anki takes a schedule only for cards it does not have yet; cards it has keep their own.</translation>
    </message>
    <message>
        <source>它们在原来的 Anki 里已经有了，送回那里会重复。</source>
        <translation>The Anki they came from has them already and would have them twice.</translation>
    </message>
    <message>
        <source>需要 Anki 的插件 AnkiConnect。只连本机 127.0.0.1，不上网。</source>
        <translation>Needs Anki&apos;s add-on AnkiConnect. Connects only to this computer, 127.0.0.1.</translation>
    </message>
    <message>
        <source>AnkiConnect 的密钥（apiKey）</source>
        <translation>AnkiConnect&apos;s key (apiKey)</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>送进 Anki</source>
        <translation>Send to Anki</translation>
    </message>
    <message>
        <source>存为文件…</source>
        <translation>Save as File…</translation>
    </message>
</context>
<context>
    <name>AnkiWords</name>
    <message>
        <source>笔记</source>
        <translation>notes</translation>
    </message>
    <message>
        <source>卡片</source>
        <translation>cards</translation>
    </message>
    <message>
        <source>复习记录</source>
        <translation>reviews</translation>
    </message>
    <message>
        <source>牌组</source>
        <translation>decks</translation>
    </message>
    <message>
        <source>选项</source>
        <translation>options</translation>
    </message>
    <message>
        <source>图片和声音</source>
        <translation>pictures and sounds</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>files</translation>
    </message>
    <message>
        <source>数据不对</source>
        <translation>wrong values</translation>
    </message>
    <message>
        <source>太长</source>
        <translation>too long</translation>
    </message>
    <message>
        <source>图片遮挡题</source>
        <translation>image occlusion</translation>
    </message>
    <message>
        <source>没有笔记</source>
        <translation>without a note</translation>
    </message>
    <message>
        <source>没有卡片</source>
        <translation>without a card</translation>
    </message>
    <message>
        <source>没有可问的内容</source>
        <translation>nothing to ask</translation>
    </message>
    <message>
        <source>不是作答</source>
        <translation>no answers</translation>
    </message>
    <message>
        <source>筛选牌组，卡片已回到原牌组</source>
        <translation>filtered, cards are back in their own decks</translation>
    </message>
    <message>
        <source>包里缺少</source>
        <translation>not in the package</translation>
    </message>
    <message>
        <source>文件名不能用</source>
        <translation>unusable file name</translation>
    </message>
    <message>
        <source>已损坏</source>
        <translation>damaged</translation>
    </message>
    <message>
        <source>已有同名的另一个文件</source>
        <translation>another file has that name</translation>
    </message>
    <message>
        <source>不认识</source>
        <translation>unknown</translation>
    </message>
</context>
<context>
    <name>AnswerView</name>
    <message>
        <source>按 Enter 接受建议，或按 1–4 自己评</source>
        <translation>Enter accepts the suggestion, 1–4 rate it yourself</translation>
    </message>
    <message>
        <source>差一点</source>
        <translation>Almost</translation>
    </message>
    <message>
        <source>答对了</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>答错了</source>
        <translation>Wrong</translation>
    </message>
    <message>
        <source>答案在上面</source>
        <translation>The answer is above</translation>
    </message>
    <message>
        <source>你写的</source>
        <translation>You wrote</translation>
    </message>
</context>
<context>
    <name>ArticleModel</name>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>{count} 字</source>
        <translation>{count} characters</translation>
    </message>
    <message numerus="yes">
        <source>%n 张卡片</source>
        <translation>
            <numerusform>%n card</numerusform>
            <numerusform>%n cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{cards}，%n 张待复习</source>
        <translation>
            <numerusform>{cards}, %n due</numerusform>
            <numerusform>{cards}, %n due</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArticleView</name>
    <message>
        <source>文章</source>
        <translation>Articles</translation>
    </message>
</context>
<context>
    <name>Articles</name>
    <message>
        <source>最近导入</source>
        <translation>Latest first</translation>
    </message>
    <message>
        <source>按标题</source>
        <translation>By title</translation>
    </message>
    <message>
        <source>按成文日期</source>
        <translation>By date</translation>
    </message>
    <message>
        <source>按长度</source>
        <translation>By length</translation>
    </message>
    <message>
        <source>待复习多的在前</source>
        <translation>Most due first</translation>
    </message>
    <message>
        <source>记得少的在前</source>
        <translation>Least known first</translation>
    </message>
</context>
<context>
    <name>Bank</name>
    <message>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>题型</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>题目</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>选项</source>
        <translation>Options</translation>
    </message>
    <message>
        <source>答案</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>章节</source>
        <translation>Chapter</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>单选</source>
        <translation>Choice</translation>
    </message>
    <message>
        <source>多选</source>
        <translation>Several</translation>
    </message>
    <message>
        <source>判断</source>
        <translation>True/false</translation>
    </message>
    <message>
        <source>填空</source>
        <translation>Gaps</translation>
    </message>
    <message>
        <source>问答</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>没有题目</source>
        <translation>no question</translation>
    </message>
    <message>
        <source>没有答案</source>
        <translation>no answer</translation>
    </message>
    <message>
        <source>答案不在选项里</source>
        <translation>not an option</translation>
    </message>
    <message>
        <source>太长</source>
        <translation>too long</translation>
    </message>
    <message>
        <source>新题</source>
        <translation>new</translation>
    </message>
    <message>
        <source>已有</source>
        <translation>known</translation>
    </message>
</context>
<context>
    <name>BankPage</name>
    <message>
        <source>返回卡片（Esc）</source>
        <translation>Back to the cards (Esc)</translation>
    </message>
    <message>
        <source>题目</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>答案</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>选项</source>
        <translation>Options</translation>
    </message>
    <message>
        <source>解析</source>
        <translation>Explanation</translation>
    </message>
    <message>
        <source>题型</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>章节</source>
        <translation>Chapter</translation>
    </message>
    <message>
        <source>“{name}”是哪一列</source>
        <translation>Which column is &quot;{name}&quot;</translation>
    </message>
    <message>
        <source>放进哪个牌组</source>
        <translation>Into which deck</translation>
    </message>
    <message>
        <source>牌组</source>
        <translation>Deck</translation>
    </message>
    <message>
        <source>题库预览</source>
        <translation>The bank before it comes in</translation>
    </message>
    <message numerus="yes">
        <source>导入了 %n 题。</source>
        <translation>
            <numerusform>Imported %n question.</numerusform>
            <numerusform>Imported %n questions.</numerusform>
        </translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>（无）</source>
        <translation>(none)</translation>
    </message>
    <message numerus="yes">
        <source>导入 %n 题</source>
        <translation>
            <numerusform>Import %n question</numerusform>
            <numerusform>Import %n questions</numerusform>
        </translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>还没有选题库。按 Ctrl+Shift+O 选一个 Excel、CSV 或文本文件，看过再导入。</source>
        <translation>No question bank chosen yet. Press Ctrl+Shift+O for an Excel, CSV or text file; you look before anything is imported.</translation>
    </message>
    <message numerus="yes">
        <source>%n 题已有</source>
        <translation>
            <numerusform>%n known</numerusform>
            <numerusform>%n known</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 行不能导入</source>
        <translation>
            <numerusform>%n row cannot be imported</numerusform>
            <numerusform>%n rows cannot be imported</numerusform>
        </translation>
    </message>
    <message>
        <source>认不出哪一列是题目、哪一列是答案。请在上面选一选。</source>
        <translation>Which column asks and which answers cannot be told. Choose them above.</translation>
    </message>
</context>
<context>
    <name>BarChart</name>
    <message>
        <source>还没有可画的</source>
        <translation>nothing to draw yet</translation>
    </message>
</context>
<context>
    <name>BeginningPanel</name>
    <message>
        <source>放进一篇文章</source>
        <translation>Bring in an article</translation>
    </message>
    <message>
        <source>拖进来、粘贴或选择文件。繁体、拼音、错乱的标点会自动修好，每一处都列给你看。</source>
        <translation>Drop, paste or choose a file. Traditional characters, stray pinyin and damaged punctuation are repaired, and every repair is listed.</translation>
    </message>
    <message>
        <source>边读边答</source>
        <translation>Read and answer</translation>
    </message>
    <message>
        <source>重要的词语已经标出。测验在文章旁边，一句话挖去一个词，写出来。</source>
        <translation>The phrases that matter are marked. Beside the article a quiz leaves one out of a sentence; you write it.</translation>
    </message>
    <message>
        <source>到时候再见</source>
        <translation>Meet it again in time</translation>
    </message>
    <message>
        <source>快忘的时候它会回来。每天几分钟，文章就记住了。</source>
        <translation>It returns just before you would forget it. A few minutes a day, and the article stays with you.</translation>
    </message>
    <message>
        <source>把文件拖到这里，或按 Ctrl+V 粘贴文字</source>
        <translation>Drop a file here, or press Ctrl+V to paste text</translation>
    </message>
    <message>
        <source>选择文件…</source>
        <translation>Choose a file…</translation>
    </message>
</context>
<context>
    <name>BringingIn</name>
    <message>
        <source>文章和 Anki 牌组 (*)</source>
        <translation>Articles and Anki packages (*)</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>导入题库</source>
        <translation>Import question bank</translation>
    </message>
    <message>
        <source>题库 ({pattern})</source>
        <translation>Question banks ({pattern})</translation>
    </message>
    <message>
        <source>剪贴板里没有文字。先复制一篇文章，再按 Ctrl+V。</source>
        <translation>There is no text on the clipboard. Copy an article first, then press Ctrl+V.</translation>
    </message>
    <message>
        <source>正在导入 {name}…</source>
        <translation>Importing {name}…</translation>
    </message>
    <message>
        <source>从 Anki 导入了 {notes}、{cards}、{reviews}。</source>
        <translation>Imported from Anki: {notes}, {cards}, {reviews}.</translation>
    </message>
    <message numerus="yes">
        <source>%n 条笔记</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 张卡片</source>
        <translation>
            <numerusform>%n card</numerusform>
            <numerusform>%n cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 次复习</source>
        <translation>
            <numerusform>%n review</numerusform>
            <numerusform>%n reviews</numerusform>
        </translation>
    </message>
    <message>
        <source>没有导入：{left}</source>
        <translation>Left out: {left}</translation>
    </message>
    <message>
        <source>查看卡片</source>
        <translation>Show Cards</translation>
    </message>
    <message numerus="yes">
        <source>导入了 %n 篇文章。</source>
        <translation>
            <numerusform>%n article imported.</numerusform>
            <numerusform>%n articles imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 篇是文章里已有的新版本，已替换。</source>
        <translation>
            <numerusform>%n is a new version of an article and has replaced it.</numerusform>
            <numerusform>%n are new versions of articles and have replaced them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 篇已经在文章里了。</source>
        <translation>
            <numerusform>%n was among the articles already.</numerusform>
            <numerusform>%n were among the articles already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>还有 %n 个文件没有导入。</source>
        <translation>
            <numerusform>%n more file was not imported.</numerusform>
            <numerusform>%n more files were not imported.</numerusform>
        </translation>
    </message>
    <message>
        <source>《{title}》有了新版本，已替换。</source>
        <translation>A new version of {title} took its place.</translation>
    </message>
    <message numerus="yes">
        <source>有 %n 张卡片找不到原来的字句，列在“待修复”里。</source>
        <translation>
            <numerusform>%n card lost its words and waits to be mended.</numerusform>
            <numerusform>%n cards lost their words and wait to be mended.</numerusform>
        </translation>
    </message>
    <message>
        <source>查看改动</source>
        <translation>Show changes</translation>
    </message>
    <message>
        <source>《{title}》已经在文章里了。</source>
        <translation>{title} is in your articles already.</translation>
    </message>
    <message>
        <source>已导入《{title}》，做了 {cards}。</source>
        <translation>Imported {title} and made {cards}. </translation>
    </message>
    <message numerus="yes">
        <source>修复了 %n 处。</source>
        <translation>
            <numerusform>%n repair was made.</numerusform>
            <numerusform>%n repairs were made.</numerusform>
        </translation>
    </message>
    <message>
        <source>查看修复</source>
        <translation>Show repairs</translation>
    </message>
</context>
<context>
    <name>CardActs</name>
    <message numerus="yes">
        <source>暂停了 %n 张。</source>
        <translation>
            <numerusform>Suspended %n card.</numerusform>
            <numerusform>Suspended %n cards.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>恢复了 %n 张。</source>
        <translation>
            <numerusform>Resumed %n card.</numerusform>
            <numerusform>Resumed %n cards.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 张推迟到明天。</source>
        <translation>
            <numerusform>Put %n card off until tomorrow.</numerusform>
            <numerusform>Put %n cards off until tomorrow.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>标记了 %n 张。</source>
        <translation>
            <numerusform>Flagged %n card.</numerusform>
            <numerusform>Flagged %n cards.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>去掉了 %n 张的标记。</source>
        <translation>
            <numerusform>Took the flag from %n card.</numerusform>
            <numerusform>Took the flag from %n cards.</numerusform>
        </translation>
    </message>
    <message>
        <source>标签，用空格隔开</source>
        <translation>Tags, separated by spaces</translation>
    </message>
    <message>
        <source>要加的标签，用空格隔开；前面写 - 是去掉</source>
        <translation>Tags to add, separated by spaces; with a - before it, one is taken away</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tags</translation>
    </message>
    <message numerus="yes">
        <source>改了 %n 张的标签。</source>
        <translation>
            <numerusform>Changed the tags of %n card.</numerusform>
            <numerusform>Changed the tags of %n cards.</numerusform>
        </translation>
    </message>
    <message>
        <source>移到牌组</source>
        <translation>Move to a deck</translation>
    </message>
    <message>
        <source>牌组的名字，可以写新的；用 :: 分层</source>
        <translation>Name of the deck, also a new one; :: puts one into another</translation>
    </message>
    <message numerus="yes">
        <source>%n 张移到了“{deck}”。</source>
        <translation>
            <numerusform>Moved %n card to &quot;{deck}&quot;.</numerusform>
            <numerusform>Moved %n cards to &quot;{deck}&quot;.</numerusform>
        </translation>
    </message>
    <message>
        <source>改期</source>
        <translation>New date</translation>
    </message>
    <message>
        <source>几天以后复习（0 是今天）</source>
        <translation>Days until the review (0 is today)</translation>
    </message>
    <message numerus="yes">
        <source>改了 %n 张的日期。</source>
        <translation>
            <numerusform>Changed the date of %n card.</numerusform>
            <numerusform>Changed the dates of %n cards.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 张从头学起。</source>
        <translation>
            <numerusform>%n card starts anew.</numerusform>
            <numerusform>%n cards start anew.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>改了 %n 张的题型。</source>
        <translation>
            <numerusform>Changed how %n card is asked.</numerusform>
            <numerusform>Changed how %n cards are asked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>删除了 %n 张。</source>
        <translation>
            <numerusform>Deleted %n card.</numerusform>
            <numerusform>Deleted %n cards.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>找回了 %n 张。</source>
        <translation>
            <numerusform>Brought back %n card.</numerusform>
            <numerusform>Brought back %n cards.</numerusform>
        </translation>
    </message>
    <message>
        <source>没有标记</source>
        <translation>No flag</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message numerus="yes">
        <source>%n 天后</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message>
        <source>别的日子…</source>
        <translation>Another day…</translation>
    </message>
    <message>
        <source>按熟悉程度</source>
        <translation>By how well it is known</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message numerus="yes">
        <source>正在改 %n 张卡片…</source>
        <translation>
            <numerusform>Changing %n card…</numerusform>
            <numerusform>Changing %n cards…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CardEditing</name>
    <message>
        <source>新卡片</source>
        <translation>New card</translation>
    </message>
    <message>
        <source>问题</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>答案</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>问题和答案都要写。</source>
        <translation>Write both the question and the answer.</translation>
    </message>
    <message>
        <source>修改卡片</source>
        <translation>Edit card</translation>
    </message>
</context>
<context>
    <name>CardPanel</name>
    <message>
        <source>选中一张卡片，这里就有它的题目、记忆曲线和每一次回答。</source>
        <translation>Select a card to see its question, its memory curve and every answer here.</translation>
    </message>
    <message>
        <source>到文章里看</source>
        <translation>See in the article</translation>
    </message>
    <message>
        <source>记忆曲线</source>
        <translation>Memory curve</translation>
    </message>
    <message>
        <source>{days} 天</source>
        <translation>{days} d</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>下次</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>现在记得</source>
        <translation>Recall now</translation>
    </message>
    <message>
        <source>间隔</source>
        <translation>Interval</translation>
    </message>
    <message>
        <source>稳定性</source>
        <translation>Stability</translation>
    </message>
    <message>
        <source>难度</source>
        <translation>Difficulty</translation>
    </message>
    <message>
        <source>答过</source>
        <translation>Answered</translation>
    </message>
    <message numerus="yes">
        <source>%n 次</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
    <message>
        <source>忘记</source>
        <translation>Forgotten</translation>
    </message>
    <message>
        <source>文章</source>
        <translation>Article</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>牌组</source>
        <translation>Deck</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>添加</source>
        <translation>Added</translation>
    </message>
    <message numerus="yes">
        <source>%n 条记录</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message>
        <source>重来</source>
        <translation>Again</translation>
    </message>
    <message>
        <source>困难</source>
        <translation>Hard</translation>
    </message>
    <message>
        <source>良好</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>简单</source>
        <translation>Easy</translation>
    </message>
    <message>
        <source>改动</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>{seconds} 秒</source>
        <translation>{seconds} s</translation>
    </message>
</context>
<context>
    <name>CardTable</name>
    <message>
        <source>卡片列表</source>
        <translation>Cards</translation>
    </message>
    <message>
        <source>{name}（窗口再宽一些就显示）</source>
        <translation>{name} (shown in a wider window)</translation>
    </message>
</context>
<context>
    <name>Cards</name>
    <message>
        <source>新</source>
        <translation>new</translation>
    </message>
    <message>
        <source>在学</source>
        <translation>learning</translation>
    </message>
    <message>
        <source>复习</source>
        <translation>review</translation>
    </message>
    <message>
        <source>重学</source>
        <translation>relearning</translation>
    </message>
    <message>
        <source>答案</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>句子</source>
        <translation>Sentence</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>下次</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>次数</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>牌组</source>
        <translation>Deck</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>待修复</source>
        <translation>to be mended</translation>
    </message>
    <message>
        <source>已暂停</source>
        <translation>suspended</translation>
    </message>
    <message>
        <source>忘记</source>
        <translation>Forgotten</translation>
    </message>
    <message>
        <source>间隔</source>
        <translation>Interval</translation>
    </message>
    <message>
        <source>稳定性</source>
        <translation>Stability</translation>
    </message>
    <message>
        <source>难度</source>
        <translation>Difficulty</translation>
    </message>
    <message>
        <source>{days} 天</source>
        <translation>{days} d</translation>
    </message>
</context>
<context>
    <name>CardsPage</name>
    <message>
        <source>新卡片…</source>
        <translation>New card…</translation>
    </message>
    <message>
        <source>卡片</source>
        <translation>Cards</translation>
    </message>
    <message>
        <source>搜索卡片</source>
        <translation>Search cards</translation>
    </message>
    <message>
        <source>修改…</source>
        <translation>Edit…</translation>
    </message>
    <message>
        <source>暂停 / 恢复</source>
        <translation>Suspend</translation>
    </message>
    <message>
        <source>推迟到明天</source>
        <translation>Tomorrow</translation>
    </message>
    <message>
        <source>标记</source>
        <translation>Flag</translation>
    </message>
    <message>
        <source>标签…</source>
        <translation>Tags…</translation>
    </message>
    <message>
        <source>重新学</source>
        <translation>Restart</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>改期</source>
        <translation>Due date</translation>
    </message>
    <message>
        <source>找卡片：汉字、拼音或首字母都行，也可以写条件</source>
        <translation>Find cards: characters, pinyin or its initials; or write conditions</translation>
    </message>
    <message>
        <source>自己写一张问答卡片</source>
        <translation>Write a question with its answer</translation>
    </message>
    <message>
        <source>条件</source>
        <translation>Conditions</translation>
    </message>
    <message>
        <source>选条件，写进搜索框</source>
        <translation>Choose conditions for the search</translation>
    </message>
    <message>
        <source>题型</source>
        <translation>Kind of question</translation>
    </message>
    <message numerus="yes">
        <source>%Ln 张</source>
        <translation>
            <numerusform>%Ln card</numerusform>
            <numerusform>%Ln cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln 张以上</source>
        <translation>
            <numerusform>%Ln card and more</numerusform>
            <numerusform>%Ln cards and more</numerusform>
        </translation>
    </message>
    <message>
        <source>没有找到这样的卡片。按 Esc 清空搜索框。</source>
        <translation>No such cards. Esc clears the search field.</translation>
    </message>
    <message>
        <source>还没有卡片。导入一篇文章，温故就会出题；也可以用“新卡片…”自己写。</source>
        <translation>No cards yet. Import an article and Wengu makes questions; or write your own with &quot;New card…&quot;.</translation>
    </message>
    <message>
        <source>找回</source>
        <translation>Bring back</translation>
    </message>
    <message>
        <source>移到…</source>
        <translation>Move…</translation>
    </message>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message>
        <source>选择显示哪些列</source>
        <translation>Choose the columns</translation>
    </message>
    <message>
        <source>显示或收起卡片的详情</source>
        <translation>Show or hide the card&apos;s details</translation>
    </message>
    <message>
        <source>复习</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>练一遍</source>
        <translation>Practise</translation>
    </message>
    <message>
        <source>把选中的卡片过一遍，没选就是找到的，最多 {most} 张；日期不变</source>
        <translation>Go through the chosen cards, or else those found, {most} at most; no date changes</translation>
    </message>
    <message>
        <source>复习其中到期的和新的，照每天的上限</source>
        <translation>Review those that are due and new ones, within the daily limits</translation>
    </message>
    <message>
        <source>只按牌组（deck:）、种类（kind:）、标签（tag:）找的，才能复习；别的可以练一遍</source>
        <translation>Only what a deck (deck:), a kind (kind:) or a tag (tag:) finds can be reviewed; anything can be practised</translation>
    </message>
</context>
<context>
    <name>ChangesPage</name>
    <message>
        <source>返回文章（Esc）</source>
        <translation>Back to the article (Esc)</translation>
    </message>
    <message>
        <source>哪一次改动</source>
        <translation>Which change</translation>
    </message>
    <message>
        <source>为所选句子做卡片</source>
        <translation>Make cards of these</translation>
    </message>
    <message>
        <source>新版本</source>
        <translation>New version</translation>
    </message>
    <message>
        <source>更改修复</source>
        <translation>Repairs changed</translation>
    </message>
    <message>
        <source>修改文字</source>
        <translation>Text edited</translation>
    </message>
    <message>
        <source>没有改动的句子。</source>
        <translation>No sentence changed.</translation>
    </message>
    <message numerus="yes">
        <source>还有 %n 处改动没有列出。</source>
        <translation>
            <numerusform>%n more change is not listed.</numerusform>
            <numerusform>%n more changes are not listed.</numerusform>
        </translation>
    </message>
    <message>
        <source>移动</source>
        <translation>Moved</translation>
    </message>
    <message>
        <source>改写</source>
        <translation>Reworded</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>删去</source>
        <translation>Removed</translation>
    </message>
    <message>
        <source>做成卡片</source>
        <translation>Make a card of it</translation>
    </message>
    <message numerus="yes">
        <source>做了 %n 张卡片。</source>
        <translation>
            <numerusform>Made %n card.</numerusform>
            <numerusform>Made %n cards.</numerusform>
        </translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>；</source>
        <translation>;</translation>
    </message>
</context>
<context>
    <name>ClozeView</name>
    <message>
        <source>（空）</source>
        <translation> (blank) </translation>
    </message>
</context>
<context>
    <name>ContentsPanel</name>
    <message>
        <source>大纲</source>
        <translation>Outline</translation>
    </message>
    <message>
        <source>逐条查看与更改…</source>
        <translation>Look through and change…</translation>
    </message>
    <message>
        <source>文章大纲</source>
        <translation>Outline of the article</translation>
    </message>
    <message>
        <source>修复清单</source>
        <translation>List of repairs</translation>
    </message>
    <message>
        <source>只看一种修复</source>
        <translation>Show one kind of repair</translation>
    </message>
    <message>
        <source>修复 {count} 处</source>
        <translation>{count} repairs</translation>
    </message>
    <message numerus="yes">
        <source>，%n 处存疑，排在最前，请看一眼。</source>
        <translation>
            <numerusform>, %n of them doubtful: it comes first, please have a look.</numerusform>
            <numerusform>, %n of them doubtful: they come first, please have a look.</numerusform>
        </translation>
    </message>
    <message>
        <source>，每一处都确定。</source>
        <translation>, all of them certain.</translation>
    </message>
    <message>
        <source>修复</source>
        <translation>Repairs</translation>
    </message>
    <message>
        <source>这篇文章没有需要修复的地方。</source>
        <translation>Nothing in this article needed repair.</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>温故出了错</source>
        <translation>Wengu ran into a bug</translation>
    </message>
    <message>
        <source>错误报告</source>
        <translation>Bug report</translation>
    </message>
    <message>
        <source>复制报告</source>
        <translation>Copy the report</translation>
    </message>
    <message>
        <source>继续使用</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>温故出了错，学习记录完好</source>
        <translation>Wengu ran into a bug; your records are safe</translation>
    </message>
    <message>
        <source>刚才那一步没有做成，此前的评分都已存好。把下面的报告发给开发者，里面没有你的文章。报告也记在：{log}</source>
        <translation>The last step did not work; every rating before it is saved. Please send this report to the developers: none of your articles is in it. It is also kept in {log}</translation>
    </message>
    <message>
        <source>已复制</source>
        <translation>Copied</translation>
    </message>
</context>
<context>
    <name>DeckOptions</name>
    <message>
        <source>每天多少</source>
        <translation>A day&apos;s work</translation>
    </message>
    <message>
        <source>目标记住率</source>
        <translation>Retention wanted</translation>
    </message>
    <message>
        <source>复习时平均还记得多少；越高复习越勤。</source>
        <translation>How much is still known when a card comes again; higher means more reviews.</translation>
    </message>
    <message>
        <source>每天新学</source>
        <translation>New cards a day</translation>
    </message>
    <message>
        <source>连同下级牌组，一天最多开始几张新卡片。</source>
        <translation>At most so many new cards, decks below included.</translation>
    </message>
    <message>
        <source>每天复习</source>
        <translation>Reviews a day</translation>
    </message>
    <message>
        <source>连同下级牌组，一天最多复习几张。</source>
        <translation>At most so many reviews, decks below included.</translation>
    </message>
    <message>
        <source>新卡片的顺序</source>
        <translation>Order of new cards</translation>
    </message>
    <message>
        <source>照文章的次序学，读得懂上下文。</source>
        <translation>In the order of the article the context makes sense.</translation>
    </message>
    <message>
        <source>照文章</source>
        <translation>as in the article</translation>
    </message>
    <message>
        <source>最新的先</source>
        <translation>latest first</translation>
    </message>
    <message>
        <source>随机</source>
        <translation>at random</translation>
    </message>
    <message>
        <source>新卡片和复习</source>
        <translation>New cards and reviews</translation>
    </message>
    <message>
        <source>新卡片放在当天的复习之后、之前，还是均匀穿插。</source>
        <translation>New cards after the reviews of the day, before them, or evenly among them.</translation>
    </message>
    <message>
        <source>复习之后</source>
        <translation>After</translation>
    </message>
    <message>
        <source>穿插</source>
        <translation>Mixed</translation>
    </message>
    <message>
        <source>复习之前</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>步骤和间隔</source>
        <translation>Steps and intervals</translation>
    </message>
    <message>
        <source>新学的步骤</source>
        <translation>Steps of new cards</translation>
    </message>
    <message>
        <source>头几次隔多久再问，如 1m 10m；留空就直接按天。</source>
        <translation>Waits of the first answers, such as 1m 10m; empty for days at once.</translation>
    </message>
    <message>
        <source>忘了之后的步骤</source>
        <translation>Steps after forgetting</translation>
    </message>
    <message>
        <source>答错一张学过的卡片后，隔多久再问。</source>
        <translation>The wait after a known card was missed.</translation>
    </message>
    <message>
        <source>最长间隔</source>
        <translation>Longest interval</translation>
    </message>
    <message>
        <source>再熟也至少这么多天问一次。</source>
        <translation>However well known, a card comes after so many days.</translation>
    </message>
    <message>
        <source> 天</source>
        <translation> days</translation>
    </message>
    <message>
        <source>错开日期</source>
        <translation>Spread dates</translation>
    </message>
    <message>
        <source>同一天学的不再挤在同一天复习。</source>
        <translation>What was learnt on one day does not come back on one day.</translation>
    </message>
    <message>
        <source>安排</source>
        <translation>Days</translation>
    </message>
    <message>
        <source>轻松的日子</source>
        <translation>Easy days</translation>
    </message>
    <message>
        <source>每周哪几天少学或不学；日期在容许的几天里挪。</source>
        <translation>Days of the week with less or no work; dates move within their range.</translation>
    </message>
    <message>
        <source>均衡每天的量</source>
        <translation>Level the load</translation>
    </message>
    <message>
        <source>把复习放到容许的几天里较空的一天。</source>
        <translation>Reviews go to the lighter of the days that fit.</translation>
    </message>
    <message>
        <source>同句的改天再问</source>
        <translation>One of a sentence a day</translation>
    </message>
    <message>
        <source>问过一张，同一句、同一短语的其他卡片明天再来。</source>
        <translation>Other cards of the same sentence or phrase wait until tomorrow.</translation>
    </message>
    <message>
        <source>总记不住的</source>
        <translation>Hard cases</translation>
    </message>
    <message>
        <source>忘了几次算</source>
        <translation>Forgotten how often</translation>
    </message>
    <message>
        <source>到这个次数就提醒改写这张卡片；0 = 不管。</source>
        <translation>From then on you are asked to rewrite the card; 0 = never.</translation>
    </message>
    <message>
        <source>到了就</source>
        <translation>And then</translation>
    </message>
    <message>
        <source>只加标签，或者先停下不问。</source>
        <translation>Only tag the card, or stop asking it.</translation>
    </message>
    <message>
        <source>加标签</source>
        <translation>tag it</translation>
    </message>
    <message>
        <source>停下不问</source>
        <translation>stop asking</translation>
    </message>
    <message>
        <source>来自“{deck}”</source>
        <translation>from &quot;{deck}&quot;</translation>
    </message>
    <message>
        <source>恢复“{name}”</source>
        <translation>Reset &quot;{name}&quot;</translation>
    </message>
</context>
<context>
    <name>DeckTree</name>
    <message>
        <source>新学</source>
        <translation>New</translation>
    </message>
    <message>
        <source>复习</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>牌组</source>
        <translation>Decks</translation>
    </message>
    <message numerus="yes">
        <source>{name}：%n 张卡片</source>
        <translation>
            <numerusform>{name}: %n card</numerusform>
            <numerusform>{name}: %n cards</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DecksPage</name>
    <message>
        <source>还没有牌组。导入一篇文章，它的卡片就在“温故”牌组里；也可以在左下角写个名字，自己建一个。</source>
        <translation>No decks yet. Import an article and a deck holds its cards; or write a name at the bottom left and make one of your own.</translation>
    </message>
    <message>
        <source>牌组</source>
        <translation>Decks</translation>
    </message>
    <message>
        <source>新牌组的名字</source>
        <translation>Name of a new deck</translation>
    </message>
    <message>
        <source>牌组的名字</source>
        <translation>Name of the deck</translation>
    </message>
    <message>
        <source>改名后按回车。A::B 是 A 下面的 B：改前半就是移动。</source>
        <translation>Change it and press Enter. A::B is B below A: change the first part to move the deck.</translation>
    </message>
    <message>
        <source>学这个牌组</source>
        <translation>Study this deck</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>卡片归到上一级牌组；可以撤销。</source>
        <translation>Its cards go to the deck above; this can be undone.</translation>
    </message>
    <message>
        <source>照现在的选项，今后一年</source>
        <translation>The coming year with these options</translation>
    </message>
    <message>
        <source>记忆参数</source>
        <translation>Parameters of memory</translation>
    </message>
    <message>
        <source>使用这些参数</source>
        <translation>Use these parameters</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>照每天的上限和目标记住率，把一年推演一遍。</source>
        <translation>Plays a year through with the daily limits and the target retention.</translation>
    </message>
    <message numerus="yes">
        <source>%n 张卡片</source>
        <translation>
            <numerusform>%n card</numerusform>
            <numerusform>%n cards</numerusform>
        </translation>
    </message>
    <message>
        <source>今天新学 {new}，复习 {review}</source>
        <translation>today {new} new, {review} due</translation>
    </message>
    <message>
        <source>它的选项是所有牌组的默认</source>
        <translation>its options are the defaults of all decks</translation>
    </message>
    <message numerus="yes">
        <source>%n 张总记不住，改写它们…</source>
        <translation>
            <numerusform>%n card is forgotten again and again: rewrite it…</numerusform>
            <numerusform>%n cards are forgotten again and again: rewrite them…</numerusform>
        </translation>
    </message>
    <message>
        <source>正在推算…</source>
        <translation>Working it out…</translation>
    </message>
    <message>
        <source>还没有卡片。</source>
        <translation>No cards yet.</translation>
    </message>
    <message>
        <source>平均每天 {minutes} 分钟，最忙的一天 {busiest} 分钟；一年后记得 {known} / {cards} 张。</source>
        <translation>{minutes} minutes a day on average, {busiest} on the busiest; {known} of {cards} cards known after a year.</translation>
    </message>
    <message>
        <source>第 {week} 周：平均每天 {minutes} 分钟</source>
        <translation>Week {week}: {minutes} minutes a day</translation>
    </message>
    <message>
        <source>今后一年每周平均每天的分钟数</source>
        <translation>Minutes a day of each week of the coming year</translation>
    </message>
    <message>
        <source>牌组“{name}”删除了，卡片归到上一级。</source>
        <translation>The deck &quot;{name}&quot; is gone; its cards went to the one above.</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>正在用你的复习记录拟合，并在较晚的记录上检验…</source>
        <translation>Fitting to your answers, and judging by the later ones…</translation>
    </message>
    <message>
        <source>用我的记录优化</source>
        <translation>Fit to my answers</translation>
    </message>
    <message>
        <source>再算一次</source>
        <translation>Work it out again</translation>
    </message>
    <message>
        <source>每个人忘得快慢不同。用自己的复习记录算出参数，更准才用，改期多少先告诉你。</source>
        <translation>People forget at their own pace. Parameters fitted to your answers are used only if they are more accurate, and you are told first how many dates would move.</translation>
    </message>
    <message numerus="yes">
        <source>只有 %n 次复习，还看不出规律；学到几百次再来。</source>
        <translation>
            <numerusform>There is only %n answer, too few to tell; come back after some hundreds.</numerusform>
            <numerusform>There are only %n answers, too few to tell; come back after some hundreds.</numerusform>
        </translation>
    </message>
    <message>
        <source>用较早的 {early} 次复习拟合，在后 {late} 次上检验：误差（对数损失）{before} → {after}。</source>
        <translation>Fitted to the earlier {early} answers, judged by the later {late}: error (log loss) {before} → {after}.</translation>
    </message>
    <message>
        <source>使用后 {cards} 张里有 {moved} 张改期：{sooner} 张提前，{later} 张推后。可以撤销。</source>
        <translation>Of {cards} cards {moved} would move: {sooner} sooner, {later} later. This can be undone.</translation>
    </message>
    <message>
        <source>没有更准，保持现在的参数。</source>
        <translation>No more accurate; the parameters in force stay.</translation>
    </message>
    <message numerus="yes">
        <source>新参数已使用，%n 张卡片改了期。</source>
        <translation>
            <numerusform>The new parameters are in use; %n card moved.</numerusform>
            <numerusform>The new parameters are in use; %n cards moved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DueWords</name>
    <message numerus="yes">
        <source>%n 分钟</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 小时</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 天</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message>
        <source>{months} 个月</source>
        <translation>{months} mo</translation>
    </message>
    <message>
        <source>{years} 年</source>
        <translation>{years} y</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>now</translation>
    </message>
    <message>
        <source>{interval}后</source>
        <translation>in {interval}</translation>
    </message>
</context>
<context>
    <name>EditClozeDialog</name>
    <message>
        <source>修改卡片</source>
        <translation>Edit card</translation>
    </message>
    <message>
        <source>选中的字就是要考的；选别的字，或改句子。句中重复的会一起隐藏。</source>
        <translation>The selected words are asked for; select others, or change the sentence. Where it repeats them, they are hidden too.</translation>
    </message>
    <message>
        <source>句子</source>
        <translation>Sentence</translation>
    </message>
    <message>
        <source>请先选中要考的字，再保存。</source>
        <translation>First select the words to be asked for, then save.</translation>
    </message>
</context>
<context>
    <name>EditDialog</name>
    <message>
        <source>放弃</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>ExamPage</name>
    <message>
        <source>分钟</source>
        <translation>minutes</translation>
    </message>
    <message>
        <source>张</source>
        <translation>cards</translation>
    </message>
    <message>
        <source>不限</source>
        <translation>no limit</translation>
    </message>
    <message>
        <source>每天多少，按什么算</source>
        <translation>A day&apos;s amount counts in</translation>
    </message>
    <message>
        <source>考试日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>到这一天为止安排。</source>
        <translation>Everything is planned up to this day.</translation>
    </message>
    <message>
        <source>到时要记住</source>
        <translation>Recall wanted</translation>
    </message>
    <message>
        <source>考试那天平均能答对多少。</source>
        <translation>How much you want to know on the day, on average.</translation>
    </message>
    <message>
        <source>每天用多少</source>
        <translation>Time a day</translation>
    </message>
    <message>
        <source>学习和复习加在一起的上限。</source>
        <translation>At most so much, new cards and reviews together.</translation>
    </message>
    <message>
        <source>范围</source>
        <translation>Scope</translation>
    </message>
    <message>
        <source>考哪些牌组和文章。</source>
        <translation>Which decks and articles the exam is about.</translation>
    </message>
    <message>
        <source>目标</source>
        <translation>Goal</translation>
    </message>
    <message>
        <source>开始这个计划</source>
        <translation>Follow this plan</translation>
    </message>
    <message>
        <source>放弃计划</source>
        <translation>Give up the plan</translation>
    </message>
    <message>
        <source>没复习过的卡片恢复原来的日期；可以撤销。</source>
        <translation>Cards not reviewed since get their old dates back; this can be undone.</translation>
    </message>
    <message>
        <source>每天的安排（分钟）</source>
        <translation>Minutes a day</translation>
    </message>
    <message>
        <source>按新目标安排</source>
        <translation>Plan for this goal</translation>
    </message>
    <message>
        <source>考试</source>
        <translation>Exam</translation>
    </message>
    <message>
        <source>说出哪天考、想记住多少，温故来安排每天学什么。</source>
        <translation>Say when the exam is and how much you want to know; Wengu plans the days.</translation>
    </message>
    <message numerus="yes">
        <source>距考试还有 %n 天</source>
        <translation>
            <numerusform>%n day to the exam</numerusform>
            <numerusform>%n days to the exam</numerusform>
        </translation>
    </message>
    <message>
        <source>{date}，目标 {share} %。计划正在执行。</source>
        <translation>{date}, goal {share} %. The plan is being followed.</translation>
    </message>
    <message>
        <source>考试那天预计记得 {share} %</source>
        <translation>{share} % expected on the day</translation>
    </message>
    <message numerus="yes">
        <source>%n 张卡片</source>
        <translation>
            <numerusform>%n card</numerusform>
            <numerusform>%n cards</numerusform>
        </translation>
    </message>
    <message>
        <source>今天新学 {count} 张</source>
        <translation>{count} new today</translation>
    </message>
    <message numerus="yes">
        <source>最忙的一天 %n 分钟</source>
        <translation>
            <numerusform>%n minute on the busiest day</numerusform>
            <numerusform>%n minutes on the busiest day</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 张新卡片留到考后</source>
        <translation>
            <numerusform>%n new card after the exam</numerusform>
            <numerusform>%n new cards after the exam</numerusform>
        </translation>
    </message>
    <message>
        <source>到考试前几乎不用复习</source>
        <translation>hardly any review is needed before the exam</translation>
    </message>
    <message>
        <source>离目标还差 {points} 个百分点。任选一样就够：</source>
        <translation>{points} points short of the goal. Any one of these is enough:</translation>
    </message>
    <message>
        <source>{month}月{day}日：新学 {new}，复习 {review}，约 {minutes} 分钟</source>
        <translation>{month}/{day}: {new} new, {review} reviews, about {minutes} minutes</translation>
    </message>
    <message>
        <source>正在想办法…</source>
        <translation>Looking for ways…</translation>
    </message>
    <message numerus="yes">
        <source>每天 %n 分钟</source>
        <translation>
            <numerusform>%n minute a day</numerusform>
            <numerusform>%n minutes a day</numerusform>
        </translation>
    </message>
    <message>
        <source>改到 {date} 考</source>
        <translation>Exam on {date}</translation>
    </message>
    <message>
        <source>离目标还差 {points} 个百分点；单加时间、减卡片或推迟都不够，请一起调整。</source>
        <translation>{points} points short of the goal; more time, fewer cards or a later day alone will not do. Change several.</translation>
    </message>
    <message>
        <source>计划开始了：预计记得 {share} %。</source>
        <translation>The plan is in force: {share} % expected.</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>计划已放弃，日期恢复了。</source>
        <translation>The plan is given up; the dates are back.</translation>
    </message>
</context>
<context>
    <name>ExamScope</name>
    <message>
        <source>全部卡片</source>
        <translation>All cards</translation>
    </message>
    <message>
        <source>选一部分</source>
        <translation>Some of them</translation>
    </message>
    <message>
        <source>考试范围里的牌组和文章</source>
        <translation>Decks and articles of the exam</translation>
    </message>
    <message>
        <source>牌组：{name}</source>
        <translation>Deck: {name}</translation>
    </message>
    <message>
        <source>文章：{title}</source>
        <translation>Article: {title}</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>在文章中查找</source>
        <translation>Find in the article</translation>
    </message>
    <message>
        <source>上一处（Shift+F3）</source>
        <translation>Previous place (Shift+F3)</translation>
    </message>
    <message>
        <source>下一处（F3）</source>
        <translation>Next place (F3)</translation>
    </message>
    <message>
        <source>关闭查找（Esc）</source>
        <translation>Close find (Esc)</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Not found</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>最近</source>
        <translation>Recent</translation>
    </message>
    <message>
        <source>页面</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>页面和操作</source>
        <translation>Pages and actions</translation>
    </message>
    <message>
        <source>文章</source>
        <translation>Articles</translation>
    </message>
    <message>
        <source>短语</source>
        <translation>Phrases</translation>
    </message>
    <message>
        <source>卡片</source>
        <translation>Cards</translation>
    </message>
</context>
<context>
    <name>ForecastChart</name>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>未来两周每天到期的卡片</source>
        <translation>Cards due on each of the next 14 days</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>{day}：{cards}</source>
        <translation>{day}: {cards}</translation>
    </message>
    <message numerus="yes">
        <source>%n 张</source>
        <translation>
            <numerusform>%n card</numerusform>
            <numerusform>%n cards</numerusform>
        </translation>
    </message>
    <message>
        <source>没有到期的卡片</source>
        <translation>Nothing comes due</translation>
    </message>
</context>
<context>
    <name>HandingOut</name>
    <message>
        <source>已写好：{name}</source>
        <translation>Written: {name}</translation>
    </message>
    <message>
        <source>已写好：{name}。卡片不够出 {wanted} 题，只出了 {written} 题</source>
        <translation>Written: {name}. The cards are not enough for {wanted} questions: there are {written}</translation>
    </message>
    <message>
        <source>。字体没有这些字符，纸上是 □：{signs}</source>
        <translation>. The fonts lack these characters, a □ stands for each: {signs}</translation>
    </message>
    <message>
        <source>打开文件夹</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>练习</source>
        <translation>exercise</translation>
    </message>
    <message>
        <source>模拟卷</source>
        <translation>mock paper</translation>
    </message>
    <message>
        <source>文章</source>
        <translation>article</translation>
    </message>
    <message>
        <source>卡片</source>
        <translation>cards</translation>
    </message>
    <message>
        <source>温故资料</source>
        <translation>wengu</translation>
    </message>
    <message>
        <source>存为文件</source>
        <translation>Save as</translation>
    </message>
</context>
<context>
    <name>HandingToAnki</name>
    <message>
        <source>导出为 Anki 牌组</source>
        <translation>Export to Anki</translation>
    </message>
    <message numerus="yes">
        <source>已把 %n 条笔记送进 Anki</source>
        <translation>
            <numerusform>Sent %n note to Anki</numerusform>
            <numerusform>Sent %n notes to Anki</numerusform>
        </translation>
    </message>
    <message>
        <source>（用户“{name}”）</source>
        <translation> (profile “{name}”)</translation>
    </message>
    <message numerus="yes">
        <source>；另有 %n 条在 Anki 里是别的题型，没有送</source>
        <translation>
            <numerusform>; %n more is there as another type and was not sent</numerusform>
            <numerusform>; %n more are there as another type and were not sent</numerusform>
        </translation>
    </message>
    <message>
        <source>导出了 {cards}：{name}</source>
        <translation>Exported {cards}: {name}</translation>
    </message>
    <message numerus="yes">
        <source>%n 张卡片</source>
        <translation>
            <numerusform>%n card</numerusform>
            <numerusform>%n cards</numerusform>
        </translation>
    </message>
    <message>
        <source>打开文件夹</source>
        <translation>Open the folder</translation>
    </message>
</context>
<context>
    <name>HeatMap</name>
    <message numerus="yes">
        <source>%n 次</source>
        <translation>
            <numerusform>%n review</numerusform>
            <numerusform>%n reviews</numerusform>
        </translation>
    </message>
    <message>
        <source>{day}：{cards}</source>
        <translation>{day}: {cards}</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>在手册里查找</source>
        <translation>Search the manual</translation>
    </message>
    <message>
        <source>手册目录</source>
        <translation>Contents of the manual</translation>
    </message>
    <message>
        <source>再走一遍三步</source>
        <translation>Walk the three steps again</translation>
    </message>
    <message>
        <source>按键一览</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>帮助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>手册</source>
        <translation>Manual</translation>
    </message>
    <message>
        <source>关于温故</source>
        <translation>About Wengu</translation>
    </message>
    <message numerus="yes">
        <source>%n 处</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
    <message>
        <source>把中文文章变成记得住的知识。离线使用，没有账号，不收集任何数据。</source>
        <translation>Turns a Chinese article into lasting memory. Works offline, without an account, and collects nothing.</translation>
    </message>
    <message>
        <source>温故以 MIT 许可发布，用到下面这些部分，在此致谢：</source>
        <translation>Wengu is published under the MIT licence and is made with these parts, with thanks:</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>按键一览</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>LeechPrompt</name>
    <message>
        <source>“{answer}”已忘记 {lapses} 次，先停下不问。换个问法，会好记些。</source>
        <translation>&quot;{answer}&quot; was forgotten {lapses} times and is suspended. Asked another way it will stick better.</translation>
    </message>
    <message>
        <source>“{answer}”已忘记 {lapses} 次。换个问法，会好记些。</source>
        <translation>&quot;{answer}&quot; was forgotten {lapses} times. Asked another way it will stick better.</translation>
    </message>
    <message>
        <source>改写</source>
        <translation>Rewrite</translation>
    </message>
    <message>
        <source>改好了。这张卡片还停着。</source>
        <translation>Rewritten. The card is still suspended.</translation>
    </message>
    <message>
        <source>恢复学习</source>
        <translation>Resume</translation>
    </message>
    <message>
        <source>这张卡片又会问到了。</source>
        <translation>The card will be asked again.</translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>导入文章…</source>
        <translation>Import an article…</translation>
    </message>
    <message>
        <source>文章</source>
        <translation>Articles</translation>
    </message>
    <message>
        <source>文章列表</source>
        <translation>List of articles</translation>
    </message>
    <message>
        <source>已移到回收站：{title}</source>
        <translation>Moved to the trash: {title}</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>在所有文章里找：汉字、拼音或首字母都行</source>
        <translation>Search all articles: characters, pinyin or its initials</translation>
    </message>
    <message>
        <source>搜索文章</source>
        <translation>Search articles</translation>
    </message>
    <message>
        <source>把文件或文件夹拖进窗口，或按 Ctrl+V 粘贴文字，都可以导入。</source>
        <translation>Drop files or a folder into the window, or press Ctrl+V to paste text.</translation>
    </message>
    <message>
        <source>导入文件夹…</source>
        <translation>Import a folder…</translation>
    </message>
    <message>
        <source>文件夹</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>排序</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>全部文章</source>
        <translation>All articles</translation>
    </message>
    <message>
        <source>回收站</source>
        <translation>Trash</translation>
    </message>
    <message>
        <source>所有标签</source>
        <translation>All tags</translation>
    </message>
    <message numerus="yes">
        <source>%Ln 篇</source>
        <translation>
            <numerusform>%Ln article</numerusform>
            <numerusform>%Ln articles</numerusform>
        </translation>
    </message>
    <message>
        <source>放进文件夹</source>
        <translation>Put into a folder</translation>
    </message>
    <message>
        <source>文件夹的名字，可以写新的；空着就是不放</source>
        <translation>Name of the folder, also a new one; empty for none</translation>
    </message>
    <message numerus="yes">
        <source>整理了 %n 篇文章。</source>
        <translation>
            <numerusform>Arranged %n article.</numerusform>
            <numerusform>Arranged %n articles.</numerusform>
        </translation>
    </message>
    <message>
        <source>标签，用空格隔开</source>
        <translation>Tags, separated by spaces</translation>
    </message>
    <message numerus="yes">
        <source>改了 %n 篇文章的标签。</source>
        <translation>
            <numerusform>Changed the tags of %n article.</numerusform>
            <numerusform>Changed the tags of %n articles.</numerusform>
        </translation>
    </message>
    <message>
        <source>找回</source>
        <translation>Bring back</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>放进文件夹…</source>
        <translation>Put into a folder…</translation>
    </message>
    <message>
        <source>标签…</source>
        <translation>Tags…</translation>
    </message>
    <message>
        <source>移到回收站</source>
        <translation>Move to the trash</translation>
    </message>
    <message>
        <source>导入一个文件夹里的文章</source>
        <translation>Import the articles of a folder</translation>
    </message>
    <message>
        <source>没有哪篇文章里有“{text}”。试试少写几个字。</source>
        <translation>No article holds &quot;{text}&quot;. Try fewer characters.</translation>
    </message>
    <message>
        <source>回收站是空的。</source>
        <translation>The trash is empty.</translation>
    </message>
    <message>
        <source>这里还没有文章。</source>
        <translation>No articles here yet.</translation>
    </message>
    <message>
        <source>找回了《{title}》</source>
        <translation>Brought back {title}</translation>
    </message>
    <message numerus="yes">
        <source>找回了 %n 篇文章。</source>
        <translation>
            <numerusform>Brought back %n article.</numerusform>
            <numerusform>Brought back %n articles.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 篇文章移到了回收站。</source>
        <translation>
            <numerusform>Moved %n article to the trash.</numerusform>
            <numerusform>Moved %n articles to the trash.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>温故</source>
        <translation>Wengu</translation>
    </message>
    <message>
        <source>正在为搜索整理卡片和文章…</source>
        <translation>Preparing cards and articles for the search…</translation>
    </message>
</context>
<context>
    <name>MemoryCurve</name>
    <message>
        <source>记忆曲线</source>
        <translation>Memory curve</translation>
    </message>
    <message>
        <source>现在想得起来的可能是 {recall}，目标 {wanted}。</source>
        <translation>The chance to recall it now is {recall}; {wanted} is wanted.</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message numerus="yes">
        <source>%n 天前</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 天后</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MemoryStrip</name>
    <message>
        <source>还没学</source>
        <translation>Not learnt yet</translation>
    </message>
    <message>
        <source>预计记得 {share} %</source>
        <translation>Predicted recall {share} %</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>没有做成。请再试一次。</source>
        <translation>That did not work. Please try again.</translation>
    </message>
    <message>
        <source>找不到“{file}”。它可能被移动或改名了，请重新选择。</source>
        <translation>&quot;{file}&quot; is not there. It may have been moved or renamed; please choose it again.</translation>
    </message>
    <message>
        <source>系统不让读“{file}”（{reason}）。请检查文件权限，或复制一份再导入。</source>
        <translation>The system does not let Wengu read &quot;{file}&quot; ({reason}). Check its permissions, or import a copy.</translation>
    </message>
    <message>
        <source>“{file}”是文件夹或设备，不是文件。请选其中的一个文件。</source>
        <translation>&quot;{file}&quot; is a folder or a device, not a file. Choose a file in it.</translation>
    </message>
    <message>
        <source>“{file}”里没有文字，没有导入。请打开它看看内容是否存好。</source>
        <translation>There is no text in &quot;{file}&quot;, so it was not imported. Open it and see whether it was saved.</translation>
    </message>
    <message>
        <source>“{file}”太大了（{megabytes} MB）。请拆成几个文件再导入。</source>
        <translation>&quot;{file}&quot; is too large ({megabytes} MB). Split it and import the parts.</translation>
    </message>
    <message>
        <source>“{file}”不是文本文件，没有导入。请先另存为纯文本（.txt）。</source>
        <translation>&quot;{file}&quot; is no text file, so it was not imported. Save it as plain text (.txt) first.</translation>
    </message>
    <message>
        <source>还不能读 {suffix} 文件。请把“{file}”另存为纯文本（.txt），或复制文字后按 Ctrl+V。</source>
        <translation>{suffix} files cannot be read yet. Save &quot;{file}&quot; as plain text (.txt), or copy its text and press Ctrl+V.</translation>
    </message>
    <message>
        <source>写不进“{file}”（{reason}）。请换一个文件夹，或检查磁盘空间。</source>
        <translation>&quot;{file}&quot; cannot be written ({reason}). Choose another folder, or check the free space.</translation>
    </message>
    <message>
        <source>找不到“{name}”，它可能已被删除。</source>
        <translation>&quot;{name}&quot; is not there; it may have been deleted.</translation>
    </message>
    <message>
        <source>“{name}”不止一个，请写得更完整。</source>
        <translation>There is more than one &quot;{name}&quot;; write more of it.</translation>
    </message>
    <message>
        <source>“{value}”不行，可以填：{allowed}。</source>
        <translation>&quot;{value}&quot; cannot be used; allowed: {allowed}.</translation>
    </message>
    <message>
        <source>认不出哪一列是题目、哪一列是答案。请在上面选一选。</source>
        <translation>Which column asks, and which answers? Please choose above.</translation>
    </message>
    <message>
        <source>还没有卡片可以导出。请先导入一篇文章。</source>
        <translation>There are no cards to export yet. Import an article first.</translation>
    </message>
    <message>
        <source>这些资料是更新版本的温故写的。请先升级温故，再打开它们。</source>
        <translation>This collection was written by a newer Wengu. Upgrade Wengu, then open it.</translation>
    </message>
    <message>
        <source>学习记录打不开（{reason}）。温故没有改动它。请从备份恢复，或把这个文件夹发给懂的人看看：{path}</source>
        <translation>The collection cannot be opened ({reason}). Wengu left it as it is. Restore a backup, or have someone look at it: {path}</translation>
    </message>
    <message>
        <source>另一个温故正开着这些资料。请先关掉那个窗口。</source>
        <translation>Another Wengu has this collection open. Close that window first.</translation>
    </message>
    <message>
        <source>本机没有能读“{file}”的程序。请另存为 .docx 或 .txt 再导入。</source>
        <translation>Nothing on this computer can read &quot;{file}&quot;. Save it as .docx or .txt and import that.</translation>
    </message>
    <message>
        <source>“{file}”已损坏，读不出来。请重新下载或另存一份。</source>
        <translation>&quot;{file}&quot; is damaged and cannot be read. Download or save it anew.</translation>
    </message>
    <message>
        <source>“{file}”有密码，打不开。请先去掉密码，或另存为没有密码的文件。</source>
        <translation>&quot;{file}&quot; has a password. Remove it, or save a copy without one.</translation>
    </message>
    <message>
        <source>“{file}”里只有图片，没有文字。请先用文字识别软件（OCR）处理。</source>
        <translation>There are only pictures in &quot;{file}&quot;. Run text recognition (OCR) over it first.</translation>
    </message>
    <message>
        <source>“{file}”里没有文件。</source>
        <translation>There are no files in &quot;{file}&quot;.</translation>
    </message>
    <message>
        <source>不能导出成“{file}”。文件名请以这些结尾：{allowed}。</source>
        <translation>&quot;{file}&quot; cannot be exported. End the name with one of: {allowed}.</translation>
    </message>
    <message>
        <source>Anki 没有答复，可能正忙着导入或同步，也可能正在关闭。等一等，再送一次。</source>
        <translation>Anki does not answer; it may be importing, syncing or closing. Wait a moment, then send again.</translation>
    </message>
    <message>
        <source>应答的不是 AnkiConnect，它的端口 8765 被别的程序占了。请关掉那个程序，再重开 Anki；或改为存成文件。</source>
        <translation>What answers is not AnkiConnect: another program has its port 8765. Close that program and restart Anki, or save a file instead.</translation>
    </message>
    <message>
        <source>AnkiConnect 设了密钥。请再导出一次，填上同样的密钥（Anki 的 工具 › 插件 › AnkiConnect › 配置）。</source>
        <translation>AnkiConnect has a key. Export again and give the same key (in Anki: Tools › Add-ons › AnkiConnect › Config).</translation>
    </message>
    <message>
        <source>Anki 开着，但没有打开任何用户的牌组。请先在 Anki 里选一个用户，再送一次。</source>
        <translation>Anki runs, but none of its profiles is open. Choose one in Anki, then send again.</translation>
    </message>
    <message>
        <source>送出之后和 Anki 的连接断了，不知道它收下没有。请看看 Anki 是否还开着，再送一次：收过的不会重复。</source>
        <translation>The connection broke after the cards were sent; Anki may have them or not. See whether Anki still runs and send again: nothing comes twice.</translation>
    </message>
    <message>
        <source>没有送：这些笔记 Anki 里都有，题型却不同。请选第一次送去时的题型；要换题型，先在 Anki 里删掉它们。</source>
        <translation>Nothing was sent: Anki has all these notes, as another type. Choose the type they first went as; to change it, delete them in Anki first.</translation>
    </message>
    <message>
        <source>没有送：这些卡片都是从 Anki 来的，送回去会改动或重复。要给另一个 Anki，请存成文件。</source>
        <translation>Nothing was sent: all these cards came from Anki and would change or double there. For another Anki save a file.</translation>
    </message>
    <message>
        <source>Anki 没有收下：{reason}。请更新 Anki 和 AnkiConnect，或改为存成文件。</source>
        <translation>Anki did not take it: {reason}. Update Anki and AnkiConnect, or save a file instead.</translation>
    </message>
    <message>
        <source>本机没有可以嵌入的中文字体。请安装 Noto Serif CJK（fonts-noto-cjk）或宋体，或导出为 .docx。</source>
        <translation>There is no Chinese font here to embed. Install Noto Serif CJK (fonts-noto-cjk), or export a .docx.</translation>
    </message>
    <message>
        <source>这个范围里没有卡片，无法安排。请先导入文章或换一个牌组。</source>
        <translation>There are no cards to plan for. Import an article first, or choose another deck.</translation>
    </message>
    <message>
        <source>读取文章的进程意外结束，可能是内存不够。请关闭别的程序，或把文件拆小后再导入。</source>
        <translation>The process that reads articles ended unexpectedly, perhaps for want of memory. Close other programs, or split the file, and import again.</translation>
    </message>
    <message>
        <source>这张卡片已暂停，没有记录。</source>
        <translation>This card is suspended; nothing was recorded.</translation>
    </message>
    <message>
        <source>磁盘已满</source>
        <translation>no space left on the disk</translation>
    </message>
    <message>
        <source>磁盘配额已用完</source>
        <translation>the disk quota is used up</translation>
    </message>
    <message>
        <source>没有权限</source>
        <translation>no permission</translation>
    </message>
    <message>
        <source>系统不允许</source>
        <translation>the system does not permit it</translation>
    </message>
    <message>
        <source>磁盘只读</source>
        <translation>the disk is read-only</translation>
    </message>
    <message>
        <source>已有同名文件</source>
        <translation>a file of that name exists</translation>
    </message>
    <message>
        <source>它是文件夹</source>
        <translation>it is a folder</translation>
    </message>
    <message>
        <source>路径中有一段不是文件夹</source>
        <translation>part of the path is no folder</translation>
    </message>
    <message>
        <source>磁盘读写出错</source>
        <translation>the disk could not be read or written</translation>
    </message>
    <message>
        <source>第 {at} 个字：没有“{name}:”这个条件。可以用：{allowed}。要找这些字本身，请加引号。</source>
        <translation>Character {at}: there is no &quot;{name}:&quot;. There are {allowed}. To search for the words themselves, quote them.</translation>
    </message>
    <message>
        <source>第 {at} 个字：{name} 后面不能是“{value}”，可以写：{allowed}。</source>
        <translation>Character {at}: {name} cannot be followed by &quot;{value}&quot;. Possible: {allowed}.</translation>
    </message>
    <message>
        <source>第 {at} 个字：“{name}”没有写完。括号要成对，OR 和 - 后面要有内容。</source>
        <translation>Character {at}: &quot;{name}&quot; is not complete. Close every bracket, and write something after OR and -.</translation>
    </message>
    <message>
        <source>只能送进本机的 Anki：{address} 不是本机地址。</source>
        <translation>Only to Anki on this computer: {address} is not its own address.</translation>
    </message>
    <message>
        <source>没有找到正在运行的 Anki。请打开 Anki，并在其中装好插件 AnkiConnect（代码 2055492159）。</source>
        <translation>No running Anki was found. Open Anki with its add-on AnkiConnect (code 2055492159).</translation>
    </message>
    <message>
        <source>“{file}”不是温故写的 JSON，或出自更新的温故。请选用温故导出的 .json 文件。</source>
        <translation>&quot;{file}&quot; is no JSON that Wengu wrote, or a later Wengu wrote it. Choose a .json file that Wengu exported.</translation>
    </message>
    <message>
        <source>“{file}”里没有找到题目。每道题要有题号和答案（或文末有答案），或者做成表格，第一行写明题目、选项、答案。</source>
        <translation>No questions were found in &quot;{file}&quot;. Number each question and give its answer (or a key at the end), or make a table whose first row names question, options and answer.</translation>
    </message>
</context>
<context>
    <name>ModeMenu</name>
    <message>
        <source>这张卡片：随熟练程度</source>
        <translation>This card: as it is known</translation>
    </message>
    <message>
        <source>所有“{kind}”类卡片</source>
        <translation>All cards of the kind &quot;{kind}&quot;</translation>
    </message>
    <message>
        <source>随熟练程度</source>
        <translation>As each is known</translation>
    </message>
</context>
<context>
    <name>Modes</name>
    <message>
        <source>填空</source>
        <translation>Type the gap</translation>
    </message>
    <message>
        <source>提示首字</source>
        <translation>First character given</translation>
    </message>
    <message>
        <source>四选一</source>
        <translation>One of four</translation>
    </message>
    <message>
        <source>判断</source>
        <translation>True or false</translation>
    </message>
    <message>
        <source>默写各项</source>
        <translation>Recite the items</translation>
    </message>
    <message>
        <source>接下句</source>
        <translation>Next sentence</translation>
    </message>
    <message>
        <source>排序</source>
        <translation>Put in order</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>关闭这条消息</source>
        <translation>Close this message</translation>
    </message>
    <message>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
</context>
<context>
    <name>OutlineModel</name>
    <message>
        <source>，记得 {share} %</source>
        <translation>, {share} % remembered</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>查找一切</source>
        <translation>Find anything</translation>
    </message>
    <message>
        <source>去哪里，找什么？汉字、拼音首字母或英文</source>
        <translation>Go where, find what? Chinese, pinyin initials or English</translation>
    </message>
    <message>
        <source>查找页面、文章、短语、卡片和操作</source>
        <translation>Find pages, articles, phrases, cards and actions</translation>
    </message>
    <message>
        <source>找到的</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>没有找到。换几个字，或只写首字母。</source>
        <translation>Nothing found. Try other words, or only initials.</translation>
    </message>
</context>
<context>
    <name>PaperPage</name>
    <message numerus="yes">
        <source>%n 张卡片今天复习。</source>
        <translation>
            <numerusform>%n card is due today.</numerusform>
            <numerusform>%n cards are due today.</numerusform>
        </translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>PaperResult</name>
    <message>
        <source>错题再来一遍</source>
        <translation>Missed ones once more</translation>
    </message>
    <message>
        <source>错题今天复习</source>
        <translation>Make missed ones due today</translation>
    </message>
    <message>
        <source>同一份再做</source>
        <translation>Same paper again</translation>
    </message>
    <message>
        <source>回到卷子</source>
        <translation>Back to papers</translation>
    </message>
    <message>
        <source>{points} 分 / {number} 题</source>
        <translation>{points} of {number} points</translation>
    </message>
    <message>
        <source>对 {right}，差一点 {near}，错 {wrong}，没答 {unanswered}，用了约 {minutes} 分钟。对 1 分，差一点半分。</source>
        <translation>{right} right, {near} close, {wrong} wrong, {unanswered} not answered, about {minutes} min. A right answer counts 1, a close one a half.</translation>
    </message>
    <message>
        <source>标题之前</source>
        <translation>Before the first heading</translation>
    </message>
    <message>
        <source>按题型</source>
        <translation>By kind</translation>
    </message>
    <message>
        <source>按章节</source>
        <translation>By section</translation>
    </message>
    <message>
        <source>错题</source>
        <translation>Mistakes</translation>
    </message>
    <message>
        <source>没有错题</source>
        <translation>No mistakes</translation>
    </message>
    <message>
        <source>到原文</source>
        <translation>In the article</translation>
    </message>
    <message>
        <source>你写的</source>
        <translation>You wrote</translation>
    </message>
    <message>
        <source>没有答</source>
        <translation>Not answered</translation>
    </message>
    <message>
        <source>你选的是“{option}”</source>
        <translation>You chose &quot;{option}&quot;</translation>
    </message>
    <message>
        <source>这句话是对的</source>
        <translation>The statement is true</translation>
    </message>
    <message>
        <source>“{wrong}”应为“{right}”</source>
        <translation>&quot;{wrong}&quot; should be &quot;{right}&quot;</translation>
    </message>
    <message>
        <source>正确答案：{answer}</source>
        <translation>Right answer: {answer}</translation>
    </message>
</context>
<context>
    <name>PaperSetup</name>
    <message>
        <source>模拟卷</source>
        <translation>Mock paper</translation>
    </message>
    <message>
        <source>从哪里出题</source>
        <translation>Where the questions come from</translation>
    </message>
    <message>
        <source>不限时</source>
        <translation>No limit</translation>
    </message>
    <message>
        <source>像考试那样答一遍，交卷才看对错；复习的日期不会变。</source>
        <translation>Sit it like an exam: it is marked when you hand it in, and no review dates change.</translation>
    </message>
    <message>
        <source>出什么题</source>
        <translation>What it asks</translation>
    </message>
    <message>
        <source> 分钟</source>
        <translation> min</translation>
    </message>
    <message>
        <source>卷号相同、内容相同，出的题就相同</source>
        <translation>The same number over the same cards asks the same questions</translation>
    </message>
    <message>
        <source>换一个</source>
        <translation>Another</translation>
    </message>
    <message numerus="yes">
        <source>%n 道题</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
    <message>
        <source>{questions}，{time}</source>
        <translation>{questions}, {time}</translation>
    </message>
    <message>
        <source>所有卡片</source>
        <translation>All cards</translation>
    </message>
    <message numerus="yes">
        <source>{first}等 %n 处</source>
        <translation>
            <numerusform>{first} and others, %n in all</numerusform>
            <numerusform>{first} and others, %n in all</numerusform>
        </translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>至少勾一种题型</source>
        <translation>tick at least one kind of question</translation>
    </message>
    <message>
        <source>开始答卷</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>做过的卷子</source>
        <translation>Past papers</translation>
    </message>
    <message>
        <source>还没有做过卷子。做过的会列在这里，可以接着做，也可以再做一遍。</source>
        <translation>No papers yet. They are listed here, to be gone on with or done again.</translation>
    </message>
    <message>
        <source>题数</source>
        <translation>Questions</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>卷号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>一个都不勾，就从所有卡片里出题。</source>
        <translation>With none ticked, questions come from all cards.</translation>
    </message>
    <message>
        <source>牌组：{name}</source>
        <translation>Deck: {name}</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>date</translation>
    </message>
    <message>
        <source>得分</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>用时</source>
        <translation>Took</translation>
    </message>
    <message>
        <source>做到第 {n} 题</source>
        <translation>{n} answered</translation>
    </message>
    <message>
        <source>{n} 分钟</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>还没有文章和牌组，先导入一篇</source>
        <translation>No articles or decks yet: import one first</translation>
    </message>
</context>
<context>
    <name>PaperSheet</name>
    <message>
        <source>上一题</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>下一题</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>交卷</source>
        <translation>Hand in</translation>
    </message>
    <message>
        <source>先放着</source>
        <translation>Leave for now</translation>
    </message>
    <message>
        <source>答案都留着，随时接着做（Esc）</source>
        <translation>Your answers are kept; go on whenever you like (Esc)</translation>
    </message>
    <message>
        <source>答题卡</source>
        <translation>Answer sheet</translation>
    </message>
    <message>
        <source>第 {n} 题，共 {count} 题</source>
        <translation>Question {n} of {count}</translation>
    </message>
    <message>
        <source>第 {n} 题，已答</source>
        <translation>Question {n}, answered</translation>
    </message>
    <message>
        <source>第 {n} 题，未答</source>
        <translation>Question {n}, not answered</translation>
    </message>
    <message numerus="yes">
        <source>还有 %n 题没有答。</source>
        <translation>
            <numerusform>%n question is not answered.</numerusform>
            <numerusform>%n questions are not answered.</numerusform>
        </translation>
    </message>
    <message>
        <source>都答了，可以交卷。</source>
        <translation>All are answered.</translation>
    </message>
    <message>
        <source>剩 {time}</source>
        <translation>{time} left</translation>
    </message>
</context>
<context>
    <name>PhraseCard</name>
    <message>
        <source>关于这个短语</source>
        <translation>About this phrase</translation>
    </message>
    <message numerus="yes">
        <source>本文 %n 处</source>
        <translation>
            <numerusform>%n place here</numerusform>
            <numerusform>%n places here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>，另见 %n 篇文章</source>
        <translation>
            <numerusform>, and in %n other article</numerusform>
            <numerusform>, and in %n other articles</numerusform>
        </translation>
    </message>
    <message>
        <source>《{title}》 {count} 处</source>
        <translation>{title} · {count}</translation>
    </message>
    <message>
        <source>做卡片</source>
        <translation>Make a card</translation>
    </message>
    <message>
        <source>标为短语</source>
        <translation>Mark it</translation>
    </message>
    <message>
        <source>不再标出</source>
        <translation>Mark no more</translation>
    </message>
    <message>
        <source>改读音</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <source>朗读</source>
        <translation>Read aloud</translation>
    </message>
    <message>
        <source>正在学</source>
        <translation>being learnt</translation>
    </message>
    <message numerus="yes">
        <source>%n 张卡片</source>
        <translation>
            <numerusform>%n card</numerusform>
            <numerusform>%n cards</numerusform>
        </translation>
    </message>
    <message>
        <source>没有卡片</source>
        <translation>no card</translation>
    </message>
    <message>
        <source>下次：{when}</source>
        <translation>next: {when}</translation>
    </message>
    <message>
        <source>据{source}</source>
        <translation>After {source}</translation>
    </message>
</context>
<context>
    <name>PhraseLegend</name>
    <message>
        <source>标出卡片</source>
        <translation>Mark cards</translation>
    </message>
    <message>
        <source>标出卡片和重点</source>
        <translation>Mark cards and key phrases</translation>
    </message>
    <message>
        <source>标出全部短语</source>
        <translation>Mark every phrase</translation>
    </message>
    <message>
        <source>标出多少</source>
        <translation>How much is marked</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>图例</source>
        <translation>Legend</translation>
    </message>
    <message>
        <source>底色和横线的长短是记忆：{levels}。线的样子是种类：{kinds}。</source>
        <translation>The ground and the length of the bar tell memory: {levels}. The kind of line tells what it is: {kinds}.</translation>
    </message>
    <message>
        <source>没有标出的短语，指针移上去就会显示（L）</source>
        <translation>Phrases without a mark show themselves under the pointer (L)</translation>
    </message>
</context>
<context>
    <name>Phrases</name>
    <message>
        <source>提法</source>
        <translation>slogan</translation>
    </message>
    <message>
        <source>引语</source>
        <translation>quoted</translation>
    </message>
    <message>
        <source>文件名</source>
        <translation>title</translation>
    </message>
    <message>
        <source>固定表述</source>
        <translation>set phrase</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>name</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>date</translation>
    </message>
    <message>
        <source>数字</source>
        <translation>number</translation>
    </message>
    <message>
        <source>术语</source>
        <translation>term</translation>
    </message>
    <message>
        <source>我加的</source>
        <translation>mine</translation>
    </message>
    <message>
        <source>没学过</source>
        <translation>new</translation>
    </message>
    <message>
        <source>快忘了</source>
        <translation>fading</translation>
    </message>
    <message>
        <source>有印象</source>
        <translation>vague</translation>
    </message>
    <message>
        <source>记得</source>
        <translation>known</translation>
    </message>
    <message>
        <source>记牢了</source>
        <translation>firm</translation>
    </message>
    <message>
        <source>词语</source>
        <translation>Word</translation>
    </message>
</context>
<context>
    <name>PrintDialog</name>
    <message>
        <source>打印与导出</source>
        <translation>Print and export</translation>
    </message>
    <message>
        <source>填空练习，答案另页</source>
        <translation>Exercise, key on its own page</translation>
    </message>
    <message>
        <source>模拟卷，题型混合，A、B 卷</source>
        <translation>Mock paper, mixed questions, A and B</translation>
    </message>
    <message>
        <source>文章原文，标出短语</source>
        <translation>The article, its phrases marked</translation>
    </message>
    <message>
        <source>卡片表格</source>
        <translation>Table of cards</translation>
    </message>
    <message>
        <source>全部资料（JSON）</source>
        <translation>Everything (JSON)</translation>
    </message>
    <message>
        <source>全部卡片</source>
        <translation>All cards</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>What</translation>
    </message>
    <message>
        <source>范围</source>
        <translation>Of</translation>
    </message>
    <message>
        <source>格式</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>存为文件…</source>
        <translation>Save as file…</translation>
    </message>
    <message>
        <source>每张卡片都挖空</source>
        <translation>A gap for every card</translation>
    </message>
    <message>
        <source>约三十字一空</source>
        <translation>A gap in some 30 characters</translation>
    </message>
    <message>
        <source>约六十字一空</source>
        <translation>A gap in some 60 characters</translation>
    </message>
    <message>
        <source>约一百二十字一空</source>
        <translation>A gap in some 120 characters</translation>
    </message>
    <message>
        <source>疏密</source>
        <translation>Density</translation>
    </message>
    <message>
        <source>只考</source>
        <translation>Ask for</translation>
    </message>
    <message>
        <source>同样的卡片、同样的卷号，出同样的卷子</source>
        <translation>The same cards and the same number give the same papers</translation>
    </message>
    <message>
        <source>题数</source>
        <translation>Questions</translation>
    </message>
    <message>
        <source>套数</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>卷号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>选择题</source>
        <translation>Choices</translation>
    </message>
    <message>
        <source>判断题</source>
        <translation>Statements</translation>
    </message>
    <message>
        <source>填空题</source>
        <translation>Gaps</translation>
    </message>
    <message>
        <source>简答题</source>
        <translation>Short answers</translation>
    </message>
    <message>
        <source>CSV，给 Excel</source>
        <translation>CSV, for Excel</translation>
    </message>
    <message>
        <source>TSV，给 Anki</source>
        <translation>TSV, for Anki</translation>
    </message>
    <message>
        <source>同一句话里的空合成一题；标题里的答案隐去。</source>
        <translation>Gaps of one sentence are one question; headings hide the answers.</translation>
    </message>
    <message>
        <source>一题不泄露另一题的答案；参考答案印在最后，每套一页。</source>
        <translation>No question answers another; the keys come last, a page each.</translation>
    </message>
    <message>
        <source>按短语的种类着色、画线，开头有图例。</source>
        <translation>Tints and lines by the kind of phrase, with a legend.</translation>
    </message>
    <message>
        <source>以等号等开头的格子不会被当作公式。</source>
        <translation>No cell is taken for a formula.</translation>
    </message>
    <message>
        <source>文章、卡片、复习记录，一样不少；格式见文档。</source>
        <translation>Articles, cards and all reviews; the documentation tells the format.</translation>
    </message>
</context>
<context>
    <name>Proposals</name>
    <message>
        <source>在标题里</source>
        <translation>in a heading</translation>
    </message>
    <message>
        <source>{number} 项之一</source>
        <translation>one of {number}</translation>
    </message>
    <message>
        <source>文中 {number} 次</source>
        <translation>said {number} times</translation>
    </message>
    <message>
        <source>考官选它 {share}</source>
        <translation>examiner&apos;s choice {share}</translation>
    </message>
    <message>
        <source>你自己的卡片</source>
        <translation>a card of yours</translation>
    </message>
    <message>
        <source>已学 {number} 次</source>
        <translation>answered {number}×</translation>
    </message>
</context>
<context>
    <name>ProposalsPage</name>
    <message>
        <source>返回文章（Esc）</source>
        <translation>Back to the article (Esc)</translation>
    </message>
    <message>
        <source>采用</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>卡片随勾选增减（Enter）</source>
        <translation>Cards follow the ticks (Enter)</translation>
    </message>
    <message>
        <source>可以考的地方</source>
        <translation>What could be asked</translation>
    </message>
    <message>
        <source>少量</source>
        <translation>Few</translation>
    </message>
    <message>
        <source>适中</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>密集</source>
        <translation>Dense</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>{name}（按 {key}）</source>
        <translation>{name} (press {key})</translation>
    </message>
    <message>
        <source>空格勾选 · 1–4 疏密 · 回车采用</source>
        <translation>Space · 1–4 · Enter</translation>
    </message>
    <message>
        <source>正在通读全文，挑选可以考的地方……</source>
        <translation>Reading the whole article for what could be asked…</translation>
    </message>
    <message numerus="yes">
        <source>%n 张卡片，没有变动。</source>
        <translation>
            <numerusform>%n card, nothing changed.</numerusform>
            <numerusform>%n cards, nothing changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>这篇文章现在有 %n 张卡片</source>
        <translation>
            <numerusform>This article has %n card now</numerusform>
            <numerusform>This article has %n cards now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>新增 %n 张</source>
        <translation>
            <numerusform>%n added</numerusform>
            <numerusform>%n added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>收起 %n 张</source>
        <translation>
            <numerusform>%n put away</numerusform>
            <numerusform>%n put away</numerusform>
        </translation>
    </message>
    <message>
        <source>{what}。</source>
        <translation>{what}.</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>这篇文章里没有找到可以考的地方。
在文章里选中几个字，按 C 就能自己做卡片。</source>
        <translation>Nothing to ask was found in this article.
Select some words in it and press C to make a card of your own.</translation>
    </message>
    <message>
        <source>勾选 {ticked} 处，共 {count} 处</source>
        <translation>{ticked} of {count} ticked</translation>
    </message>
    <message>
        <source>先打开一篇文章。</source>
        <translation>Open an article first.</translation>
    </message>
</context>
<context>
    <name>Query</name>
    <message>
        <source>待复习</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>新的</source>
        <translation>New</translation>
    </message>
    <message>
        <source>在学</source>
        <translation>Learning</translation>
    </message>
    <message>
        <source>复习中</source>
        <translation>In review</translation>
    </message>
    <message>
        <source>重学</source>
        <translation>Relearning</translation>
    </message>
    <message>
        <source>还不牢（不到三周）</source>
        <translation>Young (under three weeks)</translation>
    </message>
    <message>
        <source>已牢固（三周以上）</source>
        <translation>Mature (three weeks and more)</translation>
    </message>
    <message>
        <source>总忘记的</source>
        <translation>Often forgotten</translation>
    </message>
    <message>
        <source>已暂停</source>
        <translation>Suspended</translation>
    </message>
    <message>
        <source>推迟到明天</source>
        <translation>Put off until tomorrow</translation>
    </message>
    <message>
        <source>待修复</source>
        <translation>To be mended</translation>
    </message>
    <message>
        <source>自己写的问答</source>
        <translation>Own questions</translation>
    </message>
    <message>
        <source>回收站里的</source>
        <translation>In the trash</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>明天</source>
        <translation>Tomorrow</translation>
    </message>
    <message>
        <source>一周内</source>
        <translation>Within a week</translation>
    </message>
    <message>
        <source>一个月内</source>
        <translation>Within a month</translation>
    </message>
    <message>
        <source>稳定性不到 7 天</source>
        <translation>Stability under 7 days</translation>
    </message>
    <message>
        <source>稳定性超过 30 天</source>
        <translation>Stability over 30 days</translation>
    </message>
    <message>
        <source>难度高于 7</source>
        <translation>Difficulty over 7</translation>
    </message>
    <message>
        <source>忘记 3 次以上</source>
        <translation>Forgotten 3 times or more</translation>
    </message>
    <message>
        <source>从没答过</source>
        <translation>Never answered</translation>
    </message>
    <message>
        <source>今天答过</source>
        <translation>Answered today</translation>
    </message>
    <message>
        <source>一周内答过</source>
        <translation>Answered within a week</translation>
    </message>
    <message>
        <source>一周内答错过</source>
        <translation>Failed within a week</translation>
    </message>
    <message>
        <source>今天添加</source>
        <translation>Added today</translation>
    </message>
    <message>
        <source>一周内添加</source>
        <translation>Added within a week</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>到期</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>记忆</source>
        <translation>Memory</translation>
    </message>
    <message>
        <source>答题与添加</source>
        <translation>Answered, added</translation>
    </message>
    <message>
        <source>牌组</source>
        <translation>Deck</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>标记</source>
        <translation>Flag</translation>
    </message>
    <message>
        <source>不是 {condition}</source>
        <translation>not {condition}</translation>
    </message>
</context>
<context>
    <name>QueryBuilder</name>
    <message>
        <source>没有标签</source>
        <translation>No tags</translation>
    </message>
    <message>
        <source>有标记</source>
        <translation>Any flag</translation>
    </message>
    <message>
        <source>“不要”：在条件前加 -；“或者”：写 OR；括号可以分组</source>
        <translation>&quot;Not&quot;: a - before it; &quot;or&quot;: write OR; brackets group</translation>
    </message>
    <message>
        <source>去掉“{condition}”</source>
        <translation>Take out &quot;{condition}&quot;</translation>
    </message>
</context>
<context>
    <name>QuestionView</name>
    <message>
        <source>答案</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>照原文的次序逐个点选，或按数字</source>
        <translation>In the order of the text: click, or press 1–9</translation>
    </message>
    <message>
        <source>对</source>
        <translation>True</translation>
    </message>
    <message>
        <source>不对</source>
        <translation>False</translation>
    </message>
    <message>
        <source>逐项写出，用顿号隔开</source>
        <translation>Write the items, separated by 、</translation>
    </message>
    <message>
        <source>写出下一句</source>
        <translation>Write the next sentence</translation>
    </message>
    <message>
        <source>填出空缺的词语</source>
        <translation>Write what is missing</translation>
    </message>
    <message>
        <source>“{wrong}”应为“{right}”</source>
        <translation>&quot;{wrong}&quot; should be &quot;{right}&quot;</translation>
    </message>
    <message>
        <source>（你排第 {n}）</source>
        <translation> (you put it {n})</translation>
    </message>
    <message>
        <source>写出“{phrase}”的各项</source>
        <translation>Items of &quot;{phrase}&quot;</translation>
    </message>
    <message>
        <source>提示：{cue}</source>
        <translation>Hint: {cue}</translation>
    </message>
</context>
<context>
    <name>QuizBar</name>
    <message>
        <source>测验</source>
        <translation>Quiz</translation>
    </message>
    <message>
        <source>题型随熟练程度</source>
        <translation>By familiarity</translation>
    </message>
    <message>
        <source>题型</source>
        <translation>Kind of question</translation>
    </message>
    <message>
        <source>新学的卡片四选一，一周后提示首字，三周后填空</source>
        <translation>New cards are asked by choice, from a week on with the first character shown, from three weeks on in writing</translation>
    </message>
    <message>
        <source>给这张卡片或这一类卡片固定题型（M）</source>
        <translation>Fix how this card or its kind is asked (M)</translation>
    </message>
    <message>
        <source>固定题型</source>
        <translation>Fix the kind of question</translation>
    </message>
    <message>
        <source>撤销上一次评分（Ctrl+Z）</source>
        <translation>Undo the last rating (Ctrl+Z)</translation>
    </message>
    <message>
        <source>撤销上一次评分</source>
        <translation>Undo the last rating</translation>
    </message>
    <message>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
</context>
<context>
    <name>QuizPanel</name>
    <message>
        <source>核对</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>不知道</source>
        <translation>I don&apos;t know</translation>
    </message>
    <message>
        <source>看答案（Esc，或在空白处按空格）</source>
        <translation>Show the answer (Esc, or Space in the empty field)</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>菜单</source>
        <translation>Menu</translation>
    </message>
</context>
<context>
    <name>RatingBar</name>
    <message>
        <source>重来</source>
        <translation>Again</translation>
    </message>
    <message>
        <source>困难</source>
        <translation>Hard</translation>
    </message>
    <message>
        <source>良好</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>简单</source>
        <translation>Easy</translation>
    </message>
</context>
<context>
    <name>RatingButton</name>
    <message>
        <source>{key} {name}，{interval}</source>
        <translation>{key} {name}, {interval}</translation>
    </message>
    <message>
        <source>建议</source>
        <translation>Suggested</translation>
    </message>
</context>
<context>
    <name>ReaderBar</name>
    <message>
        <source>返回（Esc）</source>
        <translation>Back (Esc)</translation>
    </message>
    <message>
        <source>在文章中查找（Ctrl+F）</source>
        <translation>Find in the article (Ctrl+F)</translation>
    </message>
    <message>
        <source>背诵（B）</source>
        <translation>Recite (B)</translation>
    </message>
    <message>
        <source>大纲与修复（F7）</source>
        <translation>Outline and repairs (F7)</translation>
    </message>
    <message>
        <source>文章（F8）</source>
        <translation>Article (F8)</translation>
    </message>
    <message>
        <source>测验（F9）</source>
        <translation>Quiz (F9)</translation>
    </message>
</context>
<context>
    <name>ReadingEdits</name>
    <message>
        <source>卡片会跟着没有改动的字句走；原来的文字可以用撤销找回。</source>
        <translation>Cards follow the words that stay; undo brings the old text back.</translation>
    </message>
    <message>
        <source>修改文字</source>
        <translation>Text edited</translation>
    </message>
    <message>
        <source>段落</source>
        <translation>Paragraph</translation>
    </message>
    <message>
        <source>文字已修改。</source>
        <translation>The text was changed.</translation>
    </message>
    <message numerus="yes">
        <source>有 %n 张卡片找不到原来的字句，列在“待修复”里。</source>
        <translation>
            <numerusform>%n card lost its words and waits to be mended.</numerusform>
            <numerusform>%n cards lost their words and wait to be mended.</numerusform>
        </translation>
    </message>
    <message>
        <source>不再标出“{words}”。</source>
        <translation>&quot;{words}&quot; is marked no more.</translation>
    </message>
    <message>
        <source>“{words}”成了你的短语，所有文章里都会标出。</source>
        <translation>&quot;{words}&quot; is your phrase now and is marked in every article.</translation>
    </message>
    <message>
        <source>短语要有 2 到 100 个字，在同一行里。</source>
        <translation>A phrase has 2 to 100 characters, on one line.</translation>
    </message>
    <message>
        <source>请只选一句话里的字。一张卡片问的是一句话里的几个字。</source>
        <translation>Select words of one sentence only. A card asks for some words of one sentence.</translation>
    </message>
    <message>
        <source>做了一张卡片，问“{words}”。</source>
        <translation>Made a card that asks for &quot;{words}&quot;.</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>ReadingRow</name>
    <message>
        <source>读到 {share} %</source>
        <translation>{share} % read</translation>
    </message>
    <message>
        <source>还没读</source>
        <translation>Not read yet</translation>
    </message>
    <message numerus="yes">
        <source>%n 张待复习</source>
        <translation>
            <numerusform>%n due</numerusform>
            <numerusform>%n due</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadingSpread</name>
    <message>
        <source>作答后显示文章</source>
        <translation>The article shows after your answer</translation>
    </message>
</context>
<context>
    <name>ReadingTools</name>
    <message>
        <source>不注音</source>
        <translation>No pinyin</translation>
    </message>
    <message>
        <source>难字注音</source>
        <translation>Pinyin above hard characters</translation>
    </message>
    <message>
        <source>全部注音</source>
        <translation>Pinyin above all characters</translation>
    </message>
    <message>
        <source>每个字一个音节，用空格隔开，声调用符号或数字：yín háng 或 yin2 hang2。留空恢复原来的读音。</source>
        <translation>One syllable for each character, separated by spaces, tones as marks or numbers: yín háng or yin2 hang2. Left empty, the shipped reading comes back.</translation>
    </message>
    <message>
        <source>“{word}”的读音</source>
        <translation>How &quot;{word}&quot; is read</translation>
    </message>
    <message>
        <source>修改读音</source>
        <translation>Correct a reading</translation>
    </message>
    <message numerus="yes">
        <source>读音要每个字一个音节，共 %n 个，例如：</source>
        <translation>
            <numerusform>One syllable for each character is needed, %n in all, for example: </numerusform>
            <numerusform>One syllable for each character is needed, %n in all, for example: </numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>写法不同，算对</source>
        <translation>written differently, counts as right</translation>
    </message>
    <message>
        <source>次序不同，算对</source>
        <translation>in another order, counts as right</translation>
    </message>
    <message>
        <source>同音字</source>
        <translation>same sound, other character</translation>
    </message>
    <message>
        <source>写成了拼音</source>
        <translation>in pinyin</translation>
    </message>
    <message>
        <source>只写了拼音首字母</source>
        <translation>initials only</translation>
    </message>
    <message>
        <source>少了一项</source>
        <translation>one item missing</translation>
    </message>
    <message>
        <source>虚词不同</source>
        <translation>a particle differs</translation>
    </message>
    <message>
        <source>数字写法不同</source>
        <translation>number written differently</translation>
    </message>
    <message>
        <source>单位不同</source>
        <translation>another unit</translation>
    </message>
    <message>
        <source>括号里的没有写</source>
        <translation>what is in brackets is missing</translation>
    </message>
    <message>
        <source>没有写完</source>
        <translation>not complete</translation>
    </message>
    <message>
        <source>多写了</source>
        <translation>more than was asked</translation>
    </message>
</context>
<context>
    <name>ReciteBar</name>
    <message>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>空格  显示</source>
        <translation>Space  Show</translation>
    </message>
    <message>
        <source>1  没想起</source>
        <translation>1  Missed</translation>
    </message>
    <message>
        <source>2  想起了</source>
        <translation>2  Knew it</translation>
    </message>
    <message>
        <source>没想起的再来一遍</source>
        <translation>Missed again</translation>
    </message>
    <message>
        <source>全部再来一遍</source>
        <translation>All again</translation>
    </message>
    <message>
        <source>回到文章</source>
        <translation>Back to the article</translation>
    </message>
    <message>
        <source>想一想，再看</source>
        <translation>Recall it, then look</translation>
    </message>
    <message>
        <source>这里没有标出的短语，选别的一节试试。</source>
        <translation>No phrases are marked here. Try another section.</translation>
    </message>
    <message>
        <source>背完了，想起 {share} %</source>
        <translation>Done: {share} % known</translation>
    </message>
    <message>
        <source>背完了，全都想起</source>
        <translation>Done: all known</translation>
    </message>
    <message>
        <source>没想起：{words}</source>
        <translation>Missed: {words}</translation>
    </message>
    <message>
        <source>{done} / {total}&#x3000;想起 {known}&#x3000;没想起 {missed}</source>
        <translation>{done} / {total}   known {known}   missed {missed}</translation>
    </message>
</context>
<context>
    <name>RecitePage</name>
    <message>
        <source>返回（Esc）</source>
        <translation>Back (Esc)</translation>
    </message>
    <message>
        <source>背诵《{title}》</source>
        <translation>Recite &quot;{title}&quot;</translation>
    </message>
    <message>
        <source>背诵的范围</source>
        <translation>What to recite</translation>
    </message>
    <message>
        <source>全文</source>
        <translation>The whole article</translation>
    </message>
</context>
<context>
    <name>RepairModel</name>
    <message>
        <source>确定</source>
        <translation>certain</translation>
    </message>
    <message>
        <source>存疑</source>
        <translation>uncertain</translation>
    </message>
</context>
<context>
    <name>RepairPage</name>
    <message>
        <source>返回文章（Esc）</source>
        <translation>Back to the article (Esc)</translation>
    </message>
    <message>
        <source>更新文章</source>
        <translation>Update the article</translation>
    </message>
    <message>
        <source>修复清单</source>
        <translation>Repairs</translation>
    </message>
    <message>
        <source>取消勾选就不修复</source>
        <translation>Untick what should stay</translation>
    </message>
    <message>
        <source>原文</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>修复后</source>
        <translation>Repaired</translation>
    </message>
    <message>
        <source>这篇文章没有需要修复的地方。</source>
        <translation>Nothing in this article needed repair.</translation>
    </message>
    <message>
        <source>文章已更新，卡片跟着原文走。</source>
        <translation>The article was updated; its cards follow their words.</translation>
    </message>
    <message numerus="yes">
        <source>有 %n 张卡片找不到原来的字句，列在“待修复”里。</source>
        <translation>
            <numerusform>%n card lost its words and waits to be mended.</numerusform>
            <numerusform>%n cards lost their words and wait to be mended.</numerusform>
        </translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>繁体字夹着拼音，看来是网页损坏，已转成简体。</source>
        <translation>Traditional characters mixed with pinyin look like page damage: turned into simplified ones.</translation>
    </message>
    <message>
        <source>通篇是繁体，保持原样。</source>
        <translation>It is traditional throughout and stays so.</translation>
    </message>
    <message>
        <source>通篇是简体，只改个别繁体字。</source>
        <translation>It is simplified throughout; only stray traditional characters were changed.</translation>
    </message>
    <message numerus="yes">
        <source>%n 处括号里的拼音是损坏，已去掉。</source>
        <translation>
            <numerusform>%n bracketed syllable was damage and went. </numerusform>
            <numerusform>%n bracketed syllables were damage and went.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 处拼音是文章自己的注音，保留。</source>
        <translation>
            <numerusform>%n syllable is the article&apos;s own and stays. </numerusform>
            <numerusform>%n syllables are the article&apos;s own and stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 处改了主意，还没有更新</source>
        <translation>
            <numerusform>%n change not made yet</numerusform>
            <numerusform>%n changes not made yet</numerusform>
        </translation>
    </message>
    <message>
        <source>共 {count} 处</source>
        <translation>{count} in all</translation>
    </message>
    <message>
        <source>这是日文，汉字保持原样。</source>
        <translation>This is Japanese; its characters are left as they are.</translation>
    </message>
    <message>
        <source>先打开一篇文章。</source>
        <translation>Open an article first.</translation>
    </message>
</context>
<context>
    <name>RepairSides</name>
    <message>
        <source>原来的文字</source>
        <translation>Original text</translation>
    </message>
    <message>
        <source>修复后的文字</source>
        <translation>Repaired text</translation>
    </message>
    <message>
        <source>共 {count} 处改动，其中 {doubtful} 处存疑；左边的清单里逐条列出。</source>
        <translation>{count} changes, {doubtful} of them doubtful; the list on the left names each.</translation>
    </message>
</context>
<context>
    <name>RepairTreeModel</name>
    <message>
        <source>存疑</source>
        <translation>Doubtful</translation>
    </message>
</context>
<context>
    <name>Repairs</name>
    <message>
        <source>繁体转简体</source>
        <translation>Traditional forms</translation>
    </message>
    <message>
        <source>夹杂的拼音</source>
        <translation>Stray pinyin</translation>
    </message>
    <message>
        <source>全角半角</source>
        <translation>Width</translation>
    </message>
    <message>
        <source>标点</source>
        <translation>Punctuation</translation>
    </message>
    <message>
        <source>引号</source>
        <translation>Quotation marks</translation>
    </message>
    <message>
        <source>多余空格</source>
        <translation>Needless spaces</translation>
    </message>
    <message>
        <source>损坏的字</source>
        <translation>Damaged character</translation>
    </message>
    <message>
        <source>乱码</source>
        <translation>Garbled text</translation>
    </message>
    <message>
        <source>部首代字</source>
        <translation>Radical for character</translation>
    </message>
    <message>
        <source>网页杂项</source>
        <translation>Page furniture</translation>
    </message>
    <message>
        <source>网页代码</source>
        <translation>Page code</translation>
    </message>
    <message>
        <source>看不见的字符</source>
        <translation>Invisible character</translation>
    </message>
</context>
<context>
    <name>SessionSummary</name>
    <message>
        <source>今天继续学</source>
        <translation>Go on today</translation>
    </message>
    <message>
        <source>今天不再限数量；可以撤销</source>
        <translation>No limit for the rest of today; can be undone</translation>
    </message>
    <message>
        <source>错的再来一遍</source>
        <translation>Missed ones again</translation>
    </message>
    <message>
        <source>回到今天</source>
        <translation>Back to today</translation>
    </message>
    <message>
        <source>继续阅读</source>
        <translation>Continue reading</translation>
    </message>
    <message>
        <source>还要再看的</source>
        <translation>To look at again</translation>
    </message>
    <message>
        <source>这一轮学完了</source>
        <translation>This round is done</translation>
    </message>
    <message>
        <source>答了 {count} 次，想起 {known} 次，用了约 {minutes} 分钟。</source>
        <translation>{count} answers, {known} remembered, about {minutes} min.</translation>
    </message>
    <message>
        <source>今天的量学完了</source>
        <translation>Today&apos;s share is done</translation>
    </message>
    <message>
        <source>现在没有要复习的</source>
        <translation>Nothing to review now</translation>
    </message>
    <message>
        <source>到时候了会出现在“今天”里。可以先读文章，或导入新的文章。</source>
        <translation>Cards appear in Today when their time comes. Until then you can read, or import another article.</translation>
    </message>
    <message numerus="yes">
        <source>到了每天的上限，还有 %n 张留到明天。每天的量在设置里改。</source>
        <translation>
            <numerusform>The daily limit is reached; %n more card waits for tomorrow. Change the limit in Settings.</numerusform>
            <numerusform>The daily limit is reached; %n more cards wait for tomorrow. Change the limit in Settings.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>还有 %n 条。</source>
        <translation>
            <numerusform>%n more.</numerusform>
            <numerusform>%n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>恢复“{name}”的默认值</source>
        <translation>Reset &quot;{name}&quot;</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>跟随系统</source>
        <translation>Follow the system</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>小</source>
        <translation>Small</translation>
    </message>
    <message>
        <source>标准</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>大</source>
        <translation>Large</translation>
    </message>
    <message>
        <source>特大</source>
        <translation>Very large</translation>
    </message>
    <message>
        <source>外观</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>主题</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>浅色像纸，深色适合夜里。</source>
        <translation>Light is like paper, dark is for the night.</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>界面的语言，文章不变。</source>
        <translation>The language of the window; articles stay as they are.</translation>
    </message>
    <message>
        <source>界面文字</source>
        <translation>Interface text</translation>
    </message>
    <message>
        <source>按钮、列表和说明的大小。</source>
        <translation>The size of buttons, lists and notes.</translation>
    </message>
    <message>
        <source>文章文字</source>
        <translation>Article text</translation>
    </message>
    <message>
        <source>文章和题目的大小，阅读时可按 Ctrl + 和 Ctrl -。</source>
        <translation>The size of articles and questions; Ctrl + and Ctrl - while reading.</translation>
    </message>
    <message>
        <source>学习</source>
        <translation>Learning</translation>
    </message>
    <message>
        <source>目标记住率</source>
        <translation>Desired retention</translation>
    </message>
    <message>
        <source>越高复习越勤。90 % 适合大多数人，考前可以提高。</source>
        <translation>The higher, the more often you review. 90 % suits most people; raise it before an exam.</translation>
    </message>
    <message>
        <source>每天新学</source>
        <translation>New cards a day</translation>
    </message>
    <message>
        <source>每天最多开始学多少张新卡片。</source>
        <translation>How many new cards you begin on a day at most.</translation>
    </message>
    <message>
        <source>每天复习</source>
        <translation>Reviews a day</translation>
    </message>
    <message>
        <source>每天最多复习多少张学过的卡片。</source>
        <translation>How many known cards you review on a day at most.</translation>
    </message>
    <message>
        <source>作答前盖住文章</source>
        <translation>Cover the article before the answer</translation>
    </message>
    <message>
        <source>平时只遮住文章里的答案；打开后，答完才显示文章。</source>
        <translation>Usually only the answer is hidden in the article; with this, the article shows after your answer.</translation>
    </message>
    <message>
        <source>打开文件夹</source>
        <translation>Open the folder</translation>
    </message>
    <message>
        <source>资料</source>
        <translation>Your data</translation>
    </message>
    <message>
        <source>资料文件夹</source>
        <translation>Data folder</translation>
    </message>
    <message>
        <source>文章、卡片和学习记录都在这里，不会上传。</source>
        <translation>Articles, cards and reviews are here and nowhere else.</translation>
    </message>
    <message>
        <source>版本</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>温故，不联网，没有账号。</source>
        <translation>Wengu: no network, no account.</translation>
    </message>
    <message>
        <source>随熟练程度</source>
        <translation>As each is known</translation>
    </message>
    <message>
        <source>题型</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>随熟练程度：间隔不到一周的卡片四选一，不到三周的提示首字，更长的填空。测验里按 M 给一张或一类卡片固定题型。</source>
        <translation>As each is known: by choice while a card comes again within a week, with the first character shown within three weeks, in writing after that. M in the quiz fixes it for a card or a kind.</translation>
    </message>
    <message>
        <source>查找设置</source>
        <translation>Find a setting</translation>
    </message>
    <message>
        <source>没有这样的设置，换个词试试。</source>
        <translation>No such setting; try another word.</translation>
    </message>
    <message>
        <source>自动（宋体）</source>
        <translation>Automatic (serif)</translation>
    </message>
    <message>
        <source>文章字体</source>
        <translation>Article font</translation>
    </message>
    <message>
        <source>文章和题目用的字体。</source>
        <translation>The font of articles and questions.</translation>
    </message>
    <message>
        <source>减少动画</source>
        <translation>Reduced motion</translation>
    </message>
    <message>
        <source>翻页和跳转不再移动，直接到达。</source>
        <translation>Pages and jumps arrive at once instead of moving.</translation>
    </message>
    <message>
        <source> 天</source>
        <translation> days</translation>
    </message>
    <message>
        <source>按文章顺序</source>
        <translation>As the article goes</translation>
    </message>
    <message>
        <source>后加的在前</source>
        <translation>Latest first</translation>
    </message>
    <message>
        <source>随机</source>
        <translation>At random</translation>
    </message>
    <message>
        <source>复习之后</source>
        <translation>After</translation>
    </message>
    <message>
        <source>穿插</source>
        <translation>Mixed</translation>
    </message>
    <message>
        <source>复习之前</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>加标签</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>暂停</source>
        <translation>Suspend</translation>
    </message>
    <message>
        <source>一天从几点开始</source>
        <translation>A day begins at</translation>
    </message>
    <message>
        <source>在这之前算前一天，熬夜学习不会提前到明天。</source>
        <translation>Before this hour it is still the day before, so that a late night does not bring tomorrow&apos;s cards.</translation>
    </message>
    <message>
        <source> 点</source>
        <translation> o&apos;clock</translation>
    </message>
    <message>
        <source>新卡片的顺序</source>
        <translation>Order of new cards</translation>
    </message>
    <message>
        <source>先学哪些新卡片。</source>
        <translation>Which new cards come first.</translation>
    </message>
    <message>
        <source>新卡片和复习</source>
        <translation>New cards and reviews</translation>
    </message>
    <message>
        <source>新卡片排在复习之后、之前，还是均匀穿插。</source>
        <translation>New cards after the reviews, before them, or evenly among them.</translation>
    </message>
    <message>
        <source>学习步骤</source>
        <translation>Learning steps</translation>
    </message>
    <message>
        <source>新卡片第一天隔多久再问，如 1m 10m；留空则当天只问一次。</source>
        <translation>After how long a new card is asked again on its first day, such as 1m 10m; empty asks once.</translation>
    </message>
    <message>
        <source>重学步骤</source>
        <translation>Relearning steps</translation>
    </message>
    <message>
        <source>忘了的卡片隔多久再问，如 10m。</source>
        <translation>After how long a forgotten card is asked again, such as 10m.</translation>
    </message>
    <message>
        <source>最长间隔</source>
        <translation>Longest interval</translation>
    </message>
    <message>
        <source>两次复习最多隔多久。</source>
        <translation>How far apart two reviews may be at most.</translation>
    </message>
    <message>
        <source>同句错开</source>
        <translation>Keep siblings apart</translation>
    </message>
    <message>
        <source>同一句话的其他卡片改天再问，免得互相提示。</source>
        <translation>Other cards of the same sentence are asked on another day, so that they do not give each other away.</translation>
    </message>
    <message>
        <source>平均每天的量</source>
        <translation>Even days</translation>
    </message>
    <message>
        <source>复习尽量排到较空的日子。</source>
        <translation>Reviews are put on the lighter days where possible.</translation>
    </message>
    <message>
        <source>难记卡片</source>
        <translation>Hard cards</translation>
    </message>
    <message>
        <source>忘了多少次算难记；0 表示不管。</source>
        <translation>After how many lapses a card counts as hard; 0 never.</translation>
    </message>
    <message>
        <source> 次</source>
        <translation> lapses</translation>
    </message>
    <message>
        <source>难记之后</source>
        <translation>When hard</translation>
    </message>
    <message>
        <source>难记的卡片加上标签，还是暂停不问。</source>
        <translation>Whether a hard card is tagged or no longer asked.</translation>
    </message>
    <message>
        <source>备份好了，并已打开核对：{name}</source>
        <translation>Backed up, and proven by opening it: {name}</translation>
    </message>
    <message>
        <source>测验</source>
        <translation>Quiz</translation>
    </message>
    <message>
        <source>立即备份</source>
        <translation>Back up now</translation>
    </message>
    <message>
        <source>关于温故</source>
        <translation>About Wengu</translation>
    </message>
    <message>
        <source>备份</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>换个地方…</source>
        <translation>Change place…</translation>
    </message>
    <message>
        <source>备份放回资料文件夹</source>
        <translation>Put backups back into the data folder</translation>
    </message>
    <message>
        <source>每天自动备份一次，每份都打开核对过。</source>
        <translation>Made once a day; each copy is opened and checked.</translation>
    </message>
    <message>
        <source>资料文件夹的 backups 里</source>
        <translation>backups in the data folder</translation>
    </message>
    <message>
        <source>备份放在：{folder}</source>
        <translation>Backups go to: {folder}</translation>
    </message>
    <message>
        <source>备份放在哪里</source>
        <translation>Where backups go</translation>
    </message>
</context>
<context>
    <name>Speech</name>
    <message>
        <source>没有可用的语音。安装 speech-dispatcher 或 espeak-ng 后可以朗读。</source>
        <translation>There is no voice. Install speech-dispatcher or espeak-ng to have text read aloud.</translation>
    </message>
    <message>
        <source>系统里没有可用的语音。</source>
        <translation>The system has no voice.</translation>
    </message>
</context>
<context>
    <name>StatisticsPage</name>
    <message>
        <source>统计</source>
        <translation>Statistics</translation>
    </message>
    <message>
        <source>这一年的复习</source>
        <translation>Reviews of the year</translation>
    </message>
    <message>
        <source>未来三十天到期</source>
        <translation>Due in the next thirty days</translation>
    </message>
    <message>
        <source>真实记住率</source>
        <translation>True retention</translation>
    </message>
    <message>
        <source>一天里的时辰</source>
        <translation>Hours of the day</translation>
    </message>
    <message>
        <source>记忆能撑多久</source>
        <translation>How long memory lasts, in days</translation>
    </message>
    <message>
        <source>难度</source>
        <translation>Difficulty</translation>
    </message>
    <message>
        <source>每篇文章现在记得多少</source>
        <translation>How much of each article is remembered now</translation>
    </message>
    <message>
        <source>最容易忘的</source>
        <translation>Most easily forgotten</translation>
    </message>
    <message>
        <source>{phrase}&#x3000;预计记得 {share} %，忘过 {lapses} 次</source>
        <translation>{phrase}&#x3000;predicted recall {share} %, forgotten {lapses} times</translation>
    </message>
    <message>
        <source>学过几天，这里就会列出来。</source>
        <translation>After some days of learning they are listed here.</translation>
    </message>
    <message>
        <source>次复习</source>
        <translation>reviews</translation>
    </message>
    <message>
        <source>小时</source>
        <translation>hours</translation>
    </message>
    <message>
        <source>连续天数，最长 {longest}</source>
        <translation>days in a row, {longest} at most</translation>
    </message>
    <message>
        <source>这一年每天的复习次数</source>
        <translation>Reviews on each day of the year</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>{month}月{day}日：{count} 张</source>
        <translation>{month}/{day}: {count} cards</translation>
    </message>
    <message>
        <source>未来三十天每天到期的卡片</source>
        <translation>Cards due on each of the next thirty days</translation>
    </message>
    <message>
        <source>还年轻</source>
        <translation>Young</translation>
    </message>
    <message>
        <source>已成熟</source>
        <translation>Mature</translation>
    </message>
    <message>
        <source>真实记住率，按熟练程度和短语种类</source>
        <translation>True retention by maturity and kind of phrase</translation>
    </message>
    <message>
        <source>{name}：{asked} 次中记得 {remembered} 次</source>
        <translation>{name}: {remembered} of {asked} remembered</translation>
    </message>
    <message>
        <source>一天里各个时辰的复习次数</source>
        <translation>Reviews by hour of the day</translation>
    </message>
    <message>
        <source>{hour} 时：{count} 次</source>
        <translation>{hour}:00: {count} reviews</translation>
    </message>
    <message>
        <source>记忆能撑多少天的卡片各有多少</source>
        <translation>Cards by how many days their memory lasts</translation>
    </message>
    <message>
        <source>{days} 天起：{count} 张</source>
        <translation>from {days} days: {count} cards</translation>
    </message>
    <message>
        <source>各种难度的卡片各有多少</source>
        <translation>Cards by difficulty</translation>
    </message>
    <message>
        <source>难度 {level}：{count} 张</source>
        <translation>Difficulty {level}: {count} cards</translation>
    </message>
    <message>
        <source>保存“{title}”</source>
        <translation>Save &quot;{title}&quot;</translation>
    </message>
    <message>
        <source>存为图片…</source>
        <translation>Save as picture…</translation>
    </message>
    <message>
        <source>存为表格…</source>
        <translation>Save as table…</translation>
    </message>
    <message>
        <source>已保存：{name}</source>
        <translation>Saved: {name}</translation>
    </message>
    <message>
        <source>小时，每张卡片 {seconds} 秒</source>
        <translation>hours, {seconds} s a card</translation>
    </message>
    <message>
        <source>全部卡片 {share} %</source>
        <translation>all cards {share} %</translation>
    </message>
    <message>
        <source>文章有了卡片，就会列在这里。</source>
        <translation>Articles are listed here once they have cards.</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>now</translation>
    </message>
    <message>
        <source>复习时记住</source>
        <translation>when reviewed</translation>
    </message>
    <message>
        <source>再列出 {number} 篇</source>
        <translation>{number} more</translation>
    </message>
</context>
<context>
    <name>TodayHints</name>
    <message>
        <source> 天</source>
        <translation> days</translation>
    </message>
    <message>
        <source>分几天补完</source>
        <translation>Days to catch up in</translation>
    </message>
    <message>
        <source>开始补</source>
        <translation>Catch up</translation>
    </message>
    <message>
        <source>不再分摊</source>
        <translation>Stop spreading</translation>
    </message>
    <message>
        <source>正在补积压：还有 {days} 天，每天 {count} 张</source>
        <translation>Catching up: {days} days left, {count} cards a day</translation>
    </message>
    <message>
        <source>积压了 {overdue} 张。分 {days} 天补完：每天补 {count} 张，另有到期的最多 {most} 张</source>
        <translation>{overdue} cards are overdue. In {days} days: {count} of them a day, besides at most {most} that fall due</translation>
    </message>
    <message numerus="yes">
        <source>开始补：每天 %n 张积压的，记得最牢的先。</source>
        <translation>
            <numerusform>Catching up: %n overdue card a day, the best remembered first.</numerusform>
            <numerusform>Catching up: %n overdue cards a day, the best remembered first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>开始复习</source>
        <translation>Start reviewing</translation>
    </message>
    <message>
        <source>未来两周</source>
        <translation>The next two weeks</translation>
    </message>
    <message>
        <source>继续阅读</source>
        <translation>Continue reading</translation>
    </message>
    <message numerus="yes">
        <source>连续 %n 天</source>
        <translation>
            <numerusform>%n day in a row</numerusform>
            <numerusform>%n days in a row</numerusform>
        </translation>
    </message>
    <message>
        <source>今天的都学完了</source>
        <translation>All done for today</translation>
    </message>
    <message>
        <source>读一篇文章，或者去走一走。</source>
        <translation>Read an article, or go for a walk.</translation>
    </message>
    <message numerus="yes">
        <source>%n 分钟</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 张卡片</source>
        <translation>
            <numerusform>%n card</numerusform>
            <numerusform>%n cards</numerusform>
        </translation>
    </message>
    <message>
        <source>{cards}，约 {minutes}</source>
        <translation>{cards}, about {minutes}</translation>
    </message>
    <message>
        <source>复习 {count}</source>
        <translation>review {count}</translation>
    </message>
    <message>
        <source>学习中 {count}</source>
        <translation>learning {count}</translation>
    </message>
    <message>
        <source>新学 {count}</source>
        <translation>new {count}</translation>
    </message>
    <message>
        <source>牌组</source>
        <translation>Decks</translation>
    </message>
    <message>
        <source>离考试</source>
        <translation>Until the exam</translation>
    </message>
    <message>
        <source>另有 {count} 张留到以后</source>
        <translation>{count} more later</translation>
    </message>
    <message numerus="yes">
        <source>%n 天</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message>
        <source>预计 {recall}，目标 {goal}</source>
        <translation>{recall} expected, {goal} wanted</translation>
    </message>
    <message>
        <source>预计记得 {recall}</source>
        <translation>{recall} recall expected</translation>
    </message>
    <message>
        <source>看计划</source>
        <translation>See the plan</translation>
    </message>
</context>
<context>
    <name>TourCard</name>
    <message>
        <source>三步学会温故</source>
        <translation>Wengu in three steps</translation>
    </message>
    <message>
        <source>一、读</source>
        <translation>1. Read</translation>
    </message>
    <message>
        <source>二、选</source>
        <translation>2. Tick</translation>
    </message>
    <message>
        <source>三、答</source>
        <translation>3. Answer</translation>
    </message>
    <message>
        <source>用一篇现成的文章走一遍：读、选、答，大约一分钟。以后可以在帮助里再走。</source>
        <translation>Walk through with an article that is here already: read, tick, answer. It takes about a minute, and Help has it again later.</translation>
    </message>
    <message>
        <source>带底色的词有卡片。指针停在上面，看它是什么意思；没有标出的词也可以停上去试试。</source>
        <translation>Tinted words have cards. Rest the pointer on one to see what it means; words without a mark answer too.</translation>
    </message>
    <message>
        <source>这里列出文章可以考什么。勾选要记的，去掉不要的，也可以什么都不改。</source>
        <translation>This is what could be asked of the article. Tick what you want to remember, or leave it as it is.</translation>
    </message>
    <message>
        <source>想出空缺的词，写下来或选出来，再按 Enter。答完每张卡片都会告诉你什么时候再来。</source>
        <translation>Think of the missing words, type or choose them, and press Enter. Each card then says when it comes back.</translation>
    </message>
    <message>
        <source>跳过</source>
        <translation>Skip</translation>
    </message>
    <message>
        <source>开始</source>
        <translation>Begin</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>复习“{subject}”</source>
        <translation>review of &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>导入《{subject}》</source>
        <translation>import of {subject}</translation>
    </message>
    <message>
        <source>移到回收站：{subject}</source>
        <translation>move to the trash of {subject}</translation>
    </message>
    <message>
        <source>更新《{subject}》</source>
        <translation>New version of {subject}</translation>
    </message>
    <message>
        <source>更改《{subject}》的修复</source>
        <translation>Repairs of {subject}</translation>
    </message>
    <message>
        <source>修改《{subject}》的文字</source>
        <translation>Edit of {subject}</translation>
    </message>
    <message>
        <source>暂停“{subject}”</source>
        <translation>Suspension of &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>恢复“{subject}”</source>
        <translation>Resumption of &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>推迟“{subject}”</source>
        <translation>Postponement of &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>取消推迟“{subject}”</source>
        <translation>End of postponement of &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>标记“{subject}”</source>
        <translation>Flag of &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>标签“{subject}”</source>
        <translation>Tags of &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>移动“{subject}”</source>
        <translation>Move of &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>题型“{subject}”</source>
        <translation>Kind of question of &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>删除卡片“{subject}”</source>
        <translation>Removal of the card &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>找回卡片“{subject}”</source>
        <translation>Return of the card &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>修改卡片“{subject}”</source>
        <translation>Edit of the card &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>添加卡片“{subject}”</source>
        <translation>New cards &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>重置“{subject}”</source>
        <translation>Reset of &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>改期“{subject}”</source>
        <translation>New due date of &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>考试计划 {subject}</source>
        <translation>Exam plan {subject}</translation>
    </message>
    <message>
        <source>结束考试计划 {subject}</source>
        <translation>End of the exam plan {subject}</translation>
    </message>
    <message>
        <source>短语“{subject}”</source>
        <translation>Phrase &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>“{subject}”的读音</source>
        <translation>reading of &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>合并“{subject}”</source>
        <translation>Merge of &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>导入 Anki 牌组“{subject}”</source>
        <translation>Import of the Anki package &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>用 {subject} 天补完积压</source>
        <translation>Catching up in {subject} days</translation>
    </message>
    <message>
        <source>结束补课计划</source>
        <translation>End of catching up</translation>
    </message>
    <message>
        <source>今天不限数量</source>
        <translation>no limit today</translation>
    </message>
    <message>
        <source>选项 {subject}</source>
        <translation>option {subject}</translation>
    </message>
    <message>
        <source>优化“{subject}”的参数</source>
        <translation>optimized parameters of &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>新牌组“{subject}”</source>
        <translation>new deck &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>牌组改名 {subject}</source>
        <translation>renaming of the deck {subject}</translation>
    </message>
    <message>
        <source>删除牌组“{subject}”</source>
        <translation>removal of the deck &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>挑选《{subject}》的考点</source>
        <translation>choice of what to ask in {subject}</translation>
    </message>
    <message>
        <source>导入题库“{subject}”</source>
        <translation>import of the question bank &quot;{subject}&quot;</translation>
    </message>
    <message>
        <source>找回《{subject}》</source>
        <translation>return of {subject}</translation>
    </message>
    <message>
        <source>整理《{subject}》</source>
        <translation>new folder of {subject}</translation>
    </message>
    <message>
        <source>《{subject}》的标签</source>
        <translation>tags of {subject}</translation>
    </message>
    <message>
        <source>一类卡片的题型</source>
        <translation>kind of question for a kind of card</translation>
    </message>
</context>
<context>
    <name>Undoing</name>
    <message>
        <source>没有可以撤销的。</source>
        <translation>There is nothing to undo.</translation>
    </message>
    <message>
        <source>已撤销：{what}</source>
        <translation>Undone: {what}</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>没有可以重做的。</source>
        <translation>There is nothing to redo.</translation>
    </message>
    <message>
        <source>已重做：{what}</source>
        <translation>Done again: {what}</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>撤销：{what}</source>
        <translation>Undo: {what}</translation>
    </message>
    <message>
        <source>重做：{what}</source>
        <translation>Redo: {what}</translation>
    </message>
</context>
<context>
    <name>WeekButtons</name>
    <message>
        <source>照常</source>
        <translation>as usual</translation>
    </message>
    <message>
        <source>减半</source>
        <translation>half</translation>
    </message>
    <message>
        <source>不学</source>
        <translation>free</translation>
    </message>
    <message>
        <source>{day}：{share}</source>
        <translation>{day}: {share}</translation>
    </message>
</context>
</TS>
