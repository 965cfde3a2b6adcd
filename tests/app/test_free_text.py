"""Promise 8: no free text of any kind, by any use case, leaves a My Number anywhere on this laptop."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec
import pytest

from core import kinds
from core.free_text import is_free
from core.handout_draft import HandoutDraft
from core.handout_lines import FaultKind, read_lines
from core.payload import KINDS, Kind, Payload
from core.problem import Problem
from core.surveys import Answers
from desktop.app.asked_fields import AskedFields, ask_fields
from desktop.app.bookings import make_booking
from desktop.app.calling import call_next
from desktop.app.cards import issue_card, revoke_card
from desktop.app.catalogue import NewTopic, add_topic
from desktop.app.conditions import take_confirmation_back
from desktop.app.consultations import ConsultationForm, record_consultation, record_for_group, void_consultation
from desktop.app.day import close_day, open_day, record_incident
from desktop.app.desk import Desk
from desktop.app.handout_writing import keep_writing, kept_writing
from desktop.app.handouts import send_feedback
from desktop.app.loans import lend_device
from desktop.app.own_handouts import keep_own_handout
from desktop.app.people import add_person, amend_person, note_viewing
from desktop.app.poster import PosterWords, keep_poster_words
from desktop.app.sessions import cancel_session, plan_session
from desktop.app.settings import change_setting
from desktop.app.site import NewSite, init_site
from desktop.app.staff import add_supporter, amend_supporter
from desktop.app.surveys import Pile, enter_sheet
from desktop.app.void_visit import void_attendance
from desktop.app.walk_in import receive_walk_in
from desktop.storage.journal import Draft
from tests.helpers.sites import fixed_clock
from tests.tooling.source_tree import ROOT

NUMBER = "1234-5678 9018"
BARE = "123456789018"
TEXT = f"控え {NUMBER} です"
OWN = (ROOT / "tests/cli/own_handout.toml").read_text("utf-8")
EVERY = [
    (kind, name)
    for kind in sorted(KINDS.values(), key=lambda kind: kind.name)
    for name, placement in kind.fields.items()
    if is_free(name, placement)
]


def _value(hint: Any, text: str) -> object:
    if "tuple" in str(hint):
        return (text,)
    if hint is bool or hint is int:
        return hint(1)
    return None if type(None) in get_args(hint) and not text else text or "x"


def _payload(kind: Kind, name: str) -> Payload:
    """The kind's content with the number in one field and something harmless where something must be."""
    hints = get_type_hints(kind.payload)
    needed = [field.name for field in msgspec.structs.fields(kind.payload) if field.required]
    values = {each: _value(hints[each], "") for each in needed} | {name: _value(hints[name], TEXT)}
    return kind.payload(**values)


@pytest.mark.parametrize(("kind", "name"), EVERY, ids=lambda each: getattr(each, "name", each))
def test_no_free_text_of_any_kind_is_recorded(desk: Desk, kind: Kind, name: str) -> None:
    with pytest.raises(Problem) as told:
        desk.record(Draft("x", _payload(kind, name)))
    assert told.value.code == "my_number"
    assert NUMBER not in str(told.value)
    assert desk.store.db.execute("SELECT count(*) FROM event").fetchone() == (0,)


def _session(desk: Desk, **told: Any) -> kinds.SessionPlanned:
    plan = {"title": "相談会", "day": desk.today.isoformat(), "starts": "09:00", "ends": "17:00", "venue": "公民館"}
    return msgspec.convert({"session_kind": "consultation", **plan, **told}, kinds.SessionPlanned)


def _visit(desk: Desk) -> str:
    visit = receive_walk_in(desk, "70s").attendance
    assert visit is not None
    return visit.attendance_id


def _person(desk: Desk) -> str:
    return add_person(desk, kinds.PersonRegistered(age_band="70s")).person.person_id


def _case(desk: Desk, **told: Any) -> str:
    form = ConsultationForm(topic="T01-01", outcome="O1", minutes=5, **told)
    return record_consultation(desk, form).consultation.consultation_id


def _renamed(desk: Desk) -> object:
    known = add_supporter(desk, "鈴木京子").supporter
    return amend_supporter(desk, msgspec.structs.replace(known, display_name=TEXT))


def _other_site(desk: Desk) -> Path:
    return desk.store.path.parent / "other"


USE_CASES: dict[str, Callable[[Desk], object]] = {
    "name": lambda desk: add_person(desk, kinds.PersonRegistered(age_band="70s", name=TEXT)),
    "kana": lambda desk: amend_person(desk, _person(desk), kinds.PersonAmended(age_band="70s", kana=TEXT)),
    "phone": lambda desk: add_person(desk, kinds.PersonRegistered(age_band="70s", phone=BARE)),
    "booking": lambda desk: make_booking(
        desk, kinds.BookingMade(session_id=plan_session(desk, _session(desk)).session.session_id, name=TEXT)
    ),
    "card": lambda desk: revoke_card(desk, issue_card(desk, _person(desk)).card.card_id, TEXT),
    "note": lambda desk: _case(desk, note=TEXT),
    "phone_kind": lambda desk: _case(desk, phone_kind=TEXT),
    "voided case": lambda desk: void_consultation(desk, _case(desk), TEXT),
    "voided visit": lambda desk: void_attendance(desk, _visit(desk), TEXT),
    "conditions": lambda desk: take_confirmation_back(desk, _visit(desk), TEXT),
    "loan": lambda desk: lend_device(desk, _visit(desk), BARE),
    "weather": lambda desk: (open_day(desk), close_day(desk, weather=TEXT)),
    "notes": lambda desk: (open_day(desk), close_day(desk, notes=TEXT)),
    "incident": lambda desk: record_incident(desk, "other", TEXT),
    "incident_kind": lambda desk: record_incident(desk, TEXT),
    "title": lambda desk: plan_session(desk, _session(desk, title=TEXT)),
    "venue": lambda desk: plan_session(desk, _session(desk, venue=TEXT)),
    "organiser": lambda desk: plan_session(desk, _session(desk, organiser=TEXT)),
    "target_group": lambda desk: plan_session(desk, _session(desk, target_group=TEXT)),
    "asked": lambda desk: plan_session(desk, _session(desk, conditions=[TEXT])),
    "cancelled": lambda desk: cancel_session(desk, plan_session(desk, _session(desk)).session.session_id, TEXT),
    "staff": lambda desk: add_supporter(desk, TEXT),
    "staff kana": lambda desk: add_supporter(desk, "鈴木京子", kana=TEXT),
    "renamed": _renamed,
    "viewing": lambda desk: note_viewing(desk, TEXT),
    "table": lambda desk: (_visit(desk), call_next(desk, table=BARE)),
    "feedback": lambda desk: send_feedback(desk, "H01", TEXT),
    "own handout": lambda desk: keep_own_handout(desk, OWN.replace("Connecting to Wi-Fi", TEXT).encode()),
    "own handout with marks": lambda desk: keep_own_handout(desk, OWN.replace("つなぐ", " 1234*5678*9018", 1).encode()),
    "poster phone": lambda desk: keep_poster_words(desk, PosterWords(phone=BARE)),
    "poster words": lambda desk: keep_poster_words(desk, PosterWords(bring=TEXT)),
    "poster page": lambda desk: keep_poster_words(desk, PosterWords(url=f"https://a.jp/{BARE}")),
    "survey": lambda desk: enter_sheet(desk, Pile("S1", 1, desk.today), Answers((("q1", "1"),), (("q5", TEXT),))),
    "group": lambda desk: record_for_group(desk, ConsultationForm("T01-01", "O1", 5, note=TEXT), [_visit(desk)]),
    "topic": lambda desk: add_topic(desk, NewTopic("V01-01", TEXT, "よみ", "Title")),
    "purpose": lambda desk: ask_fields(desk, AskedFields(("name",), TEXT, name_on_card=False)),
    "setting": lambda desk: change_setting(desk, "supporter_label", TEXT),
    "site": lambda desk: init_site(_other_site(desk), NewSite(TEXT, "132292", "ひみつ"), fixed_clock()),
}


@pytest.mark.parametrize("name", USE_CASES)
def test_a_use_case_that_is_told_one_leaves_nothing_of_it(
    desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    caplog.set_level(logging.DEBUG)
    change_setting(desk, "visitor_fields", "name,kana,phone")
    with pytest.raises(Problem) as told:
        USE_CASES[name](desk)
    assert not any(trace in str(told.value) for trace in (NUMBER, BARE))
    kept = "\n".join((*_cells(desk), *_files(tmp_path), caplog.text))
    assert "田無公民館" in kept
    for trace in (NUMBER, BARE, "56789018", "5678 9018"):
        assert trace not in kept


def _cells(desk: Desk) -> Iterator[str]:
    """Every cell of every table, the search's own too; a sealed one is opened first."""
    db = desk.store.db
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for row in db.execute(f'SELECT * FROM "{table}"').fetchall():
            yield from (cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell) for cell in row)
    for (entity,) in db.execute("SELECT DISTINCT entity_id FROM event").fetchall():
        yield from (str(opened.payload) for opened in desk.store.journal.events_of(entity))


def _files(folder: Path) -> Iterator[str]:
    """Names and bytes of all files beside the database, write-ahead log included."""
    for path in folder.rglob("*"):
        yield str(path.relative_to(folder))
        if path.is_file():
            yield path.read_bytes().decode("utf-8", "replace")


@pytest.mark.parametrize(
    "title",
    [
        "1234*5678*9018",
        "{123456|789018}",
        "{1234|あ}{5678|い}9018",
        "{番号|1234}5678{号|9018}",
        "{１２３４|あ} {５６７８|い} {９０１８|う}",
    ],
)
def test_marks_between_the_digits_of_a_handout_hide_nothing(desk: Desk, title: str) -> None:
    for source in (OWN.replace("Wi-Fi（ワイファイ）につなぐ", title, 1), OWN.replace("A site's own", title, 1)):
        if title in source:
            with pytest.raises(Problem) as told:
                keep_own_handout(desk, source.encode())
            assert told.value.code == "my_number"
    draft = HandoutDraft("V01", (), "", "https://a.jp/", "2027-01-01", f"題名：{title}", "")
    assert not keep_writing(desk, draft)
    assert kept_writing(desk) is None
    assert any(fault.kind is FaultKind.GUARDED for fault in read_lines(f"題名：{title}").faults)


def test_escapes_in_the_file_of_a_handout_hide_nothing(desk: Desk) -> None:
    escaped = "".join(f"\\u{ord(digit):04x}" for digit in BARE)
    with pytest.raises(Problem) as told:
        keep_own_handout(desk, OWN.replace("'Wi-Fi（ワイファイ）につなぐ'", f'"{escaped}"', 1).encode())
    assert told.value.code == "my_number"


@pytest.mark.parametrize("field", ["id", "en", "url", "check_by", "standard", "easy"])
def test_what_is_being_written_is_not_kept_with_a_number_in_any_field(desk: Desk, field: str) -> None:
    whole = HandoutDraft("V01", (), "", "https://a.jp/", "2027-01-01", "", "")
    draft = replace(whole, **{field: f"あ {BARE}"})  # type: ignore[arg-type]  # each of these holds a text
    assert not keep_writing(desk, draft)
    assert kept_writing(desk) is None
