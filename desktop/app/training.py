"""練習モード: a made-up busy day in a folder of its own, never sent, thrown away whenever it is made anew."""

import random
import shutil
import tomllib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from core.assets import asset_path
from core.clock import JAPAN, Clock, FixedClock
from core.facts import Attendance, Person, Supporter
from core.ids import new_entity_id, new_person_id
from core.kinds import FeeReceived, LoanClosed, LoanOpened, PersonRegistered, SessionPlanned
from desktop.app.cards import card_draft
from desktop.app.check_in import check_in_person
from desktop.app.consultations import ConsultationForm, record_consultation
from desktop.app.day import open_day, record_incident, visitors_today, went_home
from desktop.app.desk import Desk
from desktop.app.people import allowed, the_person
from desktop.app.sessions import plan_session
from desktop.app.settings import change_setting
from desktop.app.site import TRAINING_FOLDER, TRAINING_PASSPHRASE, NewSite, init_site, open_site
from desktop.app.staff import add_supporter, sit_down, start_duty
from desktop.app.walk_in import count_companions, receive_walk_in
from desktop.storage.journal import Draft

RECEPTIONS, ANONYMOUS, CONSULTATIONS = 46, 8, 32
_NEW = 5
_HOURS = timedelta(hours=4)
_SEED = 13  # the same day for everybody who practises


@dataclass(frozen=True)
class _People:
    """Invented people of assets/training/people.toml."""

    coordinator: tuple[str, str]
    supporters: tuple[tuple[str, str], ...]
    visitors: tuple[PersonRegistered, ...]


def make_training_day(data: Path, clock: Clock) -> Desk:
    """A busy day until now, in `data`/training. What was practised there before is thrown away."""
    folder = data / TRAINING_FOLDER
    if folder.exists():
        shutil.rmtree(folder)
    moving = FixedClock(_beginning(clock.now()))
    new = NewSite("れんしゅう公民館", "132292", TRAINING_PASSPHRASE, training=True)
    desk = init_site(folder, new, moving)
    try:
        day = MadeUpDay(desk, moving, clock.now())
        day.prepare()
        day.happen()
    finally:
        desk.store.close()
    return open_site(folder, clock, TRAINING_PASSPHRASE)


def _beginning(now: datetime) -> datetime:
    """Four hours ago, but today."""
    midnight = now.astimezone(JAPAN).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(midnight, now.astimezone(JAPAN) - _HOURS)


class MadeUpDay:
    """A day of invented people at a fresh site, from where its clock stands until `end`."""

    def __init__(self, desk: Desk, clock: FixedClock, end: datetime) -> None:
        self.desk, self.clock, self.end = desk, clock, end
        self.begin = clock.now()
        self.chance = random.Random(_SEED)
        self.people = _load_people()
        self.staff: list[Supporter] = []
        self.visitors: list[Person] = []

    def prepare(self) -> None:
        """Who works here, who is on record, and the plan: as it stands before 開場."""
        change_setting(self.desk, "visitor_fields", "name,kana,phone")
        change_setting(self.desk, "visitor_fields_purpose", "次回のご案内と、忘れ物のご連絡のため")
        self.staff = self._staff()
        self.visitors = self._register()
        self._plan_session()

    def happen(self) -> None:
        """The day in the order in which it happened."""
        open_day(self.desk)
        for each in self.staff:
            start_duty(self.desk, each.supporter_id)
        self._receive(self.visitors)
        self._consult(self.staff)
        self._things()
        self.clock.moment = self.end

    def _at(self, share: float) -> None:
        """Move to a share of the day."""
        self.clock.moment = self.begin + (self.end - self.begin) * share

    def _staff(self) -> list[Supporter]:
        name, kana = self.people.coordinator
        first = add_supporter(self.desk, name, "coordinator", kana).supporter
        sit_down(self.desk, first.supporter_id)
        others = [add_supporter(self.desk, name, "supporter", kana).supporter for name, kana in self.people.supporters]
        return [first, *others]

    def _register(self) -> list[Person]:
        """Most have been here before; the last few are new today. Each has a card."""
        known = self.people.visitors[:-_NEW]
        self.clock.moment = self.begin - timedelta(days=28)
        ids = self._record_people(known)
        self.clock.moment = self.begin
        ids += self._record_people(self.people.visitors[-_NEW:])
        return [the_person(self.desk, person_id) for person_id in ids]

    def _record_people(self, told: tuple[PersonRegistered, ...]) -> list[str]:
        """All in one transaction."""
        people = [Draft(new_person_id(), allowed(self.desk, each)[0]) for each in told]
        cards = [card_draft(self.desk, person.entity_id) for person in people]
        self.desk.record(*people, *cards)
        return [person.entity_id for person in people]

    def _plan_session(self) -> None:
        now = self.clock.now()
        plan = SessionPlanned(
            title="定期スマホ相談会",
            day=now.date().isoformat(),
            starts=now.strftime("%H:%M"),
            ends=max(now, min(self.end + timedelta(hours=1), _midnight(now))).strftime("%H:%M"),
            session_kind="regular",
            venue="1階ロビー",
            municipality="132292",
            organiser="れんしゅう市 デジタル推進課",
            quota=60,
        )
        plan_session(self.desk, plan)

    def _receive(self, visitors: list[Person]) -> None:
        cards = self.chance.sample(visitors, RECEPTIONS - ANONYMOUS)
        coming: list[Person | None] = [*cards, *([None] * ANONYMOUS)]
        self.chance.shuffle(coming)
        for place, person in enumerate(coming):
            self._at(0.02 + 0.95 * place / len(coming))
            if person is None:
                answer = receive_walk_in(self.desk, self.chance.choice(("60s", "70s", "80plus")))
            else:
                how = "card" if place % 4 else "name"
                answer = check_in_person(self.desk, person, how=how)
            if place % 11 == 3 and answer.attendance is not None:
                count_companions(self.desk, answer.attendance.attendance_id, 1)

    def _consult(self, staff: list[Supporter]) -> None:
        visits = list(reversed(visitors_today(self.desk)))[:CONSULTATIONS]
        for place, visit in enumerate(visits):
            self._at(0.06 + 0.92 * (place + 1) / (RECEPTIONS + 1))
            record_consultation(self.desk, replace(self._case(visit), supporter_id=self._of(staff, place)))
            if place % 3 == 0:
                went_home(self.desk, visit.attendance_id)

    def _of(self, staff: list[Supporter], place: int) -> str:
        return staff[1 + place % (len(staff) - 1)].supporter_id

    def _case(self, visit: Attendance) -> ConsultationForm:
        topic = self.chance.choices(_TOPICS, _TOPIC_WEIGHTS)[0]
        outcome = self.chance.choices(("O1", "O2", "O3", "O4", "O5", "O7"), (60, 14, 8, 8, 6, 4))[0]
        minutes = self.chance.choice((5, 10, 10, 15, 15, 20, 30))
        referral = "O4-shop" if outcome == "O4" else None
        reason = "O5-self" if outcome == "O5" else None
        return ConsultationForm(
            topic, outcome, minutes, attendance_id=visit.attendance_id, referral=referral, reason=reason
        )

    def _things(self) -> None:
        visits = visitors_today(self.desk)
        for place, label in enumerate(("貸出用スマートフォン 3号機", "タブレット 1号機", "充電ケーブル")):
            self._at(0.3 + 0.2 * place)
            visit = visits[-5 - 9 * place].attendance_id
            loan = Draft(new_entity_id(), LoanOpened(device_label=label, at=self.desk.now, attendance_id=visit))
            self.desk.record(loan)
            self.desk.record(Draft(new_entity_id(), FeeReceived(yen=100, at=self.desk.now, attendance_id=visit)))
            if place == 0:
                self._at(0.45)
                self.desk.record(Draft(loan.entity_id, LoanClosed(at=self.desk.now)))
        self._at(0.8)
        record_incident(self.desk, "illness", "待っている間に気分がすぐれず、いすで休んでいただいた。")


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=23, minute=59)


def _load_people() -> _People:
    told = tomllib.loads(asset_path("training", "people.toml").read_text(encoding="utf-8"))
    visitors = [PersonRegistered(**each) for each in told["visitors"]]
    return _People(
        (told["coordinator"]["name"], told["coordinator"]["kana"]),
        tuple((each["name"], each["kana"]) for each in told["supporters"]),
        tuple(visitors),
    )


_MIX = {
    "T01-02": 3, "T01-04": 3, "T01-06": 2, "T01-07": 3, "T02-01": 5, "T02-02": 2, "T03-01": 3, "T03-02": 2,
    "T04-02": 2, "T04-04": 4, "T05-01": 6, "T06-02": 2, "T06-03": 4, "T06-06": 3, "T07-04": 2, "T08-01": 4,
    "T09-01": 2, "T09-02": 3, "T99-01": 1,
}  # fmt: skip
_TOPICS, _TOPIC_WEIGHTS = tuple(_MIX), tuple(_MIX.values())
