"""提出した報告 at headquarters: what the sites handed in, as it was then, and what has changed since."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from core.problem import Problem
from core.reports.changes import Change, changes
from core.reports.handed_in import asked_again, thaw
from core.reports.table import ReportTable
from hq.database import cursor
from hq.reports.tables import report_table

MOST = 300
_MOST_VALUE, _MOST_SCALE, _LONGEST = 10**15, 6, 2_000
"""Of a figure, its places behind the point, and the letters of a text; no report of ours comes near."""
_KINDS = ["report.submitted", "report.replaced"]
_LIST = """
SELECT t.site_id, home.name, t.submission_id, t.report, t.period_from, t.period_to, t.by, t.version, t.cut_off,
    t.handed_to, t.reason, t.submitted_at, coalesce(f.display_name, ''),
    (SELECT max(o.version) FROM fact_submission AS o WHERE o.site_id = t.site_id AND o.report = t.report
        AND o.period_from = t.period_from AND o.period_to = t.period_to AND coalesce(o.by, '') = coalesce(t.by, '')),
    (SELECT count(*) FROM event AS e
        WHERE e.site_id = t.site_id AND e.entity_id = t.submission_id AND e.kind = ANY(%(kinds)s)) > 1
FROM fact_submission AS t JOIN site AS home ON home.site_id = t.site_id
LEFT JOIN fact_supporter AS f ON f.site_id = t.site_id AND f.supporter_id = t.staff_id
WHERE (%(sites)s::text[] IS NULL OR t.site_id = ANY(%(sites)s))
    AND (%(one)s::text IS NULL OR t.submission_id = %(one)s)
ORDER BY t.submitted_at DESC, t.version DESC, t.submission_id LIMIT %(most)s
"""
_CONTENT = "SELECT content, content_hash FROM fact_submission WHERE site_id = %s AND submission_id = %s"


@dataclass(frozen=True)
class HandedIn:
    """One version. `newest` is the version that counts now; `is_apart`: two laptops handed in this number.

    `by` is how it was asked for beside its period (`core.reports.handed_in`), `staff` who handed it in.
    """

    site_id: str
    site: str
    submission_id: str
    report: str
    period_from: str
    period_to: str
    by: str | None
    version: int
    cut_off: str
    handed_to: str | None
    reason: str | None
    at: str
    staff: str
    newest: int
    is_apart: bool

    @property
    def is_replaced(self) -> bool:
        """Whether a later version took its place."""
        return self.version < self.newest


@dataclass(frozen=True)
class Since:
    """The table as it was handed in, the one of now, and the figures that differ."""

    before: ReportTable
    after: ReportTable
    changes: tuple[Change, ...]


def handed_in(sites: Collection[str] | None = None) -> list[HandedIn]:
    """The latest first, of these sites or of all; `MOST` at the most."""
    return _read(sites, None)


def the_one(site_id: str, submission_id: str) -> HandedIn:
    """By its site and its id. Raises Problem."""
    found = _read([site_id], submission_id)
    if not found:
        raise Problem("submission_unknown", "その報告は見つかりません。", "提出した報告の一覧から選んでください。")
    return found[0]


def table_of(handed: HandedIn) -> ReportTable:
    """As it was handed in. Raises Problem where its content is not that any more, or no table."""
    row = cursor().execute(_CONTENT, [handed.site_id, handed.submission_id]).fetchone()
    content, content_hash = row or ("", "")
    table = thaw(content, content_hash)
    if not all(_is_table(each) for each in (table, table.compared) if each is not None):
        raise Problem(
            "submission_broken",
            "この報告の中身は、提出したときのものと同じではありません。",
            "ほかの端末か本部にある同じ版を確かめてください。",
        )
    return table


def changed_since(handed: HandedIn, now: datetime) -> Since:
    """差分 to the records of now, of the same site. Raises Problem."""
    before = table_of(handed)
    asked = asked_again(handed.report, handed.period_from, handed.period_to, handed.by)
    after = report_table(asked, now, handed.site_id)
    return Since(before, after, changes(before, after))


def _read(sites: Collection[str] | None, one: str | None) -> list[HandedIn]:
    ours = None if sites is None else list(sites)
    told = {"sites": ours, "one": one, "most": MOST, "kinds": _KINDS}
    return [HandedIn(*row) for row in cursor().execute(_LIST, told)]


def _is_table(table: ReportTable) -> bool:
    """What a laptop sent is a table only if every row has a cell for each column, and if it can be drawn."""
    cells = (cell for row in table.rows for cell in row.cells if cell is not None)
    words = [table.ja, table.en, table.cut_off, table.scope, table.rule]
    words += [text for each in table.rows for text in (each.ja, each.en, each.group)]
    words += [text for each in table.columns for text in (each.ja, each.en)]
    words += [text for each in table.notes for text in (each.ja, each.en)]
    return (
        all(len(row.cells) == len(table.columns) for row in table.rows)
        and all(abs(cell.value) < _MOST_VALUE and 0 <= cell.scale <= _MOST_SCALE for cell in cells)
        and all(len(text) <= _LONGEST for text in words)
    )
