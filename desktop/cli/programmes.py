"""`programme list / show / add / withdraw`: headquarters' programmes and the site's own beside them."""

from pathlib import Path

from core.programme_sheet import SheetLine, programme_sheet
from core.programmes import Programme
from desktop.app.desk import Desk
from desktop.app.own_programmes import add_programme_file
from desktop.app.programmes import programmes_now, withdraw_programme
from desktop.app.reporting import names_here
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands


class ProgrammeLine(Record, frozen=True, kw_only=True):
    """A programme; `offered` is about today."""

    code: str
    row: int | None
    ja: str
    en: str
    session_kind: str
    counts_in: str | None
    funding: tuple[str, ...]
    valid_from: str
    valid_to: str | None
    offered: bool

    @property
    def text(self) -> str:
        return f"{self.code}\t{self.ja}{'' if self.offered else '　（いまは予定に入れられません）'}"


class ProgrammeSheet(Record, frozen=True, kw_only=True):
    """Everything that is known of one programme; `lines` are the same in words."""

    programme: Programme
    lines: tuple[SheetLine, ...]

    @property
    def text(self) -> str:
        it = self.programme
        told = (f"{each.about[0]}：{each.words[0]}" for each in self.lines)
        return "\n".join((f"{it.code}　{it.ja}（{it.en}）", *told))


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    programme = commands.group("programme", "事業")
    programme.add("list", show_all, "すべての事業")
    programme.add("show", show_one, "事業のくわしい内容").add_argument("code", metavar="CODE")
    programme.add("add", add_one, "拠点の事業を加える").add_argument("file", metavar="FILE", help="TOML")
    withdrawing = programme.add("withdraw", withdraw, "拠点の事業を終える")
    withdrawing.add_argument("code", metavar="CODE")
    withdrawing.add_argument("--again", action="store_true", help="また使う")


def show_all(call: Call) -> None:
    """Headquarters' and the site's own, retired ones too."""
    with call.desk() as desk:
        for each in programmes_now(desk).all:
            call.out.show(_line(desk, each))


def show_one(call: Call) -> None:
    """One with everything about it."""
    with call.desk() as desk:
        names = names_here(desk)
        programme = names.programmes.programme(call.get("code"))
        call.out.show(ProgrammeSheet(programme=programme, lines=programme_sheet(programme, names)))


def add_one(call: Call) -> None:
    """A programme of the site's own from a file; asks for the PIN."""
    with call.desk() as desk:
        call.check_pin(desk)
        call.out.show(_line(desk, add_programme_file(desk, Path(call.get("file"))).programme))


def withdraw(call: Call) -> None:
    """Offered no more, or again; asks for the PIN."""
    with call.desk() as desk:
        call.check_pin(desk)
        written = withdraw_programme(desk, call.get("code"), again=bool(call.get("again")))
        call.out.show(_line(desk, written.programme))


def _line(desk: Desk, each: Programme) -> ProgrammeLine:
    return ProgrammeLine(
        code=each.code,
        row=each.row,
        ja=each.ja,
        en=each.en,
        session_kind=each.kind,
        counts_in=each.counts_in,
        funding=each.funding,
        valid_from=each.valid_from.isoformat(),
        valid_to=each.valid_to.isoformat() if each.valid_to else None,
        offered=each.valid_on(desk.today),
    )
