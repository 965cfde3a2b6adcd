"""R9 at headquarters, in PostgreSQL: the figures of the laptop, from the same events."""

import re
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import kinds
from core.clock import JAPAN
from core.problem import Problem
from core.reports.unresolved_table import WeekTable
from desktop.app.site import desk_of
from desktop.app.unresolved import unresolved as at_the_site
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import MORNING, Laptop
from tests.helpers.sites import fixed_clock, make_identity, make_store

NOW = MORNING.astimezone(JAPAN)
FIRST, LAST = date(2026, 11, 9), date(2026, 11, 21)
_CASE = st.fixed_dictionaries(
    {
        "day": st.integers(0, 41),
        "topic": st.sampled_from(["T01-01", "T05-01", "V01-01", "T77-01"]),
        "outcome": st.sampled_from(["O1", "O2", "O3", "O4", "O5", "O6", "O7"]),
        "after": st.sampled_from(["", "", "", "works", "trouble", "taken back", "voided", "amended"]),
    }
)


def at_headquarters(*asked: date | str | None) -> list[WeekTable]:
    """Imported here: its models exist only once Django is set up."""
    from hq.reports.unresolved import unresolved

    return unresolved(NOW, *asked)  # type: ignore[arg-type]  # first, last, site


def told(laptop: Laptop, day: date, topic: str, outcome: str) -> str:
    """A consultation just after midnight, which is the day before in UTC; its id."""
    content = kinds.ConsultationRecorded(at=f"{day}T00:30:00.000+09:00", topic=topic, outcome=outcome, minutes=15)
    return laptop.write(content).entity_id


def lived(laptop: Laptop, case: dict[str, object]) -> tuple[date, str, str, str]:
    """A case with what became of it, and how it must be counted: day, topic, outcome, answer."""
    day = date(2026, 10, 12) + timedelta(days=int(str(case["day"])))
    topic, outcome, after = (str(case[name]) for name in ("topic", "outcome", "after"))
    entity = told(laptop, day, topic, outcome)
    at = "2026-11-21T10:00:00.000+09:00"
    if after == "voided":
        laptop.write(kinds.ConsultationVoided(), entity)
        return day, "", "", ""
    if after == "amended":
        laptop.write(
            kinds.ConsultationAmended(at=f"{day}T23:30:00.000+09:00", topic="T02-01", outcome="O6", minutes=5), entity
        )
        return day, "T02-01", "O6", ""
    if after:
        answer = "trouble" if after == "taken back" else after
        laptop.write(kinds.ConsultationFollowedUp(answer=answer, at=at), entity)
    if after == "taken back":
        laptop.write(kinds.ConsultationFollowedUp(answer="", at=at), entity)
        return day, topic, outcome, ""
    return day, topic, outcome, after


def from_the_laptops_file(folder: Path, laptop: Laptop) -> list[WeekTable]:
    store = make_store(folder, make_identity(site_id=laptop.site.site_id))
    with store.db.atomic():
        store.journal.absorb(laptop.journal)
    found = at_the_site(desk_of(store, fixed_clock()), FIRST, LAST)
    store.close()
    return found


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_CASE, min_size=1, max_size=40))
def test_both_count_what_a_plain_count_over_the_events_counts(
    hq: Headquarters, tmp_path_factory: pytest.TempPathFactory, cases: list[dict[str, object]]
) -> None:
    laptop = hq.enrolled()
    stand = [each for each in (lived(laptop, case) for case in cases) if each[1]]
    hq.exchange(laptop)
    here = at_headquarters(FIRST, LAST, laptop.site.site_id)
    there = from_the_laptops_file(tmp_path_factory.mktemp("site"), laptop)
    assert [msgspec.structs.replace(each, cut_off="") for each in here] == [
        msgspec.structs.replace(each, cut_off="") for each in there
    ]
    assert [each.week for each in here] == ["2026-W46", "2026-W47"]
    for table in here:
        first = date.fromisoformat(table.first_day)
        week = [each for each in stand if first <= each[0] < first + timedelta(days=7)]
        before = [each for each in stand if first - timedelta(days=28) <= each[0] < first]
        for line in table.topics:
            for figures, span in ((line.now, week), (line.before, before)):
                mine = [each for each in span if each[1] == line.topic]
                assert figures.cases == len(mine)
                assert figures.unresolved == sum(
                    outcome in {"O2", "O3", "O5", "O6"} or answer == "trouble" for _, _, outcome, answer in mine
                )
            assert len(line.consultations) == line.now.cases + line.before.cases


def test_all_sites_are_added_but_their_own_topics_stay_apart(hq: Headquarters) -> None:
    laptops = [hq.enrolled(), hq.enrolled()]
    for laptop, title in zip(laptops, ("しろ丸ペイ", "図書館アプリ"), strict=True):
        laptop.write(
            kinds.TopicDefined(topic="V01-01", ja=title, reading="よみ", en="Own", valid_from="2026-04-01"),
        )
        for topic in ("T05-01", "T05-01", "T05-01", "V01-01"):
            told(laptop, date(2026, 11, 20), topic, "O2")
        hq.exchange(laptop)
    (table,) = at_headquarters(None, None)
    assert [(each.title, each.now.cases, each.now.share) for each in table.topics if not each.site_id] == [
        ("LINE", 6, 100.0)
    ]
    own = {each.site_id: (each.title, each.now.cases) for each in table.topics if each.site_id}
    assert own == {
        laptops[0].site.site_id: ("しろ丸ペイ", 1),
        laptops[1].site.site_id: ("図書館アプリ", 1),
    }


def test_the_command_answers_as_the_laptops_does(
    hq: Headquarters, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from hq.__main__ import make_parser
    from hq.cli.reports import unresolved_weeks

    laptop = hq.enrolled()
    told(laptop, date(2026, 11, 20), "T05-01", "O2")
    hq.exchange(laptop)

    def run(*words: str) -> str:
        words = ("report", "r9", "--site", laptop.site.site_id, "--from", str(FIRST), "--to", str(LAST), *words)
        assert unresolved_weeks(make_parser().parse_args(words)) == 0
        return capsys.readouterr().out

    first, second = (msgspec.json.decode(line, type=WeekTable) for line in run("--json").splitlines())
    assert (first.topics, second.topics[0].now.cases) == ((), 1)
    assert [line.split(",")[4:6] for line in run("--format", "csv").splitlines()] == [
        ["番号", "相談の内容"],
        ["T05-01", "LINE"],
    ]
    assert "1/1件 5件未満" in run()
    for form, head in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("pdf", b"%PDF")):
        out = tmp_path / f"r9.{form}"
        assert msgspec.json.decode(run("--format", form, "--out", str(out), "--json")) == {
            "path": str(out),
            "bytes": out.stat().st_size,
        }
        assert out.read_bytes().startswith(head)
    with pytest.raises(Problem) as refused:
        run("--format", "xlsx")
    assert refused.value.code == "no_out"
    assert '"cases":1' in run("--site", "", "--municipality", "132292", "--json")
    assert '"cases":1' not in run("--site", "", "--municipality", "132110", "--json")
    with pytest.raises(Problem) as unknown:
        run("--site", "nowhere")
    assert unknown.value.code == "no_such_site"


def test_the_portal_shows_a_week_and_what_stands_behind_a_topic(hq: Headquarters) -> None:
    first, second = hq.enrolled(), hq.enrolled()
    for outcome in ("O1", "O2", "O3"):
        told(first, date(2026, 11, 20), "T05-01", outcome)
    told(second, date(2026, 11, 20), "T05-01", "O1")
    told(second, date(2026, 11, 20), "T05-01", "O5")
    second.write(kinds.TopicDefined(topic="V01-01", ja="図書館アプリ", reading="よみ", en="x", valid_from="2026-04-01"))
    told(second, date(2026, 11, 19), "V01-01", "O2")
    for laptop in (first, second):
        hq.exchange(laptop)
    somebody = signed_in(hq)
    whole = look(somebody, hq, "/unresolved?day=2026-11-21")
    assert "第47週" in whole
    assert "LINE 3 / 5 60.0%" in whole
    assert "図書館アプリ 田無庁舎 1 / 1 5件未満" in whole
    assert "LINEで家族とつながる" in whole
    one = look(somebody, hq, f"/unresolved?day=2026-11-21&site={first.site.site_id}")
    assert "LINE 2 / 3 5件未満" in one
    behind = look(somebody, hq, "/unresolved?day=2026-11-21&topic=T05-01&of=")
    assert behind.count("00:30") == 5
    assert behind.count("次回につづく") == 2  # in the row, and in the rule below
    assert "相談はありません" in look(somebody, hq, "/unresolved?day=2026-01-05")
    assert requests.get(f"{hq.url}/unresolved", allow_redirects=False, timeout=10).status_code == 302
    assert somebody.get(f"{hq.url}/unresolved?site=nowhere", timeout=10).status_code == 404


def signed_in(hq: Headquarters) -> requests.Session:
    from django.contrib.auth.models import User

    from tests.hq.test_portal import PASSWORD, sign_in

    User.objects.create_user("hanako", password=PASSWORD, is_staff=True)
    session = requests.Session()
    assert sign_in(session, hq, PASSWORD).status_code == 200
    return session


def look(session: requests.Session, hq: Headquarters, path: str) -> str:
    """The words of a page."""
    answer = session.get(hq.url + path, timeout=10)
    assert answer.status_code == 200, answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())
