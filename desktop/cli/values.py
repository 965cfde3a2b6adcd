"""Values of options: dates, times, counts. A wrong one is wrong usage (exit code 2)."""

from argparse import ArgumentTypeError
from datetime import date, time

_MOST_DIGITS = 6


def day(text: str) -> str:
    """A date, YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ArgumentTypeError("暦にある日付を 2026-11-21 のように入れてください。") from error


def time_of_day(text: str) -> str:
    """HH:MM."""
    try:
        return time.fromisoformat(text).strftime("%H:%M")
    except ValueError as error:
        raise ArgumentTypeError("時刻を 13:00 のように入れてください。") from error


def count(text: str) -> int:
    """A whole number of up to six digits, 0 or more: nothing at a venue is counted or paid beyond."""
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise ArgumentTypeError("0以上の整数を、6けたまでで入れてください。")
    return int(text)


def change(text: str) -> int:
    """So many more, or fewer with a minus before it."""
    return -count(text[1:]) if text.startswith("-") else count(text)


def weekdays(text: str) -> tuple[int, ...]:
    """Numbers from Monday as 1, by commas."""
    numbers = tuple(count(each.strip()) for each in text.split(","))
    if not set(numbers) <= set(range(1, 8)):
        raise ArgumentTypeError("曜日を、月曜を1として 2,4 のように入れてください。")
    return numbers
