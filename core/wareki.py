"""Japanese eras (和暦), weekdays and fiscal years (年度).

Source of the era table: the edicts that name the day each era began to be used. Days before 1873-01-01
(明治6年), when Japan took the Gregorian calendar, are told in the era but by Gregorian month and day.
"""

from dataclasses import dataclass
from datetime import date, time

WEEKDAYS = "月火水木金土日"


@dataclass(frozen=True, slots=True)
class Era:
    """An era: its name, its one-letter sign in forms, and the first day it was in use."""

    name: str
    letter: str
    begins: date


ERAS = (
    Era("令和", "R", date(2019, 5, 1)),
    Era("平成", "H", date(1989, 1, 8)),
    Era("昭和", "S", date(1926, 12, 25)),
    Era("大正", "T", date(1912, 7, 30)),
    Era("明治", "M", date(1868, 1, 25)),
)


def era_of(day: date) -> Era:
    """The era in use on that day. Raises ValueError before 明治."""
    for era in ERAS:
        if day >= era.begins:
            return era
    raise ValueError(f"no era is known for {day.isoformat()}")


def era_year(day: date) -> int:
    """The year within its era; the first is 1, written 元."""
    return day.year - era_of(day).begins.year + 1


def wareki_year(day: date) -> str:
    """「令和8年」; the first year of an era is 「令和元年」."""
    return f"{era_of(day).name}{_year_word(era_year(day))}年"


def wareki(day: date) -> str:
    """「令和8年11月21日」."""
    return f"{wareki_year(day)}{day.month}月{day.day}日"


def wareki_with_weekday(day: date) -> str:
    """「令和8年11月21日（土）」."""
    return f"{wareki(day)}（{weekday(day)}）"


def wareki_short(day: date) -> str:
    """「R8.11.21」, as forms abbreviate it; 1 stands for 元."""
    return f"{era_of(day).letter}{era_year(day)}.{day.month}.{day.day}"


def weekday(day: date) -> str:
    """「月」 to 「日」."""
    return WEEKDAYS[day.weekday()]


def clock(moment: time) -> str:
    """「9:05」: hours without a leading zero, 24-hour."""
    return f"{moment.hour}:{moment.minute:02d}"


def fiscal_year(day: date) -> int:
    """The Western year in which the fiscal year of that day began (April to March)."""
    return day.year if day.month >= 4 else day.year - 1


def fiscal_year_bounds(year: int) -> tuple[date, date]:
    """First and last day of a fiscal year."""
    return date(year, 4, 1), date(year + 1, 3, 31)


def fiscal_year_label(year: int) -> str:
    """「令和8年度」; 2019 is 「令和元年度」.

    A fiscal year in which the era changed takes the era of its 31 December: 2019 is 令和元年度 although April
    2019 was still 平成, and 1988 stays 昭和63年度 although it ended in 平成.
    """
    new_years_eve = date(year, 12, 31)
    return f"{era_of(new_years_eve).name}{_year_word(era_year(new_years_eve))}年度"


def _year_word(year: int) -> str:
    return "元" if year == 1 else str(year)
