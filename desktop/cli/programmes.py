"""`programme list / show / add / withdraw`: headquarters' programmes and the site's own beside them."""

from pathlib import Path

from core.programmes import Programme
from desktop.app.desk import Desk
from desktop.app.files import read_file
from desktop.app.programmes import add_programme, programmes_now, withdraw_programme
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands

LARGEST = 64 * 1024


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
    """Everything that is known of one programme."""

    programme: Programme

    @property
    def text(self) -> str:
        it = self.programme
        lines = [f"{it.code}　{it.ja}（{it.en}）"]
        for label, told in (
            ("対象", it.target_group or "、".join(each.ja for each in it.target_groups)),
            ("年齢", f"{it.min_age}歳から" if it.min_age is not None else ""),
            ("回数", f"{it.lessons}回で1つの講座" if it.lessons else ""),
            ("段階", "、".join(each.ja for each in it.levels)),
            ("期", "、".join(f"{each.ja}{each.lessons}回" for each in it.terms)),
            ("区分", "、".join(f"{each.heading}{each.ja}（{each.code}）" for each in it.strands)),
            ("1年の予定", _volume(it)),
            ("参加費", _fee(it)),
            ("財源", "、".join(it.funding)),
            ("主催", "・".join(filter(None, (it.organiser, it.co_organiser)))),
            ("条件", "、".join(each.ja for each in (*it.conditions, *it.staffing))),
            ("役割", "、".join(each.ja for each in it.roles)),
            ("教材", "、".join(f"{each.ja}（{each.mark}）" for each in it.materials)),
            ("", "\n".join(it.remarks)),
        ):
            if told:
                lines.append(f"{label}：{told}" if label else told)
        return "\n".join(lines)


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
        call.out.show(ProgrammeSheet(programme=programmes_now(desk).programme(call.get("code"))))


def add_one(call: Call) -> None:
    """A programme of the site's own from a file; asks for the PIN."""
    data = read_file(Path(call.get("file")), LARGEST)
    with call.desk() as desk:
        call.check_pin(desk)
        call.out.show(_line(desk, add_programme(desk, data).programme))


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


def _fee(it: Programme) -> str:
    if it.fee_with_loan is None:
        return f"{it.fee}円" if it.fee else ""
    return f"{it.fee}円（端末を借りる方は{it.fee_with_loan}円）"


def _volume(it: Programme) -> str:
    volume = it.planned_volume
    if volume is None:
        return ""
    about = "約" if volume.approximate else ""
    sessions = f"{about}{volume.sessions}回" if volume.sessions else ""
    return "、".join(filter(None, (sessions, f"{about}{volume.receptions}受付分" if volume.receptions else "")))
