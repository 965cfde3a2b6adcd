"""The day to practise on: busy, invented, in a folder of its own, never sent, never mixed."""

from datetime import datetime
from pathlib import Path

import pytest

from core.clock import JAPAN, FixedClock
from core.events import decode_event
from core.facts import Person
from core.problem import Problem
from desktop.app.daily_sheet import daily_sheet
from desktop.app.enrolling import enrol
from desktop.app.sending import send_beside, send_now, send_state
from desktop.app.site import NewSite, current_site, init_site
from desktop.app.training import make_training_day
from desktop.app.walk_in import receive_walk_in

AFTERNOON = FixedClock(datetime(2026, 11, 21, 15, 20, tzinfo=JAPAN))


def test_the_day_is_as_busy_as_a_real_one(tmp_path: Path) -> None:
    desk = make_training_day(tmp_path, AFTERNOON)
    sheet = daily_sheet(desk, desk.today)
    assert (sheet.attendance.visits, sheet.consultations.cases) == (46, 32)
    assert len(sheet.duties) == 5
    assert len(sheet.loans) == 3
    assert len(sheet.incidents) == 1
    assert len(sheet.consultations.topics) >= 8
    assert sheet.attendance.new_visitors < sheet.attendance.distinct_registered == 38
    assert len({hour.hour for hour in sheet.hours}) >= 4
    assert desk.store.facts.count(Person, "name IS NOT NULL AND kana IS NOT NULL AND phone IS NOT NULL") == 40
    assert receive_walk_in(desk, "60s").attendance is not None
    desk.store.close()


def test_nothing_lies_in_the_future_and_hardly_anything_before_today(tmp_path: Path) -> None:
    early = FixedClock(datetime(2026, 11, 21, 0, 20, tzinfo=JAPAN))
    desk = make_training_day(tmp_path, early)
    rows = desk.store.db.execute("SELECT data FROM event").fetchall()
    times = [datetime.fromisoformat(decode_event(data).wall_time) for (data,) in rows]
    assert max(times) <= early.now()
    assert daily_sheet(desk, desk.today).attendance.visits == 46
    desk.store.close()


def test_it_never_mixes_with_the_real_site_and_is_made_anew(tmp_path: Path) -> None:
    real = init_site(tmp_path, NewSite("田無公民館", "132292", "ひみつ"), AFTERNOON)
    before = current_site(tmp_path)
    first = make_training_day(tmp_path, AFTERNOON)
    assert first.training
    assert first.identity.site_id != real.identity.site_id
    first.store.close()
    again = make_training_day(tmp_path, AFTERNOON)
    assert again.identity.site_id != first.identity.site_id
    assert current_site(tmp_path) == before
    assert real.store.facts.count(Person) == 0
    again.store.close()
    real.store.close()


def test_it_is_never_sent_and_never_enrolled(tmp_path: Path) -> None:
    desk = make_training_day(tmp_path, AFTERNOON)
    with pytest.raises(Problem) as refused:
        send_now(desk)
    assert refused.value.code == "training_not_sent"
    with pytest.raises(Problem) as beside:
        send_beside(lambda work: work(desk))
    assert beside.value.code == "training_not_sent"
    with pytest.raises(Problem) as refused:
        enrol(desk, "http://127.0.0.1:9", "0" * 16)
    assert refused.value.code == "training_not_enrolled"
    assert send_state(desk).training
    desk.store.close()
