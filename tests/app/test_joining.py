"""A second laptop by the recovery sheet; the key after a loss; how far an erasing came."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from core.clock import FixedClock
from core.keys import generation_of
from core.kinds import PersonAmended
from core.problem import Problem
from core.sealing import KeyRecord
from desktop.app.desk import Desk
from desktop.app.erasures import erasures, spread_of
from desktop.app.hearsay import told_by_laptop
from desktop.app.joining import Newcomer, SitePapers, join, newcomer
from desktop.app.people import amend_person, erase_person
from desktop.app.rotation import other_laptops, rotate
from desktop.app.sending import send_now
from desktop.app.site import current_site
from desktop.storage import papers
from desktop.sync.ports import Incoming
from tests.helpers.headquarters import Headquarters, headquarters
from tests.helpers.joined import CODE, PASSPHRASE, Sheet, another, first_laptop, name_of, visitor
from tests.helpers.peers import Beside


@pytest.fixture(scope="module")
def hq() -> Iterator[Headquarters]:
    """Real PostgreSQL, real HTTP; each test has sites of its own."""
    with headquarters() as running:
        yield running


@pytest.fixture
def two(tmp_path: Path, clock: FixedClock, hq: Headquarters) -> Iterator[tuple[Desk, Desk, Sheet]]:
    """A with 田無花子 on record, and B that joined by sheet and code."""
    a, sheet = first_laptop(tmp_path / "a", clock, hq)
    visitor(a, "田無花子")
    send_now(a)
    b = another(tmp_path / "b", clock, sheet, hq, a.identity.site_id)
    send_now(a)
    yield a, b, sheet
    for desk in (a, b):
        desk.store.close()


def _only_person(desk: Desk) -> str:
    ((person_id,),) = desk.store.db.execute("SELECT person_id FROM fact_person").fetchall()
    return str(person_id)


def _meet(*desks: Desk) -> None:
    for _ in range(2):
        for desk in desks:
            send_now(desk)


def test_the_second_laptop_reads_writes_and_has_no_root(two: tuple[Desk, Desk, Sheet]) -> None:
    a, b, _sheet = two
    assert name_of(b, _only_person(b)) == "田無花子"
    assert (a.identity.letter, b.identity.letter) == ("A", "B")
    assert b.identity.root_seed is None
    written = visitor(b, "柳沢太郎")
    _meet(b, a)
    assert name_of(a, written) == "柳沢太郎"
    assert a.store.outbox.refused() == b.store.outbox.refused() == 0


def test_another_laptop_tells_the_rest_without_headquarters(tmp_path: Path, clock: FixedClock) -> None:
    a, sheet = first_laptop(tmp_path / "a", clock)
    person = visitor(a, "田無花子")
    rotate(a, sheet.qr, sheet.code)
    later = visitor(a, "柳沢太郎")
    door = Beside(a)
    address = door.listen()
    b = join(tmp_path / "b", (sheet.qr, CODE), told_by_laptop(str(address)), clock, PASSPHRASE)
    table = Beside(b)
    try:
        table.link(address).once()
        assert (b.identity.letter, b.identity.hq) == ("B", None)
        assert (name_of(b, person), name_of(b, later)) == ("田無花子", "柳沢太郎")
        assert b.identity.ring == a.identity.ring
        assert sorted(each.letter for each in papers.certificates(a.store.db).values()) == ["A", "B"]
        erased = door.do(lambda desk: erase_person(desk, person))
        assert erased
        door.store.cut()
        table.link(address).once()
        table.link(address).once()
        assert name_of(b, person) is None
        assert spread_of(a, person).missing == ()
    finally:
        for each in (table, door):
            each.close()
        for desk in (a, b):
            desk.store.close()


def test_the_root_is_nowhere_in_the_new_laptops_file(two: tuple[Desk, Desk, Sheet]) -> None:
    from desktop.app.recovery import open_sheet

    _a, b, sheet = two
    seed = open_sheet(sheet.qr, sheet.code).seed
    rows = b.store.db.execute("SELECT value FROM secret UNION ALL SELECT data FROM certificate").fetchall()
    assert all(seed not in bytes(value) for (value,) in rows)


def test_a_wrong_code_or_another_sites_enrolment_makes_nothing(
    tmp_path: Path, clock: FixedClock, hq: Headquarters
) -> None:
    from desktop.app.joining import told_by_headquarters

    a, sheet = first_laptop(tmp_path / "a", clock, hq)
    other = hq.enrolled().site.site_id
    with pytest.raises(Problem) as refused:
        join(tmp_path / "b", (sheet.qr, "0000000000000000"), told_by_headquarters(hq.url, "x"), clock, PASSPHRASE)
    assert refused.value.code == "sheet_code_wrong"
    ask = told_by_headquarters(hq.url, hq.code(other))
    with pytest.raises(Problem) as refused:
        join(tmp_path / "b", (sheet.qr, CODE), ask, clock, PASSPHRASE)
    assert refused.value.code == "other_site"
    assert current_site(tmp_path / "b") is None
    a.store.close()


def test_two_that_took_one_letter_apart_get_two(tmp_path: Path, clock: FixedClock, hq: Headquarters) -> None:
    """C joins from papers that do not know of B yet."""
    a, sheet = first_laptop(tmp_path / "a", clock, hq)
    me = a.identity

    def told(one: Newcomer) -> SitePapers:
        known = tuple(papers.certificates(a.store.db).values())
        return SitePapers(me.site_name, me.municipality, me.transport_key, known, papers.grants(a.store.db), hq=me.hq)

    b = another(tmp_path / "b", clock, sheet, hq, me.site_id)
    clock.advance(minutes=5)
    c = join(tmp_path / "c", (sheet.qr, CODE), told, clock, PASSPHRASE)
    assert (b.identity.letter, c.identity.letter) == ("B", "B")
    a.store.outbox.take_in(_own_certificate(c))
    _meet(a, c, b)
    assert sorted(each.identity.letter for each in (a, b, c)) == ["A", "B", "C"]
    assert b.identity.letter == "B"
    assert sorted(each.letter for each in papers.certificates(a.store.db).values()) == ["A", "B", "C"]
    assert hq.query("SELECT letter FROM device WHERE site_id = %s ORDER BY letter", me.site_id) == [
        ("A",),
        ("B",),
        ("C",),
    ]
    for desk in (a, b, c):
        desk.store.close()


def _own_certificate(desk: Desk) -> Incoming:
    return Incoming((), (), (desk.identity.certificate,), (), (), 0, from_hq=False)


def test_after_a_rotation_the_lost_laptop_opens_nothing_new(two: tuple[Desk, Desk, Sheet]) -> None:
    a, b, sheet = two
    person = _only_person(a)
    lost = b.identity
    done = rotate(a, sheet.qr, sheet.code, lost=lost.device_id)
    assert (done.generation, done.given_to, done.stopped) == (1, ("A",), "B")
    assert generation_of(a.identity.ring[-1].privacy_key_id) == 1
    amend_person(a, person, PersonAmended(name="田無花江", age_band="70s"))
    assert name_of(a, person) == "田無花江"
    records = [
        msgspec.msgpack.decode(data, type=KeyRecord)
        for (data,) in a.store.db.execute(
            "SELECT data FROM key_record WHERE entity_id = ? ORDER BY rowid", [person]
        ).fetchall()
    ]
    newest = records[-1].privacy_key_id
    assert [generation_of(each.privacy_key_id) for each in records] == [0, 1]
    assert newest not in {key.privacy_key_id for key in lost.ring}
    given = {each.device_id for each in papers.grants(a.store.db) if each.privacy_key_id == newest}
    assert given == {a.identity.device_id, "root"}
    assert other_laptops(a) == ()


def test_the_others_get_the_new_key_and_read_both(tmp_path: Path, clock: FixedClock, hq: Headquarters) -> None:
    a, sheet = first_laptop(tmp_path / "a", clock, hq)
    old = visitor(a, "田無花子")
    send_now(a)
    b = another(tmp_path / "b", clock, sheet, hq, a.identity.site_id)
    lost = another(tmp_path / "lost", clock, sheet, hq, a.identity.site_id)
    _meet(a)
    rotate(a, sheet.qr, sheet.code, lost=lost.identity.device_id)
    new = visitor(a, "柳沢太郎")
    _meet(a, b)
    assert (name_of(b, old), name_of(b, new)) == ("田無花子", "柳沢太郎")
    fresh = another(tmp_path / "c", clock, sheet, hq, a.identity.site_id)
    assert (name_of(fresh, old), name_of(fresh, new)) == ("田無花子", "柳沢太郎")
    assert fresh.identity.ring == b.identity.ring == a.identity.ring
    erase_person(fresh, old)
    _meet(fresh, a, b, fresh)
    assert name_of(b, old) is None
    spread = spread_of(a, old)
    assert (spread.done, spread.laptops, spread.missing) == (3, 3, ())
    for desk in (a, b, lost, fresh):
        desk.store.close()


@pytest.mark.parametrize("renewed_by", [0, 1])
def test_who_joined_while_the_key_was_renewed_elsewhere_reads_all_after_the_next_renewal(
    tmp_path: Path, clock: FixedClock, hq: Headquarters, renewed_by: int
) -> None:
    a, sheet = first_laptop(tmp_path / "a", clock, hq)
    rotate(a, sheet.qr, sheet.code)
    person = visitor(a, "柳沢太郎")
    b = another(tmp_path / "b", clock, sheet, hq, a.identity.site_id)
    _meet(a, b)
    assert name_of(b, person) is None  # only the root gives a later key, and it was not at hand when they met
    rotate((a, b)[renewed_by], sheet.qr, sheet.code)
    _meet(a, b, a)
    assert name_of(b, person) == "柳沢太郎"
    assert a.identity.ring == b.identity.ring
    for desk in (a, b):
        desk.store.close()


def test_another_sites_sheet_rotates_nothing(two: tuple[Desk, Desk, Sheet], tmp_path: Path, clock: FixedClock) -> None:
    a, _b, _sheet = two
    stranger, other = first_laptop(tmp_path / "other", clock)
    with pytest.raises(Problem) as refused:
        rotate(a, other.qr, other.code)
    assert refused.value.code == "other_sheet"
    assert len(a.identity.ring) == 1
    stranger.store.close()


def test_an_erasing_is_counted_laptop_by_laptop(two: tuple[Desk, Desk, Sheet]) -> None:
    a, b, _sheet = two
    person = _only_person(a)
    _meet(b, a)
    erase_person(a, person)
    spread = spread_of(a, person)
    assert (spread.done, spread.laptops, [each.letter for each in spread.missing]) == (1, 2, ["B"])
    _meet(a, b, a)
    spread = spread_of(a, person)
    assert (spread.done, spread.laptops, spread.missing) == (2, 2, ())
    assert [each.person_id for each in erasures(b)] == [person]
    _counted_at_headquarters(a.identity.site_id, person)
    before = a.store.journal.last_seq
    _meet(a, b)
    assert a.store.journal.last_seq == before


def _counted_at_headquarters(site_id: str, person_id: str) -> None:
    from hq.reports.erasures import erasures as at_headquarters

    (spread,) = at_headquarters(site_id)
    assert (spread.person_id, spread.done_here, spread.laptops, spread.missing) == (person_id, True, 2, ())


def test_a_newcomer_of_a_broken_code_leaves_no_keys_in_memory(clock: FixedClock) -> None:
    with pytest.raises(Problem):
        newcomer("MR1AAAA", CODE, clock)
