"""`send`."""

from desktop.cli.apart import told
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands


class Sent(Record, frozen=True, kw_only=True):
    """`send`: segments sent and read; events stored, known already, kept apart; what still waits.

    `told` are sentences on copied disks and restored backups that this exchange met.
    """

    sent: int
    stored: int
    duplicate: int
    quarantined: int
    pulled: int
    pending: int
    told: list[str]

    @property
    def text(self) -> str:
        apart = f"　本部が保留にした記録 {self.quarantined}件" if self.quarantined else ""
        first = f"本部へ送りました。新しい記録 {self.stored}件　残り {self.pending}件{apart}"
        return "\n".join([first, *self.told])


def add(commands: Commands) -> None:
    """Put this command on the command line."""
    commands.add("send", send, "本部へ送る")


def send(call: Call) -> None:
    """Send and read until nothing is left."""
    from desktop.app.sending import send_now  # requests costs 0.1 s

    with call.desk() as desk:
        report = send_now(desk)
        counts = {name: getattr(report, name) for name in Sent.__struct_fields__ if name != "told"}
        call.out.show(Sent(**counts, told=told(desk)[: len(report.surprises)]))
