"""The shape of the command line: options that stand anywhere, commands, groups of commands."""

import argparse
from collections.abc import Callable
from typing import Any

from core import command_line
from core.clock import parse_moment
from desktop.cli.call import Command


class Parser(command_line.Parser):
    """Options that were not given stay away, so that those before and after the command never collide."""

    def __init__(self, **options: Any) -> None:
        super().__init__(argument_default=argparse.SUPPRESS, **options)


class Commands:
    """A level of the command line, to which commands and groups are added."""

    def __init__(self, parser: Parser, dest: str) -> None:
        self._adding: Any = parser.add_subparsers(
            dest=dest, metavar="COMMAND", parser_class=Parser, required=dest != "command"
        )

    def add(self, name: str, command: Command, summary: str) -> Parser:
        """A command; its own options go to the parser that comes back."""
        parser: Parser = self._adding.add_parser(name, parents=[common()], help=summary, description=summary)
        parser.set_defaults(run=command)
        return parser

    def group(self, name: str, summary: str) -> "Commands":
        """A word with commands below it."""
        return Commands(self._adding.add_parser(name, help=summary, description=summary), "verb")


def common() -> Parser:
    """What every command understands."""
    parser = Parser(add_help=False, heading=command_line.EVERYWHERE)
    parser.add_argument("--data", metavar="DIR", help="記録の場所（環境変数 MADOGUCHI_DATA）")
    parser.add_argument("--at", metavar="TIME", type=moment, help="さかのぼって入力するときの日時（RFC 3339）")
    parser.add_argument("--staff", metavar="ID", help="担当者の番号か名前")
    parser.add_argument("--pin", metavar="PIN", help="責任者の暗証番号（環境変数 MADOGUCHI_PIN）")
    parser.add_argument("--json", action="store_true", help="1行に1つの JSON で答える")
    return parser


def _checked(read: Callable[[str], object], text: str) -> str:
    try:
        read(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("invalid value") from error
    return text


def moment(text: str) -> str:
    """RFC 3339; the offset may be left out."""
    return _checked(parse_moment, text)
