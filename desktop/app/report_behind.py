"""The records behind a figure, with the codes in them named."""

from dataclasses import dataclass

from core.reports.names import Names
from core.reports.table import Asked, Behind, Split
from desktop.app.desk import Desk
from desktop.app.reporting import behind, names_here


@dataclass(frozen=True, slots=True)
class BehindLine:
    """A record; what it says beside place and time, in Japanese and in English."""

    record: Behind
    ja: str
    en: str


def behind_lines(desk: Desk, asked: Asked, row: str, column: str) -> tuple[BehindLine, ...]:
    """As `behind`, in words. Raises Problem for what cannot be counted."""
    names = names_here(desk)
    return tuple(_line(names, each) for each in behind(desk, asked, row, column))


def _line(names: Names, record: Behind) -> BehindLine:
    match record.record, record.detail.split(" "):
        case "attendance", [band]:
            labels = [names.label(Split.AGE_BAND, band)]
        case "consultation", [topic, outcome]:
            labels = [names.label(Split.TOPIC, topic), names.label(Split.OUTCOME, outcome[:2])]
        case _:
            labels = [(record.detail, record.detail)]
    return BehindLine(record, "・".join(ja for ja, _ in labels), ", ".join(en for _, en in labels))
