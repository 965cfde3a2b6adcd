"""What SQL says of a day is what a calendar says."""

import sqlite3
from datetime import date, timedelta

from core.reports.splits import Family, expression
from core.reports.table import Split


def test_the_weekday_of_any_day_is_that_of_the_calendar() -> None:
    days = [date(1899, 12, 25) + timedelta(days=each) for each in range(0, 110_000, 13)]
    told = expression(Split.WEEKDAY, Family.VISITS)
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE t (day text)")
    db.executemany("INSERT INTO t VALUES (?)", [(each.isoformat(),) for each in days])
    assert db.execute(f"SELECT t.day, {told} FROM t ORDER BY t.day").fetchall() == [
        (each.isoformat(), str(each.isoweekday())) for each in days
    ]
    db.close()
