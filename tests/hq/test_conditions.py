"""R8 at headquarters: the findings of the laptop, from the same events, in PostgreSQL; of one site, a place, or all."""

import json
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from core import kinds
from core.clock import JAPAN
from core.reports.conditions_table import ConditionsTable
from desktop.app.conditions_watch import conditions_report as at_the_site
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop
from tests.hq.counted import counted, hold
from tests.printing.reading import text_of

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=JAPAN)
"""A Saturday."""


def at_headquarters(*asked: object, **scope: object) -> ConditionsTable:
    from hq.reports.conditions import conditions_report

    return conditions_report(NOW, *asked, **scope)  # type: ignore[arg-type]  # first, last, site


def lived(laptop: Laptop) -> None:
    """A desk twice this week and once before, a course with one trained instructor for nine, a window of Kusu."""
    for day in ("2026-11-13", "2026-11-16", "2026-11-18"):
        standing = hold(laptop, day, 2, programme="P06", venue="田無庁舎", session_kind="standing")
    session = hold(laptop, "2026-11-19", 9, programme="P12", session_kind="course")
    hold(laptop, "2026-11-17", 3, programme="P17", strand="P17-2", municipality="444626")
    ended = "2026-11-19T16:00:00.000+09:00"
    for who, sitting, day in (("a" * 32, session, "2026-11-19"), ("b" * 32, standing, "2026-11-18")):
        laptop.write(kinds.SupporterRegistered(display_name="山田"), who)
        laptop.write(kinds.BadgeIssued(supporter_id=who, badge="x", issued_on="2026-01-01"))
        duty = laptop.write(
            kinds.DutyStarted(supporter_id=who, at=f"{day}T12:55:00.000+09:00", session_id=sitting)
        ).entity_id
        laptop.write(kinds.DutyEnded(at=ended.replace("2026-11-19", day)), duty)
        laptop.write(kinds.StaffingAssigned(session_id=sitting, supporter_id=who))
    for number in range(2):
        laptop.write(
            kinds.ConsultationRecorded(
                at=f"2026-11-18T14:0{number}:00.000+09:00",
                topic="T05-01",
                outcome="O1",
                minutes=30,
                session_id=standing,
            )
        )


def plain(table: ConditionsTable) -> ConditionsTable:
    """Without the words for whose records these are."""
    return msgspec.structs.replace(
        table,
        cut_off="",
        scope="",
        findings=tuple(msgspec.structs.replace(each, site="") for each in table.findings),
    )


def test_both_find_the_same(hq: Headquarters, tmp_path: Path) -> None:
    laptop = hq.enrolled()
    lived(laptop)
    with counted(hq, laptop, tmp_path, NOW) as both:
        here = at_the_site(both.desk)
        assert plain(here) == plain(at_headquarters(None, None, laptop.site.site_id))
    told = {(each.rule, each.state, each.actual, each.planned, each.should) for each in here.findings}
    assert told == {
        ("frequency", "at_risk", 2, 0, 3),
        ("ratio", "broken", 1, 9, 3),
        ("trained", "met", 1, 0, 1),
        ("one_to_one", "broken", 1, 2, 2),
        ("receptions", "met", 3, 0, 600),
        ("sessions", "met", 0, 0, 36),
    }


def test_sites_stay_apart_and_a_municipality_sees_its_own(hq: Headquarters, tmp_path: Path) -> None:
    laptops = [hq.enrolled(), hq.enrolled()]
    for number, laptop in enumerate(laptops):
        lived(laptop)
        hq.exchange(laptop)
        one = at_headquarters(None, None, laptop.site.site_id)
        assert {each.site_id for each in one.findings} == {laptop.site.site_id}
        assert len(at_headquarters().findings) >= (number + 1) * len(one.findings)
    kusu = at_headquarters(None, None, municipality="444626")
    assert {each.programme for each in kusu.findings} == {"P17"}


def test_the_command_answers_in_every_form(
    hq: Headquarters, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from hq.__main__ import make_parser
    from hq.cli.reports import conditions_watched

    laptop = hq.enrolled()
    lived(laptop)
    hq.exchange(laptop)
    site = ("report", "r8", "--site", laptop.site.site_id, "--from", "2026-11-16", "--to", "2026-11-21")

    def run(*words: str) -> str:
        assert conditions_watched(make_parser().parse_args((*site, *words))) == 0
        return capsys.readouterr().out

    told = json.loads(run("--format", "json"))
    assert (told["report"], told["last_day"]) == ("r8", "2026-11-22")
    assert run("--format", "csv").startswith("週,はじめの日")
    assert "常設スマホ相談会場" in run()
    out = tmp_path / "r8.xlsx"
    run("--format", "xlsx", "--out", str(out))
    assert out.read_bytes().startswith(b"PK")
    paper = out.with_suffix(".pdf")
    run("--out", str(paper))
    words = text_of(paper.read_bytes())
    assert all(each in words for each in ("令和8年11月16日から令和8年11月22日まで", "常設スマホ相談会場", "見かた"))
