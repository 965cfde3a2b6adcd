"""A report that a page asks for, counted: within the reader's sites, and saying in words what it is kept to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import msgspec

from core.problem import Problem
from core.reports.charts import Chart
from core.reports.charts_beside import charts_beside, charts_on_paper
from core.reports.hours import Visits
from core.reports.names import Names
from core.reports.opened import BehindLine, before_asked, behind_line
from core.reports.spread import Shown
from core.reports.suppression import suppressed
from core.reports.table import Asked, Behind, ReportTable, Split
from hq.portal.labels import Labels
from hq.portal.reach import Reach
from hq.portal.recent import LINES, TABLES
from hq.portal.report_address import Chosen
from hq.portal.words import translated
from hq.reports.jobs import Wanted, counted_table, takes_long
from hq.reports.tables import behind, hours, names_of, report_table
from hq.reports.whose import Sites


@dataclass(frozen=True)
class Counted:
    """What was chosen, by whom, at a moment. The table is counted once, or was a moment ago."""

    chosen: Chosen
    reach: Reach
    now: datetime

    @cached_property
    def table(self) -> ReportTable:
        """As it is shown and handed out. Problem for what cannot be counted."""
        table = msgspec.structs.replace(self.count(self.chosen.asked), scope="・".join(self.scope("ja")))
        return suppressed(table) if self.chosen.publishes else table

    def count(self, asked: Asked) -> ReportTable:
        """What is asked for within the same sites, or as it was counted a moment ago. Problem."""
        if takes_long(asked):
            return self._counted_beside(asked)
        whose = self._whose
        return TABLES.of(self.reach.common, ("table", asked, *whose), lambda: report_table(asked, self.now, *whose))

    def charts(self, language: str) -> tuple[Chart, ...]:
        """Those beside the report. Problem."""
        return charts_beside(self.chosen.asked, self.count, self._hours, english=language == "en")

    def paper_charts(self) -> tuple[Chart, ...] | None:
        """Those under the table on paper; None where they would tell hidden figures, or take as long once more."""
        asked = self.chosen.asked
        if self.chosen.publishes or takes_long(asked):
            return None
        return charts_on_paper(asked, self.table, self.count, self._hours)

    def _hours(self, asked: Asked) -> list[Visits]:
        whose = self._whose
        return TABLES.of(self.reach.common, ("hours", asked, *whose), lambda: hours(asked, self.now, *whose))

    def _counted_beside(self, asked: Asked) -> ReportTable:
        table = counted_table(msgspec.structs.replace(wanted(self.chosen, self.reach), asked=asked), self.now)
        if table is None:
            raise Problem(
                "report_long",
                "期間が長いので、先に表の画面で数えます。",
                "表の画面を開いて、数え終わるまでお待ちください。",
            )
        return table

    def scope(self, language: str) -> list[str]:
        """Whose records, and what they are kept to."""
        told, place = self.chosen, 1 if language == "en" else 0
        asked = [(Split.MUNICIPALITY, told.municipality), (Split.SITE, told.site_id), *told.asked.only]
        kept = [self.names.label(split, value)[place] for split, value in asked if value]
        whose = whose_words(self.reach, language)
        return kept if kept and self.reach.is_headquarters else [whose, *kept]

    def behind(self, row: str, column: str, shown: Shown) -> list[Behind]:
        """The records of a figure; of the year before where that is meant."""
        asked = self.chosen.asked
        if shown is Shown.BEFORE:
            asked, row = before_asked(asked, self.table, row)
        whose = self._whose
        known = ("behind", self.table.cut_off, asked, row, column, *whose)  # never older than the figure
        return LINES.of(self.reach.common, known, lambda: behind(asked, self.now, row, column, *whose))

    def in_words(self, records: Iterable[Behind]) -> list[BehindLine]:
        """What such records say."""
        return [behind_line(self.names, each) for each in records]

    @property
    def _whose(self) -> tuple[str | None, str | None, Sites | None]:
        return self.chosen.site_id, self.chosen.municipality, sites_of(self.reach)

    @cached_property
    def names(self) -> Names:
        """By which codes are named."""
        return names_of(self.chosen.site_id)


def wanted(told: Chosen, reach: Reach) -> Wanted:
    """The same for a job: what is asked, and within which sites."""
    sites = sites_of(reach)
    return Wanted(
        asked=told.asked,
        site_id=told.site_id,
        municipality=told.municipality,
        site_ids=sites.ids if sites else None,
        sites_name=sites.name if sites else "",
    )


def sites_of(reach: Reach) -> Sites | None:
    """The sites that a report of this reader may be of; None for all."""
    return None if reach.site_ids is None else Sites(reach.site_ids, whose_words(reach, "ja"))


def whose_words(reach: Reach, language: str) -> str:
    """All sites, or those of a municipality."""
    if reach.municipality is None:
        return translated("すべての拠点", language)
    name = Labels(language).municipality(reach.municipality)
    return f"Sites of {name}" if language == "en" else f"{name}の拠点"
