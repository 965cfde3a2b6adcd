"""Days and months in English on every machine.

strftime would not do: in a window its names come in the system's language, Qt having set the locale.
"""

from datetime import date

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT_WEEKDAYS = tuple(name[:3] for name in _WEEKDAYS)


def english_month(day: date) -> str:
    """April."""
    return _MONTHS[day.month - 1]


def short_month(day: date) -> str:
    """Apr."""
    return english_month(day)[:3]


def english_weekday(day: date) -> str:
    """Wednesday."""
    return _WEEKDAYS[day.weekday()]


def english_day(day: date) -> str:
    """1 Apr 2026."""
    return f"{day.day} {short_month(day)} {day.year}"


def weekday_and_day(day: date) -> str:
    """Wed 1 Apr."""
    return f"{SHORT_WEEKDAYS[day.weekday()]} {day.day} {short_month(day)}"
