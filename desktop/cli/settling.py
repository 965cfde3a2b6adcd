"""`unsettled` and `settle`: 要確認 by command."""

from core.conflicts import Decision
from core.facts import Settlement
from desktop.app.desk import Desk
from desktop.app.settling import settle_by_id
from desktop.app.unsettled import settlement_id, unsettled, unsettled_before
from desktop.app.unsettled_item import UnsettledItem
from desktop.app.unsettled_words import sentence
from desktop.app.versions import Version
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands


class ItemLine(Record, frozen=True, kw_only=True):
    """`unsettled`: what must be looked at. `about` are the receptions, bookings or the session that it concerns."""

    item_id: str
    conflict: str
    thing: str
    day: str
    at: str
    session: str
    number: int
    slot: str | None
    table: int | None
    versions: tuple[Version, ...]
    about: tuple[str, ...]
    choices: tuple[str, ...]
    sentence: str

    @property
    def text(self) -> str:
        return f"{self.day}\t{self.sentence}\t{'・'.join(self.choices)}\t{self.item_id}"


class Settled(Record, frozen=True, kw_only=True):
    """`settle`: what was decided, and how many items are left."""

    item_id: str
    conflict: str
    decision: str
    left: int

    @property
    def text(self) -> str:
        return f"記録しました。要確認は、あと{self.left}件です。"


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    commands.add("unsettled", show_all, "要確認の一覧")
    settling = commands.add("settle", settle_one, "要確認を決める（open で取り消す）")
    settling.add_argument("id", metavar="ID")
    settling.add_argument("decision", choices=[each.value for each in Decision])
    settling.add_argument("--version", metavar="ID", help="kept のとき、残す方の id")


def show_all(call: Call) -> None:
    """Everything of the last month and of days to come, and what was never decided before; visitors' own words not."""
    with call.desk() as desk:
        for item in (*unsettled_before(desk), *unsettled(desk)):
            call.out.show(_line(desk, item))


def settle_one(call: Call) -> None:
    """Record a decision; another one, or `open`, may follow at any time."""
    with call.desk() as desk:
        item_id: str = call.get("id")
        settle_by_id(desk, item_id, Decision(call.get("decision")), call.get("version"))
        settlement = desk.store.facts.one(Settlement, item_id)
        assert settlement is not None  # written just now in the same file
        call.out.show(
            Settled(
                item_id=item_id,
                conflict=settlement.conflict,
                decision=settlement.decision,
                left=len(unsettled(desk)) + len(unsettled_before(desk)),
            )
        )


def _line(desk: Desk, item: UnsettledItem) -> ItemLine:
    return ItemLine(
        item_id=settlement_id(desk, item.conflict, item.about),
        conflict=item.conflict.value,
        thing=item.thing,
        day=item.day,
        at=item.at,
        session=item.session,
        number=item.number,
        slot=item.place.slot if item.place else None,
        table=item.place.table if item.place else None,
        versions=item.versions,
        about=item.about,
        choices=tuple(each.value for each in item.choices),
        sentence=sentence(item),
    )
