"""`madoguchi-hq`: headquarters from the command line. The table of commands is docs/cli-hq.md."""

import os
import sys
from collections.abc import Sequence

from core.command_line import Parser
from core.problem import Problem
from hq import places, start
from hq.cli import (
    catalogue,
    doctor,
    erasures,
    handouts,
    journal,
    open_data,
    parcels,
    people,
    programmes,
    provisional,
    quarantine,
    reports,
    serve,
    sites,
)
from hq.cli.output import complain
from hq.cli.parser import Commands

GROUPS = (
    serve,
    people,
    erasures,
    sites,
    catalogue,
    programmes,
    handouts,
    quarantine,
    parcels,
    provisional,
    reports,
    open_data,
    journal,
    doctor,
)
"""In the order of `--help`."""


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command. 0 done, 1 refused with a sentence on standard error, 2 wrong usage."""
    try:
        arguments = make_parser().parse_args(argv)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    if arguments.data is not None:
        os.environ[places.DATA] = str(arguments.data)
    try:
        if arguments.command == "serve":
            serve.check(arguments)
        with start.stopping_cleanly(), start.ready():
            return int(arguments.run(arguments))
    except Problem as problem:
        complain(str(problem))
        return 1
    except KeyboardInterrupt:
        return 0


def make_parser() -> Parser:
    """The whole command line; each group of commands adds its own."""
    parser = Parser(prog="madoguchi-hq", description="窓口の本部")
    commands = Commands(parser, "command")
    for group in GROUPS:
        group.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
