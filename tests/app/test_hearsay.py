"""A newcomer believes what the recovery sheet bears out, and not the laptop that listens: it may be a stolen one."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from core.certificates import BY_ROOT, DeviceRevocation, SiteWord, is_said, revoke, say
from core.clock import FixedClock, stamp
from core.keys import SigningPair, key_id, new_key, new_pair
from core.peer_wire import JoinAnswer
from core.problem import Problem
from core.surprises import Surprise
from desktop.app.desk import Desk
from desktop.app.enrolling import enrol
from desktop.app.hearsay import told_by_laptop
from desktop.app.joining import join
from desktop.app.occurrences import occurrences
from desktop.app.recovery import open_sheet
from desktop.app.rotation import rotate
from desktop.app.sending import send_now
from desktop.app.settings import change_setting
from desktop.app.site import NewSite, current_site, init_site, open_site
from desktop.storage import papers
from desktop.sync.ports import Incoming
from tests.helpers.headquarters import Headquarters, headquarters
from tests.helpers.joined import CODE, PASSPHRASE, Sheet, another, first_laptop, name_of, visitor
from tests.helpers.peers import Beside

Lie = Callable[[JoinAnswer], JoinAnswer]


@pytest.fixture(scope="module")
def hq() -> Iterator[Headquarters]:
    """Each test has sites of its own."""
    with headquarters() as running:
        yield running


@pytest.fixture
def first(tmp_path: Path, clock: FixedClock, hq: Headquarters) -> Iterator[tuple[Desk, Sheet]]:
    """A, enrolled after its root had gone onto paper."""
    desk, sheet = first_laptop(tmp_path / "a", clock, hq)
    yield desk, sheet
    desk.store.close()


def hear(
    teller: Desk, folder: Path, sheet: Sheet, monkeypatch: pytest.MonkeyPatch, lie: Lie = lambda answer: answer
) -> Desk:
    """A laptop that joins through this one, which listens, and may lie."""
    door = Beside(teller)
    tell = door.store.join
    monkeypatch.setattr(door.store, "join", lambda newcomer: lie(tell(newcomer)))
    try:
        ask = told_by_laptop(str(door.listen()))
        return join(folder, (sheet.qr, CODE), ask, FixedClock(teller.clock.now()), PASSPHRASE)
    finally:
        door.close()


def root_of(sheet: Sheet) -> SigningPair:
    return SigningPair(open_sheet(sheet.qr, sheet.code).seed)


def test_headquarters_that_the_root_never_saw_is_not_believed_and_a_code_brings_it(
    first: tuple[Desk, Sheet], tmp_path: Path, hq: Headquarters, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, sheet = first
    b = hear(a, tmp_path / "b", sheet, monkeypatch)
    assert (a.identity.hq is not None, b.identity.hq) == (True, None)
    assert papers.certificates(b.store.db).keys() == {a.identity.device_id, b.identity.device_id}
    change_setting(b, "visitor_fields", "name")
    person = visitor(b, "柳沢太郎")
    enrol(b, hq.url, hq.code(b.identity.site_id))
    send_now(b)
    send_now(a)
    assert name_of(a, person) == "柳沢太郎"
    assert b.store.outbox.pending() == 0
    b.store.close()


def test_headquarters_that_the_root_has_vouched_for_is_pinned_through_any_laptop(
    first: tuple[Desk, Sheet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The root was at hand when the key was renewed."""
    a, sheet = first
    rotate(a, sheet.qr, sheet.code)
    b = hear(a, tmp_path / "b", sheet, monkeypatch)
    unconfirmed = "SELECT count(*) FROM certificate WHERE confirmed = 0"
    assert b.store.db.execute(unconfirmed).fetchone()[0] == 2  # a laptop's word is no word of headquarters
    c = hear(b, tmp_path / "c", sheet, monkeypatch)
    assert a.identity.hq is not None
    assert a.identity.hq == b.identity.hq == c.identity.hq
    for desk in (b, c):
        desk.store.close()


def test_who_joined_by_headquarters_code_tells_others_of_it(
    first: tuple[Desk, Sheet], tmp_path: Path, clock: FixedClock, hq: Headquarters, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, sheet = first
    b = another(tmp_path / "b", clock, sheet, hq, a.identity.site_id)
    c = hear(b, tmp_path / "c", sheet, monkeypatch)
    assert c.identity.hq == b.identity.hq == a.identity.hq
    for desk in (b, c):
        desk.store.close()


def test_the_word_is_given_while_the_root_is_still_on_the_laptop(
    tmp_path: Path, clock: FixedClock, hq: Headquarters
) -> None:
    a = init_site(tmp_path, NewSite("田無公民館", "132292", PASSPHRASE), clock)
    assert _vouched(a) == (key_id(a.identity.transport_key), b"")
    enrol(a, hq.url, hq.code(hq.add_site()))
    assert a.identity.hq is not None
    assert _vouched(a) == (key_id(a.identity.transport_key), a.identity.hq.signing_public)
    a.store.change_identity(msgspec.structs.replace(a.identity, word=None))  # as an older program left it
    a.store.close()
    a = open_site(tmp_path, clock, PASSPHRASE)
    assert a.identity.hq is not None
    assert _vouched(a)[1] == a.identity.hq.signing_public
    a.store.close()


def _vouched(desk: Desk) -> tuple[str, bytes]:
    word = desk.identity.word
    assert word is not None
    assert is_said(word, desk.identity.root_public)
    return word.transport_key_id, word.hq_signing_public


def other_headquarters(answer: JoinAnswer) -> JoinAnswer:
    his = new_pair()
    return msgspec.structs.replace(
        answer, hq_url="https://hq.example", hq_signing_public=his.signing_public, hq_box_public=his.box_public
    )


def test_a_thiefs_headquarters_is_not_pinned(
    first: tuple[Desk, Sheet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, sheet = first
    rotate(a, sheet.qr, sheet.code)
    b = hear(a, tmp_path / "b", sheet, monkeypatch, other_headquarters)
    assert b.identity.hq is None
    b.store.close()


def word_of_his_own(answer: JoinAnswer) -> JoinAnswer:
    lied = other_headquarters(answer)
    keys = (lied.hq_signing_public, lied.hq_box_public)
    assert lied.word is not None
    return msgspec.structs.replace(
        lied, word=say(SiteWord(lied.site_id, lied.word.transport_key_id, *keys), new_pair())
    )


def word_of_another_site(answer: JoinAnswer) -> JoinAnswer:
    assert answer.word is not None
    return msgspec.structs.replace(answer, word=msgspec.structs.replace(answer.word, site_id="another"))


@pytest.mark.parametrize("lie", [word_of_his_own, word_of_another_site])
def test_what_contradicts_the_sheet_makes_nothing(
    first: tuple[Desk, Sheet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lie: Lie
) -> None:
    a, sheet = first

    with pytest.raises(Problem) as refused:
        hear(a, tmp_path / "b", sheet, monkeypatch, lie)
    assert (refused.value.code, bool(refused.value.next_step)) == ("told_falsely", True)
    assert current_site(tmp_path / "b") is None


def test_a_false_transport_key_beside_the_true_word_makes_nothing(
    first: tuple[Desk, Sheet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it cut and sent under such a key nobody could read but the thief."""
    a, sheet = first
    a.store.change_identity(msgspec.structs.replace(a.identity, transport_key=new_key()))
    with pytest.raises(Problem) as refused:
        hear(a, tmp_path / "b", sheet, monkeypatch)
    assert refused.value.code == "told_falsely"
    assert current_site(tmp_path / "b") is None


@pytest.mark.parametrize(
    "lie",
    [
        {"site_name": "123456789018"},
        {"municipality": "132291"},
        {"municipality": ""},
    ],
)
def test_no_site_is_called_so(
    first: tuple[Desk, Sheet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lie: dict[str, str]
) -> None:
    """Headquarters would enrol no such laptop, and a number of a person would stand on each of its pages."""
    with pytest.raises(Problem) as refused:
        hear(first[0], tmp_path / "b", first[1], monkeypatch, lambda answer: msgspec.structs.replace(answer, **lie))
    assert refused.value.code == "told_falsely"
    assert current_site(tmp_path / "b") is None


def test_a_name_that_headquarters_would_not_take_is_put_right(
    first: tuple[Desk, Sheet], tmp_path: Path, hq: Headquarters, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "田無\0\x1b公民館" + "あ" * 100_000
    b = hear(
        first[0], tmp_path / "b", first[1], monkeypatch, lambda told: msgspec.structs.replace(told, site_name=name)
    )
    assert (b.identity.site_name[:6], len(b.identity.site_name) <= 200) == ("田無公民館あ", True)
    assert enrol(b, hq.url, hq.code(b.identity.site_id)).letter == b.identity.letter
    b.store.close()


def test_a_transport_key_that_is_none_makes_nothing_where_no_word_speaks_of_it(
    first: tuple[Desk, Sheet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By such a key nothing could ever be cut: what is recorded would stay on the newcomer."""
    a, sheet = first
    a.store.change_identity(msgspec.structs.replace(a.identity, transport_key=b"short", word=None))
    with pytest.raises(Problem) as refused:
        hear(a, tmp_path / "b", sheet, monkeypatch)
    assert refused.value.code == "told_falsely"


def test_a_stopped_laptop_admits_nobody_even_by_its_own_papers(
    first: tuple[Desk, Sheet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, sheet = first
    stopped = DeviceRevocation(a.identity.site_id, a.identity.device_id, a.now, "lost", BY_ROOT)

    def honest(answer: JoinAnswer) -> JoinAnswer:
        return msgspec.structs.replace(answer, revocations=(revoke(stopped, root_of(sheet)),))

    with pytest.raises(Problem) as refused:
        hear(a, tmp_path / "b", sheet, monkeypatch, honest)
    assert (refused.value.code, bool(refused.value.next_step)) == ("told_by_stopped", True)
    assert current_site(tmp_path / "b") is None


@pytest.mark.parametrize(("hours", "told"), [(-1, [Surprise.TOLD_BY_STOPPED]), (+1, [])])
def test_that_it_was_told_by_a_stopped_one_is_said_as_soon_as_it_is_known(
    first: tuple[Desk, Sheet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hours: int, told: list[Surprise]
) -> None:
    """A thief that is kept off every network listens on; the newcomer hears of it when it meets anybody else."""
    a, sheet = first
    b = hear(a, tmp_path / "b", sheet, monkeypatch)
    at = stamp(b.clock.now() + timedelta(hours=hours))
    word = revoke(DeviceRevocation(a.identity.site_id, a.identity.device_id, at, "lost", BY_ROOT), root_of(sheet))
    for _ in range(2):
        b.store.outbox.take_in(Incoming((), (), (), (), (), 0, from_hq=False, revocations=(word,)))
    assert [each.what for each in occurrences(b)] == told
    assert all(each.sentence and each.told.next_step for each in occurrences(b))
    b.store.close()
