"""`apart list / again / reject`, and what an exchange found out about the past."""

from core.kind_words import kind_words
from desktop.app.apart import ApartLine, apart, look_again, reject_by_id
from desktop.app.desk import Desk
from desktop.app.occurrences import OccurrenceLine, occurrences
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands


class Line(Record, frozen=True, kw_only=True):
    """`apart list`, `apart reject`: a thing that is kept apart `at` headquarters (hq) or here, why, what to do."""

    id: str
    at: str
    reason: str
    recorded_at: str | None
    count: int
    kind: str
    letter: str
    rejected: bool
    can_look_again: bool
    sentence: str
    next_step: str

    @property
    def text(self) -> str:
        what = kind_words(self.kind) if self.kind else f"端末{self.letter or '（不明）'}の記録"
        return f"{self.recorded_at or '–'}\t{what} {self.count}件\t{self.sentence}{self.next_step}\t{self.id}"


class LookedAgain(Record, frozen=True, kw_only=True):
    """`apart again`: how many segments came in, and how many things are still kept apart."""

    taken: int
    left: int

    @property
    def text(self) -> str:
        return f"取り込んだまとまり {self.taken}個　残り {self.left}件"


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    group = commands.group("apart", "保留の記録")
    group.add("list", show_all, "本部の保留と、ここで取り込めなかったもの")
    group.add("again", again, "取り込めなかったものを、もう一度確かめる").add_argument("id", metavar="ID", nargs="?")
    group.add("reject", reject, "一覧から片付ける（記録は残る）").add_argument("id", metavar="ID")


def show_all(call: Call) -> None:
    """Everything that nobody has put away."""
    with call.desk() as desk:
        for line in apart(desk):
            call.out.show(_line(line))


def again(call: Call) -> None:
    """One segment, or all."""
    with call.desk() as desk:
        taken = look_again(desk, call.get("id", None))
        call.out.show(LookedAgain(taken=taken, left=len(apart(desk))))


def reject(call: Call) -> None:
    """Nothing is deleted."""
    with call.desk() as desk:
        call.out.show(_line(reject_by_id(desk, call.get("id"))))


def told(desk: Desk) -> list[str]:
    """Copied disks and restored backups that nobody has put away, in sentences."""
    return list(map(_whole, occurrences(desk)))


def _whole(each: OccurrenceLine) -> str:
    return each.sentence + each.told.next_step


def _line(line: ApartLine) -> Line:
    sentence = line.reason.sentence
    return Line(
        id=line.id,
        at="hq" if line.at_hq else "here",
        reason=line.code,
        recorded_at=line.at.isoformat() if line.at else None,
        count=line.count,
        kind=line.kind,
        letter=line.letter,
        rejected=line.rejected,
        can_look_again=line.again,
        sentence=f"本部が受け入れませんでした（{sentence}）" if line.rejected else sentence,
        next_step=line.reason.next_step,
    )
