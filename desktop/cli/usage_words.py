"""What argparse itself says, in Simplified Chinese."""

from __future__ import annotations

import argparse

_ZH = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "show this help message and exit": "显示本帮助后退出",
    "%(prog)s: error: %(message)s\n": "%(prog)s：用法不对：%(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "the following arguments are required: %s": "还缺：%s",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有 %(value)r，可用：%(choices)s",
    "invalid %(type)s value: %(value)r": "不能是 %(value)r",
    "unrecognized arguments: %s": "认不出：%s",
    "expected one argument": "后面要有一个值",
    "expected at least one argument": "后面至少要有一个值",
    "expected at most one argument": "后面最多一个值",
    "ignored explicit argument %r": "后面不带值：%r",
    "not allowed with argument %s": "不能与 %s 同用",
    "one of the arguments %s is required": "这些当中要有一个：%s",
}


def let_argparse_speak(language: str) -> None:
    """Set the language of argparse's own words: it ships no catalogue, and has no other way to be given one."""
    table = _ZH if language == "zh" else {}
    argparse._ = lambda message: table.get(message, message)  # type: ignore[attr-defined]
