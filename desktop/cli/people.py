"""`person add / find / merge / unmerge / erase / erasures`."""

from core.clock import stamp
from core.kinds import PersonRegistered
from desktop.app.erasures import erasures, spread_of
from desktop.app.people import (
    FOUND_AT_MOST,
    PersonLine,
    add_person,
    erase_person,
    find_people,
    merge_people,
    note_viewing,
    the_person,
    unmerge_person,
)
from desktop.cli.call import Call
from desktop.cli.output import Record
from desktop.cli.parser import Commands
from desktop.cli.values import count

_PERSONAL = ("name", "kana", "phone", "birth_date")


class PersonAdded(Record, frozen=True, kw_only=True):
    """`person add`: the new record; `left_out` names what this site has not switched on."""

    person_id: str
    age_band: str
    left_out: list[str]

    @property
    def text(self) -> str:
        unused = f"（記録しない項目: {'、'.join(self.left_out)}）" if self.left_out else ""
        return f"登録しました。{self.person_id}{unused}"


class PersonCard(Record, frozen=True, kw_only=True):
    """A card of somebody found."""

    card_id: str
    state: str
    code: str | None


class PersonFound(Record, frozen=True, kw_only=True):
    """`person find`: one line of the list."""

    person_id: str
    age_band: str
    name: str | None
    kana: str | None
    phone: str | None
    birth_date: str | None
    registered_at: str
    visits: int
    last_visit: str | None
    cards: list[PersonCard]

    @property
    def text(self) -> str:
        last = self.last_visit or "まだ来場なし"
        return f"{self.name or '（お名前なし）'}\t{self.kana or ''}\t{self.age_band}\t{last}\t{self.person_id}"


class PersonMergedLine(Record, frozen=True, kw_only=True):
    """`person merge`: `into` stands for both; `person unmerge` takes `person_id`."""

    person_id: str
    into: str

    @property
    def text(self) -> str:
        return f"一つにまとめました。これからは {self.into} です。"


class PersonUnmergedLine(Record, frozen=True, kw_only=True):
    """`person unmerge`: the record stands for itself again."""

    person_id: str
    merged: bool

    @property
    def text(self) -> str:
        return f"別の方の登録に戻しました。{self.person_id}"


class PersonErasedLine(Record, frozen=True, kw_only=True):
    """`person erase`: the key is destroyed."""

    person_id: str
    erased: bool
    laptops: int
    done: int

    @property
    def text(self) -> str:
        spread = f"{self.laptops}台のうち{self.done}台で消去済みです。" if self.laptops > 1 else ""
        return f"この方のお名前などを消しました。元には戻せません。来場の件数は残ります。{spread}"


class ErasureLine(Record, frozen=True, kw_only=True):
    """`person erasures`: an erased person, and which laptops have not carried it out yet."""

    person_id: str
    erased_at: str | None
    laptops: int
    done: int
    missing: tuple[str, ...]

    @property
    def text(self) -> str:
        left = f"　まだの端末 {'、'.join(self.missing)}" if self.missing else ""
        return f"{self.person_id}　{self.laptops}台のうち{self.done}台で消去済み{left}"


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    person = commands.group("person", "来場者")
    adding = person.add("add", register, "登録する（お名前などは - で標準入力から1行ずつ）")
    adding.add_argument("--age", dest="age_band", metavar="BAND", help="70s、80plus、unknown など")
    for name in _PERSONAL:
        adding.add_argument(f"--{name.replace('_', '-')}", dest=name)
    finding = person.add("find", find, "名前、かな、ローマ字、電話の終わり、カードの終わりでさがす")
    finding.add_argument("words", nargs="+", metavar="WORD")
    finding.add_argument("--limit", type=count, metavar="N")
    merging = person.add("merge", merge, "二つの登録を一つにまとめる")
    merging.add_argument("person_id", metavar="ID")
    merging.add_argument("into", metavar="INTO")
    person.add("unmerge", unmerge, "まとめた登録を、別の方に戻す").add_argument("person_id", metavar="ID")
    person.add("erase", erase, "お名前などを消す（元に戻せません）").add_argument("person_id", metavar="ID")
    person.add("erasures", list_erasures, "消した方が、何台の端末で消えたか")


def register(call: Call) -> None:
    """Put somebody on record."""
    told = PersonRegistered(age_band=call.get("age_band", "unknown"), **{name: call.text(name) for name in _PERSONAL})
    with call.desk() as desk:
        done = add_person(desk, told)
        person = done.person
        call.out.show(PersonAdded(person_id=person.person_id, age_band=person.age_band, left_out=list(done.left_out)))


def find(call: Call) -> None:
    """People on record; asks for the PIN, and that their names were seen leaves a record."""
    with call.desk() as desk:
        call.check_pin(desk)
        found = find_people(desk, " ".join(call.get("words")), call.get("limit", FOUND_AT_MOST))
        shown = sum(any(getattr(each.person, name) for name in _PERSONAL) for each in found)
        if shown:
            note_viewing(desk, "find", found[0].person.person_id if len(found) == 1 else None, shown)
        for each in found:
            call.out.show(_found(each))


def _found(line: PersonLine) -> PersonFound:
    person = line.person
    return PersonFound(
        person_id=person.person_id,
        age_band=person.age_band,
        name=person.name,
        kana=person.kana,
        phone=person.phone,
        birth_date=person.birth_date,
        registered_at=person.registered_at,
        visits=line.visits,
        last_visit=line.last_visit,
        cards=[PersonCard(card_id=card.card_id, state=card.state, code=card.code) for card in line.cards],
    )


def merge(call: Call) -> None:
    """Two records are one person."""
    with call.desk() as desk:
        done = merge_people(desk, call.get("person_id"), call.get("into"))
        call.out.show(PersonMergedLine(person_id=done.person_id, into=done.into))


def unmerge(call: Call) -> None:
    """They are two again."""
    with call.desk() as desk:
        unmerge_person(desk, call.get("person_id"))
        apart = the_person(desk, call.get("person_id"))
        call.out.show(PersonUnmergedLine(person_id=apart.person_id, merged=apart.merged_into is not None))


def erase(call: Call) -> None:
    """Destroy a person's key; asks for the PIN."""
    with call.desk() as desk:
        call.check_pin(desk)
        erase_person(desk, call.get("person_id"))
        erased = the_person(desk, call.get("person_id"))
        spread = spread_of(desk, erased.person_id)
        call.out.show(
            PersonErasedLine(
                person_id=erased.person_id, erased=bool(erased.erased), laptops=spread.laptops, done=spread.done
            )
        )


def list_erasures(call: Call) -> None:
    """How far each erasing came."""
    with call.desk() as desk:
        for each in erasures(desk):
            call.out.show(
                ErasureLine(
                    person_id=each.person_id,
                    erased_at=stamp(each.erased_at) if each.erased_at else None,
                    laptops=each.laptops,
                    done=each.done,
                    missing=tuple(one.letter for one in each.missing),
                )
            )
