"""`card issue / replace / revoke`."""

from core.facts import Card
from desktop.app.cards import issue_card, replace_card, revoke_card
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands


class CardLine(Record, frozen=True, kw_only=True):
    """A card as it now stands; `code` is what its QR says."""

    card_id: str
    person_id: str
    state: str
    code: str | None

    @property
    def text(self) -> str:
        return f"{_STATES[self.state]}\t{self.code or ''}\t{self.card_id}"


_STATES = {
    "valid": "使えます",
    "replaced": "新しいカードに替わりました",
    "revoked": "使えません",
    "undone": "取り消しずみ",
}


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    card = commands.group("card", "来場者カード")
    issuing = card.add("issue", issue, "カードを渡す")
    issuing.add_argument("person_id", metavar="PERSON")
    issuing.add_argument("--card", metavar="TEXT", help="先に印刷してある、まだ誰のものでもないカード")
    card.add("replace", replace, "新しいカードに替える").add_argument("card_id", metavar="ID")
    revoking = card.add("revoke", revoke, "使えなくする")
    revoking.add_argument("card_id", metavar="ID")
    revoking.add_argument("--reason", choices=("lost", "damaged", "returned"))


def issue(call: Call) -> None:
    """Give somebody a card: a new number, or a blank one at hand."""
    with call.desk() as desk:
        call.out.show(line(issue_card(desk, call.get("person_id"), call.text("card")).card))


def replace(call: Call) -> None:
    """A new card for the same person."""
    with call.desk() as desk:
        call.out.show(line(replace_card(desk, call.get("card_id")).card))


def revoke(call: Call) -> None:
    """The card opens nothing any more."""
    with call.desk() as desk:
        call.out.show(line(revoke_card(desk, call.get("card_id"), call.get("reason", "lost")).card))


def line(card: Card) -> CardLine:
    """A card as one line."""
    return CardLine(card_id=card.card_id, person_id=card.person_id, state=card.state, code=card.code)
