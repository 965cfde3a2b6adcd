"""What a site told, before anything is written, and what of it cannot be taken down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.number_guard import guard
from core.problem import Problem
from core.reports.provisional import NUMBERS
from core.reports.splits import Parts
from core.reports.table import Split

MOST = 100_000
"""So many a day are no slip of the finger any more."""
_FIRST_YEAR = 2000
_LONGEST_NOTE = 1_000


class How(StrEnum):
    """On which road it came."""

    PHONE = "phone"
    FAX = "fax"
    MAIL = "mail"


HOW_WORDS: Mapping[How, str] = {How.PHONE: "電話", How.FAX: "FAX", How.MAIL: "メール"}


@dataclass(frozen=True)
class What:
    """Of what it was told: one programme, a kind of session, or (both empty) all that was held."""

    session_kind: str = ""
    programme: str = ""

    def overlaps(self, other: "What", parts: Parts) -> bool:
        """Whether some session could be of both."""
        if self.programme and other.programme:
            inside = parts.get(Split.PROGRAMME, {})
            mine, others = ({each, inside.get(each, each)} for each in (self.programme, other.programme))
            return self.programme in others or other.programme in mine
        if self.session_kind and other.session_kind:
            inside = parts.get(Split.KIND, {})
            return inside.get(self.session_kind, self.session_kind) == inside.get(
                other.session_kind, other.session_kind
            )
        return True


@dataclass(frozen=True, kw_only=True)
class Told:
    """The numbers, None where nobody said one, and the words."""

    what: What = What()
    sessions: int | None = None
    visits: int | None = None
    consultations: int | None = None
    how: How = How.PHONE
    note: str = ""

    def check(self) -> None:
        """Raises Problem for what is no figure, or a note with a number that must not be kept."""
        numbers: list[int | None] = [getattr(self, name) for name in NUMBERS]
        if all(number is None for number in numbers):
            raise Problem("provisional_empty", "数が入っていません。", "聞いた数を1つ以上入れてください。")
        if any(number is not None and not 0 <= number <= MOST for number in numbers):
            raise Problem("provisional_number", "数が正しくありません。", f"0から{MOST:,}までの数を入れてください。")
        if len(self.note) > _LONGEST_NOTE:
            raise Problem("provisional_note", "メモが長すぎます。", f"{_LONGEST_NOTE:,}字までにしてください。")
        guard(self.note)


def check_day(day: date, today: date) -> None:
    """Raises Problem for a day on which nothing can have been held yet."""
    if day > today:
        raise Problem("provisional_day", "これから先の日です。", "開催した日を入れてください。")
    if day.year < _FIRST_YEAR:
        raise Problem("provisional_day", "日付が古すぎます。", "開催した日を入れてください。")


def number_of(text: str | None) -> int | None:
    """A number as it was typed, wide digits too; None of nothing. Raises Problem for other words."""
    if text is None or not text.strip():
        return None
    try:
        return int(text.replace(",", "").replace("，", ""))
    except ValueError as error:
        raise Problem(
            "provisional_number", "数が正しくありません。", "数だけを入れてください。分からないときは空のままにします。"
        ) from error


def how_of(text: str) -> How:
    """On which road; raises Problem for another."""
    try:
        return How(text)
    except ValueError as error:
        raise Problem("provisional_how", "届いた方法が正しくありません。", "一覧から選んでください。") from error
