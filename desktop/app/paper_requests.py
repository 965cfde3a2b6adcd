"""What somebody asked to be printed, small enough to be kept: the paper is made from it again at any time."""

from datetime import date

import msgspec


class CardRequest(msgspec.Struct, frozen=True, tag="card"):
    """One visitor card."""

    card_id: str


class BlankRequest(msgspec.Struct, frozen=True, tag="blank"):
    """Ten cards of nobody yet: made again they bear other codes."""

    corner_marks: bool = False


class SetRequest(msgspec.Struct, frozen=True, tag="set"):
    """`count` numbered papers of a day: 相談票, 整理券 or 受付用紙 (`paper`), the first with the number `first`."""

    paper: str
    day: date
    count: int
    first: int
    two_on_a4: bool = True


class DailyRequest(msgspec.Struct, frozen=True, tag="daily"):
    """日報 of a day, as it is when it is made."""

    day: date


class ScannerRequest(msgspec.Struct, frozen=True, tag="scanner"):
    """読み取りテスト."""


class PosterRequest(msgspec.Struct, frozen=True, tag="poster"):
    """The poster of a session; `size` is a4 or a3, `easy` says it in やさしい日本語."""

    session_id: str
    size: str = "a4"
    easy: bool = False


class LeafletRequest(msgspec.Struct, frozen=True, tag="leaflet"):
    """配布資料 in one register; `topics` are what was asked where no consultation tells it."""

    handouts: tuple[str, ...]
    register: str = "standard"
    topics: tuple[str, ...] = ()
    consultation_id: str | None = None
    attendance_id: str | None = None


class ReportRequest(msgspec.Struct, frozen=True, tag="report"):
    """A report, as it is counted when it is made; `by` as `core.reports.handed_in.asked_by` says it."""

    report: str
    first: date
    last: date
    by: str | None = None


class HandedInRequest(msgspec.Struct, frozen=True, tag="handed_in"):
    """A report that was handed in, as it was then."""

    handed_in_id: str


PaperRequest = (
    CardRequest
    | BlankRequest
    | SetRequest
    | DailyRequest
    | ScannerRequest
    | PosterRequest
    | LeafletRequest
    | ReportRequest
    | HandedInRequest
)
