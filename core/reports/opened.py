"""What is opened when a figure is: how its records are asked for, and the codes in them named."""

from dataclasses import dataclass

import msgspec

from core.reports.names import Label, Names
from core.reports.splits import TIMES, value_apart
from core.reports.table import Asked, Behind, ReportTable, Split

_YEAR = 4


@dataclass(frozen=True, slots=True)
class BehindLine:
    """A record; what it says beside place and time, in Japanese and in English."""

    record: Behind
    ja: str
    en: str


def behind_line(names: Names, record: Behind) -> BehindLine:
    """The record in words."""
    labels = _labels(names, record)
    return BehindLine(record, "・".join(ja for ja, _ in labels), ", ".join(en for _, en in labels))


def before_asked(asked: Asked, table: ReportTable, row: str) -> tuple[Asked, str]:
    """How to ask for the records behind a figure of the year before, and the key of its row there."""
    assert table.compared is not None
    is_year = table.split in TIMES and row[:_YEAR].isdigit()
    key = f"{int(row[:_YEAR]) - 1:04}{row[_YEAR:]}" if is_year else row
    return msgspec.structs.replace(asked, period=table.compared.period, compares=False), key


def _labels(names: Names, record: Behind) -> list[Label]:
    match record.record, record.detail.split(" "):
        case (("attendance" | "supporter"), [band]):
            return [names.label(Split.AGE_BAND, band)] if band else []
        case "consultation", [topic, outcome]:
            return [_topic(names, record, topic), names.label(Split.OUTCOME, outcome[:2])]
        case _:
            return [(record.detail, record.detail)]


def _topic(names: Names, record: Behind, topic: str) -> Label:
    """A site's own topic by that site's list, where several sites are among the records."""
    return names.label(Split.TOPIC, topic if names.own is None else value_apart(Split.TOPIC, topic, record.site_id))
