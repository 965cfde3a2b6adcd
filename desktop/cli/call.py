"""One call of a command: what was asked, where, when, by whom."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from core.clock import Clock, FixedClock, SystemClock, parse_moment
from core.problem import Problem
from desktop.app.desk import Desk
from desktop.app.revoked import as_problem, leave, own_revocation, refuse_if_stopped
from desktop.app.site import newest_backup, open_site
from desktop.app.staff import check_pin, has_pin, sit_down, supporters
from desktop.cli import place
from desktop.cli.output import Output
from desktop.storage.problems import told

Tell = Callable[["Part", str], None]
PlayInWindow = Callable[[Desk, Sequence["Part"], Tell, bool], Problem | None]
"""Opens the window on this desk, plays the parts one after the other and tells each; the last word says whether the
window stays open at the end. Returns once it is closed: the Problem that ended the play, if one did."""


class Part(Protocol):
    """A part of a play: `run` does it, where the desk lives, and says in a line what came of it.

    In the window, the cards in `scans` are typed on `screen` before that.
    """

    @property
    def title(self) -> str:
        """What is done."""

    @property
    def screen(self) -> str:
        """Where it is seen; empty for wherever the window is."""

    @property
    def scans(self) -> Callable[[], Iterator[str]]:
        """What a scanner types, in the window only."""

    @property
    def run(self) -> Callable[[], str]:
        """Do it."""


@dataclass(frozen=True)
class Call:
    """What a command is given. `play` is how the demo reaches the window, where there is one."""

    arguments: Namespace
    out: Output
    play: PlayInWindow | None = None

    def get(self, name: str, default: Any = None) -> Any:
        """An option's value; options that were not given are not there at all."""
        return getattr(self.arguments, name, default)

    @property
    def data(self) -> Path:
        """The folder of the records."""
        return place.data_folder(self.get("data"))

    @property
    def clock(self) -> Clock:
        """The machine's clock, or with `--at` one that stands still: boot and uptime stay the true ones."""
        system = SystemClock()
        told = self.get("at")
        return FixedClock(parse_moment(told), system.boot_id, system.monotonic_ms()) if told else system

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """The open site, with whoever `--staff` names at the keyboard.

        Raises Problem where this laptop was stopped, before the work or by what it brought; it is wiped by then.
        """
        refuse_if_stopped(self.data)
        with self._offering_backup(), told():
            desk = open_site(self.data, self.clock, place.passphrase())
            try:
                _leave_if_stopped(desk)
                named = self.get("staff")
                if named:
                    sit_down(desk, staff_id(desk, named))
                yield desk
                _leave_if_stopped(desk)
            finally:
                desk.store.close()

    @contextmanager
    def _offering_backup(self) -> Iterator[None]:
        """A damaged file's refusal names the copy to go back to; restoring stays a person's decision."""
        try:
            yield
        except Problem as problem:
            copy = newest_backup(self.data) if problem.code == "database_damaged" else None
            if copy is None:
                raise
            step = f"いちばん新しい控えから戻せます: madoguchi restore {copy}"
            raise Problem(problem.code, problem.sentence, step) from problem

    def check_pin(self, desk: Desk) -> None:
        """Raises Problem unless the coordinator's PIN was given, where there is one."""
        given = self.get("pin") or os.environ.get(place.PIN)
        if given is None and has_pin(desk):
            raise Problem(
                "pin_needed",
                "これには、責任者の暗証番号が必要です。",
                f"--pin か、環境変数 {place.PIN} で入れてください。",
            )
        # By the machine's own date: `--at` must not give ten more guesses for every day that it names.
        check_pin(replace(desk, clock=SystemClock()), given or "")

    def text(self, name: str) -> str | None:
        """A text option; `-` reads one line of standard input, which no process list shows."""
        value: str | None = self.get(name)
        return sys.stdin.readline().rstrip("\r\n") if value == "-" else value


Command = Callable[[Call], int | None]


def _leave_if_stopped(desk: Desk) -> None:
    if own_revocation(desk) is not None:
        raise as_problem(leave(desk))


def staff_id(desk: Desk, named: str) -> str:
    """The supporter with this id or this very name. Raises Problem when it is none, or several."""
    found = [each for each in supporters(desk) if named in (each.supporter_id, each.display_name)]
    if len(found) != 1:
        raise Problem(
            "staff_unknown", "その担当者が見つかりません。", "staff list で番号を確かめて、番号で指定してください。"
        )
    return found[0].supporter_id
