"""The same figures twice: as the site counts them, and as headquarters shows them."""

from collections.abc import Collection
from dataclasses import dataclass

from core.reports.daily_sheet import DailySheet
from desktop.cli.demo.portal import PortalDay


@dataclass(frozen=True)
class Figure:
    """One number of the day, here and there."""

    name: str
    site: int
    hq: int

    @property
    def equal(self) -> bool:
        """Whether headquarters says the same."""
        return self.site == self.hq


def compare(sheet: DailySheet, page: PortalDay) -> list[Figure]:
    """The daily sheet beside the portal's page, each counted by its own program from its own tables."""
    topics = {
        f"相談 {topic.name}": (topic.total, page.topics.get(topic.name, 0)) for topic in sheet.consultations.topics
    }
    strange = page.topics.keys() - {topic.name for topic in sheet.consultations.topics} - {"合計"}
    return [
        Figure("実施した回", len(sheet.sessions), page.figures.get("実施回数", 0)),
        Figure("延べ来場", sheet.attendance.visits, page.figures.get("来場者（延べ）", 0)),
        Figure("実人員（登録者）", sheet.attendance.distinct_registered, page.figures.get("実人員", 0)),
        Figure("相談件数", sheet.consultations.cases, page.figures.get("相談件数", 0)),
        *(Figure(name, here, there) for name, (here, there) in topics.items()),
        *(Figure(f"相談 {name}", 0, page.topics[name]) for name in sorted(strange)),
    ]


def same_records(mine: Collection[str], theirs: Collection[str]) -> Figure:
    """Events that headquarters holds with the very bytes that the site wrote (promise 5)."""
    return Figure("同じバイト列の記録", len(set(mine)), len(set(mine) & set(theirs)))
