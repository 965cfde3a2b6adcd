"""Weeks of three sites in two municipalities, so that every page of the portal has something to show.

Everybody is invented. The same weeks come out each time, told back from the day that is asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import msgspec

from core import kinds
from core.clock import FixedClock, stamp
from core.ids import day_id
from core.reports.definitions import DEFINITIONS
from core.reports.handed_in import freeze
from core.reports.table import ReportCode, ReportTable
from core.wareki import fiscal_year
from desktop.sync.exchange import exchange
from desktop.sync.transport import HttpTransport
from tests.helpers.laptop import Laptop
from tests.helpers.report_tables import r1

_BANDS = ("60s", "70s", "70s", "80plus", "50s", "unknown")
_TOPICS = ("T02-01", "T02-01", "T05-01", "T01-01", "T04-01", "T03-02")
_OUTCOMES = ("O1", "O1", "O1", "O2", "O3", "O4-shop", "O5")
_OUR_SUPPORTER = ("佐藤 よし子", "さとう よしこ")


@dataclass(frozen=True)
class Place:
    """A site, what it runs week by week, and whether its day is closed today. `phone` is its office's."""

    name: str
    municipality: str
    title: str
    kind: str
    programme: str
    closes: bool = False
    phone: str = "042-000-1111"


PLACES = (
    Place("田無庁舎", "132292", "スマホ相談会", "consultation", "P04", closes=True),
    Place("ひばりが丘図書館", "132292", "常設スマホ相談会場", "standing", "P06"),
    Place("蒲田地域庁舎", "131113", "スマホ体験会", "trial", "P01"),
)
TOWN = PLACES[0].municipality
_FEEDBACK, _HANDED_TO, _WEATHER, _LAPTOP = "絵が、もう少し大きいと助かります。", "デジタル推進課", "晴れ", "受付A"
WORDS = (
    *_OUR_SUPPORTER,
    _FEEDBACK,
    _HANDED_TO,
    _WEATHER,
    _LAPTOP,
    *(word for each in PLACES for word in (each.name, each.title)),
)
"""What sites wrote themselves; it is the same in every language."""


def live(url: str, codes: Callable[[Place], str], now: datetime, weeks: int = 6) -> tuple[Laptop, ...]:
    """All of them join the headquarters there and send; the last of their days is that of `now`."""
    return tuple(lived(place, url, codes(place), now, weeks) for place in PLACES)


def lived(place: Place, url: str, code: str, now: datetime, weeks: int) -> Laptop:
    """A laptop of this place, which has sent what it did in these weeks."""
    laptop, chance = Laptop(clock=FixedClock(now)), Random(place.name)
    laptop.join(url, code)
    supporter = _supporter(laptop, place, now - timedelta(weeks=weeks))
    regular = laptop.visitor().entity_id
    for back in range(weeks, -1, -1):
        held = now - timedelta(weeks=back)
        _session(laptop, place, held, supporter, regular, chance)
        if back > 1 or place.closes:
            _close(laptop, held)
    _plan(laptop, place, now + timedelta(days=3))
    _odd_ends(laptop, place, now)
    laptop.clock.moment = now
    exchange(laptop, HttpTransport(url), laptop.clock.now)
    return laptop


def _supporter(laptop: Laptop, place: Place, since: datetime) -> str:
    laptop.clock.moment = since
    day, (name, kana) = since.date().isoformat(), _OUR_SUPPORTER
    told = kinds.SupporterRegistered(
        display_name=name, kana=kana, age_band="60s", registered_on=day, municipalities=(place.municipality,)
    )
    supporter = laptop.write(told).entity_id
    laptop.write(kinds.TrainingCompleted(supporter_id=supporter, training="basic", day=day, minutes=180, passed=True))
    laptop.write(kinds.BadgeIssued(supporter_id=supporter, badge="supporter", issued_on=day))
    return supporter


def _plan(laptop: Laptop, place: Place, when: datetime) -> str:
    told = kinds.SessionPlanned(
        title=place.title,
        day=when.date().isoformat(),
        starts="10:00",
        ends="12:00",
        session_kind=place.kind,
        programme=place.programme,
        venue=place.name,
        municipality=place.municipality,
        quota=12,
    )
    return laptop.write(told).entity_id


def _session(laptop: Laptop, place: Place, when: datetime, supporter: str, regular: str, chance: Random) -> None:
    laptop.clock.moment = when.replace(hour=9, minute=0)
    session, day = _plan(laptop, place, when), when.date().isoformat()
    laptop.write(kinds.StaffingAssigned(session_id=session, supporter_id=supporter, role="supporter"))
    laptop.write(kinds.SessionOpened(at=f"{day}T09:50:00.000+09:00"), session)
    for number in range(chance.randint(4, 8)):
        known = regular if number == 0 else None
        laptop.clock.moment = when.replace(hour=10 + number // 4, minute=12 * (number % 4))
        band = chance.choice(_BANDS)
        visit = laptop.visit(session, age_band=band, person_id=known, how="card" if known else "number").entity_id
        _consultation(laptop, session, visit, band, supporter, chance)
    laptop.write(kinds.SurveyEntered(survey="S1", day=day, session_id=session, choices=("q1=1", "q3=2", "q4=1")))
    laptop.write(kinds.SessionClosed(at=f"{day}T12:00:00.000+09:00"), session)


def _consultation(laptop: Laptop, session: str, visit: str, band: str, supporter: str, chance: Random) -> None:
    told = kinds.ConsultationRecorded(
        at=stamp(laptop.clock.now()),
        topic=chance.choice(_TOPICS),
        outcome=chance.choice(_OUTCOMES),
        minutes=chance.choice((10, 15, 30)),
        session_id=session,
        attendance_id=visit,
        age_band=band,
        supporter_id=supporter,
    )
    laptop.write(told)


def _odd_ends(laptop: Laptop, place: Place, now: datetime) -> None:
    """What else pages tell: a record that is kept apart, a report handed in, last year as 約."""
    today, year = now.date(), fiscal_year(now.date())
    laptop.clock.moment = now
    laptop.write(kinds.HandoutFeedback(handout="H05", text=_FEEDBACK))
    laptop.write(kinds.HandoutFeedback(handout="H05", text="123456789018"))
    laptop.write(
        kinds.ResultEntered(
            first_day=f"{year - 1}-04-01",
            last_day=f"{year}-03-31",
            session_kind=place.kind,
            programme=place.programme,
            municipality=place.municipality,
            sessions=40,
            visits=300,
            estimated=("visits",),
        )
    )
    frozen = freeze(_as_counted(place, now))
    laptop.write(
        kinds.ReportSubmitted(
            report="r1",
            period_from=f"{year}-04-01",
            period_to=today.isoformat(),
            cut_off=stamp(now),
            content=frozen.content,
            content_hash=frozen.content_hash,
            handed_to=_HANDED_TO,
        )
    )


def _as_counted(place: Place, now: datetime) -> ReportTable:
    return msgspec.structs.replace(
        r1(),
        en="Regular consultation sessions",
        scope=place.name,
        cut_off=stamp(now),
        rule=DEFINITIONS[ReportCode.REGULAR].rule,
        notes=(),
    )


def _close(laptop: Laptop, when: datetime) -> None:
    day = when.date()
    laptop.write(
        kinds.DayClosed(day=day.isoformat(), at=stamp(when), weather=_WEATHER), day_id(laptop.site.site_id, day)
    )
