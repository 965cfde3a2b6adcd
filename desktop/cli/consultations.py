"""`consult`."""

from core.facts import Consultation
from core.phone_kinds import PhoneKind
from desktop.app.appointments import Appointment
from desktop.app.consultations import ConsultationForm, record_consultation
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands, Parser
from desktop.cli.values import count, day, time_of_day


class ConsultationLine(Record, frozen=True, kw_only=True):
    """A consultation as it now stands. The note stays sealed."""

    consultation_id: str
    day: str
    at: str
    entered_at: str
    topic: str
    outcome: str
    minutes: int
    channel: str
    session_id: str | None
    attendance_id: str | None
    person_id: str | None
    age_band: str
    supporter_id: str | None
    follow_up_day: str | None
    booking_id: str | None

    @property
    def text(self) -> str:
        return f"記録しました。{self.topic} {self.outcome} {self.minutes}分　{self.consultation_id}"


_CHOICES = ("channel", "referral", "reason")


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    parser = commands.add("consult", consult, "相談を記録する")
    parser.add_argument("--topic", required=True, metavar="CODE", help="相談内容（T02-01 など）")
    parser.add_argument("--outcome", required=True, metavar="CODE", help="結果（O1 など）")
    parser.add_argument("--minutes", required=True, type=count, metavar="N")
    parser.add_argument("--person", metavar="ID")
    parser.add_argument("--attendance", metavar="ID")
    _details(parser)


def _details(parser: Parser) -> None:
    for name in _CHOICES:
        parser.add_argument(f"--{name}", metavar="CODE")
    parser.add_argument("--phone-kind", metavar="CODE", help=f"機種（{'・'.join(PhoneKind)}）")
    parser.add_argument("--more-topic", dest="more_topics", action="append", metavar="CODE")
    parser.add_argument("--follow-up-day", type=day, metavar="DAY")
    parser.add_argument("--appointment", metavar="ID", help="次回につづくとき、予約する予定（session list の番号）")
    parser.add_argument("--slot", type=time_of_day, metavar="HH:MM", help="その予定の時刻の枠")
    parser.add_argument("--waiting", action="store_true", help="その予定のキャンセル待ち")
    parser.add_argument("--note", metavar="WORDS", help="- で標準入力から")
    parser.add_argument("--from-paper", action="store_true", help="相談票から書き写した")


def consult(call: Call) -> None:
    """Log a consultation; `--staff` names who helped, `--at` when it was."""
    form = ConsultationForm(
        topic=call.get("topic"),
        outcome=call.get("outcome"),
        minutes=call.get("minutes"),
        more_topics=tuple(call.get("more_topics", ())),
        channel=call.get("channel", "in_person"),
        attendance_id=call.get("attendance"),
        person_id=call.get("person"),
        referral=call.get("referral"),
        reason=call.get("reason"),
        phone_kind=call.get("phone_kind"),
        follow_up_day=call.get("follow_up_day"),
        note=call.text("note"),
        from_paper=call.get("from_paper", False),
        appointment=_appointment(call),
    )
    with call.desk() as desk:
        call.out.show(line(record_consultation(desk, form).consultation))


def _appointment(call: Call) -> Appointment | None:
    session_id = call.get("appointment")
    return Appointment(session_id, call.get("slot"), call.get("waiting", False)) if session_id else None


def line(consultation: Consultation) -> ConsultationLine:
    """A consultation as one line."""
    return ConsultationLine(**{name: getattr(consultation, name) for name in ConsultationLine.__struct_fields__})
