"""`check-in`, `walk-in`, `void`."""

from core.clock import in_japan
from core.door_results import DOOR_MESSAGES, staff_sentence
from desktop.app.check_in import check_in
from desktop.app.consultations import void_consultation
from desktop.app.door import DoorAnswer
from desktop.app.handouts import take_back_handouts
from desktop.app.void_visit import void_attendance
from desktop.app.walk_in import receive_walk_in
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands


class DoorLine(Record, frozen=True, kw_only=True):
    """What the door answers: one of the eight results. `reason` is for staff only.

    `booked_session_id` and `booked_time` are the place booked in another session; `unconfirmed` and `fee_due` are
    what is to be asked of the visitor received.
    """

    result: str
    attendance_id: str | None
    person_id: str | None
    session_id: str | None
    ticket: str | None
    age_band: str | None
    reason: str | None
    sentence: str
    next_step: str
    booking_id: str | None
    booked_session_id: str | None
    booked_time: str | None
    unconfirmed: tuple[str, ...]
    fee_due: int

    @property
    def text(self) -> str:
        ticket = f"　整理番号 {self.ticket}" if self.ticket else ""
        return f"{self.sentence}{ticket}\n{self.next_step}"


class Voided(Record, frozen=True, kw_only=True):
    """`void`: what counts nowhere from now on."""

    entity: str
    id: str
    voided: bool

    @property
    def text(self) -> str:
        return "取り消しました。"


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    scanning = commands.add("check-in", scan, "受付: 読み取り機が打つとおりの文字")
    scanning.add_argument("scanned", metavar="TEXT", help="- で標準入力から")
    scanning.add_argument("--again", action="store_true", help="受付済みの方を、もう一度の来場として受け付ける")
    walking = commands.add("walk-in", walk, "カードのない方を受け付ける")
    walking.add_argument("--age", dest="age_band", required=True, metavar="BAND", help="70s、80plus、unknown など")
    for parser in (scanning, walking):
        parser.add_argument("--session", metavar="ID", help="どの回か（はじめは、いまの回）")
        parser.add_argument("--admit", action="store_true", help="定員や条件をこえていても受け付ける")
    void = commands.group("void", "取り消す")
    void.add("attendance", undo_attendance, "受付を取り消す").add_argument("id", metavar="ID")
    void.add("consultation", undo_consultation, "相談を取り消す").add_argument("id", metavar="ID")
    void.add("handout", undo_handout, "資料をお渡しした記録を取り消す").add_argument("id", metavar="ID")


def scan(call: Call) -> None:
    """Answer a scan. What is none of our codes is neither kept nor given back."""
    text = call.text("scanned") or ""
    with call.desk() as desk:
        answer = check_in(
            desk,
            text,
            session_id=call.get("session"),
            admit=call.get("admit", False),
            again=call.get("again", False),
        )
        call.out.show(line(answer))


def walk(call: Call) -> None:
    """Receive somebody who stays a number and an age band."""
    with call.desk() as desk:
        answer = receive_walk_in(
            desk, call.get("age_band"), session_id=call.get("session"), admit=call.get("admit", False)
        )
        call.out.show(line(answer))


def undo_attendance(call: Call) -> None:
    """取り消す."""
    with call.desk() as desk:
        void_attendance(desk, call.get("id"))
        call.out.show(Voided(entity="attendance", id=call.get("id"), voided=True))


def undo_consultation(call: Call) -> None:
    """取り消す."""
    with call.desk() as desk:
        void_consultation(desk, call.get("id"))
        call.out.show(Voided(entity="consultation", id=call.get("id"), voided=True))


def undo_handout(call: Call) -> None:
    """The handout was not given."""
    with call.desk() as desk:
        take_back_handouts(desk, [call.get("id")])
        call.out.show(Voided(entity="handout", id=call.get("id"), voided=True))


def line(answer: DoorAnswer) -> DoorLine:
    """An answer of the door as one line."""
    here = answer.attendance
    earlier = in_japan(here.at).time() if here else None
    booked, asked = answer.booked, answer.questions
    return DoorLine(
        result=answer.result.value,
        attendance_id=here.attendance_id if here else None,
        person_id=answer.person.person_id if answer.person else None,
        session_id=answer.session.session_id if answer.session else None,
        ticket=here.ticket if here else None,
        age_band=here.age_band if here else None,
        reason=answer.reason,
        sentence=staff_sentence(answer.result, earlier).ja,
        next_step=DOOR_MESSAGES[answer.result].next_step.ja,
        booking_id=here.booking_id if here else None,
        booked_session_id=booked.session.session_id if booked else None,
        booked_time=(booked.booking.slot or booked.session.starts) if booked else None,
        unconfirmed=asked.unconfirmed if asked else (),
        fee_due=asked.price - asked.paid if asked else 0,
    )
