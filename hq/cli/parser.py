"""The shape of the command line: commands, groups of commands, and what all of them understand.

Whatever knows the database is imported by a command once it is carried out: models exist only when Django is set up.
"""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.command_line import EVERYWHERE, Parser

Run = Callable[[Namespace], int]
"""Carries out a command; 0 done, 1 refused or something is wrong."""


class Commands:
    """A level of the command line, to which commands and groups are added."""

    def __init__(self, parser: Parser, dest: str) -> None:
        self._adding: Any = parser.add_subparsers(dest=dest, metavar="COMMAND", required=True)

    def add(self, name: str, run: Run, summary: str) -> Parser:
        """A command; its own options go to the parser that comes back."""
        parser: Parser = self._adding.add_parser(name, parents=[_common()], help=summary, description=summary)
        parser.set_defaults(run=run)
        return parser

    def group(self, name: str, summary: str) -> "Commands":
        """A word with commands below it."""
        return Commands(self._adding.add_parser(name, help=summary, description=summary), "verb")


def _common() -> Parser:
    common = Parser(add_help=False, heading=EVERYWHERE)
    common.add_argument("--data", type=Path, help="データの場所（MADOGUCHI_HQ_DATA）")
    common.add_argument("--json", action="store_true", help="1行に1つの JSON で答える")
    return common
