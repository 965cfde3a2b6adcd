"""現金の確認 and 出納: what a day's fees should have left in the box, what was counted, and the days of a period."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.facts import CashCount, Fee
from core.ids import cash_id
from core.kinds import CashCounted, CashVoided
from core.problem import Problem
from core.reports.csv_text import csv_text as as_csv
from desktop.app.desk import Changed, Desk, guarded
from desktop.storage.journal import Draft

MOST_YEN = 9_999_999
LONGEST = timedelta(days=3660)
COLUMNS = ("日付", "はじめの金額", "受け取った参加費", "件数", "あるはずの金額", "数えた金額", "差", "メモ")


@dataclass(frozen=True)
class CashDay:
    """One day in yen. `counted` is None while nobody counted; `opening` is then what it was the time before.

    `since` is what fees changed by after the count.
    """

    day: date
    opening: int
    received: int
    fees: int
    counted: int | None = None
    since: int = 0
    note: str = ""

    @property
    def expected(self) -> int:
        """What should be in the box."""
        return self.opening + self.received

    @property
    def difference(self) -> int | None:
        """How much more was counted than should be there; below 0 for less."""
        return None if self.counted is None else self.counted - self.expected

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to count."""
        return bool(self.received or self.opening or self.counted is not None)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be counted, or once more."""
        return self.is_needed and (self.counted is None or bool(self.since))


@dataclass(frozen=True)
class CashLedger:
    """出納 of a period: days on which money was taken or counted, in order."""

    first: date
    last: date
    days: tuple[CashDay, ...]

    @property
    def received(self) -> int:
        """All fees together."""
        return sum(each.received for each in self.days)

    @property
    def fees(self) -> int:
        """How many payments."""
        return sum(each.fees for each in self.days)

    @property
    def difference(self) -> int:
        """All differences of counted days together."""
        return sum(each.difference or 0 for each in self.days)


@dataclass(frozen=True)
class CashWritten:
    """The day as it now stands, and what was counted before, for 取り消す."""

    cash: CashDay
    before: CashDay
    changed: Changed


def cash_day(desk: Desk, day: date) -> CashDay:
    """How the cash of a day stands."""
    fees = desk.store.facts.where(Fee, "day = ? AND voided = 0", [day.isoformat()])
    counts = desk.store.facts.where(CashCount, "day = ? AND voided = 0", [day.isoformat()])
    return _day(day, sum(each.yen for each in fees), len(fees), counts[0] if counts else None, _last_opening(desk, day))


def count_cash(desk: Desk, day: date, counted: int, opening: int | None = None, note: str | None = None) -> CashWritten:
    """Keep what was counted; once more changes it. `opening` stays as it was told before. Raises Problem for a sum
    that cannot be, or a day to come."""
    before = cash_day(desk, day)
    begun = before.opening if opening is None else opening
    if day > desk.today or not (0 <= counted <= MOST_YEN and 0 <= begun <= MOST_YEN):
        raise Problem("cash_sum", "その金額は入れられません。", "0円から9,999,999円までの数字を入れてください。")
    told = CashCounted(
        day=day.isoformat(),
        at=desk.now,
        counted_yen=counted,
        opening_yen=begun,
        received_yen=before.received,
        note=guarded(note),
    )
    changed = desk.record(Draft(cash_id(desk.identity.site_id, day), told)).changed
    return CashWritten(cash_day(desk, day), before, changed)


def uncount_cash(desk: Desk, before: CashDay) -> CashWritten:
    """取り消す: the day as it was before it was counted, or counted once more."""
    if before.counted is not None:
        return count_cash(desk, before.day, before.counted, before.opening, before.note)
    counted = cash_day(desk, before.day)
    changed = desk.record(Draft(cash_id(desk.identity.site_id, before.day), CashVoided())).changed
    return CashWritten(cash_day(desk, before.day), counted, changed)


def cash_ledger(desk: Desk, first: date, last: date) -> CashLedger:
    """出納 of these days, both inclusive. Raises Problem for a period that is none."""
    if not (first <= last and last - first <= LONGEST):
        raise Problem("period", "その期間はありません。", "はじめの日を、おわりの日より前にしてください。")
    span = [first.isoformat(), last.isoformat()]
    rows = desk.store.db.execute(
        "SELECT day, sum(yen), count(*) FROM fact_fee WHERE voided = 0 AND day BETWEEN ? AND ? GROUP BY day", span
    ).fetchall()
    fees = {day: (yen, number) for day, yen, number in rows}
    counts = {each.day: each for each in desk.store.facts.where(CashCount, "day BETWEEN ? AND ? AND voided = 0", span)}
    days, opening = list[CashDay](), _last_opening(desk, first)
    for day in sorted(fees.keys() | counts.keys()):
        days.append(_day(date.fromisoformat(day), *fees.get(day, (0, 0)), counts.get(day), opening))
        opening = days[-1].opening
    return CashLedger(first, last, tuple(days))


def ledger_csv(ledger: CashLedger) -> str:
    """As CSV, with the sums below; no name and no number of a visitor is in it."""
    lines = (
        (
            each.day.isoformat(),
            each.opening,
            each.received,
            each.fees,
            each.expected,
            each.counted,
            each.difference,
            each.note,
        )
        for each in ledger.days
    )
    total = ("合計", None, ledger.received, ledger.fees, None, None, ledger.difference, None)
    return as_csv((COLUMNS, *lines, total))


def _day(day: date, received: int, fees: int, count: CashCount | None, opening: int) -> CashDay:
    if count is None:
        return CashDay(day, opening, received, fees)
    since = received - count.received_yen
    return CashDay(day, count.opening_yen, received, fees, count.counted_yen, since, count.note or "")


def _last_opening(desk: Desk, day: date) -> int:
    """The change that a box begins with is the same every day; what was taken is handed in."""
    found = desk.store.facts.where(CashCount, "day < ? AND voided = 0 ORDER BY day DESC LIMIT 1", [day.isoformat()])
    return found[0].opening_yen if found else 0
