"""The sentences that must stand beside a table, by what was counted in it."""

from collections.abc import Iterator, Sequence
from datetime import date

from core.english_dates import english_day
from core.reports.count import Count
from core.reports.table import Measure, Note
from core.wareki import wareki

ESTIMATES_IN_SUM, TARGET = "estimates_in_sum", "target"
"""How the codes of notes begin that tell a count of their own."""
PART_COMPARED = "part_compared"
"""That a part of a year stands beside the same part of another."""


def part_notes(is_part: bool, last_day: date) -> Iterator[Note]:
    """That the period was not over."""
    if is_part:
        yield Note(
            code="part",
            ja=f"{wareki(last_day)}までの集計です。期間の途中です。",
            en=f"Counted up to {english_day(last_day)}: the period was not over.",
        )


def count_notes(counts: Sequence[Count], measures: Sequence[Measure], many: bool, left_out: int) -> Iterator[Note]:
    """Who is in 実人員, what is 約 and what could not be counted. The last count is the sum of all."""
    if Measure.PERSONS in measures:
        yield from _of_persons(counts, many)
    if any(each.is_mixed(measure) for each in counts for measure in measures):
        yield Note(
            code="mixed_estimates",
            ja="記録から数えた数に、概数（約）の実績を足した欄があります。",
            en="Some figures add estimates (約) to what was counted from records.",
        )
    if any(each.provisional for each in counts):
        yield Note(
            code="provisional",
            ja="※は、電話やFAXで聞いた速報値を含む数です。記録が届くと、記録の数に変わります。",
            en="※ marks figures that hold what sites told ahead; their records take its place when they arrive.",
        )
    if left_out:
        yield Note(
            code="results_left_out",
            ja=f"期間からはみ出す件数だけの実績{left_out}件は、入れていません。",
            en=f"{left_out} results that reach beyond the period are left out.",
        )


def _of_persons(counts: Sequence[Count], many: bool) -> Iterator[Note]:
    anonymous = int(counts[-1].numbers[Measure.ANONYMOUS]) if counts else 0
    yield Note(
        code="registered_only",
        ja=f"実人員は登録者のみ・匿名{anonymous:,}人を除く。匿名の方は延べにだけ入っています。",
        en=f"Persons are registered visitors only; {anonymous:,} anonymous visits are in the visits alone.",
    )
    if many:
        yield Note(
            code="sites_added",
            ja="実人員は、拠点ごとの実人員の合計です。",
            en="Persons are counted at each site and added up.",
        )
