"""The same figures twice: counted at the site, and from what headquarters holds."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

import core.folds  # noqa: F401  (registers the rules that `project` uses)
from core.events import Event, OpenedEvent
from core.facts import Attendance, Consultation, Day, Fact
from core.payload import join
from core.projector import project
from core.reports.daily_sheet import DailySheet


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


def compare(sheet: DailySheet, at_hq: Iterable[dict[str, Any]]) -> list[Figure]:
    """The day's figures of the site beside those of the events that headquarters gave out."""
    facts = list(_facts(at_hq))
    visits = [each for each in facts if isinstance(each, Attendance) and not each.voided]
    consultations = [each for each in facts if isinstance(each, Consultation) and not each.voided]
    topics = Counter(each.topic for each in consultations)
    closed = sum(isinstance(each, Day) and bool(each.closed) for each in facts)
    return [
        Figure("延べ来場", sheet.attendance.visits, len(visits)),
        Figure(
            "実人員（登録者）",
            sheet.attendance.distinct_registered,
            len({each.person_id for each in visits if each.person_id}),
        ),
        Figure("相談件数", sheet.consultations.cases, len(consultations)),
        *(
            Figure(f"{each.code} {each.name}", each.total, topics.pop(each.code, 0))
            for each in sheet.consultations.topics
        ),
        *(Figure(code, 0, cases) for code, cases in topics.items()),
        Figure("締めた日", 1, closed),
    ]


def _facts(lines: Iterable[dict[str, Any]]) -> Iterable[Fact]:
    """Headquarters' rows, made as it makes them: from the plain parts of the events alone."""
    entities: dict[str, list[OpenedEvent]] = defaultdict(list)
    for line in lines:
        event = msgspec.json.decode(msgspec.json.encode(line), type=Event)
        payload = join(event.kind, bytes(event.plain), {}, None)
        if payload is not None:
            entities[event.entity_id].append(OpenedEvent(event, payload))
    return filter(None, (project(events) for events in entities.values()))
