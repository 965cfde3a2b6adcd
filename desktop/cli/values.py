"""Values of options: dates, times, counts. A wrong one is wrong usage (exit code 2)."""

from argparse import ArgumentTypeError
from datetime import date, time


def day(text: str) -> str:
    """A date, YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ArgumentTypeError("invalid date") from error


def time_of_day(text: str) -> str:
    """HH:MM."""
    try:
        return time.fromisoformat(text).strftime("%H:%M")
    except ValueError as error:
        raise ArgumentTypeError("invalid time") from error


def count(text: str) -> int:
    """A whole number, 0 or more."""
    if not (text.isascii() and text.isdigit()):
        raise ArgumentTypeError("invalid number")
    return int(text)
