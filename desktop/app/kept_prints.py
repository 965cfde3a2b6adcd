"""What is still to be printed, kept over a restart: the request from which the paper is made again, not its pages."""

import msgspec

from core.paper_marks import PaperMark
from desktop.app.desk import Desk
from desktop.app.handouts import leaflet_again
from desktop.app.paper import Paper, blank_card_sheet, card_paper, daily_sheet_paper, numbered_set, scanner_test
from desktop.app.paper_requests import (
    BlankRequest,
    CardRequest,
    DailyRequest,
    HandedInRequest,
    LeafletRequest,
    PaperRequest,
    PosterRequest,
    ReportRequest,
    ScannerRequest,
    SetRequest,
)
from desktop.app.poster import poster_paper
from desktop.app.report_papers import report_paper_again
from desktop.app.submissions import paper_handed_in

_NAME = "printing.kept"


class KeptPrint(msgspec.Struct, frozen=True):
    """One paper that somebody wanted on a printer. `sent` says that the printer may have had it."""

    title: str
    printer: str
    copies: int
    asked_at: str
    request: PaperRequest
    mark: PaperMark | None = None
    again: str | None = None
    sent: bool = False


def keep_prints(desk: Desk, prints: tuple[KeptPrint, ...]) -> None:
    """These, and no others, are still to be printed on this laptop."""
    desk.store.settings.put(_NAME, msgspec.json.encode(prints).decode())


def moment(desk: Desk) -> str:
    """When something is sent to a printer, on the venue's clock."""
    return desk.now


def kept_prints(desk: Desk) -> tuple[KeptPrint, ...]:
    """What was still to be printed when the program ended. What a later version wrote and we cannot read is none."""
    kept = desk.store.settings.get(_NAME) or "[]"
    try:
        return msgspec.json.decode(kept, type=tuple[KeptPrint, ...])
    except msgspec.MsgspecError:
        return ()


def paper_again(desk: Desk, request: PaperRequest) -> Paper:
    """The paper that was asked for, made anew. Raises Problem when it cannot be any more."""
    match request:
        case CardRequest(card_id):
            return card_paper(desk, card_id)
        case BlankRequest(corner_marks):
            return blank_card_sheet(desk, corner_marks=corner_marks)
        case SetRequest():
            return numbered_set(desk, request)
        case DailyRequest(day):
            return daily_sheet_paper(desk, day)
        case ScannerRequest():
            return scanner_test(desk)
        case PosterRequest():
            return poster_paper(desk, request)
        case LeafletRequest():
            return leaflet_again(desk, request)
        case ReportRequest():
            return report_paper_again(desk, request)
        case HandedInRequest(handed_in_id):
            return paper_handed_in(desk, handed_in_id)
