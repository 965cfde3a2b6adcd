"""Reports for a municipality's reader: what its own sites recorded, wherever they held it, and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import requests

from core import kinds
from core.reports.handed_in import freeze
from tests.helpers.headquarters import Headquarters, headquarters
from tests.helpers.laptop import Laptop
from tests.helpers.readers import NISHITOKYO, add_reader, signed_in, words_of
from tests.helpers.report_tables import r1
from tests.hq.counted import hold

OTHER_TOWN = "132101"
DAY = "2025-06-16"
SECRETS = ("ヨソノ拠点", "ヨソノ会", "ヨソノ会場", "ヨソノ担当", "ヨソノ相談", "ヨソノ提出先")
"""What a site of another town wrote."""


@dataclass(frozen=True)
class World:
    """A site of the reader's town, one of another town that holds sessions in both, and the reader."""

    hq: Headquarters
    own: Laptop
    other: Laptop
    session: str
    submission: str
    reader: requests.Session
    staff: requests.Session

    def get(self, path: str, who: requests.Session | None = None) -> requests.Response:
        """A page as the reader sees it."""
        return (who or self.reader).get(self.hq.url + path, timeout=20, allow_redirects=False)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with headquarters() as hq:
        own, other = Laptop(), Laptop()
        own.join(hq.url, hq.code(hq.add_site("田無庁舎")))
        other.join(hq.url, hq.code(hq.add_site(SECRETS[0], OTHER_TOWN)))
        hold(own, DAY, 3, municipality=NISHITOKYO)
        hold(own, "2025-06-17", 2, municipality=OTHER_TOWN)
        for town in (NISHITOKYO, OTHER_TOWN):
            session = hold(other, DAY, 7, municipality=town, title=SECRETS[1], venue=SECRETS[2])
        submission = _of_the_other(other, session)
        own.write(kinds.SupporterRegistered(display_name="うちの担当", age_band="60s", registered_on="2025-04-03"))
        for laptop in (own, other):
            hq.exchange(laptop)
        reader = signed_in(hq, add_reader("city", municipality=NISHITOKYO))
        yield World(hq, own, other, session, submission, reader, signed_in(hq, add_reader("honbu")))


def _of_the_other(laptop: Laptop, session: str) -> str:
    who = laptop.write(kinds.SupporterRegistered(display_name=SECRETS[3], registered_on="2025-04-03")).entity_id
    laptop.write(kinds.DutyStarted(supporter_id=who, at=f"{DAY}T12:55:00.000+09:00", session_id=session))
    laptop.write(kinds.TopicDefined(topic="V01-01", ja=SECRETS[4], reading="よみ", en="x", valid_from="2025-04-01"))
    at = f"{DAY}T14:00:00.000+09:00"
    laptop.write(kinds.ConsultationRecorded(at=at, topic="V01-01", outcome="O1", minutes=5, session_id=session))
    frozen = freeze(r1())
    told = kinds.ReportSubmitted(
        report="r1",
        period_from="2025-04-01",
        period_to="2026-03-31",
        cut_off="x",
        content=frozen.content,
        content_hash=frozen.content_hash,
        handed_to=SECRETS[5],
    )
    return laptop.write(told).entity_id


def test_its_figures_are_those_of_its_own_sites_wherever_they_were(world: World) -> None:
    page = words_of(world.get("/reports/r7?fiscal-year=2025&by=municipality"))
    assert "西東京市 2か所" not in page
    assert re.search(r"合計 2か所 2回 6コマ 5人", page), page
    everything = words_of(world.get("/reports/r7?fiscal-year=2025", world.staff))
    assert "延べ人数 19人" in everything
    assert "合計 1人" in words_of(world.get("/reports/r4?fiscal-year=2025"))


def test_nothing_of_another_towns_sites_is_on_any_page(world: World) -> None:
    year, row = "fiscal-year=2025", "row=&column"
    splits = ("site", "municipality", "venue", "topic", "kind", "day", "programme")
    paths = [
        "/reports",
        *(f"/reports/r7?{year}&compare=1&by={split}" for split in splits),
        *(f"/reports/{code}?{year}" for code in ("r1", "r2", "r3", "r4")),
        "/reports/r5?month=2025-06",
        *(f"/reports/r7/behind?{year}&{row}={each}" for each in ("visits", "sessions", "consultations")),
        f"/reports/r4/behind?{year}&{row}=registered",
        *(f"/reports/r7/file?{year}&by=site&format={each}" for each in ("csv", "json")),
        "/conditions?from=2025-06-16&to=2025-06-16",
        "/conditions/file?from=2025-06-16&to=2025-06-16&format=csv",
        "/handed-in",
    ]
    for path in paths:
        answer = world.get(path)
        assert answer.status_code == 200, path
        _holds_no_secret(world, answer, path)
    assert any(secret in world.get(paths[1], world.staff).text for secret in SECRETS), "the secrets are there"


def test_no_word_of_an_address_widens_it(world: World) -> None:
    site, year = world.other.site.site_id, "fiscal-year=2025"
    refused = (
        f"/reports/r7?{year}&site={site}",
        f"/reports/r7?{year}&municipality={OTHER_TOWN}",
        f"/reports/r7?{year}&municipality={NISHITOKYO}",
        f"/reports/r7?{year}&only=site%3D{site}",
        f"/reports/r7?{year}&only=topic%3DV01-01%40{site}",
        f"/reports/r7/behind?{year}&row=&column=visits&site={site}",
        f"/reports/r7/file?{year}&format=csv&site={site}",
        f"/reports/r5?session={world.session}&site={site}",
        f"/reports/r7/behind?{year}&by=site&row={site}&column=visits",
        f"/conditions?site={site}",
        f"/conditions/file?format=csv&site={site}",
        f"/handed-in?site={site}",
        f"/handed-in/{site}/{world.submission}",
        f"/handed-in/{world.own.site.site_id}/{world.submission}",
        f"/handed-in/{site}/{world.submission}/file?format=csv",
        f"/reports/r5?session={world.session}",
        f"/reports/r5/behind?session={world.session}&row={world.session}&column=supporters",
        f"/reports/r5/file?session={world.session}&format=csv",
    )
    for path in refused:
        answer = world.get(path)
        assert answer.status_code in (400, 404), path
        _holds_no_secret(world, answer, path)
    elsewhere = words_of(world.get(f"/reports/r7?{year}&only=municipality%3D{OTHER_TOWN}"))
    assert "延べ人数 2人" in elsewhere
    assert world.get(f"/handed-in/{site}/{world.submission}", world.staff).status_code == 200


def test_who_served_in_another_towns_session_is_not_told_by_its_id(world: World) -> None:
    """Past the pages: the very question that they put."""
    from datetime import datetime

    from core.clock import JAPAN
    from core.reports.period import day_period
    from core.reports.table import Asked, ReportCode
    from hq.reports.tables import behind
    from hq.reports.whose import Sites

    now = datetime.now(JAPAN)
    asked = Asked(report=ReportCode.SESSION, period=day_period(now.date()), session_id=world.session)
    ours = Sites((world.own.site.site_id,), "西東京市の拠点")
    assert behind(asked, now, world.session, "supporters", sites=ours) == []
    found = behind(asked, now, world.session, "supporters")
    assert [(each.title, each.day) for each in found] == [(SECRETS[3], DAY)]


def test_a_laptop_that_plays_along_names_no_other_site(world: World) -> None:
    """What stands behind an @ is that laptop's own word: with another site's id it opens none of its names."""
    site, code = world.own.site.site_id, f"@{world.other.site.site_id}"
    at = f"{DAY}T14:00:00.000+09:00"
    world.own.write(kinds.ConsultationRecorded(at=at, topic="V01-01" + code, outcome="O1", minutes=5))
    hold(world.own, DAY, 0, programme="V01" + code, session_kind="V01" + code)
    world.hq.exchange(world.own)
    for split in ("topic", "programme", "kind"):
        for path in (
            f"/reports/r7?fiscal-year=2025&by={split}",
            f"/reports/r7?fiscal-year=2025&by={split}&site={site}",
        ):
            answer = world.get(path)
            assert code in answer.text or split == "kind", path
            assert not any(secret in answer.text for secret in SECRETS), path


def _holds_no_secret(world: World, answer: requests.Response, path: str) -> None:
    """But for what the reader typed: the page leads back to its own address."""
    for secret in (*SECRETS, world.session, world.submission, world.other.site.site_id):
        assert secret in path or secret not in answer.text, (path, secret)
