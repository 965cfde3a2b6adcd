"""From words to a command, and from what came of it to an exit code."""

import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from core.clock import Clock
from core.problem import Problem
from desktop.cli import (
    apart,
    asking,
    bookings,
    calling,
    cards,
    cash,
    consultations,
    day,
    door,
    following,
    handouts,
    importing,
    journal,
    keys,
    open_data,
    papers,
    parcels,
    peers,
    people,
    programmes,
    reading,
    reports,
    sending,
    series,
    sessions,
    settings,
    settling,
    site,
    staff,
    status,
    supporters,
    surveys,
    topics,
    upkeep,
)
from desktop.cli.call import Call, PlayInWindow
from desktop.cli.demo import command as demo
from desktop.cli.output import Output, report_of, speak_utf8
from desktop.cli.parser import Commands, Parser, common

DONE, REFUSED = 0, 1
OpenWindow = Callable[[Path, Clock], int]
_GROUPS = (
    demo,
    site,
    keys,
    status,
    sessions,
    series,
    bookings,
    people,
    cards,
    cash,
    staff,
    supporters,
    day,
    door,
    asking,
    calling,
    consultations,
    following,
    handouts,
    surveys,
    settling,
    apart,
    reading,
    importing,
    papers,
    reports,
    open_data,
    sending,
    parcels,
    peers,
    journal,
    settings,
    topics,
    programmes,
    upkeep,
)


def run(words: Sequence[str], open_window: OpenWindow, play: PlayInWindow | None = None) -> int:
    """Carry out one command, or open the window when there is none among the words."""
    speak_utf8()
    try:
        arguments = make_parser().parse_args(words)
    except SystemExit as leaving:  # argparse has said why
        return int(leaving.code or DONE)
    call = Call(arguments, Output(getattr(arguments, "json", False)), play)
    command = call.get("run")
    if command is None:
        return open_window(call.data, call.clock)
    return _answer(call, lambda: command(call) or DONE)


def make_parser() -> Parser:
    """The whole command line."""
    parser = Parser(prog="madoguchi", description="窓口: 相談会の受付", parents=[common()])
    parser.add_argument("--version", action="version", version=f"madoguchi {_version()}")
    commands = Commands(parser, "command")
    for group in _GROUPS:
        group.add(commands)
    return parser


def _answer(call: Call, work: Callable[[], int]) -> int:
    try:
        return work()
    except Problem as problem:
        call.out.refuse(problem)
    except BrokenPipeError:  # the reader has seen enough, as with `events | head`
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        return DONE
    except KeyboardInterrupt:
        call.out.refuse(Problem("interrupted", "中断しました。", "記録済みの内容は残っています。"))
    except Exception as error:
        call.out.refuse(report_of(error))
    return REFUSED


def _version() -> str:
    try:
        return version("madoguchi")
    except PackageNotFoundError:
        return "(development)"
