"""Whatever happened, in whatever order: both databases and a plain count over all rows give the same table."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import kinds
from core.clock import JAPAN, parse_moment
from core.ids import new_person_id
from core.reports.period import Period, free_period, month_period
from core.reports.table import Asked, Measure, ReportCode, RowLevel, Split
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop
from tests.hq.counted import Counted, counted
from tests.hq.plain_count import plain_count

PERIODS = free_period(date(2026, 3, 20), date(2026, 4, 12)), month_period(2026, 4)
"""Of a month headquarters keeps what it counted, of other days it does not."""
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=JAPAN)
SPLITS = [each for each in Split if each not in (Split.SITE, Split.STRAND)]


def _date(day: int) -> str:
    return (date(2026, 3, 17) + timedelta(days=day)).isoformat()


_DAY = st.integers(0, 30)
_SOME = st.integers(0, 3)
_PLAN = st.fixed_dictionaries(
    {
        "day": _DAY.map(_date),
        "venue": st.sampled_from(["", "公民館", " 公民館", "図書館Ａ", "図書館A"]),
        "municipality": st.sampled_from([None, "132101", "131113"]),
        "programme": st.sampled_from([None, "P04", "P05", "P25", "Z99"]),
        "session_kind": st.sampled_from(["consultation", "regular", "course"]),
        "funding": st.sampled_from([None, "F01"]),
        "channel": st.sampled_from(["in_person", "online"]),
    }
)
_COUNT = st.none() | st.integers(0, 40)
_RESULT = st.fixed_dictionaries(
    {
        "first_day": _DAY.map(_date),
        "days": st.sampled_from([0, 0, 3, 13]),
        "venue": st.sampled_from([None, "公民館", " 図書館Ａ"]),
        "municipality": st.sampled_from([None, "132101"]),
        "programme": st.sampled_from([None, "P04", "P05"]),
        "session_kind": st.sampled_from(["consultation", "regular"]),
        "funding": st.sampled_from([None, "F01"]),
        "channel": st.sampled_from(["in_person", "online"]),
        "sessions": _COUNT,
        "visits": _COUNT,
        "persons": _COUNT,
        "consultations": _COUNT,
        "venues": _COUNT,
        "estimated": st.sampled_from([(), ("visits",), ("sessions", "persons", "venues")]),
    }
)
_DEED = st.one_of(
    st.tuples(st.just("plan"), _SOME, _PLAN),
    st.tuples(st.sampled_from(["open", "cancel"]), _SOME, st.none()),
    st.tuples(st.just("visit"), _SOME, st.tuples(st.none() | _SOME, _DAY, st.sampled_from(["60s", "70s"]), _SOME)),
    st.tuples(st.just("visit"), _SOME, st.tuples(st.none() | _SOME, _DAY, st.sampled_from(["60s", "70s"]), _SOME)),
    st.tuples(
        st.just("consult"),
        st.none() | _SOME,
        st.tuples(
            st.none() | _SOME,
            _DAY,
            st.sampled_from(["T01-01", "T05-01"]),
            st.sampled_from(["O1", "O4-188"]),
            st.sampled_from(["in_person", "phone"]),
            st.none() | st.integers(0, 9),
        ),
    ),
    st.tuples(st.sampled_from(["void visit", "void case", "amend case"]), st.integers(0, 9), _DAY),
    st.tuples(st.sampled_from(["register", "merge", "unmerge"]), _SOME, _SOME),
    st.tuples(st.just("result"), _SOME, _RESULT),
    st.tuples(st.just("void result"), _SOME, st.none()),
)


@dataclass
class Life:
    """Deeds written by one laptop: four sessions and four people, whether or not anybody wrote them down yet."""

    laptop: Laptop
    sessions: list[str] = field(default_factory=lambda: [new_person_id() for _ in range(4)])
    people: list[str] = field(default_factory=lambda: [new_person_id() for _ in range(4)])
    planned: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    visits: list[str] = field(default_factory=list)
    where: dict[str, str] = field(default_factory=dict)
    """The session of each visit, which is that of what was asked at it too."""
    cases: list[str] = field(default_factory=list)
    results: dict[int, str] = field(default_factory=dict)

    def live(self, what: str, number: int | None, how: Any) -> None:
        """Carry out a deed, if it can be done at all."""
        match what, how:
            case "plan", dict():
                session = self.sessions[number or 0]
                kind = kinds.SessionAmended if session in self.planned else kinds.SessionPlanned
                told = {"title": "会", "starts": "13:00", "ends": "15:30", **how}
                self.laptop.write(msgspec.convert(told, kind), session)
                self.planned.add(session)
            case "open", _:
                self.laptop.write(kinds.SessionOpened(at="2026-04-01T13:00:00.000+09:00"), self.sessions[number or 0])
            case "cancel", _:
                self.laptop.write(kinds.SessionCancelled(), self.sessions[number or 0])
            case "visit", (person, day, band, companions):
                self._visit(number or 0, person, day, band, companions)
            case "consult", (person, day, topic, outcome, channel, visit):
                self._consult(number, person, day, topic, outcome, channel, visit)
            case "register", _:
                self._register(number or 0, number or 0)
            case "merge", int() as other if other != number:
                self._register(number or 0, 0)
                self.laptop.write(kinds.PersonMerged(into=self.people[other]), self.people[number or 0])
            case "result", dict():
                self._result(number or 0, **how)
            case "void result", _ if number in self.results:
                self.laptop.write(kinds.ResultVoided(), self.results.pop(number))
            case "unmerge", _:
                self.laptop.write(kinds.PersonUnmerged(), self.people[number or 0])
            case _, int() as day:
                self._change(what, number or 0, day)
            case _:
                pass

    def _visit(self, session: int, person: int | None, day: int, band: str, companions: int) -> None:
        who = None if person is None else self.people[person]
        come = kinds.AttendanceRecorded(
            session_id=self.sessions[session], at=_at(day), how="number", age_band=band, person_id=who
        )
        self.visits.append(self.laptop.write(come).entity_id)
        self.where[self.visits[-1]] = self.sessions[session]
        if companions:
            self.laptop.write(kinds.CompanionCounted(companions=companions), self.visits[-1])

    def _consult(
        self,
        session: int | None,
        person: int | None,
        day: int,
        topic: str,
        outcome: str,
        channel: str,
        visit: int | None,
    ) -> None:
        at = self.visits[visit % len(self.visits)] if visit is not None and self.visits else None
        own = None if session is None else self.sessions[session]
        self.cases.append(
            self.laptop.write(
                kinds.ConsultationRecorded(
                    at=_at(day),
                    topic=topic,
                    outcome=outcome,
                    minutes=10 + day,
                    channel=channel,
                    age_band="60s",
                    session_id=own if at is None else self.where[at],
                    person_id=None if person is None else self.people[person],
                    attendance_id=at,
                )
            ).entity_id
        )

    def _result(self, number: int, first_day: str, days: int, **told: Any) -> None:
        """Counts of a past year, entered or put right."""
        last_day = (date.fromisoformat(first_day) + timedelta(days=days)).isoformat()
        kind = kinds.ResultAmended if number in self.results else kinds.ResultEntered
        payload = msgspec.convert({"first_day": first_day, "last_day": last_day, **told}, kind)
        self.results[number] = self.laptop.write(payload, self.results.get(number)).entity_id

    def _register(self, person: int, days: int) -> None:
        self.laptop.clock.moment = parse_moment(f"2026-03-{17 + 4 * days}T10:00:00+09:00")
        if self.people[person] not in self.known:
            self.laptop.write(kinds.PersonRegistered(age_band="70s"), self.people[person])
            self.known.add(self.people[person])

    def _change(self, what: str, number: int, day: int) -> None:
        if what == "void visit" and self.visits:
            self.laptop.write(kinds.AttendanceVoided(), self.visits[number % len(self.visits)])
        elif what == "void case" and self.cases:
            self.laptop.write(kinds.ConsultationVoided(), self.cases[number % len(self.cases)])
        elif what == "amend case" and self.cases:
            told = kinds.ConsultationAmended(at=_at(day), topic="T02-01", outcome="O2", minutes=3)
            self.laptop.write(told, self.cases[number % len(self.cases)])


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(_DEED, min_size=15, max_size=25), min_size=1, max_size=2),
    st.lists(st.sampled_from(SPLITS), min_size=3, max_size=3, unique=True),
)
def test_both_databases_count_what_a_plain_count_counts(
    hq: Headquarters,
    tmp_path_factory: pytest.TempPathFactory,
    days: list[list[tuple[str, int | None, Any]]],
    splits: list[Split],
) -> None:
    laptop = hq.enrolled()
    life = Life(laptop)
    with counted(hq, laptop, tmp_path_factory.mktemp("site"), NOW) as both:
        for deeds in days:
            for deed in deeds:
                life.live(*deed)
            both.bring(hq)
            for split, period in product(splits, PERIODS):
                check(both, split, period)


def check(both: Counted, split: Split, period: Period) -> None:
    """Every cell is what the plain count says, and so many records stand behind it."""
    asked = Asked(report=ReportCode.RESULTS, period=period, split=split)
    table, (expected, about) = both.table(asked), plain_count(both.desk, period, split)
    rows = {row.key: row for row in table.rows if row.level is not RowLevel.PART}
    assert {key for key, cells in expected.items() if _shown(table, cells)} <= rows.keys()
    for row in rows.values():
        for column, cell in zip(table.columns, row.cells, strict=True):
            if column.measure is Measure.KOMA:
                continue
            number = expected.get(row.key, {}).get(column.measure, 0)
            assert (cell.value if cell else 0) == number, (row.key, column.key)
            is_about = column.measure in about.get(row.key, ())
            assert cell is None or cell.approximate == is_about, (row.key, column.key)
            if number and column.measure is not Measure.VENUES:
                behind = both.behind(asked, row.key, column.key)
                assert sum(each.count for each in behind) == number, (row.key, column.key)


def _shown(table: object, cells: dict[Measure, int]) -> bool:
    columns = {column.measure for column in getattr(table, "columns", ())}
    return any(number for measure, number in cells.items() if measure in columns)


def _at(day: int) -> str:
    """Early in the morning, which is the day before in UTC; the hours differ."""
    return f"{_date(day)}T0{day % 9}:30:00.000+09:00"
