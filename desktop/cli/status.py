"""`status`."""

from core.clock import stamp
from desktop.app.day import day_state
from desktop.app.desk import Desk
from desktop.app.sending import send_state
from desktop.app.settings import visitor_fields
from desktop.app.site import newest_backup
from desktop.app.unsettled import unsettled
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands


class Status(Record, frozen=True, kw_only=True):
    """`status`: how site and day stand."""

    site_id: str
    site_name: str
    municipality: str
    device_id: str
    letter: str
    epoch: int
    training: bool
    day: str
    open: bool
    closed: bool
    sessions: int
    visits: int
    here: int
    companions: int
    consultations: int
    loans_out: int
    unsent: int
    refused: int
    unsettled: int
    hq_url: str | None
    last_receipt_at: str | None
    visitor_fields: list[str]
    newest_backup: str | None
    unsent_since: str | None
    held: int
    send_problem: str | None
    send_problem_since: str | None
    send_problem_words: str | None
    clock_ahead_seconds: int | None

    @property
    def text(self) -> str:
        hq = self.hq_url or "本部にはまだつながっていません"
        return (
            f"{self.site_name}　{self.day}　{'開場中' if self.open else '開いていません'}\n"
            f"来場 {self.visits}　相談 {self.consultations}\n"
            f"まだ送っていない記録 {self.unsent}件　本部が受け取らなかった記録 {self.refused}件　"
            f"要確認 {self.unsettled}件　{hq}"
            f"{self._why}"
        )

    @property
    def _why(self) -> str:
        """What keeps records from arriving, and a clock that is wrong."""
        why = f"\n{self.send_problem_since} から送れていません。{self.send_problem_words}" if self.send_problem else ""
        return f"{why}\nこの端末の時計が違っています" if self.clock_ahead_seconds is not None else why


def add(commands: Commands) -> None:
    """Put this command on the command line."""
    commands.add("status", status, "拠点ときょうのようす")


def status(call: Call) -> None:
    """How site and day stand."""
    with call.desk() as desk:
        call.out.show(_status(call, desk))


def _status(call: Call, desk: Desk) -> Status:
    me, state, sending = desk.identity, day_state(desk), send_state(desk)
    trouble, ahead = sending.trouble, sending.clock_ahead
    receipt, copy = desk.store.outbox.last_receipt(), newest_backup(call.data)
    return Status(
        site_id=me.site_id,
        site_name=me.site_name,
        municipality=me.municipality,
        device_id=me.device_id,
        letter=me.letter,
        epoch=me.epoch,
        training=me.training,
        day=state.day.isoformat(),
        open=state.is_open,
        closed=state.closed is not None,
        sessions=len(state.sessions),
        visits=state.visits,
        here=state.here,
        companions=state.companions,
        consultations=state.consultations,
        loans_out=state.loans_out,
        unsent=state.unsent,
        refused=state.refused,
        unsettled=len(unsettled(desk)),
        hq_url=me.hq.url if me.hq else None,
        last_receipt_at=receipt.at if receipt else None,
        visitor_fields=list(visitor_fields(desk)),
        newest_backup=str(copy) if copy else None,
        unsent_since=stamp(sending.since) if sending.since else None,
        held=sending.held,
        send_problem=trouble.code if trouble else None,
        send_problem_since=stamp(trouble.since) if trouble else None,
        send_problem_words=f"{trouble.sentence}{trouble.next_step}" if trouble else None,
        clock_ahead_seconds=int(ahead.total_seconds()) if ahead is not None else None,
    )
