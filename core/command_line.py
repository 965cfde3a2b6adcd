"""How both command lines speak: what an option is for, and what was wrong with a call, in Japanese.

What was typed is never repeated: it may be somebody's name or secret.
"""

import re
import sys
from argparse import ArgumentParser
from typing import Any, Never

from core.option_words import words_of

_USAGE = 2
EVERYWHERE = "どの命令でも使える指定"
"""The heading of what every command understands."""
_NAME, _OTHER = r"(?P<name>[^:]+)", r"(?P<other>[^()]+)"
_FAULTS = (
    (r"unrecognized arguments", "知らない言葉があります。"),
    (r"argument (?:COMMAND|verb): invalid choice", "そのような命令はありません。"),
    (
        rf"argument {_NAME}: invalid choice.*\(choose from {_OTHER}\)$",
        "{name} は {other} から選びます。",
    ),
    (rf"argument {_NAME}: (?:invalid choice|invalid .*value)", "{name} の値が読めません。"),
    (rf"argument {_NAME}: expected", "{name} の値がたりません。"),
    (
        rf"argument {_NAME}: not allowed with argument {_OTHER}",
        "{name} と {other} は、いっしょに使えません。",
    ),
    (rf"argument {_NAME}: ignored explicit argument", "{name} に値は付けません。"),
    (r"the following arguments are required: (?P<name>.+)", "{name} が要ります。"),
    (r"one of the arguments (?P<name>.+) is required", "{name} のどれかが要ります。"),
    (rf"argument {_NAME}: (?P<other>.+)", "{name}：{other}"),
)
"""What argparse says, and the same in Japanese; names are those of options, never what was typed."""


class Parser(ArgumentParser):
    """argparse in Japanese. An option that says nothing of its own is told by `core.option_words`."""

    def __init__(self, *, add_help: bool = True, heading: str = "指定", **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self._positionals.title, self._optionals.title = "言葉", heading
        if add_help:
            self.add_argument("-h", "--help", action="help", help="この説明を見る")

    def add_subparsers(self, **options: Any) -> Any:
        """The words of this one are commands, and are called so as in its refusals."""
        self._positionals.title = "命令"
        return super().add_subparsers(**options)

    def format_usage(self) -> str:
        """How the command is written."""
        return super().format_usage().replace("usage: ", "使い方: ", 1)

    def format_help(self) -> str:
        """The same with what each word is for."""
        for action in self._actions:
            action.help = action.help or words_of(action)
        return super().format_help().replace("usage: ", "使い方: ", 1)

    def error(self, message: str) -> Never:
        """Wrong usage, exit code 2: what is wrong, and where to look."""
        self.print_usage(sys.stderr)
        told = f"使い方がちがいます: {fault_in_words(message)}"
        self.exit(_USAGE, f"{told}「{self.prog} --help」で説明を見られます。\n")


def fault_in_words(message: str) -> str:
    """argparse's message in Japanese, without any value that was typed."""
    for pattern, words in _FAULTS:
        found = re.match(pattern, message, re.DOTALL)
        if found:
            return words.format(**{name: text.replace("'", "") for name, text in found.groupdict().items()})
    return "読めない言葉があります。"
