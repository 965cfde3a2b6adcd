"""設置条件を見る (R8): whether the site's programmes keep what they ask for, told while it can still be mended.

What visitors confirm at the door (参加条件) is another thing: `desktop.app.conditions`.
"""

from datetime import date

from core.conditions.reading import Watching
from core.conditions.values import Span
from core.conditions.watch import told_now
from core.reports.conditions_table import ConditionsTable, asked_days, conditions_table
from core.reports.unresolved import week_of
from desktop.app.desk import Desk
from desktop.app.programmes import programmes_now
from desktop.app.reporting import site_source
from desktop.storage.tallies import refresh_tallies


def conditions_report(desk: Desk, first: date | None = None, last: date | None = None) -> ConditionsTable:
    """Every finding of the weeks that have one of these days; this week where none is said. Problem: no period."""
    days = asked_days(first, last, desk.today)
    return _table(desk, days, told=False)


def conditions_now(desk: Desk) -> ConditionsTable:
    """What a coordinator should know today: nothing that is met, nothing of weeks that are over."""
    return _table(desk, (desk.today, desk.today), told=True)


def _table(desk: Desk, days: tuple[date, date], *, told: bool) -> ConditionsTable:
    refresh_tallies(desk.store.db)
    programmes, source = programmes_now(desk), site_source(desk)
    judged = Span(week_of(days[0]).monday, week_of(days[1]).sunday)
    found = Watching(source, programmes, judged, desk.today).findings()
    name = desk.identity.site_name
    kept = told_now(found, desk.today) if told else found
    return conditions_table(kept, programmes, (judged.first, judged.last), desk.clock.now(), name, lambda _site: name)
