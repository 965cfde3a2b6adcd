"""`follow-up`: まだ使えていますか, told at a later visit."""

from desktop.app.consultations import the_consultation
from desktop.app.still_works import Answer, answer_still_works
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands

_ANSWERS = {"works": Answer.WORKS, "trouble": Answer.TROUBLE, "none": Answer.NONE}
_WORDS = {Answer.WORKS: "使えている", Answer.TROUBLE: "まだこまっている", Answer.NONE: "きいていない"}


class FollowedUp(Record, frozen=True, kw_only=True):
    """What is on record now; `followed_up` is works, trouble, or empty for not asked."""

    consultation_id: str
    followed_up: str
    followed_up_at: str | None

    @property
    def text(self) -> str:
        return f"「{_WORDS[Answer(self.followed_up)]}」と記録しました。{self.consultation_id}"


def add(commands: Commands) -> None:
    """Put this command on the command line."""
    parser = commands.add("follow-up", follow_up, "まだ使えているかを、次の来場のときに記録する")
    parser.add_argument("id", metavar="ID", help="前の相談の番号")
    parser.add_argument("--answer", required=True, choices=tuple(_ANSWERS), help="none で取り消す")
    parser.add_argument("--attendance", metavar="ID", help="伺った来場")


def follow_up(call: Call) -> None:
    """Record the answer, or take it back."""
    with call.desk() as desk:
        answer_still_works(desk, call.get("id"), _ANSWERS[call.get("answer")], call.get("attendance"))
        now = the_consultation(desk, call.get("id"))
        call.out.show(
            FollowedUp(
                consultation_id=now.consultation_id, followed_up=now.followed_up, followed_up_at=now.followed_up_at
            )
        )
