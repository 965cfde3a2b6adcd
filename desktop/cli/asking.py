"""`confirm`, `fee`, `companions`, `loan open / close / void / keep / list`: what a session asks at the door."""

from datetime import date

from desktop.app.conditions import confirm_conditions
from desktop.app.fees import receive_fee
from desktop.app.loans import (
    LoanLine,
    keep_device,
    lend_device,
    loan_line,
    loans_between,
    loans_out,
    return_device,
    take_loan_back,
)
from desktop.app.questions import Questions
from desktop.app.walk_in import add_companions
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands
from desktop.cli.values import change, count, day


class AskedLine(Record, frozen=True, kw_only=True):
    """What is asked of one visit, and what was answered: yen, and conditions that nobody has confirmed."""

    attendance_id: str
    unconfirmed: tuple[str, ...]
    price: int
    paid: int
    loan_id: str | None
    device_label: str | None

    @property
    def text(self) -> str:
        open_ones = "、".join(self.unconfirmed) or "ありません"
        lent = f"　端末 {self.device_label}" if self.device_label else ""
        return f"確かめること: {open_ones}　参加費 {self.price}円のうち {self.paid}円{lent}"


class LoanedLine(Record, frozen=True, kw_only=True):
    """A lent device."""

    loan_id: str
    device_label: str
    attendance_id: str | None
    ticket: str
    lent_at: str
    due: str | None
    overdue: bool
    returned_at: str | None
    voided: bool

    @property
    def text(self) -> str:
        out = "期限を過ぎています" if self.overdue else "貸し出し中"
        state = "取り消しました" if self.voided else "返却済み" if self.returned_at else out
        return f"{state}\t{self.device_label}\t{self.ticket or '–'}\t{self.due or ''}\t{self.loan_id}"


class CompanionsLine(Record, frozen=True, kw_only=True):
    """Companions of one visit."""

    attendance_id: str
    companions: int

    @property
    def text(self) -> str:
        return f"付き添い {self.companions}人"


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    commands.add("confirm", confirm, "参加条件を確認した").add_argument("id", metavar="ID")
    paying = commands.add("fee", pay, "参加費を受け取った（0円で返した）")
    paying.add_argument("id", metavar="ID")
    paying.add_argument("--yen", type=count, metavar="N", help="受け取った合計（はじめは、この方の参加費）")
    coming = commands.add("companions", come_along, "付き添いの人数を足す、引く")
    coming.add_argument("id", metavar="ID")
    coming.add_argument("--by", type=change, default=1, metavar="N", help="1 か −1 など")
    loan = commands.group("loan", "端末の貸し出し")
    lending = loan.add("open", lend, "貸す")
    lending.add_argument("id", metavar="ATTENDANCE")
    lending.add_argument("label", metavar="DEVICE")
    loan.add("close", take_back, "返却").add_argument("id", metavar="ID")
    loan.add("void", void, "取り消す").add_argument("id", metavar="ID")
    keeping = loan.add("keep", keep, "この日まで貸す")
    keeping.add_argument("id", metavar="ID")
    keeping.add_argument("until", type=day, metavar="DAY")
    listed = loan.add("list", out, "貸し出し中の端末（--from --to では、その間のすべて）")
    listed.add_argument("--from", dest="first", type=day, metavar="DAY")
    listed.add_argument("--to", dest="last", type=day, metavar="DAY")


def confirm(call: Call) -> None:
    """Everything that the session asks for was confirmed."""
    with call.desk() as desk:
        call.out.show(_asked(confirm_conditions(desk, call.get("id"))))


def pay(call: Call) -> None:
    """The visitor has paid so much in all."""
    with call.desk() as desk:
        call.out.show(_asked(receive_fee(desk, call.get("id"), call.get("yen"))))


def come_along(call: Call) -> None:
    """So many more came along."""
    with call.desk() as desk:
        visit = add_companions(desk, call.get("id"), call.get("by", 1)).attendance
        call.out.show(CompanionsLine(attendance_id=visit.attendance_id, companions=visit.companions))


def lend(call: Call) -> None:
    """Lend a device to a visitor."""
    with call.desk() as desk:
        call.out.show(_asked(lend_device(desk, call.get("id"), call.text("label") or "")))


def take_back(call: Call) -> None:
    """The device came back."""
    with call.desk() as desk:
        return_device(desk, call.get("id"))
        call.out.show(_loaned(loan_line(desk, call.get("id"))))


def void(call: Call) -> None:
    """It was never lent."""
    with call.desk() as desk:
        take_loan_back(desk, call.get("id"))
        call.out.show(_loaned(loan_line(desk, call.get("id"))))


def out(call: Call) -> None:
    """What is out now, overdue ones first; with days, everything that was lent on them."""
    with call.desk() as desk:
        first, last = _told(call, "first"), _told(call, "last")
        asked = first is not None or last is not None
        for line in loans_between(desk, first or date.min, last or desk.today) if asked else loans_out(desk):
            call.out.show(_loaned(line))


def keep(call: Call) -> None:
    """The visitor keeps it until that day."""
    with call.desk() as desk:
        keep_device(desk, call.get("id"), date.fromisoformat(call.get("until")))
        call.out.show(_loaned(loan_line(desk, call.get("id"))))


def _asked(asked: Questions) -> AskedLine:
    return AskedLine(
        attendance_id=asked.attendance.attendance_id,
        unconfirmed=asked.unconfirmed,
        price=asked.price,
        paid=asked.paid,
        loan_id=asked.loan.loan_id if asked.loan else None,
        device_label=asked.loan.device_label if asked.loan else None,
    )


def _loaned(line: LoanLine) -> LoanedLine:
    loan = line.loan
    return LoanedLine(
        loan_id=loan.loan_id,
        device_label=loan.device_label,
        attendance_id=loan.attendance_id,
        ticket=line.ticket,
        lent_at=loan.lent_at,
        due=loan.due,
        overdue=line.overdue,
        returned_at=loan.returned_at,
        voided=bool(loan.voided),
    )


def _told(call: Call, name: str) -> date | None:
    told = call.get(name)
    return date.fromisoformat(told) if told else None
