"""National holidays (国民の祝日・休日) and the closure at the year's end.

The library is loaded when somebody first looks at a calendar. The equinoxes of years to come are reckoned: the cabinet
names them each February for the year after.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

YEAR_END = "年末年始"
_SUBSTITUTE = "振替休日"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day on which public places are closed, and its name in Japanese."""

    day: date
    name: str


def days_off(first: date, last: date) -> tuple[DayOff, ...]:
    """Holidays and the days of the year's end from the first to the last day, in order, each once."""
    span = range(first.toordinal(), last.toordinal() + 1)
    named = ((day, holiday_name(day) or (YEAR_END if is_year_end(day) else "")) for day in map(date.fromordinal, span))
    return tuple(DayOff(day, name) for day, name in named if name)


def is_holiday(day: date) -> bool:
    """Whether it is a national holiday, or the day that stands for one."""
    return holiday_name(day) is not None


@lru_cache(maxsize=4096)
def holiday_name(day: date) -> str | None:
    """「勤労感謝の日」; 「振替休日」 for a day that stands for one that fell on a Sunday; None for any other day."""
    import jpholiday

    name = jpholiday.is_holiday_name(day)
    return _SUBSTITUTE if name is not None and name.endswith(_SUBSTITUTE) else name


def is_year_end(day: date) -> bool:
    """29 December to 3 January, when public offices are closed."""
    return (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
