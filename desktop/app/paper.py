"""Paper: visitor cards, the set printed beforehand (相談票, 整理券, 受付用紙), the scanner test, the daily sheet.

Each is filled from the store and drawn later, on whichever thread has time: fifty slips never stand before
a visitor's card.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from core.age_band import AgeBand
from core.card_code import CodeKind, new_code
from core.facts import Card, Person
from core.paper_marks import PaperMark, set_mark
from core.problem import Problem
from core.reports.daily_sheet import Sending
from core.slip_code import FIRST_DAY, LAST_DAY, slip_code
from core.slip_digits import SLIP_BANDS, SLIP_MINUTES, outcome_digit, topic_digits
from core.tickets import HIGHEST_NUMBER, Ticket
from desktop.app.cards import blank_cards, the_card
from desktop.app.daily_sheet import daily_sheet
from desktop.app.desk import Desk
from desktop.app.door import surviving
from desktop.app.numbering import FIRST_PAPER_NUMBER
from desktop.app.paper_requests import BlankRequest, CardRequest, DailyRequest, PaperRequest, ScannerRequest, SetRequest
from desktop.app.people import note_viewing, the_person
from desktop.app.sessions import sessions_on
from desktop.app.settings import setting, visitor_fields

if TYPE_CHECKING:  # ReportLab is imported when the first paper is wanted
    from desktop.printing.slip import SlipForm
    from desktop.printing.visit_paper import VisitPaper

CARDS_A_SHEET = 10
FIELD_LABELS = {"name": "お名前", "kana": "ふりがな", "phone": "電話番号", "birth_date": "生年月日"}


@dataclass(frozen=True)
class Paper:
    """A document with all that it needs. `filename` never tells a visitor's name.

    With a `mark` it is printed once only, unless somebody says why again; with a `request` it can be made again
    after the program was closed.
    """

    title: str
    filename: str
    draw: Callable[[], bytes]
    mark: PaperMark | None = None
    request: PaperRequest | None = None

    @property
    def pdf(self) -> bytes:
        """Drawn when it is first asked for, on the thread that asks."""
        return self._drawn[0]

    @property
    def missing(self) -> tuple[str, ...]:
        """The characters of it that no font has, for which 〓 stands; a private one by its number (U+E000)."""
        return self._drawn[1]

    @cached_property
    def _drawn(self) -> tuple[bytes, tuple[str, ...]]:
        from core.paper.fonts import noting_missing

        with noting_missing() as missing:
            pdf = self.draw()
        return pdf, tuple(each if each.isprintable() else f"U+{ord(each):04X}" for each in missing)


def card_paper(desk: Desk, card_id: str) -> Paper:
    """One visitor card, of its own size. Raises Problem for a card that is not valid any more."""
    from desktop.printing.visitor_card import VisitorCard, card_pdf

    card = the_card(desk, card_id)
    if card.state != "valid" or card.code is None:
        raise Problem("card_not_valid", "このカードは、もう使えません。", "新しいカードを作ってください。")
    name = _name_on_card(desk, card)
    shown = VisitorCard(card.code, desk.identity.site_name, name)
    mark, request = PaperMark("card", card_id), CardRequest(card_id)
    return Paper("来場者カード", _named(desk, "来場者カード"), lambda: card_pdf(shown), mark, request)


def person_card_paper(desk: Desk, person_id: str) -> Paper:
    """The newest valid card of somebody. Raises Problem when they have none."""
    person = the_person(desk, person_id)
    held = desk.store.facts.where(Card, "person_id = ? AND state = 'valid'", [person.person_id], order="issued_at DESC")
    if not held:
        raise Problem("no_card", "この方は、使えるカードをお持ちではありません。", "先にカードを作ってください。")
    return card_paper(desk, held[0].card_id)


def blank_card_sheet(desk: Desk, *, corner_marks: bool = False) -> Paper:
    """Ten cards of nobody yet on an A4 sheet; the first scan of each asks whose it shall be."""
    from desktop.printing.visitor_card import VisitorCard, card_sheet_pdf

    codes = blank_cards(CARDS_A_SHEET)
    cards = [VisitorCard(code, desk.identity.site_name) for code in codes]
    return Paper(
        "カード10枚の用紙",
        _named(desk, "カード10枚"),
        lambda: card_sheet_pdf(cards, corner_marks=corner_marks),
        PaperMark("blank", digest(codes)),
        BlankRequest(corner_marks),
    )


def slips(desk: Desk, day: date, count: int, first: int = FIRST_PAPER_NUMBER, *, two_on_a4: bool = True) -> Paper:
    """相談票 for a day, numbered from `first`. Raises Problem when the numbers run out."""
    from desktop.printing.slip import SlipPaper, slip_pdf

    form = _slip_form(desk, day)
    paper = SlipPaper.TWO_ON_A4 if two_on_a4 else SlipPaper.A5
    visits = _visits(desk, day, count, first)
    request = SetRequest("slips", day, count, first, two_on_a4)
    return _set(desk, "相談票", request, lambda: slip_pdf(visits, form, paper))


def _slip_form(desk: Desk, day: date) -> "SlipForm":
    """What is ticked on that day, with the digits that the screen reads."""
    from desktop.printing.slip import SlipChoice, SlipForm, SlipGroup

    catalogue = desk.catalogues.on(day)
    digits = topic_digits(catalogue)
    return SlipForm(
        groups=tuple(
            SlipGroup(group.ja, tuple(SlipChoice(topic.ja, digits.get(topic.code, "")) for topic in group.topics))
            for group in catalogue.groups_on(day)
        ),
        outcomes=tuple(SlipChoice(each.ja, outcome_digit(each)) for each in catalogue.outcomes),
        minutes=tuple(SlipChoice(str(minutes), str(place)) for place, minutes in enumerate(SLIP_MINUTES, 1)),
        age_bands=tuple(SlipChoice(band.ja, str(place)) for place, band in enumerate(SLIP_BANDS, 1)),
    )


def tickets(desk: Desk, day: date, count: int, first: int = FIRST_PAPER_NUMBER) -> Paper:
    """整理券 with the same numbers and codes as the 相談票. Raises Problem when the numbers run out."""
    from desktop.printing.ticket import ticket_sheet_pdf

    visits = _visits(desk, day, count, first)
    return _set(desk, "整理券", SetRequest("tickets", day, count, first), lambda: ticket_sheet_pdf(visits))


def reception_slips(desk: Desk, day: date, count: int, first: int = FIRST_PAPER_NUMBER) -> Paper:
    """受付用紙, one for each person, with the numbers of the 相談票. They ask for what the site has switched on."""
    from desktop.printing.reception_slip import ReceptionForm, reception_slip_pdf

    fields = tuple(FIELD_LABELS[name] for name in visitor_fields(desk))
    bands = tuple(band.ja for band in AgeBand if band is not AgeBand.UNKNOWN)
    form = ReceptionForm(bands, fields, setting(desk, "visitor_fields_purpose") if fields else "")
    visits = _visits(desk, day, count, first)
    request = SetRequest("reception_slips", day, count, first)
    return _set(desk, "受付用紙", request, lambda: reception_slip_pdf(visits, form))


def numbered_set(desk: Desk, request: SetRequest) -> Paper:
    """The set that is asked for."""
    match request.paper:
        case "slips":
            return slips(desk, request.day, request.count, request.first, two_on_a4=request.two_on_a4)
        case "tickets":
            return tickets(desk, request.day, request.count, request.first)
        case _:
            return reception_slips(desk, request.day, request.count, request.first)


def scanner_test(desk: Desk) -> Paper:
    """A page to try a scanner on; no check-in takes its code for a visitor."""
    from desktop.printing.scanner_test import scanner_test_pdf

    code = new_code(CodeKind.SCANNER_TEST)
    name = _named(desk, "読み取りテスト")
    return Paper("読み取りテスト", name, lambda: scanner_test_pdf(code), request=ScannerRequest())


def daily_sheet_paper(desk: Desk, day: date) -> Paper:
    """日報 of a day; once more with other figures it is another paper."""
    from desktop.printing.daily_sheet import daily_sheet_pdf

    sheet = daily_sheet(desk, day)
    told = replace(sheet, printed_at=datetime.min, sending=Sending(0, None))
    mark = PaperMark("daily_sheet", f"{day.isoformat()} {digest([repr(told)])}")
    return Paper("日報", f"日報_{day.isoformat()}.pdf", lambda: daily_sheet_pdf(sheet), mark, DailyRequest(day))


def _name_on_card(desk: Desk, card: Card) -> str:
    """The visitor's name if the site prints it; looking at it for that leaves a record."""
    holder: Person | None = surviving(desk, card.person_id)
    if setting(desk, "card_shows_name") != "on" or holder is None or not holder.name:
        return ""
    note_viewing(desk, "card_printed", holder.person_id)
    return holder.name


def _visits(desk: Desk, day: date, count: int, first: int) -> "list[VisitPaper]":
    from desktop.printing.visit_paper import VisitPaper

    if count < 1 or first < 1 or first + count - 1 > HIGHEST_NUMBER:
        raise Problem(
            "paper_numbers",
            f"整理番号は1から{HIGHEST_NUMBER}までです。",
            "枚数か、はじめの番号を小さくしてください。",
        )
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Problem("paper_day", "その日の用紙は作れません。", "日付を確かめてください。")
    venue = next((each.venue for each in sessions_on(desk, day) if each.venue), desk.identity.site_name)
    numbers = [Ticket(desk.identity.letter, number) for number in range(first, first + count)]
    return [VisitPaper(str(ticket), slip_code(desk.identity.site_id, day, ticket), day, venue) for ticket in numbers]


def _named(desk: Desk, what: str) -> str:
    return f"{what}_{desk.today.isoformat()}.pdf"


def _set(desk: Desk, title: str, request: SetRequest, draw: Callable[[], bytes]) -> Paper:
    name = f"{title}_{request.day.isoformat()}_{request.first}-{request.first + request.count - 1}.pdf"
    mark = set_mark(request.paper, request.day, Ticket(desk.identity.letter, request.first), request.count)
    return Paper(title, name, draw, mark, request)


def digest(parts: Iterable[str]) -> str:
    """Short, and the same only for the same content; it tells nothing of it."""
    return blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()
