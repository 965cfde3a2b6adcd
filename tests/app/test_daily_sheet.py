"""The daily sheet's figures are a plain count over the events, whatever happened on the day."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core import kinds
from core.clock import FixedClock, local_day
from core.events import decode_event
from core.ids import new_entity_id
from core.kinds import FeeReceived, LoanOpened, PersonMerged, PersonRegistered, PersonUnmerged, SessionPlanned
from core.payload import Payload
from core.segment import segment_hash
from core.wire import EventAnswer, Receipt, SegmentAnswer
from desktop.app.apart import apart, reject
from desktop.app.check_in import check_in_person
from desktop.app.consultations import (
    ConsultationForm,
    amend_consultation,
    record_consultation,
    the_consultation,
    void_consultation,
)
from desktop.app.daily_sheet import daily_sheet, daily_sheet_pdf
from desktop.app.day import close_day, open_day, record_incident
from desktop.app.desk import Desk
from desktop.app.people import add_person, merge_people
from desktop.app.sessions import open_session, plan_session
from desktop.app.settings import change_setting
from desktop.app.site import desk_of
from desktop.app.staff import add_supporter, duties_today, end_duty, start_duty
from desktop.app.void_visit import void_attendance
from desktop.app.walk_in import count_companions, receive_walk_in
from desktop.storage.journal import Draft
from tests.helpers.sites import fixed_clock, make_store
from tests.printing.reading import text_of

_PEOPLE = 4
_number = st.integers(0, 4)
_act = st.one_of(
    st.tuples(st.just("receive"), st.integers(0, _PEOPLE - 1)),
    st.tuples(st.just("walk_in"), st.just(0)),
    st.tuples(st.just("void"), _number),
    st.tuples(st.just("companions"), _number),
    st.tuples(st.just("consult"), _number),
    st.tuples(st.just("phone"), _number),
    st.tuples(st.just("amend"), _number),
    st.tuples(st.just("void_case"), _number),
    st.tuples(st.just("merge"), st.integers(0, _PEOPLE - 1)),
    st.tuples(st.just("unmerge"), st.integers(0, _PEOPLE - 1)),
    st.tuples(st.just("wait"), st.just(0)),
)
_TOPICS = ("T02-01", "T05-01", "T06-03")
_OUTCOMES = ("O1", "O3", "O7")


class _Play:
    """Does what the example says, at a desk where half of the people registered a month ago."""

    def __init__(self, desk: Desk, clock: FixedClock) -> None:
        self.desk, self.clock = desk, clock
        self.visits: list[str] = []
        self.cases: list[str] = []
        clock.advance(days=-30)
        self.people = [add_person(desk, PersonRegistered(age_band="70s")).person for _ in range(_PEOPLE // 2)]
        clock.advance(days=30)
        self.people += [add_person(desk, PersonRegistered(age_band="60s")).person for _ in range(_PEOPLE // 2)]
        open_day(desk)

    def act(self, what: str, number: int) -> None:
        getattr(self, what)(number)

    def receive(self, number: int) -> None:
        answer = check_in_person(self.desk, self.people[number], how="card")
        if answer.result == "received" and answer.attendance:
            self.visits.append(answer.attendance.attendance_id)

    def walk_in(self, _: int) -> None:
        answer = receive_walk_in(self.desk, "60s")
        assert answer.attendance
        self.visits.append(answer.attendance.attendance_id)

    def void(self, number: int) -> None:
        if number < len(self.visits):
            void_attendance(self.desk, self.visits[number])

    def companions(self, number: int) -> None:
        if number < len(self.visits):
            count_companions(self.desk, self.visits[number], number)

    def consult(self, number: int) -> None:
        visit = self.visits[number] if number < len(self.visits) else None
        self._log(ConsultationForm(_TOPICS[number % 3], _OUTCOMES[number % 2], 10, attendance_id=visit))

    def phone(self, number: int) -> None:
        person = self.people[number % _PEOPLE].person_id if number % 2 else None
        form = ConsultationForm(_TOPICS[number % 3], "O1", 5, ("T08-01",), channel="phone", person_id=person)
        self._log(form)

    def _log(self, form: ConsultationForm) -> None:
        self.cases.append(record_consultation(self.desk, form).consultation.consultation_id)

    def amend(self, number: int) -> None:
        if number < len(self.cases) and not the_consultation(self.desk, self.cases[number]).voided:
            amend_consultation(self.desk, self.cases[number], ConsultationForm("T05-01", "O7", 20))

    def void_case(self, number: int) -> None:
        if number < len(self.cases):
            void_consultation(self.desk, self.cases[number])

    def merge(self, number: int) -> None:
        """As another laptop may have merged them that knew of no other merge: also in a circle."""
        into = self.people[(number + 1) % _PEOPLE]
        self.desk.record(Draft(self.people[number].person_id, PersonMerged(into=into.person_id)))

    def unmerge(self, number: int) -> None:
        self.desk.record(Draft(self.people[number].person_id, PersonUnmerged()))

    def wait(self, _: int) -> None:
        self.clock.advance(minutes=37)


class _Count:
    """A plain count over the journal, made without any projection."""

    def __init__(self, desk: Desk, day: date) -> None:
        self.visits: dict[str, kinds.AttendanceRecorded] = {}
        self.extra: dict[str, int] = {}
        self.cases: dict[str, kinds.ConsultationRecorded | kinds.ConsultationAmended] = {}
        self.into: dict[str, str] = {}
        self.born: dict[str, str] = {}
        self.day = day.isoformat()
        for (data,) in desk.store.db.execute("SELECT data FROM event ORDER BY position").fetchall():
            event = decode_event(data)
            opened = desk.store.journal.open(event)
            if opened is not None:
                self._take(event.entity_id, opened.payload, event.wall_time)

    def _take(self, entity: str, payload: Payload, wall: str) -> None:
        match payload:
            case kinds.AttendanceRecorded(at=at) if local_day(at) == self.day:
                self.visits[entity] = payload
            case kinds.AttendanceVoided():
                self.visits.pop(entity, None)
            case kinds.CompanionCounted(companions=companions):
                self.extra[entity] = companions
            case kinds.ConsultationRecorded() | kinds.ConsultationAmended():
                self.cases[entity] = payload
            case kinds.ConsultationVoided():
                self.cases[entity] = kinds.ConsultationRecorded(at="", topic="", outcome="", minutes=0)
            case kinds.PersonMerged(into=into):
                self.into[entity] = into
            case kinds.PersonUnmerged():
                self.into.pop(entity, None)
            case kinds.PersonRegistered():
                self.born[entity] = local_day(wall)

    def group(self, person: str) -> frozenset[str]:
        """Everybody who is the same person, by walking merges in both directions."""
        found, size = {person}, 0
        while size < len(found):
            size = len(found)
            found |= {into for each, into in self.into.items() if each in found}
            found |= {each for each, into in self.into.items() if into in found}
        return frozenset(found)

    def once(self) -> dict[str, kinds.AttendanceRecorded]:
        """The visits of the day, of each person the first of a session."""
        seen: set[tuple[str, object]] = set()
        counted = {}
        for key, visit in sorted(self.visits.items(), key=lambda each: (each[1].at, each[0])):
            who = (visit.session_id, self.group(visit.person_id) if visit.person_id else key)
            if who not in seen:
                counted[key] = visit
            seen.add(who)
        return counted

    @property
    def distinct(self) -> set[frozenset[str]]:
        return {self.group(each.person_id) for each in self.visits.values() if each.person_id}

    @property
    def standing_cases(self) -> dict[str, kinds.ConsultationRecorded | kinds.ConsultationAmended]:
        return {key: each for key, each in self.cases.items() if each.topic}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(
    acts=[("consult", 0), ("consult", 1), ("void_case", 0), ("walk_in", 0), ("walk_in", 0), ("void", 1), ("amend", 1)]
)
@example(acts=[("consult", 0), ("void_case", 0), ("amend", 0)])
@given(acts=st.lists(_act, max_size=22))
def test_every_figure_is_a_plain_count_over_the_events(acts: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = fixed_clock()
        desk = desk_of(make_store(Path(folder), clock=clock), clock)
        play = _Play(desk, clock)
        for what, number in acts:
            play.act(what, number)
        sheet, count = daily_sheet(desk, desk.today), _Count(desk, desk.today)
        desk.store.close()
    totals = sheet.attendance
    visits = count.once()
    assert totals.visits == len(visits) == len(sheet.receptions) == sum(h.visits for h in sheet.hours)
    assert totals.anonymous_visits == sum(each.person_id is None for each in visits.values())
    assert totals.companions == sum(count.extra.get(each, 0) for each in visits)
    assert totals.distinct_registered == len(count.distinct)
    cases = count.standing_cases
    assert sheet.consultations.cases == len(cases) == len(sheet.consultation_lines)
    for topic in sheet.consultations.topics:
        for outcome, cell in zip(sheet.consultations.outcomes, topic.cases, strict=True):
            plain = [each for each in cases.values() if (each.topic, each.outcome) == (topic.code, outcome.code)]
            assert cell == len(plain)


def _busy(desk: Desk, clock: FixedClock) -> None:
    change_setting(desk, "visitor_fields", "name,kana,phone,birth_date")
    plan = SessionPlanned(
        title="定期スマホ相談会",
        day="2026-11-21",
        starts="09:30",
        ends="12:00",
        quota=2,
        venue="田無庁舎ロビー",
    )
    plan_session(desk, plan)
    open_day(desk)
    lead = add_supporter(desk, "小川 理恵", "coordinator").supporter
    start_duty(desk, lead.supporter_id)
    told = PersonRegistered(age_band="70s", name="秘密 花子", kana="ひみつ はなこ", phone="090-1234-5678")
    person = add_person(desk, told).person
    first = check_in_person(desk, person, how="card").attendance
    assert first is not None
    clock.advance(minutes=50)
    receive_walk_in(desk, "80plus")
    receive_walk_in(desk, "60s", admit=True)
    form = ConsultationForm("T02-01", "O1", 15, ("T05-01",), attendance_id=first.attendance_id, note="秘密の話")
    record_consultation(desk, form)
    lent = LoanOpened(device_label="タブレット1号", at=desk.now, attendance_id=first.attendance_id)
    desk.record(Draft(new_entity_id(), lent))
    for yen in (100, 200, 100):
        desk.record(Draft(new_entity_id(), FeeReceived(yen=yen, at=desk.now)))
    record_incident(desk, "injury", "段差でつまずいた")
    clock.advance(hours=2)
    end_duty(desk, duties_today(desk)[0].duty.duty_id)


def test_the_sheet_tells_the_day_and_no_visitor(desk: Desk, clock: FixedClock) -> None:
    _busy(desk, clock)
    close_day(desk, "くもり", "延長コードを忘れない")
    sheet = daily_sheet(desk, desk.today)
    assert (sheet.venue, sheet.municipality, sheet.weather) == ("田無庁舎ロビー", "西東京市", "くもり")
    assert [(each.staff, each.role, each.minutes) for each in sheet.duties] == [("小川 理恵", "会場責任者", 170)]
    assert [(hour.hour, hour.visits) for hour in sheet.hours] == [(9, 1), (10, 2)]
    assert sheet.receptions[0].topics == ("Wi-Fi接続", "LINE")
    assert [(line.price_yen, line.count) for line in sheet.cash] == [(100, 2), (200, 1)]
    assert (sheet.loans[0].ticket, sheet.loans[0].returned) == ("A1", None)
    assert [item.what for item in sheet.unsettled] == ["定員を1人こえています（定期スマホ相談会）。"]
    text = text_of(daily_sheet_pdf(desk, desk.today)).replace("\n", "")
    assert "延長コードを忘れない" in text
    for secret in ("秘密", "ひみつ", "090-1234", "段差"):
        assert secret not in text


def test_the_same_person_twice_in_a_session_is_to_be_settled(desk: Desk, clock: FixedClock) -> None:
    open_day(desk)
    one, two = (add_person(desk, PersonRegistered()).person for _ in range(2))
    for person in (one, two):
        check_in_person(desk, person, how="card")
    assert daily_sheet(desk, desk.today).unsettled == ()
    merge_people(desk, one.person_id, two.person_id)
    sheet = daily_sheet(desk, desk.today)
    assert [item.what for item in sheet.unsettled] == [
        "整理番号A1とA2は、同じ方の受付です。1回と数えています（スマホ相談会）。"
    ]
    assert (sheet.attendance.visits, sheet.attendance.distinct_registered) == (1, 1)
    assert [line.visits for line in sheet.sessions] == [1]


def test_somebody_known_under_an_older_record_is_not_new(desk: Desk, clock: FixedClock) -> None:
    clock.advance(days=-40)
    old = add_person(desk, PersonRegistered()).person
    clock.advance(days=40)
    new, other = (add_person(desk, PersonRegistered()).person for _ in range(2))
    for person in (new, other):
        check_in_person(desk, person, how="card")
    assert daily_sheet(desk, desk.today).attendance.new_visitors == 2
    merge_people(desk, old.person_id, new.person_id)
    assert daily_sheet(desk, desk.today).attendance.new_visitors == 1


def test_what_headquarters_keeps_apart_is_on_the_sheet_of_its_day(desk: Desk, clock: FixedClock) -> None:
    open_day(desk)
    receive_walk_in(desk, "60s")
    outbox = desk.store.outbox
    outbox.cut_segments()
    sent = outbox.outgoing(1)
    name = segment_hash(sent.segments[0])
    receipt = Receipt(desk.identity.site_id, desk.identity.device_id, (), (name,), (), 1, desk.now)
    outbox.accept(sent, receipt, (SegmentAnswer(name, (EventAnswer(1, "quarantined", "my_number"),)),))
    sheet = daily_sheet(desk, desk.today)
    assert [item.what for item in sheet.unsettled] == [
        "本部で保留の記録が1件あります。12桁の番号が含まれている疑いがあります。"
    ]
    assert (sheet.sending.unsent, sheet.sending.last_confirmed) == (0, clock.now().replace(tzinfo=None))
    yesterday = daily_sheet(desk, desk.today - timedelta(days=1))
    assert (yesterday.unsettled, yesterday.sending.not_counted) == ((), 0)
    assert sheet.sending.not_counted == 1
    for line in apart(desk):
        reject(desk, line)
    sheet = daily_sheet(desk, desk.today)
    assert (sheet.unsettled, sheet.sending.not_counted) == ((), 1)


def test_an_empty_day_and_a_session_of_another_day_stay_apart(desk: Desk, clock: FixedClock) -> None:
    plan = SessionPlanned(title="体験会", day="2026-11-22", starts="10:00", ends="11:00", session_kind="trial")
    tomorrow = plan_session(desk, plan).session
    receive_walk_in(desk, "60s", session_id=tomorrow.session_id)
    assert daily_sheet(desk, desk.today).attendance.visits == 1
    sheet = daily_sheet(desk, date(2026, 11, 22))
    assert (sheet.attendance.visits, sheet.hours) == (0, ())
    assert [(line.kind, line.visits, line.opened) for line in sheet.sessions] == [("体験会", 0, None)]
    open_session(desk, tomorrow.session_id)
    assert daily_sheet(desk, date(2026, 11, 22)).sessions[0].opened is not None
