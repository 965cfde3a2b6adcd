"""事業 of the site's own, as a coordinator enters them: a few words, without a file."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from core.facts import OwnProgramme
from core.problem import Problem
from core.programmes import Programme
from core.reports.names import Names
from desktop.app.desk import Desk, guarded
from desktop.app.files import read_file
from desktop.app.programmes import NEVER, ProgrammeWritten, add_programme
from desktop.app.reporting import names_here

LONGEST_NAME = 60
LARGEST_FILE = 64 * 1024
_OWN_CODES = 99


@dataclass(frozen=True)
class NewProgramme:
    """What is told of it; `fee` is in yen."""

    ja: str
    en: str
    kind: str
    target_group: str = ""
    fee: int = 0
    min_age: int | None = None


@dataclass(frozen=True)
class OwnLine:
    """A programme of the site's own; `withdrawn` is offered no more."""

    programme: Programme
    withdrawn: bool


@dataclass(frozen=True)
class ProgrammesState:
    """Headquarters' version in use, how many programmes it offers, and the site's own; `names` name what each says."""

    version: int
    published: date
    offered: int
    own: tuple[OwnLine, ...]
    today: date
    names: Names


def programmes_state(desk: Desk) -> ProgrammesState:
    """As it is today."""
    names, today = names_here(desk), desk.today
    known = names.programmes
    own = tuple(OwnLine(each, each.valid_to == NEVER) for each in known.all if each.code.startswith("V"))
    offered = sum(not each.code.startswith("V") for each in known.offered_on(today))
    return ProgrammesState(known.version, known.published, offered, own, today, names)


def add_programme_here(desk: Desk, told: NewProgramme) -> ProgrammeWritten:
    """Under the first code that was never used here. Raises Problem for a missing or long name."""
    ja, en = guarded(told.ja) or "", guarded(told.en) or ""
    if not ja or not en or max(len(ja), len(en)) > LONGEST_NAME:
        raise Problem("programme_title", "事業の名前を、日本語と英語で入れてください。", "それぞれ60文字までです。")
    lines = [_line("code", _free_code(desk)), _line("ja", ja), _line("en", en), _line("kind", told.kind)]
    if target := guarded(told.target_group):
        lines.append(_line("target_group", target))
    if told.fee:
        lines.append(_line("fee", told.fee))
    if told.min_age is not None:
        lines.append(_line("min_age", told.min_age))
    return add_programme(desk, "\n".join(lines).encode())


def add_programme_file(desk: Desk, path: Path) -> ProgrammeWritten:
    """A programme with everything that a file can say: parts, levels, money. Raises Problem naming the line."""
    return add_programme(desk, read_file(path, LARGEST_FILE))


def _line(name: str, value: str | int) -> str:
    """A text of JSON is one of TOML as well."""
    return f"{name} = {msgspec.json.encode(value).decode()}"


def _free_code(desk: Desk) -> str:
    used = {row.programme for row in desk.store.facts.where(OwnProgramme, "1")}
    free = next((code for number in range(1, _OWN_CODES + 1) if (code := f"V{number:02}") not in used), None)
    if free is None:
        raise Problem(
            "programme_codes",
            "この拠点の事業の番号（V01〜V99）を使い切りました。",
            "前に作った事業を直して使ってください。",
        )
    return free
