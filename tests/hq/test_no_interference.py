"""What other towns' sites write changes no letter of what a municipality's reader is shown, wherever they look.

Names that leak can be searched for; a figure that is a little too high cannot. So every page and file is read twice,
before and after another town's site has sent its weeks, and after those who may see more have opened the same.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

import pytest
import requests

from core import kinds
from core.clock import JAPAN
from core.reports.table import ReportCode
from desktop.sync.exchange import exchange
from desktop.sync.transport import HttpTransport
from hq.portal import recent
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop
from tests.helpers.portal_life import PLACES, TOWN, lived
from tests.helpers.readers import add_reader, signed_in
from tests.hq.counted import hold
from tests.hq.test_provisional import tell

NOW = datetime(2026, 11, 21, 18, 0, tzinfo=JAPAN)
DAY, YEAR = f"day={NOW.date()}", "fiscal-year=2026"
WEEKS = 1
_PASSES = re.compile(
    r"\d+[:時]\d\d分?(:\d\d\.\d+)?|value=\"\w{64}\"|DTSTAMP:\w+|たった今|\d+(分|秒)前|[Jj]ust now|\d+ min ago"
)
"""What is another at each look: times of day, and the token of a form."""


def addresses() -> Iterator[str]:
    """Every page and file that a municipality opens, cut in every way that is offered."""
    from hq.portal.report_offers import OFFERS

    yield from (f"/?{DAY}", f"/?{DAY}&municipality={TOWN}", f"/unresolved?{DAY}", f"/unresolved?{DAY}&topic=T02-01")
    yield from (f"/calendar?view={view}&{DAY}" for view in ("month", "week", "day"))
    yield from (f"/calendar.ics?{DAY}", f"/surveys?{DAY}", "/conditions", "/reports", "/handed-in")
    yield from (f"/conditions?from={NOW.date()}&to={NOW.date()}", f"/conditions/file?from={NOW.date()}&format=csv")
    for offer in OFFERS.values():
        yield f"/reports/{offer.code.value}?{YEAR}"
    for split in OFFERS[ReportCode.RESULTS].splits:
        yield f"/reports/r7/file?{YEAR}&by={split}&compare=1&format=json"
    for more in ("", "&publish=1", "&by=site&publish=1", f"&only=municipality%3D{TOWN}", "&only=kind%3Dtrial"):
        yield f"/reports/r7?{YEAR}{more}"
    for told in ("from=2026-10-30&to=2026-11-21", "month=2026-11", f"{YEAR}&until=2026-11-20"):
        yield f"/reports/r7?{told}"
    yield f"/reports/r7/charts?{YEAR}"
    yield from (f"/reports/r7/behind?{YEAR}&row=&column={each}" for each in ("visits", "sessions", "consultations"))


def test_another_towns_records_change_nothing_that_a_reader_sees(
    hq: Headquarters, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = lived(PLACES[0], hq.url, hq.code(hq.add_site(PLACES[0].name, TOWN)), NOW, WEEKS)
    city = signed_in(hq, add_reader("city", municipality=TOWN))
    before = seen(hq, city, own)
    there = PLACES[2].municipality
    site_id = hq.add_site(PLACES[2].name, there, "03-0000-0000")
    _writes(lived(PLACES[2], hq.url, hq.code(site_id), NOW, WEEKS), own)
    tell(hq.query("SELECT site_id FROM site WHERE municipality = %s", there)[0][0], "2026-11-20", visits=900)
    for kept in recent.ALL:
        kept._kept.clear()
        monkeypatch.setattr(kept, "seconds", 600)
    everything = seen(hq, signed_in(hq, add_reader("honbu")), own)
    assert sum(before[path] != everything[path] for path in before) > len(before) // 2, "it can be told apart"
    after = seen(hq, city, own)
    assert [path for path in before if before[path] != after[path]] == []


def seen(hq: Headquarters, reader: requests.Session, own: Laptop) -> Mapping[str, str]:
    """What the reader gets at each address, also at those of one site."""
    of_site = (f"/sites/{own.site.site_id}?{DAY}", f"/reports/r7?{YEAR}&site={own.site.site_id}")
    return {path: _text(reader.get(hq.url + path, timeout=30)) for path in (*addresses(), *of_site)}


def _text(answer: requests.Response) -> str:
    return f"{answer.status_code} {_PASSES.sub('', answer.text)}"


def _writes(other: Laptop, own: Laptop) -> None:
    """What weeks of a site do not have: sessions in the reader's town, under its own names; words of its own."""
    day = NOW.date()
    for back in range(1, 4):
        hold(other, str(day - timedelta(days=back)), 5, municipality=TOWN, venue=PLACES[0].name, session_kind="trial")
    other.write(kinds.SessionPlanned(title="会", day=str(day), starts="10:00", ends="12:00", venue=PLACES[0].name))
    other.write(kinds.TopicDefined(topic="V01-01", ja="ヨソノ相談", reading="よみ", en="x", valid_from="2026-04-01"))
    told = {"topic": "V01-01", "outcome": "O3", "minutes": 5, "age_band": "70s"}
    other.write(kinds.ConsultationRecorded(at=f"{day}T14:00:00.000+09:00", **told))  # type: ignore[arg-type]
    exchange(other, HttpTransport(other.url), other.clock.now)
